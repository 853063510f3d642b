/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cmd_bits: set, clr, tgl, mod: change the bits of a unit under a mask by one read and one write, and print the change.
 * Of a register by name they do to its other fields what w REG FIELD=VALUE does.
 */
#include <errno.h>
#include <string.h>

#include "args.h"
#include "error.h"
#include "modify.h"
#include "selection.h"
#include "session.h"
#include "unit.h"

/* Operand @i as typed. Sets ch->unknown where a dry run doesn't know it. */
static int typed(struct call *c, size_t i, struct modify *ch, uint64_t *v, struct physmon_error *e)
{
	int r;

	*v = 0;
	r = args_value(c, i, v, e);
	if (r && r != -ENODATA)
		return r;
	ch->unknown |= r != 0;
	*v = session_swapped(c->s, *v, ch->width) & unit_mask(ch->width);
	return 0;
}

/*
 * How the bits of @mask are written, into sel->plan: of a register by name as its fields say. What is toggled has to be
 * read.
 */
static int plan(const struct step *step, struct selection *sel, uint64_t mask, const uint64_t *value,
		struct physmon_error *e)
{
	const char c = *step->command->name;
	int r = selection_plan(sel, mask, c == 't' ? NULL : value, e);
	const bool acts = sel->plan.acts && (c == 'c' || c == 't');

	if (r || (!acts && (sel->plan.read || c != 't')))
		return r;
	return error_text(e, "%.*s %s: 'w %.*s VALUE' writes VALUE as it is", (int)sel->len, sel->name,
			  acts ? "has bits that act when they are written" : "isn't read for this", (int)sel->len,
			  sel->name);
}

static int compile_bits(struct program *p, struct step *step, struct operand *o, struct physmon_error *e)
{
	const uint64_t all = unit_mask(step->width), mask = o[1].expr.value & all;
	uint64_t value;
	struct selection sel = o[0].selection ? *o[0].selection : (struct selection){ .kind = SELECTION_BITS };
	int r = 0;

	(void)p;
	if (sel.kind == SELECTION_GROUP)
		return args_refuse_group(step, &sel, e);
	if (o[1].expr.dynamic)
		return 0;
	if (step->noperands > 2 && !o[2].expr.dynamic && o[2].expr.value & all & ~mask) {
		step->at.column = o[2].column;
		r = args_outside(o[2].expr.value & all, mask, step->width, "they would not be written", e);
	}
	value = step->noperands > 2 ? o[2].expr.value & mask : *step->command->name == 's' ? mask : 0;
	return r ? r : plan(step, &sel, mask, step->noperands > 2 && o[2].expr.dynamic ? NULL : &value, e);
}

/* set, clr, tgl, mod: told apart by their first letters. */
static int run_bits(struct call *c, struct physmon_error *e)
{
	const struct selection *named = c->operands[0].selection;
	struct selection sel = named ? *named : (struct selection){ .kind = SELECTION_BITS };
	struct modify ch = { .width = c->step->width };
	uint64_t mask = 0, value = 0;
	int r = args_address(c, 0, &ch.addr, e);

	if (!r)
		r = typed(c, 1, &ch, &mask, e);
	if (!r && c->noperands > 2)
		r = typed(c, 2, &ch, &value, e);
	if (!r && !ch.unknown && value & ~mask)
		r = args_blame(c, 2, args_outside(value, mask, ch.width, "they would not be written", e));
	if (*c->step->command->name == 's')
		value = mask;
	if (!r)
		r = plan(c->step, &sel, mask, ch.unknown ? NULL : &value, e);
	if (r)
		return r;
	ch.read = sel.plan.read;
	ch.keep = sel.plan.keep;
	ch.put = sel.plan.ones | value;
	if (*c->step->command->name == 't') {
		ch.keep |= mask;
		ch.flip = mask;
	}
	return modify_unit(c->s, &ch, e);
}

const struct command cmd_bits[] = {
	{ .name = "set",
	  .signature = "ADDR MASK",
	  .help = "set the bits of MASK\n"
		  "One read, one write; prints ADDR = OLD -> NEW. Of a register by name, bits that\n"
		  "act when they are written are left alone, as w REG FIELD=VALUE does.\n"
		  "Example: set.d 1000 80",
	  .flags = COMMAND_WIDTH,
	  .run = run_bits,
	  .compile = compile_bits },
	{ .name = "clr",
	  .signature = "ADDR MASK",
	  .help = "clear the bits of MASK\n"
		  "One read, one write; prints ADDR = OLD -> NEW.",
	  .flags = COMMAND_WIDTH,
	  .run = run_bits,
	  .compile = compile_bits },
	{ .name = "tgl",
	  .signature = "ADDR MASK",
	  .help = "invert the bits of MASK\n"
		  "One read, one write; prints ADDR = OLD -> NEW.",
	  .flags = COMMAND_WIDTH,
	  .run = run_bits,
	  .compile = compile_bits },
	{ .name = "mod",
	  .signature = "ADDR MASK VALUE",
	  .help = "give the bits of MASK those of VALUE\n"
		  "One read, one write; prints ADDR = OLD -> NEW. VALUE isn't shifted: its bits\n"
		  "are where those of MASK are.\n"
		  "Example: mod.d 1000 f0 30    (the same as wd 1000[7:4] 3)",
	  .flags = COMMAND_WIDTH,
	  .run = run_bits,
	  .compile = compile_bits },
	{ 0 },
};
