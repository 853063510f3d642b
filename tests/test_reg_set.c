/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * test_reg_set: filling a set of registers and undoing it, and looking up what tests/svd/features.svd describes: by
 * name, pattern, beginning of a name, address, text.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "svd_fixture.h"

static struct reg_set *features(void)
{
	struct physmon_error e = { 0 };
	struct reg_set *s;

	svd_or_skip();
	assert_int_equal(reg_set_new(&s), 0);
	if (svd_load(s, "tests/svd/features.svd", &e))
		fail_msg("%s", e.text);
	return s;
}

/* --- by name ------------------------------------------------------------------------------------------------- */

static void finds(struct reg_set *s, const char *name, enum reg_kind what, uint64_t addr)
{
	struct physmon_error e = { .text = "untouched" };
	struct reg_hit hit;

	if (reg_find(s, name, strlen(name), &hit, &e))
		fail_msg("%s isn't found: %s", name, e.text);
	assert_int_equal(hit.what, what);
	assert_true(hit.addr == addr);
	assert_non_null(hit.group);
	assert_int_equal(!!hit.reg, what == REG_IS_REGISTER || what == REG_IS_FIELD);
	assert_int_equal(!!hit.field, what == REG_IS_FIELD);
	assert_string_equal(e.text, "untouched");
}

static void refuses(struct reg_set *s, const char *name, int err, const char *sentence)
{
	struct physmon_error e = { .text = "untouched" };
	struct reg_hit hit;

	assert_int_equal(reg_find(s, name, strlen(name), &hit, &e), -err);
	assert_string_equal(e.text, sentence);
}

static void names_are_found_in_any_case(void **state)
{
	struct reg_set *s = features();

	finds(s, "UART0", REG_IS_PERIPHERAL, 0x10000000);
	finds(s, "uart0.lcr", REG_IS_REGISTER, 0x1000000c);
	finds(s, "UART1.LCR.WLS", REG_IS_FIELD, 0x1000100c);
	finds(s, "Uart1.Lcr.Dlab", REG_IS_FIELD, 0x1000100c);
	finds(s, "DMA[1].CH[0]", REG_IS_CLUSTER, 0x20010100);
	finds(s, "DMA[1].CH[1].LINK", REG_IS_CLUSTER, 0x20010150);
	finds(s, "DMA[1].CH[1].LINK.ADDR[1]", REG_IS_REGISTER, 0x20010158);
	finds(s, "EMPTY", REG_IS_PERIPHERAL, 0x40000000);
	finds(s, "HIGH.TOP", REG_IS_REGISTER, UINT64_C(0xfffffffffffffff8));
	reg_set_free(s);
}

static void unknown_names_are_not(void **state)
{
	static const char *const names[] = { "",
					     ".",
					     "UART",
					     "UART0.",
					     "UART0.NONE",
					     "UART0.LCR.NONE",
					     "UART0.LCR.WLS.X",
					     "LCR",
					     "UART0.LCR[3]",
					     "NOT_ONE",
					     "HIGH.NO_PLACE",
					     "DMA[1].CH[1].NONE",
					     "UART0_IRQ" };
	struct reg_set *s = features();

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		refuses(s, names[i], ENOENT, "untouched");
	reg_set_free(s);
}

static void arrays_tell_their_elements(void **state)
{
	struct reg_set *s = features();

	refuses(s, "DMA", ERANGE, "DMA is an array: DMA[0] to DMA[1]");
	refuses(s, "dma[2]", ERANGE, "dma is an array: DMA[0] to DMA[1]");
	refuses(s, "DMA[1].CH", ERANGE, "DMA[1].CH is an array: DMA[1].CH[0] to DMA[1].CH[1]");
	refuses(s, "DMA[1].CH[2].CTRL", ERANGE, "DMA[1].CH is an array: DMA[1].CH[0] to DMA[1].CH[1]");
	refuses(s, "DMA.GAIN_R", ERANGE, "DMA is an array: DMA[0] to DMA[1]");
	reg_set_free(s);
}

static void what_is_ambiguous_is_told(void **state)
{
	struct reg_set *s = svd_of(
		DEVICE(PERIPHERAL("P", "0", REGISTER("Ab", "0", "") REGISTER("aB", "4", "") REGISTER("T", "8", ""))
			       PERIPHERAL("Q", "0x200", REGISTER("R", "0", "") REGISTER("R", "0", ""))));
	/* another file: in one, the second P would be P_2 */
	static const char more[] = DEVICE(PERIPHERAL("P", "0x100", REGISTER("T", "8", "") REGISTER("U", "0", "")));

	assert_int_equal(svd_load_memory(s, "more.svd", more, strlen(more), NULL), 0);
	finds(s, "P.Ab", REG_IS_REGISTER, 0);
	finds(s, "P.aB", REG_IS_REGISTER, 4);
	refuses(s, "P.ab", EEXIST, "P.ab is P.Ab or P.aB, in other case");
	refuses(s, "P.T", EEXIST, "P.T has more than one address: 00000008 and 00000108");
	refuses(s, "P", EEXIST, "P has more than one address: 00000000 and 00000100");
	finds(s, "P.U", REG_IS_REGISTER, 0x100);
	/* twice the same is the same */
	finds(s, "Q.R", REG_IS_REGISTER, 0x200);
	reg_set_free(s);
}

