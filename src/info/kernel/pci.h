/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pci: the PCI devices of this machine, from /sys/bus/pci: their identification, BARs and drivers. It reads sysfs only:
 * no configuration space, no bus. Malformed files are left out.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PCI_BARS 6  /* of a function; sysfs has a file resourceN for each */
#define PCI_NAME 24 /* "0000:00:02.0" and its NUL; some bridges make domains of more than 16 bits */
#define PCI_WORD 32 /* of a driver's name, which may be cut */

enum pci_space { PCI_NONE, PCI_MEM, PCI_IO };

struct pci_bar {
	enum pci_space space; /* PCI_NONE: there is no such BAR (the high half of a 64-bit one has none either) */
	uint64_t first, last; /* inclusive; as the CPU sees it: physical addresses, or ports */
	bool wide;	      /* a 64-bit BAR, which uses the next one too */
	bool prefetch;
	bool unset; /* the kernel gave it no address: first is 0, last + 1 is its size */
};

struct pci_device {
	uint32_t domain;
	uint8_t bus, slot, function;
	char name[PCI_NAME]; /* of these four, as sysfs spells it */
	uint16_t vendor, device;
	uint32_t class_code;   /* 24 bits: class, subclass, interface */
	char driver[PCI_WORD]; /* bound to it, or "" */
	struct pci_bar bars[PCI_BARS];
};

/*
 * pci_parse_name - "[DDDD:]BB:DD.F" from @text up to @end, hexadecimal, domain 0 if there is none; fills domain, bus,
 * slot, function and name. 0, or -EINVAL.
 */
int pci_parse_name(const char *text, const char *end, struct pci_device *d);

/*
 * pci_parse_resource - the lines of a sysfs "resource" file, @nbytes of any bytes: fills bars. Lines that aren't such:
 * no BAR.
 */
void pci_parse_resource(const char *text, size_t nbytes, struct pci_bar bars[PCI_BARS]);

/*
 * pci_read - read the device named @d->name from sysfs; fills the rest of @d. @root: put before every path, "" for this
 * machine. 0; -ENOENT: no such device; -ENAMETOOLONG; -errno of reading "resource".
 * pci_path - the path of file @file in the device's folder. 0 or -ENAMETOOLONG.
 * pci_present - sysfs has a PCI bus, though perhaps without a device.
 */
int pci_read(const char *root, struct pci_device *d);
int pci_path(char *path, size_t room, const char *root, const char *name, const char *file);
bool pci_present(const char *root);

struct pci;

/* pci_load - all devices, in the order of their names. 0 (also without a single one); -ENOENT: no PCI bus; -ENOMEM. */
int pci_load(const char *root, struct pci **p);
void pci_free(struct pci *p); /* NULL is fine */

/* pci_at - device @i, or NULL past the last. */
const struct pci_device *pci_at(const struct pci *p, size_t i);
