/* SPDX-License-Identifier: GPL-2.0-or-later */
/* crc32: computes CRC-32 eight bytes a step, each byte by a table of its own. */
#include "crc32.h"

#define POLYNOMIAL 0xedb88320u

void crc32_begin(struct crc32 *c)
{
	uint32_t v;

	for (unsigned b = 0; b < 256; b++) {
		v = b;
		for (unsigned k = 0; k < 8; k++)
			v = v >> 1 ^ (v & 1 ? POLYNOMIAL : 0);
		c->table[0][b] = v;
	}
	for (unsigned k = 1; k < 8; k++)
		for (unsigned b = 0; b < 256; b++) {
			v = c->table[k - 1][b];
			c->table[k][b] = v >> 8 ^ c->table[0][v & 0xff];
		}
	c->state = 0xffffffff;
}

void crc32_add(struct crc32 *c, const void *bytes, size_t n)
{
	const unsigned char *p = bytes;
	uint32_t s = c->state;

	for (; n >= 8; n -= 8, p += 8) {
		s ^= p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
		s = c->table[7][s & 0xff] ^ c->table[6][s >> 8 & 0xff] ^ c->table[5][s >> 16 & 0xff] ^
		    c->table[4][s >> 24] ^ c->table[3][p[4]] ^ c->table[2][p[5]] ^ c->table[1][p[6]] ^
		    c->table[0][p[7]];
	}
	for (; n; n--)
		s = s >> 8 ^ c->table[0][(s ^ *p++) & 0xff];
	c->state = s;
}

uint32_t crc32_end(const struct crc32 *c)
{
	return ~c->state;
}
