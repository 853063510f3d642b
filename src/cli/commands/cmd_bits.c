/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cmd_bits: set, clr, tgl, mod: change the bits of a unit under a mask by one read and one write, and print the change.
 */
#include <errno.h>

#include "args.h"
#include "error.h"
#include "modify.h"
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

/* What all of them begin with. */
static int begin(struct call *c, struct modify *ch, uint64_t *mask, struct physmon_error *e)
{
	int r;

	*ch = (struct modify){ .width = c->step->width, .keep = UINT64_MAX, .read = true };
	r = args_address(c, 0, &ch->addr, e);
	return r ? r : typed(c, 1, ch, mask, e);
}

static int run_set(struct call *c, struct physmon_error *e)
{
	struct modify ch;
	int r = begin(c, &ch, &ch.put, e);

	return r ? r : modify_unit(c->s, &ch, e);
}

static int run_clr(struct call *c, struct physmon_error *e)
{
	struct modify ch;
	uint64_t mask = 0;
	int r = begin(c, &ch, &mask, e);

	ch.keep = ~mask;
	return r ? r : modify_unit(c->s, &ch, e);
}

static int run_tgl(struct call *c, struct physmon_error *e)
{
	struct modify ch;
	int r = begin(c, &ch, &ch.flip, e);

	return r ? r : modify_unit(c->s, &ch, e);
}

static int compile_mod(struct program *p, struct step *step, struct operand *o, struct physmon_error *e)
{
	const uint64_t all = unit_mask(step->width);

	(void)p;
	step->at.column = o[2].column;
	if (o[1].expr.dynamic || o[2].expr.dynamic || !(o[2].expr.value & all & ~o[1].expr.value))
		return 0;
	return args_outside(o[2].expr.value & all, o[1].expr.value & all, step->width, "they would not be written", e);
}

static int run_mod(struct call *c, struct physmon_error *e)
{
	struct modify ch;
	uint64_t mask = 0;
	int r = begin(c, &ch, &mask, e);

	if (!r)
		r = typed(c, 2, &ch, &ch.put, e);
	if (!r && !ch.unknown && ch.put & ~mask)
		r = args_blame(c, 2, args_outside(ch.put, mask, ch.width, "they would not be written", e));
	ch.keep = ~mask;
	return r ? r : modify_unit(c->s, &ch, e);
}

const struct command cmd_bits[] = {
	{ .name = "set",
	  .signature = "ADDR MASK",
	  .help = "set the bits of MASK",
	  .manual = "One read, one write; prints ADDR = OLD -> NEW.\n"
		    "Example: set.d 1000 80",
	  .flags = COMMAND_WIDTH,
	  .run = run_set },
	{ .name = "clr",
	  .signature = "ADDR MASK",
	  .help = "clear the bits of MASK",
	  .manual = "One read, one write; prints ADDR = OLD -> NEW.",
	  .flags = COMMAND_WIDTH,
	  .run = run_clr },
	{ .name = "tgl",
	  .signature = "ADDR MASK",
	  .help = "invert the bits of MASK",
	  .manual = "One read, one write; prints ADDR = OLD -> NEW.",
	  .flags = COMMAND_WIDTH,
	  .run = run_tgl },
	{ .name = "mod",
	  .signature = "ADDR MASK VALUE",
	  .help = "give the bits of MASK those of VALUE",
	  .manual = "One read, one write; prints ADDR = OLD -> NEW. VALUE stands where MASK does: it\n"
		    "isn't shifted.\n"
		    "Example: mod.d 1000 f0 30    (the same as wd 1000[7:4] 3)",
	  .flags = COMMAND_WIDTH,
	  .run = run_mod,
	  .compile = compile_mod },
	{ 0 },
};
