/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Value change dumps: each variable has an identifier of its own, values are exact, and names can't break the text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "out.h"
#include "vcd.h"

static char text[65536];
static struct out out;

static void begin(void)
{
	out_init(&out, -1, text, sizeof(text));
}

static const char *said(void)
{
	text[out.len] = '\0';
	out.len = 0;
	return text;
}

static void values_have_no_leading_zeros_and_all_bits(void **state)
{
	begin();
	vcd_value(&out, 0, 1, 0, true);
	vcd_value(&out, 1, 1, 1, true);
	vcd_value(&out, 2, 1, 0, false);
	vcd_value(&out, 93, 8, 0, true);
	vcd_value(&out, 0, 8, 5, true);
	vcd_value(&out, 0, 32, 0x80000001, true);
	vcd_value(&out, 0, 64, UINT64_MAX, true);
	vcd_value(&out, 0, 3, 7, false);
	assert_string_equal(said(), "0!\n1\"\nx#\nb0 ~\nb101 !\nb10000000000000000000000000000001 !\n"
				    "b1111111111111111111111111111111111111111111111111111111111111111 !\nbx !\n");
}

static void no_two_identifiers_are_equal(void **state)
{
	static char ids[20000][8];
	size_t i;

	for (i = 0; i < 20000; i++) {
		begin();
		vcd_value(&out, i, 1, 1, true);
		said();
		assert_true(strlen(text) < 7);
		strcpy(ids[i], text);
	}
	qsort(ids, 20000, sizeof(ids[0]), (int (*)(const void *, const void *))strcmp);
	for (i = 1; i < 20000; i++)
		assert_string_not_equal(ids[i], ids[i - 1]);
}

static void dots_are_scopes(void **state)
{
	begin();
	vcd_variable(&out, 0, "4c000010", NULL, 32, false);
	vcd_variable(&out, 1, "UART.BUF[2]", NULL, 8, false);
	vcd_variable(&out, 2, "UART.LCR", "DLAB", 1, false);
	assert_string_equal(said(), "$var wire 32 ! 4c000010 [31:0] $end\n"
				    "$scope module UART $end\n$var wire 8 \" BUF_2 [7:0] $end\n$upscope $end\n"
				    "$scope module UART $end\n$scope module LCR $end\n$var wire 1 # DLAB $end\n"
				    "$upscope $end\n$upscope $end\n");
}

static void bits_are_variables_where_they_are_split(void **state)
{
	begin();
	vcd_variable(&out, 5, "A", NULL, 2, true);
	vcd_variable(&out, 7, "B", NULL, 1, true);
	assert_string_equal(said(), "$var wire 1 & A_0 $end\n$var wire 1 ' A_1 $end\n$var wire 1 ( B $end\n");
}

static void nothing_that_is_quoted_ends_it(void **state)
{
	begin();
	vcd_begin(&out, "", "file:$end\n$var", true);
	assert_null(strstr(said(), "$end\n$var"));
	vcd_variable(&out, 0, "a b$end\n", NULL, 1, false);
	assert_string_equal(said(), "$var wire 1 ! a_b_end_ $end\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_have_no_leading_zeros_and_all_bits),
		cmocka_unit_test(no_two_identifiers_are_equal),
		cmocka_unit_test(dots_are_scopes),
		cmocka_unit_test(bits_are_variables_where_they_are_split),
		cmocka_unit_test(nothing_that_is_quoted_ends_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
