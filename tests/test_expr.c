/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tests of the rooms expr and names: precedence, folding, what is known only while running, and every way to be wrong.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "arena.h"
#include "expr.h"
#include "names.h"

struct room {
	struct names *names;
	struct expr_code code;
	struct arena arena;
	struct expr_env env;
	struct physmon_error e;
	const char *at; /* where the parser stopped */
};

static int set_up(void **state)
{
	struct room *r = calloc(1, sizeof(*r));

	if (!r || names_new(&r->names) || names_define(r->names, "UART", 4, 0x4c000000) ||
	    names_define(r->names, "ADC", 3, 0x5000) || names_define(r->names, "P.R[2]", 6, 0x77) ||
	    names_define(r->names, "a b", 3, 0x123))
		return -1;
	*state = r;
	return 0;
}

static int tear_down(void **state)
{
	struct room *r = *state;

	free(r->code.ops);
	arena_free(&r->arena);
	names_free(r->names);
	free(r);
	return 0;
}

static int parse(struct room *r, const char *text, struct expr *x)
{
	struct expr_parser ps = {
		.p = text, .end = text + strlen(text), .names = r->names, .code = &r->code, .arena = &r->arena
	};
	int err = expr_parse(&ps, x, &r->e);

	r->at = ps.p;
	return err;
}

static uint64_t value(struct room *r, const char *text)
{
	struct expr x;
	uint64_t v = 0;

	assert_int_equal(parse(r, text, &x), 0);
	assert_string_equal(r->at, "");
	assert_int_equal(expr_eval(&x, &r->code, &r->env, &v, &r->e), 0);
	return v;
}

static void operators_bind_as_in_c(void **state)
{
	struct room *r = *state;

	assert_int_equal(value(r, "1+2*3"), 7);
	assert_int_equal(value(r, "(1+2)*3"), 9);
	assert_int_equal(value(r, "10-4-2"), 10);
	assert_int_equal(value(r, "100/10/4"), 4);
	assert_int_equal(value(r, "17%10"), 7);
	assert_int_equal(value(r, "1<<4|1"), 0x11);
	assert_int_equal(value(r, "1|2^3&1"), 3);
	assert_int_equal(value(r, "f0>>4&3"), 3);
	assert_int_equal(value(r, "1+1<<4"), 0x20);
	assert_int_equal(value(r, "~0"), UINT64_MAX);
	assert_int_equal(value(r, "-1"), UINT64_MAX);
	assert_int_equal(value(r, "~-1"), 0);
	assert_int_equal(value(r, "-1+2"), 1);
	assert_int_equal(value(r, "2*-3"), (uint64_t)-6);
	assert_int_equal(value(r, "(( 1 + 2 ) << ( 0t10 ))"), 3072);
	assert_int_equal(value(r, "ffffffffffffffff+2"), 1);
	assert_int_equal(value(r, "1<<63"), 1ull << 63);
}

static void names_are_addresses(void **state)
{
	struct room *r = *state;
	struct expr x;

	assert_int_equal(value(r, "UART+18"), 0x4c000018);
	assert_int_equal(value(r, "@UART"), 0x4c000000);
	assert_int_equal(value(r, "P.R[2]*2"), 0xee);
	assert_int_equal(value(r, "@\"a b\"+1"), 0x124);
	assert_int_equal(value(r, "@ADC"), 0x5000);
	assert_int_equal(value(r, "0xADC"), 0xadc);
	assert_int_equal(parse(r, "UART", &x), 0);
	assert_true(x.absolute);
	assert_int_equal(parse(r, "10", &x), 0);
	assert_false(x.absolute);
}

static void a_word_that_is_number_and_name_is_refused(void **state)
{
	struct room *r = *state;
	struct expr x;

	assert_int_equal(parse(r, "ADC", &x), -EINVAL);
	assert_string_equal(r->e.text, "ADC is a number and a name: write 0xADC or @ADC");
	assert_string_equal(r->at, "ADC");
}

