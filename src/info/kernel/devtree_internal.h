/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * devtree_internal: the structs that devtree.c (builds a tree) and devtree_ranges.c (translates its addresses) share.
 */
#pragma once

#include "arena.h"
#include "devtree.h"

struct devtree_bytes {
	const uint8_t *p;
	size_t n;
};

/* A node, with the properties that are needed for translating addresses. */
struct devtree_inner {
	struct devtree_node face;
	struct devtree_bytes reg, ranges, reg_names;
	uint32_t address_cells, size_cells; /* UINT32_MAX: not said */
	bool has_ranges;
	bool pci;   /* addresses below it are PCI's: three cells, of which the first holds flags */
	bool names; /* /aliases or /__symbols__ */
};

struct devtree_pending {
	const char *name, *path;
};

struct devtree {
	struct arena arena;
	struct devtree_inner *nodes;
	struct devtree_range *ranges;
	struct devtree_alias *aliases;
	struct devtree_pending *pending; /* aliases that aren't looked up yet */
	uint32_t nnodes;
	size_t nodes_room, nranges, ranges_room, naliases, npending, pending_room;
	size_t work;
	bool cut;
};

/* devtree_ranges_cell - a property of one cell, which is big-endian; false: it has another size. */
bool devtree_ranges_cell(const void *value, size_t nbytes, uint32_t *v);

/* devtree_ranges - translate `reg` of every node. 0 or -ENOMEM. */
int devtree_ranges(struct devtree *t);
