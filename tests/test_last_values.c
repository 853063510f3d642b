/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of last_values: the value before is found by address and width, whatever the order; a new target has none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "last_values.h"
#include "session.h"

static const struct command *const no_commands[] = { NULL };

static int open_session(void **state)
{
	return session_new((struct session **)state, no_commands);
}

static int close_session(void **state)
{
	session_free(*state);
	return 0;
}

static void the_last_value_is_told(void **state)
{
	struct session *s = *state;
	struct physmon_error e;
	uint64_t before = 99;

	assert_false(last_values_swap(s, 0x10, 4, 1, &before));
	assert_int_equal(before, 99);
	assert_true(last_values_swap(s, 0x10, 4, 2, &before));
	assert_int_equal(before, 1);
	assert_true(last_values_swap(s, 0x10, 4, 2, &before));
	assert_int_equal(before, 2);
	assert_false(last_values_swap(s, 0x10, 1, 3, &before)); /* another register */
	assert_false(last_values_swap(s, 0x14, 4, 4, &before));
	assert_true(last_values_swap(s, 0x10, 1, 3, &before));
	assert_int_equal(before, 3);
	assert_int_equal(session_target(s, "none", &e), 0);
	assert_false(last_values_swap(s, 0x10, 4, 1, &before));
}

static void many_in_any_order(void **state)
{
	struct session *s = *state;
	uint64_t addr, before;
	unsigned i;

	for (i = 0; i < 1000; i++) {
		addr = (uint64_t)(i * 617 % 1000) << 40;
		assert_false(last_values_swap(s, addr, 1u << i % 4, addr ^ i, &before));
	}
	for (i = 0; i < 1000; i++) {
		addr = (uint64_t)(i * 617 % 1000) << 40;
		assert_true(last_values_swap(s, addr, 1u << i % 4, 0, &before));
		assert_true(before == (addr ^ i));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_last_value_is_told, open_session, close_session),
		cmocka_unit_test_setup_teardown(many_in_any_order, open_session, close_session),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
