/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * machine: merges the regions of all sources. They are put into one array and sorted by first address, larger regions
 * first; equal regions are merged into one, and a stack finds each region's parent.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "claim.h"
#include "machine.h"
#include "text.h"

/* Regions of /proc/iomem looked at to judge all of them: what is left over then is unknown. */
#define MACHINE_WORK 50000000u

/* --- collecting ---------------------------------------------------------------------------------------------- */

static struct machine_region *machine_add(struct machine *m, uint64_t first, uint64_t last, const char *name, int *err)
{
	struct machine_region *r;

	if (m->n == MACHINE_REGIONS) {
		m->cut = true;
		return NULL;
	}
	r = array_grow(m->regions, &m->room, m->n, sizeof(*r));
	if (!r) {
		*err = -ENOMEM;
		return NULL;
	}
	m->regions = r;
	r += m->n++;
	*r = (struct machine_region){ .first = first, .last = last, .name = name };
	return r;
}

static int machine_add_iomem(struct machine *m)
{
	const struct iomem_region *g;
	struct machine_region *r;
	int err = 0;

	for (size_t i = 0; !m->hidden && !err && (g = iomem_at(m->iomem, i)); i++) {
		r = machine_add(m, g->first, g->last, g->name, &err);
		if (r)
			r->listed = true;
	}
	return err;
}

static int machine_add_nodes(struct machine *m)
{
	const struct devtree_range *range;
	struct machine_region *r;
	int err = 0;

	for (size_t i = 0; !err && (range = devtree_range(m->tree, i)); i++) {
		r = machine_add(m, range->first, range->last, devtree_node(m->tree, range->node)->name, &err);
		if (r) {
			r->node = devtree_node(m->tree, range->node);
			r->range = range;
		}
	}
	return err;
}

static int machine_add_bars(struct machine *m)
{
	const struct pci_device *d;
	struct machine_region *r;
	char name[PCI_NAME + 4];
	const char *kept;
	int err = 0;

	for (size_t i = 0; !err && m->pci && (d = pci_at(m->pci, i)); i++) {
		for (unsigned bar = 0; !err && bar < PCI_BARS; bar++) {
			if (d->bars[bar].space != PCI_MEM || d->bars[bar].unset)
				continue;
			text_print(name, sizeof(name), "%s/%u", d->name, bar);
			kept = arena_text(&m->arena, name, strlen(name));
			if (!kept)
				return -ENOMEM;
			r = machine_add(m, d->bars[bar].first, d->bars[bar].last, kept, &err);
			if (r) {
				r->pci = d;
				r->bar = bar;
				r->driver = d->driver[0] ? d->driver : NULL;
			}
		}
	}
	return err;
}

/* --- merging ------------------------------------------------------------------------------------------------- */

/*
 * The file's own order counts for equal ranges of /proc/iomem, which stand in it in the order of their names'
 * addresses.
 */
static int machine_order(const void *a, const void *b)
{
	const struct machine_region *const x = a, *const y = b;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	if (x->last != y->last)
		return x->last > y->last ? -1 : 1;
	if (x->listed != y->listed)
		return x->listed ? -1 : 1;
	if (x->depth != y->depth) /* until the tree is made: the number in the order of collecting */
		return x->depth < y->depth ? -1 : 1;
	return 0;
}

/* May what @b tells stand in @a, which has the same range? */
static bool machine_fits(const struct machine_region *a, const struct machine_region *b)
{
	return !(a->node && b->node) && !(a->pci && b->pci) && a->listed && !b->listed;
}

/* Regions that only the device tree or sysfs tells of go into the innermost one of /proc/iomem with the same range. */
static void machine_fold(struct machine *m)
{
	struct machine_region *into = NULL, *r;
	size_t i, n = 0;

	for (i = 0; i < m->n; i++) {
		r = &m->regions[i];
		if (into && into->first == r->first && into->last == r->last && machine_fits(into, r)) {
			if (r->node) {
				into->node = r->node;
				into->range = r->range;
			}
			if (r->pci) {
				into->pci = r->pci;
				into->bar = r->bar;
			}
			into->driver = r->driver ? r->driver : into->driver;
			continue;
		}
		m->regions[n] = *r;
		if (r->listed)
			into = &m->regions[n];
		n++;
	}
	m->n = n;
}

static int machine_nest(struct machine *m)
{
	size_t *stack = malloc((m->n + 1) * sizeof(*stack)), depth = 0, i;

	if (!stack)
		return -ENOMEM;
	for (i = 0; i < m->n; i++) {
		while (depth && m->regions[stack[depth - 1]].last < m->regions[i].last)
			depth--;
		m->regions[i].depth = (unsigned)depth;
		stack[depth++] = i;
	}
	free(stack);
	return 0;
}

static void machine_find_drivers(struct machine *m)
{
	const struct bound_drivers_device *d;
	struct machine_region *r;

	for (size_t i = 0; i < m->n; i++) {
		r = &m->regions[i];
		d = r->node ? bound_drivers_node(m->bound, r->node->path) : NULL;
		if (!d && r->listed)
			d = bound_drivers_named(m->bound, r->name, strcspn(r->name, " "));
		if (d && d->driver && !r->driver) {
			r->driver = d->driver;
			r->bound = d;
		}
	}
}

