/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bit_ruler: bit numbers, then the bits, in groups of four. */
#include "bit_ruler.h"
#include "hex.h"

#define GROUP 4

void bit_ruler_draw(char out[BIT_RULER_MAX], uint64_t v)
{
	unsigned bits = 8, bit, k;
	char *p = out, *end;

	while (bits < 64 && v >> bits)
		bits *= 2;
	for (bit = bits; bit; bit -= GROUP) {
		end = hex_put_decimal(p, bit - 1);
		while (bit > GROUP && end < p + GROUP + 1) /* none behind the last one */
			*end++ = ' ';
		p = end;
	}
	*p++ = '\n';
	for (bit = bits; bit; bit -= GROUP) {
		for (k = 1; k <= GROUP; k++)
			*p++ = (char)('0' + (v >> (bit - k) & 1));
		*p++ = bit > GROUP ? ' ' : '\0';
	}
}
