/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * memtest: the tests. Data and address lines are tested as in M. Barr, "Software-Based Memory Testing", Embedded
 * Systems Programming, July 2000, the bus being driven the other way between a write and its read; then moving
 * inversions.
 */
#include <errno.h>
#include <string.h>

#include "interrupt.h"
#include "memtest.h"
#include "session.h"
#include "single.h"
#include "text.h"
#include "unit.h"

/* So many units are tested between two looks at SIGINT and the clock. */
#define OFTEN 1024

/* Units of a block, for memory that is mapped. */
#define BLOCK 512

struct run {
	struct session *s;
	const struct range *b;
	struct memtest *m;
	struct physmon_error *e;
	struct progress progress;
};

static uint64_t all_bits(const struct run *r)
{
	return unit_mask(r->b->width);
}

static uint64_t addr_of(const struct run *r, uint64_t i)
{
	return r->b->addr + i * r->b->width;
}

/* Unit @i. */
static struct single unit_of(const struct run *r, uint64_t i)
{
	return (struct single){ .addr = addr_of(r, i), .width = r->b->width };
}

/* An access was made, which returned @err. */
static int made(struct run *r, int err)
{
	if (++r->m->made % OFTEN)
		return err;
	progress_at(&r->progress, r->m->made * r->b->width);
	return !err && interrupt_pending() ? -EINTR : err;
}

static int put(struct run *r, uint64_t i, uint64_t v)
{
	struct single u = unit_of(r, i);

	u.value = v;
	return made(r, single_write(r->s->target, &u, r->e));
}

/* Unit @i must hold @v; *@got: what it holds (@v, where a dry run reads nothing). */
static int look(struct run *r, uint64_t i, uint64_t v, uint64_t *got)
{
	struct single u = unit_of(r, i);
	int err = made(r, single_read(r->s->target, &u, r->e));

	*got = u.state == PHYSMON_DONE ? u.value : v;
	return err;
}

static void note_wrong(struct run *r, uint64_t i, uint64_t wrote, uint64_t read)
{
	struct memtest *m = r->m;

	if (!m->nwrong++)
		m->first = addr_of(r, i);
	m->high |= read & ~wrote;
	m->low |= wrote & ~read;
	if (m->wrong)
		m->wrong(m->ctx, addr_of(r, i), wrote, read);
}

static int check(struct run *r, uint64_t i, uint64_t v)
{
	uint64_t got = v;
	int err;

	v &= all_bits(r);
	err = look(r, i, v, &got);
	if (!err && got != v)
		note_wrong(r, i, v, got);
	return err;
}

/* --- data lines: a one, then a zero, walks through the first unit -------------------------------------------- */

static int data_lines(struct run *r)
{
	const uint64_t other = r->b->nunits - 1;
	uint64_t v;
	int err = 0;

	for (unsigned bit = 0; bit < 8 * r->b->width; bit++)
		for (unsigned inverted = 0; !err && inverted < 2; inverted++) {
			v = UINT64_C(1) << bit;
			v = inverted ? ~v : v;
			err = put(r, 0, v);
			if (!err && other)
				err = put(r, other, ~v);
			if (!err)
				err = check(r, 0, v);
		}
	return err;
}

/* --- address lines: each unit that is a power of two away ---------------------------------------------------- */

#define LINE_PATTERN UINT64_C(0x5555555555555555)

/* Unit 0, 1, 2, 4 ... of the block; its number of units past the last. */
static uint64_t line_unit(const struct run *r, unsigned k)
{
	const uint64_t i = k ? UINT64_C(1) << (k - 1) : 0;

	return k < 65 && i < r->b->nunits ? i : r->b->nunits;
}

static void note_pair(struct run *r, uint64_t written, uint64_t changed)
{
	struct memtest *m = r->m;

	if (m->npairs < MEMTEST_PAIRS) {
		m->pairs[m->npairs][0] = addr_of(r, written);
		m->pairs[m->npairs][1] = addr_of(r, changed);
	}
	m->npairs++;
}

/* Unit @at is written otherwise: no other one may change. */
static int line_alone(struct run *r, uint64_t at)
{
	const uint64_t v = LINE_PATTERN & all_bits(r);
	uint64_t i, got;
	int err;

	err = put(r, at, ~v);
	for (unsigned k = 0; !err && (i = line_unit(r, k)) < r->b->nunits; k++) {
		if (i == at)
			continue;
		err = look(r, i, v, &got);
		if (err || got == v)
			continue;
		if (got == (~v & all_bits(r)))
			note_pair(r, at, i);
		else
			note_wrong(r, i, v, got);
		err = put(r, i, v);
	}
	return err ? err : put(r, at, v);
}

static int address_lines(struct run *r)
{
	uint64_t i;
	int err = 0;

	for (unsigned k = 0; !err && (i = line_unit(r, k)) < r->b->nunits; k++)
		err = put(r, i, LINE_PATTERN);
	for (unsigned k = 0; !err && (i = line_unit(r, k)) < r->b->nunits; k++)
		err = line_alone(r, i);
	return err;
}

/* --- moving inversions: up and down, each unit is read, then inverted ---------------------------------------- */

#define ROUNDS 3
/* Accesses of each unit in a round: filled, then twice read and inverted. */
#define PASSES 5

/*
 * What unit i holds in a round is base ^ (i * factor >> 8): zeros, alternating bits, and something else in each, which
 * tells addresses apart, by 2^64 divided by the golden ratio: D. Knuth, The Art of Computer Programming, volume 3, 6.4.
 */
static const struct {
	uint64_t base, factor;
} rounds[ROUNDS] = { { 0, 0 }, { LINE_PATTERN, 0 }, { 0, UINT64_C(0x9e3779b97f4a7c15) } };

