/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Units and rows as text. A plain reference, written with stdio a digit at a time, says what each row must look like.
 * The Makefile links this twice: with the formatter in vectors, and (test_dump_format_portable) with the portable one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dump_format.h"

struct row {
	uint64_t addr;
	unsigned addr_digits, width, nunits;
	bool swap;
	uint8_t units[16];
	uint8_t state[16];
	bool stateless; /* pass NULL for state */
};

static bool host_is_little(void)
{
	const uint16_t one = 1;

	return *(const uint8_t *)&one == 1;
}

/* The reference. Byte k of a unit, counted from the most significant, is found from the host's order and swap. */
static void reference_row(char *s, const struct row *r)
{
	static const char marks[] = {
		[PHYSMON_PENDING] = '-', [PHYSMON_FAULT] = '-', [PHYSMON_LEFT_OUT] = '~', [PHYSMON_UNKNOWN] = '?'
	};
	unsigned i, k, column;

	s += sprintf(s, "%0*llx: ", (int)r->addr_digits, (unsigned long long)r->addr);
	for (i = 0, column = 0; i < r->nunits; i++) {
		for (k = 0; k < r->width; k++) {
			const unsigned at = host_is_little() != r->swap ? r->width - 1 - k : k;

			if (r->stateless || r->state[i] == PHYSMON_DONE)
				s += sprintf(s, "%02x", (unsigned)r->units[i * r->width + at]);
			else
				s += sprintf(s, "%c%c", marks[r->state[i]], marks[r->state[i]]);
			column += 2;
		}
		s += sprintf(s, " ");
		column++;
	}
	for (; column < 16 / r->width * (2 * r->width + 1) + 1; column++)
		s += sprintf(s, " ");
	for (i = 0; i < r->nunits * r->width; i++) {
		const unsigned c = r->units[i];

		if (!r->stateless && r->state[i / r->width] != PHYSMON_DONE)
			s += sprintf(s, " ");
		else
			s += sprintf(s, "%c", c < 0x20 || c > 0x7e ? '.' : (int)c);
	}
}

/* The text, and that nothing is touched beyond FORMAT_MAX. */
static void row_check(const struct row *r, const char *expected)
{
	const struct emit_row row = {
		r->addr, r->addr_digits, r->width, r->nunits, r->swap, r->units, r->stateless ? NULL : r->state
	};
	char buf[FORMAT_MAX + 32];
	const char *end;
	unsigned i;

	memset(buf, 0x55, sizeof(buf));
	end = dump_format_row(buf, &row);
	assert_true(end > buf && end - buf < FORMAT_MAX);
	for (i = FORMAT_MAX; i < sizeof(buf); i++)
		assert_int_equal(buf[i], 0x55);
	buf[end - buf] = '\0';
	assert_string_equal(buf, expected);
}

static void row_check_all(const struct row *r)
{
	char expected[FORMAT_MAX + 32];

	reference_row(expected, r);
	row_check(r, expected);
}

static uint32_t random_next(uint32_t *seed)
{
	*seed = *seed * 1664525 + 1013904223;
	return *seed >> 8;
}

static void any_row_is_as_the_reference_says(void **unused)
{
	uint32_t seed = 1;
	unsigned n, i, states;

	for (n = 0; n < 20000; n++) {
		struct row r;

		r.width = 1u << (n & 3);
		r.swap = n >> 2 & 1;
		r.stateless = n >> 3 & 1;
		states = n >> 4 & 3;
		r.nunits = n >> 6 & 1 ? 16 / r.width : 1 + random_next(&seed) % (16 / r.width);
		r.addr_digits = 8 + random_next(&seed) % 9;
		r.addr = (uint64_t)random_next(&seed) << 40 ^ (uint64_t)random_next(&seed) << 20 ^ random_next(&seed);
		if (r.addr_digits < 16)
			r.addr &= ((uint64_t)1 << 4 * r.addr_digits) - 1;
		for (i = 0; i < 16; i++) {
			r.units[i] = (uint8_t)random_next(&seed);
			r.state[i] = PHYSMON_DONE;
			if (states && random_next(&seed) % 4 < states)
				r.state[i] = (uint8_t)(random_next(&seed) % 5);
		}
		row_check_all(&r);
	}
}

