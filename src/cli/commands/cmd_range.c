/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cmd_range: fill, copy, cmp, crc: commands on ranges, which are checked as a whole and then walked in pieces. Each
 * unit is read once, written once, in the width asked for.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "crc32.h"
#include "error.h"
#include "modify.h"
#include "range.h"
#include "session.h"
#include "text.h"
#include "unit.h"

/* --- fill ---------------------------------------------------------------------------------------------------- */

/* The pattern, again and again, into the first @nunits units of the session's space. */
static int pattern(struct call *c, size_t npattern, size_t nunits, struct physmon_error *e)
{
	const unsigned width = c->step->width;
	char *units = c->s->units;
	int r = args_values(c, 1, npattern, e);

	for (size_t i = npattern; !r && i < nunits; i++) {
		memcpy(units + i * width, units + (i - npattern) * width, width);
		c->s->states[i] = c->s->states[i - npattern];
	}
	return r;
}

static int run_fill(struct call *c, struct physmon_error *e)
{
	struct session *s = c->s;
	const size_t npattern = c->noperands - 2, most = PHYSMON_XFER_MAX / c->step->width;
	struct range b;
	struct range_walk w;
	size_t n, need;
	int r, ended;

	if (npattern > most)
		return error_set(e, PHYSMON_E_NONE, E2BIG, "a pattern has at most %zu values of %u bits", most,
				 8 * c->step->width);
	r = range_get(c, 0, &b, e);
	if (!r)
		r = range_check(s, &b, PHYSMON_WRITE, RANGE_HOLES, e);
	if (r)
		return r;
	range_walk_begin(&w, s, &b);
	w.piece = most / npattern * npattern; /* each begins with the pattern's first value */
	need = b.nunits < w.piece ? (size_t)b.nunits : w.piece;
	r = session_reserve(s, need > npattern ? need : npattern, b.width, e);
	if (!r)
		r = pattern(c, npattern, need, e);
	while (!r && range_walk_more(&w, &n)) {
		if (range_walk_write(&w, b.addr + w.done * b.width, n, s->units, s->states, e))
			break;
		range_walk_did(&w, n);
		if (s->dry_run) /* which marks what it has announced */
			r = pattern(c, npattern, need, e);
	}
	ended = range_walk_end(&w, e);
	return r ? r : ended;
}

/* --- copy ---------------------------------------------------------------------------------------------------- */

static bool has_value(uint8_t state)
{
	return state == PHYSMON_DONE || state == PHYSMON_UNKNOWN;
}

/*
 * Of the @n units of a piece, those that can be written although another one can't be: the first ones, or where the
 * copy goes backwards the last ones.
 */
static size_t usable(const uint8_t *states, size_t n, bool backwards)
{
	size_t k;

	/* all alike, as nearly every piece is */
	if (has_value(states[0]) && !memcmp(states, states + 1, n - 1))
		return n;
	for (k = 0; k < n && has_value(states[backwards ? n - 1 - k : k]); k++)
		;
	return k;
}

/* Operands 0 to 2 as two ranges of one length: the first is to be read, the other one to be accessed as @dir says. */
static int get_pair(struct call *c, struct range *a, enum range_holes holes, struct range *b, enum physmon_dir dir,
		    struct physmon_error *e)
{
	int r = range_get(c, 0, a, e);

	if (!r)
		r = range_like(c, 2, a, b, e);
	if (!r)
		r = range_check(c->s, a, PHYSMON_READ, holes, e);
	if (!r)
		r = range_check(c->s, b, dir, RANGE_HOLES, e);
	return r ? r : range_reserve(c->s, a, e);
}

static int run_copy(struct call *c, struct physmon_error *e)
{
	struct session *s = c->s;
	struct range from, to;
	uint64_t at, copied = 0;
	struct range_walk w;
	size_t n, good, len;
	bool backwards;
	int r;

	r = get_pair(c, &from, RANGE_WHOLE, &to, PHYSMON_WRITE, e);
	if (r)
		return r;
	/* into what is still to be read: from the last piece to the first */
	backwards = to.addr > from.addr && to.addr <= range_last(&from);
	range_walk_begin(&w, s, &from);
	while (range_walk_more(&w, &n)) {
		at = (backwards ? from.nunits - w.done - n : w.done) * from.width;
		if (range_walk_read(&w, from.addr + at, n, s->units, s->states, e))
			break;
		good = usable(s->states, n, backwards);
		len = backwards ? (n - good) * from.width : 0; /* of what is left where it is, before the good ones */
		if (good && range_walk_write(&w, to.addr + at + len, good, (char *)s->units + len,
					     s->states + len / from.width, e))
			break;
		copied += good;
		if (good < n)
			break;
		range_walk_did(&w, n);
	}
	r = range_walk_end(&w, e);
	if (r && !args_interrupted(r, e) && w.faults) {
		len = strlen(e->text);
		text_print(e->text + len, sizeof(e->text) - len, "; %s%llx of %llx bytes were copied",
			   !copied     ? ""
			   : backwards ? "the last "
				       : "the first ",
			   ull(copied * from.width), ull(range_bytes(&from)));
	}
	return r;
}

/* --- cmp ----------------------------------------------------------------------------------------------------- */

