/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Bits of a unit: how they are written, counted, and where they don't exist. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "selection.h"

/* "[hi:lo]" of @text into @sel; returns what is left of it, NULL where it is refused, with @at at the place to blame. */
static const char *parse(const char *text, struct selection *sel, size_t *at)
{
	const char *s = text;
	struct physmon_error e;
	int r;

	*sel = (struct selection){ .kind = SELECTION_BITS };
	r = selection_parse_bits(&s, text + strlen(text), sel, &e);
	*at = (size_t)(s - text);
	assert_true(!r || r == -EINVAL);
	if (r)
		assert_true(*e.text);
	return r ? NULL : s;
}

static void bits_are_parsed_up_to_the_bracket(void **state)
{
	struct selection sel;
	char text[8];
	size_t at;

	assert_string_equal(parse("[7:4]..8", &sel, &at), "..8");
	assert_true(sel.part);
	assert_int_equal(sel.hi, 7);
	assert_int_equal(sel.lo, 4);
	assert_string_equal(selection_bits(&sel, text), "7:4");
	assert_int_equal(selection_mask(&sel), 0xf0);
	assert_int_equal(selection_nbits(&sel, 4), 4);

	assert_string_equal(parse("[63:62]", &sel, &at), "");
	assert_string_equal(selection_bits(&sel, text), "63:62");
	assert_true(selection_mask(&sel) == UINT64_C(3) << 62);

	assert_string_equal(parse("[5] ", &sel, &at), " ");
	assert_string_equal(selection_bits(&sel, text), "5");
	assert_int_equal(selection_nbits(&sel, 4), 1);

	assert_string_equal(parse("[63:0]", &sel, &at), "");
	assert_true(selection_mask(&sel) == UINT64_MAX);
	assert_string_equal(parse("[007:04]", &sel, &at), "");
	assert_int_equal(sel.hi, 7);
}

static void other_brackets_are_refused(void **state)
{
	static const char *const wrong[] = { "[",      "[]",	"[:]",	  "[1:]",	  "[:1]",
					     "[4:7]",  "[64]",	"[64:0]", "[1",		  "[1:0",
					     "[a]",    "[0x1]", "[-1]",	  "[1 ]",	  "[1:2:3]",
					     "[1::2]", "[100]", "[256]",  "[4294967296]", "[18446744073709551616:0]" };
	struct selection sel;
	size_t i, at;

	for (i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		assert_null(parse(wrong[i], &sel, &at));
		assert_int_equal(at, 0);
		assert_false(sel.part);
	}
}

static void bits_beyond_the_unit_are_told_with_a_width_that_has_them(void **state)
{
	struct selection sel = { .part = true, .hi = 8, .lo = 3 };
	struct physmon_error e;

	assert_int_equal(selection_fits(&sel, 2, &e), 0);
	assert_int_equal(selection_fits(&sel, 1, &e), -EINVAL);
	assert_non_null(strstr(e.text, ".16"));
	sel.hi = 63;
	assert_int_equal(selection_fits(&sel, 8, &e), 0);
	assert_int_equal(selection_fits(&sel, 1, &e), -EINVAL);
	assert_non_null(strstr(e.text, ".64"));
	sel.part = false;
	assert_int_equal(selection_fits(&sel, 1, &e), 0);
}

static void whole_units_have_the_bits_of_their_width(void **state)
{
	const struct selection sel = { .kind = SELECTION_REGISTER };

	assert_int_equal(selection_nbits(NULL, 1), 8);
	assert_int_equal(selection_nbits(&sel, 4), 32);
	assert_int_equal(selection_nbits(&sel, 8), 64);
}

static void the_other_bits_stay_as_read(void **state)
{
	struct selection sel = { .kind = SELECTION_BITS };

	assert_int_equal(selection_plan(&sel, 0xf0, NULL, NULL), 0);
	assert_int_equal(sel.plan.mask, 0xf0);
	assert_true(sel.plan.keep == ~UINT64_C(0xf0));
	assert_int_equal(sel.plan.ones, 0);
	assert_true(sel.plan.read);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bits_are_parsed_up_to_the_bracket),
		cmocka_unit_test(other_brackets_are_refused),
		cmocka_unit_test(bits_beyond_the_unit_are_told_with_a_width_that_has_them),
		cmocka_unit_test(whole_units_have_the_bits_of_their_width),
		cmocka_unit_test(the_other_bits_stay_as_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
