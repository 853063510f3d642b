/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What becomes of a field's neighbours when it is written: each kind of neighbour, alone and among others, and each
 * cause of a refusal. Registers are made here; no file is read.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "register_selection.h"

#define FIELD(n, low, w, a, m) \
	{ \
		.name = n, .description = "", .lo = low, .nbits = w, .access = a, .on_write = m \
	}
#define REGISTER(fields_, ...) \
	{ \
		.name = "P.R", .bits = 32, .fields = fields_, .nfields = sizeof(fields_) / sizeof(*(fields_)), \
		__VA_ARGS__ \
	}

/* The plan to write @mask of @r, which must be possible. */
static struct selection_plan plan(const struct reg *r, uint64_t mask)
{
	struct selection_plan p;
	struct physmon_error e;

	assert_int_equal(register_write_plan(r, mask, NULL, &p, &e), 0);
	assert_int_equal(p.mask, mask);
	assert_int_equal(p.keep & (mask | p.ones), 0);
	assert_int_equal(p.ones & mask, 0);
	return p;
}

/* It must be refused with these words. */
static void refused(const struct reg *r, uint64_t mask, const char *words)
{
	struct selection_plan p;
	struct physmon_error e = { 0 };

	assert_int_equal(register_write_plan(r, mask, NULL, &p, &e), -EPERM);
	if (!strstr(e.text, words))
		fail_msg("\"%s\" isn't in \"%s\"", words, e.text);
}

static void plain_neighbours_and_reserved_bits_stay_as_read(void **state)
{
	const struct reg_field f[] = { FIELD("A", 0, 4, REG_RW, REG_WRITE_PLAIN),
				       FIELD("B", 8, 4, REG_RW, REG_WRITE_PLAIN),
				       FIELD("C", 12, 1, REG_RO, REG_WRITE_PLAIN) };
	const struct reg r = REGISTER(f);
	const struct selection_plan p = plan(&r, 0xf);

	assert_true(p.read);
	assert_true(p.keep == ~UINT64_C(0xf));
	assert_int_equal(p.ones, 0);
}

static void what_a_one_acts_on_gets_zeros_and_what_a_zero_acts_on_gets_ones(void **state)
{
	const struct reg_field f[] = {
		FIELD("A", 0, 1, REG_RW, REG_WRITE_PLAIN),    FIELD("C1", 1, 1, REG_RW, REG_WRITE_1_CLEAR),
		FIELD("S1", 2, 1, REG_RW, REG_WRITE_1_SET),   FIELD("T1", 3, 1, REG_RW, REG_WRITE_1_TOGGLE),
		FIELD("C0", 4, 1, REG_RW, REG_WRITE_0_CLEAR), FIELD("S0", 5, 1, REG_WO, REG_WRITE_0_SET),
		FIELD("T0", 6, 2, REG_RW, REG_WRITE_0_TOGGLE)
	};
	const struct reg r = REGISTER(f);
	struct selection_plan p = plan(&r, 1);

	assert_true(p.read);
	assert_int_equal(p.keep & 0xff, 0);
	assert_true((p.keep | 0xff) == UINT64_MAX);
	assert_int_equal(p.ones, 0xf0);
	/* part of such a field: so is the rest of it */
	p = plan(&r, 0x40);
	assert_int_equal(p.ones, 0xb0);
}

static void what_acts_is_written_without_a_read_if_nothing_needs_to_be_kept(void **state)
{
	const struct reg_field acting[] = { FIELD("A", 0, 1, REG_RW, REG_WRITE_1_CLEAR),
					    FIELD("B", 1, 1, REG_RW, REG_WRITE_0_CLEAR),
					    FIELD("C", 2, 1, REG_RO, REG_WRITE_PLAIN) };
	const struct reg_field mixed[] = { FIELD("A", 0, 1, REG_RW, REG_WRITE_1_CLEAR),
					   FIELD("B", 1, 1, REG_RW, REG_WRITE_PLAIN) };
	struct reg r = REGISTER(acting);
	const struct reg m = REGISTER(mixed);

	assert_false(plan(&r, 1).read);
	assert_int_equal(plan(&r, 1).ones, 2);
	assert_false(plan(&r, 2).read);
	assert_false(plan(&r, 3).read);
	assert_true(plan(&r, 0x101).read); /* bit 8 is reserved and asked for: it isn't known to act */
	assert_true(plan(&m, 1).read);
	/* nor does it matter then what reading does, or that it can't be done */
	r.on_read = REG_READ_CLEAR;
	assert_false(plan(&r, 1).read);
	r.access = REG_WO;
	assert_false(plan(&r, 1).read);
}

static void neighbours_that_any_write_acts_on_are_causes_to_refuse(void **state)
{
	static const struct {
		enum reg_access access;
		enum reg_on_write write;
		const char *words;
	} t[] = {
		{ REG_RW, REG_WRITE_CLEAR, "field B is cleared by any write" },
		{ REG_RW, REG_WRITE_SET, "field B is set by any write" },
		{ REG_RW, REG_WRITE_MODIFY, "field B is modified by any write" },
		{ REG_WO, REG_WRITE_PLAIN, "field B is write-only" },
		{ REG_W1, REG_WRITE_PLAIN, "field B takes its first write only" },
		{ REG_RW1, REG_WRITE_PLAIN, "field B takes its first write only" },
	};
	size_t i;

	for (i = 0; i < sizeof(t) / sizeof(*t); i++) {
		const struct reg_field f[] = { FIELD("A", 0, 1, REG_RW, REG_WRITE_PLAIN),
					       FIELD("B", 1, 1, t[i].access, t[i].write) };
		const struct reg r = REGISTER(f);

		refused(&r, 1, t[i].words);
		refused(&r, 1, "P.R");
		plan(&r, 2); /* it may be written itself */
		plan(&r, 3);
	}
}

