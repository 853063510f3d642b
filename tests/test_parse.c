/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of the room parse: numbers, times, widths, names and quoted text, right and wrong. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "parse.h"

static int number(const char *s, uint64_t *v)
{
	return parse_number(s, s + strlen(s), v);
}

static void numbers_are_read_to_the_last_character(void **state)
{
	static const struct {
		const char *text;
		uint64_t value;
	} good[] = {
		{ "0", 0 },
		{ "10", 0x10 },
		{ "10u", 0x10 },
		{ "0xfFULL", 0xff },
		{ "0t10llu", 10 },
		{ "64kLU", 65536 },
		{ "dead", 0xdead },
		{ "DeAd", 0xdead },
		{ "0x4c", 0x4c },
		{ "0XFF", 0xff },
		{ "0t25", 25 },
		{ "0y1010", 10 },
		{ "64k", 65536 },
		{ "0x10k", 0x4000 },
		{ "1M", 1 << 20 },
		{ "2G", 2ull << 30 },
		{ "1_000", 0x1000 },
		{ "0y1111_0000", 0xf0 },
		{ "0t1_000k", 1024000 },
		{ "0t18446744073709551615", UINT64_MAX },
		{ "ffffffffffffffff", UINT64_MAX },
		{ "0b", 0xb },
		{ "0d0", 0xd0 },
		{ "16777215G", 16777215ull << 30 },
	};
	uint64_t v;
	size_t i;

	for (i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		v = 99;
		assert_int_equal(number(good[i].text, &v), 0);
		assert_int_equal(v, good[i].value);
	}
}

static void rubbish_is_no_number(void **state)
{
	static const char *const bad[] = { "",	   "0x",  "0t", "0y",  "zz",  "1g",  "--1", "-1",    "+1",
					   "0y2",  "0ta", "ck", "k",   "0xk", "1kk", "1_",  "_1",    "1__0",
					   "0x_1", "1 ",  " 1", "1.0", "1m",  "1K",  "12h", "0x0x1", "\xff" };
	uint64_t v = 99;
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(number(bad[i], &v), -EINVAL);
	assert_int_equal(v, 99);
}

static void more_than_64_bits_are_refused(void **state)
{
	static const char *const big[] = { "10000000000000000", "0t18446744073709551616", "17179869184G",
					   "8000000000000000000k",
					   "0y10000000000000000000000000000000000000000000000000000000000000000" };
	struct physmon_error e;
	uint64_t v;
	size_t i;

	for (i = 0; i < sizeof(big) / sizeof(big[0]); i++)
		assert_int_equal(number(big[i], &v), -ERANGE);
	assert_int_equal(parse_number_error(big[0], big[0] + strlen(big[0]), -ERANGE, &e), -ERANGE);
	assert_string_equal(e.text, "10000000000000000 has more than 64 bits");
}

static void times_have_units(void **state)
{
	static const struct {
		const char *text;
		int r;
		uint64_t us;
		uint16_t over;
	} rows[] = {
		{ "500", 0, 500000, 0 },
		{ "500ms", 0, 500000, 0 },
		{ "2s", 0, 2000000, 0 },
		{ "10us", 0, 10, 0 },
		{ "0ns", 0, 0, 0 },
		{ "1000ns", 0, 1, 0 },
		{ "1001ns", 0, 2, 999 },
		{ "18446744073709551615ns", 0, 18446744073709552, 385 },
		{ "0", 0, 0, 0 },
		{ "", -EINVAL, 0, 0 },
		{ "s", -EINVAL, 0, 0 },
		{ "ms", -EINVAL, 0, 0 },
		{ "ns", -EINVAL, 0, 0 },
		{ "1m", -EINVAL, 0, 0 },
		{ "0x10", -EINVAL, 0, 0 },
		{ "1.5s", -EINVAL, 0, 0 },
		{ "-1", -EINVAL, 0, 0 },
		{ "9223372036854775807s", -ERANGE, 0, 0 },
		{ "99999999999999999999", -ERANGE, 0, 0 },
	};
	uint64_t us;
	uint16_t over;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		us = over = 0;
		assert_int_equal(parse_time_us(rows[i].text, rows[i].text + strlen(rows[i].text), &us, &over),
				 rows[i].r);
		assert_int_equal(us, rows[i].us);
		assert_int_equal(over, rows[i].over);
	}
}

