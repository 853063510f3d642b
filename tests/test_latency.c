/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The classes that durations are counted in: exact below 64, within 1.6 % above, and nothing is lost at either end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "latency.h"

static struct latency *fresh(void)
{
	struct latency *l = calloc(1, sizeof(*l));

	assert_non_null(l);
	return l;
}

static void one_of_each_size_is_its_own_median_to_1_6_percent(void **state)
{
	struct latency *l;
	unsigned bits;
	uint64_t v, part;
	int k;

	for (bits = 0; bits < 64; bits++) {
		for (k = -1; k <= 1; k++) {
			v = ((uint64_t)1 << bits) + (uint64_t)k;
			l = fresh();
			latency_add(l, v);
			latency_add(l, UINT64_MAX); /* so that the median isn't cut to the most */
			part = latency_part(l, 500);
			assert_true(part >= v);
			assert_true(part - v <= v / 63);
			assert_true(latency_part(l, 1000) == UINT64_MAX);
			assert_true(l->least == v && l->most == UINT64_MAX && l->n == 2);
			free(l);
		}
	}
}

static void parts_are_ranks(void **state)
{
	struct latency *l = fresh();
	uint64_t i;

	for (i = 1; i <= 50; i++)
		latency_add(l, i);
	assert_int_equal(latency_part(l, 500), 25);
	assert_int_equal(latency_part(l, 990), 50);
	assert_int_equal(latency_part(l, 980), 49);
	assert_int_equal(latency_part(l, 1), 1);
	assert_int_equal(latency_part(l, 0), 1);
	for (i = 0; i < 10000; i++)
		latency_add(l, 7);
	assert_int_equal(latency_part(l, 500), 7);
	assert_int_equal(latency_part(l, 990), 7);
	free(l);
}

static void never_outside_of_what_there_was(void **state)
{
	struct latency *l = fresh();

	latency_add(l, 1000001);
	assert_int_equal(latency_part(l, 500), 1000001);
	assert_int_equal(latency_part(l, 990), 1000001);
	free(l);
}

static void octaves_hold_all(void **state)
{
	struct latency *l = fresh();
	uint64_t v, n = 0, sum = 0;
	unsigned bits;

	for (v = 1; v; v <<= 1) {
		latency_add(l, v);
		latency_add(l, v | (v - 1));
		n += 2;
	}
	latency_add(l, 0);
	for (bits = 0; bits < 64; bits++) {
		assert_int_equal(latency_octave(l, bits), bits ? 2 : 3);
		sum += latency_octave(l, bits);
	}
	assert_int_equal(sum, n + 1);
	free(l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_of_each_size_is_its_own_median_to_1_6_percent),
		cmocka_unit_test(parts_are_ranks),
		cmocka_unit_test(never_outside_of_what_there_was),
		cmocka_unit_test(octaves_hold_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
