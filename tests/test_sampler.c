/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The sampler on a target that lies open: which accesses it makes, what it keeps, when and why it ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "clock.h"
#include "recorder.h"
#include "sampler.h"

struct room {
	struct fake fake;
	struct sampler s;
	struct sampler_signal signals[3];
};

static struct room *fresh(void)
{
	struct room *r = calloc(1, sizeof(*r));

	assert_non_null(r);
	fake_init(&r->fake, 0);
	r->signals[0] = (struct sampler_signal){ .addr = 0x10, .width = 4 };
	r->signals[1] = (struct sampler_signal){ .addr = 0x21, .width = 1 };
	r->signals[2] = (struct sampler_signal){ .addr = 0x32, .width = 2 };
	r->s = (struct sampler){ .target = &r->fake.t, .signals = r->signals, .nsignals = 3, .nbytes = 4096 };
	assert_int_equal(sampler_new(&r->s), 0);
	assert_int_equal(r->s.capacity, 4096 / 16);
	return r;
}

static void done(struct room *r)
{
	free(r->s.changes);
	free(r);
}

/* What a device does between two reads. */
static void change(void *ctx, const struct physmon_access *a, enum physmon_state state)
{
	struct room *r = ctx;

	if (a->addr == 0x21)
		r->fake.mem[0x21]++;
}

static void each_round_reads_each_once_in_order(void **state)
{
	static struct recorder rec;
	struct room *r = fresh();
	size_t i;

	recorder_init(&rec);
	physmon_observe(&r->fake.t, &rec.observer);
	r->s.rounds = 5;
	assert_int_equal(sampler_run(&r->s), SAMPLER_ROUNDS);
	assert_int_equal(rec.n, 15);
	for (i = 0; i < 15; i++)
		assert_true(recorder_is(&rec, i, PHYSMON_READ, r->signals[i % 3].width, r->signals[i % 3].addr,
					PHYSMON_DONE));
	assert_int_equal(r->s.reads, 15);
	assert_int_equal(r->s.done, 5);
	done(r);
}

static void only_changes_are_kept_with_rising_times(void **state)
{
	struct room *r = fresh();
	struct physmon_observer o = { NULL, change, r, NULL };
	struct sampler_entry e, before = { 0 };
	size_t i;

	memcpy(r->fake.mem + 0x10, "\x11\x11\x11\x11", 4);
	physmon_observe(&r->fake.t, &o);
	r->s.rounds = 20;
	assert_int_equal(sampler_run(&r->s), SAMPLER_ROUNDS);
	assert_int_equal(r->s.nchanges, 3 + 19);
	for (i = 0; i < r->s.nchanges; i++) {
		e = sampler_entry(&r->s, i);
		assert_true(e.ns >= before.ns && e.ns <= r->s.lasted_ns);
		assert_false(e.fault);
		assert_int_equal(e.signal, i < 3 ? i : 1);
		if (e.signal != 2)
			assert_int_equal(e.value, i == 0 ? 0x11111111 : i == 1 ? 0x21 : 0x21 + i - 2);
		before = e;
	}
	done(r);
}

static void what_fails_is_a_change_but_no_value(void **state)
{
	struct room *r = fresh();
	struct sampler_entry e;

	r->fake.fault_first = r->fake.fault_last = 0x21;
	r->s.rounds = 4;
	assert_int_equal(sampler_run(&r->s), SAMPLER_ROUNDS);
	assert_int_equal(r->s.nchanges, 3);
	e = sampler_entry(&r->s, 1);
	assert_true(e.fault && e.signal == 1);
	assert_int_equal(r->s.faults, 4);
	assert_int_equal(r->s.first_fault, 0x21);
	done(r);
}

static void a_full_buffer_ends_it(void **state)
{
	struct room *r = fresh();
	struct physmon_observer o = { NULL, change, r, NULL };

	physmon_observe(&r->fake.t, &o);
	assert_int_equal(sampler_run(&r->s), SAMPLER_FULL);
	assert_int_equal(r->s.nchanges, r->s.capacity);
	assert_true(r->s.lasted_ns > 0);
	done(r);
}

static void a_time_ends_it(void **state)
{
	struct room *r = fresh();
	uint64_t start = clock_ns();
	int tries;

	r->s.duration_ns = 20 * (uint64_t)CLOCK_MS;
	assert_int_equal(sampler_run(&r->s), SAMPLER_TIME);
	assert_true(clock_ns() - start >= r->s.duration_ns);
	/* and by a schedule, when its next time would be later; a busy machine may wake us after that */
	r->s.nsignals = 1;
	r->s.interval_ns = 6 * (uint64_t)CLOCK_MS;
	for (tries = 0; tries < 10; tries++) {
		r->s.done = r->s.reads = r->s.missed = r->s.nchanges = 0;
		memset(r->signals, 0, sizeof(r->signals));
		r->signals[0] = (struct sampler_signal){ .addr = 0x10, .width = 4 };
		start = clock_ns();
		assert_int_equal(sampler_run(&r->s), SAMPLER_TIME);
		assert_true(clock_ns() - start >= r->s.duration_ns);
		if (r->s.done + r->s.missed == 4)
			break;
	}
	assert_int_equal(r->s.done + r->s.missed, 4);
	done(r);
}

/* A device that takes longer than the interval. */
static void slow(void *ctx, const struct physmon_access *a, enum physmon_state state)
{
	clock_wait(clock_ns() + 3 * (uint64_t)CLOCK_MS, 0);
}

static void deadlines_that_pass_are_counted_and_the_phase_stays(void **state)
{
	struct room *r = fresh();
	struct physmon_observer o = { NULL, slow, r, NULL };

	r->s.nsignals = 1;
	r->s.rounds = 5;
	r->s.interval_ns = 2 * (uint64_t)CLOCK_MS;
	physmon_observe(&r->fake.t, &o);
	assert_int_equal(sampler_run(&r->s), SAMPLER_ROUNDS);
	/* at least one between two rounds */
	assert_true(r->s.missed >= 4);
	/* the last round began at its time, a multiple of the interval */
	assert_true(r->s.lasted_ns >= (r->s.missed + 4) * r->s.interval_ns);
	done(r);
}

static void a_refusal_ends_it(void **state)
{
	struct room *r = fresh();

	r->signals[1].addr = 0x33;
	r->signals[1].width = 2;
	assert_int_equal(sampler_run(&r->s), SAMPLER_REFUSED);
	assert_int_equal(r->s.reads, 1);
	done(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_round_reads_each_once_in_order),
		cmocka_unit_test(only_changes_are_kept_with_rising_times),
		cmocka_unit_test(what_fails_is_a_change_but_no_value),
		cmocka_unit_test(a_full_buffer_ends_it),
		cmocka_unit_test(a_time_ends_it),
		cmocka_unit_test(deadlines_that_pass_are_counted_and_the_phase_stays),
		cmocka_unit_test(a_refusal_ends_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
