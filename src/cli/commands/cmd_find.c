/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cmd_find: the command find. The range is read once, in pieces; the end of a piece is kept, so that a pattern across
 * the border of two pieces is found.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "range.h"
#include "search.h"
#include "session.h"
#include "unit.h"

/* Bytes of a piece: it and what it was read from stay in the nearest cache; with more it takes half as long again. */
#define PIECE 8192

struct find {
	struct call *c;
	struct range block;
	struct search q;
	uint64_t most, found; /* lines */
};

/* The units that operand @i adds to a pattern. */
static size_t units_of(const struct operand *o, unsigned width)
{
	return o->text ? o->len / width : 1;
}

/*
 * What is sought, from operand 2 on, into @buffer, which is large enough. A dry run knows not all of it, and finds
 * nothing.
 */
static int pattern(struct call *c, char *buffer, struct physmon_error *e)
{
	const unsigned width = c->step->width;
	const struct operand *o;
	uint64_t v;
	int r;

	for (size_t i = 2; i < c->noperands; i++) {
		o = &c->operands[i];
		if (o->text) {
			memcpy(buffer, o->text, o->len);
		} else {
			v = 0;
			r = args_value(c, i, &v, e);
			if (r && r != -ENODATA)
				return r;
			unit_put(buffer, width, v);
		}
		buffer += units_of(o, width) * width;
	}
	return 0;
}

/* The options. */
static int options(struct find *f, struct physmon_error *e)
{
	struct call *const c = f->c;
	const struct operand *m = args_option(c, "m"), *n = args_option(c, "n");
	int r;

	f->q.width = c->step->width;
	f->q.mask = UINT64_MAX;
	f->most = UINT64_MAX;
	if (m) {
		r = args_operand_value(c, m, &f->q.mask, e);
		if (r && r != -ENODATA)
			return r;
	}
	if (!n)
		return 0;
	r = args_evaluate(c->s, c->code, n, &f->most, e);
	if (!r && !f->most)
		r = error_text(e, "a count of 0 is nothing to find");
	if (r)
		c->at.column = n->column;
	return r;
}

static void found_at(const struct find *f, uint64_t addr)
{
	emit_result(f->c->s->emit, "%*llx{*addr}", session_digits(range_last(&f->block)), ull(addr));
}

/* One unit is sought: no other is kept. */
static int seek(struct find *f, struct range_walk *w, struct physmon_error *e)
{
	const struct physmon_sought sought = { unit_get(f->q.pattern, f->q.width), f->q.mask };
	bool found;
	size_t n;

	while (f->found < f->most && range_walk_more(w, &n)) {
		if (range_walk_seek(w, f->block.addr + w->done * w->width, n, &sought, &found, e))
			break;
		if (found) {
			found_at(f, f->block.addr + (w->done - 1) * w->width);
			f->found++;
		}
	}
	return range_walk_end(w, e);
}

/* @units and @states hold a piece and a pattern. */
static int search(struct find *f, struct range_walk *w, char *units, uint8_t *states, struct physmon_error *e)
{
	const unsigned width = w->width;
	size_t n, have, i, kept = 0;

	w->piece = PIECE / width;
	while (f->found < f->most && range_walk_more(w, &n)) {
		if (range_walk_read(w, f->block.addr + w->done * width, n, units + kept * width, states + kept, e))
			break;
		have = kept + n;
		for (i = 0; f->found < f->most && (i = search_next(&f->q, units, states, i, have)) != SEARCH_NONE;
		     i++) {
			found_at(f, f->block.addr + (w->done - kept + i) * width);
			f->found++;
		}
		/* a match may begin in as many units as this */
		kept = have < f->q.nunits ? have : f->q.nunits - 1;
		memmove(units, units + (have - kept) * width, kept * width);
		memmove(states, states + have - kept, kept);
		range_walk_did(w, n);
	}
	return range_walk_end(w, e);
}

static int run_find(struct call *c, struct physmon_error *e)
{
	const size_t piece = PIECE / c->step->width;
	struct find f = { .c = c };
	struct range *const b = &f.block;
	struct search *const q = &f.q;
	uint8_t *states = NULL;
	char *units = NULL;
	struct range_walk w;
	size_t i, space = 0;
	bool seeks;
	int r;

	r = options(&f, e);
	if (!r)
		r = range_get(c, 0, b, e);
	if (!r)
		r = range_check(c->s, b, PHYSMON_READ, RANGE_HOLES, e);
	if (r)
		return r;
	for (i = 2; i < c->noperands; i++)
		q->nunits += units_of(&c->operands[i], q->width);
	seeks = q->nunits == 1 && physmon_seeks(c->s->target);
	if (!seeks)
		space = b->nunits < piece ? (size_t)b->nunits : piece;
	/* the pattern, what is kept of the piece before, and a piece */
	units = malloc((q->nunits + q->nunits + space) * q->width);
	states = malloc(q->nunits + space);
	r = units && states ? pattern(c, units, e) : error_no_memory(e);
	if (r)
		goto free_units;
	q->pattern = units;
	range_walk_begin(&w, c->s, b);
	if (seeks)
		r = seek(&f, &w, e);
	else
		r = search(&f, &w, units + q->nunits * q->width, states, e);
free_units:
	free(states);
	free(units);
	if (r || f.found || c->s->dry_run)
		return r;
	error_set(e, PHYSMON_E_NONE, ENOENT, "nothing in %08llx-%08llx matches", ull(b->addr), ull(range_last(b)));
	c->status = STATUS_DIFFERS;
	return 0;
}

static int compile_find(struct program *p, struct step *step, struct operand *operands, struct physmon_error *e)
{
	(void)p;
	for (const struct operand *o = operands + 2; o < operands + step->noperands; o++) {
		if (!o->text || (o->len && o->len % step->width == 0))
			continue;
		step->at.column = o->column;
		if (!o->len)
			return error_text(e, "an empty text is nothing to find");
		return error_text(
			e, "a text of %zu byte%s is no multiple of %u bytes, the width: find.b looks at each byte",
			o->len, o->len == 1 ? "" : "s", step->width);
	}
	return 0;
}

const struct command cmd_find[] = {
	{ .name = "find",
	  .signature = "[-m MASK] [-n COUNT] ADDR LENGTH PATTERN...",
	  .help = "find values or a \"text\"\n"
		  "A line for each ADDR where successive units match all PATTERNs; exit status\n"
		  "3 if there is none. A PATTERN is a value or a quoted text. -m: only the bits of\n"
		  "MASK count. -n: end after COUNT lines. Each unit is read once.\n"
		  "Examples: find 0 10000 \"Hello\"    find.d -m ffff0000 8000..ffff beef0000",
	  .flags = COMMAND_WIDTH,
	  .run = run_find,
	  .compile = compile_find },
	{ 0 },
};
