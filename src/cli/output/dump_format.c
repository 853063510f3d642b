/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dump_format: formats units and rows. Most rows of a big dump are 16 bytes that were all read, so these have a path of
 * their own, in vectors of 16 bytes if the compiler may use them (SSE2, NEON). The CPU isn't asked at run time: under a
 * hypervisor each CPUID costs as much as hundreds of rows. FORMAT_PORTABLE leaves the vectors out; both print the same.
 */
#include <string.h>

#include "dump_format.h"

#define ROW_BYTES 16
#define inline_always inline __attribute__((always_inline))

#ifndef __has_builtin
#define __has_builtin(x) 0
#endif
#if !defined(FORMAT_PORTABLE) && (defined(__SSE2__) || defined(__ARM_NEON)) && \
	__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ && __has_builtin(__builtin_shufflevector)

typedef uint8_t bytes __attribute__((vector_size(16)));
typedef int8_t signed_bytes __attribute__((vector_size(16)));
typedef uint16_t halves __attribute__((vector_size(16)));
typedef uint64_t quads __attribute__((vector_size(16)));

/* 32 digits of 16 bytes, in the order of the bytes, the upper digit first. */
struct digits {
	bytes v[2];
};

static inline_always bytes digit_chars(bytes nibbles)
{
	return nibbles + '0' + ((bytes)((signed_bytes)nibbles > 9) & ('a' - '0' - 10));
}

static inline_always struct digits digits_of(quads q)
{
	/* x86 has no shift of bytes: shifted as 16 bits, and what came in from the neighbour masked. */
	const bytes hi = digit_chars((bytes)((halves)q >> 4) & 15), lo = digit_chars((bytes)q & 15);

	return (struct digits){ {
		__builtin_shufflevector(hi, lo, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23),
		__builtin_shufflevector(hi, lo, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31),
	} };
}

static inline_always void put_digits(char *p, uint64_t v, unsigned digits)
{
	const struct digits d = digits_of((quads){ __builtin_bswap64(v << (4 * (16 - digits))) });

	memcpy(p, &d.v[0], 16);
}

/* Each unit turned to have its most significant byte first, without a shuffle of bytes, which would need SSSE3. */
static inline_always quads turned(quads q, unsigned width)
{
	halves h = (halves)q;

	if (width > 1)
		h = h << 8 | h >> 8;
	if (width == 4)
		h = __builtin_shufflevector(h, h, 1, 0, 3, 2, 5, 4, 7, 6);
	if (width == 8)
		h = __builtin_shufflevector(h, h, 3, 2, 1, 0, 7, 6, 5, 4);
	return (quads)h;
}

/* 8 digits to where they stand; the blanks are there. Stores from a register do as well here as shuffles would. */
static inline_always char *spread(char *p, uint64_t q, unsigned width)
{
	const uint16_t pair[4] = { (uint16_t)q, (uint16_t)(q >> 16), (uint16_t)(q >> 32), (uint16_t)(q >> 48) };
	const uint32_t four[2] = { (uint32_t)q, (uint32_t)(q >> 32) };

	if (width == 1) {
		memcpy(p, &pair[0], 2);
		memcpy(p + 3, &pair[1], 2);
		memcpy(p + 6, &pair[2], 2);
		memcpy(p + 9, &pair[3], 2);
	} else if (width == 2) {
		memcpy(p, &four[0], 4);
		memcpy(p + 5, &four[1], 4);
	} else {
		memcpy(p, &q, 8);
	}
	return p + 8 + (width == 8 ? 0 : 4 / width);
}

/* The units of a full row and its characters, behind the address. Inlined for each width. */
static inline_always char *put_full(char *p, unsigned width, bool swap, const void *units)
{
	struct digits d;
	quads q;
	bytes v, ok;

	memcpy(&q, units, sizeof(q));
	v = (bytes)q;
	d = digits_of(swap ? q : turned(q, width));
	memset(p, ' ', 48);
	p = spread(p, ((quads)d.v[0])[0], width);
	p = spread(p, ((quads)d.v[0])[1], width) + (width == 8);
	p = spread(p, ((quads)d.v[1])[0], width);
	p = spread(p, ((quads)d.v[1])[1], width) + (width == 8);
	*p++ = ' ';
	ok = (bytes)((signed_bytes)v > 0x1f) & (bytes)((signed_bytes)v < 0x7f);
	v = (v & ok) | ('.' & ~ok);
	memcpy(p, &v, sizeof(v));
	return p + sizeof(v);
}

#else

/* The two digits of each byte. */
#define SIXTEEN(h) h "0" h "1" h "2" h "3" h "4" h "5" h "6" h "7" h "8" h "9" h "a" h "b" h "c" h "d" h "e" h "f"
static const char pairs[] =
	SIXTEEN("0") SIXTEEN("1") SIXTEEN("2") SIXTEEN("3") SIXTEEN("4") SIXTEEN("5") SIXTEEN("6") SIXTEEN("7")
		SIXTEEN("8") SIXTEEN("9") SIXTEEN("a") SIXTEEN("b") SIXTEEN("c") SIXTEEN("d") SIXTEEN("e") SIXTEEN("f");

