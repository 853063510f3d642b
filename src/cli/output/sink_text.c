/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sink_text: the sinks text (for people, and for scripts that parse it), bare (values only, for shells: with 0x before
 * them, so that $((...)) takes them) and log (a copy of the text that is kept). Text and bare differ in the results;
 * errors, notes and lines of text are the same.
 */
#include <string.h>

#include "dump_format.h"
#include "hex.h"
#include "sink.h"

static void text_unit(struct out *o, uint64_t addr, unsigned addr_digits, unsigned width, uint64_t value,
		      enum physmon_state state)
{
	char *p = dump_format_addr(out_room(o, FORMAT_ROOM), addr, addr_digits);

	memcpy(p, " = ", 3);
	p = dump_format_value(p + 3, width, value, state);
	*p++ = '\n';
	out_used(o, p);
}

static void text_row(struct out *o, const struct emit_row *r)
{
	char *p = dump_format_row(out_room(o, FORMAT_ROOM), r);

	*p++ = '\n';
	out_used(o, p);
}

/* How cells are shown: what is put before what is hexadecimal; are columns kept; is text made visible? */
struct look {
	const char *hex;
	bool pad, visible;
};

/* @n bytes, of which no control character reaches a terminal. */
static void put_visible_bytes(struct out *o, const char *s, size_t n)
{
	const char *const end = s + n, *from;
	char *p;

	for (;;) {
		for (from = s; s < end && (unsigned char)*s >= 0x20 && *s != 0x7f; s++)
			;
		out_put(o, from, (size_t)(s - from));
		if (s == end)
			return;
		p = out_room(o, FORMAT_ROOM);
		memcpy(p, "\\x", 2);
		out_used(o, dump_format_hex(p + 2, (unsigned char)*s++, 2));
	}
}

static void put_item(struct out *o, const struct record_item *i, const struct look *look)
{
	size_t n;

	switch (i->type) {
	case RECORD_TEXT:
		out_put(o, i->text, i->len);
		break;
	case RECORD_HEX:
		if (i->state != PHYSMON_DONE) {
			out_used(o, dump_format_marks(out_room(o, FORMAT_ROOM), i->digits, i->state));
			break;
		}
		out_str(o, look->hex);
		out_used(o,
			 dump_format_hex(out_room(o, FORMAT_ROOM), i->u, hex_digits(i->u, i->digits ? i->digits : 1)));
		break;
	case RECORD_DECIMAL:
		out_used(o, hex_put_decimal(out_room(o, FORMAT_ROOM), i->u));
		break;
	case RECORD_SECONDS:
		out_used(o, hex_put_fixed(out_room(o, FORMAT_ROOM), i->u, 6));
		break;
	case RECORD_STRING:
		n = strlen(i->s);
		if (look->visible)
			put_visible_bytes(o, i->s, n);
		else
			out_put(o, i->s, n);
		for (; look->pad && n < i->digits; n++)
			out_put(o, " ", 1);
		break;
	case RECORD_FLAG:
		out_str(o, i->u ? "*" : "");
		break;
	}
}

static void put_record(struct out *o, const struct record *r, const struct look *look)
{
	for (size_t i = 0; i < r->n; i++)
		if (!r->items[i].hidden)
			put_item(o, &r->items[i], look);
	out_put(o, "\n", 1);
}

static void text_record(struct out *o, const struct record *r)
{
	static const struct look look = { "", true, false };

	put_record(o, r, &look);
}

static void text_line(struct out *o, const char *text, size_t nbytes)
{
	out_put(o, text, nbytes);
	out_put(o, "\n", 1);
}

/* Sentences quote what was typed and read: no control character of that reaches the terminal. */
static void put_visible(struct out *o, const char *s)
{
	put_visible_bytes(o, s, strlen(s));
}

static void put_colon_number(struct out *o, uint64_t n)
{
	char *p = out_room(o, FORMAT_ROOM);

	*p++ = ':';
	out_used(o, hex_put_decimal(p, n));
}

static void text_error(struct out *o, const struct position *at, const struct physmon_error *e, int status)
{
	(void)status;
	out_str(o, "physmon: ");
	if (at->source) {
		put_visible(o, at->source);
		if (at->line)
			put_colon_number(o, at->line);
		if (at->line && at->column)
			put_colon_number(o, at->column);
		out_str(o, ": ");
	}
	put_visible(o, e->text);
	out_put(o, "\n", 1);
}

static void text_note(struct out *o, const char *text)
{
	out_str(o, "physmon: ");
	put_visible(o, text);
	out_put(o, "\n", 1);
}

const struct sink sink_text = {
	.unit = text_unit,
	.row = text_row,
	.record = text_record,
	.line = text_line,
	.error = text_error,
	.note = text_note,
};

static void log_record(struct out *o, const struct record *r)
{
	static const struct look look = { "", true, true };

	put_record(o, r, &look);
}

static void log_line(struct out *o, const char *text, size_t nbytes)
{
	put_visible_bytes(o, text, nbytes);
	out_put(o, "\n", 1);
}

const struct sink sink_text_log = {
	.unit = text_unit,
	.row = text_row,
	.record = log_record,
	.line = log_line,
	.error = text_error,
	.note = text_note,
};

static char *bare_value(char *p, unsigned width, uint64_t value, enum physmon_state state)
{
	if (state == PHYSMON_DONE) {
		memcpy(p, "0x", 2);
		p += 2;
	}
	return dump_format_value(p, width, value, state);
}

static void bare_unit(struct out *o, uint64_t addr, unsigned addr_digits, unsigned width, uint64_t value,
		      enum physmon_state state)
{
	char *p = bare_value(out_room(o, FORMAT_ROOM), width, value, state);

	(void)addr;
	(void)addr_digits;
	*p++ = '\n';
	out_used(o, p);
}

static void bare_row(struct out *o, const struct emit_row *r)
{
	char *p = out_room(o, 2 * FORMAT_ROOM); /* 16 times "0x00 " */
	unsigned i;

	for (i = 0; i < r->nunits; i++) {
		p = bare_value(p, r->width, dump_format_load(r->units, r->width, i, r->swap),
			       r->state ? r->state[i] : PHYSMON_DONE);
		*p++ = i + 1 < r->nunits ? ' ' : '\n';
	}
	out_used(o, p);
}

static void bare_record(struct out *o, const struct record *r)
{
	static const struct look look = { "0x", false, false };
	bool any = false;

	for (size_t i = 0; i < r->n; i++) {
		if (!r->items[i].bare)
			continue;
		if (any)
			out_put(o, " ", 1);
		any = true;
		put_item(o, &r->items[i], &look);
	}
	if (any)
		out_put(o, "\n", 1);
}

const struct sink sink_text_bare = {
	.unit = bare_unit,
	.row = bare_row,
	.record = bare_record,
	.line = text_line,
	.error = text_error,
	.note = text_note,
};
