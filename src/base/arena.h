/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * arena: an allocator for many small objects with one lifetime, such as the strings and properties of a tree. Objects
 * don't move, and all of them are freed at once.
 */
#pragma once

#include <stddef.h>

struct arena_block;

/* All zero to begin with. */
struct arena {
	struct arena_block *blocks;
	size_t nbytes; /* handed out so far */
};

/* arena_take - allocate @nbytes, aligned for any type; NULL: out of memory. The arena owns them. */
void *arena_take(struct arena *a, size_t nbytes);

/*
 * arena_text - copy @nbytes and add a NUL; NULL: out of memory. arena_tame - the same of foreign text, made safe by
 * text_tame().
 */
char *arena_text(struct arena *a, const void *bytes, size_t nbytes);
char *arena_tame(struct arena *a, const void *bytes, size_t nbytes);

/* A state of the arena. arena_mark - the state of now; arena_undo - free all allocations made since. */
struct arena_mark {
	struct arena_block *block;
	size_t used, nbytes;
};

struct arena_mark arena_mark(const struct arena *a);
void arena_undo(struct arena *a, const struct arena_mark *m);

/* arena_free - free all allocations; the arena may be used again. */
void arena_free(struct arena *a);
