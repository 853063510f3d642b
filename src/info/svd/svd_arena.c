/* SPDX-License-Identifier: GPL-2.0-or-later */
/* svd_arena: see svd_arena.h. */
#include <string.h>

#include "svd_arena.h"

/* What an arena takes for a small thing besides it, on average: what its rounding up takes. */
#define ROUNDING 16

static bool spend(struct svd_arena *a, size_t nbytes)
{
	if (nbytes >= a->budget->left || ROUNDING >= a->budget->left - nbytes) {
		a->budget->spent = true;
		return false;
	}
	a->budget->left -= nbytes + ROUNDING;
	return true;
}

void *svd_take(struct svd_arena *a, size_t nbytes)
{
	void *p = spend(a, nbytes) ? arena_take(&a->arena, nbytes) : NULL;

	if (p)
		memset(p, 0, nbytes);
	return p;
}

char *svd_copy(struct svd_arena *a, const char *text, size_t len)
{
	return spend(a, len) ? arena_text(&a->arena, text, len) : NULL;
}

void svd_drop(struct svd_arena *a)
{
	arena_free(&a->arena);
}
