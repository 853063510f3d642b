/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The RAM test against memory that is broken on purpose: stuck cells, lines that are dead or shorted, cells that
 * disturb others. What is broken must be found and named, and what isn't must pass.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "commands.h"
#include "emit_fixture.h"
#include "error.h"
#include "memtest.h"
#include "recorder.h"
#include "session.h"

#define FIRST 0x4c000000u
#define SIZE 0x400u

/* What is wrong with the memory; all 0: nothing. */
static struct broken {
	uint8_t stuck_high, stuck_low; /* bits of the byte at cell, always 1, always 0 */
	uint64_t cell;
	uint8_t line_high, line_low; /* the same of every byte at an address that is 0 modulo 4: a data line */
	uint64_t dead_line;	     /* an address bit that nothing looks at */
	uint64_t aggressor, victim;  /* writing one inverts bit 0 of the other, after it; where they aren't equal */
	uint64_t fault_at;	     /* a bus error here */
} broken;

static struct fake fake;
static struct recorder recorder;

static uint8_t *byte_at(uint64_t addr)
{
	return fake.mem + ((addr - FIRST) & ~broken.dead_line) % FAKE_SIZE;
}

static void one_byte(enum physmon_dir dir, uint64_t addr, uint8_t *v)
{
	if (dir == PHYSMON_WRITE) {
		*byte_at(addr) = *v;
		if (broken.aggressor != broken.victim && addr == broken.aggressor)
			*byte_at(broken.victim) ^= 1;
		return;
	}
	*v = *byte_at(addr);
	if (addr == broken.cell)
		*v = (uint8_t)((*v | broken.stuck_high) & ~broken.stuck_low);
	if (addr % 4 == 0)
		*v = (uint8_t)((*v | broken.line_high) & ~broken.line_low);
}

/* All accesses, in their order, as one number: FNV-1a of direction, address and value. */
static uint64_t accesses;

static void one_unit(enum physmon_dir dir, uint64_t addr, unsigned width, uint8_t *v)
{
	for (unsigned k = 0; k < width; k++) {
		one_byte(dir, addr + k, v + k);
		accesses = (accesses ^ dir ^ (addr + k) << 9 ^ (uint64_t)v[k] << 1) * 0x100000001b3;
	}
}

static int transfer(struct physmon_target *t, struct physmon_xfer *x, size_t *bad, struct physmon_error *e)
{
	uint8_t was[8], *v;
	uint64_t addr;
	size_t unit;

	for (x->done = 0; x->done < x->nunits; x->done++) {
		unit = x->flags & PHYSMON_XFER_DOWN ? x->nunits - 1 - x->done : x->done;
		addr = x->addr + unit * x->step;
		v = (uint8_t *)x->buf + unit * x->width;
		assert_true(addr >= FIRST && addr + x->width <= FIRST + SIZE);
		if (broken.fault_at && addr == broken.fault_at) {
			*bad = 1;
			return error_set(e, PHYSMON_E_BUS, EFAULT, "bus error");
		}
		if (x->flags & PHYSMON_XFER_SWAP)
			one_unit(PHYSMON_READ, addr, x->width, was);
		one_unit(x->dir, addr, x->width, v);
		if (x->flags & PHYSMON_XFER_SWAP)
			memcpy(v, was, x->width);
	}
	return 0;
}

struct told {
	unsigned n;
	uint64_t addr, wrote, read; /* of the last */
};

static void tell(void *ctx, uint64_t addr, uint64_t wrote, uint64_t read)
{
	struct told *t = ctx;

	t->n++;
	t->addr = addr;
	t->wrote = wrote;
	t->read = read;
}

static int test_memory_by(bool blocks, struct emit_fixture *f, unsigned width, uint64_t nbytes, struct memtest *m,
			  struct told *told, struct physmon_error *e)
{
	const struct range b = { .addr = FIRST, .nunits = nbytes / width, .width = width };
	struct session *s;
	int r;

	fake_init(&fake, FIRST);
	fake.be.transfer = transfer;
	fake.t.mapped = blocks;
	accesses = 0xcbf29ce484222325;
	memset(told, 0, sizeof(*told));
	*m = (struct memtest){ .wrong = tell, .ctx = told };
	assert_int_equal(session_new(&s, commands), 0);
	s->emit = emit_fixture_use(f, EMIT_TEXT);
	s->target = &fake.t;
	r = memtest_run(s, &b, m, e);
	s->target = NULL;
	session_free(s);
	fake_done(&fake);
	return r;
}

