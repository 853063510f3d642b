/* SPDX-License-Identifier: GPL-2.0-or-later */
/* last_values: a sorted array, since registers are mostly read in the order of their addresses. */
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "last_values.h"

static bool before(const struct last_value *x, uint64_t addr, unsigned width)
{
	return x->addr < addr || (x->addr == addr && x->width < width);
}

bool last_values_swap(struct last_values *s, uint64_t addr, unsigned width, uint64_t value, uint64_t *old)
{
	size_t low = 0, high = s->n, middle;
	struct last_value *x;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (before(&s->v[middle], addr, width))
			low = middle + 1;
		else
			high = middle;
	}
	if (low < s->n && s->v[low].addr == addr && s->v[low].width == width) {
		*old = s->v[low].value;
		s->v[low].value = value;
		return true;
	}
	x = array_grow(s->v, &s->room, s->n, sizeof(*x));
	if (!x)
		return false;
	s->v = x;
	memmove(&s->v[low + 1], &s->v[low], (s->n++ - low) * sizeof(*s->v));
	s->v[low] = (struct last_value){ addr, value, width };
	return false;
}

void last_values_clear(struct last_values *s)
{
	free(s->v);
	*s = (struct last_values){ 0 };
}
