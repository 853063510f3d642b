/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How results look, byte for byte, in each of the three formats: scripts and programs parse them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "emit.h"
#include "emit_fixture.h"

static void units_in_every_format_width_and_state(void **state)
{
	static const struct {
		unsigned width;
		enum physmon_state state;
		const char *said[3];
	} t[] = {
		{ 1,
		  PHYSMON_DONE,
		  { "4c000010 = ef\n", "{\"addr\":\"0x4c000010\",\"width\":8,\"value\":\"0xef\"}\n", "0xef\n" } },
		{ 2,
		  PHYSMON_DONE,
		  { "4c000010 = cdef\n", "{\"addr\":\"0x4c000010\",\"width\":16,\"value\":\"0xcdef\"}\n",
		    "0xcdef\n" } },
		{ 4,
		  PHYSMON_DONE,
		  { "4c000010 = 00abcdef\n", "{\"addr\":\"0x4c000010\",\"width\":32,\"value\":\"0x00abcdef\"}\n",
		    "0x00abcdef\n" } },
		{ 8,
		  PHYSMON_DONE,
		  { "4c000010 = 0123456700abcdef\n",
		    "{\"addr\":\"0x4c000010\",\"width\":64,\"value\":\"0x0123456700abcdef\"}\n",
		    "0x0123456700abcdef\n" } },
		{ 1,
		  PHYSMON_FAULT,
		  { "4c000010 = --\n", "{\"addr\":\"0x4c000010\",\"width\":8,\"value\":null,\"state\":\"fault\"}\n",
		    "--\n" } },
		{ 2,
		  PHYSMON_LEFT_OUT,
		  { "4c000010 = ~~~~\n",
		    "{\"addr\":\"0x4c000010\",\"width\":16,\"value\":null,\"state\":\"left-out\"}\n", "~~~~\n" } },
		{ 4,
		  PHYSMON_UNKNOWN,
		  { "4c000010 = ????????\n",
		    "{\"addr\":\"0x4c000010\",\"width\":32,\"value\":null,\"state\":\"unknown\"}\n", "????????\n" } },
		{ 8,
		  PHYSMON_PENDING,
		  { "4c000010 = ----------------\n",
		    "{\"addr\":\"0x4c000010\",\"width\":64,\"value\":null,\"state\":\"pending\"}\n",
		    "----------------\n" } },
	};
	struct emit_fixture *const f = *state;
	const uint64_t v = 0x0123456700abcdef;
	size_t i, k;

	for (k = 0; k < 3; k++) {
		emit_fixture_use(f, emit_fixture_formats[k]);
		for (i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
			emit_unit(f->m, 0x4c000010, 8, t[i].width,
				  t[i].width == 8 ? v : v & (((uint64_t)1 << 8 * t[i].width) - 1), t[i].state);
			emit_fixture_said(f, t[i].said[k], "");
		}
	}
}

static void long_addresses_keep_their_digits(void **state)
{
	struct emit_fixture *const f = *state;

	emit_fixture_use(f, EMIT_TEXT);
	emit_unit(f->m, 0xfffffffffffffffc, 16, 4, 1, PHYSMON_DONE);
	emit_unit(f->m, 0x10, 16, 4, 1, PHYSMON_DONE);
	emit_unit(f->m, 0x100000000, 8, 4, 1, PHYSMON_DONE);
	emit_fixture_said(f, "fffffffffffffffc = 00000001\n0000000000000010 = 00000001\n100000000 = 00000001\n", "");
	emit_fixture_use(f, EMIT_JSON);
	emit_unit(f->m, 0xfffffffffffffffc, 16, 4, 1, PHYSMON_DONE);
	emit_fixture_said(f, "{\"addr\":\"0xfffffffffffffffc\",\"width\":32,\"value\":\"0x00000001\"}\n", "");
}

