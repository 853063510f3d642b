/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * svd_derive: completes each node that has derivedFrom by the node that it names. The node's own elements replace those
 * of the same tag; registers and clusters are added to those of the other, of which those with the same name are
 * dropped. The name is looked up around the node, outwards; it may be defined before or after it.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "svd_loading.h"
#include "svd_names.h"

/* Derived from what is derived from ..., with all that is around and in them: the least stack holds as many. */
#define CHAIN_MAX 512
/* what a look-up costs, in comparisons of names */
#define FIND_STEPS 64

/* --- the index of names -------------------------------------------------------------------------------------- */

/* Elements of small arrays are in it by their names, too; larger ones are derived as a whole only. */
#define ELEMENTS_MAX 256

struct entry {
	struct svd_node *node;
	const char *name;
	size_t len;
};

/* Sorted by kind and name, then in the order of the file, in which all that is in a node is in a row. */
struct index {
	struct svd_loading *l;
	unsigned kinds; /* 1u << KIND_... */
	struct entry *entries;
	size_t room, n;
	unsigned nnodes;
};

static int add(struct index *x, struct svd_node *n, const char *name, size_t len)
{
	const struct entry e = { n, name, len };

	if (!name || !reg_set_spend(x->l->set, sizeof(e)) || array_add(&x->entries, &x->room, &x->n, &e, sizeof(e)))
		return svd_loading_no_memory(x->l);
	return 0;
}

static int add_array(struct index *x, struct svd_node *n)
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

static int add_tree(struct index *x, struct svd_node *n)
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

