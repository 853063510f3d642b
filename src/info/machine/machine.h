/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * machine: the physical address space of this machine as one tree of regions, merged from /proc/iomem, the device tree,
 * PCI's BARs and the drivers bound to them. Each region has names, an owner, and whether /dev/mem can map it. It reads
 * /proc and /sys; it touches no bus and doesn't open /dev/mem.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "bound_drivers.h"
#include "devtree.h"
#include "iomem.h"
#include "pci.h"
#include "policy.h"

/* Whether /dev/mem can map a region, by the known facts; regions inside of it have their own answer. */
enum machine_access {
	MACHINE_UNKNOWN, /* /proc/iomem hides its addresses, or can't be read */
	MACHINE_OPEN,
	MACHINE_RAM,	 /* System RAM, protected by CONFIG_STRICT_DEVMEM */
	MACHINE_CLAIMED, /* a driver's, protected by CONFIG_IO_STRICT_DEVMEM or by the driver itself */
	MACHINE_CLOSED,	 /* /dev/mem can't be opened at all: no rights, lockdown, no such file */
};

struct machine_region {
	uint64_t first, last;			  /* inclusive */
	unsigned depth;				  /* 0: top level */
	const char *name;			  /* /proc/iomem's, else the node's, else "0000:00:02.0/0" */
	const char *driver;			  /* bound to it, or NULL: none, or not known */
	const struct bound_drivers_device *bound; /* whose driver it is, if not a PCI device's; or NULL */
	const struct devtree_node *node;
	const struct devtree_range *range; /* which of the node's */
	const struct pci_device *pci;
	unsigned bar; /* of pci */
	bool listed;  /* in /proc/iomem */
	enum machine_access access;
};

#define MACHINE_REGIONS 100000u /* further regions are left out */

/* Only machine_load() changes it. */
struct machine {
	struct arena arena;
	struct iomem *iomem; /* NULL: can't be read */
	struct devtree *tree;
	struct pci *pci;
	struct bound_drivers *bound;
	struct policy policy;
	struct machine_region *regions;
	size_t n, room;
	size_t nranges; /* of the tree */
	bool hidden;	/* /proc/iomem can't be read or hides its addresses: only other sources count */
	bool closed;	/* /dev/mem can't be opened */
	bool cut;	/* some regions are missing */
};

/*
 * machine_load - @root: put before every path, "" for this machine. Files that can't be read are left out: 0, also if
 * all are; -ENOMEM.
 */
int machine_load(const char *root, struct machine **m);
void machine_free(struct machine *m); /* NULL is fine */

/* machine_merge - make the regions of all that was read: a part of machine_load(). 0 or -ENOMEM. */
int machine_merge(struct machine *m);

/* machine_at - region @i in the order of addresses, parents before children, or NULL past the last. */
const struct machine_region *machine_at(const struct machine *m, size_t i);

/* machine_find - the innermost region that holds @addr, of any kind, of a device tree node, or a PCI BAR; or NULL. */
enum machine_kind { MACHINE_ANY, MACHINE_NODE, MACHINE_PCI };
const struct machine_region *machine_find(const struct machine *m, uint64_t addr, enum machine_kind kind);

/* machine_access_word - "open", "ram", "claimed", "closed", "unknown". */
const char *machine_access_word(enum machine_access a);

/*
 * machine_bits - address bits that the machine certainly has: those of the highest end in /proc/iomem and the device
 * tree, at least 32.
 */
unsigned machine_bits(const struct machine *m);

/*
 * A region's names: its name in /proc/iomem, and where that is a device with its node, both words of it; its node's
 * ("gpio@7e200000"), the node's path, its aliases and labels; these with "/1" or "/asb" for the range of that number or
 * that name in `reg-names`; of a BAR "0000:00:02.0/0" and "00:02.0/0"; and a node's or region's name up to '@'. All are
 * equal: a name of two addresses is ambiguous.
 */
#define MACHINE_NAMED 16
struct machine_name {
	uint64_t addr;
	const char *full; /* a longer name of the same address: a node's path, if there is one */
};

/*
 * machine_names_find - the addresses of the name [@name, @name + @len), each once. The first
 * @most of them, at most MACHINE_NAMED, are put into @found. Returns how many there are; 0: nothing has that name.
 * machine_names - calls @add with each name that begins with the @len bytes at @prefix, each once, in alphabetical
 * order. -ENOMEM: some are missing.
 */
size_t machine_names_find(const struct machine *m, const char *name, size_t len, struct machine_name *found,
			  size_t most);
int machine_names(const struct machine *m, const char *prefix, size_t len, void (*add)(void *add_ctx, const char *name),
		  void *add_ctx);
