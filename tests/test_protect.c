/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * protect: the array stays sorted, disjoint and as short as it can be, and says for each address what was asked for it:
 * compared with a plain table of addresses, at both ends of the address space.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "protect.h"
#include "recorder.h"

#define RAM PHYSMON_PROTECT_RAM
#define PORT PHYSMON_PROTECT_PORT
#define NOREAD PHYSMON_PROTECT_NOREAD
#define ROOM 96u

static struct fake f;
static uint32_t seed;

static unsigned any(unsigned below)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % below;
}

static void add(uint64_t first, uint64_t last, unsigned what)
{
	struct physmon_error e;

	assert_int_equal(physmon_protect(&f.t, first, last, what, &e), 0);
}

static void assert_range(size_t i, uint64_t first, uint64_t last, unsigned what)
{
	const struct physmon_range *r = physmon_protected(&f.t, i);

	assert_non_null(r);
	assert_int_equal(r->first, first);
	assert_int_equal(r->last, last);
	assert_int_equal(r->what, what);
}

static int fresh(void **unused)
{
	fake_init(&f, 0);
	return 0;
}

static int done(void **unused)
{
	fake_done(&f);
	return 0;
}

static void ranges_are_sorted(void **unused)
{
	assert_null(physmon_protected(&f.t, 0));
	add(0x300, 0x3ff, RAM);
	add(0x100, 0x1ff, PORT);
	add(0x200, 0x2fe, NOREAD);
	assert_range(0, 0x100, 0x1ff, PORT);
	assert_range(1, 0x200, 0x2fe, NOREAD);
	assert_range(2, 0x300, 0x3ff, RAM);
	assert_null(physmon_protected(&f.t, 3));
}

static void overlaps_are_cut_and_neighbours_joined(void **unused)
{
	add(0x100, 0x1ff, RAM);
	add(0x180, 0x27f, NOREAD);
	assert_range(0, 0x100, 0x17f, RAM);
	assert_range(1, 0x180, 0x1ff, RAM | NOREAD);
	assert_range(2, 0x200, 0x27f, NOREAD);
	add(0x200, 0x27f, RAM);
	assert_range(1, 0x180, 0x27f, RAM | NOREAD);
	assert_null(physmon_protected(&f.t, 2));
	add(0, UINT64_MAX, PORT);
	assert_range(0, 0, 0xff, PORT);
	assert_range(1, 0x100, 0x17f, RAM | PORT);
	assert_range(2, 0x180, 0x27f, RAM | NOREAD | PORT);
	assert_range(3, 0x280, UINT64_MAX, PORT);
	add(0, UINT64_MAX, RAM | NOREAD);
	assert_range(0, 0, UINT64_MAX, RAM | NOREAD | PORT);
	assert_null(physmon_protected(&f.t, 1));
}

static void nonsense_is_refused(void **unused)
{
	struct physmon_error e;

	assert_int_equal(physmon_protect(&f.t, 0x4c000001, 0x4c000000, RAM, &e), -EINVAL);
	assert_string_equal(e.text, "a protected range can't end at 4c000000, before its start at 4c000001");
	assert_int_equal(physmon_protect(&f.t, 0, 1, 0, &e), -EINVAL);
	assert_int_equal(physmon_protect(&f.t, 0, 1, 16, &e), -EINVAL);
	assert_int_equal(physmon_protect(&f.t, 0, 1, 16, NULL), -EINVAL);
	assert_null(physmon_protected(&f.t, 0));
}

static void allowing_adds_up(void **unused)
{
	assert_int_equal(physmon_allowed(&f.t), 0);
	physmon_allow(&f.t, RAM);
	physmon_allow(&f.t, NOREAD | 0x100);
	assert_int_equal(physmon_allowed(&f.t), RAM | NOREAD);
}

