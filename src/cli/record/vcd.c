/* SPDX-License-Identifier: GPL-2.0-or-later */
/* vcd: prints headers, variables and changes of a VCD file. */
#include <string.h>

#include "hex.h"
#include "out.h"
#include "vcd.h"
#include "version.h"

#define VCD_FIRST '!' /* characters of identifiers, 18.2.1 */
#define VCD_CODES 94

static void put_id(struct out *o, size_t id)
{
	char *p = out_reserve(o, 32);

	do {
		*p++ = (char)(VCD_FIRST + id % VCD_CODES);
		id /= VCD_CODES;
	} while (id--); /* so that "!" and "!!" differ */
	out_used(o, p);
}

static void put_number(struct out *o, uint64_t v)
{
	out_used(o, hex_put_decimal(out_reserve(o, 32), v));
}

/* A comment can't hold what ends it, nor lines of its own. */
static void put_plain(struct out *o, const char *s)
{
	for (; *s; s++)
		out_put(o, *s == '$' || (unsigned char)*s < 0x20 || *s == 0x7f ? "_" : s, 1);
}

/* A name, without what viewers take for something else: blanks, ranges of bits. */
static void put_name(struct out *o, const char *s, size_t n)
{
	const char *end = s + n;

	for (; s < end; s++) {
		if (*s == '[')
			out_put(o, "_", 1);
		else if (*s != ']')
			out_put(o, (unsigned char)*s <= 0x20 || *s == '$' || *s == 0x7f ? "_" : s, 1);
	}
}

void vcd_begin(struct out *o, const char *made, const char *about, bool nanoseconds)
{
	if (*made) {
		out_str(o, "$date ");
		put_plain(o, made);
		out_str(o, " $end\n");
	}
	out_str(o, "$version physmon ");
	out_str(o, version_text);
	out_str(o, " $end\n$comment ");
	put_plain(o, about);
	out_str(o, " $end\n$timescale 1 ");
	out_str(o, nanoseconds ? "ns" : "us");
	out_str(o, " $end\n$scope module physmon $end\n");
}

static void open_scope(struct out *o, const char *name, size_t n)
{
	out_str(o, "$scope module ");
	put_name(o, name, n);
	out_str(o, " $end\n");
}

/* @bit: of a variable that is split, or -1 */
static void put_variable(struct out *o, size_t id, const char *name, unsigned bits, int bit)
{
	out_str(o, "$var wire ");
	put_number(o, bits);
	out_str(o, " ");
	put_id(o, id);
	out_str(o, " ");
	put_name(o, name, strlen(name));
	if (bit >= 0) {
		out_str(o, "_");
		put_number(o, (unsigned)bit);
	} else if (bits > 1) {
		out_str(o, " [");
		put_number(o, bits - 1);
		out_str(o, ":0]");
	}
	out_str(o, " $end\n");
}

void vcd_variable(struct out *o, size_t id, const char *name, const char *below, unsigned bits, bool split)
{
	const char *dot;
	unsigned scopes = 0, bit;

	for (; (dot = strchr(name, '.')); name = dot + 1, scopes++)
		open_scope(o, name, (size_t)(dot - name));
	if (below) {
		open_scope(o, name, strlen(name));
		scopes++;
		name = below;
	}
	if (split && bits > 1)
		for (bit = 0; bit < bits; bit++)
			put_variable(o, id + bit, name, 1, (int)bit);
	else
		put_variable(o, id, name, bits, -1);
	while (scopes--)
		out_str(o, "$upscope $end\n");
}

void vcd_time(struct out *o, uint64_t t)
{
	out_str(o, "#");
	put_number(o, t);
	out_str(o, "\n");
}

void vcd_value(struct out *o, size_t id, unsigned bits, uint64_t v, bool known)
{
	const bool vector = bits > 1;
	char *p = out_reserve(o, 80);

	if (vector)
		*p++ = 'b';
	if (!known) {
		*p++ = 'x';
	} else {
		/* leading zeros are implied, 18.2.1 */
		while (bits > 1 && !(v >> (bits - 1) & 1))
			bits--;
		while (bits--)
			*p++ = (char)('0' + (v >> bits & 1));
	}
	if (vector)
		*p++ = ' ';
	out_used(o, p);
	put_id(o, id);
	out_put(o, "\n", 1);
}
