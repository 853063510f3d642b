/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * devtree_ranges: translates `reg` to CPU physical addresses, bus by bus upwards. Parents precede children in the
 * array, so a parent is translated before its children. The work is bounded, so that a tree of hostile size can't block
 * the program.
 */
#include <errno.h>
#include <string.h>

#include "array.h"
#include "devtree_internal.h"

/* Entries of `ranges` looked at for all translations: a real tree takes some thousands. */
#define DEVTREE_WORK 20000000u
/* What a tree has where nobody says #address-cells and #size-cells: OF_ROOT_NODE_ADDR_CELLS_DEFAULT of the kernel. */
#define DEVTREE_CELLS 1u
#define DEVTREE_MOST_CELLS 4u /* OF_MAX_ADDR_CELLS */

bool devtree_ranges_cell(const void *value, size_t nbytes, uint32_t *v)
{
	const uint8_t *p = value;

	if (nbytes != 4)
		return false;
	*v = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
	return true;
}

/* Cells of the addresses below @bus: its own word, else the next one's upwards that has one, as the kernel does it. */
static uint32_t devtree_cells(const struct devtree *t, uint32_t bus, bool size)
{
	const struct devtree_inner *n = &t->nodes[bus];
	uint32_t cells;

	for (;; n = &t->nodes[n->face.parent]) {
		cells = size ? n->size_cells : n->address_cells;
		if (cells != UINT32_MAX || n == t->nodes)
			return cells != UINT32_MAX ? cells : DEVTREE_CELLS;
	}
}

/* @ncells cells at @p as one number; false if it has more than 64 bits. */
static bool devtree_number(const uint8_t *p, uint32_t ncells, uint64_t *v)
{
	uint32_t cell = 0, i;

	*v = 0;
	for (i = 0; i < ncells; i++, p += 4) {
		if (*v >> 32)
			return false;
		devtree_ranges_cell(p, 4, &cell);
		*v = *v << 32 | cell;
	}
	return true;
}

/*
 * One step up: [*first, *last] as @bus's children say it, as @bus's own parent says it. What sticks out of a window is
 * cut.
 */
static bool devtree_up(struct devtree *t, uint32_t bus, uint64_t *first, uint64_t *last)
{
	const struct devtree_inner *n = &t->nodes[bus];
	const uint32_t child = devtree_cells(t, bus, false), size = devtree_cells(t, bus, true);
	const uint32_t parent = devtree_cells(t, n->face.parent, false);
	const uint8_t *p, *end;
	uint64_t from, to, nbytes;
	size_t each;

	if (n->pci || !n->has_ranges || t->nodes[n->face.parent].pci)
		return false;
	if (!n->ranges.n)
		return true; /* empty: the same addresses on both sides */
	if (child > DEVTREE_MOST_CELLS || parent > DEVTREE_MOST_CELLS || size > DEVTREE_MOST_CELLS)
		return false;
	each = 4 * (size_t)(child + parent + size);
	if (!each)
		return false;
	end = n->ranges.p + n->ranges.n / each * each;
	for (p = n->ranges.p; p < end; p += each) {
		if (t->work++ >= DEVTREE_WORK) {
			t->cut = true;
			return false;
		}
		if (!devtree_number(p, child, &from) || !devtree_number(p + 4 * child, parent, &to) ||
		    !devtree_number(p + 4 * (child + parent), size, &nbytes))
			continue;
		if (*first < from || *first - from >= nbytes)
			continue;
		if (*last - from >= nbytes)
			*last = from + nbytes - 1;
		*first = *first - from + to;
		*last = *last - from + to;
		return *last >= *first && *first >= to;
	}
	return false;
}

static bool devtree_translate(struct devtree *t, uint32_t bus, uint64_t *first, uint64_t *last)
{
	for (; bus != DEVTREE_ROOT; bus = t->nodes[bus].face.parent) {
		if (!devtree_up(t, bus, first, last))
			return false;
	}
	return true;
}

/* Entry @i of `reg-names`, or NULL. */
static const char *devtree_reg_name(const struct devtree_inner *n, unsigned i)
{
	const char *p = (const char *)n->reg_names.p, *end;

	if (!p)
		return NULL;
	end = p + n->reg_names.n;
	for (; p < end && i; i--)
		p += strlen(p) + 1;
	return p < end && *p ? p : NULL;
}

static int devtree_add_range(struct devtree *t, const struct devtree_range *r)
{
	if (t->nranges == DEVTREE_RANGES) {
		t->cut = true;
		return 0;
	}
	return array_add(&t->ranges, &t->ranges_room, &t->nranges, r, sizeof(*r));
}

/* The root has no address, nor has what stands on a bus that gives its devices numbers instead (i2c, cpus). */
static int devtree_node_ranges(struct devtree *t, uint32_t i)
{
	const struct devtree_inner *n = &t->nodes[i];
	const uint32_t bus = n->face.parent;
	const uint32_t address = devtree_cells(t, bus, false), size = devtree_cells(t, bus, true);
	struct devtree_range r = { .node = i };
	const size_t each = 4 * (size_t)(address + size);
	uint64_t nbytes;
	int err;

	if (i == DEVTREE_ROOT || !n->reg.n || t->nodes[bus].pci || !address || !size || address > DEVTREE_MOST_CELLS ||
	    size > DEVTREE_MOST_CELLS)
		return 0;
	for (size_t at = 0; n->reg.n - at >= each; at += each, r.index++) {
		if (!devtree_number(n->reg.p + at, address, &r.first) ||
		    !devtree_number(n->reg.p + at + 4 * address, size, &nbytes) || !nbytes)
			continue;
		r.last = r.first + nbytes - 1;
		if (r.last < r.first || !devtree_translate(t, bus, &r.first, &r.last))
			continue;
		r.name = devtree_reg_name(n, r.index);
		err = devtree_add_range(t, &r);
		if (err)
			return err;
	}
	return 0;
}

int devtree_ranges(struct devtree *t)
{
	int err = 0;

	for (uint32_t i = 0; !err && i < t->nnodes; i++)
		err = devtree_node_ranges(t, i);
	return err;
}
