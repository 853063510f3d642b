/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tests of the room picture: pictures as they should look, and random layouts of which every line fits the page, every
 * name stands there whole, every bit is where the ruler says, and every line down hangs from a field.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "bit_diagram.h"

#define LINES_MAX 4000

static struct {
	char *lines[LINES_MAX];
	size_t n;
} page;

static void keep(void *ctx, const char *text)
{
	assert_ptr_equal(ctx, &page);
	assert_true(page.n < LINES_MAX);
	page.lines[page.n++] = strdup(text);
}

static void clear(void)
{
	while (page.n)
		free(page.lines[--page.n]);
}

static void draw(const struct bit_diagram *p)
{
	clear();
	assert_int_equal(bit_diagram_draw(p, keep, &page), 0);
}

#define DRAWS(p, ...) \
	do { \
		static const char *const want[] = { __VA_ARGS__ }; \
		draw(p); \
		for (size_t i_ = 0; i_ < page.n && i_ < sizeof(want) / sizeof(want[0]); i_++) \
			assert_string_equal(page.lines[i_], want[i_]); \
		assert_int_equal(page.n, sizeof(want) / sizeof(want[0])); \
		clear(); \
	} while (0)

#define FIELDS(f) .fields = f, .nfields = sizeof(f) / sizeof(f[0])

/* --- pictures ------------------------------------------------------------------------------------------------ */

static void a_value_with_meanings_at_the_side(void **state)
{
	static const struct bit_diagram_field f[] = {
		{ "EN", " = 1 (on)", "rw", 0, 1, false },
		{ "MODE", " = 2 (capture)", "rw", 1, 2, true },
		{ "DIV", " = 0", "rw", 4, 4, false },
	};
	const struct bit_diagram p = { .width = 8, .known = true, .value = 0x05, FIELDS(f) };

	DRAWS(&p, "  7  6  5  4  3  2  1  0", "+-----------+--+-----+--+", "| 0  0  0  0| 0| 1  0| 1|",
	      "+-----------+--+-----+--+", "  DIV = 0        |     EN = 1 (on)",
	      "                 *MODE = 2 (capture)");
}

static void a_layout_shows_what_each_bit_takes(void **state)
{
	static const struct bit_diagram_field f[] = {
		{ "LEVEL", NULL, "ro", 0, 8, false },
		{ "OVERRUN", NULL, "1c", 15, 1, false },
	};
	const struct bit_diagram p = { .width = 16, FIELDS(f) };

	DRAWS(&p, " 15 14 13 12 11 10  9  8  7  6  5  4  3  2  1  0",
	      "+--+--------------------+-----------------------+", "|1c|                    |ro ro ro ro ro ro ro ro|",
	      "+--+--------------------+-----------------------+", "  OVERRUN                 LEVEL");
}

static void a_field_across_rows_is_named_in_each(void **state)
{
	static const struct bit_diagram_field f[] = { { "COUNT", " = 12345678", NULL, 0, 32, false } };
	const struct bit_diagram p = { .width = 32, .known = true, .value = 0x12345678, FIELDS(f) };

	DRAWS(&p, " 31 30 29 28 27 26 25 24 23 22 21 20 19 18 17 16",
	      "+-----------------------------------------------+", "| 0  0  0  1  0  0  1  0  0  0  1  1  0  1  0  0|",
	      "+-----------------------------------------------+", "  COUNT = 12345678",
	      " 15 14 13 12 11 10  9  8  7  6  5  4  3  2  1  0", "+-----------------------------------------------+",
	      "| 0  1  0  1  0  1  1  0  0  1  1  1  1  0  0  0|", "+-----------------------------------------------+",
	      "  COUNT [15:0]");
}

static void a_long_meaning_is_set_in_lines(void **state)
{
	static const struct bit_diagram_field f[] = {
		{ "FEN", " = 1 (FIFOs are enabled, for transmitting and for receiving)", NULL, 0, 1, false },
		{ "A", " = 0", NULL, 1, 1, false },
	};
	const struct bit_diagram p = { .width = 8, .known = true, .value = 1, FIELDS(f) };

	draw(&p);
	assert_string_equal(page.lines[4],
			    "                    |  FEN = 1 (FIFOs are enabled, for transmitting and for");
	assert_string_equal(page.lines[5], "                    |    receiving)");
	assert_string_equal(page.lines[6], "                    A = 0");
	clear();
}

