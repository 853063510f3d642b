/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * recorder: what tests of the library watch with: an observer that records each access, and a back end that isn't in
 * the table, whose memory, faults and calls lie open.
 */
#pragma once

#include "backend.h"

#define RECORDS 256

struct record {
	struct physmon_access before, after;
	enum physmon_state state; /* as after() told; meaningless while told is false */
	bool told;
};

struct recorder {
	struct physmon_observer observer; /* physmon_observe() this */
	struct record records[RECORDS];
	size_t n;	   /* accesses seen; those past RECORDS aren't kept */
	size_t ntold;	   /* calls of after() */
	size_t verdict_at; /* the access that gets another verdict than PHYSMON_GO */
	enum physmon_verdict verdict;
	bool verdict_stays; /* all from there on */
};

/* recorder_init - nothing recorded, each access goes. */
void recorder_init(struct recorder *r);

/* recorder_is - record @i is of this direction, width and address, and ended in @state. */
bool recorder_is(const struct recorder *r, size_t i, enum physmon_dir dir, unsigned width, uint64_t addr,
		 enum physmon_state state);

#define FAKE_SIZE 0x1000u
#define FAKE_CALLS 64

struct fake_call {
	enum physmon_dir dir;
	unsigned width;
	uint64_t addr, step;
	size_t nunits;
	bool with_error; /* the back end was given a place for the error */
};

/* A target of FAKE_SIZE bytes from first on; beyond it, where its extent isn't known, the same bytes again. */
struct fake {
	struct physmon_target t;
	struct backend be;
	uint8_t mem[FAKE_SIZE];
	struct fake_call calls[FAKE_CALLS];
	size_t ncalls;			  /* of be.transfer */
	uint64_t fault_first, fault_last; /* units here fail; none if last < first */
	size_t fault_bad;		  /* what *bad is set to */
	uint64_t grown_last;		  /* what be.extent() sets info.last to, if not 0 */
	size_t nextents, nlearns;
	int learn_fails; /* so many times */
	bool empty;	 /* what be.extent() finds */
};

/* fake_init - all widths that this CPU can do, extent known, writable, nothing protected, mem[i] = i. */
void fake_init(struct fake *f, uint64_t first);
/* fake_done - free what protecting allocated. */
void fake_done(struct fake *f);