static void fields_and_values_are_found(void **state)
{
	struct reg_set *s = features();
	const struct reg *r = found(s, "UART0.LCR");
	struct physmon_error e = { .text = "untouched" };
	const struct reg_field *f;
	const struct reg_value *v;

	assert_int_equal(reg_find_field(r, "wls", 3, &f, &e), 0);
	assert_string_equal(f->name, "WLS");
	assert_int_equal(reg_find_field(r, "W", 1, &f, &e), -ENOENT);
	assert_int_equal(reg_find_value(f, "8BIT", 4, true, &v, &e), 0);
	assert_true(v->value == 3);
	assert_string_equal(v->description, "The usual");
	assert_int_equal(reg_find_value(f, "9bit", 4, true, &v, &e), -ENOENT);
	assert_int_equal(reg_find_value(f, "", 0, true, &v, &e), -ENOENT);
	assert_string_equal(e.text, "untouched");
	reg_set_free(s);

	s = svd_of(FIELDS(
		"<field><dim>3</dim><dimIncrement>1</dimIncrement><name>B[%s]</name><bitRange>0</bitRange></field>" FIELD(
			"X", "[4:3]",
			"<enumeratedValues><enumeratedValue><name>on</name><value>1</value></enumeratedValue>"
			"<enumeratedValue><name>ON</name><value>2</value></enumeratedValue></enumeratedValues>")
			FIELD("x", "5", "") FIELD("TWO", "6", "") FIELD("TWO", "7", "")));
	r = found(s, "P.R");
	assert_int_equal(reg_find_field(r, "b[2]", 4, &f, &e), 0);
	assert_int_equal(f->lo, 2);
	assert_int_equal(reg_find_field(r, "B[3]", 4, &f, &e), -ERANGE);
	assert_string_equal(e.text, "P.R has fields B[0] to B[2], not B[3]");
	assert_int_equal(reg_find_field(r, "B", 1, &f, &e), -ERANGE);
	assert_int_equal(reg_find_field(r, "TWO", 3, &f, &e), -EEXIST);
	assert_string_equal(e.text, "TWO is more than one field of P.R: TWO from bit 6, TWO from bit 7");
	refuses(s, "P.R.TWO", EEXIST, "TWO is more than one field of P.R: TWO from bit 6, TWO from bit 7");
	assert_int_equal(reg_find_field(r, "X", 1, &f, &e), 0);
	assert_int_equal(reg_find_value(f, "on", 2, false, &v, &e), 0);
	assert_true(v->value == 1);
	assert_int_equal(reg_find_value(f, "On", 2, false, &v, &e), -EEXIST);
	assert_string_equal(e.text, "On is more than one value of X: on is 1, ON is 2");
	reg_set_free(s);
}

/* --- by pattern ---------------------------------------------------------------------------------------------- */

static void assert_glob(const struct reg_set *s, const char *pattern, const char *names)
{
	const struct reg *r;
	char got[2048] = "";
	struct reg_glob g;

	for (r = reg_glob_first(s, &g, pattern, strlen(pattern)); r; r = reg_glob_next(&g)) {
		assert_true(strlen(got) + strlen(r->name) + 2 < sizeof(got));
		strcat(strcat(got, r->name), " ");
	}
	assert_null(reg_glob_next(&g));
	assert_string_equal(got, names);
}

