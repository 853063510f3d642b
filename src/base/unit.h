/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * unit: a unit of 1, 2, 4 or 8 bytes in a buffer, in host byte order, and its value as a number. For buffers only:
 * never pass a pointer into a target.
 */
#pragma once

#include <stdint.h>
#include <string.h>

/* unit_get - the unit of @width bytes (1, 2, 4, 8) at @p, which need not be aligned. */
static inline uint64_t unit_get(const void *p, unsigned width)
{
	uint8_t v8;
	uint16_t v16;
	uint32_t v32;
	uint64_t v64;

	switch (width) {
	case 1:
		memcpy(&v8, p, sizeof(v8));
		return v8;
	case 2:
		memcpy(&v16, p, sizeof(v16));
		return v16;
	case 4:
		memcpy(&v32, p, sizeof(v32));
		return v32;
	default:
		memcpy(&v64, p, sizeof(v64));
		return v64;
	}
}

/* unit_shift - the shift that divides by a width: a division takes as long as the rest of an access. */
static inline unsigned unit_shift(unsigned width)
{
	return (unsigned)__builtin_ctz(width);
}

/* unit_mask - all bits of a unit. */
static inline uint64_t unit_mask(unsigned width)
{
	return UINT64_MAX >> (64 - 8 * width);
}

/* unit_bits - the lowest @nbits bits, 0 to 64 or more. */
static inline uint64_t unit_bits(unsigned nbits)
{
	return nbits < 64 ? ((uint64_t)1 << nbits) - 1 : UINT64_MAX;
}

/* unit_put - store the low @width bytes of @v at @p. */
static inline void unit_put(void *p, unsigned width, uint64_t v)
{
	const uint8_t v8 = (uint8_t)v;
	const uint16_t v16 = (uint16_t)v;
	const uint32_t v32 = (uint32_t)v;

	switch (width) {
	case 1:
		memcpy(p, &v8, sizeof(v8));
		break;
	case 2:
		memcpy(p, &v16, sizeof(v16));
		break;
	case 4:
		memcpy(p, &v32, sizeof(v32));
		break;
	default:
		memcpy(p, &v, sizeof(v));
		break;
	}
}
