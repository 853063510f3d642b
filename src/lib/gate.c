/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * gate: the one gate. Every access of the program passes physmon_transfer(), which checks a transfer once, in the order
 * given in physmon.h, asks the observers, leaves out no-read ranges of a dump, and calls the target's back end. It
 * knows no bus itself; a transfer that it refuses reaches neither observer nor back end.
 */
#include <errno.h>
#include <string.h>

#include "access.h"
#include "backend.h"
#include "error.h"
#include "protect.h"
#include "refuse.h"
#include "unit.h"

#define GATE_SWAPS (ACCESS_SEEKS ? PHYSMON_XFER_SWAP | PHYSMON_XFER_DOWN : 0)

struct gate {
	struct physmon_target *t;
	struct physmon_xfer *x;
	struct physmon_error *e;
	int err;      /* what the transfer will return: of the first unit that failed, or of the stop */
	bool stopped; /* the units from x->done on are not to be reached */
};

static uint64_t gate_addr(const struct physmon_xfer *x, size_t unit)
{
	return x->addr + (x->flags & GATE_SWAPS & PHYSMON_XFER_DOWN ? x->nunits - 1 - unit : unit) * x->step;
}

/* The address of the last byte of the last unit; false if it is past 2^64-1. */
static bool gate_last(const struct physmon_xfer *x, uint64_t *last)
{
	uint64_t span;

	return !__builtin_mul_overflow((uint64_t)(x->nunits - 1), x->step, &span) &&
	       !__builtin_add_overflow(span, x->width - 1, &span) && !__builtin_add_overflow(x->addr, span, last);
}

static bool gate_within(const struct physmon_info *info, uint64_t first, uint64_t last)
{
	return first >= info->first && (!info->extent_known || (!info->empty && last <= info->last));
}

static int gate_check_protected(struct physmon_target *t, const struct physmon_xfer *x, struct physmon_error *e)
{
	unsigned mask = PHYSMON_PROTECT_PORT | PHYSMON_PROTECT_FENCE;
	struct protect_hit hit;
	size_t unit;
	int r;

	if (x->flags & GATE_SWAPS)
		mask |= PHYSMON_PROTECT_NOREAD;
	if (x->dir == PHYSMON_WRITE) {
		mask |= PHYSMON_PROTECT_RAM;
		if (t->be->learn && !t->learned) {
			r = t->be->learn(t, e);
			if (r)
				return r;
			t->learned = true;
		}
	}
	mask &= ~t->allowed;
	if (!t->nranges || !mask)
		return 0;
	unit = protect_find(t, x, 0, mask, &hit);
	if (unit < x->nunits)
		return refuse_protected(t, x, unit, hit.range->what & mask, e);
	return 0;
}

int physmon_check(struct physmon_target *t, const struct physmon_xfer *x, struct physmon_error *e)
{
	const struct physmon_info *info = &t->info;
	uint64_t last;

	if (!t->be->transfer)
		return refuse_no_bus(t, x, e);
	if (!(info->widths & x->width) || x->width & (x->width - 1))
		return refuse_width(t, x, e);
	if ((x->addr | x->step) & (x->width - 1))
		return refuse_unaligned(x, e);
	if (!x->nunits)
		return 0;
	if (!gate_last(x, &last))
		return refuse_wrap(x, e);
	if (!gate_within(info, x->addr, last)) {
		if (t->be->extent)
			t->be->extent(t);
		if (!gate_within(info, x->addr, last))
			return refuse_extent(t, x, e);
	}
	if (x->dir == PHYSMON_WRITE && info->read_only)
		return refuse_read_only(t, x, e);
	return gate_check_protected(t, x, e);
}

static void gate_mark(const struct physmon_xfer *x, size_t from, size_t n, enum physmon_state state)
{
	if (x->state && n == 1) /* a script's reads, nearly all of them */
		x->state[from] = (uint8_t)state;
	else if (x->state)
		memset(x->state + from, state, n);
}

/* Before the first unit of a write: none is reached. What a dry run told, that a value isn't known, must stay. */
static void gate_pending(const struct physmon_xfer *x)
{
	uint8_t *at = x->state, *const end = at + x->nunits, *unknown;

	for (; (unknown = memchr(at, PHYSMON_UNKNOWN, (size_t)(end - at))); at = unknown + 1)
		memset(at, PHYSMON_PENDING, (size_t)(unknown - at));
	memset(at, PHYSMON_PENDING, (size_t)(end - at));
}

