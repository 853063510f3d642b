/* SPDX-License-Identifier: GPL-2.0-or-later */
/* units: calls the accessor of a transfer's width and direction. */
#include <string.h>

#include "unit.h"
#include "units.h"

#if ACCESS_HAS_64
#define OF_EACH_WIDTH(name) name##8, name##16, name##32, name##64
#else
#define OF_EACH_WIDTH(name) name##8, name##16, name##32
#endif

/* By unit_shift() of the width. */
static access_block *const get_block[] = { OF_EACH_WIDTH(access_get_block) };
static access_block *const put_block[] = { OF_EACH_WIDTH(access_put_block) };
#if ACCESS_SEEKS
static access_seek *const seek[] = { OF_EACH_WIDTH(access_seek) };
static access_swap *const swap[] = { OF_EACH_WIDTH(access_swap) };
#endif

static void units_one_by_one(struct units *r, access_block *move)
{
	const bool aligned = !((uintptr_t)r->buf & (r->width - 1));
	unsigned char *buf = r->buf, *p = r->p;
	access_count one;
	uint64_t unit;

	for (size_t i = 0; i < r->n; i++, p += r->step, buf += r->width) {
		if (!aligned && r->dir == PHYSMON_WRITE)
			memcpy(&unit, buf, r->width);
		move(p, aligned ? (void *)buf : &unit, 1, &one);
		if (!aligned && r->dir == PHYSMON_READ)
			memcpy(buf, &unit, r->width);
		r->done = i + 1;
	}
}

void units_access(void *arg)
{
	struct units *r = arg;
	const unsigned shift = unit_shift(r->width);
	access_block *const move = r->dir == PHYSMON_WRITE ? put_block[shift] : get_block[shift];
#if ACCESS_SEEKS
	size_t i;

	if (r->way) {
		swap[shift](r->p, r->buf, r->way, r->n, &r->done);
		return;
	}
	if (r->sought) {
		i = seek[shift](r->p, r->sought->value, r->sought->mask, r->n, &r->done);
		r->found = i < r->n;
		r->done = i + r->found;
		return;
	}
#endif
	if (r->block)
		move(r->p, r->buf, r->n, &r->done);
	else
		units_one_by_one(r, move);
}