static void an_expression_ends_before_a_range_or_a_blank(void **state)
{
	struct room *r = *state;
	struct expr x;

	assert_int_equal(parse(r, "10..1f", &x), 0);
	assert_string_equal(r->at, "..1f");
	assert_int_equal(parse(r, "UART..10", &x), 0);
	assert_string_equal(r->at, "..10");
	assert_int_equal(parse(r, "...+4", &x), 0);
	assert_string_equal(r->at, "..+4");
	assert_int_equal(parse(r, "1+1 +1", &x), 0);
	assert_string_equal(r->at, " +1");
}

static void dot_and_last_are_valued_while_running(void **state)
{
	struct room *r = *state;
	struct expr x;
	uint64_t v;

	r->env = (struct expr_env){ .dot = 0x1000, .last = 0x20, .last_valid = true, .last_known = true };
	assert_int_equal(value(r, ".+$*2"), 0x1040);
	assert_int_equal(value(r, "-$"), (uint64_t)-0x20);
	assert_int_equal(parse(r, "$", &x), 0);
	assert_true(x.dynamic);
	assert_false(x.absolute);
	r->env.dot = 0x2000;
	assert_int_equal(value(r, "."), 0x2000);
	r->env.last_known = false;
	assert_int_equal(expr_eval(&x, &r->code, &r->env, &v, &r->e), -ENODATA);
	r->env.last_valid = false;
	assert_int_equal(expr_eval(&x, &r->code, &r->env, &v, &r->e), -EINVAL);
	assert_string_equal(r->e.text, "$ has no value: nothing has been read yet");
}

static void division_and_shift_are_checked_while_running_too(void **state)
{
	struct room *r = *state;
	struct expr x;
	uint64_t v;

	r->env = (struct expr_env){ .last = 0, .last_valid = true, .last_known = true };
	assert_int_equal(parse(r, "1/$", &x), 0);
	assert_int_equal(expr_eval(&x, &r->code, &r->env, &v, &r->e), -EINVAL);
	r->env.last = 64;
	assert_int_equal(parse(r, "1<<$", &x), 0);
	assert_int_equal(expr_eval(&x, &r->code, &r->env, &v, &r->e), -EINVAL);
}

static void wrong_text_is_pointed_at(void **state)
{
	static const struct {
		const char *text;
		size_t at;
	} rows[] = {
		{ "", 0 },
		{ "+", 0 },
		{ "1+", 2 },
		{ "0x", 0 },
		{ "zz", 0 },
		{ "1g", 0 },
		{ "--1", 0 },
		{ "1--1", 1 },
		{ "(1", 2 },
		{ "()", 1 },
		{ "1/0", 1 },
		{ "1%0", 1 },
		{ "./0", 1 },
		{ "1<<64", 1 },
		{ "$>>64", 1 },
		{ "@nope", 0 },
		{ "@\"nope\"", 0 },
		{ "@", 0 },
		{ "1+zz", 2 },
		{ "*1", 0 },
		{ "~", 1 },
		{ "\"a\"", 0 },
		{ "10000000000000000", 0 },
		{ "fffffffffffffffff", 0 },
		{ "1/(1-1)", 0 },
		{ "-+1", 1 },
		{ "..10", 1 },
	};
	struct room *r = *state;
	struct expr x;
	size_t i, before = r->code.n;
	int err;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		r->e.text[0] = '\0';
		err = parse(r, rows[i].text, &x);
		if (!strcmp(rows[i].text,
			    "..10")) { /* '.', then something that no operator begins: for the caller to refuse */
			assert_int_equal(err, 0);
		} else {
			assert_true(err < 0);
			assert_true(strlen(r->e.text) > 5);
			assert_int_equal(r->code.n, before);
		}
		if ((size_t)(r->at - rows[i].text) != rows[i].at)
			fail_msg("%s: stopped at %d", rows[i].text, (int)(r->at - rows[i].text));
		r->code.n = before;
	}
}

static void endless_nesting_is_refused(void **state)
{
	struct room *r = *state;
	struct expr x;
	char deep[4001];

	memset(deep, '(', 4000);
	deep[4000] = '\0';
	assert_int_equal(parse(r, deep, &x), -EINVAL);
	memset(deep, '~', 4000);
	assert_int_equal(parse(r, deep, &x), -EINVAL);
	memset(deep, '(', 90);
	strcpy(deep + 90, "1");
	memset(deep + 91, ')', 90);
	deep[181] = '\0';
	assert_int_equal(value(r, deep), 1);
}

