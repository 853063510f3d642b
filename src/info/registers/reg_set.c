/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reg_set: a set of registers: adding, undoing, the index of names, and look-ups in the order of addresses. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "reg_set_internal.h"

/* What the arena takes for a small thing besides it, on average: it rounds up. */
#define ROUNDING 16

int reg_set_new(struct reg_set **s)
{
	*s = calloc(1, sizeof(**s));
	if (!*s)
		return -ENOMEM;
	(*s)->left = REG_SET_MEMORY_MAX;
	return 0;
}

void reg_set_free(struct reg_set *s)
{
	if (!s)
		return;
	arena_free(&s->keep);
	free(s->items);
	free(s->buckets);
	free(s->regs);
	free(s->replaced);
	free(s);
}

/* --- memory -------------------------------------------------------------------------------------------------- */

bool reg_set_spend(struct reg_set *s, size_t nbytes)
{
	if (nbytes >= s->left || ROUNDING >= s->left - nbytes) {
		s->full = true;
		return false;
	}
	s->left -= nbytes + ROUNDING;
	return true;
}

bool reg_set_full(const struct reg_set *s)
{
	return s->full;
}

size_t reg_set_hold(struct reg_set *s, size_t most)
{
	const size_t held = s->left > most ? s->left - most : 0;

	s->left -= held;
	return held;
}

void reg_set_release(struct reg_set *s, size_t held)
{
	s->left += held;
}

void *reg_set_take(struct reg_set *s, size_t nbytes)
{
	void *p = reg_set_spend(s, nbytes) ? arena_take(&s->keep, nbytes) : NULL;

	return p ? memset(p, 0, nbytes) : NULL;
}

static void *take_copy(struct reg_set *s, const void *p, size_t nbytes)
{
	void *copy = reg_set_take(s, nbytes);

	return copy ? memcpy(copy, p, nbytes) : NULL;
}

char *reg_set_text(struct reg_set *s, const char *text, size_t len)
{
	return reg_set_spend(s, len) ? arena_text(&s->keep, text, len) : NULL;
}

/* --- names: buckets of items whose names have the same hash, in any case ------------------------------------- */

static void index_add(struct reg_set *s, size_t i)
{
	const char *name = reg_item_name(&s->items[i]);
	struct reg_bucket *b = reg_set_bucket_of(s, name, strlen(name));

	s->items[i].next = 0;
	if (b->first)
		s->items[b->last - 1].next = (uint32_t)(i + 1);
	else
		b->first = (uint32_t)(i + 1);
	b->last = (uint32_t)(i + 1);
}

static void index_remove(struct reg_set *s, const struct reg *r)
{
	struct reg_bucket *b = reg_set_bucket_of(s, r->name, strlen(r->name));
	uint32_t *link = &b->first, before = 0;

	while (*link && s->items[*link - 1].reg != r) {
		before = *link;
		link = &s->items[*link - 1].next;
	}
	if (!*link)
		return;
	*link = s->items[*link - 1].next;
	if (!*link)
		b->last = before;
}

static void index_all(struct reg_set *s)
{
	if (s->nbuckets)
		memset(s->buckets, 0, s->nbuckets * sizeof(*s->buckets));
	for (size_t i = 0; i < s->nitems; i++)
		if (!s->items[i].reg || !s->items[i].reg->replaced)
			index_add(s, i);
}

/* In @group, or anywhere if it is NULL. */
static const struct reg_item *named(const struct reg_set *s, const struct reg_group *group, const char *name,
				    size_t len, bool registers)
{
	uint32_t next = s->nbuckets ? reg_set_bucket_of(s, name, len)->first : 0;

	while (next) {
		const struct reg_item *i = &s->items[next - 1];
		const char *its = reg_item_name(i);

		if ((i->reg ? !group || i->reg->group == group : !registers) && !reg_item_replaced(i) &&
		    !strncmp(its, name, len) && !its[len])
			return i;
		next = i->next;
	}
	return NULL;
}

const struct reg *reg_set_named(const struct reg_set *s, const struct reg_group *group, const char *name, size_t len)
{
	const struct reg_item *i = named(s, group, name, len, true);

	return i ? i->reg : NULL;
}

bool reg_set_has(const struct reg_set *s, const char *name, size_t len)
{
	return named(s, NULL, name, len, false);
}

/* --- adding -------------------------------------------------------------------------------------------------- */

