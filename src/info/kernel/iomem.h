/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * iomem: /proc/iomem as a tree: which resource owns a physical address. It parses text and touches no bus. The text is
 * not trusted, since physmon runs as root: malformed lines are left out.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct iomem;

struct iomem_region {
	uint64_t first, last; /* physical, inclusive */
	unsigned depth;	      /* 0: top level; indentation / 2 */
	const char *name; /* as in the file, may contain blanks, ? for bytes that aren't printable; the iomem owns it */
};

/*
 * iomem_parse - parse text in the format of /proc/iomem, any bytes: other lines are left out. @text, malloc'ed with a
 * spare byte after its @nbytes, belongs to the iomem from now on, also on failure. 0 or -ENOMEM.
 * iomem_load - from the file @name behind @root; or -errno of open and read, -EFBIG from 16 MiB on, and *@m is NULL.
 */
int iomem_parse(char *text, size_t nbytes, struct iomem **m);
int iomem_load(const char *root, const char *name, struct iomem **m);
void iomem_free(struct iomem *m); /* NULL is fine */

/* iomem_at - region @i in the file's order, or NULL past the last. */
const struct iomem_region *iomem_at(const struct iomem *m, size_t i);

/*
 * iomem_next - from @i on, the first region that holds a byte of [@first, @last]; past the last one if none does.
 * iomem_top - the outermost region that holds @addr, or NULL. Both count the regions looked at in *@work.
 */
size_t iomem_next(const struct iomem *m, size_t i, uint64_t first, uint64_t last, size_t *work);
const struct iomem_region *iomem_top(const struct iomem *m, uint64_t addr, size_t *work);

/* iomem_is_ram - System RAM, at a lower level too: "System RAM (kmem)" is inside of persistent memory. */
bool iomem_is_ram(const struct iomem_region *r);

/*
 * iomem_masked - nothing is known: the kernel hides the addresses (all are 0, as readers without CAP_SYS_ADMIN see
 * them), there is no region at all, or m is NULL.
 */
bool iomem_masked(const struct iomem *m);

/*
 * iomem_is_port_claim - a driver uses these ports, by /proc/ioports, which has the same format. It doesn't show which
 * entries are busy, so each one counts except those that are known to be ranges only: a PCI bus ("PCI Bus 0000:00", or
 * any entry of 1000 ports and more: windows of bridges are multiples of that, and a BAR of a device has at most 100), a
 * PCI function ("0000:00:01.1"), a device of the firmware's list ("QEMU0002:00", "pnp 00:03"), "Reserved".
 */
bool iomem_is_port_claim(const struct iomem_region *r);

/*
 * iomem_is_acpi - a name as ACPI gives it to a device, "PNP0103:00". iomem_is_pci - a PCI function's,
 * "0000:00:02.0": its window, which is no claim. Both occur in /proc/iomem too.
 */
bool iomem_is_acpi(const char *name);
bool iomem_is_pci(const char *name);
