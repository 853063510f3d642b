/* SPDX-License-Identifier: GPL-2.0-or-later */
/* search: compares units in a buffer with a pattern. */
#include <string.h>

#include <physmon.h>

#include "search.h"
#include "unit.h"

/*
 * The first of the units [i, n) that is @v under @mask: by strides of four vectors, which the compiler makes of
 * whatever the CPU has, without a branch inside; this sees gigabytes, and nearly none of it matches.
 */
#define IS(bits, k) ((vector##bits)((at[k] & masks) == vs))
#define SCAN(bits) \
	typedef uint##bits##_t vector##bits __attribute__((vector_size(16), may_alias, aligned(bits / 8))); \
	static size_t scan##bits(const uint##bits##_t *p, size_t i, size_t n, uint##bits##_t v, uint##bits##_t mask) \
	{ \
		enum { STRIDE = 4 * 128 / bits }; \
		const vector##bits zero = { 0 }, vs = v + zero, masks = mask + zero; \
		const vector##bits *at; \
		vector##bits hit; \
		uint64_t any[2]; \
		for (; n - i >= STRIDE; i += STRIDE) { \
			at = (const vector##bits *)(p + i); \
			hit = (IS(bits, 0) | IS(bits, 1)) | (IS(bits, 2) | IS(bits, 3)); \
			memcpy(any, &hit, sizeof(any)); \
			if (any[0] | any[1]) \
				break; \
		} \
		while (i < n && (p[i] & mask) != v) \
			i++; \
		return i; \
	}

SCAN(8)
SCAN(16)
SCAN(32)
SCAN(64)

static size_t scan(const struct search *q, const void *units, size_t i, size_t n)
{
	const uint64_t v = unit_get(q->pattern, q->width) & q->mask;

	switch (q->width) {
	case 1:
		return scan8(units, i, n, (uint8_t)v, (uint8_t)q->mask);
	case 2:
		return scan16(units, i, n, (uint16_t)v, (uint16_t)q->mask);
	case 4:
		return scan32(units, i, n, (uint32_t)v, (uint32_t)q->mask);
	default:
		return scan64(units, i, n, v, q->mask);
	}
}

/* Does the pattern stand at unit @i, all of it read? */
static int matches(const struct search *q, const char *units, const uint8_t *states, size_t i)
{
	const char *pattern = q->pattern;
	uint64_t differ;

	for (size_t k = 0; k < q->nunits; k++) {
		differ = unit_get(units + (i + k) * q->width, q->width) ^ unit_get(pattern + k * q->width, q->width);
		if (states[i + k] != PHYSMON_DONE || differ & q->mask)
			return 0;
	}
	return 1;
}

size_t search_next(const struct search *q, const void *units, const uint8_t *states, size_t from, size_t n)
{
	size_t end;

	if (n < q->nunits)
		return SEARCH_NONE;
	end = n - q->nunits + 1;
	for (size_t i = from; i < end; i++) {
		i = scan(q, units, i, end);
		if (i < end && matches(q, units, states, i))
			return i;
	}
	return SEARCH_NONE;
}