static void rows_in_every_format(void **state)
{
	static const char bytes[] = "a\"\\\x01 z~\x7f\xff"
				    "0123456";
	static const uint8_t holes[16] = {
		PHYSMON_DONE, PHYSMON_FAULT, PHYSMON_LEFT_OUT, PHYSMON_UNKNOWN, PHYSMON_PENDING, PHYSMON_DONE,
	};
	const struct emit_row full = { .addr = 0x4c000000, .addr_digits = 8, .width = 1, .nunits = 16, .units = bytes };
	const struct emit_row part = {
		.addr = 0x4c000000, .addr_digits = 8, .width = 1, .nunits = 6, .units = bytes, .state = holes
	};
	const struct emit_row none = { .addr = 0x4c000000, .addr_digits = 8, .width = 1, .units = bytes };
	struct emit_fixture *const f = *state;

	emit_fixture_use(f, EMIT_TEXT);
	emit_row(f->m, &full);
	emit_row(f->m, &part);
	emit_row(f->m, &none);
	emit_fixture_said(f,
			  "4c000000: 61 22 5c 01 20 7a 7e 7f ff 30 31 32 33 34 35 36  a\"\\. z~..0123456\n"
			  "4c000000: 61 -- ~~ ?? -- 7a                                a    z\n",
			  "");
	emit_fixture_use(f, EMIT_JSON);
	emit_row(f->m, &full);
	emit_fixture_said(
		f,
		"{\"addr\":\"0x4c000000\",\"width\":8,\"values\":[\"0x61\",\"0x22\",\"0x5c\",\"0x01\",\"0x20\",\"0x7a\",\"0x7e\","
		"\"0x7f\",\"0xff\",\"0x30\",\"0x31\",\"0x32\",\"0x33\",\"0x34\",\"0x35\",\"0x36\"],"
		"\"ascii\":\"a\\\"\\\\. z~..0123456\"}\n",
		"");
	emit_row(f->m, &part);
	emit_fixture_said(f,
			  "{\"addr\":\"0x4c000000\",\"width\":8,\"values\":[\"0x61\",null,null,null,null,\"0x7a\"],"
			  "\"ascii\":\"a    z\","
			  "\"states\":[\"done\",\"fault\",\"left-out\",\"unknown\",\"pending\",\"done\"]}\n",
			  "");
	emit_row(f->m, &none);
	emit_fixture_said(f, "", "");
	emit_fixture_use(f, EMIT_BARE);
	emit_row(f->m, &full);
	emit_row(f->m, &part);
	emit_row(f->m, &none);
	emit_fixture_said(f,
			  "0x61 0x22 0x5c 0x01 0x20 0x7a 0x7e 0x7f 0xff 0x30 0x31 0x32 0x33 0x34 0x35 0x36\n"
			  "0x61 -- ~~ ?? -- 0x7a\n",
			  "");
}

static void rows_of_every_width_swapped(void **state)
{
	static const uint16_t h[2] = { 0x3132, 0x6162 };
	static const uint32_t w = 0x31326162;
	static const uint64_t q[2] = { 0x3131313131313132, 1 };
	struct emit_row r = { .addr = 0x10, .addr_digits = 8, .swap = true };
	struct emit_fixture *const f = *state;
	const bool le = *(const uint8_t *)&h[0] == 0x32;
	size_t i, k;
	const struct {
		unsigned width, nunits;
		const void *units;
		const char *said[3];
	} t[] = {
		{ 2,
		  2,
		  h,
		  { le ? "00000010: 3231 6261                                21ba\n"
		       : "00000010: 3231 6261                                12ab\n",
		    le ? "{\"addr\":\"0x00000010\",\"width\":16,\"values\":[\"0x3231\",\"0x6261\"],\"ascii\":\"21ba\"}\n"
		       : "{\"addr\":\"0x00000010\",\"width\":16,\"values\":[\"0x3231\",\"0x6261\"],\"ascii\":\"12ab\"}\n",
		    "0x3231 0x6261\n" } },
		{ 4,
		  1,
		  &w,
		  { le ? "00000010: 62613231                             ba21\n"
		       : "00000010: 62613231                             12ab\n",
		    le ? "{\"addr\":\"0x00000010\",\"width\":32,\"values\":[\"0x62613231\"],\"ascii\":\"ba21\"}\n"
		       : "{\"addr\":\"0x00000010\",\"width\":32,\"values\":[\"0x62613231\"],\"ascii\":\"12ab\"}\n",
		    "0x62613231\n" } },
		{ 8,
		  2,
		  q,
		  { le ? "00000010: 3231313131313131 0100000000000000  21111111........\n"
		       : "00000010: 3231313131313131 0100000000000000  11111112........\n",
		    le ? "{\"addr\":\"0x00000010\",\"width\":64,\"values\":[\"0x3231313131313131\",\"0x0100000000000000\"],"
			 "\"ascii\":\"21111111........\"}\n"
		       : "{\"addr\":\"0x00000010\",\"width\":64,\"values\":[\"0x3231313131313131\",\"0x0100000000000000\"],"
			 "\"ascii\":\"11111112........\"}\n",
		    "0x3231313131313131 0x0100000000000000\n" } },
	};

	for (k = 0; k < 3; k++) {
		emit_fixture_use(f, emit_fixture_formats[k]);
		for (i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
			r.width = t[i].width;
			r.nunits = t[i].nunits;
			r.units = t[i].units;
			emit_row(f->m, &r);
			emit_fixture_said(f, t[i].said[k], "");
		}
	}
}

