/* SPDX-License-Identifier: GPL-2.0-or-later */
/* session: opens and closes targets, keeps the state, and reads for commands. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "hex.h"
#include "interrupt.h"
#include "machine.h"
#include "names.h"
#include "session.h"
#include "text.h"
#include "trace.h"
#include "unit.h"

int session_new(struct session **out, command_families commands)
{
	struct session *s = calloc(1, sizeof(*s));

	if (!s)
		return -ENOMEM;
	s->commands = commands;
	s->width = 1;
	s->root = "";
	s->units = s->few_units;
	s->states = s->few_states;
	s->room = SESSION_FEW;
	if (names_new(&s->names)) {
		session_free(s);
		return -ENOMEM;
	}
	*out = s;
	return 0;
}

struct session_extra {
	struct session_extra *next;
	const void *key;
	void (*done)(struct session *s, void *extra);
	_Alignas(8) char bytes[];
};

void *session_extra(struct session *s, const void *key, size_t nbytes, void (*done)(struct session *s, void *extra))
{
	struct session_extra *x;

	for (x = s->extras; x; x = x->next)
		if (x->key == key)
			return x->bytes;
	x = nbytes ? calloc(1, sizeof(*x) + nbytes) : NULL;
	if (!x)
		return NULL;
	x->next = s->extras;
	x->key = key;
	x->done = done;
	s->extras = x;
	return x->bytes;
}

static void free_extras(struct session *s)
{
	struct session_extra *x;

	while ((x = s->extras)) {
		s->extras = x->next;
		if (x->done)
			x->done(s, x->bytes);
		free(x);
	}
}

void session_free(struct session *s)
{
	if (!s)
		return;
	free_extras(s);
	physmon_close(s->target);
	names_free(s->names);
	machine_free(s->machine);
	if (s->guest.gone)
		s->guest.gone(s->guest.ctx);
	free(s->read.name);
	last_values_clear(&s->seen);
	if (s->room > SESSION_FEW)
		free(s->units);
	free(s);
}

int session_room(struct session *s, size_t nunits, unsigned width, struct physmon_error *e)
{
	char *room;

	if (nunits * width <= 8 * s->room)
		return 0;
	/* one piece for both: once for the session, and most sessions never need it */
	room = malloc(2 * PHYSMON_XFER_MAX);
	if (!room)
		return error_no_memory(e);
	s->units = room;
	s->states = (uint8_t *)room + PHYSMON_XFER_MAX;
	s->room = PHYSMON_XFER_MAX / 8;
	return 0;
}

int session_remember(struct session *s, const struct selection *sel, struct physmon_error *e)
{
	char *name = malloc(sel->len + 1);

	if (!name)
		return error_no_memory(e);
	if (sel->len)
		memcpy(name, sel->name, sel->len);
	name[sel->len] = '\0';
	s->read.selection = *sel;
	s->read.selection.name = name;
	s->read.placed = true;
	free(s->read.name); /* not before: it may be @sel's */
	s->read.name = name;
	return 0;
}

int session_target(struct session *s, const char *spec, struct physmon_error *e)
{
	struct physmon_target *t;
	int r;

	r = physmon_open(spec, &s->options, &t, e);
	if (!r && s->guest.opened) {
		r = s->guest.opened(s->guest.ctx, t, e);
		if (r)
			physmon_close(t);
	}
	if (r)
		return r;
	physmon_close(s->target);
	s->target = t;
	physmon_allow(t, s->allow);
	if (s->trace)
		trace_attach(s->trace, t);
	if (s->observer)
		physmon_observe(t, s->observer);
	s->base = s->env.dot = 0;
	s->read.valid = s->read.placed = false;
	s->again.what = AGAIN_NOTHING;
	last_values_clear(&s->seen);
	if (physmon_info(t)->note[0])
		emit_note(s->emit, "%s", physmon_info(t)->note);
	return 0;
}

const char *session_target_when_run(const struct session *s)
{
	return s->target_when_run ? s->target_when_run : s->target ? physmon_info(s->target)->spec : "none";
}

bool session_all_done(const struct physmon_xfer *x)
{
	return !x->done ||
	       (x->state[0] == PHYSMON_DONE && (x->done == 1 || !memcmp(x->state, x->state + 1, x->done - 1)));
}

static void tell_left_out(struct session *s, size_t n)
{
	emit_note(s->emit, "%zu unit%s left out: no-read registers; r of exactly such an address reads it", n,
		  n == 1 ? " was" : "s were");
}

/* A single unit, as scripts mostly want: no pieces, no room to be made, nothing to be counted. */
static int read_one(struct session *s, struct physmon_xfer *x, session_piece_fn *each, void *ctx,
		    struct physmon_error *e)
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
	if (x->done && x->state[0] == PHYSMON_LEFT_OUT)
		tell_left_out(s, 1);
	return r;
}

int session_read(struct session *s, struct physmon_xfer *x, size_t piece, session_piece_fn *each, void *ctx,
		 struct physmon_error *e)
{
	size_t most = (size_t)PHYSMON_XFER_MAX >> unit_shift(x->width), left = x->nunits, faults = 0, left_out = 0, n;
	int r, first = 0;

	x->dir = PHYSMON_READ;
	if (left == 1)
		return read_one(s, x, each, ctx, e);
	if (piece && piece < most)
		most = piece;
	/* one transfer checks itself; several are refused as a whole, before the first */
	r = left > most ? physmon_check(s->target, x, e) : 0;
	if (!r)
		r = session_room(s, left < most ? left : most, x->width, e);
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
	if (left_out)
		tell_left_out(s, left_out);
	if (faults > 1 && e) {
		n = strlen(e->text);
		text_print(e->text + n, sizeof(e->text) - n, "; %zu more unit%s failed", faults - 1,
			   faults == 2 ? "" : "s");
	}
	return first;
}

uint64_t session_swapped(const struct session *s, uint64_t v, unsigned width)
{
	if (!s->swap)
		return v;
	return width == 2   ? __builtin_bswap16((uint16_t)v)
	       : width == 4 ? __builtin_bswap32((uint32_t)v)
	       : width == 8 ? __builtin_bswap64(v)
			    : v;
}

unsigned session_digits(uint64_t last)
{
	return hex_digits(last, 8);
}
