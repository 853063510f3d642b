/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * svd_index: an array of names sorted by kind and name, then in the order of the file, in which all that stands in a
 * node is in a row. Elements of small arrays are in it by their names, too.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "svd_index.h"
#include "svd_loading.h"
#include "svd_names.h"

/* arrays of more elements are derived as a whole only */
#define ELEMENTS_MAX 256

struct entry {
	struct svd_node *node;
	const char *name;
	size_t len;
};

struct svd_index {
	struct svd_loading *l;
	unsigned kinds; /* 1u << KIND_... */
	struct entry *entries;
	size_t room, n;
	unsigned nnodes;
};

static int add(struct svd_index *x, struct svd_node *n, const char *name, size_t len)
{
	const struct entry e = { n, name, len };

	if (!name || !reg_set_spend(x->l->set, sizeof(e)) || array_add(&x->entries, &x->room, &x->n, &e, sizeof(e)))
		return svd_loading_no_memory(x->l);
	return 0;
}

static int add_array(struct svd_index *x, struct svd_node *n)
{
	const char *name = n->str[STR_NAME];
	struct svd_elements els;
	int err;

	svd_names_elements(&els, n);
	if (!els.array)
		return 0;
	err = add(x, n, name, svd_names_stem(name));
	for (uint64_t i = 0; i < els.count && els.count <= ELEMENTS_MAX && !err; i++) {
		char text[1024];
		size_t len;

		svd_names_next(&els);
		len = svd_names_put(&els, name, true, text, sizeof(text));
		if (len < sizeof(text))
			err = add(x, n, svd_loading_copy(x->l, text, len), len);
	}
	return err;
}

static int add_tree(struct svd_index *x, struct svd_node *n)
{
	const char *name = n->str[STR_NAME];
	int err = 0;

	n->number = x->nnodes++;
	if (n->parent && name && x->kinds >> n->kind & 1) {
		err = add(x, n, name, strlen(name));
		if (!err)
			err = add_array(x, n);
	}
	/* as deep as elements may stand in each other */
	for (const struct svd_kid *k = n->first; k && !err; k = k->next)
		err = add_tree(x, k->node);
	n->last = x->nnodes - 1;
	return err;
}

/* How @e compares with a name of a node with that @kind and number. */
static int compare(const struct entry *e, enum svd_kind kind, const char *name, size_t len, unsigned number)
{
	int names;

	if (e->node->kind != kind)
		return e->node->kind < kind ? -1 : 1;
	if (e->len != len)
		return e->len < len ? -1 : 1;
	names = memcmp(e->name, name, len);
	return names ? names : (e->node->number > number) - (e->node->number < number);
}

static int by_name(const void *a, const void *b)
{
	const struct entry *e = b;

	return compare(a, e->node->kind, e->name, e->len, e->node->number);
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
	err = add_tree(new, l->device);
	if (err) {
		svd_index_free(new);
		return err;
	}
	if (new->n)
		qsort(new->entries, new->n, sizeof(*new->entries), by_name);
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
	size_t low = 0, high = x->n;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (compare(&x->entries[middle], kind, name, len, scope->number + 1) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < x->n && compare(&x->entries[low], kind, name, len, scope->last) <= 0; low++)
		if (!straight || x->entries[low].node->parent == scope)
			return x->entries[low].node;
		else if (svd_loading_works(x->l, 1))
			return NULL;
	return NULL;
}