static int add_item(struct reg_set *s, const struct reg *reg, const struct reg_container *container)
{
	struct reg_item *items = array_grow(s->items, &s->items_capacity, s->nitems, sizeof(*items));

	if (!items)
		return -ENOMEM;
	s->items = items;
	if (s->nbuckets <= s->nitems) {
		const size_t n = s->nbuckets ? 2 * s->nbuckets : 64;
		struct reg_bucket *buckets = realloc(s->buckets, n * sizeof(*buckets));

		if (!buckets)
			return -ENOMEM;
		s->buckets = buckets;
		s->nbuckets = n;
		index_all(s);
	}
	s->items[s->nitems] = (struct reg_item){ .reg = reg, .container = container };
	index_add(s, s->nitems++);
	s->finished = false;
	return 0;
}

const struct reg *reg_set_add(struct reg_set *s, const struct reg *r)
{
	/* room for all items: for all registers then */
	const struct reg **regs = array_grow(s->regs, &s->regs_capacity, s->nitems, sizeof(*regs));
	const struct reg *defined;
	struct reg *copy;

	if (!regs)
		return NULL;
	s->regs = regs;
	copy = take_copy(s, r, sizeof(*r));
	if (!copy)
		return NULL;
	copy->number = (unsigned)s->nitems;
	copy->format = r->format ? r->format : "";
	copy->description = r->description ? r->description : "";
	copy->display_name = r->display_name ? r->display_name : "";
	defined = r->defined ? NULL : reg_set_named(s, NULL, r->name, strlen(r->name));
	if (add_item(s, copy, NULL) || (defined && defined->defined && reg_set_replace(s, copy)))
		return NULL;
	return copy;
}

static int add_container(struct reg_set *s, const struct reg_container *c)
{
	const struct reg_container *copy = take_copy(s, c, sizeof(*c));

	return copy ? add_item(s, NULL, copy) : -ENOMEM;
}

const struct reg_group *reg_set_add_group(struct reg_set *s, const struct reg_group *g)
{
	struct reg_group *copy = take_copy(s, g, sizeof(*g));

	if (!copy || add_container(s, &(struct reg_container){ REG_IS_PERIPHERAL, g->name, copy, g->addr, NULL, NULL }))
		return NULL;
	copy->format = g->format ? g->format : "";
	copy->description = g->description ? g->description : "";
	return copy;
}

int reg_set_add_cluster(struct reg_set *s, const struct reg_group *group, const char *name, uint64_t addr)
{
	return add_container(s, &(struct reg_container){ REG_IS_CLUSTER, name, group, addr, NULL, NULL });
}

int reg_set_add_array(struct reg_set *s, const struct reg_group *group, const char *name, uint64_t addr,
		      const char *first, const char *last)
{
	return add_container(s, &(struct reg_container){ REG_IS_ARRAY, name, group, addr, first, last });
}

/* --- replacing and undoing ----------------------------------------------------------------------------------- */

static int set_replaced(struct reg_set *s, const bool *flag)
{
	bool **all = array_grow(s->replaced, &s->replaced_capacity, s->nreplaced, sizeof(*all));

	if (!all)
		return -ENOMEM;
	s->replaced = all;
	all[s->nreplaced] = (bool *)(uintptr_t)flag; /* the set's own, const for all others */
	*all[s->nreplaced++] = true;
	s->finished = false;
	return 0;
}

int reg_set_replace(struct reg_set *s, const struct reg *r)
{
	if (set_replaced(s, &r->replaced))
		return -ENOMEM;
	index_remove(s, r);
	return 0;
}

struct reg_set_mark reg_set_mark(const struct reg_set *s)
{
	return (struct reg_set_mark){ s->nitems, s->nreplaced, s->left, arena_mark(&s->keep) };
}

void reg_set_undo(struct reg_set *s, const struct reg_set_mark *m)
{
	const bool changed = s->nreplaced != m->nreplaced || s->nitems != m->nitems;

	while (s->nreplaced > m->nreplaced)
		*s->replaced[--s->nreplaced] = false;
	s->nitems = m->nitems;
	if (changed)
		index_all(s);
	arena_undo(&s->keep, &m->keep);
	s->left = m->left;
	s->full = false;
	s->finished &= !changed;
}

/* The group @g takes the place of those before item @end. */
static int replace_group(struct reg_set *s, const struct reg_group *g, size_t end)
{
	const struct reg_item *i;

	for (uint32_t n = reg_set_bucket_of(s, g->name, strlen(g->name))->first; n && n <= end; n = i->next) {
		i = &s->items[n - 1];
		if (i->container && i->container->kind == REG_IS_PERIPHERAL && i->container->addr == g->addr &&
		    !i->container->group->replaced && !strcmp(i->container->name, g->name) &&
		    set_replaced(s, &i->container->group->replaced))
			return -ENOMEM;
	}
	return 0;
}

