/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * gate: on the fake back end, watched by the recorder. A fence that is counted replaces the real one, which leaves no
 * trace.
 */
#include <errno.h>
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "access.h"
#include "recorder.h"
#include "unit.h"

static size_t fences, calls_before_fence;
static struct fake f;
static struct recorder rec;
static struct physmon_error err;
static uint8_t buf[PHYSMON_XFER_MAX];
static uint8_t state[PHYSMON_XFER_MAX];

/* In access_fence()'s place: the Makefile links this test with --wrap. */
void __wrap_access_fence(void);
void __wrap_access_fence(void)
{
	fences++;
	calls_before_fence = f.ncalls;
}

static int fresh(void **unused)
{
	fake_init(&f, 0x4c000000);
	recorder_init(&rec);
	memset(&err, 0x5a, sizeof(err));
	memset(buf, 0xee, sizeof(buf));
	memset(state, 0, sizeof(state));
	fences = 0;
	return 0;
}

static int done(void **unused)
{
	fake_done(&f);
	return 0;
}

static struct physmon_xfer xfer(enum physmon_dir dir, unsigned width, uint64_t addr, size_t nunits)
{
	return (struct physmon_xfer){ .dir = dir,
				      .width = width,
				      .addr = addr,
				      .step = width,
				      .nunits = nunits,
				      .buf = buf,
				      .state = state,
				      .done = 99 };
}

static void assert_states(const char *expected) /* P D F L U */
{
	size_t i;

	for (i = 0; expected[i]; i++)
		if (state[i] > PHYSMON_UNKNOWN || "PDFLU"[state[i]] != expected[i])
			fail_msg("unit %zu of %s has state %u", i, expected, state[i]);
}

/* --- what is let through ------------------------------------------------------------------------------------- */

static void each_unit_is_one_record(void **unused)
{
	unsigned width;
	size_t i;

	for (width = 1; width <= 8; width *= 2) {
		if (!(ACCESS_WIDTHS & width))
			continue;
		for (int dir = PHYSMON_READ; dir <= PHYSMON_WRITE; dir++) {
			struct physmon_xfer x = xfer((enum physmon_dir)dir, width, 0x4c000010, 5);

			fake_init(&f, 0x4c000000);
			recorder_init(&rec);
			physmon_observe(&f.t, &rec.observer);
			for (i = 0; i < 5 * width; i++)
				buf[i] = (uint8_t)(0xa0 + i);
			assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
			assert_int_equal(x.done, 5);
			assert_int_equal(rec.n, 5);
			assert_int_equal(f.ncalls, 5);
			assert_states("DDDDD");
			for (i = 0; i < 5; i++) {
				uint64_t value = 0;

				assert_true(recorder_is(&rec, i, x.dir, width, 0x4c000010 + i * width, PHYSMON_DONE));
				assert_int_equal(f.calls[i].addr, 0x4c000010 + i * width);
				assert_int_equal(f.calls[i].nunits, 1);
				assert_int_equal(f.calls[i].width, width);
				value = unit_get(f.mem + 0x10 + i * width, width);
				assert_int_equal(rec.records[i].before.known, dir == PHYSMON_WRITE);
				assert_int_equal(rec.records[i].before.value, dir == PHYSMON_WRITE ? value : 0);
				assert_true(rec.records[i].after.known);
				assert_int_equal(rec.records[i].after.value, value);
			}
			assert_memory_equal(buf, f.mem + 0x10, 5 * width);
			assert_int_equal(f.mem[0x0f], 0x0f);
			assert_int_equal(f.mem[0x10 + 5 * width], 0x10 + 5 * width);
		}
	}
}

static void unobserved_is_one_call(void **unused)
{
	struct physmon_xfer x = xfer(PHYSMON_READ, 4, 0x4c000100, 64);

	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
	assert_int_equal(f.ncalls, 1);
	assert_int_equal(f.calls[0].nunits, 64);
	assert_int_equal(x.done, 64);
	assert_memory_equal(buf, f.mem + 0x100, 256);
	assert_int_equal(buf[256], 0xee);
	assert_states("DDDDDDDD");
	assert_int_equal(state[63], PHYSMON_DONE);
	assert_int_equal(state[64], PHYSMON_PENDING);

	x.state = NULL;
	x.dir = PHYSMON_WRITE;
	x.addr = 0x4c000200;
	assert_int_equal(physmon_transfer(&f.t, &x, NULL), 0);
	assert_int_equal(f.ncalls, 2);
	assert_memory_equal(f.mem + 0x200, f.mem + 0x100, 256);
}

static void no_unit_is_no_access(void **unused)
{
	struct physmon_xfer x = xfer(PHYSMON_WRITE, 4, 0x4c000000, 0);

	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
	assert_int_equal(x.done, 0);
	assert_int_equal(f.ncalls, 0);
	assert_int_equal(fences, 0);
}

static void steps_other_than_the_width(void **unused)
{
	struct physmon_xfer x = xfer(PHYSMON_READ, 2, 0x4c000020, 3);

	x.step = 0x10;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
	assert_int_equal(f.ncalls, 1);
	assert_int_equal(f.calls[0].step, 0x10);
	assert_memory_equal(buf, "\x20\x21\x30\x31\x40\x41", 6);

	physmon_observe(&f.t, &rec.observer);
	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
	assert_true(recorder_is(&rec, 0, PHYSMON_READ, 2, 0x4c000020, PHYSMON_DONE));
	assert_true(recorder_is(&rec, 1, PHYSMON_READ, 2, 0x4c000030, PHYSMON_DONE));
	assert_true(recorder_is(&rec, 2, PHYSMON_READ, 2, 0x4c000040, PHYSMON_DONE));

	x.step = 0;
	x.dir = PHYSMON_WRITE;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
	assert_int_equal(rec.n, 6);
	for (size_t i = 3; i < 6; i++)
		assert_true(recorder_is(&rec, i, PHYSMON_WRITE, 2, 0x4c000020, PHYSMON_DONE));
	assert_memory_equal(f.mem + 0x20, "\x40\x41\x22", 3);
}

