/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cmd_snap: snap keeps a range, diff prints what changed since. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "args.h"
#include "change_line.h"
#include "datafile.h"
#include "error.h"
#include "input.h"
#include "out.h"
#include "range.h"
#include "session.h"
#include "snapshot.h"
#include "unit.h"

struct shelf { /* the session's */
	struct snapshot *first;
};

static void clear_shelf(struct session *s, void *module)
{
	struct shelf *shelf = module;
	struct snapshot *next;

	(void)s;
	for (; shelf->first; shelf->first = next) {
		next = shelf->first->next;
		snapshot_free(shelf->first);
	}
}

static struct shelf *shelf_of(struct session *s)
{
	static const struct session_ops ops = { .free = clear_shelf };

	return session_attach(s, &ops, sizeof(struct shelf));
}

/* Where the snapshot of that name hangs, or the end of the list. */
static struct snapshot **place_of(struct shelf *shelf, const char *name)
{
	struct snapshot **at;

	for (at = &shelf->first; *at && strcmp((*at)->name, name); at = &(*at)->next)
		;
	return at;
}

static int put(struct session *s, struct snapshot *new, struct physmon_error *e)
{
	struct shelf *shelf = shelf_of(s);
	struct snapshot **at, *old;

	if (!shelf) {
		snapshot_free(new);
		return error_no_memory(e);
	}
	at = place_of(shelf, new->name);
	old = *at;
	new->next = old ? old->next : NULL;
	*at = new;
	snapshot_free(old);
	return 0;
}

/* The snapshot that operand @i names, or NULL with @e. */
static struct snapshot *named(struct call *c, size_t i, struct physmon_error *e)
{
	struct shelf *shelf = shelf_of(c->s);
	struct snapshot *s = shelf ? *place_of(shelf, c->operands[i].text) : NULL;

	if (s)
		return s;
	c->at.column = c->operands[i].column;
	error_set(e, PHYSMON_E_NONE, ENOENT, "there is no snapshot %.60s ('snap %.60s ADDR LENGTH' takes one)",
		  c->operands[i].text, c->operands[i].text);
	return NULL;
}

/* --- snap ---------------------------------------------------------------------------------------------------- */

static int list(struct session *s)
{
	const struct shelf *shelf = shelf_of(s);
	unsigned digits;

	for (const struct snapshot *snap = shelf ? shelf->first : NULL; snap; snap = snap->next) {
		digits = session_digits(snapshot_last(snap));
		emit_result(s->emit, "%*llx{first}-%*llx{last} %s{*name} (%u{width} bits)", digits, ull(snap->addr),
			    digits, ull(snapshot_last(snap)), snap->name, 8 * snap->width);
	}
	return 0;
}

static void keep_piece(struct session *s, const struct physmon_xfer *x, void *ctx)
{
	struct snapshot *snap = ctx;
	const size_t from = (size_t)((x->addr - snap->addr) / x->width);

	(void)s;
	memcpy((char *)snap->units + from * x->width, x->buf, x->done * x->width);
	memcpy(snap->states + from, x->state, x->done);
}

/* A failure to read some of it is told, and what was read is kept; Ctrl-C keeps nothing. */
static int take(struct call *c, const char *name, uint64_t addr, uint64_t nbytes, unsigned width,
		struct physmon_error *e)
{
	struct session *s = c->s;
	struct physmon_xfer x = { .width = width, .addr = addr, .step = width };
	struct snapshot *snap;
	int r, err;

	if (nbytes / width > SIZE_MAX)
		return args_too_many(nbytes / width, e);
	x.nunits = (size_t)(nbytes / width);
	r = physmon_check(s->target, &x, e); /* before there is memory for what can't be */
	if (r)
		return r;
	if (snapshot_new(&snap, name, addr, width, x.nunits))
		return error_set(e, PHYSMON_E_SYSTEM, ENOMEM, "there is no memory for a snapshot of %llx bytes",
				 (unsigned long long)nbytes);
	r = range_read(s, &x, 0, keep_piece, snap, e);
	if (r == -EPIPE || args_interrupted(r, e)) {
		snapshot_free(snap);
		return r;
	}
	err = put(s, snap, r ? NULL : e);
	return r ? r : err;
}

static int load(struct call *c, const char *path, struct physmon_error *e)
{
	struct snapshot *snap;
	char *text;
	size_t n;
	int r;

	if (input_file(path, &text, &n, e)) {
		r = e->err; /* it is no script */
		return error_set(e, PHYSMON_E_NONE, r, "%.200s can't be read: %s", path, strerror(r));
	}
	r = snapshot_parse(&snap, c->operands[0].text, path, text, n, c->s->swap, e);
	free(text);
	return r ? r : put(c->s, snap, e);
}

static int save(struct call *c, const struct operand *to, struct physmon_error *e)
{
	const struct snapshot *snap = named(c, 0, e);
	const char *path = to->text;
	char buf[4096];
	struct datafile f;
	struct out out;
	int r;

	if (!snap)
		return -ENOENT;
	c->at.column = to->column;
	r = datafile_create(&f, path, DATAFILE_PIPE, c->s->target, e);
	if (r)
		return r;
	out_init(&out, f.fd, buf, sizeof(buf));
	snapshot_print(snap, &out, c->s->swap);
	r = out_flush(&out);
	if (r)
		datafile_failed(path, -r, e);
	return datafile_close(&f, r, r ? NULL : e);
}

