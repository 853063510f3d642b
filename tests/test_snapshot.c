/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Snapshots as texts: what d prints is read back value by value and mark by mark; anything else is refused by its line.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "out.h"
#include "snapshot.h"
#include "unit.h"

static int parse(struct snapshot **s, const char *text, bool swap, struct physmon_error *e)
{
	return snapshot_parse(s, "a", "file", text, strlen(text), swap, e);
}

static void what_is_printed_is_read_again(void **state)
{
	static const unsigned widths[] = { 1, 2, 4, 8 };
	static char text[65536];
	struct physmon_error e;
	struct snapshot *a, *b;
	struct out out;
	unsigned w, swap, n, i;

	for (w = 0; w < 4; w++) {
		for (n = 1; n < 40; n++) {
			for (swap = 0; swap < 2; swap++) {
				assert_int_equal(snapshot_new(&a, "a", 0xffffffffffff0000, widths[w], n), 0);
				for (i = 0; i < n; i++) {
					a->states[i] = (uint8_t)((i + n) % 5 ? PHYSMON_DONE
								 : i % 3     ? PHYSMON_FAULT
									     : PHYSMON_LEFT_OUT);
					unit_put((char *)a->units + i * widths[w], widths[w],
						 a->states[i] == PHYSMON_DONE ? 0x9182736455463728 * (i + n) : 0);
				}
				out_init(&out, -1, text, sizeof(text));
				snapshot_print(a, &out, swap);
				assert_int_equal(out.err, 0);
				assert_int_equal(snapshot_parse(&b, "b", "file", text, out.len, swap, &e), 0);
				assert_string_equal(b->name, "b");
				assert_true(a->addr == b->addr && a->width == b->width && a->nunits == b->nunits);
				assert_memory_equal(a->states, b->states, n);
				assert_memory_equal(a->units, b->units, n * widths[w]);
				snapshot_free(a);
				snapshot_free(b);
			}
		}
	}
}

static void characters_of_a_row_are_no_units(void **state)
{
	struct physmon_error e;
	struct snapshot *s;
	uint64_t v;

	assert_int_equal(parse(&s, "# x\r\n\n00000010: 3a3a 3030  ::00\r\n", false, &e), 0);
	assert_int_equal(s->nunits, 2);
	assert_true(snapshot_get(s, 1, &v));
	assert_int_equal(v, 0x3030);
	assert_true(snapshot_last(s) == 0x13);
	snapshot_free(s);
	assert_int_equal(parse(&s, "fffffffffffffffe: 01 --  .", false, &e), 0);
	assert_true(snapshot_last(s) == UINT64_MAX);
	assert_false(snapshot_get(s, 1, &v));
	snapshot_free(s);
}

static void anything_else_is_refused_by_its_line(void **state)
{
	static const struct {
		const char *text, *said;
	} t[] = {
		{ "", "file holds no row as d prints them" },
		{ "\n#\n", "file holds no row as d prints them" },
		{ "00000000 = 01\n", "file:1:1: a row begins with an address of 8 to 16 digits and a colon" },
		{ "00000000: 01\n00000003: 01\n", "file:2: this row doesn't go on where the one before it ends" },
		{ "00000000: 01\n00000001: 0102\n", "file:2: units of another width than in the row before" },
		{ "00000000: 010\n", "file:1:11: a unit has 2, 4, 8 or 16 digits" },
		{ "00000000: 0-\n", "file:1:11: a unit is either all digits or all marks" },
		{ "00000000: -0\n", "file:1:11: a unit is either all digits or all marks" },
		{ "00000000: -~\n", "file:1:11: a unit is either all digits or all marks" },
		{ "00000000:  01\n", "file:1:11: a unit has 2, 4, 8 or 16 digits" },
		{ ": 01\n", "file:1:1: a row begins with an address of 8 to 16 digits and a colon" },
		{ "00000001: 0102\n", "file:1: the address is not aligned for units of that width" },
		{ "fffffffffffffffe: 01 02 03\n", "file:1:27: the row goes beyond the last address" },
		{ "ffffffffffffffff: 01\n00000000: 02\n",
		  "file:2: this row doesn't go on where the one before it ends" },
		{ "10000000000000000: 01\n", "file:1:1: a row begins with an address of 8 to 16 digits and a colon" },
		{ "00000000: 01 0203\n", "file:1:14: expected a unit of as many digits as the first one" },
	};
	struct physmon_error e;
	struct snapshot *s;
	size_t i;

	for (i = 0; i < sizeof(t) / sizeof(t[0]); i++) {
		assert_int_equal(parse(&s, t[i].text, false, &e), -22);
		assert_string_equal(e.text, t[i].said);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_printed_is_read_again),
		cmocka_unit_test(characters_of_a_row_are_no_units),
		cmocka_unit_test(anything_else_is_refused_by_its_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
