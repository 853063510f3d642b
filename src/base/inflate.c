/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * inflate: decodes DEFLATE (RFC 1951) inside a gzip frame. Huffman codes are canonical (RFC 1951, 3.2.2): the number of
 * codes of each length, and the symbols in order, define them; a code is read bit by bit.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "inflate.h"

#define CODE_MOST 15 /* bits of a code */
#define LITERALS 288 /* symbols of the code for literals and lengths */
#define DISTANCES 32 /* of the code for distances, of which two mean nothing */
#define LENGTHS 19   /* of the code for the lengths of these codes */
#define END_OF_BLOCK 256

struct code {
	uint16_t count[CODE_MOST + 1]; /* of the codes of each length */
	uint16_t symbols[LITERALS];
};

struct inflate {
	const uint8_t *in, *end;
	uint32_t bits; /* read, but not used yet: the lowest come first */
	unsigned nbits;
	uint8_t *out;
	size_t n, room;
	bool short_of_input;
};

static unsigned take(struct inflate *s, unsigned n)
{
	unsigned v;

	while (s->nbits < n) {
		if (s->in == s->end) {
			s->short_of_input = true;
			return 0;
		}
		s->bits |= (uint32_t)*s->in++ << s->nbits;
		s->nbits += 8;
	}
	v = s->bits & ((1u << n) - 1);
	s->bits >>= n;
	s->nbits -= n;
	return v;
}

/* From the length of each symbol's code, 0 for those without. False: no such code can be. */
static bool make_code(struct code *c, const uint8_t *lengths, size_t n)
{
	uint16_t next[CODE_MOST + 1] = { 0 };
	int left = 1;
	unsigned bits;
	size_t i;

	memset(c, 0, sizeof(*c));
	for (i = 0; i < n; i++)
		c->count[lengths[i]]++;
	for (bits = 1; bits <= CODE_MOST; bits++) {
		left = 2 * left - c->count[bits];
		if (left < 0)
			return false;
		if (bits < CODE_MOST)
			next[bits + 1] = (uint16_t)(next[bits] + c->count[bits]);
	}
	for (i = 0; i < n; i++) {
		if (lengths[i])
			c->symbols[next[lengths[i]]++] = (uint16_t)i;
	}
	return true;
}

/* The next symbol, or -1. */
static int symbol(struct inflate *s, const struct code *c)
{
	unsigned code = 0, first = 0, index = 0, bits;

	for (bits = 1; bits <= CODE_MOST; bits++) {
		code |= take(s, 1);
		if (s->short_of_input)
			return -1;
		if (code < first + c->count[bits])
			return c->symbols[index + code - first];
		index += c->count[bits];
		first = (first + c->count[bits]) << 1;
		code <<= 1;
	}
	return -1;
}

/*
 * Lengths 3 to 258 (RFC 1951, 3.2.5): groups of four symbols, each with one extra bit more; distances: groups of two.
 */
static unsigned length_of(struct inflate *s, unsigned i)
{
	unsigned extra;

	if (i < 8 || i == 28)
		return i < 8 ? 3 + i : 258;
	extra = (i - 4) / 4;
	return 3 + ((4 + i % 4) << extra) + take(s, extra);
}

static unsigned distance_of(struct inflate *s, unsigned i)
{
	const unsigned extra = i < 4 ? 0 : (i - 2) / 2;

	return i < 4 ? 1 + i : 1 + ((2 + i % 2) << extra) + take(s, extra);
}

static int copy_back(struct inflate *s, unsigned distance, unsigned length)
{
	if (s->short_of_input || distance > s->n)
		return -EBADMSG;
	if (s->room - s->n < length)
		return -ENOSPC;
	for (; length; length--, s->n++)
		s->out[s->n] = s->out[s->n - distance];
	return 0;
}

static int compressed(struct inflate *s, const struct code *literals, const struct code *distances)
{
	unsigned length;
	int x, err;

	for (;;) {
		x = symbol(s, literals);
		if (x == END_OF_BLOCK)
			return 0;
		if (x < 0 || x > END_OF_BLOCK + 29)
			return -EBADMSG;
		if (x < END_OF_BLOCK) {
			if (s->n == s->room)
				return -ENOSPC;
			s->out[s->n++] = (uint8_t)x;
			continue;
		}
		length = length_of(s, (unsigned)x - END_OF_BLOCK - 1);
		x = symbol(s, distances);
		if (x < 0 || x > 29)
			return -EBADMSG;
		err = copy_back(s, distance_of(s, (unsigned)x), length);
		if (err)
			return err;
	}
}

static int fixed(struct inflate *s)
{
	struct code literals, distances;
	uint8_t lengths[LITERALS];

	memset(lengths, 8, 144);
	memset(lengths + 144, 9, 112);
	memset(lengths + 256, 7, 24);
	memset(lengths + 280, 8, 8);
	make_code(&literals, lengths, LITERALS);
	memset(lengths, 5, DISTANCES);
	make_code(&distances, lengths, DISTANCES);
	return compressed(s, &literals, &distances);
}

