/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * machine_names: the names of regions. One walk calls back with each name and its address; finding and completing are
 * two such callbacks. The names come from text that isn't trusted: none is put into a table that could grow with it.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "machine.h"
#include "text.h"

#define NAMES_ROOM 512	    /* of a name that is put together */
#define NAMES_MOST 1000000u /* names handed out in one walk */

/* Called with each name: not ended by a NUL where it is a part of another. */
struct listener {
	void (*hear)(struct listener *l, const char *name, size_t len, uint64_t addr);
	size_t heard;
};

static void say(struct listener *l, const char *name, size_t len, uint64_t addr)
{
	if (len && l->heard++ < NAMES_MOST)
		l->hear(l, name, len, addr);
}

/* "pl011@9000000" is "pl011" in short. */
static void say_short(struct listener *l, const char *name, size_t len, uint64_t addr)
{
	const char *at = memchr(name, '@', len);

	if (at)
		say(l, name, (size_t)(at - name), addr);
}

/* "9000000.pl011 pl011@9000000": a device and its node. Other names may hold blanks as well ("Kernel code"). */
static void say_words(struct listener *l, const struct machine_region *r)
{
	const char *blank = strchr(r->name, ' ');
	size_t n = strlen(r->name);

	say(l, r->name, n, r->first);
	if (!blank) {
		say_short(l, r->name, n, r->first);
	} else if (!strchr(blank + 1, ' ') && strchr(blank, '@')) {
		say(l, r->name, (size_t)(blank - r->name), r->first);
		say(l, blank + 1, strlen(blank + 1), r->first);
		say_short(l, blank + 1, strlen(blank + 1), r->first);
	}
}

static void say_bar(struct listener *l, const struct pci_device *d, unsigned bar)
{
	static const char domain[] = "0000:";
	char name[PCI_NAME + 4];
	const size_t n = text_print(name, sizeof(name), "%s/%u", d->name, bar), skip = sizeof(domain) - 1;

	say(l, name, n, d->bars[bar].first);
	if (!strncmp(name, domain, skip))
		say(l, name + skip, n - skip, d->bars[bar].first);
}

/* A name of a node, for one of its ranges: the first has it as it is, each with its number and its own name. */
static void say_range(struct listener *l, const struct devtree_range *range, const char *name, size_t len)
{
	char whole[NAMES_ROOM];

	if (len > NAMES_ROOM / 2)
		return;
	if (!range->index)
		say(l, name, len, range->first);
	say(l, whole, text_print(whole, sizeof(whole), "%.*s/%u", (int)len, name, range->index), range->first);
	if (range->name && strlen(range->name) < NAMES_ROOM / 4)
		say(l, whole, text_print(whole, sizeof(whole), "%.*s/%s", (int)len, name, range->name), range->first);
}

static void say_nodes(const struct machine *m, struct listener *l)
{
	const struct devtree_range *range;
	const struct devtree_node *node;

	for (size_t i = 0; (range = devtree_range(m->tree, i)); i++) {
		node = devtree_node(m->tree, range->node);
		say_range(l, range, node->name, strlen(node->name));
		say_range(l, range, node->path, strlen(node->path));
		if (strchr(node->name, '@'))
			say_range(l, range, node->name, strcspn(node->name, "@"));
	}
}

/* The first of the ranges of @node, which stand in the order of their nodes. */
static size_t first_range(const struct machine *m, uint32_t node)
{
	size_t low = 0, high = m->nranges, mid;

	while (low < high) {
		mid = low + (high - low) / 2;
		if (devtree_range(m->tree, mid)->node < node)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

static void say_aliases(const struct machine *m, struct listener *l)
{
	const struct devtree_range *range;
	const struct devtree_alias *a;

	for (size_t i = 0; (a = devtree_alias(m->tree, i)); i++)
		for (size_t k = first_range(m, a->node); (range = devtree_range(m->tree, k)) && range->node == a->node;
		     k++)
			say_range(l, range, a->name, strlen(a->name));
}

static void say_all(const struct machine *m, struct listener *l)
{
	const struct machine_region *r;

	for (size_t i = 0; (r = machine_at(m, i)); i++) {
		if (r->listed)
			say_words(l, r);
		if (r->pci)
			say_bar(l, r->pci, r->bar);
	}
	say_nodes(m, l);
	say_aliases(m, l);
}

/* --- finding ------------------------------------------------------------------------------------------------- */

struct finder {
	struct listener l;
	const char *name;
	size_t len;
	uint64_t *addrs;
	size_t n, most;
};

static void finder_hear(struct listener *l, const char *name, size_t len, uint64_t addr)
{
	struct finder *f = (struct finder *)l;
	const size_t kept = f->n < f->most ? f->n : f->most;
	size_t i;

	if (len != f->len || memcmp(name, f->name, len))
		return;
	/* the lowest ones are kept, in order */
	for (i = 0; i < kept && f->addrs[i] < addr; i++)
		;
	if (i < kept && f->addrs[i] == addr)
		return;
	f->n++;
	if (i == f->most)
		return;
	memmove(&f->addrs[i + 1], &f->addrs[i], ((kept < f->most ? kept : f->most - 1) - i) * sizeof(*f->addrs));
	f->addrs[i] = addr;
}

static const char *full_name(const struct machine *m, uint64_t addr)
{
	const struct machine_region *r = machine_find(m, addr, MACHINE_NODE);

	if (!r || r->first != addr)
		r = machine_find(m, addr, MACHINE_ANY);
	return !r ? "" : r->node && r->first == addr ? r->node->path : r->name;
}

size_t machine_names_find(const struct machine *m, const char *name, size_t len, struct machine_name *found,
			  size_t most)
{
	uint64_t addrs[MACHINE_NAMED] = { 0 };
	struct finder f = { .l = { .hear = finder_hear }, .name = name, .len = len, .addrs = addrs };

	f.most = most < MACHINE_NAMED ? most : MACHINE_NAMED;
	say_all(m, &f.l);
	for (size_t i = 0; i < f.n && i < f.most; i++)
		found[i] = (struct machine_name){ addrs[i], full_name(m, addrs[i]) };
	return f.n;
}

/* --- completing ---------------------------------------------------------------------------------------------- */

struct collector {
	struct listener l;
	const char *prefix;
	size_t len, n, room;
	char **names;
	struct arena arena;
	bool failed;
};

static void collector_hear(struct listener *l, const char *name, size_t len, uint64_t addr)
{
	struct collector *c = (struct collector *)l;
	char **names;

	(void)addr;
	if (len < c->len || memcmp(name, c->prefix, c->len) || c->failed)
		return;
	names = array_grow(c->names, &c->room, c->n, sizeof(*names));
	if (!names) {
		c->failed = true;
		return;
	}
	c->names = names;
	c->names[c->n] = arena_text(&c->arena, name, len);
	if (c->names[c->n])
		c->n++;
	else
		c->failed = true;
}

static int collector_order(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

int machine_names(const struct machine *m, const char *prefix, size_t len, void (*add)(void *add_ctx, const char *name),
		  void *add_ctx)
{
	struct collector c = { .l = { .hear = collector_hear }, .prefix = prefix, .len = len };

	say_all(m, &c.l);
	if (c.n)
		qsort(c.names, c.n, sizeof(*c.names), collector_order);
	for (size_t i = 0; i < c.n; i++)
		if (!i || strcmp(c.names[i], c.names[i - 1]))
			add(add_ctx, c.names[i]);
	free(c.names);
	arena_free(&c.arena);
	return c.failed ? -ENOMEM : 0;
}
