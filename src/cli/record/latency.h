/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * latency: a histogram of durations in classes of about 1.5 %, in constant memory: least, greatest, percentiles, and
 * the number in each power of two. Pure.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#define LATENCY_FINE 6 /* bits after the leading one that tell classes apart: 1/64 */
#define LATENCY_CLASSES ((65 - LATENCY_FINE) << LATENCY_FINE)

struct latency { /* all zero to begin with */
	uint64_t n, least, most;
	uint64_t classes[LATENCY_CLASSES];
};

/* latency_add - one more took @ns. */
void latency_add(struct latency *l, uint64_t ns);

/*
 * latency_part - the duration that @per_mille of 1000 didn't exceed, rounded up to its class, but never more than the
 * most. n > 0.
 */
uint64_t latency_part(const struct latency *l, unsigned per_mille);

/* latency_octave - how many took [2^@bits, 2^(@bits+1)), of bits 0 also 0. */
uint64_t latency_octave(const struct latency *l, unsigned bits);