static void widths_are_letters_or_bits(void **state)
{
	static const struct {
		const char *text;
		unsigned width;
	} rows[] = { { "b", 1 },   { "w", 2 },	{ "d", 4 },  { "q", 8 }, { "8", 1 }, { "16", 2 },
		     { "32", 4 },  { "64", 8 }, { "", 0 },   { "B", 0 }, { "l", 0 }, { "1", 0 },
		     { "128", 0 }, { "4", 0 },	{ "bb", 0 }, { "61", 0 } };
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(parse_width(rows[i].text, rows[i].text + strlen(rows[i].text)), rows[i].width);
	for (i = 0; i < 4; i++)
		assert_int_equal(parse_width_letter(rows[i].width), rows[i].text[0]);
}

static void names_end_where_a_range_begins(void **state)
{
	static const struct {
		const char *text;
		size_t span;
	} rows[] = { { "UART0.LCR", 9 }, { "UART..10", 4 }, { "A.B[3].C+1", 8 }, { "_x", 2 }, { "a.1", 1 },
		     { "a[", 1 },	 { "a[x]", 1 },	    { "a[]", 1 },	 { "1a", 0 }, { ".a", 0 },
		     { "", 0 },		 { "a.b.", 3 },	    { "R[7:4]", 1 } };
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(parse_name_span(rows[i].text, rows[i].text + strlen(rows[i].text)), rows[i].span);
}

static void quoted_text_has_four_escapes(void **state)
{
	const char *s = "\"a\\\"b\\\\c\\n\\x41;#\" rest", *end = s + strlen(s), *p = s;
	struct physmon_error e;
	char out[64];
	size_t n;

	assert_int_equal(parse_text(&p, end, out, &n, &e), 0);
	assert_int_equal(n, 9);
	assert_memory_equal(out, "a\"b\\c\nA;#", 9);
	assert_string_equal(p, " rest");
}

static void wrong_escapes_are_pointed_at(void **state)
{
	static const struct {
		const char *text;
		size_t at;
	} rows[] = { { "\"ab\\q\"", 3 }, { "\"\\x4\"", 1 },   { "\"\\xg0\"", 1 },
		     { "\"open", 0 },	 { "\"open\\\"", 0 }, { "\"a\\", 2 } };
	struct physmon_error e;
	char out[64];
	size_t i, n;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *p = rows[i].text;

		assert_int_equal(parse_text(&p, p + strlen(p), out, &n, &e), -EINVAL);
		assert_ptr_equal(p, rows[i].text + rows[i].at);
		assert_true(strlen(e.text) > 20);
	}
}

static void words_end_at_blanks_and_semicolons_outside_quotes(void **state)
{
	const char *s = "file:\"a b;c\\\"\"d;x";

	assert_string_equal(parse_word_end(s, s + strlen(s)), ";x");
	s = "one\ttwo";
	assert_string_equal(parse_word_end(s, s + strlen(s)), "\ttwo");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_read_to_the_last_character),
		cmocka_unit_test(rubbish_is_no_number),
		cmocka_unit_test(more_than_64_bits_are_refused),
		cmocka_unit_test(times_have_units),
		cmocka_unit_test(widths_are_letters_or_bits),
		cmocka_unit_test(names_end_where_a_range_begins),
		cmocka_unit_test(quoted_text_has_four_escapes),
		cmocka_unit_test(wrong_escapes_are_pointed_at),
		cmocka_unit_test(words_end_at_blanks_and_semicolons_outside_quotes),
	};

	return cmocka_run_group_tests_name("parse", tests, NULL, NULL);
}