static void a_write_ends_with_a_fence(void **unused)
{
	struct physmon_xfer x = xfer(PHYSMON_READ, 4, 0x4c000000, 4);

	physmon_transfer(&f.t, &x, &err);
	assert_int_equal(fences, 0);
	x.dir = PHYSMON_WRITE;
	physmon_transfer(&f.t, &x, &err);
	assert_int_equal(fences, 1);
	assert_int_equal(calls_before_fence, 2);

	f.fault_first = 0x4c000008;
	f.fault_last = 0x4c00000b;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -EFAULT);
	assert_int_equal(fences, 2);
	assert_int_equal(calls_before_fence, 3);

	f.t.info.read_only = true;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -EROFS);
	assert_int_equal(fences, 2);
}

static enum physmon_state fenced_state;
static size_t fences_at_after;
static void after_counts_fences(void *ctx, const struct physmon_access *a, enum physmon_state s)
{
	fenced_state = s;
	fences_at_after = fences;
}

static void an_observed_write_is_fenced_before_after(void **unused)
{
	struct physmon_observer o = { .after = after_counts_fences };

	physmon_observe(&f.t, &o);
	assert_int_equal(physmon_write(&f.t, 0x4c000000, 4, 1, &err), 0);
	assert_int_equal(fenced_state, PHYSMON_DONE);
	assert_int_equal(fences_at_after, 1);
	assert_int_equal(fences, 1);
}

/* --- what is refused ----------------------------------------------------------------------------------------- */

struct refusal {
	struct physmon_xfer x;
	int r;
	enum physmon_kind kind;
	uint64_t addr;
	const char *text;
};

static void assert_refused(const struct refusal *c)
{
	struct physmon_xfer x = c->x;

	memset(&err, 0x5a, sizeof(err));
	memset(state, 0x77, sizeof(state));
	x.buf = buf;
	x.state = state;
	x.done = 99;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), c->r);
	assert_string_equal(err.text, c->text);
	assert_int_equal(err.kind, c->kind);
	assert_int_equal(err.err, -c->r);
	assert_int_equal(err.addr, c->addr);
	assert_int_equal(err.width, x.width);
	assert_int_equal(err.done, 0);
	assert_int_equal(x.done, 0);
	for (size_t i = 0; i < x.nunits && x.nunits <= PHYSMON_XFER_MAX; i++)
		assert_int_equal(state[i], PHYSMON_PENDING);
	assert_int_equal(rec.n, 0);
	assert_int_equal(f.ncalls, 0);
	assert_int_equal(fences, 0);
	assert_int_equal(physmon_transfer(&f.t, &x, NULL), c->r);

	if (x.nunits * x.width <= PHYSMON_XFER_MAX) {
		memset(&err, 0x5a, sizeof(err));
		assert_int_equal(physmon_check(&f.t, &c->x, &err), c->r);
		assert_string_equal(err.text, c->text);
	}
	assert_int_equal(rec.n, 0);
	assert_int_equal(f.ncalls, 0);
}

#define X(d, w, a, s, n) \
	{ \
		.dir = PHYSMON_##d, .width = w, .addr = a, .step = s, .nunits = n \
	}

