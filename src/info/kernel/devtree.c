/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * devtree: builds the tree, node by node. Nodes are kept in one array, parents before children; their properties in an
 * arena. devtree_ranges.c translates addresses.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "devtree_internal.h"
#include "text.h"

/* ---- making it ---- */

static char *devtree_text(struct devtree *t, const void *bytes, size_t nbytes)
{
	char *text = arena_text(&t->arena, bytes, nbytes);

	if (text)
		text_tame(text, text + nbytes);
	return text;
}

static int devtree_new_node(struct devtree *t, uint32_t parent, unsigned depth, const char *name)
{
	const char *above = t->nnodes ? t->nodes[parent].face.path : "";
	struct devtree_inner n = { .face = { .parent = parent, .depth = depth },
				   .address_cells = UINT32_MAX,
				   .size_cells = UINT32_MAX };
	size_t nabove = strcmp(above, "/") ? strlen(above) : 0, nname = strlen(name);
	struct devtree_inner *nodes = array_grow(t->nodes, &t->nodes_room, t->nnodes, sizeof(*nodes));
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
	char *text = devtree_text(t, value, nbytes);

	for (size_t i = 0; text && i < nbytes; i++) {
		if (!value[i])
			text[i] = between;
	}
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

enum property {
	REG,
	RANGES,
	REG_NAMES,
	ADDRESS_CELLS,
	SIZE_CELLS,
	COMPATIBLE,
	DEVICE_TYPE,
	STATUS,
	NO_MAP,
	NPROPERTIES
};

static enum property devtree_which(const char *name)
{
	static const char *const names[NPROPERTIES] = { "reg",	       "ranges",     "reg-names",   "#address-cells",
							"#size-cells", "compatible", "device_type", "status",
							"no-map" };
	unsigned i;

	for (i = 0; i < NPROPERTIES && strcmp(names[i], name); i++)
		;
	return (enum property)i;
}

static int devtree_set(struct devtree *t, struct devtree_inner *n, enum property p, const void *value, size_t nbytes)
{
	switch (p) {
	case REG:
		return devtree_keep(t, &n->reg, value, nbytes);
	case RANGES:
		n->has_ranges = true;
		return devtree_keep(t, &n->ranges, value, nbytes);
	case REG_NAMES:
		n->reg_names.p = (const uint8_t *)devtree_strings(t, value, nbytes, '\0');
		n->reg_names.n = nbytes;
		return n->reg_names.p ? 0 : -ENOMEM;
	case ADDRESS_CELLS:
		devtree_ranges_cell(value, nbytes, &n->address_cells);
		break;
	case SIZE_CELLS:
		devtree_ranges_cell(value, nbytes, &n->size_cells);
		break;
	case COMPATIBLE:
		return devtree_compatible(t, n, value, nbytes);
	case DEVICE_TYPE:
		n->pci = devtree_is(value, nbytes, "pci") || devtree_is(value, nbytes, "pciex");
		break;
	case STATUS:
		n->face.disabled = !devtree_is(value, nbytes, "okay") && !devtree_is(value, nbytes, "ok");
		break;
	case NO_MAP:
		n->face.no_map = true;
		break;
	case NPROPERTIES:
		break;
	}
	return 0;
}

/* "name" was written into each node by early kernels: it names no other node. */
bool devtree_wants(const struct devtree *t, uint32_t node, const char *name)
{
	return t->nodes[node].names ? strcmp(name, "name") : devtree_which(name) < NPROPERTIES;
}

static int devtree_name_node(struct devtree *t, const char *name, const void *path, size_t nbytes)
{
	struct devtree_pending p;

	if (!nbytes || ((const char *)path)[nbytes - 1])
		return 0;
	p.name = devtree_text(t, name, strlen(name));
	p.path = p.name ? arena_text(&t->arena, path, nbytes) : NULL;
	if (!p.path)
		return -ENOMEM;
	return array_add(&t->pending, &t->pending_room, &t->npending, &p, sizeof(p));
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
	return devtree_set(t, &t->nodes[node], devtree_which(name), value, nbytes);
}

/* ---- names of nodes ---- */

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
		for (; p && p < t->pending + t->npending && !devtree_by_path(&key, p); p++) {
			if (t->naliases < t->npending)
				t->aliases[t->naliases++] = (struct devtree_alias){ p->name, i };
		}
	}
	return 0;
}

int devtree_finish(struct devtree *t)
{
	int err = devtree_ranges(t);

	return err ? err : devtree_find_aliases(t);
}

/* ---- asking it ---- */

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
	for (uint32_t i = 0; t && i < t->nnodes; i++) {
		if (t->nodes[i].pci && !strcmp(t->nodes[i].face.name, name))
			return true;
	}
	return false;
}
