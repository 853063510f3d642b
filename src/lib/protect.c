/* SPDX-License-Identifier: GPL-2.0-or-later */
/* protect: a sorted array of protected ranges, and the functions of physmon.h about them. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "backend.h"
#include "error.h"
#include "protect.h"

/* What can be opened. */
#define PROTECT_ALL (PHYSMON_PROTECT_RAM | PHYSMON_PROTECT_PORT | PHYSMON_PROTECT_NOREAD)

/* The first range that ends at @addr or after it. */
static size_t protect_bisect(const struct physmon_target *t, uint64_t addr)
{
	size_t lo = 0, hi = t->nranges, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (t->ranges[mid].last < addr)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

size_t protect_find(const struct physmon_target *t, const struct physmon_xfer *x, size_t from, unsigned mask,
		    struct protect_hit *hit)
{
	const uint64_t first = x->addr + from * x->step, first_end = first + x->width - 1;
	const uint64_t last_end = x->addr + (x->nunits - 1) * x->step + x->width - 1;
	const struct physmon_range *r;
	uint64_t skip, at;

	for (size_t i = protect_bisect(t, first); i < t->nranges && t->ranges[i].first <= last_end; i++) {
		r = &t->ranges[i];
		if (!(r->what & mask))
			continue;
		/*
		 * The first unit whose last byte isn't before the range; the step can't be 0 where there is one to
		 * skip.
		 */
		skip = r->first > first_end ? (r->first - first_end - 1) / x->step + 1 : 0;
		at = first + skip * x->step;
		if (at > r->last)
			continue; /* the units step over it */
		from += (size_t)skip;
		hit->range = r;
		hit->end = x->nunits;
		if (x->step && (r->last - at) / x->step < x->nunits - from - 1)
			hit->end = from + (size_t)((r->last - at) / x->step) + 1;
		return from;
	}
	return x->nunits;
}

/* Append to @to, growing the last range instead if the new one continues it. */
static size_t protect_append(struct physmon_range *to, size_t n, uint64_t first, uint64_t last, unsigned what)
{
	if (n && to[n - 1].what == what && to[n - 1].last + 1 == first) {
		to[n - 1].last = last;
		return n;
	}
	to[n] = (struct physmon_range){ .first = first, .last = last, .what = what };
	return n + 1;
}

/*
 * Cut the new range and the @nold ranges that it overlaps or touches into disjoint pieces, at most 2 * nold + 1: a gap
 * before each old range and one after the last, each old range whole, or in two where an end of the new one cuts it
 * (in three where both do, but then there are no gaps).
 */
static size_t protect_merge(struct physmon_range *to, const struct physmon_range *old, size_t nold, uint64_t first,
			    uint64_t last, unsigned what)
{
	uint64_t next = first, cut_first, cut_last;
	bool rest = true; /* [next, last] of the new range is still to come */
	size_t i, n = 0;

	for (i = 0; i < nold; i++) {
		if (rest && next < old[i].first) {
			const bool ends = last < old[i].first;

			n = protect_append(to, n, next, ends ? last : old[i].first - 1, what);
			if (ends)
				rest = false;
		}
		cut_first = old[i].first > first ? old[i].first : first;
		cut_last = old[i].last < last ? old[i].last : last;
		if (cut_first > cut_last) { /* it only touches */
			n = protect_append(to, n, old[i].first, old[i].last, old[i].what);
			continue;
		}
		if (old[i].first < cut_first)
			n = protect_append(to, n, old[i].first, cut_first - 1, old[i].what);
		n = protect_append(to, n, cut_first, cut_last, old[i].what | what);
		if (cut_last < old[i].last)
			n = protect_append(to, n, cut_last + 1, old[i].last, old[i].what);
		if (cut_last == last)
			rest = false;
		else
			next = cut_last + 1;
	}
	return rest ? protect_append(to, n, next, last, what) : n;
}

int physmon_protect(struct physmon_target *t, uint64_t first, uint64_t last, unsigned what, struct physmon_error *e)
{
	struct physmon_range *grown, *pieces;
	size_t lo, hi, n, size;

	if (last < first)
		return error_set(e, PHYSMON_E_WRAP, EINVAL,
				 "a protected range can't end at %08" PRIx64 ", before its start at %08" PRIx64, last,
				 first);
	if (!what || what & ~(PROTECT_ALL | PHYSMON_PROTECT_FENCE))
		return error_set(e, PHYSMON_E_SYSTEM, EINVAL, "%x is no kind of protection for %08" PRIx64, what,
				 first);

	lo = protect_bisect(t, first ? first - 1 : 0);
	for (hi = lo; hi < t->nranges && (last == UINT64_MAX || t->ranges[hi].first <= last + 1); hi++)
		continue;

	/* 2 * (hi - lo) + 1 pieces at most come for hi - lo old ranges */
	size = t->nranges + (hi - lo) + 1;
	pieces = malloc((2 * (hi - lo) + 1) * sizeof(*pieces));
	if (!pieces)
		goto no_memory;
	if (size > t->ranges_size) {
		size += size / 2 + 8;
		grown = realloc(t->ranges, size * sizeof(*grown));
		if (!grown)
			goto no_memory;
		t->ranges = grown;
		t->ranges_size = size;
	}
	n = protect_merge(pieces, t->ranges + lo, hi - lo, first, last, what);
	memmove(t->ranges + lo + n, t->ranges + hi, (t->nranges - hi) * sizeof(*pieces));
	memcpy(t->ranges + lo, pieces, n * sizeof(*pieces));
	t->nranges = t->nranges - (hi - lo) + n;
	free(pieces);
	return 0;

no_memory:
	free(pieces);
	return error_set(e, PHYSMON_E_SYSTEM, ENOMEM, "out of memory while protecting %08" PRIx64 "-%08" PRIx64, first,
			 last);
}

const struct physmon_range *physmon_protected(const struct physmon_target *t, size_t i)
{
	return i < t->nranges ? &t->ranges[i] : NULL;
}

void physmon_allow(struct physmon_target *t, unsigned mask)
{
	t->allowed |= mask & PROTECT_ALL;
}

unsigned physmon_allowed(const struct physmon_target *t)
{
	return t->allowed;
}
