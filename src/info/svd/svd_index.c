/* SPDX-License-Identifier: GPL-2.0-or-later */
/* svd_index: a hash table with open addressing; elements of small arrays are in it by their names, too. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "svd_index.h"
#include "svd_loading.h"
#include "svd_names.h"

/* arrays of more elements are derived as a whole only */
#define ELEMENTS_MAX 256

struct entry {
	const struct svd_node *scope;
	struct svd_node *node; /* NULL: free */
	const char *name;
	uint32_t len, hash;
	bool straight;
};

struct svd_index {
	struct svd_loading *l;
	unsigned kinds; /* 1u << KIND_... */
	struct entry *entries;
	size_t room, n; /* room: a power of 2 */
};

static uint32_t hash_of(const struct svd_node *scope, enum svd_kind kind, bool straight, const char *name, size_t len)
{
	/* FNV-1a, begun with the rest of the key */
	uint64_t h = (0xcbf29ce484222325u ^ (uintptr_t)scope ^ (uint64_t)kind << 56 ^ (uint64_t)straight << 63) *
		     0x100000001b3u;

	while (len--)
		h = (h ^ (unsigned char)*name++) * 0x100000001b3u;
	return (uint32_t)(h ^ h >> 32);
}

static struct entry *slot(const struct svd_index *x, const struct svd_node *scope, enum svd_kind kind, bool straight,
			  const char *name, size_t len)
{
	const uint32_t h = hash_of(scope, kind, straight, name, len);
	size_t i = h & (x->room - 1);

	for (;; i = (i + 1) & (x->room - 1)) {
		struct entry *e = &x->entries[i];

		if (!e->node || (e->hash == h && e->scope == scope && e->straight == straight &&
				 e->node->kind == kind && e->len == len && !memcmp(e->name, name, len))) {
			e->hash = h;
			return e;
		}
	}
}

static int grow(struct svd_index *x)
{
	const size_t room = x->room ? x->room * 2 : 1024;
	struct entry *old = x->entries, *entries;
	const size_t nold = x->room;

	entries = reg_set_spend(x->l->set, room * sizeof(*entries)) ? calloc(room, sizeof(*entries)) : NULL;
	if (!entries)
		return svd_loading_no_memory(x->l);
	x->entries = entries;
	x->room = room;
	for (size_t i = 0; i < nold; i++)
		if (old[i].node)
			*slot(x, old[i].scope, old[i].node->kind, old[i].straight, old[i].name, old[i].len) = old[i];
	free(old);
	return 0;
}

static int add(struct svd_index *x, const struct svd_node *scope, struct svd_node *n, bool straight, const char *name,
	       size_t len)
{
	struct entry *e;
	int err;

	if (x->n >= x->room / 2) {
		err = grow(x);
		if (err)
			return err;
	}
	e = slot(x, scope, n->kind, straight, name, len);
	if (e->node)
		return 0;
	x->n++;
	e->scope = scope;
	e->node = n;
	e->name = name;
	e->len = (uint32_t)len;
	e->straight = straight;
	return 0;
}

static int add_everywhere(struct svd_index *x, struct svd_node *n, const char *name, size_t len)
{
	int err = add(x, n->parent, n, true, name, len);

	for (const struct svd_node *scope = n->parent; scope && !err; scope = scope->parent)
		err = add(x, scope, n, false, name, len);
	return err;
}

static int add_array(struct svd_index *x, struct svd_node *n)
{
	const char *name = n->str[STR_NAME];
	struct svd_elements els;
	int err;

	svd_names_elements(&els, n);
	if (!els.array)
		return 0;
	err = add_everywhere(x, n, name, svd_names_stem(name));
	for (uint64_t i = 0; i < els.count && els.count <= ELEMENTS_MAX && !err; i++) {
		char text[1024], *p;
		size_t len;

		svd_names_next(&els);
		len = svd_names_put(&els, name, true, text, sizeof(text));
		if (len >= sizeof(text))
			continue;
		p = svd_loading_copy(x->l, text, len);
		err = p ? add_everywhere(x, n, p, len) : svd_loading_no_memory(x->l);
	}
	return err;
}

static int add_tree(struct svd_index *x, struct svd_node *n)
{
	const char *name = n->str[STR_NAME];
	int err = 0;

	if (n->parent && name && x->kinds >> n->kind & 1) {
		err = add_everywhere(x, n, name, strlen(name));
		if (!err)
			err = add_array(x, n);
	}
	/* as deep as elements may stand in each other */
	for (const struct svd_kid *k = n->first; k && !err; k = k->next)
		err = add_tree(x, k->node);
	return err;
}

int svd_index_new(struct svd_loading *l, struct svd_index **x)
{
	struct svd_index *new = calloc(1, sizeof(*new));
	int err;

	if (!new)
		return svd_loading_no_memory(l);
	new->l = l;
	/* a path leads through the others */
	new->kinds = l->derived >> 31 ? ~0u : l->derived;
	err = grow(new);
	if (!err)
		err = add_tree(new, l->device);
	if (err) {
		svd_index_free(new);
		return err;
	}
	*x = new;
	return 0;
}

void svd_index_free(struct svd_index *x)
{
	free(x->entries);
	free(x);
}

struct svd_node *svd_index_find(const struct svd_index *x, const struct svd_node *scope, enum svd_kind kind,
				bool straight, const char *name, size_t len)
{
	return slot(x, scope, kind, straight, name, len)->node;
}