static void what_finds_no_place_stands_below_with_its_bits(void **state)
{
	static const struct bit_diagram_field f[] = {
		{ "A_NAME_THAT_IS_LONGER_THAN_THE_ROOM_AT_ITS_SIDE", " = 1", NULL, 0, 1, true },
		{ "B", " = 0", NULL, 1, 1, false },
	};
	const struct bit_diagram p = { .width = 16, .known = true, .value = 1, FIELDS(f) };

	draw(&p);
	assert_int_equal(page.n, 7);
	assert_string_equal(page.lines[4], "                                            |  [0]");
	assert_string_equal(page.lines[5], "                                            B = 0");
	assert_string_equal(page.lines[6], "[0] *A_NAME_THAT_IS_LONGER_THAN_THE_ROOM_AT_ITS_SIDE = 1");
	clear();
}

static void a_meaning_of_many_lines_stands_below(void **state)
{
	static const struct bit_diagram_field f[] = {
		{ "FUNC",
		  ": 0 = input, 1 = output, 2 = takes alternate function 5, 3 = takes alternate function 4, "
		  "4 = takes alternate function 0, 5 = takes alternate function 1",
		  NULL, 0, 3, false },
	};
	const struct bit_diagram p = { .width = 16, FIELDS(f) };

	draw(&p);
	assert_string_equal(page.lines[4], "                                         [2:0]");
	assert_string_equal(page.lines[5],
			    "[2:0] FUNC: 0 = input, 1 = output, 2 = takes alternate function 5, 3 = takes");
	assert_string_equal(page.lines[6],
			    "  alternate function 4, 4 = takes alternate function 0, 5 = takes alternate");
	assert_string_equal(page.lines[7], "  function 1");
	clear();
}

static void a_name_longer_than_a_line_goes_on_in_the_next(void **state)
{
	char name[201], joined[300] = "";
	struct bit_diagram_field f[] = { { name, " = 1", NULL, 4, 3, false } };
	const struct bit_diagram p = { .width = 8, .known = true, .value = 0x10, FIELDS(f) };
	size_t i;

	for (i = 0; i < sizeof(name) - 1; i++)
		name[i] = (char)('A' + i % 26);
	name[i] = '\0';
	draw(&p);
	assert_string_equal(page.lines[4], "     [6:4]");
	assert_memory_equal(page.lines[5], "[6:4] ABCD", 10);
	strcat(joined, page.lines[5] + 6);
	for (i = 6; i < page.n; i++) {
		assert_memory_equal(page.lines[i], "  ", 2);
		strcat(joined, page.lines[i] + 2);
	}
	assert_non_null(strstr(joined, name));
	clear();
}

static void fields_that_overlap_or_lie_beyond_are_listed(void **state)
{
	static const struct bit_diagram_field f[] = {
		{ "WHOLE", NULL, NULL, 0, 8, false },	      { "PART", " = 0", NULL, 2, 3, false },
		{ "BEYOND", NULL, NULL, 6, 4, false },	      { "NOTHING", NULL, NULL, 3, 0, false },
		{ "FAR", NULL, NULL, 4000000000u, 1, false },
	};
	const struct bit_diagram p = { .width = 8, .known = true, FIELDS(f) };

	draw(&p);
	assert_string_equal(page.lines[4], "  WHOLE");
	assert_string_equal(page.lines[5], "[4:2] PART = 0");
	assert_string_equal(page.lines[6], "[9:6] BEYOND");
	assert_string_equal(page.lines[7], "[3] NOTHING");
	assert_string_equal(page.lines[8], "[4000000000] FAR");
	assert_int_equal(page.n, 9);
	clear();
}

