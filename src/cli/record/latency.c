/* SPDX-License-Identifier: GPL-2.0-or-later */
/* latency: a histogram. Up to 2^LATENCY_FINE each number is a class of its own; above, each octave has that many. */
#include "latency.h"

#define FINE (1u << LATENCY_FINE)

static size_t class_of(uint64_t ns)
{
	const unsigned bits = 63 - (unsigned)__builtin_clzll(ns | 1);

	if (ns < FINE)
		return (size_t)ns;
	return ((size_t)(bits - LATENCY_FINE + 1) << LATENCY_FINE) + (size_t)(ns >> (bits - LATENCY_FINE)) - FINE;
}

/* The greatest number of a class. */
static uint64_t class_end(size_t i)
{
	unsigned shift = (unsigned)(i >> LATENCY_FINE);

	if (!shift)
		return i;
	return (((uint64_t)(i & (FINE - 1)) + FINE + 1) << (shift - 1)) - 1;
}

void latency_add(struct latency *l, uint64_t ns)
{
	if (!l->n || ns < l->least)
		l->least = ns;
	if (ns > l->most)
		l->most = ns;
	l->n++;
	l->classes[class_of(ns)]++;
}

uint64_t latency_part(const struct latency *l, unsigned per_mille)
{
	/* the rank, rounded up, without an overflow of n * 1000 */
	uint64_t rank = l->n / 1000 * per_mille + (l->n % 1000 * per_mille + 999) / 1000, seen = 0, end;
	size_t i;

	for (i = 0; i < LATENCY_CLASSES - 1; i++) {
		seen += l->classes[i];
		if (seen >= rank && seen)
			break;
	}
	end = class_end(i);
	return end < l->least ? l->least : end > l->most ? l->most : end;
}

uint64_t latency_octave(const struct latency *l, unsigned bits)
{
	uint64_t n = 0;
	size_t i, end;

	if (bits >= LATENCY_FINE) {
		i = class_of((uint64_t)1 << bits);
		end = i + FINE;
	} else {
		i = bits ? (size_t)1 << bits : 0;
		end = (size_t)2 << bits;
	}
	for (; i < end; i++)
		n += l->classes[i];
	return n;
}
