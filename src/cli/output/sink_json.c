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
#define ROW_ROOM 512

_Static_assert(ROW_ROOM <= OUT_ROOM_MAX, "a row of JSON fits");

static const char *const state_names[] = {
	[PHYSMON_PENDING] = "pending",	 [PHYSMON_DONE] = "done",	[PHYSMON_FAULT] = "fault",
	[PHYSMON_LEFT_OUT] = "left-out", [PHYSMON_UNKNOWN] = "unknown",
};

/* Length of the UTF-8 sequence at @s; 0 if it isn't one by RFC 3629 (overlong forms and surrogates aren't). */
static unsigned utf8_length(const char *s)
{
	const unsigned char *const c = (const unsigned char *)s;
	unsigned n, i;

	if (c[0] < 0x80)
		return 1;
	if (c[0] < 0xc2 || c[0] > 0xf4)
		return 0;
	n = c[0] < 0xe0 ? 2 : c[0] < 0xf0 ? 3 : 4;
	for (i = 1; i < n; i++)
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
		p = out_room(o, FORMAT_ROOM);
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

static char *put(char *p, const char *s)
{
	return stpcpy(p, s);
}

/* "addr":"0x4c000010","width":8 */
static char *put_head(char *p, uint64_t addr, unsigned addr_digits, unsigned width)
{
	p = dump_format_addr(put(p, "{\"addr\":\"0x"), addr, addr_digits);
	return hex_put_decimal(put(p, "\",\"width\":"), 8 * width);
}

static char *put_value(char *p, unsigned width, uint64_t value, enum physmon_state state)
{
	if (state != PHYSMON_DONE)
		return put(p, "null");
	return put(dump_format_value(put(p, "\"0x"), width, value, state), "\"");
}

static void json_unit(struct out *o, uint64_t addr, unsigned addr_digits, unsigned width, uint64_t value,
		      enum physmon_state state)
{
	char *p = put_head(out_room(o, 2 * FORMAT_ROOM), addr, addr_digits, width);

	p = put_value(put(p, ",\"value\":"), width, value, state);
	if (state != PHYSMON_DONE)
		p = put(put(put(p, ",\"state\":\""), state_names[state]), "\"");
	out_used(o, put(p, "}\n"));
}

static void json_row(struct out *o, const struct emit_row *r)
{
	char *p = put_head(out_room(o, ROW_ROOM), r->addr, r->addr_digits, r->width);
	char chars[FORMAT_ROOM];
	const char *c, *end;
	bool all = true;
	unsigned i;

	p = put(p, ",\"values\":[");
	for (i = 0; i < r->nunits; i++) {
		const enum physmon_state state = r->state ? r->state[i] : PHYSMON_DONE;

		if (i)
			*p++ = ',';
		p = put_value(p, r->width, dump_format_load(r->units, r->width, i, r->swap), state);
		all = all && state == PHYSMON_DONE;
	}
	p = put(p, "],\"ascii\":\"");
	end = dump_format_ascii(chars, r->width, r->nunits, r->units, r->state);
	for (c = chars; c < end; *p++ = *c++)
		if (*c == '"' || *c == '\\')
			*p++ = '\\';
	*p++ = '"';
	if (!all) {
		p = put(p, ",\"states\":[");
		for (i = 0; i < r->nunits; i++)
			p = put(put(put(p, i ? ",\"" : "\""), state_names[r->state[i]]), "\"");
		*p++ = ']';
	}
	out_used(o, put(p, "}\n"));
}

/* ,"name": - the first one with { instead of the comma. */
static void put_key(struct out *o, bool *any, const char *name, size_t len)
{
	out_put(o, *any ? "," : "{", 1);
	*any = true;
	put_quoted(o, name, len);
	out_put(o, ":", 1);
}

static void put_string(struct out *o, bool *any, const char *name, const char *s)
{
	put_key(o, any, name, strlen(name));
	put_quoted(o, s, strlen(s));
}

static void put_uint(struct out *o, bool *any, const char *name, uint64_t u)
{
	put_key(o, any, name, strlen(name));
	out_used(o, hex_put_decimal(out_room(o, FORMAT_ROOM), u));
}

static void put_hex(struct out *o, uint64_t u, unsigned digits)
{
	char *p = put(out_room(o, FORMAT_ROOM), "\"0x");

	out_used(o, put(dump_format_hex(p, u, hex_digits(u, digits)), "\""));
}

static void put_missing(struct out *o, enum physmon_state state)
{
	bool any = true;

	out_str(o, "null");
	put_string(o, &any, "state", state_names[state]);
}

static void put_end(struct out *o, bool any)
{
	out_str(o, any ? "}\n" : "{}\n");
}

static void json_record(struct out *o, const struct record *r)
{
	const struct record_item *i;
	bool any = false;

	for (i = r->items; i < r->items + r->n; i++) {
		if (i->type == RECORD_TEXT || !i->len)
			continue;
		put_key(o, &any, i->text, i->len);
		switch (i->type) {
		case RECORD_TEXT:
			break;
		case RECORD_HEX:
			if (i->state == PHYSMON_DONE)
				put_hex(o, i->u, i->digits ? i->digits : 1);
			else
				put_missing(o, i->state);
			break;
		case RECORD_DECIMAL:
			out_used(o, hex_put_decimal(out_room(o, FORMAT_ROOM), i->u));
			break;
		case RECORD_SECONDS:
			out_used(o, hex_put_fixed(out_room(o, FORMAT_ROOM), i->u, 6));
			break;
		case RECORD_STRING:
			put_quoted(o, i->s, strlen(i->s));
			break;
		case RECORD_FLAG:
			out_str(o, i->u ? "true" : "false");
			break;
		}
	}
	put_end(o, any);
}

static void json_line(struct out *o, const char *text, size_t nbytes)
{
	bool any = false;

	put_key(o, &any, "text", 4);
	put_quoted(o, text, nbytes);
	put_end(o, any);
}

static void json_error(struct out *o, const struct position *at, const struct physmon_error *e, int status)
{
	bool any = false;

	put_string(o, &any, "error", e->text);
	if (at->source)
		put_string(o, &any, "source", at->source);
	if (at->line)
		put_uint(o, &any, "line", at->line);
	if (at->column)
		put_uint(o, &any, "column", at->column);
	put_uint(o, &any, "status", (unsigned)status);
	if (e->width) {
		put_key(o, &any, "addr", 4);
		put_hex(o, e->addr, 8);
	}
	put_end(o, any);
}

static void json_note(struct out *o, const char *text)
{
	bool any = false;

	put_string(o, &any, "note", text);
	put_end(o, any);
}

static void json_answered(struct out *o, size_t line, int status)
{
	bool any = false;

	put_uint(o, &any, "line", line);
	put_uint(o, &any, "status", (unsigned)status);
	put_end(o, any);
}

const struct sink sink_json = {
	.unit = json_unit,
	.row = json_row,
	.record = json_record,
	.line = json_line,
	.error = json_error,
	.note = json_note,
	.answered = json_answered,
	.errors_to_results = true,
};
