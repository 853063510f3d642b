/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cmd_load: the command load. Rows of a dump are read once: all are checked, with their addresses, before those that
 * were checked are written. Bytes, all of which are right, are written while they are read, never more than were
 * checked. Units without a value in a dump are not written.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "datafile.h"
#include "dump_file.h"
#include "dump_parse.h"
#include "error.h"
#include "file_kind.h"
#include "modify.h"
#include "range.h"
#include "session.h"
#include "unit.h"

#define CHUNK 65536

/* --- bytes as they are --------------------------------------------------------------------------------------- */

static int load_bytes(struct call *c, struct datafile *f, uint64_t size, struct range *b, struct physmon_error *e)
{
	struct session *s = c->s;
	struct range_walk w;
	ssize_t got;
	size_t n;
	int r;

	b->nunits = size / b->width;
	if (!size)
		return args_blame(c, 0, error_text(e, "%.200s is empty", f->path));
	if (size % b->width)
		return args_blame(c, 0,
				  error_text(e, "%.200s has %llu bytes, which is no multiple of %u bytes, the width",
					     f->path, ull(size), b->width));
	r = range_check(s, b, PHYSMON_WRITE, RANGE_HOLES, e);
	if (!r)
		r = session_reserve(s, b->nunits < CHUNK / b->width ? (size_t)b->nunits : CHUNK / b->width, b->width,
				    e);
	if (r)
		return r;
	range_walk_begin(&w, s, b);
	while (range_walk_more(&w, &n)) {
		got = datafile_read(f, w.done * b->width, s->units, n * b->width, e);
		if (got >= 0 && (size_t)got < n * b->width)
			got = error_set(e, PHYSMON_E_NONE, EIO, "%.200s became shorter while it was loaded", f->path);
		w.err = got < 0 ? (int)got : 0;
		if (w.err || range_walk_write(&w, b->addr + w.done * b->width, n, s->units, NULL, e))
			break;
		range_walk_did(&w, n);
	}
	return range_walk_end(&w, e);
}

/* --- rows of a dump ------------------------------------------------------------------------------------------ */

/* Reads a file's lines. */
struct lines {
	struct datafile *f;
	uint64_t next; /* where the file is read on */
	size_t from, to;
	size_t number; /* of the line handed out last */
	bool ended;
	char buf[CHUNK];
};

/* 1: a line; 0: the end; -errno with @e. */
static int next_line(struct lines *l, const char **line, const char **end, struct physmon_error *e)
{
	char *eol;
	ssize_t r;

	while (!(eol = memchr(l->buf + l->from, '\n', l->to - l->from)) && !l->ended) {
		memmove(l->buf, l->buf + l->from, l->to - l->from);
		l->to -= l->from;
		l->from = 0;
		if (l->to == CHUNK)
			return error_text(e, "%.200s:%zu: this line is no row of a dump", l->f->path, l->number + 1);
		r = datafile_read(l->f, l->next, l->buf + l->to, CHUNK - l->to, e);
		if (r < 0)
			return (int)r;
		l->ended = (size_t)r < CHUNK - l->to;
		l->next += (uint64_t)r;
		l->to += (size_t)r;
	}
	if (!eol && l->from == l->to)
		return 0;
	*line = l->buf + l->from;
	*end = eol ? eol : l->buf + l->to;
	l->from = (size_t)(*end - l->buf) + (eol != NULL);
	if (*end > *line && (*end)[-1] == '\r')
		--*end;
	l->number++;
	return 1;
}

/* A row, made into the bytes that it means, in the order of memory. */
struct bytes {
	uint64_t addr; /* where they go */
	unsigned char byte[DUMP_PARSE_BYTES];
	uint16_t known; /* bit N: byte N has a value */
	uint16_t n;
};

_Static_assert(DUMP_PARSE_BYTES <= 16, "a bit of known for each byte");

struct loading {
	struct session *s;
	struct lines *lines;
	unsigned width;	 /* bytes, of the writes */
	uint64_t to;	 /* where the first row goes */
	uint64_t origin; /* its address in the file */
	uint64_t after;	 /* in the file: what follows the row before */
	uint64_t nunits, holes;
	struct dump_file sum;
	struct bytes *rows; /* that were checked */
	size_t nrows, capacity;
};

static int bad_row(const struct loading *ld, const char *why, struct physmon_error *e)
{
	return error_text(e, "%.200s:%zu: %s", ld->lines->f->path, ld->lines->number, why);
}

/* Unit @i of the load in these bytes: 1: known, 0: a hole, -1: in parts. */
static int whole_unit(const struct bytes *b, unsigned i, unsigned width)
{
	const unsigned all = (1u << width) - 1, known = b->known >> i * width & all;

	return known == all ? 1 : known ? -1 : 0;
}

