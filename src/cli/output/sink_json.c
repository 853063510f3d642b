/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sink_json: JSON Lines, one object a line, for programs that drive physmon. Addresses and values are strings
 * ("0x000000ff"), since many readers of JSON lose integers above 2^53; widths are in bits. Errors and notes are objects
 * among the results. The output is valid JSON whatever bytes names and texts contain.
 */
#include <string.h>

#include "dump_format.h"
#include "hex.h"
#include "sink.h"

/*
 * The longest row has 16 units of a byte, not all of them read: 16 times "0x00", two of an escaped character and
 * "left-out", make 320 at most; 76 around them; and format.h's stores beyond the end.
 */
#define ROW_MAX 512

_Static_assert(ROW_MAX <= OUT_RESERVE_MAX, "a row of JSON fits");

static const char *const state_names[] = {
	[PHYSMON_PENDING] = "pending",	 [PHYSMON_DONE] = "done",	[PHYSMON_FAULT] = "fault",
	[PHYSMON_LEFT_OUT] = "left-out", [PHYSMON_UNKNOWN] = "unknown",
};

/* Length of the UTF-8 sequence at @s; 0 if it isn't one by RFC 3629 (overlong forms and surrogates aren't). */
static unsigned utf8_length(const char *s)
{
	const unsigned char *const c = (const unsigned char *)s;
	unsigned n;

	if (c[0] < 0x80)
		return 1;
	if (c[0] < 0xc2 || c[0] > 0xf4)
		return 0;
	n = c[0] < 0xe0 ? 2 : c[0] < 0xf0 ? 3 : 4;
	for (unsigned i = 1; i < n; i++)
		if ((c[i] & 0xc0) != 0x80)
			return 0;
	if ((c[0] == 0xe0 && c[1] < 0xa0) || (c[0] == 0xed && c[1] > 0x9f))
		return 0;
	if ((c[0] == 0xf0 && c[1] < 0x90) || (c[0] == 0xf4 && c[1] > 0x8f))
		return 0;
	return n;
}

/* @n bytes in quotes, escaped. @s must be followed by a NUL or a newline, which no UTF-8 sequence goes across. */
static void put_quoted(struct out *o, const char *s, size_t n)
{
	const char *const end = s + n;
	unsigned length;
	char *p;

	out_put(o, "\"", 1);
	while (s < end) {
		length = utf8_length(s);
		p = out_reserve(o, FORMAT_MAX);
		if (*s == '"' || *s == '\\') {
			*p++ = '\\';
			*p++ = *s++;
		} else if (*s == '\n') {
			*p++ = '\\';
			*p++ = 'n';
			s++;
		} else if (!length || (unsigned char)*s < 0x20 || *s == 0x7f) {
			memcpy(p, "\\u", 2);
			p = dump_format_hex(p + 2, (unsigned char)*s++, 4);
		} else {
			memcpy(p, s, length);
			p += length;
			s += length;
		}
		out_used(o, p);
	}
	out_put(o, "\"", 1);
}

/* "addr":"0x4c000010","width":8 */
static char *put_head(char *p, uint64_t addr, unsigned addr_digits, unsigned width)
{
	p = dump_format_addr(stpcpy(p, "{\"addr\":\"0x"), addr, addr_digits);
	return hex_put_decimal(stpcpy(p, "\",\"width\":"), 8 * width);
}

static char *put_value(char *p, unsigned width, uint64_t value, enum physmon_state state)
{
	if (state != PHYSMON_DONE)
		return stpcpy(p, "null");
	return stpcpy(dump_format_value(stpcpy(p, "\"0x"), width, value, state), "\"");
}

static void json_unit(struct out *o, uint64_t addr, unsigned addr_digits, unsigned width, uint64_t value,
		      enum physmon_state state)
{
	char *p = put_head(out_reserve(o, 2 * FORMAT_MAX), addr, addr_digits, width);

	p = put_value(stpcpy(p, ",\"value\":"), width, value, state);
	if (state != PHYSMON_DONE)
		p = stpcpy(stpcpy(stpcpy(p, ",\"state\":\""), state_names[state]), "\"");
	out_used(o, stpcpy(p, "}\n"));
}

static void json_row(struct out *o, const struct emit_row *r)
{
	char *p = put_head(out_reserve(o, ROW_MAX), r->addr, r->addr_digits, r->width);
	char chars[FORMAT_MAX];
	const char *end;
	bool all = true;

	p = stpcpy(p, ",\"values\":[");
	for (unsigned i = 0; i < r->nunits; i++) {
		const enum physmon_state state = r->state ? r->state[i] : PHYSMON_DONE;

		if (i)
			*p++ = ',';
		p = put_value(p, r->width, dump_format_load(r->units, r->width, i, r->swap), state);
		all = all && state == PHYSMON_DONE;
	}
	p = stpcpy(p, "],\"ascii\":\"");
	end = dump_format_ascii(chars, r->width, r->nunits, r->units, r->state);
	for (const char *c = chars; c < end; *p++ = *c++)
		if (*c == '"' || *c == '\\')
			*p++ = '\\';
	*p++ = '"';
	if (!all) {
		p = stpcpy(p, ",\"states\":[");
		for (unsigned i = 0; i < r->nunits; i++)
			p = stpcpy(stpcpy(stpcpy(p, i ? ",\"" : "\""), state_names[r->state[i]]), "\"");
		*p++ = ']';
	}
	out_used(o, stpcpy(p, "}\n"));
}

static void put_hex(struct out *o, const struct record_item *i)
{
	char *p = out_reserve(o, FORMAT_MAX);

	if (i->state == PHYSMON_DONE)
		p = stpcpy(record_number(stpcpy(p, "\"0x"), i), "\"");
	else
		p = stpcpy(stpcpy(stpcpy(p, "null,\"state\":\""), state_names[i->state]), "\"");
	out_used(o, p);
}

static void json_record(struct out *o, const struct record *r)
{
	const char *before = "{";

	for (const struct record_item *i = r->items; i < r->items + r->n; i++) {
		if (i->type == RECORD_TEXT || !i->len || !record_has(r, i))
			continue;
		out_str(o, before);
		before = ",";
		put_quoted(o, i->text, i->len);
		out_put(o, ":", 1);
		if (i->type == RECORD_STRING)
			put_quoted(o, i->s, i->n);
		else if (i->type == RECORD_FLAG)
			out_str(o, i->u ? "true" : "false");
		else if (i->type == RECORD_HEX)
			put_hex(o, i);
		else
			out_used(o, record_number(out_reserve(o, FORMAT_MAX), i));
	}
	out_str(o, *before == ',' ? "}\n" : "{}\n");
}

const struct sink sink_json = {
	.unit = json_unit,
	.row = json_row,
	.record = json_record,
	.driven = true,
};