static void each_width_and_state_shows_its_marks(void **unused)
{
	static const struct {
		unsigned width;
		const char *done, *fault, *left_out, *unknown;
	} t[] = {
		{ 1, "ef", "--", "~~", "??" },
		{ 2, "cdef", "----", "~~~~", "????" },
		{ 4, "89abcdef", "--------", "~~~~~~~~", "????????" },
		{ 8, "0123456789abcdef", "----------------", "~~~~~~~~~~~~~~~~", "????????????????" },
	};
	const uint64_t v = 0x0123456789abcdef;
	char buf[FORMAT_MAX];
	unsigned i;

	for (i = 0; i < 4; i++) {
		const uint64_t fits = t[i].width == 8 ? v : v & (((uint64_t)1 << 8 * t[i].width) - 1);

		*dump_format_value(buf, t[i].width, fits, PHYSMON_DONE) = '\0';
		assert_string_equal(buf, t[i].done);
		*dump_format_value(buf, t[i].width, fits, PHYSMON_FAULT) = '\0';
		assert_string_equal(buf, t[i].fault);
		*dump_format_value(buf, t[i].width, fits, PHYSMON_PENDING) = '\0';
		assert_string_equal(buf, t[i].fault);
		*dump_format_value(buf, t[i].width, fits, PHYSMON_LEFT_OUT) = '\0';
		assert_string_equal(buf, t[i].left_out);
		*dump_format_value(buf, t[i].width, fits, PHYSMON_UNKNOWN) = '\0';
		assert_string_equal(buf, t[i].unknown);
	}
}

static void rows_look_as_documented(void **unused)
{
	struct row r = { .addr = 0x4c000000, .addr_digits = 8, .width = 1, .nunits = 16 };
	unsigned i;

	for (i = 0; i < 16; i++) {
		r.units[i] = (uint8_t)i;
		r.state[i] = PHYSMON_DONE;
	}
	row_check(&r, "4c000000: 00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f  ................");
	memcpy(r.units, "physmon \xff~\x7f!#0aZ", 16);
	row_check(&r, "4c000000: 70 68 79 73 6d 6f 6e 20 ff 7e 7f 21 23 30 61 5a  physmon .~.!#0aZ");
	r.nunits = 3;
	row_check(&r, "4c000000: 70 68 79                                         phy");
	r.state[1] = PHYSMON_FAULT;
	row_check(&r, "4c000000: 70 -- 79                                         p y");
	r.state[2] = PHYSMON_LEFT_OUT;
	row_check(&r, "4c000000: 70 -- ~~                                         p  ");
	r.nunits = 16;
	r.state[15] = PHYSMON_UNKNOWN;
	row_check(&r, "4c000000: 70 -- ~~ 73 6d 6f 6e 20 ff 7e 7f 21 23 30 61 ??  p  smon .~.!#0a ");
}

static void wide_rows_show_values_and_keep_characters_in_memory_order(void **unused)
{
	struct row r = { .addr = 0xfe201000, .addr_digits = 8, .stateless = true };
	const uint16_t h[8] = { 0x6261, 0x6463, 0xff00, 1, 2, 3, 4, 0x7a7a };
	const uint32_t w[4] = { 0x64636261, 0x00000001, 0xdeadbeef, 0x7a7a7a7a };
	const uint64_t q[2] = { 0x6867666564636261, 0x7a7a7a7a7a7a7a7a };
	const bool le = host_is_little();

	r.width = 2;
	r.nunits = 8;
	memcpy(r.units, h, 16);
	row_check(&r, le ? "fe201000: 6261 6463 ff00 0001 0002 0003 0004 7a7a  abcd..........zz"
			 : "fe201000: 6261 6463 ff00 0001 0002 0003 0004 7a7a  badc..........zz");
	r.width = 4;
	r.nunits = 4;
	memcpy(r.units, w, 16);
	row_check(&r, le ? "fe201000: 64636261 00000001 deadbeef 7a7a7a7a  abcd........zzzz"
			 : "fe201000: 64636261 00000001 deadbeef 7a7a7a7a  dcba........zzzz");
	r.swap = true;
	row_check(&r, le ? "fe201000: 61626364 01000000 efbeadde 7a7a7a7a  abcd........zzzz"
			 : "fe201000: 61626364 01000000 efbeadde 7a7a7a7a  dcba........zzzz");
	r.nunits = 1;
	row_check(&r, le ? "fe201000: 61626364                             abcd"
			 : "fe201000: 61626364                             dcba");
	r.swap = false;
	r.width = 8;
	r.nunits = 2;
	memcpy(r.units, q, 16);
	row_check(&r, le ? "fe201000: 6867666564636261 7a7a7a7a7a7a7a7a  abcdefghzzzzzzzz"
			 : "fe201000: 6867666564636261 7a7a7a7a7a7a7a7a  hgfedcbazzzzzzzz");
}