static void refusals_touch_nothing(void **unused)
{
	static const struct refusal cases[] = {
		{ X(READ, 3, 0x4c000000, 3, 1), -EINVAL, PHYSMON_E_WIDTH, 0x4c000000,
		  "an access of 3 bytes at 4c000000 is not possible: 1, 2, 4 and 8 are" },
		{ X(READ, 0, 0x4c000000, 0, 1), -EINVAL, PHYSMON_E_WIDTH, 0x4c000000,
		  "an access of 0 bytes at 4c000000 is not possible: 1, 2, 4 and 8 are" },
		{ X(READ, 16, 0x4c000000, 16, 1), -EINVAL, PHYSMON_E_WIDTH, 0x4c000000,
		  "an access of 16 bytes at 4c000000 is not possible: 1, 2, 4 and 8 are" },
		{ X(READ, 4, 0x4c000002, 4, 1), -EINVAL, PHYSMON_E_UNALIGNED, 0x4c000002,
		  "4c000002 is not aligned for a 32-bit access: the next aligned addresses are 4c000000 and 4c000004" },
		{ X(WRITE, 2, 0x4c000001, 2, 1), -EINVAL, PHYSMON_E_UNALIGNED, 0x4c000001,
		  "4c000001 is not aligned for a 16-bit access: the next aligned addresses are 4c000000 and 4c000002" },
		{ X(READ, 4, UINT64_MAX, 4, 1), -EINVAL, PHYSMON_E_UNALIGNED, UINT64_MAX,
		  "ffffffffffffffff is not aligned for a 32-bit access: the last aligned address is fffffffffffffffc" },
		{ X(READ, 4, 0x4c000000, 6, 2), -EINVAL, PHYSMON_E_UNALIGNED, 0x4c000000,
		  "step 6 from 4c000000 is not aligned for 32-bit accesses: use a multiple of 4, such as 4" },
		{ X(READ, 4, 0x4c000000, 1, 2), -EINVAL, PHYSMON_E_UNALIGNED, 0x4c000000,
		  "step 1 from 4c000000 is not aligned for 32-bit accesses: use a multiple of 4, such as 4" },
		{ X(READ, 4, 0xfffffffffffffff8, 4, 3), -ERANGE, PHYSMON_E_WRAP, 0xfffffffffffffff8,
		  "3 units of 32 bits from fffffffffffffff8 on run past the last address, ffffffffffffffff: "
		  "at most 2 fit there" },
		{ X(READ, 1, 0x4c000000, 0x8000000000000000, 3), -ERANGE, PHYSMON_E_WRAP, 0x4c000000,
		  "3 units of 8 bits from 4c000000 on, 8000000000000000 apart, run past the last address, "
		  "ffffffffffffffff: at most 2 fit there" },
		{ X(READ, 1, 0x4c000000, 0xffffffffffffffff, 4), -ERANGE, PHYSMON_E_WRAP, 0x4c000000,
		  "4 units of 8 bits from 4c000000 on, ffffffffffffffff apart, run past the last address, "
		  "ffffffffffffffff: at most 1 fit there" },
		{ X(READ, 1, 0x4bffffff, 1, 1), -ERANGE, PHYSMON_E_EXTENT, 0x4bffffff,
		  "4bffffff is before the start of fake, whose first address is 4c000000" },
		{ X(READ, 4, 0x4c000ffc, 4, 2), -ERANGE, PHYSMON_E_EXTENT, 0x4c001000,
		  "4c001000 is beyond the end of fake, whose last address is 4c000fff" },
		{ X(WRITE, 4, 0x4c000000, 0x800, 3), -ERANGE, PHYSMON_E_EXTENT, 0x4c001000,
		  "4c001000 is beyond the end of fake, whose last address is 4c000fff" },
		{ X(READ, 1, 0xffffffffffffffff, 0, 2), -ERANGE, PHYSMON_E_EXTENT, 0xffffffffffffffff,
		  "ffffffffffffffff is beyond the end of fake, whose last address is 4c000fff" },
		{ X(READ, 1, 0x4c000000, 0, 65537), -EINVAL, PHYSMON_E_SYSTEM, 0x4c000000,
		  "a transfer of 65537 units of 8 bits at 4c000000 is too large: at most 65536 bytes at a time" },
		{ X(READ, 4, 0x4c000000, 0, 16385), -EINVAL, PHYSMON_E_SYSTEM, 0x4c000000,
		  "a transfer of 16385 units of 32 bits at 4c000000 is too large: at most 65536 bytes at a time" },
	};

	physmon_observe(&f.t, &rec.observer);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_refused(&cases[i]);
	f.t.observers = NULL;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_refused(&cases[i]);
}

static void no_bus_is_refused_first(void **unused)
{
	static const struct refusal c = {
		X(READ, 3, 0x10, 4, 1), -EINVAL, PHYSMON_E_NO_BUS, 0x10,
		"fake has no bus, so nothing is at 00000010: open another with 'target' or -t"
	};

	f.be.transfer = NULL;
	assert_refused(&c);
}

static void widths_of_target_and_cpu(void **unused)
{
	static const struct refusal cpu = { X(READ, 8, 0x4c000000, 8, 1), -EINVAL, PHYSMON_E_WIDTH, 0x4c000000,
					    "64-bit access at 4c000000: this CPU would split it into two of 32 bits; "
					    "ask for those" };
	static const struct refusal target = {
		X(WRITE, 8, 0x4c000000, 8, 1), -EINVAL, PHYSMON_E_WIDTH, 0x4c000000,
		"64-bit access at 4c000000: fake takes 8-, 16- and 32-bit accesses only"
	};
	static const struct refusal two = { X(READ, 1, 0x4c000000, 1, 1), -EINVAL, PHYSMON_E_WIDTH, 0x4c000000,
					    "8-bit access at 4c000000: fake takes 16- and 32-bit accesses only" };
	static const struct refusal one = { X(READ, 2, 0x4c000000, 2, 1), -EINVAL, PHYSMON_E_WIDTH, 0x4c000000,
					    "16-bit access at 4c000000: fake takes 32-bit accesses only" };

	f.t.info.widths = 7;
	assert_refused(&cpu);
	f.t.widths = f.t.info.widths = 7;
	assert_refused(&target);
	f.t.widths = f.t.info.widths = 6;
	assert_refused(&two);
	f.t.widths = f.t.info.widths = 4;
	assert_refused(&one);
}

static void read_only_refuses_writes_only(void **unused)
{
	static const struct refusal asked = { X(WRITE, 1, 0x4c000001, 1, 4), -EROFS, PHYSMON_E_READ_ONLY, 0x4c000001,
					      "writing 4c000001 is refused: fake is read-only (opened with -r)" };
	static const struct refusal refused = {
		X(WRITE, 1, 0x4c000001, 1, 4), -EROFS, PHYSMON_E_READ_ONLY, 0x4c000001,
		"writing 4c000001 is refused: fake is read-only (it could not be opened for writing)"
	};
	struct physmon_xfer x = xfer(PHYSMON_READ, 1, 0x4c000001, 4);

	f.t.info.read_only = true;
	assert_refused(&refused);
	f.t.asked_read_only = true;
	assert_refused(&asked);
	assert_int_equal(f.nlearns, 0);
	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
}

