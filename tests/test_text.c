/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of the room text: the same characters and length as the C library's snprintf, whatever the room. */
#include <inttypes.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "text.h"

/* Both formatters, in every size of room up to more than enough. */
#define SAME(...) \
	do { \
		char a[128], b[128]; \
		for (size_t size = 0; size <= sizeof(a); size++) { \
			memset(a, 'x', sizeof(a)); \
			memset(b, 'x', sizeof(b)); \
			assert_int_equal(text_print(a, size, __VA_ARGS__), snprintf(b, size, __VA_ARGS__)); \
			assert_memory_equal(a, b, sizeof(a)); \
		} \
	} while (0)

static void text_and_characters(void **state)
{
	SAME("nothing to replace");
	SAME("%s and %s", "one", "two");
	SAME("%.*s|%.3s|%.9s", 2, "abcdef", "abcdef", "abc");
	SAME("%-9s|%9s|%-*s|%*s", "ab", "cd", 5, "ef", 4, "gh");
	SAME("%-19s %s", "a name", "");
	SAME("%c%c%3c", 'a', 'b', 'c');
	SAME("100%%");
}

static void numbers(void **state)
{
	SAME("%u %u %u", 0u, 7u, UINT_MAX);
	SAME("%d %d %d", 0, -1, INT_MIN);
	SAME("%ld %lld", LONG_MIN, LLONG_MIN);
	SAME("%lu %llu %zu", ULONG_MAX, ULLONG_MAX, SIZE_MAX);
	SAME("%x %X %llx", 0xbeefu, 0xbeefu, 0x123456789abcdefull);
	SAME("%08x|%8x|%-8x|%02x", 0xabcu, 0xabcu, 0xabcu, 5u);
	SAME("%0*llX", 8, 0xabcull);
	SAME("%04o", 0644u);
	SAME("%08" PRIx64 "-%016" PRIx64 " %" PRIu64, UINT64_C(0x4c000000), UINT64_MAX, UINT64_MAX);
}

static void a_field_wider_than_the_room_is_cut(void **state)
{
	SAME("%100s|", "x");
	SAME("%-100s|", "x");
	SAME("%0100x|", 1u);
}

static void what_others_wrote_becomes_fit_to_be_shown(void **state)
{
	char text[] = "a\x1b[2J~ \x7f\xc3\0z\nb";

	text_tame(text, text + sizeof(text) - 2);
	assert_memory_equal(text, "a?[2J~ ???z?b", sizeof(text));
	text_tame(text, text);
	assert_int_equal(text[0], 'a');
}

static void columns_of_a_terminal(void **state)
{
	static const struct {
		const char *text;
		size_t columns;
	} rows[] = {
		{ "", 0 },	 { "abc", 3 },		{ "\u00e4\u00f6", 2 },	{ "e\u0301", 1 },
		{ "\u3042", 2 }, { "\u65e5\u672c", 4 }, { "\uac00x\uff21", 5 }, { "\U0001f600", 2 },
		{ "\uff71", 1 }, { "\xff\x80", 1 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(text_columns(rows[i].text, strlen(rows[i].text)), rows[i].columns);
}

static void distances_of_slips(void **state)
{
	static const struct {
		const char *a, *b;
		unsigned distance;
	} rows[] = {
		{ "fill", "fill", 0 }, { "FILL", "fill", 0 },  { "fil", "fill", 1 },   { "filll", "fill", 1 },
		{ "fxll", "fill", 1 }, { "flil", "fill", 1 },  { "fiLX", "fill", 1 },  { "ifl", "fill", 2 },
		{ "lilf", "fill", 2 }, { "fixxl", "fill", 2 }, { "", "f", 1 },	       { "a", "", 1 },
		{ "aab", "ab", 1 },    { "aaaab", "aab", 2 },  { "xfill", "fill", 1 },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(text_distance(rows[i].a, strlen(rows[i].a), rows[i].b, strlen(rows[i].b)),
				 rows[i].distance);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_and_characters),
		cmocka_unit_test(numbers),
		cmocka_unit_test(a_field_wider_than_the_room_is_cut),
		cmocka_unit_test(what_others_wrote_becomes_fit_to_be_shown),
		cmocka_unit_test(columns_of_a_terminal),
		cmocka_unit_test(distances_of_slips),
	};

	return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
