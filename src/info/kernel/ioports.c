/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ioports: recognises I/O port ranges that belong to no driver by their names. */
#include <string.h>
#include <strings.h>

#include "hex.h"
#include "ioports.h"
#include "pci.h"

/* "QEMU0002:00", "PNP0C09:00": an ACPI identification of three or four letters and four digits, and an instance. */
bool ioports_is_acpi(const char *name)
{
	size_t letters = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

	return (letters == 7 || letters == 8) && name[letters] == ':' && hex_digit(name[letters + 1]) >= 0 &&
	       hex_digit(name[letters + 2]) >= 0 && !name[letters + 3];
}

bool ioports_is_pci(const char *name)
{
	struct pci_device d;

	return !pci_parse_name(name, name + strlen(name), &d);
}

bool ioports_is_claim(const struct iomem_region *r)
{
	if (r->last - r->first >= 0x1000 - 1)
		return false;
	return strncmp(r->name, "PCI Bus ", 8) && strncmp(r->name, "pnp ", 4) && strcasecmp(r->name, "reserved") &&
	       !ioports_is_acpi(r->name) && !ioports_is_pci(r->name);
}
