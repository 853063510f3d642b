/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * memtest: a test of RAM: data lines, address lines, and every cell by moving inversions, unit by unit through the
 * gate. It finds and counts errors; the command prints them.
 */
#pragma once

#include "range.h"

#define MEMTEST_PAIRS 8

struct memtest {
	/* A unit didn't hold @wrote. May be NULL. */
	void (*wrong)(void *ctx, uint64_t addr, uint64_t wrote, uint64_t read);
	void *ctx;

	/* Results. Values as on the bus. */
	uint64_t made, total;		  /* accesses, and their approximate number in all */
	uint64_t nwrong;		  /* reads that gave something else than was written */
	uint64_t first;			  /* where the first of these was */
	uint64_t high, low;		  /* bits that were read as 1 where 0 was written, and as 0 where 1 was */
	unsigned npairs;		  /* pairs of addresses that are one cell */
	uint64_t pairs[MEMTEST_PAIRS][2]; /* the first of them: written, and changed by that */
};

/*
 * memtest_run - test @b, which was checked; overwrites all of it. Results in @m, whose wrong and ctx the caller has
 * set. 0: it went to its end; -EINTR: SIGINT; else -errno with @e of an access that could not be made.
 */
int memtest_run(struct session *s, const struct range *b, struct memtest *m, struct physmon_error *e);

/* memtest_bits - "0, 3-5, 7" of the bits that are set in @mask, into @out, cut to @size. */
void memtest_bits(char *out, size_t size, uint64_t mask);
