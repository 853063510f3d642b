/* SPDX-License-Identifier: GPL-2.0-or-later */
/* modify: reads, changes and writes one unit. */
#include <errno.h>

#include "error.h"
#include "modify.h"
#include "operand.h"
#include "reg_set.h"
#include "selection.h"
#include "session.h"
#include "single.h"
#include "unit.h"

static int refuse_noread(const struct modify *ch, struct physmon_error *e)
{
	error_set(e, PHYSMON_E_PROTECTED, EPERM,
		  "%08llx is a no-read register: to change some of its bits would read it ('allow noread' opens it)",
		  ull(ch->addr));
	error_at(e, ch->addr, ch->width, 0);
	return -EPERM;
}

int modify_unit(struct session *s, const struct modify *ch, struct physmon_error *e)
{
	struct single u = { .addr = ch->addr, .width = ch->width };
	uint64_t before = 0, after;
	bool known = !ch->unknown;
	int r;

	if (ch->read) {
		r = single_check(s->target, &u, PHYSMON_WRITE, e);
		if (!r)
			r = single_read(s->target, &u, e);
		if (r)
			return r;
		if (u.state == PHYSMON_LEFT_OUT)
			return refuse_noread(ch, e);
		known = known && u.state == PHYSMON_DONE;
		before = session_swapped(s, u.value, ch->width);
	}
	after = (((before & ch->keep) | ch->put) ^ ch->flip) & unit_mask(ch->width);
	u.value = session_swapped(s, after, ch->width);
	u.state = known ? PHYSMON_PENDING : PHYSMON_UNKNOWN;
	r = single_write(s->target, &u, e);
	if (r)
		return r;
	if (ch->read && u.state == PHYSMON_DONE)
		emit_result(s->emit, "%*llx{addr} = %*llx{old} -> %*llx{*new}|%u{width}",
			    session_digits(ch->addr + ch->width - 1), ull(ch->addr), 2 * ch->width, ull(before),
			    2 * ch->width, ull(after), 8 * ch->width);
	return 0;
}

static bool read_only(const struct reg *reg)
{
	for (size_t i = 0; i < reg->nfields; i++)
		if (reg_writable(reg->fields[i].access))
			return false;
	return !reg_writable(reg->access);
}

int modify_refuse_read_only(struct step *step, const struct operand *o, size_t nunits, struct physmon_error *e)
{
	const struct selection *const sel = o->selection;
	const struct reg *r;

	if (SMALL || !sel || !sel->reg || sel->part || step->typed_width)
		return 0;
	for (size_t n = 0; n < nunits; n++)
		for (size_t i = 0; (r = reg_set_at(sel->of, sel->reg->addr + n * step->width, &i));) {
			if (!read_only(r) || (!n && r != sel->reg)) /* another name of the register may be written */
				continue;
			step->at.column = o->column;
			return error_set(e, PHYSMON_E_NONE, EPERM, "%s is read-only ('%s.%u' writes all the same)",
					 r->name, step->command->name, sel->width ? sel->bits : 8 * step->width);
		}
	return 0;
}