static uint64_t cell(unsigned round, uint64_t i)
{
	return rounds[round].base ^ (i * rounds[round].factor >> 8);
}

static int invert(struct run *r, uint64_t i, uint64_t v)
{
	const int err = check(r, i, v);

	return err ? err : put(r, i, ~v);
}

/* Into @cells, what units [@i, @i + @n) hold in a round; all bits of it inverted if @inverse is all ones, not if 0. */
static void make_cells(const struct run *r, unsigned round, uint64_t i, size_t n, uint64_t inverse, void *cells)
{
	const uint64_t base = rounds[round].base ^ inverse, factor = rounds[round].factor;
	uint64_t product = i * factor;

	/* one loop for each width: these values take as long as the accesses */
#define CELLS(bits) \
	for (size_t k = 0; k < n; k++, product += factor) \
	((uint##bits##_t *)cells)[k] = (uint##bits##_t)(base ^ product >> 8)
	switch (r->b->width) {
	case 1:
		CELLS(8);
		break;
	case 2:
		CELLS(16);
		break;
	case 4:
		CELLS(32);
		break;
	default:
		CELLS(64);
	}
#undef CELLS
}

/* Write @n units from @i on, or exchange them if @flags say so. *@done: units of them that were accessed. */
static int transfer(struct run *r, uint64_t i, size_t n, unsigned flags, void *units, size_t *done)
{
	struct physmon_xfer x = { .dir = PHYSMON_WRITE,
				  .width = r->b->width,
				  .flags = flags,
				  .addr = addr_of(r, i),
				  .step = r->b->width,
				  .nunits = n,
				  .buf = units };
	int err = physmon_transfer(r->s->target, &x, r->e);

	*done = err && x.done ? x.done - 1 : x.done; /* without the one that failed */
	r->m->made += *done * (flags & PHYSMON_XFER_SWAP ? 2 : 1);
	progress_at(&r->progress, r->m->made * r->b->width);
	return !err && interrupt_pending() ? -EINTR : err;
}

/* Read and invert each of @n units from @i on, then compare what was read with what must have been there. */
static int invert_block(struct run *r, unsigned round, uint64_t i, size_t n, bool down)
{
	const unsigned width = r->b->width;
	const uint64_t inverse = down ? UINT64_MAX : 0;
	uint64_t expected[BLOCK] = { 0 }, units[BLOCK];
	const unsigned char *want, *got;
	size_t done;
	int err;

	make_cells(r, round, i, n, inverse, expected);
	make_cells(r, round, i, n, ~inverse, units);
	err = transfer(r, i, n, PHYSMON_XFER_SWAP | (down ? PHYSMON_XFER_DOWN : 0), units, &done);
	if (done == n && !memcmp(expected, units, n * width))
		return err;
	for (size_t j = 0; j < done; j++) {
		const size_t k = down ? n - 1 - j : j;

		want = (unsigned char *)expected + k * width;
		got = (unsigned char *)units + k * width;
		if (memcmp(want, got, width))
			note_wrong(r, i + k, unit_get(want, width), unit_get(got, width));
	}
	return err;
}

/* The same accesses in the same order as below, with fewer fences: many times as fast. */
static int inversions_by_blocks(struct run *r, unsigned round)
{
	const uint64_t nunits = r->b->nunits;
	uint64_t units[BLOCK];
	size_t n, done;
	int err = 0;

	for (uint64_t i = 0; !err && i < nunits; i += n) {
		n = nunits - i < BLOCK ? (size_t)(nunits - i) : BLOCK;
		make_cells(r, round, i, n, 0, units);
		err = transfer(r, i, n, 0, units, &done);
	}
	for (uint64_t i = 0; !err && i < nunits; i += n) {
		n = nunits - i < BLOCK ? (size_t)(nunits - i) : BLOCK;
		err = invert_block(r, round, i, n, false);
	}
	for (uint64_t left = nunits; !err && left; left -= n) {
		n = left < BLOCK ? (size_t)left : BLOCK;
		err = invert_block(r, round, left - n, n, true);
	}
	return err;
}

static int moving_inversions(struct run *r, unsigned round)
{
	int err = 0;

	if (physmon_seeks(r->s->target))
		return inversions_by_blocks(r, round);
	for (uint64_t i = 0; !err && i < r->b->nunits; i++)
		err = put(r, i, cell(round, i));
	for (uint64_t i = 0; !err && i < r->b->nunits; i++)
		err = invert(r, i, cell(round, i));
	for (uint64_t i = r->b->nunits; !err && i--;)
		err = invert(r, i, ~cell(round, i));
	return err;
}

int memtest_run(struct session *s, const struct range *b, struct memtest *m, struct physmon_error *e)
{
	struct run r = { .s = s, .b = b, .m = m, .e = e };
	int err;

	m->total = b->nunits * ROUNDS * PASSES;
	progress_begin(&r.progress, s->emit, m->total * b->width);
	err = data_lines(&r);
	if (!err)
		err = address_lines(&r);
	for (unsigned round = 0; !err && round < ROUNDS; round++)
		err = moving_inversions(&r, round);
	progress_end(&r.progress);
	return err;
}

void memtest_bits(char *out, size_t size, uint64_t mask)
{
	unsigned last;
	size_t n = 0;

	*out = '\0';
	for (unsigned bit = 0; bit < 64 && n < size; bit = last + 1) {
		last = bit;
		if (!(mask >> bit & 1))
			continue;
		while (last < 63 && mask >> (last + 1) & 1)
			last++;
		n += text_print(out + n, size - n, last > bit ? "%s%u-%u" : "%s%u", n ? ", " : "", bit, last);
	}
}