/* Each level holds operands of all strengths back: the deepest stack that a text can ask for. */
static void the_deepest_expression_fits_the_stack(void **state)
{
	struct room *r = *state;
	char deep[4000] = "";
	size_t i;

	for (i = 0; i < 98; i++)
		strcat(deep, "1|1^1&1<<1+1*(");
	strcat(deep, ".");
	for (i = 0; i < 98; i++)
		strcat(deep, ")");
	r->env.dot = 0;
	assert_int_equal(value(r, deep), 1);
}

static void values_fit_by_their_form(void **state)
{
	static const struct {
		const char *text;
		unsigned width;
		bool fits;
	} rows[] = {
		{ "ff", 1, true },
		{ "100", 1, false },
		{ "-80", 1, true },
		{ "-81", 1, false },
		{ "-1", 1, true },
		{ "~0", 1, true },
		{ "-(1+2)", 1, true },
		{ "~ff", 1, true },
		{ "~1ff", 1, false },
		{ "1ff-100", 1, true },
		{ "ff+1", 1, false },
		{ "ffff", 2, true },
		{ "10000", 2, false },
		{ "-8000", 2, true },
		{ "-8001", 2, false },
		{ "ffffffff", 4, true },
		{ "100000000", 4, false },
		{ "-80000000", 4, true },
		{ "ffffffffffffffff", 8, true },
		{ "-8000000000000000", 8, true },
		{ "-8000000000000001", 8, false },
		{ "~0", 8, true },
		{ "(100)", 1, false },
		{ "-0", 1, true },
		{ "-ffffffffffffff01", 1, false },
		{ "ffffffffffffff80", 1, false },
	};
	struct room *r = *state;
	struct expr x;
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(parse(r, rows[i].text, &x), 0);
		if (expr_fits_bits(x.form, x.value, 8 * rows[i].width) != rows[i].fits)
			fail_msg("%s in %u bytes", rows[i].text, rows[i].width);
	}
}

static void names_roll_back_and_commit(void **state)
{
	struct room *r = *state;
	struct names_hit hit;
	uint64_t v;
	size_t mark = names_mark(r->names), i = 0;

	assert_int_equal(names_define(r->names, "UART", 4, 1), 0);
	assert_int_equal(names_define(r->names, "NEW", 3, 2), 0);
	assert_int_equal(names_find(r->names, "UART", 4, 0, &hit, NULL), 0);
	assert_int_equal(hit.addr, 1);
	names_rollback(r->names, mark);
	assert_int_equal(names_find(r->names, "UART", 4, 0, &hit, NULL), 0);
	assert_int_equal(hit.addr, 0x4c000000);
	assert_int_equal(names_find(r->names, "NEW", 3, 0, &hit, NULL), -ENOENT);
	assert_int_equal(names_define(r->names, "UART", 4, 3), 0);
	assert_int_equal(names_define(r->names, "UART", 4, 4), 0);
	names_commit(r->names, mark);
	assert_int_equal(names_mark(r->names), mark);
	assert_int_equal(names_find(r->names, "UART", 4, 0, &hit, NULL), 0);
	assert_int_equal(hit.addr, 4);
	assert_string_equal(names_next(r->names, &i, &v), "UART");
	for (; i < mark;)
		assert_non_null(names_next(r->names, &i, &v));
	assert_null(names_next(r->names, &i, &v));
	assert_int_equal(names_undefine(r->names, "UART", 4), 0);
	assert_int_equal(names_find(r->names, "UART", 4, 0, &hit, NULL), -ENOENT);
	names_rollback(r->names, mark);
	assert_int_equal(names_find(r->names, "UART", 4, 0, &hit, NULL), 0);
	assert_int_equal(names_undefine(r->names, "UART", 4), 0);
	names_commit(r->names, mark);
	assert_int_equal(names_find(r->names, "UART", 4, 0, &hit, NULL), -ENOENT);
	i = 0;
	assert_string_equal(names_next(r->names, &i, &v), "ADC");
	assert_int_equal(names_undefine(r->names, "UART", 4), 0);
	assert_int_equal(names_mark(r->names), mark);
}

