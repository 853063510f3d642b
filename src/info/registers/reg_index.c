/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reg_index: a set's index of names: buckets of items whose names have the same hash, in any case. */
#include <string.h>

#include "reg_set_internal.h"

struct reg_bucket *reg_index_bucket(const struct reg_set *s, const char *name, size_t len)
{
	uint32_t h = 0x811c9dc5; /* FNV-1a */

	while (len--) {
		const unsigned char c = (unsigned char)*name++;

		h = (h ^ (c >= 'A' && c <= 'Z' ? c | 0x20u : c)) * 0x01000193;
	}
	return &s->buckets[(h ^ h >> 15) & (s->nbuckets - 1)];
}

void reg_index_add(struct reg_set *s, size_t i)
{
	const char *name = reg_item_name(&s->items[i]);
	struct reg_bucket *b = reg_index_bucket(s, name, strlen(name));

	s->items[i].next = 0;
	if (b->first)
		s->items[b->last - 1].next = (uint32_t)(i + 1);
	else
		b->first = (uint32_t)(i + 1);
	b->last = (uint32_t)(i + 1);
}

void reg_index_remove(struct reg_set *s, const struct reg *r)
{
	struct reg_bucket *b = reg_index_bucket(s, r->name, strlen(r->name));
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

void reg_index_all(struct reg_set *s)
{
	if (s->nbuckets)
		memset(s->buckets, 0, s->nbuckets * sizeof(*s->buckets));
	for (size_t i = 0; i < s->nitems; i++)
		if (!s->items[i].reg || !s->items[i].reg->replaced)
			reg_index_add(s, i);
}