static void the_checks_keep_their_order(void **unused)
{
	struct physmon_xfer x = xfer(PHYSMON_WRITE, 3, UINT64_MAX - 1, 8);

	assert_int_equal(physmon_protect(&f.t, 0, UINT64_MAX, PHYSMON_PROTECT_RAM, NULL), 0);
	f.t.info.read_only = true;
	physmon_transfer(&f.t, &x, &err);
	assert_int_equal(err.kind, PHYSMON_E_WIDTH);
	x.width = 4;
	physmon_transfer(&f.t, &x, &err);
	assert_int_equal(err.kind, PHYSMON_E_UNALIGNED);
	x.step = 4;
	x.addr = UINT64_MAX - 3;
	physmon_transfer(&f.t, &x, &err);
	assert_int_equal(err.kind, PHYSMON_E_WRAP);
	x.nunits = 1;
	physmon_transfer(&f.t, &x, &err);
	assert_int_equal(err.kind, PHYSMON_E_EXTENT);
	x.addr = 0x4c000000;
	physmon_transfer(&f.t, &x, &err);
	assert_int_equal(err.kind, PHYSMON_E_READ_ONLY);
	f.t.info.read_only = false;
	physmon_transfer(&f.t, &x, &err);
	assert_int_equal(err.kind, PHYSMON_E_PROTECTED);
	assert_int_equal(f.ncalls, 0);
	physmon_allow(&f.t, PHYSMON_PROTECT_RAM);
	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
}

static void the_last_units_before_the_wrap(void **unused)
{
	struct physmon_xfer x = xfer(PHYSMON_READ, 4, 0xfffffffffffffff0, 4);

	f.t.info.extent_known = false;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
	x.nunits = 5;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -ERANGE);
	x = xfer(PHYSMON_READ, 1, UINT64_MAX, 1);
	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
	x.nunits = 2;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -ERANGE);
	assert_int_equal(err.kind, PHYSMON_E_WRAP);
	x.step = 0;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
	f.t.info.first = 0;
	x = xfer(PHYSMON_READ, 1, 1, 2);
	x.step = UINT64_MAX - 1;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
	x.addr = 2;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -ERANGE);
	x.nunits = 60000; /* nunits * step alone is past 2^64 */
	x.step = UINT64_C(1) << 60;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -ERANGE);
	assert_int_equal(err.kind, PHYSMON_E_WRAP);
}

static void extents_to_the_byte(void **unused)
{
	struct physmon_xfer x = xfer(PHYSMON_READ, 1, 0x4c000000, 0x1000);

	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
	assert_int_equal(f.nextents, 0);
	x.nunits++;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -ERANGE);
	assert_int_equal(f.nextents, 1);
	f.grown_last = 0x4c001001; /* it has grown by two bytes meanwhile */
	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
	assert_int_equal(f.nextents, 2);

	x = xfer(PHYSMON_READ, 4, 0x4c001000, 1);
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -ERANGE);
	assert_string_equal(err.text,
			    "32 bits at 4c001000 reach beyond the end of fake, whose last address is 4c001001");
	x = xfer(PHYSMON_READ, 4, 0x4c000ff8, 4);
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -ERANGE);
	assert_int_equal(err.addr, 0x4c001000);

	f.empty = true;
	x = xfer(PHYSMON_READ, 1, 0x4c001002, 1);
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -ERANGE);
	assert_string_equal(err.text, "4c001002 is beyond the end of fake, which is empty: give it a size first");
	x.addr = 0x4c000000;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -ERANGE);

	f.t.info.extent_known = f.t.info.empty = false;
	x.addr = 0x5c000000;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
	x.addr = 0x4bffffff;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -ERANGE);
}

static void a_check_takes_any_number(void **unused)
{
	struct physmon_xfer x = X(WRITE, 4, 0x4c000000, 0, SIZE_MAX / 4);

	assert_int_equal(physmon_check(&f.t, &x, &err), 0);
	f.t.info.extent_known = false;
	x.step = 4;
	x.nunits = 0x1000000;
	assert_int_equal(physmon_check(&f.t, &x, &err), 0);
	physmon_protect(&f.t, 0x4c800002, 0x4c800002, PHYSMON_PROTECT_RAM, NULL);
	assert_int_equal(physmon_check(&f.t, &x, &err), -EPERM);
	assert_int_equal(err.addr, 0x4c800000);
	assert_int_equal(f.ncalls, 0);
}

/* --- protected ranges ---------------------------------------------------------------------------------------- */

static void ram_is_refused_to_writes(void **unused)
{
	static const struct refusal c = {
		X(WRITE, 4, 0x4c000000, 4, 4), -EPERM, PHYSMON_E_PROTECTED, 0x4c000008,
		"writing 4c000008 is refused: System RAM, in use by the kernel; 'allow ram' lets it through"
	};
	static const struct refusal masked = {
		X(WRITE, 4, 0x4c000000, 4, 4), -EPERM, PHYSMON_E_PROTECTED, 0x4c000008,
		"writing 4c000008 is refused: nobody knows; 'allow ram' lets it through"
	};
	struct physmon_xfer x = xfer(PHYSMON_READ, 4, 0x4c000000, 4);

	physmon_protect(&f.t, 0x4c00000b, 0x4c00000b, PHYSMON_PROTECT_RAM, NULL);
	physmon_observe(&f.t, &rec.observer);
	assert_refused(&c);
	f.t.ram_cause = "nobody knows";
	assert_refused(&masked);
	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
	x.dir = PHYSMON_WRITE;
	x.nunits = 2;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
	x.addr = 0x4c00000c;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
	x.addr = 0x4c000008;
	x.flags = PHYSMON_XFER_EXACT;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -EPERM);
	physmon_allow(&f.t, PHYSMON_PROTECT_PORT | PHYSMON_PROTECT_NOREAD);
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -EPERM);
	physmon_allow(&f.t, PHYSMON_PROTECT_RAM);
	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
}

