/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Searching in units against the slowest way to do it, over every place, length and width. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <physmon.h>

#include "search.h"
#include "unit.h"

#define UNITS 300

struct selection {
	uint64_t room[UNITS];
	uint8_t states[UNITS];
};

static void clear(struct selection *p)
{
	memset(p->room, 0, sizeof(p->room));
	memset(p->states, PHYSMON_DONE, sizeof(p->states));
}

static void put(struct selection *p, unsigned width, size_t i, uint64_t v)
{
	unit_put((char *)p->room + i * width, width, v);
}

static size_t slowly(const struct search *q, const struct selection *p, size_t from, size_t n)
{
	const char *units = (const char *)p->room, *pattern = q->pattern;
	size_t i, k;

	for (i = from; i + q->nunits <= n; i++) {
		for (k = 0; k < q->nunits; k++)
			if (p->states[i + k] != PHYSMON_DONE ||
			    (unit_get(units + (i + k) * q->width, q->width) & q->mask) !=
				    (unit_get(pattern + k * q->width, q->width) & q->mask))
				break;
		if (k == q->nunits)
			return i;
	}
	return SEARCH_NONE;
}

static void a_value_is_found_wherever_it_stands(void **state)
{
	struct selection p;
	unsigned width;
	size_t at, n;

	for (width = 1; width <= 8; width *= 2) {
		uint64_t value = UINT64_C(0x8877665544332211), packed;
		struct search q = { .width = width, .mask = UINT64_MAX, .nunits = 1, .pattern = &packed };

		unit_put(&packed, width, value);
		for (at = 0; at < 150; at++) {
			clear(&p);
			put(&p, width, at, value);
			for (n = 0; n < 150; n += 1 + at % 3) {
				assert_int_equal(search_next(&q, p.room, p.states, 0, n), at < n ? at : SEARCH_NONE);
				assert_int_equal(search_next(&q, p.room, p.states, at + 1, n < at + 1 ? at + 1 : n),
						 SEARCH_NONE);
			}
		}
	}
}

static void a_difference_in_any_one_bit_is_seen_unless_it_is_masked(void **state)
{
	struct selection p;
	unsigned width, bit;

	for (width = 1; width <= 8; width *= 2)
		for (bit = 0; bit < 8 * width; bit++) {
			uint64_t packed;
			struct search q = { .width = width, .mask = UINT64_MAX, .nunits = 1, .pattern = &packed };

			unit_put(&packed, width, UINT64_MAX);
			clear(&p);
			put(&p, width, 77, ~(UINT64_C(1) << bit));
			assert_int_equal(search_next(&q, p.room, p.states, 0, 100), SEARCH_NONE);
			q.mask = ~(UINT64_C(1) << bit);
			assert_int_equal(search_next(&q, p.room, p.states, 0, 100), 77);
		}
}

static void patterns_of_units_are_found_as_the_slow_way_finds_them(void **state)
{
	struct selection p;
	uint64_t pattern[4];
	unsigned width, seed = 1, round;
	size_t i, from;

	for (round = 0; round < 400; round++) {
		struct search q = { .pattern = pattern };

		width = q.width = 1u << round % 4;
		q.mask = round % 3 ? UINT64_MAX : 1;
		q.nunits = 1 + round % 4;
		clear(&p);
		for (i = 0; i < UNITS; i++) {
			seed = seed * 1103515245 + 12345;
			put(&p, width, i, seed >> 16 & 3);
			p.states[i] = seed >> 20 & 15 ? PHYSMON_DONE : PHYSMON_FAULT;
		}
		for (i = 0; i < q.nunits; i++) {
			seed = seed * 1103515245 + 12345;
			unit_put((char *)pattern + i * width, width, seed >> 16 & 3);
		}
		for (from = 0; from < UNITS; from += 7)
			assert_int_equal(search_next(&q, p.room, p.states, from, UNITS), slowly(&q, &p, from, UNITS));
	}
}

static void what_was_not_read_matches_nothing(void **state)
{
	static const uint8_t other[] = { PHYSMON_PENDING, PHYSMON_FAULT, PHYSMON_LEFT_OUT, PHYSMON_UNKNOWN };
	struct selection p;
	const uint64_t zero = 0;
	const struct search q = { .width = 4, .mask = UINT64_MAX, .nunits = 2, .pattern = (uint64_t[]){ zero } };
	size_t i;

	for (i = 0; i < sizeof(other); i++) {
		clear(&p);
		p.states[0] = p.states[2] = p.states[4] = other[i];
		assert_int_equal(search_next(&q, p.room, p.states, 0, 6), SEARCH_NONE);
		assert_int_equal(search_next(&q, p.room, p.states, 0, 7), 5);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_value_is_found_wherever_it_stands),
		cmocka_unit_test(a_difference_in_any_one_bit_is_seen_unless_it_is_masked),
		cmocka_unit_test(patterns_of_units_are_found_as_the_slow_way_finds_them),
		cmocka_unit_test(what_was_not_read_matches_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