static void what_changed_is_bold_where_asked(void **state)
{
	static const struct bit_diagram_field f[] = {
		{ "A", " = 1", NULL, 0, 1, true },
		{ "B", " = 0", NULL, 7, 1, false },
	};
	const struct bit_diagram p = { .width = 8, .known = true, .bold = true, .value = 1, FIELDS(f) };

	draw(&p);
	assert_string_equal(page.lines[2], "| 0| 0  0  0  0  0  0|\033[1m 1\033[0m|");
	assert_string_equal(page.lines[4], "  B = 0                \033[1m*A = 1\033[0m");
	clear();
}

static void a_register_without_fields_shows_its_bits(void **state)
{
	const struct bit_diagram p = { .width = 8, .known = true, .value = 0xa5 },
				 layout = { .width = 8, .mark = "wo" };

	DRAWS(&p, "  7  6  5  4  3  2  1  0", "+-----------------------+", "| 1  0  1  0  0  1  0  1|",
	      "+-----------------------+");
	DRAWS(&layout, "  7  6  5  4  3  2  1  0", "+-----------------------+", "|wo wo wo wo wo wo wo wo|",
	      "+-----------------------+");
}

static void odd_sizes_are_drawn_as_well(void **state)
{
	static const struct bit_diagram_field f[] = { { "F", NULL, NULL, 14, 4, false } };
	const struct bit_diagram p = { .width = 18, .known = true, .value = 0x2c000, FIELDS(f) };

	DRAWS(&p, "                                           17 16",
	      "                                          +-----+", "                                          | 1  0|",
	      "                                          +-----+", "                                            F",
	      " 15 14 13 12 11 10  9  8  7  6  5  4  3  2  1  0", "+-----+-----------------------------------------+",
	      "| 1  1| 0  0  0  0  0  0  0  0  0  0  0  0  0  0|", "+-----+-----------------------------------------+",
	      "  F [15:14]");
}

static void what_is_not_ascii_is_replaced(void **state)
{
	char out[64];

	assert_int_equal(
		bit_diagram_ascii(out, sizeof(out), "  5 \xc2\xb5s \xe2\x80\x93 \n\t x\xff\xe2\x82\xac.\x7f\x01 "), 11);
	assert_string_equal(out, "5 us - x??.");
	assert_int_equal(bit_diagram_ascii(out, 3, "a b c"), 5);
	assert_string_equal(out, "a ");
	assert_int_equal(bit_diagram_ascii(NULL, 0, "\xe2\x80\xa6"), 3);
}

/* --- random layouts ------------------------------------------------------------------------------------------ */

static uint32_t seed;

static unsigned below(unsigned n)
{
	seed = seed * 1664525u + 1013904223u;
	return (unsigned)((uint64_t)(seed >> 8) * n >> 24);
}

#define MOST_FIELDS 64
#define LONGEST 72 /* "[63:56] " and a name fit a line of 80 */

static char names[MOST_FIELDS][LONGEST + 1], notes[MOST_FIELDS][300];
static struct bit_diagram_field fields[MOST_FIELDS];

/* No name is a part of another: each has its number, between its own letters, once. */
static void make_name(char *out, unsigned i)
{
	const unsigned longest = (const unsigned[]){ 4, 8, 30, LONGEST }[below(4)];
	int n = sprintf(out, "%c%uQ", 'A' + i % 16, i);

	while ((unsigned)n < longest && below(8))
		out[n++] = (char)('a' + below(26));
	out[n] = '\0';
}

static void make_note(char *out)
{
	unsigned words = below(3) ? below(4) : below(40), n;

	for (*out = '\0'; words--; out += strlen(out))
		for (n = (unsigned)sprintf(out, "%s", below(2) ? " = " : "x") + below(5); strlen(out) < n;)
			strcat(out, below(3) ? "y" : " ");
}

static size_t make_fields(unsigned width, bool overlapping)
{
	unsigned lsb = 0, n = 0, w;

	while (lsb < width && n < MOST_FIELDS) {
		w = below(3) ? 1 + below(3) : 1 + below(width);
		if (!overlapping && w > width - lsb)
			w = width - lsb;
		if (below(4)) {
			make_name(names[n], n);
			make_note(notes[n]);
			fields[n] = (struct bit_diagram_field){ names[n], notes[n], "rw", lsb, w, !below(5) };
			n++;
		}
		lsb = overlapping ? lsb + below(3) : lsb + w;
	}
	return n;
}