/* The next row. 1: there is one, and it can be loaded; 0: the end; -errno with @e. */
static int next_row(struct loading *ld, struct bytes *b, struct physmon_error *e)
{
	const char *line = NULL, *end = NULL, *at;
	struct physmon_error why;
	struct dump_row row;
	int r;

	do {
		r = next_line(ld->lines, &line, &end, e);
		if (!r && dump_file_whole(&ld->sum, &why))
			return bad_row(ld, why.text, e);
		if (r <= 0)
			return r;
		if (line < end && *line == '#' && dump_file_comment(&ld->sum, line, end, &why))
			return bad_row(ld, why.text, e);
	} while (line == end || *line == '#');
	if (dump_parse(line, end, ld->s->swap, &row, &at, &why))
		return error_text(e, "%.200s:%zu:%zu: %s", ld->lines->f->path, ld->lines->number,
				  (size_t)(at - line) + 1, why.text);
	if (!ld->nrows)
		ld->origin = row.addr;
	else if (row.addr < ld->after || !ld->after)
		return bad_row(ld, "the address is not behind the row before", e);
	b->addr = ld->to + (row.addr - ld->origin);
	if (b->addr < ld->to)
		return bad_row(ld, "the row would go beyond the last address", e);
	b->n = (uint16_t)(row.nunits * row.width);
	b->known = 0;
	ld->after = row.addr + b->n;
	for (unsigned i = 0; i < row.nunits; i++) {
		unit_put(b->byte + i * row.width, row.width, session_swapped(ld->s, row.units[i], row.width));
		if (row.states[i] == PHYSMON_DONE)
			b->known |= (uint16_t)(((1u << row.width) - 1) << i * row.width);
	}
	dump_file_add(&ld->sum, b->byte, row.states, row.width, row.nunits);
	if (b->n % ld->width)
		return error_text(e, "%.200s:%zu: the row has %u byte%s, which is no multiple of %u bytes, the width",
				  ld->lines->f->path, ld->lines->number, b->n, b->n == 1 ? "" : "s", ld->width);
	for (unsigned i = 0; i < b->n / ld->width; i++)
		if (whole_unit(b, i, ld->width) < 0)
			return error_text(e, "%.200s:%zu: of a unit of %u bits, only a part has a value",
					  ld->lines->f->path, ld->lines->number, 8 * ld->width);
	return 1;
}

/* Read all rows, into ld->rows: all are right, and each may be written where it goes. */
static int read_rows(struct loading *ld, struct physmon_error *e)
{
	struct physmon_xfer x = { .dir = PHYSMON_WRITE, .width = ld->width, .step = ld->width };
	struct bytes b;
	int r;

	while ((r = next_row(ld, &b, e)) > 0) {
		x.addr = b.addr;
		x.nunits = b.n / ld->width;
		r = physmon_check(ld->s->target, &x, e);
		if (!r && array_add(&ld->rows, &ld->capacity, &ld->nrows, &b, sizeof(b)))
			r = error_no_memory(e);
		if (r)
			return r;
		ld->nunits += x.nunits;
		for (unsigned i = 0; i < x.nunits; i++)
			ld->holes += !whole_unit(&b, i, ld->width);
	}
	if (!r && !ld->nrows)
		return error_text(e, "%.200s holds no row of a dump", ld->lines->f->path);
	return r;
}

/* Writes the units that are known, in runs. */
static int write_row(struct loading *ld, struct range_walk *w, struct bytes *b, struct physmon_error *e)
{
	const unsigned n = b->n / ld->width;
	unsigned run;
	int r = 0;

	for (unsigned i = 0; !r && i < n; i += run) {
		for (run = 0; i + run < n && whole_unit(b, i + run, ld->width); run++)
			;
		if (run)
			r = range_walk_write(w, b->addr + i * ld->width, run, b->byte + i * ld->width, NULL, e);
		else
			run = 1;
	}
	return r;
}

static int write_rows(struct loading *ld, struct physmon_error *e)
{
	const struct range all = { .nunits = ld->nunits, .width = ld->width };
	struct bytes *b = ld->rows;
	struct range_walk w;
	size_t n;

	range_walk_begin(&w, ld->s, &all);
	for (; range_walk_more(&w, &n) && !write_row(ld, &w, b, e); b++)
		range_walk_did(&w, b->n / ld->width);
	return range_walk_end(&w, e);
}

static int load_hex(struct call *c, struct datafile *f, uint64_t addr, struct physmon_error *e)
{
	struct loading ld = { .s = c->s, .width = c->step->width, .to = addr };
	int r;

	ld.lines = calloc(1, sizeof(*ld.lines));
	if (!ld.lines)
		return error_no_memory(e);
	ld.lines->f = f;
	dump_file_begin(&ld.sum);
	r = read_rows(&ld, e);
	if (!r && !ld.sum.ended)
		emit_note(c->s->emit, DUMP_FILE_NOT_ENDED, f->path);
	if (!r)
		r = write_rows(&ld, e);
	if (!r && ld.holes)
		emit_note(c->s->emit, "%llu unit%s left as %s: the file has no value for %s", ull(ld.holes),
			  ld.holes == 1 ? " was" : "s were", ld.holes == 1 ? "it was" : "they were",
			  ld.holes == 1 ? "it" : "them");
	free(ld.lines);
	free(ld.rows);
	return r;
}

static int run_load(struct call *c, struct physmon_error *e)
{
	const struct operand *o = &c->operands[0];
	struct range b = { .width = c->step->width };
	struct datafile f;
	uint64_t size;
	int r;

	r = args_address(c, 1, &b.addr, e);
	if (r)
		return r;
	r = datafile_open(&f, o->text, &size, e);
	if (r)
		return args_blame(c, 0, r);
	r = file_ends(o->text, ".hex") ? load_hex(c, &f, b.addr, e) : load_bytes(c, &f, size, &b, e);
	datafile_close(&f, r, NULL);
	return r;
}

static int compile_load(struct program *p, struct step *step, struct operand *operands, struct physmon_error *e)
{
	(void)p;
	return modify_refuse_read_only(step, &operands[1], 1, e);
}

const struct command cmd_load[] = {
	{ .name = "load",
	  .signature = "FILE ADDR",
	  .help = "write what FILE holds, from ADDR on\n"
		  "Its bytes as they are; if FILE ends in .hex, rows as d prints them: the first\n"
		  "one goes to ADDR, the others as far from it as they are in FILE. All of FILE,\n"
		  "its line '# end', and where it goes, is checked before the first write.\n"
		  "Examples: load.d ram.bin 8000    load gpio.hex 1000",
	  .flags = COMMAND_WIDTH,
	  .run = run_load,
	  .compile = compile_load },
	{ 0 },
};
