/* SPDX-License-Identifier: GPL-2.0-or-later */
/* range: checks ranges as a whole and walks them in pieces. */
#include <errno.h>
#include <string.h>

#include "error.h"
#include "interrupt.h"
#include "range.h"
#include "session.h"
#include "text.h"
#include "unit.h"

int range_get(struct call *c, size_t i, struct range *b, struct physmon_error *e)
{
	uint64_t nbytes = 0;
	int r;

	b->width = c->step->width;
	r = args_address(c, i, &b->addr, e);
	if (!r)
		r = args_length(c, i + 1, b->addr, b->width, &nbytes, e);
	b->nunits = nbytes / b->width;
	return r;
}

int range_like(struct call *c, size_t i, const struct range *like, struct range *b, struct physmon_error *e)
{
	*b = *like;
	return args_address(c, i, &b->addr, e);
}

const struct physmon_range *range_noread(const struct physmon_target *t, uint64_t first, uint64_t last)
{
	const struct physmon_range *r;

	if (physmon_allowed(t) & PHYSMON_PROTECT_NOREAD)
		return NULL;
	for (size_t i = 0; (r = physmon_protected(t, i)); i++)
		if (r->what & PHYSMON_PROTECT_NOREAD && r->last >= first && r->first <= last)
			return r;
	return NULL;
}

int range_reserve(struct session *s, const struct range *b, struct physmon_error *e)
{
	const size_t most = PHYSMON_XFER_MAX / b->width;

	return session_reserve(s, b->nunits < most ? (size_t)b->nunits : most, b->width, e);
}

int range_check(struct session *s, const struct range *b, enum physmon_dir dir, enum range_holes holes,
		struct physmon_error *e)
{
	struct physmon_xfer x = { .dir = dir, .width = b->width, .addr = b->addr, .step = b->width };
	const struct physmon_range *noread;
	int r;

	if (b->nunits > SIZE_MAX)
		return error_set(e, PHYSMON_E_WRAP, ERANGE, "%llx units are more than one command can take here",
				 (unsigned long long)b->nunits);
	x.nunits = (size_t)b->nunits;
	r = physmon_check(s->target, &x, e);
	noread = !r && holes == RANGE_WHOLE ? range_noread(s->target, b->addr, range_last(b)) : NULL;
	if (!noread)
		return r;
	return error_set(e, PHYSMON_E_PROTECTED, EPERM,
			 "%08llx-%08llx holds a register that reading changes, at %08llx: it can't be left out here, "
			 "and 'allow noread' reads it",
			 (unsigned long long)b->addr, (unsigned long long)range_last(b),
			 (unsigned long long)noread->first);
}

void range_left_out(struct session *s, uint64_t n)
{
	if (n)
		emit_note(s->emit, "%llu unit%s left out: no-read registers; r of exactly such an address reads it",
			  ull(n), n == 1 ? " was" : "s were");
}

void range_more_failed(uint64_t faults, struct physmon_error *e)
{
	const size_t n = strlen(e->text);

	if (faults > 1)
		text_print(e->text + n, sizeof(e->text) - n, "; %llu more unit%s failed", ull(faults - 1),
			   faults == 2 ? "" : "s");
}

bool range_all_done(const struct physmon_xfer *x)
{
	return !x->done ||
	       (x->state[0] == PHYSMON_DONE && (x->done == 1 || !memcmp(x->state, x->state + 1, x->done - 1)));
}

/* A single unit, as scripts mostly want: no pieces, no room to be made, nothing to be counted. */
static int read_one(struct session *s, struct physmon_xfer *x, range_piece_fn *each, void *ctx, struct physmon_error *e)
{
	int r;

	if (interrupt_pending())
		return -EINTR;
	if (emit_status(s->emit))
		return -EPIPE;
	x->buf = s->few_units;
	x->state = s->few_states;
	r = physmon_transfer(s->target, x, e);
	if (x->done)
		each(s, x, ctx);
	range_left_out(s, x->left_out);
	return r;
}

int range_read(struct session *s, struct physmon_xfer *x, size_t piece, range_piece_fn *each, void *ctx,
	       struct physmon_error *e)
{
	size_t most = (size_t)PHYSMON_XFER_MAX >> unit_shift(x->width), left = x->nunits, faults = 0, left_out = 0;
	int r, first = 0;