/* --- judging ------------------------------------------------------------------------------------------------- */

/*
 * The first part of region @i that no other region inside it has, *@nbytes from there on; all of it if they have all.
 */
static uint64_t machine_own(const struct machine *m, size_t i, uint64_t *nbytes, size_t *work)
{
	const struct machine_region *const r = &m->regions[i], *in;
	uint64_t own = r->first, end = r->last;

	for (in = r + 1; in < m->regions + m->n && in->depth > r->depth; in++, ++*work) {
		if (in->first > own) {
			end = in->first - 1;
			break;
		}
		if (in->last < own)
			continue;
		if (in->last >= r->last) {
			own = r->first;
			break;
		}
		own = in->last + 1;
	}
	*nbytes = end - own + 1;
	return own;
}

static enum machine_access machine_judge(struct machine *m, size_t i, size_t *work)
{
	const struct iomem_region *g = NULL;
	struct claim_pages pages;
	uint64_t own, nbytes;

	if (m->closed)
		return MACHINE_CLOSED;
	if (m->hidden || *work > MACHINE_WORK)
		return MACHINE_UNKNOWN;
	own = machine_own(m, i, &nbytes, work);
	claim_pages(&pages, own, nbytes ? nbytes : UINT64_MAX);
	switch (claim_find(m->iomem, &m->policy, &pages, false, &g, work)) {
	case CLAIM_RAM:
		return MACHINE_RAM;
	case CLAIM_DRIVER:
		/* a host bridge's window has its node's name; a claim has the driver's or the device's */
		return devtree_is_pci(m->tree, g->name) ? MACHINE_OPEN : MACHINE_CLAIMED;
	default:
		return MACHINE_OPEN;
	}
}

static bool machine_is_closed(const char *root, const struct policy *p)
{
	if (p->lockdown == LOCKDOWN_INTEGRITY || p->lockdown == LOCKDOWN_CONFIDENTIALITY || p->rawio == POLICY_NO)
		return true;
	/* a copy of another machine's files holds no /dev/mem, which says nothing */
	return !*root && (p->node == POLICY_NO || p->node_access == POLICY_NO);
}

/* --- the whole ----------------------------------------------------------------------------------------------- */

int machine_merge(struct machine *m)
{
	size_t i, work = 0;
	int err = machine_add_iomem(m);

	while (devtree_range(m->tree, m->nranges))
		m->nranges++;
	if (!err)
		err = machine_add_nodes(m);
	if (!err)
		err = machine_add_bars(m);
	if (err)
		return err;
	for (i = 0; i < m->n; i++)
		m->regions[i].depth = (unsigned)i;
	if (m->n)
		qsort(m->regions, m->n, sizeof(*m->regions), machine_order);
	machine_fold(m);
	err = machine_nest(m);
	if (err)
		return err;
	machine_find_drivers(m);
	for (i = 0; i < m->n; i++)
		m->regions[i].access = machine_judge(m, i, &work);
	return 0;
}

/* Only memory being out is a failure: everything else is a file that this machine doesn't have. */
static int machine_read(struct machine *m, const char *root)
{
	policy_read(root, &m->policy);
	if (iomem_load(root, "/proc/iomem", &m->iomem) == -ENOMEM)
		return -ENOMEM;
	m->hidden = iomem_masked(m->iomem);
	m->closed = machine_is_closed(root, &m->policy);
	if (devtree_load(root, &m->tree) == -ENOMEM || pci_load(root, &m->pci) == -ENOMEM)
		return -ENOMEM;
	m->cut = devtree_cut(m->tree);
	return bound_drivers_load(root, &m->bound);
}

int machine_load(const char *root, struct machine **out)
{
	struct machine *m = calloc(1, sizeof(*m));
	int err = -ENOMEM;

	if (!m)
		return err;
	err = machine_read(m, root);
	if (!err)
		err = machine_merge(m);
	if (err)
		machine_free(m);
	else
		*out = m;
	return err;
}

void machine_free(struct machine *m)
{
	if (!m)
		return;
	bound_drivers_free(m->bound);
	pci_free(m->pci);
	devtree_free(m->tree);
	iomem_free(m->iomem);
	arena_free(&m->arena);
	free(m->regions);
	free(m);
}

const struct machine_region *machine_at(const struct machine *m, size_t i)
{
	return m && i < m->n ? &m->regions[i] : NULL;
}

/* Of two at the same depth, which overlap then, the later one: it begins later. */
const struct machine_region *machine_find(const struct machine *m, uint64_t addr, enum machine_kind kind)
{
	const struct machine_region *best = NULL, *r;

	for (size_t i = 0; (r = machine_at(m, i)) && r->first <= addr; i++) {
		if ((kind == MACHINE_NODE && !r->node) || (kind == MACHINE_PCI && !r->pci))
			continue;
		if (addr <= r->last && (!best || r->depth >= best->depth))
			best = r;
	}
	return best;
}

const char *machine_access_word(enum machine_access a)
{
	static const char *const words[] = { "unknown", "open", "ram", "claimed", "closed" };

	return words[a];
}

unsigned machine_bits(const struct machine *m)
{
	unsigned bits = 32;

	for (size_t i = 0; i < m->n; i++)
		while (bits < 64 && !m->regions[i].pci && m->regions[i].last >> bits)
			bits++;
	return bits;
}
