/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * svd_arena: an arena with a budget: what a file asks for is never more than that. Knows nothing of what stands in
 * it.
 */
#ifndef INFO_SVD_ARENA_H
#define INFO_SVD_ARENA_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"

/* What a load may still take, shared by all that it fills. */
struct svd_budget {
	size_t left; /* bytes */
	bool spent;  /* it was asked for more than was left */
};

struct svd_arena {
	struct arena arena;
	struct svd_budget *budget;
};

/*
 * svd_take - @nbytes, aligned for anything and zeroed. svd_copy - the @len bytes at @text and a NUL. Both NULL where
 * memory or the budget is out (budget->spent tells which).
 */
void *svd_take(struct svd_arena *a, size_t nbytes);
char *svd_copy(struct svd_arena *a, const char *text, size_t len);

/* svd_drop - give all of it back. */
void svd_drop(struct svd_arena *a);

#endif
