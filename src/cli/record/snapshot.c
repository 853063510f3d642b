/* SPDX-License-Identifier: GPL-2.0-or-later */
/* snapshot: keeps, prints and parses snapshots. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "dump_file.h"
#include "dump_parse.h"
#include "error.h"
#include "hex.h"
#include "out.h"
#include "snapshot.h"
#include "unit.h"

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
	/* where there are none yet, calloc() may answer NULL */
	s->units = calloc(nunits ? nunits : 1, width);
	s->states = calloc(nunits ? nunits : 1, 1);
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
	struct dump_file sum;
};

static uint64_t swapped(uint64_t v, unsigned width, bool swap)
{
	return swap ? __builtin_bswap64(v) >> (64 - 8 * width) : v;
}

static int wrong(const struct reader *r, const char *what, struct physmon_error *e)
{
	return error_text(e, "%.*s:%zu: %s", PATH_SHOWN, r->path, r->line, what);
}

static int add_unit(struct reader *r, uint64_t v, uint8_t state)
{
	struct snapshot *s = r->s;
	size_t size = r->size;
	void *grown = array_grow(s->units, &size, s->nunits, 8);

	if (!grown)
		return -ENOMEM;
	s->units = grown;
	grown = array_grow(s->states, &r->size, s->nunits, 1);
	if (!grown)
		return -ENOMEM;
	s->states = grown;
	unit_put((char *)s->units + s->nunits * s->width, s->width, swapped(v, s->width, r->swap));
	s->states[s->nunits++] = state;
	return 0;
}

static int parse_row(struct reader *r, const char *p, const char *end, struct physmon_error *e)
{
	struct snapshot *s = r->s;
	struct physmon_error why;
	struct dump_row row;
	const char *at;

	if (dump_parse(p, end, r->swap, &row, &at, &why))
		return error_text(e, "%.*s:%zu:%zu: %s", PATH_SHOWN, r->path, r->line, (size_t)(at - p) + 1, why.text);
	if (!s->nunits) {
		s->addr = row.addr;
		s->width = row.width;
		if (s->addr % s->width)
			return wrong(r, "the address is not aligned for units of that width", e);
	} else if (row.addr != s->addr + s->nunits * s->width || row.addr < s->addr)
		return wrong(r, "this row doesn't go on where the one before it ends", e);
	if (row.width != s->width)
		return wrong(r, "units of another width than in the row before", e);
	for (unsigned i = 0; i < row.nunits; i++)
		if (add_unit(r, row.units[i], row.states[i]))
			return error_no_memory(e);
	dump_file_add(&r->sum, (char *)s->units + (s->nunits - row.nunits) * s->width, row.states, s->width,
		      row.nunits);
	return 0;
}

int snapshot_parse(struct snapshot **out, const char *name, const char *path, const char *text, size_t nbytes,
		   bool swap, struct physmon_error *e)
{
	struct reader r = { .swap = swap, .path = path };
	const char *p = text, *end = text + nbytes, *eol;
	struct physmon_error why;
	int err = 0;

	if (snapshot_new(&r.s, name, 0, 1, 0))
		return error_no_memory(e);
	r.s->width = 0;
	dump_file_begin(&r.sum);
	for (; !err && p < end; p = eol + 1) {
		r.line++;
		eol = memchr(p, '\n', (size_t)(end - p));
		eol = eol ? eol : end;
		nbytes = (size_t)(eol - p);
		nbytes -= nbytes && p[nbytes - 1] == '\r';
		if (nbytes && *p != '#')
			err = parse_row(&r, p, p + nbytes, e);
		else if (nbytes && dump_file_comment(&r.sum, p, p + nbytes, &why))
			err = wrong(&r, why.text, e);
	}
	if (!err && dump_file_whole(&r.sum, &why))
		err = wrong(&r, why.text, e);
	if (!err && !r.s->nunits)
		err = error_text(e, "%.*s holds no row as d prints them", PATH_SHOWN, path);
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
	const struct emit_row rows = { .addr = s->addr,
				       .addr_digits = hex_digits(snapshot_last(s), 8),
				       .width = s->width,
				       .swap = swap,
				       .units = s->units,
				       .state = s->states };
	struct dump_file sum;

	dump_file_begin(&sum);
	dump_file_first(o);
	out_str(o, "# snapshot ");
	for (const char *c = s->name; *c; c++) /* which may hold line ends */
		out_put(o, (unsigned char)*c < 0x20 || *c == 0x7f ? "?" : c, 1);
	out_put(o, "\n", 1);
	dump_file_rows(&sum, o, rows, s->nunits);
	dump_file_last(&sum, o);
}
