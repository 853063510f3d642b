/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cmd_save: the command save writes a range to a file: its bytes, or, if the file's name ends in .hex, the text that d
 * prints. The first read error ends it, and the units before are kept.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "datafile.h"
#include "dump_file.h"
#include "error.h"
#include "file_kind.h"
#include "range.h"
#include "session.h"
#include "text.h"

/* How many of the units of a piece may be kept: up to the first that failed. */
static size_t kept(const uint8_t *states, size_t n)
{
	const uint8_t *fault = memchr(states, PHYSMON_FAULT, n);

	return fault ? (size_t)(fault - states) : n;
}

/* The text, or these bytes. */
static int write_piece(struct datafile *f, struct out *text, const void *bytes, size_t n, struct physmon_error *e)
{
	if (!text)
		return datafile_write(f, bytes, n, e);
	n = text->len;
	text->len = 0;
	return text->err ? datafile_failed(f->path, -text->err, e) : datafile_write(f, text->buf, n, e);
}

/* Writes it, and closes the file. */
static int save(struct call *c, const struct range *b, struct datafile *f, bool hex, struct physmon_error *e)
{
	struct session *s = c->s;
	struct emit_row row = { .addr_digits = session_digits(range_last(b)), .width = b->width, .swap = s->swap };
	uint64_t saved = 0;
	struct dump_file sum;
	struct range_walk w;
	char buf[4096];
	struct out text;
	size_t n, good, len;
	int ended, r = 0;
	bool part;

	out_init(&text, f->fd, buf, sizeof(buf));
	text.most = SIZE_MAX;
	dump_file_begin(&sum);
	dump_file_first(&text);
	range_walk_begin(&w, s, b);
	while (!r && range_walk_more(&w, &n)) {
		row.addr = b->addr + w.done * b->width;
		if (range_walk_read(&w, row.addr, n, s->units, s->states, e))
			break;
		good = kept(s->states, n);
		row.units = s->units;
		row.state = s->states;
		if (!s->dry_run && hex)
			dump_file_rows(&sum, &text, row, good);
		if (!s->dry_run)
			r = write_piece(f, hex ? &text : NULL, s->units, good * b->width, e);
		saved += r ? 0 : good;
		if (good < n)
			break;
		range_walk_did(&w, n);
	}
	dump_file_last(&sum, &text);
	if (!r && hex && !s->dry_run)
		r = write_piece(f, &text, NULL, 0, e);
	free(text.own);
	if (r)
		w.err = r == -EPIPE ? -EIO : r; /* only of standard output that says itself */
	ended = range_walk_end(&w, e);
	if (s->dry_run)
		return ended;
	/* what was read before a unit that couldn't be is kept */
	part = ended && saved && w.faults && !r && !args_interrupted(ended, e);
	r = datafile_close(f, part ? 0 : ended, e);
	if (r)
		return ended ? ended : args_blame(c, 0, r);
	if (part) {
		len = strlen(e->text);
		text_print(e->text + len, sizeof(e->text) - len, "; %.100s holds the first %llx of %llx bytes", f->path,
			   ull(saved * b->width), ull(range_bytes(b)));
	}
	return ended;
}

/* "-": behind the results so far. A terminal would take the bytes for commands of its own. */
static int standard_output(struct session *s, struct datafile *f, struct physmon_error *e)
{
	const int r = emit_flush(s->emit);

	if (r)
		return r;
	if (isatty(STDOUT_FILENO))
		return error_text(e, "standard output is a terminal, which bytes may upset: pipe it, or give a file");
	f->path = "standard output";
	f->fd = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 0);
	return f->fd < 0 ? datafile_failed(f->path, errno, e) : 0;
}

static int run_save(struct call *c, struct physmon_error *e)
{
	const struct operand *o = &c->operands[0];
	const bool hex = file_ends(o->text, ".hex");
	struct datafile f = { .path = o->text };
	struct range b;
	int r;

	r = range_get(c, 1, &b, e);
	/* a dump can say that a unit was left out, bare bytes can't */
	if (!r)
		r = range_check(c->s, &b, PHYSMON_READ, hex ? RANGE_HOLES : RANGE_WHOLE, e);
	if (!r)
		r = range_reserve(c->s, &b, e);
	if (r)
		return r;
	if (!c->s->dry_run && !strcmp(o->text, "-"))
		r = standard_output(c->s, &f, e);
	else if (!c->s->dry_run)
		r = datafile_create(&f, o->text, DATAFILE_PIPE, c->s->target, e);
	return r ? args_blame(c, 0, r) : save(c, &b, &f, hex, e);
}

const struct command cmd_save[] = {
	{ .name = "save",
	  .signature = "FILE ADDR LENGTH",
	  .help = "save LENGTH bytes to FILE\n"
		  "As they are; if FILE ends in .hex, as d prints them; - is standard output.\n"
		  "FILE is created for its owner alone, or replaced when all is written. A unit\n"
		  "that can't be read ends it, and FILE keeps what was read.\n"
		  "Examples: save.d ram.bin 8000 1000    save gpio.hex 1000..101f",
	  .flags = COMMAND_WIDTH,
	  .run = run_save },
	{ 0 },
};
