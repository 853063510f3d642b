/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cmd_save: the command save writes a range to a file: its bytes, or, if the file's name ends in .hex, the text that d
 * prints. The first read error ends it, and the units before are kept.
 */
#include <errno.h>
#include <string.h>

#include "datafile.h"
#include "dump_format.h"
#include "file_kind.h"
#include "range.h"
#include "session.h"
#include "text.h"

#define ROW 16

/* The first units of a piece as d prints them. */
static int write_rows(struct session *s, struct datafile *f, const struct range *b, uint64_t addr, size_t n,
		      struct physmon_error *e)
{
	struct emit_row row = { .addr_digits = session_digits(range_last(b)), .width = b->width, .swap = s->swap };
	const unsigned per_row = ROW / b->width;
	char lines[4096], *p = lines;
	int r = 0;

	for (size_t i = 0; !r && i < n; i += per_row) {
		row.addr = addr + i * b->width;
		row.nunits = n - i < per_row ? (unsigned)(n - i) : per_row;
		row.units = (const char *)s->units + i * b->width;
		row.state = s->states + i;
		p = dump_format_row(p, &row);
		*p++ = '\n';
		if (i + per_row >= n || p + FORMAT_ROOM > lines + sizeof(lines)) {
			r = datafile_write(f, lines, (size_t)(p - lines), e);
			p = lines;
		}
	}
	return r;
}

/* How many of the units of a piece may be kept: up to the first that failed. */
static size_t kept(const uint8_t *states, size_t n)
{
	const uint8_t *fault = memchr(states, PHYSMON_FAULT, n);

	return fault ? (size_t)(fault - states) : n;
}

static int save(struct call *c, const struct range *b, struct datafile *f, bool hex, struct physmon_error *e)
{
	struct session *s = c->s;
	uint64_t addr, saved = 0;
	struct range_walk w;
	size_t n, good, len;
	int ended, r = 0;

	range_walk_begin(&w, s, b);
	while (!r && range_walk_more(&w, &n)) {
		addr = b->addr + w.done * b->width;
		if (range_walk_read(&w, addr, n, s->units, s->states, e))
			break;
		good = kept(s->states, n);
		if (!s->dry_run && hex)
			r = write_rows(s, f, b, addr, good, e);
		else if (!s->dry_run)
			r = datafile_write(f, s->units, good * b->width, e);
		saved += r ? 0 : good;
		if (good < n)
			break;
		range_walk_did(&w, n);
	}
	if (r)
		w.err = r == -EPIPE ? -EIO : r; /* only of standard output that says itself */
	ended = range_walk_end(&w, e);
	if (ended && !args_interrupted(ended, e) && w.faults && !r) {
		len = strlen(e->text);
		text_print(e->text + len, sizeof(e->text) - len, "; %.100s holds the first %llx of %llx bytes", f->path,
			   ull(saved * b->width), ull(range_bytes(b)));
	}
	return ended;
}

static int run_save(struct call *c, struct physmon_error *e)
{
	const struct operand *o = &c->operands[0];
	const bool hex = file_ends(o->text, ".hex");
	struct physmon_error closing;
	struct datafile f = { .path = o->text };
	struct range b;
	int r;

	r = range_get(c, 1, &b, e);
	/* a dump can say that a unit was left out, bare bytes can't */
	if (!r)
		r = range_check(c->s, &b, PHYSMON_READ, hex ? RANGE_HOLES : RANGE_WHOLE, e);
	if (!r)
		r = range_room(c->s, &b, e);
	if (r)
		return r;
	if (!c->s->dry_run)
		r = datafile_create(&f, o->text, DATAFILE_PIPE, e);
	if (r)
		return args_blame(c, 0, r);
	r = save(c, &b, &f, hex, e);
	if (!c->s->dry_run && datafile_close(&f, &closing) && !r) {
		*e = closing;
		r = args_blame(c, 0, -EIO);
	}
	return r;
}

const struct command cmd_save[] = {
	{ .name = "save",
	  .signature = "FILE ADDR LENGTH",
	  .help = "save LENGTH bytes to FILE\n"
		  "As they are; if FILE ends in .hex, as d prints them. FILE is created for its\n"
		  "owner alone, or emptied. A unit that can't be read ends it, and FILE keeps what\n"
		  "was read.\n"
		  "Examples: save.d ram.bin 8000 1000    save gpio.hex 1000..101f",
	  .flags = COMMAND_WIDTH,
	  .run = run_save },
	{ 0 },
};