static void reading_that_does_something_is_a_cause_to_refuse(void **state)
{
	static const struct {
		enum reg_on_read action;
		const char *words;
	} t[] = { { REG_READ_CLEAR, "reading clears it" },
		  { REG_READ_SET, "reading sets it" },
		  { REG_READ_MODIFY, "reading changes it" },
		  { REG_READ_MODIFY_EXTERNAL, "reading changes something else" } };
	struct reg_field f[] = { FIELD("A", 0, 8, REG_RW, REG_WRITE_PLAIN), FIELD("B", 8, 8, REG_RW, REG_WRITE_PLAIN) };
	struct reg r = REGISTER(f);
	size_t i;

	for (i = 0; i < sizeof(t) / sizeof(*t); i++) {
		r.on_read = t[i].action;
		refused(&r, 0xff, t[i].words);
	}
	r.on_read = REG_READ_NONE;
	f[1].on_read = REG_READ_CLEAR;
	refused(&r, 0xff, "reading clears it");
	/* all of it: nothing needs to be read */
	assert_false(plan(&r, 0xffffffff).read);
	refused(&r, 0xffff, "reading clears it"); /* reserved bits would have to be kept */
}

static void what_is_read_only_is_not_written(void **state)
{
	const struct reg_field f[] = { FIELD("A", 0, 1, REG_RO, REG_WRITE_PLAIN),
				       FIELD("B", 4, 1, REG_RW, REG_WRITE_PLAIN) };
	struct reg r = REGISTER(f);

	refused(&r, 1, "P.R.A is read-only");
	refused(&r, 0x11, "P.R.A is read-only");
	plan(&r, 0x10);
	r.access = REG_RO;
	refused(&r, 0x100, "P.R is read-only");
	plan(&r, 0x10); /* a field's own access counts */
}

static void of_what_cannot_be_read_all_fields_can_be_written_at_once(void **state)
{
	const struct reg_field f[] = { FIELD("A", 0, 4, REG_WO, REG_WRITE_PLAIN),
				       FIELD("B", 4, 4, REG_WO, REG_WRITE_PLAIN) };
	const struct reg r = REGISTER(f, .access = REG_WO);

	refused(&r, 0xf, "field B is write-only");
	assert_false(plan(&r, 0xff).read);
}

static void strange_fields_do_no_harm(void **state)
{
	const struct reg_field f[] = { FIELD("WIDE", 0, 64, REG_RW, REG_WRITE_PLAIN),
				       FIELD("HIGH", 63, 8, REG_RW, REG_WRITE_1_CLEAR),
				       FIELD("OUT", 100, 4, REG_RW, REG_WRITE_CLEAR) };
	struct reg r = REGISTER(f);

	r.bits = 128;

	assert_true(plan(&r, 1).read);
	assert_true(plan(&r, UINT64_MAX).read);
}

static void the_line_that_works_holds_the_values(void **state)
{
	const struct reg_field f[] = { FIELD("A", 0, 4, REG_RW, REG_WRITE_PLAIN),
				       FIELD("B", 4, 4, REG_WO, REG_WRITE_PLAIN),
				       FIELD("OUT", 40, 1, REG_WO, REG_WRITE_PLAIN) };
	struct reg r = REGISTER(f);
	const uint64_t value = 0xa;
	struct selection_plan p;
	struct physmon_error e;

	assert_int_equal(register_write_plan(&r, 0xf, &value, &p, &e), -EPERM);
	assert_string_equal(e.text,
			    "P.R can't be written in part, as its field B is write-only: 'w P.R A=a B=0' works");
	/* half of a field, a value that isn't known, a field that the register doesn't have: no value is made up */
	assert_int_equal(register_write_plan(&r, 3, &value, &p, &e), -EPERM);
	assert_non_null(strstr(e.text, ": use 'w P.R' with the whole value"));
	refused(&r, 0xf, ": use 'w P.R' with the whole value");
	r.nfields = 2;
	r.name = "P.32R";
	r.bits = 24;
	refused(&r, 0xf, ": use 'w.32 @\"P.32R\"' with the whole value");
	r.addr = 2; /* no access holds all of it, and nothing else */
	assert_int_equal(register_write_plan(&r, 0xf, &value, &p, &e), -EPERM);
	assert_string_equal(e.text, "P.32R can't be written in part, as its field B is write-only");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plain_neighbours_and_reserved_bits_stay_as_read),
		cmocka_unit_test(what_a_one_acts_on_gets_zeros_and_what_a_zero_acts_on_gets_ones),
		cmocka_unit_test(what_acts_is_written_without_a_read_if_nothing_needs_to_be_kept),
		cmocka_unit_test(neighbours_that_any_write_acts_on_are_causes_to_refuse),
		cmocka_unit_test(reading_that_does_something_is_a_cause_to_refuse),
		cmocka_unit_test(what_is_read_only_is_not_written),
		cmocka_unit_test(of_what_cannot_be_read_all_fields_can_be_written_at_once),
		cmocka_unit_test(strange_fields_do_no_harm),
		cmocka_unit_test(the_line_that_works_holds_the_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
