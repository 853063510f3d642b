/* SPDX-License-Identifier: GPL-2.0-or-later */
/* snapshot: see snapshot.h. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "format.h"
#include "hex.h"
#include "out.h"
#include "parse.h"
#include "snapshot.h"
#include "unit.h"

#define ROW_BYTES 16
#define PATH_SHOWN 200

int snapshot_new(struct snapshot **out, const char *name, uint64_t addr, unsigned width, size_t nunits)
{
	struct snapshot *s = calloc(1, sizeof(*s));

	if (!s)
		return -ENOMEM;
	s->name = strdup(name);
	s->addr = addr;
	s->width = width;
	s->nunits = nunits;
	s->units = calloc(nunits, width);
	s->states = calloc(nunits, 1);
	if (!s->name || !s->units || !s->states) {
		snapshot_free(s);
		return -ENOMEM;
	}
	*out = s;
	return 0;
}

void snapshot_free(struct snapshot *s)
{
	if (!s)
		return;
	free(s->name);
	free(s->units);
	free(s->states);
	free(s);
}

bool snapshot_get(const struct snapshot *s, size_t i, uint64_t *v)
{
	*v = unit_get((const char *)s->units + i * s->width, s->width);
	return s->states[i] == PHYSMON_DONE;
}

uint64_t snapshot_last(const struct snapshot *s)
{
	return s->addr + (s->nunits - 1) * s->width + (s->width - 1);
}

/* --- reading ------------------------------------------------------------------------------------------------- */

struct reader {
	struct snapshot *s; /* grows; its units and states have room for @size units of 8 bytes */
	size_t size;
	bool swap;
	const char *path;
	size_t line;
};

static uint64_t swapped(uint64_t v, unsigned width, bool swap)
{
	return swap ? __builtin_bswap64(v) >> (64 - 8 * width) : v;
}

static int wrong(const struct reader *r, const char *what, struct physmon_error *e)
{
	return error_set(e, PHYSMON_E_NONE, EINVAL, "%.*s:%zu: %s", PATH_SHOWN, r->path, r->line, what);
}

static int add_unit(struct reader *r, uint64_t v, enum physmon_state state)
{
	struct snapshot *s = r->s;
	size_t size = r->size * 2 + 64;
	void *units, *states;

	if (s->nunits == r->size) {
		if (size > SIZE_MAX / 8)
			return -ENOMEM;
		units = realloc(s->units, size * 8);
		if (!units)
			return -ENOMEM;
		s->units = units;
		states = realloc(s->states, size);
		if (!states)
			return -ENOMEM;
		s->states = states;
		r->size = size;
	}
	unit_put((char *)s->units + s->nunits * s->width, s->width, swapped(v, s->width, r->swap));
	s->states[s->nunits++] = (uint8_t)state;
	return 0;
}

/* The state that the mark @c stands for, PHYSMON_DONE if it is none. */
static enum physmon_state mark_of(char c)
{
	return c == '-' ? PHYSMON_FAULT : c == '~' ? PHYSMON_LEFT_OUT : c == '?' ? PHYSMON_UNKNOWN : PHYSMON_DONE;
}

/* One unit of a row: hexadecimal digits, or as many marks of one kind. */
static int parse_unit(struct reader *r, const char *p, const char *end, struct physmon_error *e)
{
	const enum physmon_state state = mark_of(*p);
	const size_t n = (size_t)(end - p);
	uint64_t v = 0;
	size_t i;

	if (n != 2 && n != 4 && n != 8 && n != 16)
		return wrong(r, "a unit has 2, 4, 8 or 16 digits", e);
	if (!r->s->width)
		r->s->width = (unsigned)n / 2;
	if (r->s->width != n / 2)
		return wrong(r, "units of different widths", e);
	for (i = 0; i < n; i++) {
		if (state == PHYSMON_DONE ? hex_digit(p[i]) < 0 : p[i] != p[0])
			return wrong(r, "this is no row as d prints it", e);
		v = state == PHYSMON_DONE ? v << 4 | (unsigned)hex_digit(p[i]) : 0;
	}
	if (add_unit(r, v, state))
		return error_set(e, PHYSMON_E_SYSTEM, ENOMEM, "out of memory");
	return 0;
}

/* "4c000000: 00000001 --------  ....": what stands behind two blanks are characters. */
static int parse_row(struct reader *r, const char *p, const char *end, struct physmon_error *e)
{
	struct snapshot *s = r->s;
	const char *colon = memchr(p, ':', (size_t)(end - p)), *q;
	uint64_t addr;
	int err;

	if (!colon || end - colon < 3 || colon[1] != ' ' || hex_parse(p, colon, &addr))
		return wrong(r, "this is no row as d prints it", e);
	if (!s->nunits)
		s->addr = addr;
	else if (addr != s->addr + s->nunits * s->width || addr < s->addr)
		return wrong(r, "this row doesn't go on where the one before it ends", e);
	for (p = colon + 2; p < end && *p != ' '; p = q + 1) {
		for (q = p; q < end && *q != ' '; q++)
			;
		err = parse_unit(r, p, q, e);
		if (err)
			return err;
		if (s->nunits > 1 && snapshot_last(s) < s->addr)
			return wrong(r, "this goes past the last address", e);
		if (q == end)
			break;
	}
	if (!s->width)
		return wrong(r, "this is no row as d prints it", e);
	if (s->addr % s->width)
		return wrong(r, "the address is not aligned for units of that width", e);
	return 0;
}

int snapshot_parse(struct snapshot **out, const char *name, const char *path, const char *text, size_t nbytes,
		   bool swap, struct physmon_error *e)
{
	struct reader r = { .swap = swap, .path = path };
	const char *p = text, *end = text + nbytes, *eol;
	int err = 0;

	if (snapshot_new(&r.s, name, 0, 1, 0))
		return error_set(e, PHYSMON_E_SYSTEM, ENOMEM, "out of memory");
	r.s->width = 0;
	for (; !err && p < end; p = eol + 1) {
		r.line++;
		eol = memchr(p, '\n', (size_t)(end - p));
		eol = eol ? eol : end;
		nbytes = (size_t)(eol - p);
		nbytes -= nbytes && p[nbytes - 1] == '\r';
		if (nbytes && *p != '#')
			err = parse_row(&r, p, p + nbytes, e);
	}
	if (!err && !r.s->nunits)
		err = error_set(e, PHYSMON_E_NONE, EINVAL, "%.*s holds no row as d prints them", PATH_SHOWN, path);
	if (err) {
		snapshot_free(r.s);
		return err;
	}
	*out = r.s;
	return 0;
}

/* --- writing ------------------------------------------------------------------------------------------------- */

void snapshot_print(const struct snapshot *s, struct out *o, bool swap)
{
	const unsigned per_row = ROW_BYTES / s->width;
	struct emit_row row = { .addr_digits = hex_digits(snapshot_last(s), 8), .width = s->width, .swap = swap };
	char *p;
	size_t i;

	out_str(o, "# snapshot ");
	out_str(o, s->name);
	out_put(o, "\n", 1);
	for (i = 0; i < s->nunits; i += per_row) {
		row.addr = s->addr + i * s->width;
		row.nunits = s->nunits - i < per_row ? (unsigned)(s->nunits - i) : per_row;
		row.units = (const char *)s->units + i * s->width;
		row.state = s->states + i;
		p = format_row(out_room(o, FORMAT_ROOM), &row);
		*p++ = '\n';
		out_used(o, p);
	}
}