static void ports_are_refused_to_all(void **unused)
{
	static const struct refusal c = {
		X(READ, 1, 0x4c00005f, 1, 2), -EPERM, PHYSMON_E_PROTECTED, 0x4c000060,
		"reading 4c000060 is refused: a driver has claimed this port; 'allow port' lets "
		"it through"
	};

	physmon_protect(&f.t, 0x4c000060, 0x4c000063, PHYSMON_PROTECT_PORT, NULL);
	assert_refused(&c);
	assert_int_equal(physmon_write(&f.t, 0x4c000062, 2, 0, &err), -EPERM);
	physmon_allow(&f.t, PHYSMON_PROTECT_PORT);
	assert_int_equal(physmon_write(&f.t, 0x4c000062, 2, 0, &err), 0);
}

static void noread_registers_are_left_out(void **unused)
{
	struct physmon_xfer x = xfer(PHYSMON_READ, 4, 0x4c000000, 8);
	int observed;

	physmon_protect(&f.t, 0x4c000007, 0x4c000009, PHYSMON_PROTECT_NOREAD, NULL); /* units 1 and 2 */
	physmon_protect(&f.t, 0x4c000014, 0x4c000014, PHYSMON_PROTECT_NOREAD, NULL); /* unit 5 */
	for (observed = 0; observed < 2; observed++) {
		memset(buf, 0xee, sizeof(buf));
		f.ncalls = 0;
		if (observed)
			physmon_observe(&f.t, &rec.observer);
		assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
		assert_int_equal(x.done, 8);
		assert_states("DLLDDLDD");
		assert_memory_equal(buf + 4, "\xee\xee\xee\xee\xee\xee\xee\xee\x0c", 9);
		assert_int_equal(f.ncalls, observed ? 5 : 3);
	}
	assert_int_equal(rec.n, 5);
	assert_true(recorder_is(&rec, 0, PHYSMON_READ, 4, 0x4c000000, PHYSMON_DONE));
	assert_true(recorder_is(&rec, 1, PHYSMON_READ, 4, 0x4c00000c, PHYSMON_DONE));
	assert_true(recorder_is(&rec, 2, PHYSMON_READ, 4, 0x4c000010, PHYSMON_DONE));
	assert_true(recorder_is(&rec, 3, PHYSMON_READ, 4, 0x4c000018, PHYSMON_DONE));
	physmon_unobserve(&f.t, &rec.observer);

	x.addr = 0x4c000004; /* left out at both ends */
	x.nunits = 2;
	f.ncalls = 0;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
	assert_states("LL");
	assert_int_equal(f.ncalls, 0);
	x.step = 0; /* one register, again and again */
	x.nunits = 3;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
	assert_states("LLL");
	assert_int_equal(f.ncalls, 0);
	x.flags = PHYSMON_XFER_EXACT;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
	assert_states("DDD");
	assert_int_equal(f.ncalls, 1);

	x = xfer(PHYSMON_READ, 1, 0x4c000006, 3); /* stepping over them */
	x.step = 6;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
	assert_states("DDD");

	x = xfer(PHYSMON_WRITE, 4, 0x4c000000, 8);
	f.ncalls = 0;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
	assert_int_equal(f.ncalls, 1);

	physmon_allow(&f.t, PHYSMON_PROTECT_NOREAD);
	x.dir = PHYSMON_READ;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
	assert_states("DDDDDDDD");
}

static void ranges_are_learned_before_the_first_write(void **unused)
{
	struct physmon_xfer x = xfer(PHYSMON_READ, 4, 0x4c000000, 1);

	physmon_transfer(&f.t, &x, &err);
	assert_int_equal(f.nlearns, 0);
	f.learn_fails = 1;
	x.dir = PHYSMON_WRITE;
	f.ncalls = 0;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -ENOMEM);
	assert_string_equal(err.text, "can't learn");
	assert_int_equal(f.ncalls, 0);
	assert_int_equal(x.done, 0);
	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
	assert_int_equal(f.nlearns, 2);
	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
	assert_int_equal(f.nlearns, 2);
}

/* --- faults -------------------------------------------------------------------------------------------------- */

static void reads_go_on_after_faults(void **unused)
{
	struct physmon_xfer x = xfer(PHYSMON_READ, 4, 0x4c000000, 8);

	f.fault_first = 0x4c000009;
	f.fault_last = 0x4c00000c; /* units 2 and 3 */
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -EFAULT);
	assert_states("DDFFDDDD");
	assert_int_equal(x.done, 8);
	assert_int_equal(err.kind, PHYSMON_E_BUS);
	assert_int_equal(err.addr, 0x4c000008);
	assert_int_equal(err.width, 4);
	assert_int_equal(err.done, 2);
	assert_string_equal(err.text, "fault at 4c000008");
	assert_int_equal(f.ncalls, 3);
	assert_true(f.calls[0].with_error);
	assert_true(f.calls[1].with_error == false && f.calls[1].addr == 0x4c00000c && f.calls[1].nunits == 5);
	assert_true(f.calls[2].with_error == false && f.calls[2].addr == 0x4c000010 && f.calls[2].nunits == 4);
	assert_memory_equal(buf + 8, "\xee\xee\xee\xee\xee\xee\xee\xee\x10\x11", 10);

	x.state = NULL;
	assert_int_equal(physmon_transfer(&f.t, &x, NULL), -EFAULT);
	assert_int_equal(x.done, 8);
}