static void a_row_at_the_last_address_has_sixteen_digits(void **unused)
{
	struct row r = { .addr = 0xfffffffffffffff0, .addr_digits = 16, .width = 1, .nunits = 16, .stateless = true };

	memset(r.units, 'A', 16);
	row_check(&r, "fffffffffffffff0: 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41  AAAAAAAAAAAAAAAA");
	r.addr = 0x10;
	row_check(&r, "0000000000000010: 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41 41  AAAAAAAAAAAAAAAA");
}

static void every_byte_has_its_digits_and_its_character(void **unused)
{
	struct row r = { .addr_digits = 8, .width = 1, .nunits = 16, .stateless = true };
	unsigned i, k;

	for (i = 0; i < 256; i += 16) {
		for (k = 0; k < 16; k++)
			r.units[k] = (uint8_t)(i + k);
		r.addr = i;
		row_check_all(&r);
	}
	r.nunits = 1;
	for (i = 0; i < 256; i++) {
		r.units[0] = (uint8_t)i;
		row_check_all(&r);
	}
}

static void hexadecimal_of_any_length(void **unused)
{
	const uint64_t v = 0xfedcba9876543210;
	char buf[FORMAT_MAX], expected[17];
	unsigned n;

	for (n = 1; n <= 16; n++) {
		snprintf(expected, sizeof(expected), "%0*llx", (int)n,
			 (unsigned long long)(n == 16 ? v : v & (((uint64_t)1 << 4 * n) - 1)));
		*dump_format_hex(buf, v, n) = '\0';
		assert_string_equal(buf, expected);
	}
}

static void an_address_is_never_cut(void **unused)
{
	static const struct {
		uint64_t addr;
		unsigned digits;
		const char *text;
	} t[] = {
		{ 0, 0, "00000000" },
		{ 0x4c000000, 8, "4c000000" },
		{ 0xffffffff, 8, "ffffffff" },
		{ 0x100000000, 8, "100000000" },
		{ 0x100000000, 10, "0100000000" },
		{ 0x100000000, 12, "000100000000" },
		{ UINT64_MAX, 8, "ffffffffffffffff" },
		{ UINT64_MAX, 16, "ffffffffffffffff" },
		{ 1, 99, "0000000000000001" },
	};
	char buf[FORMAT_MAX];
	size_t i;

	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		*dump_format_addr(buf, t[i].addr, t[i].digits) = '\0';
		assert_string_equal(buf, t[i].text);
	}
}

static void units_are_loaded_in_host_order_and_swapped_on_demand(void **unused)
{
	const uint64_t q[2] = { 1, 0x0123456789abcdef };
	const uint32_t w[2] = { 1, 0x89abcdef };
	const uint16_t h[2] = { 1, 0xcdef };
	const uint8_t b[2] = { 1, 0xef };

	assert_true(dump_format_load(q, 8, 1, false) == 0x0123456789abcdef);
	assert_true(dump_format_load(q, 8, 1, true) == 0xefcdab8967452301);
	assert_true(dump_format_load(w, 4, 1, false) == 0x89abcdef);
	assert_true(dump_format_load(w, 4, 1, true) == 0xefcdab89);
	assert_true(dump_format_load(h, 2, 1, false) == 0xcdef);
	assert_true(dump_format_load(h, 2, 1, true) == 0xefcd);
	assert_true(dump_format_load(b, 1, 1, false) == 0xef);
	assert_true(dump_format_load(b, 1, 1, true) == 0xef);
}

static void marks_stand_for_each_digit(void **state)
{
	char text[8];

	*dump_format_marks(text, 1, PHYSMON_LEFT_OUT) = '\0';
	assert_string_equal(text, "~");
	*dump_format_marks(text, 3, PHYSMON_UNKNOWN) = '\0';
	assert_string_equal(text, "???");
	*dump_format_marks(text, 5, PHYSMON_FAULT) = '\0';
	assert_string_equal(text, "-----");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(marks_stand_for_each_digit),
		cmocka_unit_test(rows_look_as_documented),
		cmocka_unit_test(wide_rows_show_values_and_keep_characters_in_memory_order),
		cmocka_unit_test(a_row_at_the_last_address_has_sixteen_digits),
		cmocka_unit_test(each_width_and_state_shows_its_marks),
		cmocka_unit_test(every_byte_has_its_digits_and_its_character),
		cmocka_unit_test(any_row_is_as_the_reference_says),
		cmocka_unit_test(hexadecimal_of_any_length),
		cmocka_unit_test(an_address_is_never_cut),
		cmocka_unit_test(units_are_loaded_in_host_order_and_swapped_on_demand),
	};

	return cmocka_run_group_tests_name("format", tests, NULL, NULL);
}
