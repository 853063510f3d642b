/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cmd_write: w and v. All values are checked before the first is written. */
#include <errno.h>

#include "args.h"
#include "error.h"
#include "interrupt.h"
#include "modify.h"
#include "selection.h"
#include "session.h"
#include "single.h"
#include "unit.h"

static int write_values(struct call *c, uint64_t addr, struct physmon_error *e)
{
	struct session *s = c->s;
	unsigned width = c->step->width;
	size_t most = PHYSMON_XFER_MAX / width, left = c->noperands - 1, from = 0;
	struct physmon_xfer x = { .dir = PHYSMON_WRITE, .width = width, .addr = addr, .step = width, .nunits = left };
	int r;

	r = physmon_check(s->target, &x, e);
	if (!r)
		r = session_reserve(s, left < most ? left : most, width, e);
	/* all values are known to fit before the first is written, however many there are */
	for (from = 0; !r && left > most && from < left; from += most)
		r = args_values(c, from, left - from < most ? left - from : most, e);
	for (from = 0; !r && from < left; from += x.nunits) {
		if (interrupt_pending())
			return -EINTR;
		x.addr = addr + from * width;
		x.nunits = left - from < most ? left - from : most;
		x.buf = s->units;
		x.state = s->states;
		r = args_values(c, from, x.nunits, e);
		if (!r)
			r = physmon_transfer(s->target, &x, e);
	}
	return r;
}

/* Part of a unit: bits, a field, fields. */
static int write_part(struct call *c, const struct selection *sel, uint64_t addr, struct physmon_error *e)
{
	struct modify ch = { .addr = addr,
			     .width = c->step->width,
			     .keep = sel->plan.keep,
			     .put = sel->plan.ones,
			     .read = sel->plan.read };
	const struct selection *part;
	uint64_t v;
	int r;

	for (size_t i = 1; i < c->noperands; i++) {
		part = c->operands[i].selection ? c->operands[i].selection : sel;
		r = args_part(c, i, selection_nbits(part, ch.width), &v, e);
		if (r && r != -ENODATA)
			return r;
		ch.unknown |= r != 0;
		ch.put |= v << part->lo & selection_mask(part);
	}
	return modify_unit(c->s, &ch, e);
}

static int refuse_operand(struct step *step, const struct operand *o, const char *why, struct physmon_error *e)
{
	step->at.column = o->column;
	return error_text(e, "%s", why);
}

/* FIELD=VALUE, several of them: each bit once. @n of them; 0: there are none. */
static int compile_fields(struct step *step, const struct operand *operands, size_t *n, struct physmon_error *e)
{
	uint64_t mask = 0;
	int r;

	*n = 0;
	for (const struct operand *o = operands + 1; o < operands + step->noperands; o++) {
		if (!o->selection)
			continue;
		step->at.column = o->column;
		r = selection_fits(o->selection, step->width, e);
		if (r)
			return r;
		if (mask & selection_mask(o->selection))
			return refuse_operand(step, o, "these bits have their value already", e);
		mask |= selection_mask(o->selection);
		++*n;
	}
	for (const struct operand *o = operands + 1; *n && o < operands + step->noperands; o++)
		if (!o->selection)
			return refuse_operand(step, o, "FIELD=VALUE or values: they can't be mixed", e);
	return 0;
}

/* All of a register is written, and with several values what follows it. */
static int compile_whole(struct step *step, const struct operand *o, struct physmon_error *e)
{
	if (o->selection->kind == SELECTION_GROUP)
		return args_refuse_group(step, o->selection, e);
	return modify_refuse_read_only(step, o, step->noperands - 1, e);
}

static int compile_verify(struct program *p, struct step *step, struct operand *operands, struct physmon_error *e)
{
	(void)p;
	return operands[0].selection ? compile_whole(step, &operands[0], e) : 0;
}

/* How the bits that the values are for are written: a line that works has these, where all are constant. */
static int plan(const struct step *step, const struct operand *operands, struct selection *sel, struct physmon_error *e)
{
	uint64_t mask = 0, value = 0;
	bool known = true;

	for (const struct operand *o = operands + 1; o < operands + step->noperands; o++) {
		const struct selection *part = o->selection ? o->selection : sel;

		mask |= selection_mask(part);
		value |= o->expr.value << part->lo & selection_mask(part);
		known = known && !o->expr.dynamic;
	}
	return selection_plan(sel, mask, known ? &value : NULL, e);
}

static int compile_write(struct program *p, struct step *step, struct operand *operands, struct physmon_error *e)
{
	const size_t column = step->at.column;
	struct selection *sel = operands[0].selection;
	size_t n;
	int r;

	(void)p;
	if (!sel)
		return 0;
	if (sel->part) {
		if (step->noperands > 2)
			return refuse_operand(
				step, &operands[2],
				sel->kind == SELECTION_FIELD ? "a field takes one value" : "bits take one value", e);
		return plan(step, operands, sel, e);
	}
	r = compile_fields(step, operands, &n, e);
	if (r)
		return r;
	step->at.column = column;
	return n ? plan(step, operands, sel, e) : compile_whole(step, &operands[0], e);
}

static int run_write(struct call *c, struct physmon_error *e)
{
	const struct selection *sel = c->operands[0].selection;
	uint64_t addr;
	int r = args_address(c, 0, &addr, e);

	if (r)
		return r;
	r = sel && sel->plan.mask ? write_part(c, sel, addr, e) : write_values(c, addr, e);
	c->s->env.dot = addr; /* not before: a value may hold '.' */
	return r;
}

static int run_verify(struct call *c, struct physmon_error *e)
{
	struct session *s = c->s;
	const unsigned width = c->step->width;
	struct single u = { .width = width, .exact = true };
	uint64_t wrote;
	int r;

	r = args_address(c, 0, &u.addr, e);
	if (!r)
		r = args_values(c, 0, 1, e);
	if (r)
		return r;
	u.value = wrote = unit_get(s->units, width);
	u.state = s->states[0];
	r = single_write(s->target, &u, e);
	if (!r)
		r = single_read(s->target, &u, e);
	if (r)
		return r;
	if (u.state != PHYSMON_DONE || u.value == wrote)
		return 0;
	emit_result(s->emit, "%*llx{addr} = %*llx{written} -> %*llx{*read}|%u{width}",
		    session_digits(u.addr + width - 1), ull(u.addr), 2 * width, ull(session_swapped(s, wrote, width)),
		    2 * width, ull(session_swapped(s, u.value, width)), 8 * width);
	c->status = STATUS_DIFFERS;
	return 0;
}

const struct command cmd_write[] = {
	{ .name = "w",
	  .signature = "ADDR VALUE...",
	  .help = "write VALUEs to successive units\n"
		  "Units are written without being read. A value must fit the width; all are\n"
		  "checked before the first is written. ADDR[7:4] (bit numbers in decimal) is one\n"
		  "read and one write of its unit, and prints ADDR = OLD -> NEW.\n"
		  "Examples: wd 10 1    wb 20 48 65 6c 6c 6f    w =$ 0    wd 10[7:4] 3",
	  .flags = COMMAND_WIDTH | COMMAND_LETTER | COMMAND_PART,
	  .run = run_write,
	  .compile = compile_write },
	{ .name = "v",
	  .signature = "ADDR VALUE",
	  .help = "write VALUE, read it back, compare\n"
		  "If it differs: ADDR = WRITTEN -> READ, and exit status 3.",
	  .flags = COMMAND_WIDTH | COMMAND_LETTER,
	  .run = run_verify,
	  .compile = compile_verify },
	{ 0 },
};
