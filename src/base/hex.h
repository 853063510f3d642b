/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hex: converts numbers to text and back, fast and without stdio. Pure functions. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * hex_digit - value of a hexadecimal digit, -1 if @c is none. Inline, since every number of a script uses it, and
 * without a branch between figures and letters, which no CPU could predict: a mask has a bit for each character from
 * '0' on, and a letter's bit 6 adds 9.
 */
static inline int hex_digit(char c)
{
	const uint64_t digits = UINT64_C(0x3ff) | UINT64_C(0x3f) << ('A' - '0') | UINT64_C(0x3f) << ('a' - '0');
	const unsigned u = (unsigned char)c, d = u - '0';

	if (d > 63 || !(digits >> d & 1))
		return -1;
	return (int)((u & 15) + (u >> 6) * 9);
}

/* hex_put - write @v as exactly @digits (1 to 16) lower-case digits, zero-padded, no NUL; returns the end. */
char *hex_put(char *p, uint64_t v, unsigned digits);

/* hex_str - the same with a NUL behind it; returns @p. */
char *hex_str(char *p, uint64_t v, unsigned digits);

/* hex_digits - digits that @v needs, at least @least. */
unsigned hex_digits(uint64_t v, unsigned least);

/* hex_put_decimal - write @v in decimal, no NUL; returns the end (at most 20 characters on). */
char *hex_put_decimal(char *p, uint64_t v);

/* hex_put_fixed - write @v in decimal with its last @places (1 to 18) behind a point, no NUL; returns the end. */
char *hex_put_fixed(char *p, uint64_t v, unsigned places);

/*
 * hex_parse - read hexadecimal digits, an optional 0x before them, from @s up to @end; the whole text must be the
 * number. Returns 0, -EINVAL (no digits, other characters), -ERANGE (more than 64 bits).
 */
int hex_parse(const char *s, const char *end, uint64_t *v);

/* hex_foreign_binary - "0b1010": binary elsewhere, a hexadecimal number by its digits; typed, it is refused. */
bool hex_foreign_binary(const char *s, const char *end);