static int compile_snap(struct program *p, struct step *step, struct operand *operands, struct physmon_error *e)
{
	const struct operand *in = args_step_option(step, operands, "i"), *out = args_step_option(step, operands, "o");

	(void)p;
	if (in && out)
		return error_text(e, "-i loads and -o saves: one of them at a time");
	if ((in || out) && !step->noperands)
		return error_text(e, "snap %s FILE needs the name of a snapshot", in ? "-i" : "-o");
	if (step->noperands == 2 || (in && step->noperands > 1)) {
		step->at.column = operands[1].column;
		return error_text(e, in ? "what is loaded brings its range with it"
					: "snap needs a length or a range: snap NAME ADDR LENGTH, snap NAME A..B");
	}
	return 0;
}

static int run_snap(struct call *c, struct physmon_error *e)
{
	const struct operand *in = args_option(c, "i"), *out = args_option(c, "o");
	const struct snapshot *snap;
	uint64_t addr, nbytes;
	int r;

	if (!c->noperands)
		return list(c->s);
	if (in)
		return load(c, in->text, e);
	if (c->noperands > 1) {
		r = args_address(c, 1, &addr, e);
		if (!r)
			r = args_length(c, 2, addr, c->step->width, &nbytes, e);
		if (!r)
			r = take(c, c->operands[0].text, addr, nbytes, c->step->width, e);
		if (r || !out)
			return r;
	} else if (!out) {
		/* the same range again */
		snap = named(c, 0, e);
		if (!snap)
			return -ENOENT;
		return take(c, c->operands[0].text, snap->addr, snapshot_last(snap) - snap->addr + 1, snap->width, e);
	}
	return c->s->dry_run ? 0 : save(c, out, e);
}

/* --- diff ---------------------------------------------------------------------------------------------------- */

struct comparison {
	const struct snapshot *old;
	unsigned digits;
};

static void compare_piece(struct session *s, const struct physmon_xfer *x, void *ctx)
{
	const struct comparison *cmp = ctx;
	struct change_line delta = { .width = x->width, .digits = cmp->digits };
	size_t i, from = (size_t)((x->addr - cmp->old->addr) / x->width);

	for (i = 0; i < x->done; i++) {
		delta.addr = x->addr + i * x->width;
		snapshot_get(cmp->old, from + i, &delta.old);
		delta.old_state = cmp->old->states[from + i];
		delta.new = unit_get((const char *)x->buf + i * x->width, x->width);
		delta.new_state = x->state[i];
		if (change_line_is(&delta)) {
			delta.name = change_line_name(s, delta.addr, delta.width);
			change_line_emit(s, &delta);
		}
	}
}

static int compare_now(struct call *c, const struct snapshot *old, struct physmon_error *e)
{
	struct comparison cmp = { old, session_digits(snapshot_last(old)) };
	struct physmon_xfer x = { .width = old->width, .addr = old->addr, .step = old->width, .nunits = old->nunits };
	int r = range_read(c->s, &x, emit_by_line(c->s->emit) ? 1024 : 0, compare_piece, &cmp, e);

	return r;
}

/* What two snapshots have in common. */
static int compare_both(struct call *c, const struct snapshot *a, const struct snapshot *b, struct physmon_error *e)
{
	const uint64_t first = a->addr > b->addr ? a->addr : b->addr;
	const uint64_t a_last = snapshot_last(a), b_last = snapshot_last(b), last = a_last < b_last ? a_last : b_last;
	struct change_line delta = { .width = a->width, .digits = session_digits(last) };
	uint64_t nbytes;
	size_t i, k;

	c->at.column = c->operands[1].column;
	if (a->width != b->width)
		return error_text(e, "%.60s has units of %u bits, %.60s of %u: they can't be compared", a->name,
				  8 * a->width, b->name, 8 * b->width);
	if (first > last)
		return error_text(e, "%.60s and %.60s have no address in common", a->name, b->name);
	nbytes = last - first + 1;
	for (uint64_t off = 0; off < nbytes; off += a->width) {
		i = (size_t)((first - a->addr + off) / a->width);
		k = (size_t)((first - b->addr + off) / a->width);
		delta.addr = first + off;
		snapshot_get(a, i, &delta.old);
		snapshot_get(b, k, &delta.new);
		delta.old_state = a->states[i];
		delta.new_state = b->states[k];
		if (change_line_is(&delta)) {
			delta.name = change_line_name(c->s, delta.addr, delta.width);
			change_line_emit(c->s, &delta);
		}
	}
	if (first != a->addr || first != b->addr || a_last != b_last)
		emit_note(c->s->emit, "only %08llx-%08llx is in both", (unsigned long long)first,
			  (unsigned long long)last);
	return 0;
}

static int run_diff(struct call *c, struct physmon_error *e)
{
	const struct snapshot *a = named(c, 0, e), *b;

	if (!a)
		return -ENOENT;
	if (c->noperands < 2)
		return compare_now(c, a, e);
	b = named(c, 1, e);
	return b ? compare_both(c, a, b, e) : -ENOENT;
}

const struct command cmd_snap[] = {
	{ .name = "snap",
	  .signature = "[-i FILE] [-o FILE] [NAME [ADDR LENGTH]]",
	  .help = "keep what a range holds, or list what is kept\n"
		  "Under NAME, until the session ends; NAME alone takes the same range again. -o\n"
		  "also saves it to a file, in the form that d prints, or saves what was kept; -i\n"
		  "loads such a file, or any output of d.\n"
		  "Examples: snap before UART 40    snap -o uart.txt before    snap",
	  .flags = COMMAND_WIDTH,
	  .run = run_snap,
	  .compile = compile_snap },
	{ .name = "diff",
	  .signature = "NAME [NAME]",
	  .help = "what changed since snap, or between two\n"
		  "ADDR = OLD -> NEW for each unit that differs. With one name the range is read\n"
		  "again. A unit that couldn't be read shows as -, one left out is passed over.\n"
		  "Examples: diff before    diff before after",
	  .run = run_diff },
	{ 0 },
};