/* Compares a piece of @n units, whose first is unit @from of the blocks; returns how many differ. */
static uint64_t compare(struct session *s, const struct range *a, const struct range *b, uint64_t from, size_t n,
			const char *old_units, const char *new_units, const uint8_t *old_states,
			const uint8_t *new_states)
{
	const unsigned width = a->width;
	uint64_t x, y, differ = 0;

	if (!memcmp(old_units, new_units, n * width))
		return 0;
	for (size_t i = 0; i < n; i++) {
		x = unit_get(old_units + i * width, width);
		y = unit_get(new_units + i * width, width);
		if (x == y || old_states[i] != PHYSMON_DONE || new_states[i] != PHYSMON_DONE)
			continue;
		emit_result(s->emit, "%*llx{*addr} = %*llx{*old} -> %*llx{*new}|%u{width}%*llx{other}",
			    session_digits(range_last(a)), ull(a->addr + (from + i) * width), 2 * width,
			    ull(session_swapped(s, x, width)), 2 * width, ull(session_swapped(s, y, width)), 8 * width,
			    session_digits(range_last(b)), ull(b->addr + (from + i) * width));
		differ++;
	}
	return differ;
}

static int run_cmp(struct call *c, struct physmon_error *e)
{
	struct session *s = c->s;
	struct range a, b;
	uint64_t differ = 0;
	char *units;
	struct range_walk w;
	size_t n;
	int r;

	r = get_pair(c, &a, RANGE_HOLES, &b, PHYSMON_READ, e);
	if (r)
		return r;
	units = malloc(2 * PHYSMON_XFER_MAX); /* of the other block, and their states */
	if (!units)
		return error_no_memory(e);
	range_walk_begin(&w, s, &a);
	while (range_walk_more(&w, &n)) {
		uint8_t *states = (uint8_t *)units + PHYSMON_XFER_MAX;

		if (range_walk_read(&w, a.addr + w.done * a.width, n, s->units, s->states, e) ||
		    range_walk_read(&w, b.addr + w.done * b.width, n, units, states, e))
			break;
		differ += compare(s, &a, &b, w.done, n, s->units, units, s->states, states);
		range_walk_did(&w, n);
	}
	r = range_walk_end(&w, e);
	free(units);
	if (differ)
		emit_note(s->emit, "%llu of %llu units differ%s", (unsigned long long)differ,
			  (unsigned long long)w.done, differ == 1 ? "s" : "");
	c->status = differ ? STATUS_DIFFERS : STATUS_OK;
	return r;
}

/* --- crc ----------------------------------------------------------------------------------------------------- */

static int run_crc(struct call *c, struct physmon_error *e)
{
	struct session *s = c->s;
	struct crc32 crc;
	struct range b;
	struct range_walk w;
	size_t n;
	int r;

	r = range_get(c, 0, &b, e);
	if (!r)
		r = range_check(s, &b, PHYSMON_READ, RANGE_WHOLE, e);
	if (!r)
		r = range_reserve(s, &b, e);
	if (r)
		return r;
	crc32_begin(&crc);
	range_walk_begin(&w, s, &b);
	while (range_walk_more(&w, &n)) {
		if (range_walk_read(&w, b.addr + w.done * b.width, n, s->units, s->states, e) || w.faults)
			break; /* with a hole in it there is no sum */
		crc32_add(&crc, s->units, n * b.width);
		range_walk_did(&w, n);
	}
	r = range_walk_end(&w, e);
	if (r)
		return r;
	emit_result(s->emit, "%*llx{first}-%*llx{last} = %*x{*crc32}", session_digits(range_last(&b)), ull(b.addr),
		    session_digits(range_last(&b)), ull(range_last(&b)), 8, crc32_end(&crc));
	return 0;
}

static int compile_fill(struct program *p, struct step *step, struct operand *operands, struct physmon_error *e)
{
	(void)p;
	return modify_refuse_read_only(step, &operands[0], 1, e);
}

static int compile_copy(struct program *p, struct step *step, struct operand *operands, struct physmon_error *e)
{
	(void)p;
	return modify_refuse_read_only(step, &operands[2], 1, e);
}

const struct command cmd_range[] = {
	{ .name = "fill",
	  .signature = "ADDR LENGTH VALUE...",
	  .help = "write VALUEs again and again over LENGTH bytes\n"
		  "The last repetition may be cut. Nothing is read.\n"
		  "Examples: fill 8000 100 0    fill.d 8000..80ff 12345678 9abcdef0",
	  .flags = COMMAND_WIDTH,
	  .run = run_fill,
	  .compile = compile_fill },
	{ .name = "copy",
	  .signature = "ADDR LENGTH DEST",
	  .help = "copy LENGTH bytes to DEST\n"
		  "One read and one write for each unit. The two may overlap: then it begins at\n"
		  "the end where nothing is lost. A unit that can't be read ends it.\n"
		  "Example: copy.d 8000 100 9000",
	  .flags = COMMAND_WIDTH,
	  .run = run_copy,
	  .compile = compile_copy },
	{ .name = "cmp",
	  .signature = "ADDR LENGTH ADDR:one",
	  .help = "compare with as many bytes at the second ADDR\n"
		  "ADDR = VALUE -> VALUE THERE for each unit that differs, and exit status 3.\n"
		  "Example: cmp 8000..80ff 9000",
	  .flags = COMMAND_WIDTH,
	  .run = run_cmp },
	{ .name = "crc",
	  .signature = "ADDR LENGTH",
	  .help = "the CRC-32 of LENGTH bytes, as zlib's\n"
		  "Of the bytes in the order of memory. FIRST-LAST = CRC.",
	  .flags = COMMAND_WIDTH,
	  .run = run_crc },
	{ 0 },
};