/* The first one in the file of @kind and that name, in @scope (@straight: its child), or NULL. */
static struct svd_node *index_find(const struct index *x, const struct svd_node *scope, enum svd_kind kind,
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

static int resolve(const struct index *x, struct svd_node *n, unsigned depth);

/* --- what is meant ------------------------------------------------------------------------------------------- */

static int find_base(const struct index *x, struct svd_node *n, unsigned depth);

/* @name of kind @kind straight in @scope, or in what that derives from. */
static struct svd_node *child(const struct index *x, struct svd_node *scope, enum svd_kind kind, const char *name,
			      size_t len, unsigned depth)
{
	for (unsigned i = 0; scope && i < CHAIN_MAX; i++, scope = scope->base) {
		struct svd_node *n = index_find(x, scope, kind, true, name, len);

		if (n)
			return n;
		if (!scope->str[STR_DERIVED] || find_base(x, scope, depth + 1))
			break;
	}
	return NULL;
}

/* "A.B.C" from @scope down; @n itself isn't meant. */
static struct svd_node *descend(const struct index *x, struct svd_node *scope, const struct svd_node *n,
				const char *path, unsigned depth)
{
	static const enum svd_kind between[] = { KIND_PERIPHERAL, KIND_CLUSTER, KIND_REGISTER, KIND_FIELD };
	const char *dot;

	for (; scope && (dot = strchr(path, '.')); path = dot + 1) {
		struct svd_node *next = NULL;

		for (size_t i = 0; !next && i < sizeof(between) / sizeof(between[0]); i++)
			next = child(x, scope, between[i], path, (size_t)(dot - path), depth);
		scope = next;
	}
	if (!scope)
		return NULL;
	scope = child(x, scope, n->kind, path, strlen(path), depth);
	return scope == n ? NULL : scope;
}

static int find_base(const struct index *x, struct svd_node *n, unsigned depth)
{
	struct svd_loading *const l = x->l;
	const char *path = n->str[STR_DERIVED];
	struct svd_node *scope, *found = NULL;

	if (n->base)
		return 0;
	if (depth > CHAIN_MAX)
		return svd_loading_bad(l, &n->at, E2BIG, "more than %u elements derive from each other in a row",
				       CHAIN_MAX);
	if (svd_loading_works(l, FIND_STEPS))
		return -E2BIG;
	/* where this one is being looked for, it isn't known to those that stand in it */
	if (n->finding)
		return -ELOOP;
	n->finding = true;
	for (scope = n->parent; scope && !found; scope = scope->parent)
		found = descend(x, scope, n, path, depth);
	/* a name alone: wherever it is, the nearer the better */
	for (scope = n->parent; scope && !found && !strchr(path, '.'); scope = scope->parent) {
		found = index_find(x, scope, n->kind, false, path, strlen(path));
		found = found == n ? NULL : found;
	}
	n->finding = false;
	n->base = found;
	if (found)
		return 0;
	if (svd_loading_works(l, 0))
		return -E2BIG;
	if (!strcmp(path, node_text(n, STR_NAME)))
		return svd_loading_bad(l, &n->at, EINVAL, "%s %.80s derives from itself", svd_loading_words[n->kind],
				       path);
	return svd_loading_bad(l, &n->at, EINVAL, "there is no %s %.80s that this one could derive from",
			       svd_loading_words[n->kind], path);
}

/* --- what comes of it ---------------------------------------------------------------------------------------- */

static bool same_name(const struct svd_node *a, const struct svd_node *b)
{
	return a->str[STR_NAME] && b->str[STR_NAME] && !strcmp(a->str[STR_NAME], b->str[STR_NAME]) &&
	       !strcmp(node_text(a, STR_ALTERNATE), node_text(b, STR_ALTERNATE));
}

/* Does @kid, a child of what @n derives from, stay? */
static bool stays(const struct svd_kid *own, const struct svd_node *kid)
{
	const bool added = kid->kind == KIND_REGISTER || kid->kind == KIND_CLUSTER;

	for (; own; own = own->next) {
		const enum svd_kind kind = own->node->kind;

		if (added ? (kind == KIND_REGISTER || kind == KIND_CLUSTER) && same_name(own->node, kid)
			  : kind == kid->kind)
			return false;
	}
	return true;
}

static int merge_kids(struct svd_loading *l, struct svd_node *n, const struct svd_node *base)
{
	struct svd_kid *const own = n->first, **end = &n->first, **const own_end = n->end;
	uint64_t nown = 1;

	for (const struct svd_kid *k = own; k; k = k->next)
		nown++;
	n->first = NULL;
	for (const struct svd_kid *k = base->first; k; k = k->next) {
		struct svd_kid *copy;

		if (svd_loading_works(l, nown))
			return -E2BIG;
		if (!stays(own, k->node))
			continue;
		copy = svd_loading_take(l, sizeof(*copy));
		if (!copy)
			return svd_loading_no_memory(l);
		copy->node = k->node;
		*end = copy;
		end = &copy->next;
	}
	*end = own;
	n->end = own ? own_end : end;
	return 0;
}

#define PLACE (1u << NUM_OFFSET | 1u << NUM_WIDTH)
#define ENDS (1u << NUM_LSB | 1u << NUM_MSB)

/*
 * lsb and msb, or bitOffset and bitWidth: a field that has one of a pair takes the other from what it derives,
 * however that says it. Returns which of the base's numbers are left to be taken.
 */
static unsigned merge_bits(struct svd_node *n, const struct svd_node *base)
{
	uint64_t lsb, width;

	if (!(n->set & (PLACE | ENDS)) || !svd_fields_bits(base, &lsb, &width))
		return base->set;
	if (n->set & PLACE) {
		if (!node_has(n, NUM_OFFSET))
			n->num[NUM_OFFSET] = lsb;
		if (!node_has(n, NUM_WIDTH))
			n->num[NUM_WIDTH] = width;
		n->set |= PLACE;
	} else {
		if (!node_has(n, NUM_LSB))
			n->num[NUM_LSB] = lsb;
		if (!node_has(n, NUM_MSB))
			n->num[NUM_MSB] = node_has(base, NUM_MSB) ? base->num[NUM_MSB] : n->num[NUM_LSB] + width - 1;
		n->set |= ENDS;
	}
	return base->set & ~(PLACE | ENDS);
}

static int merge(struct svd_loading *l, struct svd_node *n, const struct svd_node *base)
{
	const unsigned theirs = n->kind == KIND_FIELD ? merge_bits(n, base) : base->set;

	for (unsigned i = 0; i < NUMS; i++)
		if (theirs >> i & 1 && !node_has(n, (enum svd_num)i))
			n->num[i] = base->num[i];
	n->set |= theirs;
	for (unsigned i = 0; i < STRS; i++)
		if (!n->str[i] && i != STR_DERIVED)
			n->str[i] = base->str[i];
	return merge_kids(l, n, base);
}

static int resolve(const struct index *x, struct svd_node *n, unsigned depth)
{
	struct svd_loading *const l = x->l;
	int err = 0;

	if (n->state == NODE_DONE)
		return 0;
	if (n->state == NODE_BUSY)
		return svd_loading_bad(l, &n->at, EINVAL, "%s %.80s derives from itself, or from an element inside it",
				       svd_loading_words[n->kind], node_text(n, STR_NAME));
	if (depth > CHAIN_MAX)
		return svd_loading_bad(l, &n->at, E2BIG, "more than %u elements derive from each other in a row",
				       CHAIN_MAX);
	n->state = NODE_BUSY;
	for (const struct svd_kid *k = n->first; k && !err; k = k->next)
		err = resolve(x, k->node, depth + 1);
	if (!err && n->str[STR_DERIVED] && n->kind != KIND_DEVICE) {
		err = find_base(x, n, depth);
		if (!err)
			err = resolve(x, n->base, depth + 1);
		if (!err)
			err = merge(l, n, n->base);
	}
	n->state = NODE_DONE;
	return err;
}

int svd_derive(struct svd_loading *l)
{
	/* a path leads through the other kinds */
	struct index x = { .l = l, .kinds = l->derived >> 31 ? ~0u : l->derived };
	int err;

	if (!(l->derived & ~(1u << KIND_DEVICE)))
		return 0;
	err = add_tree(&x, l->device);
	if (!err && x.n)
		qsort(x.entries, x.n, sizeof(*x.entries), by_name);
	if (!err)
		err = resolve(&x, l->device, 0);
	free(x.entries);
	return err;
}