/*
 * The longest row in each format, with any number of bytes left in the buffer: it must fit what is set aside for it.
 * That nothing is touched beyond is for a sanitizer or valgrind to see.
 */
static void the_longest_row_fits_at_the_end_of_the_buffer(void **state)
{
	enum { BUFFER = 65536 };
	static char fill[BUFFER], line[600], backslashes[16];
	struct emit_fixture *const f = *state;
	uint8_t states[16];
	struct emit_row r = { .addr = UINT64_MAX - 15,
			      .addr_digits = 16,
			      .width = 1,
			      .nunits = 16,
			      .units = backslashes,
			      .state = states };
	size_t left, length, k;

	memset(backslashes, '\\', sizeof(backslashes));
	memset(states, PHYSMON_LEFT_OUT, sizeof(states));
	states[0] = PHYSMON_DONE;
	for (k = 0; k < 3; k++) {
		emit_fixture_use(f, emit_fixture_formats[k]);
		emit_row(f->m, &r);
		assert_int_equal(emit_flush(f->m), 0);
		length = (size_t)lseek(f->out, 0, SEEK_CUR);
		assert_true(length >= 16 * 3 && length <= sizeof(line));
		for (left = 0; left < length + 20; left++) {
			emit_raw(f->m, fill, BUFFER - left);
			emit_row(f->m, &r);
			assert_int_equal(emit_flush(f->m), 0);
			assert_int_equal(lseek(f->out, 0, SEEK_CUR), length + BUFFER - left + length);
			assert_int_equal(pread(f->out, line, length, (off_t)(length + BUFFER - left)), length);
			assert_int_equal(line[length - 1], '\n');
			assert_int_equal(memcmp(line, k == 0 ? "ffff" : k == 1 ? "{\"ad" : "0x5c", 4), 0);
			assert_int_equal(ftruncate(f->out, (off_t)length), 0);
			assert_int_equal(lseek(f->out, 0, SEEK_END), length);
		}
		assert_int_equal(ftruncate(f->out, 0), 0);
		assert_int_equal(lseek(f->out, 0, SEEK_SET), 0);
	}
}

static const char *volatile none; /* NULL, which the compiler need not know */

static void records_in_every_format(void **state)
{
	static const char region[] = "%*llx{*start}-%*llx{*end} %s{*name}|%u{depth}";
	static const char *const said[3] = {
		"4c000010 = 83 -> 03\n"
		"fe201000-fe2011ff serial@fe201000\n"
		"100000000-1ffffffff \n"
		"(18446744073709551615)\n",
		"{\"addr\":\"0x4c000010\",\"old\":\"0x83\",\"new\":\"0x03\"}\n"
		"{\"start\":\"0xfe201000\",\"end\":\"0xfe2011ff\",\"name\":\"serial@fe201000\",\"depth\":2}\n"
		"{\"start\":\"0x100000000\",\"end\":\"0x1ffffffff\",\"name\":\"\",\"depth\":0}\n"
		"{\"n\":18446744073709551615}\n",
		"0x03\n"
		"0xfe201000 0xfe2011ff serial@fe201000\n"
		"0x100000000 0x1ffffffff \n",
	};
	struct emit_fixture *const f = *state;
	size_t k;

	for (k = 0; k < 3; k++) {
		emit_fixture_use(f, emit_fixture_formats[k]);
		emit_result(f->m, "%*llx{addr} = %*llx{old} -> %*llx{*new}", 8, 0x4c000010ull, 2, 0x83ull, 2, 3ull);
		emit_result(f->m, region, 8, 0xfe201000ull, 8, 0xfe2011ffull, "serial@fe201000", 2);
		emit_result(f->m, region, 8, 0x100000000ull, 8, 0x1ffffffffull, none, 0);
		emit_result(f->m, "(%llu{n})", ull(UINT64_MAX));
		emit_fixture_said(f, said[k], "");
	}
}

