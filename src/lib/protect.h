/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * protect: the protected ranges of a target, one sorted array of disjoint ranges, so that the gate finds by bisection
 * the ranges that an access would touch. It only answers; the gate refuses.
 */
#pragma once

#include <physmon.h>

struct protect_hit {
	const struct physmon_range *range;
	size_t end; /* the first unit after it that doesn't overlap this range, at most x->nunits */
};

/*
 * protect_find - the first unit of @x, from unit @from (below x->nunits) on, that overlaps in any byte a range of a
 * kind in @mask. The units of @x must not wrap around. Allowed kinds must be left out of @mask.
 * Returns its index and fills *@hit; x->nunits if there is none.
 */
size_t protect_find(const struct physmon_target *t, const struct physmon_xfer *x, size_t from, unsigned mask,
		    struct protect_hit *hit);
