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
#include "session.h"
#include "single.h"
#include "unit_list.h"

#define INTERVAL_US 100000
#define MOST (1u << 20) /* units: what a person can look at is less */
#define NEAR 4096	/* of them, in which another name of a register is looked for */

struct watched {
	uint64_t addr, value;
	const char *name; /* of a register, or NULL */
	uint32_t same;	  /* the unit that is read for it: itself, or another name of its register */
	uint8_t width, state;
};

struct watching {
	struct watched *units;
	size_t n, size, left_out;
	unsigned digits;
	uint64_t start;
};

static int add(struct call *c, void *ctx, const struct unit_list_item *x, struct physmon_error *e)
{
	struct watching *w = ctx;
	const char *name = x->reg ? x->reg->name : change_line_name(c->s, x->addr, x->width);
	struct watched *units;
	size_t same = w->n;

	if (!x->width) {
		w->left_out++;
		return 0;
	}
	if (w->n == MOST)
		return error_set(e, PHYSMON_E_NONE, E2BIG, "more than %u units can't be watched at once", MOST);
	units = array_grow(w->units, &w->size, w->n, sizeof(*units));
	if (!units)
		return error_no_memory(e);
	w->units = units;
	for (size_t i = w->n; x->reg && i-- && w->n - i <= NEAR;)
		if (units[i].addr == x->addr && units[i].width == x->width)
			same = units[i].same;
	w->units[w->n++] = (struct watched){ x->addr, 0, name, (uint32_t)same, (uint8_t)x->width, PHYSMON_PENDING };
	return 0;
}

/* What would be refused is, before the first unit is read. */
static int check(struct call *c, struct watching *w, struct physmon_error *e)
{
	struct single u = { 0 };
	unsigned digits;
	int r;

	for (size_t i = 0; i < w->n; i++) {
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
	const struct watched *same;
	int r;

	for (struct watched *g = w->units; g < w->units + w->n; g++) {
		if (g->state == PHYSMON_LEFT_OUT)
			continue;
		if (interrupt_pending())
			return -EINTR;
		u.addr = g->addr;
		u.width = g->width;
		same = &w->units[g->same];
		u.value = same->value;
		u.state = same->state;
		/* a unit that can't be read shows as such: the sentence would be told again and again */
		r = same == g ? single_read(s->target, &u, tell || e->text[0] ? NULL : e) : 0;
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
			"all of these are no-read registers, which reading changes ('allow noread' opens them)");
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
	struct watching w = { 0 };
	int r = unit_list(c, add, &w, e);

	if (!r)
		r = check(c, &w, e);
	if (!r)
		r = watch(c, &w, n ? n->expr.value : INTERVAL_US, e);
	free(w.units);
	return r;
}

const struct command cmd_watch[] = {
	{ .name = "watch",
	  .signature = "[-n TIME] ADDR [LENGTH:or-names]",
	  .help = "print what changes, until Ctrl-C\n"
		  "A unit, a range, or what names stand for: a register, all those of a\n"
		  "peripheral, of a pattern. SECONDS ADDR = OLD -> NEW for each change. It is read\n"
		  "every 100 ms, or every TIME (-n). No-read registers are left out.\n"
		  "Examples: watch.d 1014    watch -n 10ms UART0    watch 4c000000..4c00003f",
	  .flags = COMMAND_WIDTH | COMMAND_MANY,
	  .run = run_watch },
	{ 0 },
};
