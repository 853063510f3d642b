/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * devtree: builds the tree, node by node, then translates `reg` to CPU physical addresses, bus by bus upwards. Nodes
 * are kept in one array, parents before children; their properties in an arena. The work is bounded, so that a tree of
 * hostile size can't block the program.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "array.h"
#include "devtree.h"
#include "text.h"

/* Entries of `ranges` looked at for all translations: a real tree takes some thousands. */
#define DEVTREE_WORK 20000000u
/* What a tree has without #address-cells and #size-cells: OF_ROOT_NODE_ADDR_CELLS_DEFAULT of the kernel. */
#define DEVTREE_CELLS 1u
#define DEVTREE_MOST_CELLS 4u /* OF_MAX_ADDR_CELLS */

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
	size_t nodes_capacity, nranges, ranges_capacity, naliases, npending, pending_capacity;
	size_t work;
	bool cut;
};

/* --- making it ----------------------------------------------------------------------------------------------- */

static int devtree_new_node(struct devtree *t, uint32_t parent, unsigned depth, const char *name)
{
	const char *above = t->nnodes ? t->nodes[parent].face.path : "";
	struct devtree_inner n = { .face = { .parent = parent, .depth = depth },
				   .address_cells = UINT32_MAX,
				   .size_cells = UINT32_MAX };
	size_t nabove = strcmp(above, "/") ? strlen(above) : 0, nname = strlen(name);
	struct devtree_inner *nodes = array_grow(t->nodes, &t->nodes_capacity, t->nnodes, sizeof(*nodes));
	char *path;

	if (!nodes)
		return -ENOMEM;
	t->nodes = nodes;
	path = arena_take(&t->arena, nabove + nname + 2);
	if (!path)
		return -ENOMEM;
	memcpy(path, above, nabove);
	path[nabove] = '/';
	memcpy(path + nabove + 1, name, nname + 1);
	n.face.path = path;
	n.face.name = path + nabove + 1;
	text_tame(path + nabove + 1, path + nabove + 1 + nname);
	n.names = depth == 1 && (!strcmp(name, "aliases") || !strcmp(name, "__symbols__"));
	t->nodes[t->nnodes++] = n;
	return 0;
}

int devtree_new(struct devtree **out)
{
	struct devtree *t = calloc(1, sizeof(*t));

	if (!t || devtree_new_node(t, DEVTREE_ROOT, 0, "")) {
		devtree_free(t);
		return -ENOMEM;
	}
	*out = t;
	return 0;
}

int devtree_add(struct devtree *t, uint32_t parent, const char *name, uint32_t *node)
{
	const unsigned depth = t->nodes[parent].face.depth + 1;

	if (t->nnodes == DEVTREE_NODES || depth > DEVTREE_DEPTH || t->arena.nbytes > DEVTREE_BYTES) {
		t->cut = true;
		return -E2BIG;
	}
	*node = t->nnodes;
	return devtree_new_node(t, parent, depth, name);
}

/* A property of one cell, which is big-endian; false: it has another size. */
static bool devtree_cell(const void *value, size_t nbytes, uint32_t *v)
{
	const uint8_t *p = value;

	if (nbytes != 4)
		return false;
	*v = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
	return true;
}

/* A property that is one string. */
static bool devtree_is(const void *value, size_t nbytes, const char *text)
{
	const size_t n = strlen(text);

	return nbytes > n && !memcmp(value, text, n + 1);
}

static int devtree_keep(struct devtree *t, struct devtree_bytes *b, const void *value, size_t nbytes)
{
	b->p = (const uint8_t *)arena_text(&t->arena, value, nbytes);
	b->n = nbytes;
	return b->p ? 0 : -ENOMEM;
}

/* Text of several strings: each NUL of @value becomes @between, other bytes are made printable. */
static char *devtree_strings(struct devtree *t, const char *value, size_t nbytes, char between)
{
	char *text = arena_tame(&t->arena, value, nbytes);

	for (size_t i = 0; text && i < nbytes; i++)
		if (!value[i])
			text[i] = between;
	return text;
}

static int devtree_compatible(struct devtree *t, struct devtree_inner *n, const char *value, size_t nbytes)
{
	while (nbytes && !value[nbytes - 1])
		nbytes--;
	if (!nbytes)
		return 0;
	n->face.compatible = devtree_strings(t, value, nbytes, ' ');
	return n->face.compatible ? 0 : -ENOMEM;
}

static int devtree_set(struct devtree *t, struct devtree_inner *n, const char *name, const void *value, size_t nbytes)
{
	if (!strcmp(name, "reg"))
		return devtree_keep(t, &n->reg, value, nbytes);
	if (!strcmp(name, "reg-names")) {
		n->reg_names = (struct devtree_bytes){ (uint8_t *)devtree_strings(t, value, nbytes, '\0'), nbytes };
		return n->reg_names.p ? 0 : -ENOMEM;
	}
	if (!strcmp(name, "compatible"))
		return devtree_compatible(t, n, value, nbytes);
	if (!strcmp(name, "ranges")) {
		n->has_ranges = true;
		return devtree_keep(t, &n->ranges, value, nbytes);
	}
	if (!strcmp(name, "#address-cells"))
		devtree_cell(value, nbytes, &n->address_cells);
	else if (!strcmp(name, "#size-cells"))
		devtree_cell(value, nbytes, &n->size_cells);
	else if (!strcmp(name, "device_type"))
		n->pci = devtree_is(value, nbytes, "pci") || devtree_is(value, nbytes, "pciex");
	else
		n->face.disabled = !devtree_is(value, nbytes, "okay") && !devtree_is(value, nbytes, "ok");
	return 0;
}