/* The lengths of both codes, themselves packed by a code (RFC 1951, 3.2.7). */
static int dynamic(struct inflate *s)
{
	static const uint8_t order[LENGTHS] = { 16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15 };
	const unsigned nliterals = take(s, 5) + 257, ndistances = take(s, 5) + 1, nlengths = take(s, 4) + 4;
	uint8_t lengths[LITERALS + DISTANCES] = { 0 }, again;
	struct code literals, distances;
	unsigned i, times;
	int x;

	if (nliterals > LITERALS)
		return -EBADMSG;
	for (i = 0; i < nlengths; i++)
		lengths[order[i]] = (uint8_t)take(s, 3);
	if (!make_code(&literals, lengths, LENGTHS))
		return -EBADMSG;
	memset(lengths, 0, sizeof(lengths));
	for (i = 0; i < nliterals + ndistances;) {
		x = symbol(s, &literals);
		if (x < 0)
			return -EBADMSG;
		if (x < 16) {
			lengths[i++] = (uint8_t)x;
			continue;
		}
		if (x == 16 && !i)
			return -EBADMSG;
		again = x == 16 ? lengths[i - 1] : 0;
		times = x == 16 ? 3 + take(s, 2) : x == 17 ? 3 + take(s, 3) : 11 + take(s, 7);
		if (times > nliterals + ndistances - i)
			return -EBADMSG;
		while (times--)
			lengths[i++] = again;
	}
	if (s->short_of_input || !make_code(&literals, lengths, nliterals) ||
	    !make_code(&distances, lengths + nliterals, ndistances))
		return -EBADMSG;
	return compressed(s, &literals, &distances);
}

static int stored(struct inflate *s)
{
	size_t n;

	s->bits = s->nbits = 0; /* up to the next whole byte */
	if (s->end - s->in < 4)
		return -EBADMSG;
	n = s->in[0] | (size_t)s->in[1] << 8;
	if ((n ^ 0xffff) != (s->in[2] | (size_t)s->in[3] << 8) || (size_t)(s->end - s->in) - 4 < n)
		return -EBADMSG;
	if (s->room - s->n < n)
		return -ENOSPC;
	if (n)
		memcpy(s->out + s->n, s->in + 4, n);
	s->in += 4 + n;
	s->n += n;
	return 0;
}

static int blocks(struct inflate *s)
{
	unsigned last;
	int err;

	do {
		last = take(s, 1);
		switch (take(s, 2)) {
		case 0:
			err = s->short_of_input ? -EBADMSG : stored(s);
			break;
		case 1:
			err = fixed(s);
			break;
		case 2:
			err = dynamic(s);
			break;
		default:
			err = -EBADMSG;
		}
	} while (!err && !last);
	return err;
}

/* Behind the header of a member (RFC 1952, 2.3); NULL: it is none. */
static const uint8_t *behind_header(const uint8_t *p, const uint8_t *end)
{
	const uint8_t *q;
	uint8_t flags;
	unsigned i;

	if (end - p < 10 || p[0] != 0x1f || p[1] != 0x8b || p[2] != 8 || p[3] & 0xe0)
		return NULL;
	flags = p[3];
	p += 10;
	if (flags & 4) { /* extra field */
		if (end - p < 2 || end - p - 2 < (p[0] | p[1] << 8))
			return NULL;
		p += 2 + (p[0] | p[1] << 8);
	}
	for (i = 8; i <= 16; i *= 2) { /* name, comment */
		if (!(flags & i))
			continue;
		q = memchr(p, 0, (size_t)(end - p));
		if (!q)
			return NULL;
		p = q + 1;
	}
	if (flags & 2) /* checksum of the header */
		p = end - p < 2 ? NULL : p + 2;
	return p;
}

int inflate_gzip(const void *in, size_t nbytes, void *out, size_t room, size_t *got)
{
	struct inflate s = { .end = (const uint8_t *)in + nbytes, .out = out, .room = room };
	const uint8_t *p;
	uint32_t size;
	int err;

	*got = 0;
	s.in = nbytes ? behind_header(in, s.end) : NULL;
	if (!s.in)
		return -EBADMSG;
	err = blocks(&s);
	if (err)
		return err;
	/* whole bytes that were read ahead are none of the data: checksum and size follow */
	p = s.in - s.nbits / 8;
	if (s.end - p < 8)
		return -EBADMSG;
	size = p[4] | (uint32_t)p[5] << 8 | (uint32_t)p[6] << 16 | (uint32_t)p[7] << 24;
	if (size != (uint32_t)s.n)
		return -EBADMSG;
	*got = s.n;
	return 0;
}
