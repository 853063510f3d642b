/* SPDX-License-Identifier: GPL-2.0-or-later */
/* selection: see selection.h. */
#include <errno.h>

#include "command.h"
#include "error.h"
#include "hex.h"
#include "parse.h"
#include "selection.h"

/* A bit number, decimal, at *s. */
static bool bit_number(const char **s, const char *end, uint8_t *n)
{
	unsigned v = 0;
	const char *p = *s;

	for (; p < end && *p >= '0' && *p <= '9' && v < 100; p++)
		v = v * 10 + (unsigned)(*p - '0');
	if (p == *s || v > 63)
		return false;
	*s = p;
	*n = (uint8_t)v;
	return true;
}

int selection_parse_bits(const char **s, const char *end, struct selection *sel, struct physmon_error *e)
{
	const char *p = *s + 1;

	if (!bit_number(&p, end, &sel->hi))
		goto malformed;
	sel->lo = sel->hi;
	if (p < end && *p == ':') {
		p++;
		if (!bit_number(&p, end, &sel->lo))
			goto malformed;
	}
	if (p == end || *p != ']')
		goto malformed;
	if (sel->hi < sel->lo)
		return error_set(e, PHYSMON_E_NONE, EINVAL, "the higher bit stands first: [%u:%u]", sel->lo, sel->hi);
	sel->part = true;
	*s = p + 1;
	return 0;
malformed:
	return error_set(e, PHYSMON_E_NONE, EINVAL, "bits are two decimal numbers from 63 to 0, or one: [7:4], [5]");
}

const char *selection_bits(const struct selection *sel, char *out)
{
	char *p = hex_put_decimal(out, sel->hi);

	if (sel->hi != sel->lo) {
		*p++ = ':';
		p = hex_put_decimal(p, sel->lo);
	}
	*p = '\0';
	return out;
}

unsigned selection_nbits(const struct selection *sel, unsigned width)
{
	return sel && sel->part ? sel->hi - sel->lo + 1u : 8 * width;
}

int selection_fits(const struct selection *sel, unsigned width, struct physmon_error *e)
{
	unsigned wider;

	if (!sel->part || sel->hi < 8 * width)
		return 0;
	for (wider = 2 * width; sel->hi >= 8 * wider; wider *= 2)
		;
	return error_set(e, PHYSMON_E_NONE, EINVAL, "%u bits have no bit %u: the width .%u has one", 8 * width, sel->hi,
			 8 * wider);
}

int selection_plan(struct selection *sel, uint64_t mask, struct physmon_error *e)
{
	sel->plan = (struct selection_plan){ .mask = mask, .keep = ~mask, .read = true };
	return sel->ops && sel->ops->plan ? sel->ops->plan(sel, &sel->plan, e) : 0;
}

static int not_here(const struct step *step, const char *what, struct physmon_error *e)
{
	return error_set(e, PHYSMON_E_NONE, EINVAL, "%s takes no %s here", step->command->name, what);
}

/* A register has a size of its own; a width that was typed goes before it. */
static int settle_width(struct step *step, const struct selection *sel, struct physmon_error *e)
{
	if (!(step->command->flags & COMMAND_WIDTH) || step->typed_width || !sel->reg)
		return 0;
	if (!sel->width)
		return error_set(e, PHYSMON_E_NONE, EINVAL,
				 "%.*s has %u bits, which is no size of an access: say which, as %s.32 does",
				 parse_shown(sel->name, sel->name + sel->len), sel->name, sel->bits,
				 step->command->name);
	step->width = sel->width;
	return 0;
}

/* Is there another operand? */
static bool more_follows(const struct operand_parser *ps)
{
	const char *p = ps->p;

	while (p < ps->end && parse_blank(*p))
		p++;
	return p < ps->end && *p != ';' && *p != '#';
}

int selection_check(struct step *step, struct operand_parser *ps, const struct operand *o, struct physmon_error *e)
{
	struct selection *sel = o->selection;
	const unsigned flags = step->command->flags;
	const bool first = o->kind == 'A' && !step->noperands && !o->range_end;
	int r;

	if (o->kind == 'V') /* FIELD=VALUE */
		return 0;
	if (o->range_end || operand_range_follows(ps))
		if (sel->part || sel->kind == SELECTION_GLOB)
			return error_set(e, PHYSMON_E_NONE, EINVAL,
					 sel->part ? "a range is of whole units, not of bits"
						   : "a range can't be of patterns");
	if (sel->part && !(first && flags & COMMAND_PART))
		return not_here(step, sel->kind == SELECTION_FIELD ? "field" : "bits", e);
	if (sel->part && sel->kind == SELECTION_GROUP)
		return error_set(e, PHYSMON_E_NONE, EINVAL,
				 "%.*s stands for several registers: bits are of one of them",
				 parse_shown(sel->name, sel->name + sel->len), sel->name);
	if (sel->kind == SELECTION_GLOB && !(first && flags & COMMAND_MANY))
		return not_here(step, "pattern", e);
	if (!first)
		return 0;
	if (sel->kind == SELECTION_GLOB && more_follows(ps))
		return error_set(e, PHYSMON_E_NONE, EINVAL, "a pattern stands alone: each register has its own size");
	r = settle_width(step, sel, e);
	if (!r)
		r = selection_fits(sel, step->width, e);
	sel->awaited = flags & COMMAND_AWAIT;
	if (!r && flags & COMMAND_PART)
		ps->selection = sel;
	return r;
}