static void units_that_fail_alike_are_not_tried(void **unused)
{
	struct physmon_xfer x = xfer(PHYSMON_READ, 4, 0x4c000000, 8);

	f.fault_first = 0x4c000008;
	f.fault_last = 0x4c000013;
	f.fault_bad = 3;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -EFAULT);
	assert_states("DDFFFDDD");
	assert_int_equal(f.ncalls, 2);

	f.fault_bad = 1000; /* more than there are */
	f.ncalls = 0;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -EFAULT);
	assert_states("DDFFFFFFP");
	assert_int_equal(f.ncalls, 1);
	assert_int_equal(x.done, 8);
}

static void observed_reads_go_on_after_faults(void **unused)
{
	struct physmon_xfer x = xfer(PHYSMON_READ, 4, 0x4c000000, 4);

	f.fault_first = 0x4c000004;
	f.fault_last = 0x4c00000b;
	f.fault_bad = 2; /* one unit at a time: the second is announced, too */
	physmon_observe(&f.t, &rec.observer);
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -EFAULT);
	assert_states("DFFD");
	assert_int_equal(rec.n, 4);
	assert_true(recorder_is(&rec, 1, PHYSMON_READ, 4, 0x4c000004, PHYSMON_FAULT));
	assert_true(recorder_is(&rec, 2, PHYSMON_READ, 4, 0x4c000008, PHYSMON_FAULT));
	assert_true(recorder_is(&rec, 3, PHYSMON_READ, 4, 0x4c00000c, PHYSMON_DONE));
	assert_false(rec.records[1].after.known);
	assert_string_equal(err.text, "fault at 4c000004");
	assert_int_equal(err.done, 1);
	assert_false(f.calls[2].with_error);
}

/* --- looking for a value ------------------------------------------------------------------------------------- */

static void what_is_sought_ends_the_transfer(void **unused)
{
	const struct physmon_sought sought = { unit_get(f.mem + 0x10, 4), UINT64_MAX };
	struct physmon_xfer x = xfer(PHYSMON_READ, 4, 0x4c000000, 8);

	f.t.mapped = true;
	x.buf = NULL;
	x.sought = &sought;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
	assert_true(x.found);
	assert_int_equal(x.done, 5);
	assert_states("DDDDDPPP");
	assert_int_equal(f.ncalls, 1);

	x.addr = 0x4c000014;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
	assert_false(x.found);
	assert_int_equal(x.done, 8);
	assert_states("DDDDDDDD");
}

static void what_is_sought_is_found_behind_faults_and_registers_left_out(void **unused)
{
	const struct physmon_sought sought = { unit_get(f.mem + 0x08, 4) ^ 1, ~(uint64_t)1 };
	struct physmon_xfer x = xfer(PHYSMON_READ, 4, 0x4c000000, 8);
	struct physmon_xfer rest;

	f.t.mapped = true;
	x.sought = &sought;
	f.fault_first = 0x4c000004;
	f.fault_last = 0x4c00000b;	       /* units 1 and 2, the second of which would be it */
	memcpy(f.mem + 0x14, f.mem + 0x08, 4); /* unit 5 is it, yet left out */
	memcpy(f.mem + 0x18, f.mem + 0x08, 4);
	physmon_protect(&f.t, 0x4c000010, 0x4c000017, PHYSMON_PROTECT_NOREAD, NULL);
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -EFAULT);
	assert_string_equal(err.text, "fault at 4c000004");
	assert_true(x.found);
	assert_int_equal(x.done, 7);
	assert_int_equal(x.faults, 2);
	assert_int_equal(x.left_out, 2);
	assert_states("DFFDLLDP");

	/* nothing of it stays in the next transfer */
	rest = xfer(PHYSMON_READ, 4, 0x4c00001c, 1);
	rest.sought = &sought;
	rest.found = true;
	rest.faults = rest.left_out = 5;
	assert_int_equal(physmon_transfer(&f.t, &rest, &err), 0);
	assert_false(rest.found);
	assert_int_equal(rest.faults + rest.left_out, 0);
}

static void nothing_is_sought_where_units_are_kept(void **unused)
{
	const struct physmon_sought sought = { 0, 0 };
	struct physmon_xfer x = xfer(PHYSMON_READ, 4, 0x4c000000, 8);

	x.sought = &sought;
	assert_false(physmon_seeks(&f.t));
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -EINVAL);

	f.t.mapped = true;
	assert_true(physmon_seeks(&f.t));
	x.step = 8;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -EINVAL);
	x.step = 4;
	x.dir = PHYSMON_WRITE;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -EINVAL);

	/* an observer is to see each value */
	x.dir = PHYSMON_READ;
	physmon_observe(&f.t, &rec.observer);
	assert_false(physmon_seeks(&f.t));
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -EINVAL);
	assert_int_equal(f.ncalls, 0);
	assert_int_equal(rec.n, 0);
	physmon_unobserve(&f.t, &rec.observer);
	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
}