/* Compare the array with what[], which stands for the addresses from @base on. */
static void assert_same(uint64_t base, const unsigned *what)
{
	const struct physmon_range *r, *last = NULL;
	unsigned found[ROOM] = { 0 };
	uint64_t a;
	size_t i;

	for (i = 0; (r = physmon_protected(&f.t, i)); last = r, i++) {
		assert_true(r->first <= r->last && r->what);
		assert_true(r->first >= base && r->last - base < ROOM);
		assert_true(!last || last->last < r->first);
		assert_false(last && last->last + 1 == r->first && last->what == r->what);
		for (a = r->first - base; a <= r->last - base; a++)
			found[a] = r->what;
	}
	assert_memory_equal(found, what, sizeof(found));
}

/* protect_find() against a walk over each byte of each unit. */
static void assert_finds(uint64_t base, const unsigned *what)
{
	static const unsigned widths[] = { 1, 2, 4, 8 };
	const unsigned width = widths[any(4)], step = width * any(4);
	unsigned start = any(ROOM) / width * width, mask = 1 + any(7), nunits, from, unit, i, end;
	struct protect_hit hit = { NULL, 0 };
	struct physmon_xfer x = { .width = width, .step = step, .addr = base + start };
	size_t got;

	nunits = 1 + (step ? any((ROOM - width - start) / step + 1) : any(5));
	from = any(nunits);
	x.nunits = nunits;
	for (unit = from; unit < nunits; unit++) {
		for (i = 0; i < width && !(what[start + unit * step + i] & mask); i++)
			continue;
		if (i < width)
			break;
	}
	got = protect_find(&f.t, &x, from, mask, &hit);
	assert_int_equal(got, unit);
	if (unit == nunits)
		return;
	assert_true(hit.range->what & mask);
	for (end = unit; end < nunits; end++) {
		const uint64_t a = x.addr + end * step;

		if (a > hit.range->last || a + width - 1 < hit.range->first)
			break;
	}
	assert_int_equal(hit.end, end);
	assert_true(end > unit);
}

static void any_ranges_agree_with_a_table(void **unused)
{
	static const uint64_t bases[] = { 0, 0x4c000000, UINT64_MAX - (ROOM - 1) };
	unsigned what[ROOM], round, n, i, first, last, add_what;
	size_t b;

	for (round = 0; round < 300; round++) {
		b = round % 3;
		seed = round;
		fake_init(&f, 0);
		memset(what, 0, sizeof(what));
		for (n = 0; n < 12; n++) {
			first = any(ROOM);
			last = first + any(n % 3 ? 6 : ROOM);
			last = last < ROOM ? last : ROOM - 1;
			add_what = 1 + any(7);
			add(bases[b] + first, bases[b] + last, add_what);
			for (i = first; i <= last; i++)
				what[i] |= add_what;
			assert_same(bases[b], what);
			for (i = 0; i < 20; i++)
				assert_finds(bases[b], what);
		}
		fake_done(&f);
	}
	fake_init(&f, 0);
}

static void thousands_of_registers(void **unused)
{
	size_t i;

	for (i = 0; i < 5000; i++)
		add(0x40000000 + 8 * (i * 2477 % 5000), 0x40000000 + 8 * (i * 2477 % 5000) + 3, NOREAD);
	for (i = 0; i < 5000; i++)
		assert_range(i, 0x40000000 + 8 * i, 0x40000003 + 8 * i, NOREAD);
	assert_null(physmon_protected(&f.t, 5000));
	add(0x40000000, 0x4fffffff, NOREAD);
	assert_range(0, 0x40000000, 0x4fffffff, NOREAD);
	assert_null(physmon_protected(&f.t, 1));
}

#define T(name) cmocka_unit_test_setup_teardown(name, fresh, done)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(ranges_are_sorted), T(overlaps_are_cut_and_neighbours_joined), T(nonsense_is_refused),
		T(allowing_adds_up),  T(any_ranges_agree_with_a_table),		 T(thousands_of_registers),
	};

	return cmocka_run_group_tests_name("protect", tests, NULL, NULL);
}