/*
 * Let the back end make the accesses of units [from, end). A read goes on behind units that fail, a write doesn't.
 * Returns 0, or -errno of the first of these units that failed.
 */
static int gate_touch(struct gate *g, size_t from, size_t end)
{
	struct physmon_xfer *const x = g->x, part, *p = x;
	size_t bad;
	int r, first_err = 0;

	while (from < end) {
		/* the whole of it, as nearly every transfer is, needs no copy */
		if (p != x || from || end < x->nunits) {
			part = backend_part(x, from, end - from);
			p = &part;
		}
		bad = 1;
		r = g->t->be->transfer(g->t, p, &bad, g->err ? NULL : g->e);
		if (!r) {
			x->found = p->found;
			if (x->found) {
				end = from + p->done;
				g->stopped = true;
			}
			gate_mark(x, from, end - from, PHYSMON_DONE);
			from = end;
			break;
		}
		gate_mark(x, from, p->done, PHYSMON_DONE);
		from += p->done;
		p = &part;
		if (!g->err) {
			g->err = r;
			error_at(g->e, gate_addr(x, from), x->width, from);
		}
		if (!first_err)
			first_err = r;
		if (x->dir == PHYSMON_WRITE) {
			gate_mark(x, from++, 1, PHYSMON_FAULT);
			g->stopped = true;
			break;
		}
		if (bad > end - from)
			bad = end - from;
		gate_mark(x, from, bad, PHYSMON_FAULT);
		x->faults += bad;
		from += bad;
	}
	x->done = from;
	return first_err;
}

/* Ask the observers, in order, up to the first that doesn't say go; *@asked is the last one that saw the access. */
static enum physmon_verdict gate_ask(const struct physmon_target *t, const struct physmon_access *a,
				     const struct physmon_observer **asked)
{
	enum physmon_verdict v = PHYSMON_GO;

	for (const struct physmon_observer *o = t->observers; o && v == PHYSMON_GO; o = o->next) {
		*asked = o;
		if (o->before)
			v = o->before(o->ctx, a);
	}
	return v;
}

/* Tell those who saw it coming what became of the access. */
static void gate_tell(const struct physmon_target *t, const struct physmon_access *a, enum physmon_state state,
		      const struct physmon_observer *asked)
{
	for (const struct physmon_observer *o = t->observers; o; o = o->next) {
		if (o->after)
			o->after(o->ctx, a, state);
		if (o == asked)
			break;
	}
}

/* One unit, with observers. */
static void gate_observe(struct gate *g, size_t unit)
{
	struct physmon_xfer *x = g->x;
	const struct physmon_observer *asked = NULL;
	void *const at = (char *)x->buf + unit * x->width;
	struct physmon_access a = { .dir = x->dir, .width = x->width, .addr = gate_addr(x, unit) };
	enum physmon_state state = PHYSMON_DONE;
	enum physmon_verdict verdict;

	if (x->dir == PHYSMON_WRITE) {
		a.known = !x->state || x->state[unit] != PHYSMON_UNKNOWN;
		if (a.known)
			a.value = unit_get(at, x->width);
	}
	verdict = gate_ask(g->t, &a, &asked);
	switch (verdict) {
	case PHYSMON_SKIP:
		state = PHYSMON_UNKNOWN;
		gate_mark(x, unit, 1, state);
		x->done = unit + 1;
		break;
	case PHYSMON_STOP:
	case PHYSMON_FAIL:
		state = PHYSMON_PENDING;
		g->stopped = true;
		g->err = verdict == PHYSMON_STOP ? refuse_stopped(x, unit, g->e) : refuse_unannounced(x, unit, g->e);
		break;
	case PHYSMON_GO:
		if (x->dir == PHYSMON_WRITE && !a.known) {
			state = PHYSMON_PENDING;
			g->stopped = true;
			g->err = refuse_unknown(x, unit, g->e);
			break;
		}
		if (gate_touch(g, unit, unit + 1))
			state = PHYSMON_FAULT;
		if (x->dir == PHYSMON_WRITE) {
			/* Each one, so that what an observer says next comes after this write has gone out. */
			access_fence();
		} else if (state == PHYSMON_DONE) {
			a.value = unit_get(at, x->width);
			a.known = true;
		}
		break;
	}
	gate_tell(g->t, &a, state, asked);
}