/* A source knows one name, and notes whether it was asked. */
struct known {
	const char *name;
	int answer;
	unsigned asked;
};

static int find_known(void *ctx, const char *name, size_t len, struct names_hit *hit, struct physmon_error *e)
{
	struct known *k = ctx;

	(void)e;
	k->asked++;
	if (strlen(k->name) != len || memcmp(k->name, name, len))
		return -ENOENT;
	hit->addr = 0x77;
	return k->answer;
}

static void sources_are_asked_in_their_order(void **state)
{
	struct known registers = { "DAC", 0, 0 }, regions = { "beef", 0, 0 }, symbols = { "jiffies", 0, 0 };
	struct known broken = { "worse", -EINVAL, 0 };
	struct room *r = *state;
	struct expr x;

	assert_int_equal(names_add(r->names, &(struct names_source){ .find = find_known, .ctx = &registers }), 0);
	assert_int_equal(names_add(r->names, &(struct names_source){ .flags = NAMES_MARKED,
								     .find = find_known,
								     .complete = NULL,
								     .ctx = &regions }),
			 0);
	assert_int_equal(names_add(r->names, &(struct names_source){ .flags = NAMES_LAST,
								     .find = find_known,
								     .complete = NULL,
								     .ctx = &symbols }),
			 0);
	assert_int_equal(names_add(r->names,
				   &(struct names_source){
					   .flags = NAMES_LAST, .find = find_known, .complete = NULL, .ctx = &broken }),
			 0);
	assert_int_equal(names_add(r->names, &(struct names_source){ .find = find_known }), -ENOSPC);

	assert_int_equal(parse(r, "UART", &x), 0); /* defined: nobody else is asked */
	assert_int_equal(registers.asked, 0);
	assert_int_equal(parse(r, "DAC", &x), -EINVAL); /* a number as well */
	assert_int_equal(parse(r, "@DAC", &x), 0);
	assert_int_equal(x.value, 0x77);
	assert_int_equal(regions.asked + symbols.asked, 0);

	assert_int_equal(parse(r, "beef", &x), 0); /* regions want their mark, symbols are no numbers */
	assert_int_equal(x.value, 0xbeef);
	assert_int_equal(regions.asked + symbols.asked, 0);
	assert_int_equal(parse(r, "@beef", &x), 0);
	assert_int_equal(x.value, 0x77);

	assert_int_equal(parse(r, "jiffies", &x), 0);
	assert_int_equal(x.value, 0x77);
	assert_int_equal(broken.asked, 0);
	assert_int_equal(parse(r, "worse", &x), -EINVAL); /* what a source can't tell is its own error */
	assert_int_equal(parse(r, "unknown", &x), -ENOENT);
}

static void what_follows_the_text_is_not_looked_at(void **state)
{
	static const char text[] = "1+@UART";
	struct room *r = *state;
	struct expr_parser ps = { .p = text, .end = text + 2, .names = r->names, .code = &r->code, .arena = &r->arena };
	struct expr x;

	assert_int_equal(expr_parse(&ps, &x, &r->e), -EINVAL);
	assert_ptr_equal(ps.p, text + 2);
	assert_string_equal(r->e.text, "a number is missing here");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(operators_bind_as_in_c, set_up, tear_down),
		cmocka_unit_test_setup_teardown(names_are_addresses, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_word_that_is_number_and_name_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_expression_ends_before_a_range_or_a_blank, set_up, tear_down),
		cmocka_unit_test_setup_teardown(dot_and_last_are_valued_while_running, set_up, tear_down),
		cmocka_unit_test_setup_teardown(division_and_shift_are_checked_while_running_too, set_up, tear_down),
		cmocka_unit_test_setup_teardown(wrong_text_is_pointed_at, set_up, tear_down),
		cmocka_unit_test_setup_teardown(endless_nesting_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_deepest_expression_fits_the_stack, set_up, tear_down),
		cmocka_unit_test_setup_teardown(values_fit_by_their_form, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_follows_the_text_is_not_looked_at, set_up, tear_down),
		cmocka_unit_test_setup_teardown(names_roll_back_and_commit, set_up, tear_down),
		cmocka_unit_test_setup_teardown(sources_are_asked_in_their_order, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("expr", tests, NULL, NULL);
}
