/* SPDX-License-Identifier: GPL-2.0-or-later */
/* range: checks ranges as a whole and walks them in pieces. */
#include <errno.h>
#include <string.h>

#include "error.h"
#include "interrupt.h"
#include "range.h"
#include "session.h"
#include "text.h"

int range_get(struct call *c, size_t i, struct range *b, struct physmon_error *e)
{
	uint64_t nbytes = 0;
	int status;

	b->width = c->step->width;
	status = args_address(c, i, &b->addr, e);
	if (!status)
		status = args_length(c, i + 1, b->addr, &nbytes, e);
	b->nunits = nbytes / b->width;
	return status;
}

int range_like(struct call *c, size_t i, const struct range *like, struct range *b, struct physmon_error *e)
{
	*b = *like;
	return args_address(c, i, &b->addr, e);
}

/* The first no-read range that lies in the block, or NULL. */
static const struct physmon_range *noread_in(const struct physmon_target *t, const struct range *b)
{
	const struct physmon_range *r;
	size_t i;

	if (physmon_allowed(t) & PHYSMON_PROTECT_NOREAD)
		return NULL;
	for (i = 0; (r = physmon_protected(t, i)); i++)
		if (r->what & PHYSMON_PROTECT_NOREAD && r->last >= b->addr && r->first <= range_last(b))
			return r;
	return NULL;
}

int range_check(struct session *s, const struct range *b, enum physmon_dir dir, bool whole, struct physmon_error *e)
{
	struct physmon_xfer x = { .dir = dir, .width = b->width, .addr = b->addr, .step = b->width };
	const struct physmon_range *noread;
	int r;

	if (b->nunits > SIZE_MAX)
		return error_set(e, PHYSMON_E_WRAP, ERANGE, "%llx units are more than one command can take here",
				 (unsigned long long)b->nunits);
	x.nunits = (size_t)b->nunits;
	r = physmon_check(s->target, &x, e);
	noread = !r && whole ? noread_in(s->target, b) : NULL;
	if (!noread)
		return r;
	return error_set(e, PHYSMON_E_PROTECTED, EPERM,
			 "%08llx-%08llx holds a register that reading changes, at %08llx: it can't be left out here, "
			 "and 'allow noread' reads it",
			 (unsigned long long)b->addr, (unsigned long long)range_last(b),
			 (unsigned long long)noread->first);
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
	size_t i;
	int r = walk_transfer(w, &x, e);

	if (r)
		return r;
	/* cmp and find look at a piece as a whole first, and at the states of what they found then */
	if (!session_all_done(&x))
		for (i = 0; i < n; i++)
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
	struct emit *m = w->s->emit;
	size_t n;

	progress_end(&w->progress);
	if (w->left_out)
		emit_note(m, "%llu unit%s left out: no-read registers; r of exactly such an address reads it",
			  (unsigned long long)w->left_out, w->left_out == 1 ? " was" : "s were");
	if (!w->err)
		return STATUS_OK;
	if (w->err == -EINTR) {
		emit_note(m, "interrupted after %llx of %llx bytes", (unsigned long long)(w->done * w->width),
			  (unsigned long long)(w->nunits * w->width));
		return STATUS_INTERRUPTED;
	}
	if (w->err == -EPIPE && !w->faults) {
		e->text[0] = '\0'; /* said at the end, once */
		return STATUS_FAILED;
	}
	if (w->faults > 1) {
		n = strlen(e->text);
		text_print(e->text + n, sizeof(e->text) - n, "; %llu more unit%s failed",
			   (unsigned long long)(w->faults - 1), w->faults == 2 ? "" : "s");
	}
	return STATUS_FAILED;
}
