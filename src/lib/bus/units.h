/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * units: the accesses of one guarded run: the units of a transfer that lie in one mapping, by the accessors of their
 * width. The caller has checked everything.
 */
#pragma once

#include <physmon.h>

#include "access.h"

struct units {
	enum physmon_dir dir;
	unsigned width;	    /* one of ACCESS_WIDTHS */
	bool block;	    /* contiguous, or one unit, and the buffer is aligned */
	unsigned char *p;   /* the first unit */
	unsigned char *buf; /* not used by a search */
	size_t step, n;
	int way; /* of an exchange: 1 up, -1 down, @p and @buf being its first unit; 0: none */
	const struct physmon_sought *sought; /* search for this in contiguous units; NULL: no search */
	bool found;			     /* out: the last unit done is it */
	access_count done;		     /* out: units done; after a fault add access_uncounted() */
};

/* units_within - how many of @left units, @step bytes apart, begin within the next @nbytes bytes; at least 1. */
static inline size_t units_within(uint64_t step, size_t left, uint64_t nbytes)
{
	uint64_t n;

	if (left == 1 || !step)
		return left;
	n = (nbytes - 1) / step + 1;
	return n < left ? (size_t)n : left;
}

/* units_access - make the accesses of *@arg, a struct units: what guard_run() takes. */
void units_access(void *arg);
