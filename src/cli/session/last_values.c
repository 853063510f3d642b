/* SPDX-License-Identifier: GPL-2.0-or-later */
/* last_values: a sorted array, since registers are mostly read in the order of their addresses. */
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "last_values.h"
#include "session.h"

struct last_values {
	struct last_value {
		uint64_t addr, value;
		unsigned width; /* bytes */
	} * v;			/* sorted by addr, then width */
	size_t n, size;
};

static void forget(struct session *s, void *module)
{
	struct last_values *l = module;

	(void)s;
	free(l->v);
	*l = (struct last_values){ 0 };
}

static int forget_for_target(struct session *s, void *module, struct physmon_target *t, struct physmon_error *e)
{
	(void)t;
	(void)e;
	forget(s, module);
	return 0;
}

static bool before(const struct last_value *x, uint64_t addr, unsigned width)
{
	return x->addr < addr || (x->addr == addr && x->width < width);
}

bool last_values_swap(struct session *s, uint64_t addr, unsigned width, uint64_t value, uint64_t *old)
{
	static const struct session_ops ops = { .free = forget, .target_opened = forget_for_target };
	struct last_values *l = session_attach(s, &ops, sizeof(*l));
	size_t low = 0, high, middle;
	struct last_value *x;

	if (!l)
		return false;
	high = l->n;
	while (low < high) {
		middle = low + (high - low) / 2;
		if (before(&l->v[middle], addr, width))
			low = middle + 1;
		else
			high = middle;
	}
	if (low < l->n && l->v[low].addr == addr && l->v[low].width == width) {
		*old = l->v[low].value;
		l->v[low].value = value;
		return true;
	}
	x = array_grow(l->v, &l->size, l->n, sizeof(*x));
	if (!x)
		return false;
	l->v = x;
	memmove(&l->v[low + 1], &l->v[low], (l->n++ - low) * sizeof(*l->v));
	l->v[low] = (struct last_value){ addr, value, width };
	return false;
}
