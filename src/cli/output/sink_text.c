/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sink_text: the sinks text (for people, and for scripts that parse it), bare (values only, for shells: with 0x before
 * them, so that $((...)) takes them) and log (errors and notes, and a copy of the text that is kept).
 */
#include <string.h>

#include "dump_format.h"
#include "hex.h"
#include "sink.h"

static void text_unit(struct out *o, uint64_t addr, unsigned addr_digits, unsigned width, uint64_t value,
		      enum physmon_state state)
{
	char *p = dump_format_addr(out_reserve(o, FORMAT_MAX), addr, addr_digits);

	memcpy(p, " = ", 3);
	p = dump_format_value(p + 3, width, value, state);
	*p++ = '\n';
	out_used(o, p);
}

static void text_row(struct out *o, const struct emit_row *r)
{
	char *p = dump_format_row(out_reserve(o, FORMAT_MAX), r);

	*p++ = '\n';
	out_used(o, p);
}

/* How cells are shown: is 0x put before what is hexadecimal; are columns kept; is emit_text()'s text made visible? */
struct look {
	bool hex, pad, visible;
};

/* @n bytes, of which no control character reaches a terminal. */
static void put_visible(struct out *o, const char *s, size_t n)
{
	const char *const end = s + n, *from;
	char *p;

	for (;;) {
		for (from = s; s < end && (unsigned char)*s >= 0x20 && *s != 0x7f; s++)
			;
		out_put(o, from, (size_t)(s - from));
		if (s == end)
			return;
		p = out_reserve(o, FORMAT_MAX);
		memcpy(p, "\\x", 2);
		out_used(o, dump_format_hex(p + 2, (unsigned char)*s++, 2));
	}
}

static void put_item(struct out *o, const struct record_item *i, const struct look *look)
{
	switch (i->type) {
	case RECORD_TEXT:
		out_put(o, i->text, i->len);
		return;
	case RECORD_FLAG:
		out_str(o, i->u ? "*" : "");
		return;
	case RECORD_STRING:
		if (look->visible || !i->precise)
			put_visible(o, i->s, i->n);
		else
			out_put(o, i->s, i->n);
		for (size_t n = i->n; look->pad && n < i->digits; n++)
			out_put(o, " ", 1);
		return;
	case RECORD_HEX:
		if (i->state != PHYSMON_DONE) {
			out_used(o, dump_format_marks(out_reserve(o, FORMAT_MAX), i->digits, i->state));
			return;
		}
		if (look->hex)
			out_put(o, "0x", 2);
		break;
	default:
		break;
	}
	out_used(o, record_number(out_reserve(o, FORMAT_MAX), i));
}

static void put_record(struct out *o, const struct record *r, const struct look *look)
{
	for (const struct record_item *i = r->items; i < r->items + r->n; i++)
		if (!i->hidden && record_has(r, i))
			put_item(o, i, look);
	out_put(o, "\n", 1);
}

static void text_record(struct out *o, const struct record *r)
{
	put_record(o, r, &(struct look){ false, true, false });
}

const struct sink sink_text = {
	.unit = text_unit,
	.row = text_row,
	.record = text_record,
};

static void log_record(struct out *o, const struct record *r)
{
	put_record(o, r, &(struct look){ false, true, true });
}

const struct sink sink_text_log = {
	.unit = text_unit,
	.row = text_row,
	.record = log_record,
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
	char *p = bare_value(out_reserve(o, FORMAT_MAX), width, value, state);

	(void)addr;
	(void)addr_digits;
	*p++ = '\n';
	out_used(o, p);
}

static void bare_row(struct out *o, const struct emit_row *r)
{
	char *p = out_reserve(o, 2 * FORMAT_MAX); /* 16 times "0x00 " */

	for (unsigned i = 0; i < r->nunits; i++) {
		p = bare_value(p, r->width, dump_format_load(r->units, r->width, i, r->swap),
			       r->state ? r->state[i] : PHYSMON_DONE);
		*p++ = i + 1 < r->nunits ? ' ' : '\n';
	}
	out_used(o, p);
}

static void bare_record(struct out *o, const struct record *r)
{
	bool any = false;

	for (const struct record_item *i = r->items; i < r->items + r->n; i++) {
		if (!i->bare || !record_has(r, i))
			continue;
		if (any)
			out_put(o, " ", 1);
		any = true;
		put_item(o, i, &(struct look){ true, false, false });
	}
	if (any)
		out_put(o, "\n", 1);
}

const struct sink sink_text_bare = {
	.unit = bare_unit,
	.row = bare_row,
	.record = bare_record,
};
