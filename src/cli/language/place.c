/* SPDX-License-Identifier: GPL-2.0-or-later */
/* place: see place.h. */
#include <errno.h>

#include "command.h"
#include "error.h"
#include "hex.h"
#include "parse.h"
#include "place.h"

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

int place_parse_bits(const char **s, const char *end, struct place *pl, struct physmon_error *e)
{
	const char *p = *s + 1;

	if (!bit_number(&p, end, &pl->hi))
		goto malformed;
	pl->lo = pl->hi;
	if (p < end && *p == ':') {
		p++;
		if (!bit_number(&p, end, &pl->lo))
			goto malformed;
	}
	if (p == end || *p != ']')
		goto malformed;
	if (pl->hi < pl->lo)
		return error_set(e, PHYSMON_E_NONE, EINVAL, "the higher bit stands first: [%u:%u]", pl->lo, pl->hi);
	pl->part = true;
	*s = p + 1;
	return 0;
malformed:
	return error_set(e, PHYSMON_E_NONE, EINVAL, "bits are two decimal numbers from 63 to 0, or one: [7:4], [5]");
}

const char *place_bits(const struct place *pl, char *out)
{
	char *p = dec_put(out, pl->hi);

	if (pl->hi != pl->lo) {
		*p++ = ':';
		p = dec_put(p, pl->lo);
	}
	*p = '\0';
	return out;
}

unsigned place_nbits(const struct place *pl, unsigned width)
{
	return pl && pl->part ? pl->hi - pl->lo + 1u : 8 * width;
}

int place_fits(const struct place *pl, unsigned width, struct physmon_error *e)
{
	unsigned wider;

	if (!pl->part || pl->hi < 8 * width)
		return 0;
	for (wider = 2 * width; pl->hi >= 8 * wider; wider *= 2)
		;
	return error_set(e, PHYSMON_E_NONE, EINVAL, "%u bits have no bit %u: the width .%u has one", 8 * width, pl->hi,
			 8 * wider);
}

int place_plan(struct place *pl, uint64_t mask, struct physmon_error *e)
{
	pl->plan = (struct place_plan){ .mask = mask, .keep = ~mask, .read = true };
	return pl->ops && pl->ops->plan ? pl->ops->plan(pl, &pl->plan, e) : 0;
}

static int not_here(const struct step *step, const char *what, struct physmon_error *e)
{
	return error_set(e, PHYSMON_E_NONE, EINVAL, "%s takes no %s here", step->command->name, what);
}

/* A register has a size of its own; a width that was typed goes before it. */
static int settle_width(struct step *step, const struct place *pl, struct physmon_error *e)
{
	if (!(step->command->flags & COMMAND_WIDTH) || step->typed_width || !pl->reg)
		return 0;
	if (!pl->width)
		return error_set(e, PHYSMON_E_NONE, EINVAL,
				 "%.*s has %u bits, which is no size of an access: say which, as %s.32 does",
				 parse_shown(pl->name, pl->name + pl->len), pl->name, pl->bits, step->command->name);
	step->width = pl->width;
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

int place_settle(struct step *step, struct operand_parser *ps, const struct operand *o, struct physmon_error *e)
{
	struct place *pl = o->place;
	const unsigned flags = step->command->flags;
	const bool first = o->kind == 'A' && !step->noperands && !o->range_end;
	int r;

	if (o->kind == 'V') /* FIELD=VALUE */
		return 0;
	if (o->range_end || operand_range_follows(ps))
		if (pl->part || pl->kind == PLACE_GLOB)
			return error_set(e, PHYSMON_E_NONE, EINVAL,
					 pl->part ? "a range is of whole units, not of bits"
						  : "a range can't be of patterns");
	if (pl->part && !(first && flags & COMMAND_PART))
		return not_here(step, pl->kind == PLACE_FIELD ? "field" : "bits", e);
	if (pl->part && pl->kind == PLACE_GROUP)
		return error_set(e, PHYSMON_E_NONE, EINVAL,
				 "%.*s stands for several registers: bits are of one of them",
				 parse_shown(pl->name, pl->name + pl->len), pl->name);
	if (pl->kind == PLACE_GLOB && !(first && flags & COMMAND_MANY))
		return not_here(step, "pattern", e);
	if (!first)
		return 0;
	if (pl->kind == PLACE_GLOB && more_follows(ps))
		return error_set(e, PHYSMON_E_NONE, EINVAL, "a pattern stands alone: each register has its own size");
	r = settle_width(step, pl, e);
	if (!r)
		r = place_fits(pl, step->width, e);
	pl->awaited = flags & COMMAND_AWAIT;
	if (!r && flags & COMMAND_PART)
		ps->place = pl;
	return r;
}
