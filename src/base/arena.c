/* SPDX-License-Identifier: GPL-2.0-or-later */
/* arena: blocks of memory that are filled front to back and freed together. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "text.h"

/* Bytes of a block: first ones are small, since most programs need few, and a large one costs a mapping of its own. */
#define ARENA_FIRST 400
#define ARENA_BLOCK 16000
#define ARENA_ALIGN _Alignof(max_align_t)

struct arena_block {
	struct arena_block *next;
	size_t used, size;
	_Alignas(max_align_t) char bytes[];
};

void *arena_take(struct arena *a, size_t nbytes)
{
	struct arena_block *b = a->blocks;
	size_t size;
	void *p;

	if (nbytes > SIZE_MAX / 2)
		return NULL;
	nbytes = (nbytes + ARENA_ALIGN - 1) / ARENA_ALIGN * ARENA_ALIGN;
	if (!b || b->size - b->used < nbytes) {
		size = a->nbytes < 4 * ARENA_FIRST ? ARENA_FIRST : ARENA_BLOCK;
		if (size < nbytes)
			size = nbytes;
		b = malloc(sizeof(*b) + size);
		if (!b)
			return NULL;
		b->next = a->blocks;
		b->used = 0;
		b->size = size;
		a->blocks = b;
	}
	p = b->bytes + b->used;
	b->used += nbytes;
	a->nbytes += nbytes;
	return p;
}

char *arena_text(struct arena *a, const void *bytes, size_t nbytes)
{
	char *p = arena_take(a, nbytes + 1);

	if (!p)
		return NULL;
	if (nbytes)
		memcpy(p, bytes, nbytes);
	p[nbytes] = '\0';
	return p;
}

char *arena_tame(struct arena *a, const void *bytes, size_t nbytes)
{
	char *p = arena_text(a, bytes, nbytes);

	if (p)
		text_tame(p, p + nbytes);
	return p;
}

struct arena_mark arena_mark(const struct arena *a)
{
	return (struct arena_mark){ a->blocks, a->blocks ? a->blocks->used : 0, a->nbytes };
}

void arena_undo(struct arena *a, const struct arena_mark *m)
{
	struct arena_block *b;

	while ((b = a->blocks) != m->block) {
		a->blocks = b->next;
		free(b);
	}
	if (b)
		b->used = m->used;
	a->nbytes = m->nbytes;
}

void arena_free(struct arena *a)
{
	arena_undo(a, &(struct arena_mark){ 0 });
}
