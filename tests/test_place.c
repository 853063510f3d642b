/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Bits of a unit: how they are written, counted, and where they don't exist. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "place.h"

/* "[hi:lo]" of @text into @pl; returns what is left of it, NULL where it is refused, with @at at the place to blame. */
static const char *parse(const char *text, struct place *pl, size_t *at)
{
	const char *s = text;
	struct physmon_error e;
	int r;

	*pl = (struct place){ .kind = PLACE_BITS };
	r = place_parse_bits(&s, text + strlen(text), pl, &e);
	*at = (size_t)(s - text);
	assert_true(!r || r == -EINVAL);
	if (r)
		assert_true(*e.text);
	return r ? NULL : s;
}

static void bits_are_parsed_up_to_the_bracket(void **state)
{
	struct place pl;
	char text[8];
	size_t at;

	assert_string_equal(parse("[7:4]..8", &pl, &at), "..8");
	assert_true(pl.part);
	assert_int_equal(pl.hi, 7);
	assert_int_equal(pl.lo, 4);
	assert_string_equal(place_bits(&pl, text), "7:4");
	assert_int_equal(place_mask(&pl), 0xf0);
	assert_int_equal(place_nbits(&pl, 4), 4);

	assert_string_equal(parse("[63:62]", &pl, &at), "");
	assert_string_equal(place_bits(&pl, text), "63:62");
	assert_true(place_mask(&pl) == UINT64_C(3) << 62);

	assert_string_equal(parse("[5] ", &pl, &at), " ");
	assert_string_equal(place_bits(&pl, text), "5");
	assert_int_equal(place_nbits(&pl, 4), 1);

	assert_string_equal(parse("[63:0]", &pl, &at), "");
	assert_true(place_mask(&pl) == UINT64_MAX);
	assert_string_equal(parse("[007:04]", &pl, &at), "");
	assert_int_equal(pl.hi, 7);
}

static void other_brackets_are_refused(void **state)
{
	static const char *const wrong[] = { "[",      "[]",	"[:]",	  "[1:]",	  "[:1]",
					     "[4:7]",  "[64]",	"[64:0]", "[1",		  "[1:0",
					     "[a]",    "[0x1]", "[-1]",	  "[1 ]",	  "[1:2:3]",
					     "[1::2]", "[100]", "[256]",  "[4294967296]", "[18446744073709551616:0]" };
	struct place pl;
	size_t i, at;

	for (i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		assert_null(parse(wrong[i], &pl, &at));
		assert_int_equal(at, 0);
		assert_false(pl.part);
	}
}

static void bits_beyond_the_unit_are_told_with_a_width_that_has_them(void **state)
{
	struct place pl = { .part = true, .hi = 8, .lo = 3 };
	struct physmon_error e;

	assert_int_equal(place_fits(&pl, 2, &e), 0);
	assert_int_equal(place_fits(&pl, 1, &e), -EINVAL);
	assert_non_null(strstr(e.text, ".16"));
	pl.hi = 63;
	assert_int_equal(place_fits(&pl, 8, &e), 0);
	assert_int_equal(place_fits(&pl, 1, &e), -EINVAL);
	assert_non_null(strstr(e.text, ".64"));
	pl.part = false;
	assert_int_equal(place_fits(&pl, 1, &e), 0);
}

static void whole_units_have_the_bits_of_their_width(void **state)
{
	const struct place pl = { .kind = PLACE_REGISTER };

	assert_int_equal(place_nbits(NULL, 1), 8);
	assert_int_equal(place_nbits(&pl, 4), 32);
	assert_int_equal(place_nbits(&pl, 8), 64);
}

static void the_other_bits_stay_as_read(void **state)
{
	struct place pl = { .kind = PLACE_BITS };

	assert_int_equal(place_plan(&pl, 0xf0, NULL), 0);
	assert_int_equal(pl.plan.mask, 0xf0);
	assert_true(pl.plan.keep == ~UINT64_C(0xf0));
	assert_int_equal(pl.plan.ones, 0);
	assert_true(pl.plan.read);
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