static void units_are_exchanged_only_where_nobody_looks(void **unused)
{
	const struct physmon_sought sought = { 0, 0 };
	struct physmon_xfer x = xfer(PHYSMON_WRITE, 4, 0x4c000000, 8);

	x.state = NULL;
	x.flags = PHYSMON_XFER_SWAP;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -EINVAL); /* not mapped */
	f.t.mapped = true;
	x.step = 8;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -EINVAL);
	x.step = 4;
	x.dir = PHYSMON_READ;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -EINVAL);
	x.sought = &sought;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -EINVAL);
	x.sought = NULL;
	x.dir = PHYSMON_WRITE;
	x.flags = PHYSMON_XFER_DOWN;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -EINVAL);
	x.flags = PHYSMON_XFER_SWAP | PHYSMON_XFER_DOWN;
	x.state = state;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -EINVAL);
	x.state = NULL;
	physmon_observe(&f.t, &rec.observer);
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -EINVAL);
	physmon_unobserve(&f.t, &rec.observer);
	/* it would be read without being asked for */
	physmon_protect(&f.t, 0x4c000010, 0x4c000010, PHYSMON_PROTECT_NOREAD, NULL);
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -EPERM);
	assert_int_equal(err.kind, PHYSMON_E_PROTECTED);
	assert_int_equal(f.ncalls, 0);
	assert_int_equal(rec.n, 0);
	physmon_allow(&f.t, PHYSMON_PROTECT_NOREAD);
	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
	assert_int_equal(f.ncalls, 1);

	/* downwards, the second unit is the last but one */
	f.fault_first = 0x4c000018;
	f.fault_last = 0x4c00001b;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -EFAULT);
	assert_int_equal(x.done, 2);
	assert_true(err.addr == 0x4c000018);
}

static void writes_stop_at_a_fault(void **unused)
{
	struct physmon_xfer x = xfer(PHYSMON_WRITE, 4, 0x4c000000, 4);

	f.fault_first = 0x4c000008;
	f.fault_last = 0x4c00000b;
	f.fault_bad = 2;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -EFAULT);
	assert_states("DDFP");
	assert_int_equal(x.done, 3);
	assert_int_equal(err.done, 2);
	assert_int_equal(err.addr, 0x4c000008);
	assert_int_equal(f.ncalls, 1);
	assert_int_equal(f.mem[7], 0xee);
	assert_int_equal(f.mem[12], 12);

	physmon_observe(&f.t, &rec.observer);
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -EFAULT);
	assert_states("DDFP");
	assert_int_equal(x.done, 3);
	assert_int_equal(rec.n, 3);
	assert_true(recorder_is(&rec, 2, PHYSMON_WRITE, 4, 0x4c000008, PHYSMON_FAULT));
}

/* --- verdicts ------------------------------------------------------------------------------------------------ */

static void a_skipped_unit_is_unknown(void **unused)
{
	struct physmon_xfer x = xfer(PHYSMON_READ, 4, 0x4c000000, 4);

	rec.verdict = PHYSMON_SKIP;
	rec.verdict_at = 1;
	physmon_observe(&f.t, &rec.observer);
	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
	assert_states("DUDD");
	assert_int_equal(x.done, 4);
	assert_int_equal(f.ncalls, 3);
	assert_int_equal(buf[4], 0xee);
	assert_true(recorder_is(&rec, 1, PHYSMON_READ, 4, 0x4c000004, PHYSMON_UNKNOWN));
	assert_false(rec.records[1].after.known);

	rec.verdict_stays = true;
	x.dir = PHYSMON_WRITE;
	f.ncalls = 0;
	fences = 0;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
	assert_states("UUUU");
	assert_int_equal(f.ncalls, 0);
	assert_int_equal(fences, 0);
}

static void a_stop_ends_the_transfer(void **unused)
{
	struct physmon_xfer x = xfer(PHYSMON_READ, 4, 0x4c000000, 6);

	physmon_protect(&f.t, 0x4c000010, 0x4c000010, PHYSMON_PROTECT_NOREAD, NULL);
	f.fault_first = 0x4c000004;
	f.fault_last = 0x4c000007;
	rec.verdict = PHYSMON_STOP;
	rec.verdict_at = 3;
	physmon_observe(&f.t, &rec.observer);
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -EINTR);
	assert_states("DFDPPP");
	assert_int_equal(x.done, 3);
	assert_int_equal(f.ncalls, 3);
	assert_int_equal(rec.n, 4);
	assert_true(recorder_is(&rec, 3, PHYSMON_READ, 4, 0x4c00000c, PHYSMON_PENDING));
	assert_int_equal(err.kind, PHYSMON_E_STOPPED);
	assert_int_equal(err.addr, 0x4c00000c);
	assert_int_equal(err.done, 3);
	assert_string_equal(err.text, "stopped before reading 32 bits at 4c00000c");

	rec.verdict_at = rec.n;
	x = xfer(PHYSMON_WRITE, 2, 0x4c000000, 1);
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -EINTR);
	assert_int_equal(x.done, 0);
	assert_string_equal(err.text, "stopped before writing 16 bits at 4c000000");

	rec.verdict = PHYSMON_FAIL;
	rec.verdict_at = rec.n;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -EIO);
	assert_int_equal(x.done, 0);
	assert_int_equal(f.ncalls, 3);
	assert_int_equal(err.kind, PHYSMON_E_SYSTEM);
}

static void observers_are_asked_in_order(void **unused)
{
	static struct recorder second, third;
	struct physmon_observer silent = { 0 };
	struct physmon_xfer x = xfer(PHYSMON_READ, 4, 0x4c000000, 2);

	recorder_init(&second);
	recorder_init(&third);
	physmon_observe(&f.t, &rec.observer);
	physmon_observe(&f.t, &silent);
	physmon_observe(&f.t, &second.observer);
	physmon_observe(&f.t, &third.observer);
	second.verdict_at = 0;
	second.verdict = PHYSMON_SKIP;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
	assert_states("UD");
	assert_int_equal(rec.n, 2);
	assert_int_equal(second.n, 2);
	assert_int_equal(third.n, 1); /* what isn't done, it doesn't see */
	assert_int_equal(third.ntold, 1);
	assert_int_equal(rec.ntold, 2);
	assert_int_equal(second.ntold, 2);
	assert_true(recorder_is(&rec, 0, PHYSMON_READ, 4, 0x4c000000, PHYSMON_UNKNOWN));
	assert_true(recorder_is(&third, 0, PHYSMON_READ, 4, 0x4c000004, PHYSMON_DONE));

	physmon_unobserve(&f.t, &second.observer);
	physmon_unobserve(&f.t, &second.observer);
	physmon_unobserve(&f.t, &rec.observer);
	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
	assert_int_equal(third.n, 3);
	assert_int_equal(second.n, 2);
	physmon_observe(&f.t, &third.observer); /* twice is once */
	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
	assert_int_equal(third.n, 5);
}