/* "name" was written into each node by early kernels: it names no other node. */
bool devtree_wants(const struct devtree *t, uint32_t node, const char *name)
{
	static const char *const names[] = { "reg",	    "ranges",	  "reg-names",	 "#address-cells",
					     "#size-cells", "compatible", "device_type", "status" };

	if (t->nodes[node].names)
		return strcmp(name, "name");
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (!strcmp(names[i], name))
			return true;
	return false;
}

static int devtree_name_node(struct devtree *t, const char *name, const void *path, size_t nbytes)
{
	struct devtree_pending p;

	if (!nbytes || ((const char *)path)[nbytes - 1])
		return 0;
	p.name = arena_tame(&t->arena, name, strlen(name));
	p.path = p.name ? arena_text(&t->arena, path, nbytes) : NULL;
	if (!p.path)
		return -ENOMEM;
	return array_add(&t->pending, &t->pending_capacity, &t->npending, &p, sizeof(p));
}

int devtree_property(struct devtree *t, uint32_t node, const char *name, const void *value, size_t nbytes)
{
	if (!devtree_wants(t, node, name))
		return 0;
	if (nbytes > DEVTREE_PROPERTY || t->arena.nbytes > DEVTREE_BYTES) {
		t->cut = true;
		return -E2BIG;
	}
	if (t->nodes[node].names)
		return devtree_name_node(t, name, value, nbytes);
	return devtree_set(t, &t->nodes[node], name, value, nbytes);
}

/* --- names of nodes ------------------------------------------------------------------------------------------ */

static int devtree_by_path(const void *a, const void *b)
{
	return strcmp(((const struct devtree_pending *)a)->path, ((const struct devtree_pending *)b)->path);
}

/* The names of nodes, looked up by one walk through the nodes instead of one for each. */
static int devtree_find_aliases(struct devtree *t)
{
	struct devtree_pending key, *p;

	if (!t->npending)
		return 0;
	t->aliases = malloc(t->npending * sizeof(*t->aliases));
	if (!t->aliases)
		return -ENOMEM;
	qsort(t->pending, t->npending, sizeof(*t->pending), devtree_by_path);
	for (uint32_t i = 0; i < t->nnodes; i++) {
		key.path = t->nodes[i].face.path;
		p = bsearch(&key, t->pending, t->npending, sizeof(*t->pending), devtree_by_path);
		while (p && p > t->pending && !devtree_by_path(&key, p - 1))
			p--;
		for (; p && p < t->pending + t->npending && !devtree_by_path(&key, p); p++)
			if (t->naliases < t->npending)
				t->aliases[t->naliases++] = (struct devtree_alias){ p->name, i };
	}
	return 0;
}

/* --- addresses ----------------------------------------------------------------------------------------------- */

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
		devtree_cell(p, 4, &cell);
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
	const uint8_t *end;
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
	for (const uint8_t *p = n->ranges.p; p < end; p += each) {
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
	for (; bus != DEVTREE_ROOT; bus = t->nodes[bus].face.parent)
		if (!devtree_up(t, bus, first, last))
			return false;
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
	return array_add(&t->ranges, &t->ranges_capacity, &t->nranges, r, sizeof(*r));
}

/* The root has no address, nor has what is on a bus that gives its devices numbers instead (i2c, cpus). */
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

int devtree_finish(struct devtree *t)
{
	int err = 0;

	for (uint32_t i = 0; !err && i < t->nnodes; i++)
		err = devtree_node_ranges(t, i);
	return err ? err : devtree_find_aliases(t);
}

/* --- asking it ----------------------------------------------------------------------------------------------- */

void devtree_free(struct devtree *t)
{
	if (!t)
		return;
	arena_free(&t->arena);
	free(t->nodes);
	free(t->ranges);
	free(t->aliases);
	free(t->pending);
	free(t);
}

bool devtree_cut(const struct devtree *t)
{
	return t && t->cut;
}

void devtree_set_cut(struct devtree *t)
{
	t->cut = true;
}

const struct devtree_node *devtree_node(const struct devtree *t, uint32_t i)
{
	return t && i < t->nnodes ? &t->nodes[i].face : NULL;
}

const struct devtree_range *devtree_range(const struct devtree *t, size_t i)
{
	return t && i < t->nranges ? &t->ranges[i] : NULL;
}

const struct devtree_alias *devtree_alias(const struct devtree *t, size_t i)
{
	return t && i < t->naliases ? &t->aliases[i] : NULL;
}

bool devtree_is_pci(const struct devtree *t, const char *name)
{
	for (uint32_t i = 0; t && i < t->nnodes; i++)
		if (t->nodes[i].pci && !strcmp(t->nodes[i].face.name, name))
			return true;
	return false;
}
