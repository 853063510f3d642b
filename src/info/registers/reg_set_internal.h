/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reg_set_internal: the members of a set, for the files that fill and search it. Only these include it. */
#pragma once

#include "reg_set.h"

/* A peripheral, a cluster or an array: what has a name besides registers. */
struct reg_container {
	enum reg_kind kind;
	const char *name; /* full */
	const struct reg_group *group;
	uint64_t addr;
	const char *first, *last; /* of an array: its first and last element's full names */
};

/* What a name means: a register or a container; the other is NULL. */
struct reg_item {
	const struct reg *reg;
	const struct reg_container *container;
	uint32_t next; /* item with the same hash, + 1; 0: none */
};

/* Items whose names have the same hash, the first and the last, + 1; 0: there are none. */
struct reg_bucket {
	uint32_t first, last;
};

struct reg_set {
	struct arena keep;
	size_t left; /* of REG_SET_MEMORY_MAX */
	bool full;
	bool finished;
	struct reg_item *items; /* in the order of addition */
	size_t nitems, items_capacity;
	struct reg_bucket *buckets;
	size_t nbuckets;	 /* a power of 2, or 0 */
	const struct reg **regs; /* sorted by address, then name; there is room for all */
	size_t nregs, regs_capacity;
	bool **replaced; /* flags that were set, in this order */
	size_t nreplaced, replaced_capacity;
	unsigned widest;	  /* bytes of the largest register */
	void (*close)(void *ctx); /* see reg_set_before_look_up() */
	void *close_ctx;
};

static inline const char *reg_item_name(const struct reg_item *i)
{
	return i->reg ? i->reg->name : i->container->name;
}

static inline bool reg_item_replaced(const struct reg_item *i)
{
	const struct reg_group *g = i->reg ? i->reg->group : i->container->group;

	return (i->reg && i->reg->replaced) || (g && (g->replaced || g->hidden));
}

/*
 * reg_set_hash - the hash (FNV-1a), in any case, of a text that has the hash @h (REG_SET_HASH: of none) and the @len
 * bytes at @name behind it. reg_set_bucket - of names with a hash; the set has buckets.
 */
#define REG_SET_HASH 0x811c9dc5u
static inline uint32_t reg_set_hash(uint32_t h, const char *name, size_t len)
{
	while (len--) {
		const unsigned char c = (unsigned char)*name++;

		h = (h ^ (c >= 'A' && c <= 'Z' ? c | 0x20u : c)) * 0x01000193;
	}
	return h;
}

static inline struct reg_bucket *reg_set_bucket(const struct reg_set *s, uint32_t h)
{
	return &s->buckets[(h ^ h >> 15) & (s->nbuckets - 1)];
}

/* reg_set_bucket_of - of a name, likewise. */
static inline struct reg_bucket *reg_set_bucket_of(const struct reg_set *s, const char *name, size_t len)
{
	return reg_set_bucket(s, reg_set_hash(REG_SET_HASH, name, len));
}

/* reg_set_close - what reg_set_before_look_up() asks for; reg_set_finish() includes it. */
void reg_set_close(const struct reg_set *s);