/* Unit by unit, then by blocks, as mapped memory is tested: the same accesses with the same results. */
static int test_memory(struct emit_fixture *f, unsigned width, uint64_t nbytes, struct memtest *m, struct told *told,
		       struct physmon_error *e)
{
	struct memtest single;
	struct told told_single;
	uint64_t accesses_single;
	int r = test_memory_by(false, f, width, nbytes, &single, &told_single, e), blocks;
	const uint64_t addr = e->addr;

	accesses_single = accesses;
	blocks = test_memory_by(true, f, width, nbytes, m, told, e);
	assert_int_equal(blocks, r);
	assert_true(accesses == accesses_single);
	if (r)
		assert_true(e->addr == addr);
	else
		assert_true(m->made == single.made);
	assert_true(m->total == single.total && m->nwrong == single.nwrong && m->first == single.first &&
		    m->high == single.high && m->low == single.low && m->npairs == single.npairs);
	assert_memory_equal(m->pairs, single.pairs, sizeof(single.pairs));
	assert_memory_equal(told, &told_single, sizeof(told_single));
	return r;
}

static const unsigned widths[] = { 1, 2, 4 };

static void good_memory_passes_in_every_width_and_size(void **state)
{
	struct physmon_error e;
	struct memtest m;
	struct told told;
	unsigned i;
	uint64_t n;

	broken = (struct broken){ .cell = 1 };
	for (i = 0; i < 3; i++)
		for (n = widths[i]; n <= SIZE; n += n < 64 ? widths[i] : 100 * widths[i]) {
			assert_int_equal(test_memory(*state, widths[i], n, &m, &told, &e), 0);
			assert_true(!m.nwrong && !m.npairs && !m.high && !m.low && !told.n);
			assert_true(m.made >= m.total && m.total == n / widths[i] * 15);
		}
}

static void a_stuck_bit_is_named_with_its_address(void **state)
{
	struct physmon_error e;
	struct memtest m;
	struct told told;
	unsigned bit;

	for (bit = 0; bit < 8; bit++) {
		broken = (struct broken){ .cell = FIRST + 0x123, .stuck_high = (uint8_t)(1 << bit) };
		assert_int_equal(test_memory(*state, 1, SIZE, &m, &told, &e), 0);
		assert_true(m.nwrong > 0 && m.nwrong == told.n && !m.npairs);
		assert_int_equal(m.first, FIRST + 0x123);
		assert_int_equal(told.addr, FIRST + 0x123);
		assert_int_equal(told.read & ~told.wrote, 1 << bit);
		assert_int_equal(m.high, 1 << bit);
		assert_int_equal(m.low, 0);
		/* in 32 bits: the same bit, counted within the unit */
		broken = (struct broken){ .cell = FIRST + 0x122, .stuck_low = (uint8_t)(1 << bit) };
		assert_int_equal(test_memory(*state, 4, SIZE, &m, &told, &e), 0);
		assert_int_equal(m.first, FIRST + 0x120);
		assert_int_equal(m.high, 0);
		assert_int_equal(m.low, __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? 1u << (16 + bit) : 1u << (8 + bit));
	}
}

static void a_stuck_data_line_is_seen_in_a_single_unit(void **state)
{
	struct physmon_error e;
	struct memtest m;
	struct told told;

	broken = (struct broken){ .cell = 1, .line_high = 0x40, .line_low = 0x02 };
	assert_int_equal(test_memory(*state, 1, 1, &m, &told, &e), 0);
	assert_int_equal(m.high, 0x40);
	assert_int_equal(m.low, 0x02);
	assert_int_equal(m.first, FIRST);
}

static void a_dead_address_line_is_named_by_a_pair(void **state)
{
	struct physmon_error e;
	struct memtest m;
	struct told told;
	uint64_t line;

	for (line = 4; line < SIZE; line <<= 1) {
		broken = (struct broken){ .cell = 1, .dead_line = line };
		assert_int_equal(test_memory(*state, 4, SIZE, &m, &told, &e), 0);
		assert_true(m.npairs > 0);
		assert_int_equal(m.pairs[0][0] ^ m.pairs[0][1], line);
		assert_true(m.nwrong > 0); /* the cells show it as well */
	}
}

