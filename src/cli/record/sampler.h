/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sampler: reads registers at a steady rate, or as fast as it can, and keeps changes with their times, in memory that
 * is allocated before the first read. One thread; recording writes the changes to a file.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <physmon.h>

/* One change: 16 bytes. The time has 51 bits of nanoseconds, 26 days; see sampler_entry(). */
struct sampler_change {
	uint64_t head, value;
};

#define SAMPLER_SIGNALS 4096 /* that a change can tell apart */
#define SAMPLER_LONGEST ((UINT64_C(1) << 51) - 1)

struct sampler_signal {
	uint64_t addr;
	unsigned width;			   /* bytes */
	const struct sampler_signal *same; /* an earlier one, whose value is this one's, too; NULL: it is read */
	/* the sampler's: */
	uint64_t unit, last;
	uint8_t state;
	enum { SAMPLER_NOTHING, SAMPLER_VALUE, SAMPLER_FAULT } kept; /* what the last change said */
};

/* Why it ended. */
enum sampler_end { SAMPLER_ROUNDS, SAMPLER_TIME, SAMPLER_FULL, SAMPLER_INTERRUPTED, SAMPLER_REFUSED };

struct sampler {
	struct physmon_target *target;
	struct sampler_signal *signals; /* read in this order in each round */
	size_t nsignals;
	uint64_t rounds;      /* as many at most; 0: any number */
	uint64_t duration_ns; /* no longer than that; 0: for ever */
	uint64_t interval_ns; /* from round to round, by an absolute schedule; 0: as fast as it can */
	size_t nbytes;	      /* of memory for changes */
	/* results: */
	struct sampler_change *changes;
	size_t nchanges, capacity;
	uint64_t done, reads, faults,
		missed;	      /* rounds, reads, reads that failed, deadlines that passed without a round */
	uint64_t first_fault; /* address */
	const struct sampler_signal *refused; /* with SAMPLER_REFUSED */
	uint64_t lasted_ns;
};

/* sampler_new - allocate the memory for changes, which the caller frees, and touch each page. 0 or -ENOMEM. */
int sampler_new(struct sampler *s);

/*
 * sampler_run - record. Each read is one access through the gate, followed by a look at the clock. A round that can't
 * begin at its time, since the one before it took too long, is left out and counted. No memory is taken and nothing
 * printed.
 */
enum sampler_end sampler_run(struct sampler *s);

/* One change, decoded; @fault: it could not be read. */
struct sampler_entry {
	uint64_t ns, value;
	size_t signal;
	bool fault;
};

static inline struct sampler_entry sampler_entry(const struct sampler *s, size_t i)
{
	const struct sampler_change *c = &s->changes[i];

	return (struct sampler_entry){ c->head >> 13, c->value, c->head >> 1 & (SAMPLER_SIGNALS - 1), c->head & 1 };
}
