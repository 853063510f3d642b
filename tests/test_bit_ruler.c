/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The ruler of bits: each number stands above its bit, and it fits a terminal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "bit_ruler.h"

static void it_has_as_many_bits_as_a_width_that_holds_the_value(void **state)
{
	char out[BIT_RULER_MAX];

	bit_ruler_draw(out, 0x83);
	assert_string_equal(out, "7    3\n1000 0011");
	bit_ruler_draw(out, 0x100);
	assert_string_equal(out, "15   11   7    3\n0000 0001 0000 0000");
	bit_ruler_draw(out, 0);
	assert_string_equal(out, "7    3\n0000 0000");
}

/* Wherever one bit is set, the number above its group and its place there tell which it is. */
static void each_bit_stands_under_its_number(void **state)
{
	char out[BIT_RULER_MAX];
	const char *bits, *one;
	unsigned bit, column;

	for (bit = 0; bit < 64; bit++) {
		memset(out, 'x', sizeof(out));
		bit_ruler_draw(out, UINT64_C(1) << bit);
		bits = strchr(out, '\n') + 1;
		one = strchr(bits, '1');
		assert_non_null(one);
		assert_null(strchr(one + 1, '1'));
		column = (unsigned)(one - bits);
		assert_int_equal((unsigned)atoi(out + column / 5 * 5) - column % 5, bit);
	}
}

static void the_widest_has_79_columns_and_no_blank_at_its_end(void **state)
{
	char out[BIT_RULER_MAX];
	const char *bits;

	bit_ruler_draw(out, UINT64_MAX);
	bits = strchr(out, '\n');
	assert_true(bits - out <= 79 && bits[-1] != ' ');
	assert_int_equal(strlen(bits + 1), 79);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_has_as_many_bits_as_a_width_that_holds_the_value),
		cmocka_unit_test(each_bit_stands_under_its_number),
		cmocka_unit_test(the_widest_has_79_columns_and_no_blank_at_its_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