/* One cell disturbs another: which one, above or below, near or far. */
static void cells_that_disturb_others_are_found(void **state)
{
	static const int distances[] = { 1, -1, 2, -7, 0x100, -0x100 };
	struct physmon_error e;
	struct memtest m;
	struct told told;
	unsigned i;

	for (i = 0; i < sizeof(distances) / sizeof(distances[0]); i++) {
		broken = (struct broken){ .cell = 1,
					  .aggressor = FIRST + 0x1ab,
					  .victim = FIRST + 0x1ab + distances[i] };
		assert_int_equal(test_memory(*state, 1, SIZE, &m, &told, &e), 0);
		assert_true(m.nwrong > 0);
		assert_int_equal(m.high | m.low, 1);
		assert_int_equal(told.addr, broken.victim);
	}
}

static void a_bus_error_ends_it(void **state)
{
	struct physmon_error e = { 0 };
	struct memtest m;
	struct told told;

	broken = (struct broken){ .cell = 1, .fault_at = FIRST + 0x200 };
	assert_int_equal(test_memory(*state, 4, SIZE, &m, &told, &e), -EFAULT);
	assert_int_equal(e.addr, FIRST + 0x200);
	assert_int_equal(m.nwrong, 0);
}

static void a_dry_run_finds_nothing_and_touches_nothing(void **state)
{
	const struct range b = { .addr = FIRST, .nunits = 4, .width = 4 };
	struct emit_fixture *f = *state;
	struct physmon_error e;
	struct memtest m = { 0 };
	struct session *s;

	fake_init(&fake, FIRST);
	fake.be.transfer = transfer;
	recorder_init(&recorder);
	recorder.verdict = PHYSMON_SKIP;
	recorder.verdict_stays = true;
	recorder.verdict_at = 0;
	physmon_observe(&fake.t, &recorder.observer);
	memset(fake.mem, 0xa5, sizeof(fake.mem));
	assert_int_equal(session_new(&s, commands), 0);
	s->emit = emit_fixture_use(f, EMIT_TEXT);
	s->target = &fake.t;
	assert_int_equal(memtest_run(s, &b, &m, &e), 0);
	assert_true(recorder.n == m.made && !m.nwrong && !m.npairs);
	assert_int_equal(fake.mem[0], 0xa5);
	s->target = NULL;
	session_free(s);
	fake_done(&fake);
}

static void bits_are_listed_in_ranges(void **state)
{
	char out[200];

	memtest_bits(out, sizeof(out), 0);
	assert_string_equal(out, "");
	memtest_bits(out, sizeof(out), 1);
	assert_string_equal(out, "0");
	memtest_bits(out, sizeof(out), 0x8000000000000039);
	assert_string_equal(out, "0, 3-5, 63");
	memtest_bits(out, sizeof(out), UINT64_MAX);
	assert_string_equal(out, "0-63");
	memtest_bits(out, 8, 0x5555555555555555);
	assert_string_equal(out, "0, 2, 4");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(good_memory_passes_in_every_width_and_size, emit_fixture_open,
						emit_fixture_close),
		cmocka_unit_test_setup_teardown(a_stuck_bit_is_named_with_its_address, emit_fixture_open,
						emit_fixture_close),
		cmocka_unit_test_setup_teardown(a_stuck_data_line_is_seen_in_a_single_unit, emit_fixture_open,
						emit_fixture_close),
		cmocka_unit_test_setup_teardown(a_dead_address_line_is_named_by_a_pair, emit_fixture_open,
						emit_fixture_close),
		cmocka_unit_test_setup_teardown(cells_that_disturb_others_are_found, emit_fixture_open,
						emit_fixture_close),
		cmocka_unit_test_setup_teardown(a_bus_error_ends_it, emit_fixture_open, emit_fixture_close),
		cmocka_unit_test_setup_teardown(a_dry_run_finds_nothing_and_touches_nothing, emit_fixture_open,
						emit_fixture_close),
		cmocka_unit_test(bits_are_listed_in_ranges),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