static void patterns_give_each_register_once(void **state)
{
	struct reg_set *s = features();

	assert_glob(s, "UART0", "UART0.RBR UART0.THR UART0.LCR UART0.LSR UART0.ISR ");
	assert_glob(s, "UART?.LCR", "UART0.LCR UART1.LCR ");
	assert_glob(s, "uart*.lcr", "UART0.LCR UART1.LCR ");
	assert_glob(s, "DMA[1].CH[0]", "DMA[1].CH[0].CTRL DMA[1].CH[0].LINK.ADDR[0] DMA[1].CH[0].LINK.ADDR[1] ");
	assert_glob(s, "*.LINK.ADDR[1]",
		    "DMA[0].CH[0].LINK.ADDR[1] DMA[0].CH[1].LINK.ADDR[1] DMA[1].CH[0].LINK.ADDR[1] "
		    "DMA[1].CH[1].LINK.ADDR[1] ");
	assert_glob(s, "*CH[1].CTRL", "DMA[0].CH[1].CTRL DMA[1].CH[1].CTRL ");
	assert_glob(s, "DMA[0].CH[0].LINK.ADDR", "DMA[0].CH[0].LINK.ADDR[0] DMA[0].CH[0].LINK.ADDR[1] ");
	assert_glob(s, "*T*P*", "HIGH.TOP ");
	assert_glob(s, "HIG", "");
	assert_glob(s, "HIGH.TOPS", "");
	assert_glob(s, "", "");
	assert_glob(s, "UART", "");
	assert_glob(s, "*[01].*SR", "");
	reg_set_free(s);
}

/* --- by the beginning of a name ------------------------------------------------------------------------------ */

static void join(void *ctx, const char *name)
{
	char *got = ctx;

	assert_true(strlen(got) + strlen(name) + 2 < 1024);
	strcat(strcat(got, name), " ");
}

static void assert_ways(const struct reg_set *s, const char *prefix, const char *names)
{
	char got[1024] = "";

	reg_complete(s, prefix, strlen(prefix), join, got);
	assert_string_equal(got, names);
}

static void names_are_completed_component_by_component(void **state)
{
	struct reg_set *s = features();

	assert_ways(s, "", "UART1 UART0 DMA[0] DMA[1] HIGH EMPTY ");
	assert_ways(s, "UA", "UART1 UART0 ");
	assert_ways(s, "ua", "UART1 UART0 ");
	assert_ways(s, "UART0.L", "UART0.LCR UART0.LSR ");
	assert_ways(s, "uart0.lc", "UART0.LCR ");
	assert_ways(s, "DMA[0].",
		    "DMA[0].CH[0] DMA[0].CH[1] DMA[0].GAIN_R DMA[0].GAIN_G DMA[0].GAIN_B DMA[0].PRIO4 DMA[0].PRIO5 "
		    "DMA[0].SHAPE ");
	assert_ways(s, "UART0.LCR.", "UART0.LCR.WLS UART0.LCR.STB UART0.LCR.PAR UART0.LCR.DLAB ");
	assert_ways(s, "UART0.LCR.D", "UART0.LCR.DLAB ");
	assert_ways(s, "UART0.LCR.X", "");
	assert_ways(s, "X", "");
	reg_set_free(s);
}

/* --- by address, by text ------------------------------------------------------------------------------------- */

static void assert_at(const struct reg_set *s, uint64_t addr, const char *names)
{
	const struct reg *r;
	char got[1024] = "";
	size_t i = 0;

	while ((r = reg_set_at(s, addr, &i)))
		strcat(strcat(got, r->name), " ");
	assert_string_equal(got, names);
}

static void addresses_are_found(void **state)
{
	struct reg_set *s = features();

	assert_at(s, 0x10001000, "UART1.RBR UART1.THR ");
	assert_at(s, 0x10001001, "UART1.THR ");
	assert_at(s, 0x10001002, "");
	assert_at(s, 0x2000011f, "DMA[0].CH[0].LINK.ADDR[1] ");
	assert_at(s, UINT64_MAX, "HIGH.TOP ");
	assert_at(s, 0, "");
	assert_string_equal(reg_set_begins(s, 0x10001000, 1)->name, "UART1.RBR");
	assert_null(reg_set_begins(s, 0x10001000, 8));
	assert_null(reg_set_begins(s, 0x10001001, 1));
	/* by a register, by a block */
	assert_string_equal(reg_set_group_at(s, 0x20000000)->name, "DMA[0]");
	assert_string_equal(reg_set_group_at(s, 0x100000ff)->name, "UART0");
	assert_string_equal(reg_set_group_at(s, 0x100010ff)->name, "UART1");
	assert_null(reg_set_group_at(s, 0x10000100));
	reg_set_free(s);
}

static void texts_are_found(void **state)
{
	struct reg_set *s = features();
	const struct reg *r = found(s, "UART0.LCR");
	const struct reg_field *f;

	assert_true(reg_search(r, "shape OF", 8, &f) && !f);
	assert_true(reg_search(r, "line control", 12, &f) && !f);
	assert_true(reg_search(r, "serial PORT", 11, &f) && !f);
	assert_true(reg_search(r, "lcr", 3, &f) && !f);
	assert_true(reg_search(r, "dlab", 4, &f));
	assert_string_equal(f->name, "DLAB");
	assert_true(reg_search(r, "word len", 8, &f));
	assert_string_equal(f->name, "WLS");
	assert_false(reg_search(r, "words", 5, &f));
	assert_true(reg_search(r, "", 0, &f));
	reg_set_free(s);
}

