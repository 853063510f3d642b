/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ioports: the meaning of names in /proc/ioports. The file has the format of /proc/iomem, so iomem parses it. Pure. */
#pragma once

#include "iomem.h"

/*
 * ioports_is_claim - a driver uses these ports. The file doesn't show which entries are busy, so each one counts except
 * those that are known to be ranges only: a PCI bus ("PCI Bus 0000:00", or any entry of 1000 ports and more: windows of
 * bridges are multiples of that, and a BAR of a device has at most 100), a PCI function ("0000:00:01.1"), a device of
 * the firmware's list ("QEMU0002:00", "pnp 00:03"), "Reserved".
 */
bool ioports_is_claim(const struct iomem_region *r);

/*
 * ioports_is_acpi - a name as ACPI gives it to a device, "PNP0103:00". ioports_is_pci - a PCI function's,
 * "0000:00:02.0": its window, which is no claim. Both occur in /proc/iomem too.
 */
bool ioports_is_acpi(const char *name);
bool ioports_is_pci(const char *name);