	x->dir = PHYSMON_READ;
	if (left == 1)
		return read_one(s, x, each, ctx, e);
	if (piece && piece < most)
		most = piece;
	/* one transfer checks itself; several are refused as a whole, before the first */
	r = left > most ? physmon_check(s->target, x, e) : 0;
	if (!r)
		r = session_reserve(s, left < most ? left : most, x->width, e);
	if (r)
		return r;
	x->buf = s->units;
	x->state = s->states;
	while (left) {
		if (interrupt_pending())
			return -EINTR;
		if (emit_status(s->emit))
			return -EPIPE;
		x->nunits = left < most ? left : most;
		r = physmon_transfer(s->target, x, first ? NULL : e);
		if (x->done)
			each(s, x, ctx);
		left_out += x->left_out;
		faults += x->faults;
		if (r) {
			first = first ? first : r;
			if (x->done < x->nunits) /* stopped, or refused after all */
				return r;
		}
		left -= x->nunits;
		x->addr += x->nunits * x->step;
	}
	range_left_out(s, left_out);
	range_more_failed(faults, e);
	return first;
}

void range_walk_begin(struct range_walk *w, struct session *s, const struct range *b)
{
	*w = (struct range_walk){
		.s = s, .nunits = b->nunits, .piece = PHYSMON_XFER_MAX / b->width, .width = b->width
	};
	progress_begin(&w->progress, s->emit, range_bytes(b));
}

bool range_walk_more(struct range_walk *w, size_t *n)
{
	if (w->done == w->nunits)
		return false;
	if (interrupt_pending())
		w->err = -EINTR;
	else if (emit_status(w->s->emit))
		w->err = -EPIPE;
	if (w->err == -EINTR || w->err == -EPIPE)
		return false;
	if (w->done)
		progress_at(&w->progress, w->done * w->width);
	*n = w->nunits - w->done < w->piece ? (size_t)(w->nunits - w->done) : w->piece;
	return true;
}

/* Reads go on behind what fails; what ended before its time can't be relied on. */
static int walk_transfer(struct range_walk *w, struct physmon_xfer *x, struct physmon_error *e)
{
	const int r = physmon_transfer(w->s->target, x, w->err ? NULL : e);
	const bool whole = x->done == x->nunits || x->found;

	w->faults += x->faults;
	w->left_out += x->left_out;
	if (r && (!w->err || !whole))
		w->err = r;
	return whole ? 0 : r;
}

int range_walk_read(struct range_walk *w, uint64_t addr, size_t n, void *buf, uint8_t *states, struct physmon_error *e)
{
	struct physmon_xfer x = {
		.width = w->width, .addr = addr, .step = w->width, .nunits = n, .buf = buf, .state = states
	};
	int r = walk_transfer(w, &x, e);

	if (r)
		return r;
	/* cmp and find look at a piece as a whole first, and at the states of what they found then */
	if (!range_all_done(&x))
		for (size_t i = 0; i < n; i++)
			if (states[i] != PHYSMON_DONE)
				memset((char *)buf + i * w->width, 0, w->width);
	return 0;
}

int range_walk_seek(struct range_walk *w, uint64_t addr, size_t n, const struct physmon_sought *sought, bool *found,
		    struct physmon_error *e)
{
	struct physmon_xfer x = { .width = w->width, .addr = addr, .step = w->width, .nunits = n, .sought = sought };
	int r = walk_transfer(w, &x, e);

	range_walk_did(w, x.done);
	*found = x.found;
	return r;
}

int range_walk_write(struct range_walk *w, uint64_t addr, size_t n, void *buf, uint8_t *states, struct physmon_error *e)
{
	struct physmon_xfer x = { .dir = PHYSMON_WRITE,
				  .width = w->width,
				  .addr = addr,
				  .step = w->width,
				  .nunits = n,
				  .buf = buf,
				  .state = states };
	int r = physmon_transfer(w->s->target, &x, e);

	if (r)
		w->err = r;
	return r;
}

int range_walk_end(struct range_walk *w, struct physmon_error *e)
{
	progress_end(&w->progress);
	range_left_out(w->s, w->left_out);
	if (w->err == -EINTR)
		emit_note(w->s->emit, "interrupted after %llx of %llx bytes", ull(w->done * w->width),
			  ull(w->nunits * w->width));
	else if (w->err == -EPIPE && !w->faults)
		e->text[0] = '\0'; /* said at the end, once */
	else if (w->err)
		range_more_failed(w->faults, e);
	return w->err;
}
