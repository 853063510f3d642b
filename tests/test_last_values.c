/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of the room seen: what was read last is told, for each address and width, in whatever order they come. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "last_values.h"

static void the_last_value_is_told(void **state)
{
	struct last_values s = { 0 };
	uint64_t before = 99;

	assert_false(last_values_swap(&s, 0x10, 4, 1, &before));
	assert_int_equal(before, 99);
	assert_true(last_values_swap(&s, 0x10, 4, 2, &before));
	assert_int_equal(before, 1);
	assert_true(last_values_swap(&s, 0x10, 4, 2, &before));
	assert_int_equal(before, 2);
	assert_false(last_values_swap(&s, 0x10, 1, 3, &before)); /* another register */
	assert_false(last_values_swap(&s, 0x14, 4, 4, &before));
	assert_true(last_values_swap(&s, 0x10, 1, 3, &before));
	assert_int_equal(before, 3);
	last_values_clear(&s);
	assert_false(last_values_swap(&s, 0x10, 4, 1, &before));
	last_values_clear(&s);
}

static void many_in_any_order(void **state)
{
	struct last_values s = { 0 };
	uint64_t addr, before;
	unsigned i;

	for (i = 0; i < 1000; i++) {
		addr = (uint64_t)(i * 617 % 1000) << 40;
		assert_false(last_values_swap(&s, addr, 1u << i % 4, addr ^ i, &before));
	}
	assert_int_equal(s.n, 1000);
	for (i = 1; i < s.n; i++)
		assert_true(s.v[i - 1].addr < s.v[i].addr);
	for (i = 0; i < 1000; i++) {
		addr = (uint64_t)(i * 617 % 1000) << 40;
		assert_true(last_values_swap(&s, addr, 1u << i % 4, 0, &before));
		assert_true(before == (addr ^ i));
	}
	last_values_clear(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_last_value_is_told),
		cmocka_unit_test(many_in_any_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