static inline_always void put_digits(char *p, uint64_t v, unsigned digits)
{
	for (; digits >= 2; digits -= 2, v >>= 8)
		memcpy(p + digits - 2, pairs + 2 * (v & 0xff), 2);
	if (digits)
		*p = pairs[2 * (v & 0xf) + 1];
}

/* The units of a full row and its characters, behind the address. Inlined for each width. */
static inline_always char *put_full(char *p, unsigned width, bool swap, const void *units)
{
	for (unsigned i = 0; i < ROW_BYTES / width; i++) {
		put_digits(p, dump_format_load(units, width, i, swap), 2 * width);
		p += 2 * width;
		*p++ = ' ';
	}
	*p++ = ' ';
	return dump_format_ascii(p, 1, ROW_BYTES, units, NULL);
}

#endif

char *dump_format_hex(char *p, uint64_t v, unsigned digits)
{
	if (digits > 16)
		__builtin_trap();
	put_digits(p, v, digits);
	return p + digits;
}

static inline_always char *put_addr(char *p, uint64_t addr, unsigned digits)
{
	const unsigned needed = 16 - (unsigned)__builtin_clzll(addr | 0xffffffff) / 4;

	if (digits < needed)
		digits = needed;
	if (digits > 16)
		digits = 16;
	put_digits(p, addr, digits);
	return p + digits;
}

char *dump_format_addr(char *p, uint64_t addr, unsigned digits)
{
	return put_addr(p, addr, digits);
}

static char mark(enum physmon_state state)
{
	switch (state) {
	case PHYSMON_LEFT_OUT:
		return '~';
	case PHYSMON_UNKNOWN:
		return '?';
	default:
		return '-';
	}
}

char *dump_format_marks(char *p, unsigned digits, enum physmon_state state)
{
	if (digits > 16)
		__builtin_trap();
	memset(p, mark(state), digits);
	return p + digits;
}

char *dump_format_value(char *p, unsigned width, uint64_t value, enum physmon_state state)
{
	if (state == PHYSMON_DONE)
		put_digits(p, value, 2 * width);
	else
		memset(p, mark(state), 2 * width);
	return p + 2 * width;
}

uint64_t dump_format_load(const void *units, unsigned width, unsigned i, bool swap)
{
	const char *const p = (const char *)units + i * width;
	uint16_t v2;
	uint32_t v4;
	uint64_t v8;

	switch (width) {
	case 1:
		return *(const uint8_t *)p;
	case 2:
		memcpy(&v2, p, 2);
		return swap ? __builtin_bswap16(v2) : v2;
	case 4:
		memcpy(&v4, p, 4);
		return swap ? __builtin_bswap32(v4) : v4;
	default:
		memcpy(&v8, p, 8);
		return swap ? __builtin_bswap64(v8) : v8;
	}
}

char *dump_format_ascii(char *p, unsigned width, unsigned nunits, const void *units, const uint8_t *state)
{
	const uint8_t *const c = units;

	for (unsigned i = 0; i < nunits * width; i++) {
		if (state && state[i / width] != PHYSMON_DONE)
			*p++ = ' ';
		else
			*p++ = c[i] >= 0x20 && c[i] <= 0x7e ? (char)c[i] : '.';
	}
	return p;
}

/* Any row: short, or with units that weren't read. Kept out of the way of the full ones. */
static __attribute__((noinline)) char *put_mixed(char *p, const struct emit_row *r)
{
	char *const chars = p + ROW_BYTES / r->width * (2 * r->width + 1) + 1;

	for (unsigned i = 0; i < r->nunits; i++) {
		p = dump_format_value(p, r->width, dump_format_load(r->units, r->width, i, r->swap),
				      r->state ? r->state[i] : PHYSMON_DONE);
		*p++ = ' ';
	}
	memset(p, ' ', (size_t)(chars - p));
	return dump_format_ascii(chars, r->width, r->nunits, r->units, r->state);
}

static inline_always char *put_units(char *p, unsigned width, const struct emit_row *r)
{
	static const uint8_t done[ROW_BYTES] = { [0 ... ROW_BYTES - 1] = PHYSMON_DONE };

	if (r->nunits != ROW_BYTES / width || (r->state && memcmp(r->state, done, ROW_BYTES / width)))
		return put_mixed(p, r);
	return put_full(p, width, width > 1 && r->swap, r->units);
}

char *dump_format_row(char *p, const struct emit_row *row)
{
	p = put_addr(p, row->addr, row->addr_digits);
	*p++ = ':';
	*p++ = ' ';
	switch (row->width) {
	case 1:
		return put_units(p, 1, row);
	case 2:
		return put_units(p, 2, row);
	case 4:
		return put_units(p, 4, row);
	default:
		return put_units(p, 8, row);
	}
}