static bool stands_there(const char *text)
{
	size_t i;

	for (i = 0; i < page.n; i++)
		if (strstr(page.lines[i], text))
			return true;
	return false;
}

static void check_page(const struct bit_diagram *p)
{
	const char *s, *above;
	size_t i;

	for (i = 0; i < page.n; i++) {
		assert_true(strlen(page.lines[i]) <= BIT_DIAGRAM_COLUMNS);
		for (s = page.lines[i]; *s; s++)
			assert_true(*s >= 0x20 && *s <= 0x7e);
		assert_true(s == page.lines[i] || s[-1] != ' ');
		/* a line down begins under a box, or goes on */
		for (s = page.lines[i]; i && *s; s++) {
			above = page.lines[i - 1];
			if (*s == '|')
				assert_true((size_t)(s - page.lines[i]) < strlen(above) &&
					    strchr("|+-", above[s - page.lines[i]]));
		}
	}
	for (i = 0; i < p->nfields; i++)
		assert_true(stands_there(p->fields[i].name));
}

/* The bits, read back from below the ruler, and the borders between fields. */
static void check_boxes(const struct bit_diagram *p, bool exact)
{
	unsigned bit, column, top = p->width, bottom;
	uint64_t value = 0;
	size_t i = 0, f;
	char number[16];
	bool edge;

	for (; top; top = bottom) {
		bottom = (top - 1) / 16 * 16;
		sprintf(number, "%3u", top - 1);
		while (i < page.n && memcmp(page.lines[i], number, 3) != 0)
			i++;
		assert_true(i + 3 < page.n);
		for (bit = bottom; bit < top; bit++) {
			column = 3 * ((p->width < 16 ? p->width : 16) - 1 - bit % 16) + 2;
			sprintf(number, "%2u", bit);
			assert_memory_equal(page.lines[i] + column - 1, number, 2);
			value |= (uint64_t)(page.lines[i + 2][column] == '1') << bit;
			edge = bit == top - 1;
			for (f = 0; f < p->nfields; f++)
				edge |= p->fields[f].lsb == bit + 1 || p->fields[f].lsb + p->fields[f].width == bit + 1;
			if (exact)
				assert_int_equal(page.lines[i + 2][column - 2], edge ? '|' : ' ');
		}
		i++;
	}
	assert_true(value == p->value);
}

static void random_layouts(void **state)
{
	static const unsigned widths[] = { 8, 16, 32, 64 };
	struct bit_diagram p = { .known = true, .fields = fields };
	unsigned round;
	bool overlapping;

	for (round = 0; round < 20000; round++) {
		seed = round;
		overlapping = !below(4);
		p.width = widths[below(4)];
		p.value = (uint64_t)below(1u << 24) << 40 | (uint64_t)below(1u << 24) << 20 | below(1u << 20);
		p.value &= UINT64_MAX >> (64 - p.width);
		p.nfields = make_fields(p.width, overlapping);
		draw(&p);
		check_page(&p);
		check_boxes(&p, !overlapping);
		clear();
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_value_with_meanings_at_the_side),
		cmocka_unit_test(a_layout_shows_what_each_bit_takes),
		cmocka_unit_test(a_field_across_rows_is_named_in_each),
		cmocka_unit_test(a_long_meaning_is_set_in_lines),
		cmocka_unit_test(what_finds_no_place_stands_below_with_its_bits),
		cmocka_unit_test(a_meaning_of_many_lines_stands_below),
		cmocka_unit_test(a_name_longer_than_a_line_goes_on_in_the_next),
		cmocka_unit_test(fields_that_overlap_or_lie_beyond_are_listed),
		cmocka_unit_test(what_changed_is_bold_where_asked),
		cmocka_unit_test(a_register_without_fields_shows_its_bits),
		cmocka_unit_test(odd_sizes_are_drawn_as_well),
		cmocka_unit_test(what_is_not_ascii_is_replaced),
		cmocka_unit_test(random_layouts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
