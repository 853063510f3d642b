/* SPDX-License-Identifier: GPL-2.0-or-later */
/* svd_arena: see svd_arena.h. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "svd_arena.h"

struct svd_chunk {
	struct svd_chunk *next;
	char *end;
	max_align_t bytes[];
};

#define CHUNK_BYTES 65536

static bool more(struct svd_arena *a, size_t nbytes)
{
	const size_t align = _Alignof(max_align_t);
	const size_t room = nbytes > CHUNK_BYTES ? (nbytes + align - 1) / align * align : CHUNK_BYTES;
	struct svd_chunk *c;

	if (room > a->budget->left) {
		a->budget->spent = true;
		return false;
	}
	c = calloc(1, sizeof(*c) + room);
	if (!c)
		return false;
	a->budget->left -= room;
	c->next = a->chunks;
	c->end = (char *)c->bytes + room;
	a->chunks = c;
	a->left = room;
	return true;
}

static char *take(struct svd_arena *a, size_t nbytes, size_t align)
{
	const size_t unaligned = a->left % align;
	char *p;

	/* what is left ends at the chunk's end, which is aligned */
	if (a->left - unaligned < nbytes) {
		if (nbytes > SIZE_MAX / 2 || !more(a, nbytes))
			return NULL;
	} else {
		a->left -= unaligned;
	}
	p = a->chunks->end - a->left;
	a->left -= nbytes;
	return p;
}

void *svd_take(struct svd_arena *a, size_t nbytes)
{
	return take(a, nbytes, _Alignof(max_align_t));
}

char *svd_copy(struct svd_arena *a, const char *text, size_t len)
{
	char *p = take(a, len + 1, 1);

	if (p && len)
		memcpy(p, text, len);
	return p;
}

void svd_drop(struct svd_arena *a)
{
	while (a->chunks) {
		struct svd_chunk *c = a->chunks;

		a->chunks = c->next;
		free(c);
	}
	a->left = 0;
}
