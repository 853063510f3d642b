/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz_protect: protected ranges against a bitmap. The input is a list of ranges to add and transfers to look up, all
 * within 256 addresses that stand at 0, in the middle, or at the end of the address space, where sums wrap.
 */
#include <string.h>

#include "backend.h"
#include "fuzz.h"
#include "protect.h"

#define SPACE 256

struct model {
	uint64_t origin;
	uint8_t what[SPACE];
};

static void check_array(const struct physmon_target *t, const struct model *m)
{
	const struct physmon_range *r, *before = NULL;
	uint8_t seen[SPACE] = { 0 };
	size_t i;
	uint64_t a;

	for (i = 0; (r = physmon_protected(t, i)); before = r, i++) {
		FUZZ_HOLDS(r->first <= r->last && r->what, "range %zu is none", i);
		FUZZ_HOLDS(!before || before->last < r->first, "ranges %zu and before overlap", i);
		FUZZ_HOLDS(!before || before->last + 1 != r->first || before->what != r->what,
			   "ranges %zu and before are one", i);
		FUZZ_HOLDS(r->first - m->origin < SPACE && r->last - m->origin < SPACE, "range %zu is out of bounds",
			   i);
		for (a = r->first - m->origin; a <= r->last - m->origin; a++)
			seen[a] = (uint8_t)r->what;
	}
	FUZZ_HOLDS(!memcmp(seen, m->what, SPACE), "the ranges aren't those that were added");
}

static bool hits(const struct model *m, const struct physmon_xfer *x, size_t unit, unsigned mask)
{
	unsigned i;

	for (i = 0; i < x->width; i++)
		if (m->what[x->addr + unit * x->step + i - m->origin] & mask)
			return true;
	return false;
}

static void look_up(const struct physmon_target *t, const struct model *m, struct fuzz_bytes *b)
{
	struct physmon_xfer x = { .dir = PHYSMON_READ };
	struct protect_hit hit = { 0 };
	uint64_t off, room;
	unsigned mask;
	size_t from, found, i;

	x.width = 1u << fuzz_take(b, 1) % 4;
	x.step = fuzz_take(b, 1) % 12 * x.width;
	off = fuzz_take(b, 1) / x.width * x.width;
	x.addr = m->origin + off;
	room = x.step ? (SPACE - x.width - off) / x.step + 1 : 40;
	x.nunits = 1 + fuzz_take(b, 1) % room;
	from = fuzz_take(b, 1) % x.nunits;
	mask = fuzz_take(b, 1) & 15;
	found = protect_find(t, &x, from, mask, &hit);
	for (i = from; i < x.nunits && !hits(m, &x, i, mask); i++)
		;
	FUZZ_HOLDS(found == i, "unit %zu of %zu hits, found was %zu", i, x.nunits, found);
	if (found == x.nunits)
		return;
	FUZZ_HOLDS(hit.range && hit.range->what & mask && hit.end > found && hit.end <= x.nunits, "the hit is none");
	for (i = found; i < hit.end; i++)
		FUZZ_HOLDS(hits(m, &x, i, mask), "unit %zu of a hit up to %zu is free", i, hit.end);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const uint64_t origins[] = { 0, 0 - (uint64_t)SPACE, 0x7fffffffffffff80, 0xffffff80, 0x80000000 };
	struct fuzz_bytes b = { data, data + size };
	struct physmon_target t = { 0 };
	struct model m = { .origin = origins[fuzz_take(&b, 1) % 5] };
	struct physmon_error e;
	uint64_t first, last, i;
	unsigned what;
	int r;

	while (b.p < b.end) {
		what = (unsigned)fuzz_take(&b, 1);
		if (what & 0x80) {
			look_up(&t, &m, &b);
			continue;
		}
		what &= 31; /* 16 is no kind */
		first = fuzz_take(&b, 1);
		last = fuzz_take(&b, 1);
		r = physmon_protect(&t, m.origin + first, m.origin + last, what, &e);
		FUZZ_HOLDS(!r == (first <= last && what && what < 16), "physmon_protect says %d", r);
		for (i = first; !r && i <= last; i++)
			m.what[i] |= (uint8_t)what;
		check_array(&t, &m);
	}
	physmon_allow(&t, (unsigned)size);
	FUZZ_HOLDS(physmon_allowed(&t) == (size & 7), "allowed is %x", physmon_allowed(&t));
	free(t.ranges);
	return 0;
}