/* Units [from, end), none of which is to be left out. */
static void gate_stretch(struct gate *g, size_t from, size_t end)
{
	if (!g->t->observers) {
		gate_touch(g, from, end);
		return;
	}
	while (from < end && !g->stopped)
		gate_observe(g, from++);
}

static int gate_transfer(struct physmon_target *t, struct physmon_xfer *x, struct physmon_error *e)
{
	struct gate g = { .t = t, .x = x, .e = e };
	unsigned noread = 0;
	struct protect_hit hit = { 0 };
	const uint8_t *unknown;
	size_t left_out;
	int r;

	r = physmon_check(t, x, e);
	if (r || !x->nunits)
		return r;
	if (x->nunits > (size_t)PHYSMON_XFER_MAX >> unit_shift(x->width))
		return refuse_size(x, e);
	if ((x->sought || x->flags & GATE_SWAPS) && (x->step != x->width || !physmon_seeks(t)))
		return refuse_sought(x, e);
	if (x->sought && x->dir == PHYSMON_WRITE)
		return refuse_sought(x, e);
	if (x->flags & GATE_SWAPS &&
	    (x->sought || x->state || x->dir == PHYSMON_READ || !(x->flags & PHYSMON_XFER_SWAP)))
		return refuse_sought(x, e);

	if (x->dir == PHYSMON_READ) {
		if (t->nranges && !(x->flags & PHYSMON_XFER_EXACT))
			noread = PHYSMON_PROTECT_NOREAD & ~t->allowed;
	} else if (x->state && !t->observers) {
		unknown = memchr(x->state, PHYSMON_UNKNOWN, x->nunits);
		if (unknown)
			return refuse_unknown(x, (size_t)(unknown - x->state), e);
	}

	for (size_t from = 0; from < x->nunits && !g.stopped; from = x->done) {
		left_out = noread ? protect_find(t, x, from, noread, &hit) : x->nunits;
		gate_stretch(&g, from, left_out);
		if (left_out < x->nunits && !g.stopped) {
			gate_mark(x, left_out, hit.end - left_out, PHYSMON_LEFT_OUT);
			x->left_out += hit.end - left_out;
			x->done = hit.end;
		}
	}
	if (x->dir == PHYSMON_WRITE && !t->observers)
		access_fence();
	return g.err;
}

int physmon_transfer(struct physmon_target *t, struct physmon_xfer *x, struct physmon_error *e)
{
	const bool states = x->state && x->nunits <= PHYSMON_XFER_MAX; /* beyond it, it is refused */
	int r;

	x->done = x->faults = x->left_out = 0;
	x->found = false;
	if (states && x->dir == PHYSMON_WRITE)
		gate_pending(x);
	r = gate_transfer(t, x, e);
	if (states && x->dir == PHYSMON_READ && x->done < x->nunits)
		gate_mark(x, x->done, x->nunits - x->done, PHYSMON_PENDING);
	return r;
}

bool physmon_seeks(const struct physmon_target *t)
{
	return ACCESS_SEEKS && t->mapped && !t->observers;
}

/* One unit, exactly the one that was typed. */
static struct physmon_xfer gate_single(enum physmon_dir dir, uint64_t addr, unsigned width, uint64_t *unit)
{
	return (struct physmon_xfer){ .dir = dir,
				      .width = width,
				      .flags = PHYSMON_XFER_EXACT,
				      .addr = addr,
				      .step = width,
				      .nunits = 1,
				      .buf = unit };
}

int physmon_read(struct physmon_target *t, uint64_t addr, unsigned width, uint64_t *value, struct physmon_error *e)
{
	uint64_t unit = 0;
	struct physmon_xfer x = gate_single(PHYSMON_READ, addr, width, &unit);
	uint8_t state = PHYSMON_DONE;
	int r;

	if (t->observers)
		x.state = &state;
	r = physmon_transfer(t, &x, e);
	if (r)
		return r;
	if (state != PHYSMON_DONE)
		return refuse_skipped(&x, e);
	*value = unit_get(&unit, width);
	return 0;
}

int physmon_write(struct physmon_target *t, uint64_t addr, unsigned width, uint64_t value, struct physmon_error *e)
{
	uint64_t unit;
	struct physmon_xfer x = gate_single(PHYSMON_WRITE, addr, width, &unit);

	unit_put(&unit, width, value);
	return physmon_transfer(t, &x, e);
}