int reg_set_replace_groups(struct reg_set *s, const struct reg_set_mark *m)
{
	int err = 0;

	/* the last one of a name replaces all before it */
	for (size_t i = s->nitems; !err && i-- > m->nitems;)
		if (s->items[i].container && s->items[i].container->kind == REG_IS_PERIPHERAL &&
		    !s->items[i].container->group->replaced)
			err = replace_group(s, s->items[i].container->group, i);
	return err;
}

void reg_set_hide(struct reg_set *s, size_t from, size_t to, bool hidden)
{
	for (size_t i = from; i < to; i++)
		if (s->items[i].container)
			*(bool *)(uintptr_t)&s->items[i].container->group->hidden = hidden; /* the set's own */
	s->finished = false;
}

/* --- in order ------------------------------------------------------------------------------------------------ */

static int by_address(const void *a, const void *b)
{
	const struct reg *r = *(const struct reg *const *)a, *o = *(const struct reg *const *)b;
	int names;

	if (r->addr != o->addr)
		return r->addr < o->addr ? -1 : 1;
	names = reg_cmp_names(r->name, o->name);
	return names ? names : (r->number > o->number) - (r->number < o->number);
}

void reg_set_before_look_up(struct reg_set *s, void (*close)(void *ctx), void *ctx)
{
	s->close = close;
	s->close_ctx = ctx;
}

void reg_set_close(const struct reg_set *s)
{
	if (s->close)
		s->close(s->close_ctx);
}

void reg_set_finish(const struct reg_set *of)
{
	struct reg_set *s = (struct reg_set *)(uintptr_t)of; /* only the order changes */

	reg_set_close(s);
	if (s->finished)
		return;
	s->nregs = s->widest = 0;
	for (size_t i = 0; i < s->nitems; i++) {
		const struct reg_item *item = &s->items[i];

		if (reg_item_replaced(item) || !item->reg)
			continue;
		s->regs[s->nregs++] = item->reg;
		if (reg_bytes(item->reg) > s->widest)
			s->widest = reg_bytes(item->reg);
	}
	if (s->nregs)
		qsort(s->regs, s->nregs, sizeof(*s->regs), by_address);
	s->finished = true;
}

size_t reg_set_nregs(const struct reg_set *s)
{
	reg_set_finish(s);
	return s->nregs;
}

const struct reg *reg_set_reg(const struct reg_set *s, size_t i)
{
	reg_set_finish(s);
	return i < s->nregs ? s->regs[i] : NULL;
}

/* --- by address ---------------------------------------------------------------------------------------------- */

/* The number of the first register at @addr or above it. */
static size_t lower_bound(const struct reg_set *s, uint64_t addr)
{
	size_t low = 0, high;

	reg_set_finish(s);
	high = s->nregs;
	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (s->regs[middle]->addr < addr)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct reg *reg_set_at(const struct reg_set *s, uint64_t addr, size_t *i)
{
	reg_set_finish(s); /* before widest is asked for */
	if (!*i)
		*i = lower_bound(s, addr < s->widest ? 0 : addr - s->widest + 1);
	while (*i < s->nregs && s->regs[*i]->addr <= addr) {
		const struct reg *r = s->regs[(*i)++];

		if (addr - r->addr < reg_bytes(r))
			return r;
	}
	return NULL;
}

const struct reg *reg_set_begins(const struct reg_set *s, uint64_t addr, unsigned width)
{
	for (size_t i = lower_bound(s, addr); i < s->nregs && s->regs[i]->addr == addr; i++)
		if (reg_width(s->regs[i]) == width)
			return s->regs[i];
	return NULL;
}

/* Which of two groups with equal blocks is meant? */
static bool goes_first(const struct reg_group *g, const struct reg_group *o)
{
	return g->addr != o->addr ? g->addr < o->addr : reg_cmp_names(g->name, o->name) < 0;
}

const struct reg_group *reg_set_group_at(const struct reg_set *s, uint64_t addr)
{
	const struct reg *r, *innermost = NULL;
	const struct reg_group *g, *best = NULL;
	uint64_t size, least = UINT64_MAX;
	size_t at = 0;

	while ((r = reg_set_at(s, addr, &at)))
		if (!innermost || r->bits < innermost->bits)
			innermost = r;
	if (innermost)
		return innermost->group;
	for (size_t i = 0; i < s->nitems; i++) {
		if (s->items[i].reg || s->items[i].container->kind != REG_IS_PERIPHERAL ||
		    reg_item_replaced(&s->items[i]))
			continue;
		g = s->items[i].container->group;
		for (size_t b = 0; b < g->nblocks; b++) {
			size = g->blocks[b].last - g->blocks[b].first;
			if (addr < g->blocks[b].first || addr > g->blocks[b].last || size > least)
				continue;
			if (best && size == least && !goes_first(g, best))
				continue;
			best = g;
			least = size;
		}
	}
	return best;
}
