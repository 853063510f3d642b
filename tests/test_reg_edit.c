/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reg_edit: registers defined one by one, defined anew, and taken back. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "reg_edit.h"

static struct reg_edit ed;

static int set_up(void **state)
{
	struct reg_set *set;

	memset(&ed, 0, sizeof(ed));
	if (reg_set_new(&set))
		return -1;
	reg_edit_init(&ed, set);
	return 0;
}

static int tear_down(void **state)
{
	reg_edit_free(&ed);
	reg_set_free(ed.set);
	return 0;
}

static void reg(const char *name, uint64_t addr)
{
	const struct reg r = { .name = name, .description = "", .display_name = "", .addr = addr, .bits = 32 };

	assert_int_equal(reg_edit_register(&ed, &r), 0);
}

static void field(const char *of, const char *name, unsigned lo)
{
	const struct reg_field f = { .name = name, .description = "", .lo = lo, .nbits = 1 };
	const struct reg *r = reg_edit_find(&ed, of, strlen(of));

	assert_non_null(r);
	assert_int_equal(reg_edit_field(&ed, r, &f), 0);
}

/* "A@0(F0 G1) B@4()" */
static void assert_holds(const char *wanted)
{
	char text[500] = "", one[64];
	const struct reg *r;

	for (size_t i = 0; (r = reg_set_reg(ed.set, i)); i++) {
		snprintf(one, sizeof(one), "%s%s@%u(", i ? " " : "", r->name, (unsigned)r->addr);
		strcat(text, one);
		for (size_t f = 0; f < r->nfields; f++) {
			snprintf(one, sizeof(one), "%s%s%u", f ? " " : "", r->fields[f].name, r->fields[f].lo);
			strcat(text, one);
		}
		strcat(text, ")");
	}
	assert_string_equal(text, wanted);
}

static void fields_that_replace_others_take_no_room(void **state)
{
	static char names[REG_EDIT_FIELDS_MAX / 8 * 9 + 2][12];
	struct reg_field f = { .description = "", .nbits = 1 };
	const struct reg *r;
	unsigned i;
	int err = 0;

	reg("A", 0);
	r = reg_edit_find(&ed, "A", 1);
	for (i = 0; i < 3 * REG_EDIT_FIELDS_MAX; i++) {
		f.name = i & 1 ? "F" : "G";
		f.lo = i % 31;
		assert_int_equal(reg_edit_field(&ed, r, &f), 0);
	}
	f.lo = 31;
	for (i = 0; !err; i++) {
		assert_true(i < sizeof(names) / sizeof(names[0]));
		f.name = i < 2 ? (i ? "G" : "F") : names[i];
		snprintf(names[i], sizeof(names[i]), "f%u", i);
		err = reg_edit_field(&ed, r, &f);
	}
	assert_int_equal(err, -E2BIG);
	assert_true(i > REG_EDIT_FIELDS_MAX);
	assert_int_equal(reg_edit_field(&ed, r, &f), -E2BIG);
}

static void fields_that_replaced_others_are_taken_back(void **state)
{
	reg("A", 0);
	field("A", "F", 3);
	field("A", "G", 4);
	reg_edit_begin(&ed);
	for (unsigned i = 0; i < REG_EDIT_FIELDS_MAX + 5; i++)
		field("A", "F", i % 32);
	reg_edit_settle(&ed, false);
	assert_holds("A@0(F3 G4)");
}

static void fields_are_sorted_and_the_last_of_a_name_counts(void **state)
{
	reg("B", 4);
	reg("A", 0);
	field("A", "F", 3);
	field("A", "G", 1);
	field("A", "F", 0);
	field("B", "X", 2); /* A is closed */
	field("A", "H", 2);
	assert_holds("A@0(F0 G1 H2) B@4(X2)");
	reg("A", 8);
	assert_holds("B@4(X2) A@8()");
	assert_int_equal(reg_edit_remove(&ed, "B", 1), 0);
	assert_null(reg_edit_find(&ed, "B", 1));
	assert_holds("A@8()");
}

static void what_was_found_stays(void **state)
{
	const struct reg *r;

	reg("A", 0);
	field("A", "F", 3);
	r = reg_set_reg(ed.set, 0);
	field("A", "F", 1);
	assert_holds("A@0(F1)");
	reg("A", 4);
	assert_holds("A@4()");
	assert_true(r->nfields == 1 && r->fields[0].lo == 3);
}

static void all_since_the_beginning_is_taken_back(void **state)
{
	reg("A", 0);
	field("A", "F", 0);
	reg_edit_begin(&ed);
	field("A", "G", 1);
	reg_edit_settle(&ed, false); /* A stayed open */
	reg_edit_begin(&ed);
	field("A", "H", 2);
	reg("B", 4);
	field("B", "X", 0);
	reg("A", 8);
	assert_holds("B@4(X0) A@8()");
	reg_edit_settle(&ed, false); /* A was closed, and replaced */
	assert_holds("A@0(F0)");
	reg_edit_begin(&ed);
	field("A", "K", 5);
	reg_edit_settle(&ed, true);
	field("A", "L", 6);
	reg_edit_begin(&ed);
	assert_int_equal(reg_edit_remove(&ed, "A", 1), 0);
	assert_holds("");
	reg_edit_settle(&ed, false);
	assert_holds("A@0(F0 K5 L6)");
}

static void a_description_does_not_replace_it(void **state)
{
	const struct reg r = { .name = "A", .description = "", .display_name = "", .addr = 4, .bits = 32 };
	struct reg_hit hit;

	reg("A", 0);
	assert_int_equal(reg_set_nregs(ed.set), 1);
	assert_non_null(reg_set_add(ed.set, &r));
	assert_int_equal(reg_find(ed.set, "A", 1, &hit, NULL), 0);
	assert_true(hit.addr == 0);
	assert_holds("A@0()");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(fields_that_replace_others_take_no_room, set_up, tear_down),
		cmocka_unit_test_setup_teardown(fields_that_replaced_others_are_taken_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(fields_are_sorted_and_the_last_of_a_name_counts, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_was_found_stays, set_up, tear_down),
		cmocka_unit_test_setup_teardown(all_since_the_beginning_is_taken_back, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_description_does_not_replace_it, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
