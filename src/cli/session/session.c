/* SPDX-License-Identifier: GPL-2.0-or-later */
/* session: opens and closes targets, keeps the state, and reads for commands. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "error.h"
#include "hex.h"
#include "interrupt.h"
#include "names.h"
#include "session.h"
#include "text.h"
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

struct session_module {
	const struct session_ops *ops;
	void *memory;
};

void *session_attached(const struct session *s, const struct session_ops *ops)
{
	size_t i;

	for (i = 0; i < s->nmodules; i++)
		if (s->modules[i].ops == ops)
			return s->modules[i].memory;
	return NULL;
}

void *session_attach(struct session *s, const struct session_ops *ops, size_t nbytes)
{
	void *memory = session_attached(s, ops);
	struct session_module *modules;

	if (memory)
		return memory;
	modules = array_grow(s->modules, &s->modules_size, s->nmodules, sizeof(*modules));
	if (!modules)
		return NULL;
	s->modules = modules;
	memory = calloc(1, nbytes);
	if (!memory)
		return NULL;
	modules[s->nmodules++] = (struct session_module){ ops, memory };
	s->before_command |= ops->before_command != NULL;
	return memory;
}

static void free_modules(struct session *s)
{
	const struct session_module *m;

	while (s->nmodules) {
		m = &s->modules[--s->nmodules];
		if (m->ops->free)
			m->ops->free(s, m->memory);
		free(m->memory);
	}
	free(s->modules);
}

static int target_opened(struct session *s, struct physmon_target *t, struct physmon_error *e)
{
	const struct session_module *m;
	int r = 0;

	for (m = s->modules; !r && m < s->modules + s->nmodules; m++)
		if (m->ops->target_opened)
			r = m->ops->target_opened(s, m->memory, t, e);
	return r;
}

void session_before_command(struct session *s, const struct call *c)
{
	size_t i;

	for (i = 0; i < s->nmodules; i++)
		if (s->modules[i].ops->before_command)
			s->modules[i].ops->before_command(s, s->modules[i].memory, c);
}

void session_answered(struct session *s, const char *line, size_t len)
{
	size_t i;

	for (i = 0; i < s->nmodules; i++)
		if (s->modules[i].ops->answered)
			s->modules[i].ops->answered(s, s->modules[i].memory, line, len);
}

void session_observe(struct session *s, struct physmon_observer *o)
{
	s->observers[s->nobservers++] = o;
	if (s->target)
		physmon_observe(s->target, o);
}

void session_unobserve(struct session *s)
{
	physmon_unobserve(s->target, s->observers[--s->nobservers]);
}

void session_free(struct session *s)
{
	if (!s)
		return;
	physmon_close(s->target);
	free_modules(s);
	names_free(s->names);
	free(s->read.name);
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
	size_t i;
	int r = physmon_open(spec, &s->options, &t, e);

	if (r)
		return r;
	r = target_opened(s, t, e);
	if (r) {
		physmon_close(t);
		return r;
	}
	physmon_close(s->target);
	s->target = t;
	physmon_allow(t, s->allow);
	for (i = 0; i < s->nobservers; i++)
		physmon_observe(t, s->observers[i]);
	s->base = s->env.dot = 0;
	s->read.valid = s->read.placed = false;
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
