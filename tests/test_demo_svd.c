/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tests of the room demo_svd: the description of the demo board says what the board is: the same registers at the same
 * places, read and written as it says, and holding after reset what it says.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <physmon.h>

#include "demo_board.h"
#include "svd_fixture.h"

static struct reg_set *svd;
static struct physmon_target *t;
static struct physmon_error e;

static int begin(void **state)
{
	const char *text = physmon_registers("demo");

	if (!text || reg_set_new(&svd) || physmon_open("demo", NULL, &t, &e))
		return -1;
	if (svd_load_memory(svd, "demo", text, strlen(text), &e)) {
		print_message("%s\n", e.text);
		return -1;
	}
	return 0;
}

static void no_description_is_kept_where_none_can_be_read(void **state)
{
	assert_null(physmon_registers("demo"));
}

static const struct reg *find(const char *name)
{
	struct reg_hit hit;

	if (reg_find(svd, name, strlen(name), &hit, &e))
		fail_msg("%s is not described", name);
	return hit.reg;
}

static void every_register_is_described(void **state)
{
	const struct demo_block *block;
	const struct demo_reg *reg;
	const struct reg *r;
	const struct reg_group *p;
	size_t n = 0, blocks = 0;
	char name[64];

	for (block = demo_board_blocks; block->name; block++) {
		p = svd_group(svd, blocks++);
		assert_string_equal(p->name, block->name);
		assert_int_equal(p->nblocks, 1);
		assert_true(p->addr == block->first && p->blocks[0].first == block->first);
		assert_true(p->blocks[0].last == block->last);
		for (reg = block->regs; reg->name; reg++, n++) {
			snprintf(name, sizeof(name), "%s.%s", block->name, reg->name);
			r = find(name);
			assert_true(r->addr == block->first + reg->offset);
			assert_int_equal(r->bits, 32);
			assert_int_equal(reg_readable(r->access), (reg->read || reg->word));
			assert_int_equal(reg_writable(r->access), (reg->write || reg->holds || reg->clears));
			assert_int_equal(reg_noread(r), reg->noread);
		}
	}
	assert_int_equal(reg_set_nregs(svd), n);
	assert_null(svd_group(svd, blocks));
}

static void registers_hold_what_they_do_after_reset(void **state)
{
	const struct reg *r;
	uint64_t v;
	size_t i;

	for (i = 0; (r = reg_set_reg(svd, i)); i++) {
		if (!reg_readable(r->access) || reg_noread(r))
			continue;
		assert_int_equal(physmon_read(t, r->addr, 4, &v, &e), 0);
		assert_true(((v ^ r->reset_value) & r->reset_mask) == 0);
		assert_true(r->has_reset);
	}
}

/* Bits that no field has can't be set; those of a field can, or are cleared by a 1, or are read-only. */
static void fields_take_what_they_say(void **state)
{
	static const char *const registers[] = { "SYSID.STATUS", "SYSID.ENABLE", "UART.STATUS", "TIMER.CONTROL",
						 "TIMER.STATUS" };
	const struct reg *r;
	uint64_t stored, cleared, v;
	size_t i, k;

	for (i = 0; i < sizeof(registers) / sizeof(registers[0]); i++) {
		r = find(registers[i]);
		stored = cleared = 0;
		for (k = 0; k < r->nfields; k++) {
			v = (UINT64_C(1) << r->fields[k].nbits) - 1;
			if (r->fields[k].on_write == REG_WRITE_1_CLEAR)
				cleared |= v << r->fields[k].lo;
			else if (reg_writable(r->fields[k].access))
				stored |= v << r->fields[k].lo;
		}
		assert_true(stored || cleared);
		assert_int_equal(physmon_write(t, r->addr, 4, UINT32_MAX, &e), 0);
		assert_int_equal(physmon_read(t, r->addr, 4, &v, &e), 0);
		assert_true((v & cleared) == 0);
		if (stored)
			assert_true(v == stored);
		assert_int_equal(physmon_write(t, r->addr, 4, 0, &e), 0);
	}
}

static void names_of_enumerated_values(void **state)
{
	const struct reg *r;

	r = find("TIMER.CONTROL");
	assert_int_equal(r->nfields, 2);
	assert_string_equal(reg_value_of(&r->fields[0], 1, false)->name, "running");
	assert_string_equal(reg_value_of(&r->fields[1], 0, false)->name, "once");
}

static int end(void **state)
{
	reg_set_free(svd);
	physmon_close(t);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_register_is_described),
		cmocka_unit_test(registers_hold_what_they_do_after_reset),
		cmocka_unit_test(fields_take_what_they_say),
		cmocka_unit_test(names_of_enumerated_values),
	};

	const struct CMUnitTest without[] = { cmocka_unit_test(no_description_is_kept_where_none_can_be_read) };

	return HAVE_EXPAT ? cmocka_run_group_tests(tests, begin, end) : cmocka_run_group_tests(without, NULL, NULL);
}
