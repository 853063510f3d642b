/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pci_ids: names of PCI vendors, devices and classes from the pci.ids file of pciutils, if it is installed. The file is
 * large and may have been edited by anyone: it is read once and never trusted.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

/*
 * pci_ids_load - the text of the file, from the paths that distributions use, @root before each; the caller frees it.
 * NULL: there is none, or no memory.
 */
char *pci_ids_load(const char *root);

/*
 * pci_ids_device - "VENDOR DEVICE" into @out, cut to @room: their names in the file; "" if the vendor is unknown.
 * pci_ids_class - the name of the subclass of a class code of 24 bits, or of the class; "" if both are unknown.
 * @ids may be NULL: nothing is known. Bytes that aren't printable ASCII become ?.
 */
void pci_ids_device(const char *ids, uint16_t vendor, uint16_t device, char *out, size_t room);
void pci_ids_class(const char *ids, uint32_t class_code, char *out, size_t room);
