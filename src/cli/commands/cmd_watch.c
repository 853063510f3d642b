/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cmd_watch: the command watch reads units at a steady rate and prints those that change, until Ctrl-C. Units of
 * no-read ranges are left out.
 */
#include <errno.h>
#include <stdlib.h>

#include "args.h"
#include "array.h"
#include "change_line.h"
#include "clock.h"
#include "error.h"
#include "interrupt.h"
#include "range.h"
#include "reg.h"
#include "selection.h"
#include "session.h"
#include "single.h"

#define INTERVAL_US 100000
#define MOST (1u << 20) /* units: what a person can look at is less */

struct watched {
	uint64_t addr, value;
	const char *name; /* of a register, or NULL */
	uint8_t width, state;
};

struct watching {
	struct watched *units;
	size_t n, size, left_out;
	unsigned digits;
	uint64_t start;
};

static int too_many(struct physmon_error *e)
{
	return error_set(e, PHYSMON_E_NONE, E2BIG, "more than %u units can't be watched at once", MOST);
}

static int add(struct watching *w, uint64_t addr, unsigned width, const char *name, struct physmon_error *e)
{
	struct watched *units;

	if (w->n == MOST)
		return too_many(e);
	units = array_grow(w->units, &w->size, w->n, sizeof(*units));
	if (!units)
		return error_no_memory(e);
	w->units = units;
	w->units[w->n++] = (struct watched){ addr, 0, name, (uint8_t)width, PHYSMON_PENDING };
	return 0;
}

static int add_registers(struct call *c, struct watching *w, const struct selection *sel, struct physmon_error *e)
{
	struct selection_walk walk = { 0 };
	const struct reg *reg;
	unsigned width;
	int r = 0;

	while (!r && (reg = sel->ops->next(sel, &walk))) {
		width = c->step->typed_width ? c->step->width : reg_width(reg);
		if (width)
			r = add(w, reg->addr, width, reg->name, e);
		else
			w->left_out++;
	}
	return r;
}

static int add_range(struct call *c, struct watching *w, struct physmon_error *e)
{
	const unsigned width = c->step->width;
	uint64_t addr, nbytes = width, off;
	int r = args_address(c, 0, &addr, e);

	if (!r && c->noperands > 1)
		r = args_length(c, 1, addr, &nbytes, e);
	if (!r && nbytes / width > MOST)
		return too_many(e);
	for (off = 0; !r && off < nbytes; off += width)
		r = add(w, addr + off, width, change_line_name(c->s, addr + off, width), e);
	return r;
}

/* What would be refused is, before the first unit is read. */
static int check(struct call *c, struct watching *w, struct physmon_error *e)
{
	struct single u = { 0 };
	unsigned digits;
	size_t i;
	int r;

	for (i = 0; i < w->n; i++) {
		u.addr = w->units[i].addr;
		u.width = w->units[i].width;
		r = single_check(c->s->target, &u, PHYSMON_READ, e);
		if (r)
			return r;
		digits = session_digits(u.addr + (u.width - 1));
		w->digits = digits > w->digits ? digits : w->digits;
	}
	return w->n ? 0 : error_set(e, PHYSMON_E_NONE, ENOENT, "there is nothing here that can be watched");
}

/*
 * Read each once; the first time, @tell is false, it is only remembered. 0; -EINTR; -errno with @e: the gate refuses.
 */
static int look(struct call *c, struct watching *w, bool tell, struct physmon_error *e)
{
	struct session *s = c->s;
	struct single u = { 0 };
	struct change_line d = { .digits = w->digits, .timed = true };
	struct watched *g;
	int r;

	for (g = w->units; g < w->units + w->n; g++) {
		if (g->state == PHYSMON_LEFT_OUT)
			continue;
		if (interrupt_pending())
			return -EINTR;
		u.addr = g->addr;
		u.width = g->width;
		/* a unit that can't be read shows as such: the sentence would be told again and again */
		r = single_read(s->target, &u, tell || e->text[0] ? NULL : e);
		if (r && u.state == PHYSMON_PENDING)
			return r;
		d.addr = g->addr;
		d.width = g->width;
		d.name = g->name;
		d.old = g->value;
		d.old_state = g->state;
		d.new = u.value;
		d.new_state = u.state;
		if (tell && change_line_is(&d)) {
			d.us = (clock_ns() - w->start) / CLOCK_US;
			change_line_emit(s, &d);
		}
		g->value = d.new;
		g->state = u.state;
		w->left_out += u.state == PHYSMON_LEFT_OUT;
	}
	return 0;
}

static int watch(struct call *c, struct watching *w, uint64_t interval_us, struct physmon_error *e)
{
	struct session *s = c->s;
	uint64_t next, now;
	int r;

	emit_flush(s->emit);
	w->start = next = clock_ns();
	r = look(c, w, false, e);
	range_left_out(s, w->left_out);
	if (!r && w->left_out >= w->n)
		return error_set(
			e, PHYSMON_E_PROTECTED, EPERM,
			"only no-read registers stand here, which reading changes ('allow noread' opens them)");
	if (!r && e->text[0]) /* what can't be read now may be later, and that is a change */
		emit_note(s->emit, "%s", e->text);
	if (!r)
		e->text[0] = '\0';
	e->width = 0;
	while (!r && !s->dry_run) {
		emit_flush(s->emit);
		if (emit_status(s->emit)) /* the output is gone */
			return -EPIPE;
		now = clock_ns();
		next = clock_after(next, interval_us);
		next = next < now ? now : next;
		r = clock_wait(next, 0);
		if (!r)
			r = look(c, w, true, e);
	}
	if (r && r != -EINTR && !e->text[0])
		error_set(e, PHYSMON_E_NONE, -r, "it can't be read any more");
	return r;
}

static int run_watch(struct call *c, struct physmon_error *e)
{
	const struct operand *n = args_option(c, "n");
	const struct selection *sel = c->operands[0].selection;
	struct watching w = { 0 };
	int r;

	if (sel && sel->ops && c->noperands < 2)
		r = add_registers(c, &w, sel, e);
	else
		r = add_range(c, &w, e);
	if (!r)
		r = check(c, &w, e);
	if (!r)
		r = watch(c, &w, n ? n->expr.value : INTERVAL_US, e);
	free(w.units);
	return r;
}

const struct command cmd_watch[] = {
	{ .name = "watch",
	  .signature = "[-n TIME] ADDR [LENGTH]",
	  .help = "print what changes, until Ctrl-C",
	  .manual = "A unit, a range, or what a name stands for: a register, all those of a\n"
		    "peripheral, of a pattern. SECONDS ADDR = OLD -> NEW for each change. It is read\n"
		    "every 100 ms, or every TIME (-n). No-read registers are left out.\n"
		    "Examples: watch.d 1014    watch -n 10ms UART0    watch 4c000000..4c00003f",
	  .flags = COMMAND_WIDTH | COMMAND_MANY,
	  .run = run_watch },
	{ 0 },
};