static void unknown_values_are_never_written(void **unused)
{
	struct physmon_xfer x = xfer(PHYSMON_WRITE, 4, 0x4c000000, 3);

	state[1] = PHYSMON_UNKNOWN;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -EINVAL);
	assert_int_equal(f.ncalls, 0);
	assert_int_equal(x.done, 0);
	assert_string_equal(err.text,
			    "writing 32 bits at 4c000004 is refused: what to write isn't known, since a read was "
			    "skipped");

	physmon_observe(&f.t, &rec.observer);
	assert_int_equal(physmon_transfer(&f.t, &x, &err), -EINVAL);
	assert_int_equal(f.ncalls, 1);
	assert_int_equal(x.done, 1);
	assert_states("DUP");
	assert_true(recorder_is(&rec, 1, PHYSMON_WRITE, 4, 0x4c000004, PHYSMON_PENDING));

	rec.n = 0;
	rec.verdict = PHYSMON_SKIP;
	rec.verdict_at = 0;
	rec.verdict_stays = true;
	assert_int_equal(physmon_transfer(&f.t, &x, &err), 0);
	assert_states("UUU");
	assert_true(rec.records[0].before.known);
	assert_false(rec.records[1].before.known);
	assert_int_equal(rec.records[1].before.value, 0);
	assert_int_equal(f.ncalls, 1);
}

/* --- one unit ------------------------------------------------------------------------------------------------ */

static void one_unit_reads_and_writes(void **unused)
{
	uint64_t v = 77;

	assert_int_equal(physmon_write(&f.t, 0x4c000010, 2, 0x1234, &err), 0);
	assert_int_equal(physmon_read(&f.t, 0x4c000010, 2, &v, &err), 0);
	assert_int_equal(v, 0x1234);
	assert_int_equal(f.mem[0x12], 0x12);
	assert_int_equal(physmon_write(&f.t, 0x4c000010, 4, 0x89abcdef, &err), 0);
	assert_int_equal(physmon_read(&f.t, 0x4c000010, 4, &v, &err), 0);
	assert_int_equal(v, 0x89abcdef);
	assert_int_equal(physmon_read(&f.t, 0x4c000013, 1, &v, &err), 0);
	assert_int_equal(v, f.mem[0x13]);

	physmon_protect(&f.t, 0x4c000010, 0x4c000010, PHYSMON_PROTECT_NOREAD, NULL);
	assert_int_equal(physmon_read(&f.t, 0x4c000010, 4, &v, &err), 0); /* exactly so typed */
	v = 77;
	assert_int_equal(physmon_read(&f.t, 0x4c000011, 4, &v, &err), -EINVAL);
	f.fault_first = 0;
	f.fault_last = UINT64_MAX;
	assert_int_equal(physmon_read(&f.t, 0x4c000010, 4, &v, &err), -EFAULT);
	assert_int_equal(physmon_write(&f.t, 0x4c000010, 4, 1, &err), -EFAULT);
	f.fault_last = 0;
	f.fault_first = UINT64_MAX;
	physmon_observe(&f.t, &rec.observer);
	rec.verdict_at = 0;
	rec.verdict = PHYSMON_SKIP;
	assert_int_equal(physmon_read(&f.t, 0x4c000010, 4, &v, &err), -EINTR);
	assert_string_equal(err.text, "32 bits at 4c000010 are not known: the read was skipped");
	assert_int_equal(v, 77); /* a failure is never a value */
	assert_int_equal(physmon_read(&f.t, 0x4c000010, 4, &v, &err), 0);
	assert_int_equal(v, 0x89abcdef);
}

#define T(name) cmocka_unit_test_setup_teardown(name, fresh, done)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(each_unit_is_one_record),
		T(unobserved_is_one_call),
		T(no_unit_is_no_access),
		T(steps_other_than_the_width),
		T(a_write_ends_with_a_fence),
		T(an_observed_write_is_fenced_before_after),
		T(refusals_touch_nothing),
		T(no_bus_is_refused_first),
		T(widths_of_target_and_cpu),
		T(read_only_refuses_writes_only),
		T(the_checks_keep_their_order),
		T(the_last_units_before_the_wrap),
		T(extents_to_the_byte),
		T(a_check_takes_any_number),
		T(ram_is_refused_to_writes),
		T(ports_are_refused_to_all),
		T(noread_registers_are_left_out),
		T(ranges_are_learned_before_the_first_write),
		T(reads_go_on_after_faults),
		T(units_that_fail_alike_are_not_tried),
		T(observed_reads_go_on_after_faults),
		T(what_is_sought_ends_the_transfer),
		T(what_is_sought_is_found_behind_faults_and_registers_left_out),
		T(nothing_is_sought_where_units_are_kept),
		T(units_are_exchanged_only_where_nobody_looks),
		T(writes_stop_at_a_fault),
		T(a_skipped_unit_is_unknown),
		T(a_stop_ends_the_transfer),
		T(observers_are_asked_in_order),
		T(unknown_values_are_never_written),
		T(one_unit_reads_and_writes),
	};

	return cmocka_run_group_tests_name("gate", tests, NULL, NULL);
}