static void reading_has_effects_where_the_file_says_so(void **state)
{
	static const char *const noread[] = { "UART0.RBR", "UART0.THR", "UART0.LSR", "DMA[0].PRIO4" };
	static const char *const reads[] = { "UART0.LCR", "HIGH.TOP", "DMA[0].SHAPE" };
	struct reg_set *s = features();

	for (size_t i = 0; i < sizeof(noread) / sizeof(noread[0]); i++)
		assert_true(reg_noread(found(s, noread[i])));
	for (size_t i = 0; i < sizeof(reads) / sizeof(reads[0]); i++)
		assert_false(reg_noread(found(s, reads[i])));
	assert_true(reg_writable(REG_W1) && reg_writable(REG_RW1) && reg_writable(REG_WO) && !reg_writable(REG_RO));
	assert_int_equal(reg_width(found(s, "DMA[0].SHAPE")), 0);
	assert_int_equal(reg_width(found(s, "HIGH.TOP")), 8);
	reg_set_free(s);
}

/* --- filling, replacing, undoing ----------------------------------------------------------------------------- */

static const struct reg *add(struct reg_set *s, const char *name, uint64_t addr)
{
	const struct reg *r = reg_set_add(
		s, &(struct reg){ .name = name, .description = "", .display_name = "", .addr = addr, .bits = 32 });

	assert_non_null(r);
	return r;
}

static void texts_left_out_are_empty(void **state)
{
	const struct reg_group *g;
	const struct reg_field *f;
	const struct reg *r;
	struct reg_set *s;

	assert_int_equal(reg_set_new(&s), 0);
	g = reg_set_add_group(s, &(struct reg_group){ .name = "G", .format = "planted" });
	assert_non_null(g);
	r = reg_set_add(s, &(struct reg){ .name = "G.R", .group = g, .bits = 8 });
	assert_non_null(r);
	assert_string_equal(g->format, "planted");
	assert_string_equal(r->format, "");
	assert_string_equal(g->description, "");
	assert_string_equal(r->description, "");
	assert_string_equal(r->display_name, "");
	assert_false(reg_search(r, "x", 1, &f));
	assert_ptr_equal(reg_set_named(s, g, "G.R", 3), r);
	reg_set_free(s);
}

static void what_was_added_is_undone(void **state)
{
	struct reg_set_mark mark, later;
	const struct reg *a, *b;
	struct reg_set *s;

	assert_int_equal(reg_set_new(&s), 0);
	a = add(s, "A", 0x2000);
	b = add(s, "B", 0x1000);
	reg_set_finish(s);
	assert_ptr_equal(reg_set_reg(s, 0), b);
	assert_ptr_equal(reg_set_reg(s, 1), a);
	mark = reg_set_mark(s);
	for (unsigned i = 0; i < 10000; i++) {
		char name[20];

		snprintf(name, sizeof(name), "N%u", i);
		add(s, reg_set_text(s, name, strlen(name)), i);
	}
	later = reg_set_mark(s);
	/* replaced: no longer found, but still there for those who hold it */
	assert_int_equal(reg_set_replace(s, a), 0);
	refuses(s, "A", ENOENT, "untouched");
	add(s, "A", 0x3000);
	reg_set_finish(s);
	assert_int_equal(reg_set_nregs(s), 10002);
	assert_ptr_equal(found(s, "A"), reg_set_reg(s, 10001));
	assert_string_equal(a->name, "A");
	reg_set_undo(s, &later);
	assert_ptr_equal(found(s, "A"), a);
	assert_ptr_equal(found(s, "n9999"), reg_set_begins(s, 9999, 4));
	reg_set_undo(s, &mark);
	assert_int_equal(reg_set_nregs(s), 2);
	refuses(s, "N1", ENOENT, "untouched");
	assert_ptr_equal(found(s, "b"), b);
	reg_set_free(s);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_found_in_any_case),
		cmocka_unit_test(unknown_names_are_not),
		cmocka_unit_test(arrays_tell_their_elements),
		cmocka_unit_test(what_is_ambiguous_is_told),
		cmocka_unit_test(fields_and_values_are_found),
		cmocka_unit_test(patterns_give_each_register_once),
		cmocka_unit_test(names_are_completed_component_by_component),
		cmocka_unit_test(addresses_are_found),
		cmocka_unit_test(texts_are_found),
		cmocka_unit_test(reading_has_effects_where_the_file_says_so),
		cmocka_unit_test(texts_left_out_are_empty),
		cmocka_unit_test(what_was_added_is_undone),
	};

	return SVD_RUN(tests, NULL);
}