static void records_of_every_type(void **state)
{
	static const char format[] = "%u{*a} %zu{*b} %llu{*c} %.6llu{*d} %*llx{*e} %c{*f}%c{*g} %*.*llx{*h} %-*s{*i}|";
	struct emit_fixture *const f = *state;

	emit_fixture_use(f, EMIT_TEXT);
	emit_result(f->m, format, 1u, (size_t)2, 3ull, 250ull, 2, 0xabcull, 0, 1, 2, PHYSMON_FAULT, 7ull, 5, "left");
	emit_fixture_said(f, "1 2 3 0.000250 abc * -- left \n", "");
	emit_fixture_use(f, EMIT_BARE);
	emit_result(f->m, format, 1u, (size_t)2, 3ull, 250ull, 2, 0xabcull, 0, 1, 2, PHYSMON_FAULT, 7ull, 5, "left");
	emit_fixture_said(f, "1 2 3 0.000250 0xabc  * -- left\n", "");
	emit_fixture_use(f, EMIT_JSON);
	emit_result(f->m, format, 1u, (size_t)2, 3ull, 250ull, 2, 0xabcull, 0, 1, 2, PHYSMON_FAULT, 7ull, 5, "left");
	emit_fixture_said(f,
			  "{\"a\":1,\"b\":2,\"c\":3,\"d\":0.000250,\"e\":\"0xabc\",\"f\":false,\"g\":true,"
			  "\"h\":null,\"state\":\"fault\",\"i\":\"left\"}\n",
			  "");
}

static void a_group_is_left_out_where_its_value_is_absent(void **state)
{
	static const char format[] = "?(%*.6llu{s}: )(%u{n})?(  %s{name}, %s)?|%u{w}";
	struct emit_fixture *const f = *state;

	emit_fixture_use(f, EMIT_TEXT);
	emit_result(f->m, format, 0, 5ull, 1u, "a", "b", 8u);
	emit_result(f->m, format, -1, 5ull, 2u, "a", none, 8u);
	emit_fixture_said(f, "0.000005: (1)  a, b?\n(2)?\n", "");
	emit_fixture_use(f, EMIT_JSON);
	emit_result(f->m, format, 0, 5ull, 1u, "a", "b", 8u);
	emit_result(f->m, format, -1, 5ull, 2u, none, "b", 8u);
	emit_fixture_said(f, "{\"s\":0.000005,\"n\":1,\"name\":\"a\",\"w\":8}\n{\"n\":2,\"w\":8}\n", "");
}

static void a_record_that_is_too_long_is_cut(void **state)
{
	struct emit_fixture *const f = *state;

	emit_fixture_use(f, EMIT_BARE);
	emit_result(f->m, "%u %u %u %u %u %u %u %u %u %u %u %u %u %u %u %u %u{*a}", 0u, 1u, 2u, 3u, 4u, 5u, 6u, 7u, 8u,
		    9u, 10u, 11u, 12u, 13u, 14u, 15u, 16u);
	emit_fixture_said(f, "", "");
}

static void json_strings_are_valid_whatever_they_hold(void **state)
{
	static const struct {
		const char *s, *quoted;
	} t[] = {
		{ "plain /=<>&'", "plain /=<>&'" },
		{ "\"\\\"", "\\\"\\\\\\\"" },
		{ "a\tb\rc\nd\x1b[31m\x7f\x01", "a\\u0009b\\u000dc\\nd\\u001b[31m\\u007f\\u0001" },
		{ "\xc3\xa9\xe2\x82\xac\xf0\x9f\x99\x82", "\xc3\xa9\xe2\x82\xac\xf0\x9f\x99\x82" }, /* 2, 3, 4 bytes */
		{ "\xe9t\xe9", "\\u00e9t\\u00e9" },						    /* Latin-1 */
		{ "\xc3", "\\u00c3" },								    /* cut off */
		{ "\xe2\x82", "\\u00e2\\u0082" },
		{ "\xf0\x9f\x99\"", "\\u00f0\\u009f\\u0099\\\"" },
		{ "\xc0\xaf", "\\u00c0\\u00af" }, /* overlong */
		{ "\xe0\x80\xaf", "\\u00e0\\u0080\\u00af" },
		{ "\xf0\x80\x80\xaf", "\\u00f0\\u0080\\u0080\\u00af" },
		{ "\xed\xa0\x80", "\\u00ed\\u00a0\\u0080" }, /* a surrogate */
		{ "\xed\x9f\xbf", "\xed\x9f\xbf" },	     /* the last before them */
		{ "\xf4\x8f\xbf\xbf", "\xf4\x8f\xbf\xbf" },  /* U+10FFFF */
		{ "\xc2\x80\xe0\xa0\x80\xf0\x90\x80\x80", "\xc2\x80\xe0\xa0\x80\xf0\x90\x80\x80" }, /* the first ones */
		{ "\xc1\xbf\xe0\x9f\xbf", "\\u00c1\\u00bf\\u00e0\\u009f\\u00bf" },
		{ "\xf0\x8f\xbf\xbf", "\\u00f0\\u008f\\u00bf\\u00bf" },
		{ "\xf4\x90\x80\x80", "\\u00f4\\u0090\\u0080\\u0080" }, /* beyond */
		{ "\xf5\xff\xfe", "\\u00f5\\u00ff\\u00fe" },
	};
	struct emit_fixture *const f = *state;
	char expected[64], one[2] = "";
	size_t i;

	emit_fixture_use(f, EMIT_JSON);
	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		emit_result(f->m, "%s{*name}", t[i].s);
		snprintf(expected, sizeof(expected), "{\"name\":\"%s\"}\n", t[i].quoted);
		emit_fixture_said(f, expected, "");
	}
	for (i = 1; i < 256; i++) {
		one[0] = (char)i;
		emit_result(f->m, "%s{*name}", one);
		if (i == '\n')
			snprintf(expected, sizeof(expected), "{\"name\":\"\\n\"}\n");
		else if (i == '"' || i == '\\')
			snprintf(expected, sizeof(expected), "{\"name\":\"\\%c\"}\n", (int)i);
		else if (i >= 0x20 && i < 0x7f)
			snprintf(expected, sizeof(expected), "{\"name\":\"%c\"}\n", (int)i);
		else
			snprintf(expected, sizeof(expected), "{\"name\":\"\\u%04zx\"}\n", i);
		emit_fixture_said(f, expected, "");
	}
}

static void text_is_lines(void **state)
{
	struct emit_fixture *const f = *state;

	emit_fixture_use(f, EMIT_TEXT);
	emit_text(f->m, "one\n\ntwo \"2\"\n");
	emit_text(f->m, "");
	emit_text(f->m, "no newline");
	emit_fixture_said(f, "one\n\ntwo \"2\"\n\nno newline\n", "");
	emit_fixture_use(f, EMIT_BARE);
	emit_text(f->m, "one\ntwo\n");
	emit_fixture_said(f, "one\ntwo\n", "");
	emit_fixture_use(f, EMIT_JSON);
	emit_text(f->m, "one\n\ntwo \"2\"\n");
	emit_text(f->m, "");
	emit_text(f->m, "no newline");
	emit_fixture_said(f,
			  "{\"text\":\"one\"}\n{\"text\":\"\"}\n{\"text\":\"two \\\"2\\\"\"}\n"
			  "{\"text\":\"\"}\n{\"text\":\"no newline\"}\n",
			  "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, emit_fixture_open, emit_fixture_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(units_in_every_format_width_and_state),
		TEST(long_addresses_keep_their_digits),
		TEST(rows_in_every_format),
		TEST(rows_of_every_width_swapped),
		TEST(the_longest_row_fits_at_the_end_of_the_buffer),
		TEST(records_in_every_format),
		TEST(records_of_every_type),
		TEST(a_group_is_left_out_where_its_value_is_absent),
		TEST(a_record_that_is_too_long_is_cut),
		TEST(json_strings_are_valid_whatever_they_hold),
		TEST(text_is_lines),
	};

	return cmocka_run_group_tests_name("sink", tests, NULL, NULL);
}
