/* SPDX-License-Identifier: GPL-2.0-or-later */
/* delta: see delta.h. */
#include "delta.h"
#include "session.h"

static bool known(enum physmon_state state)
{
	return state == PHYSMON_DONE || state == PHYSMON_FAULT;
}

bool delta_is(const struct delta *c)
{
	if (!known(c->old_state) || !known(c->new_state))
		return false;
	return c->old_state != c->new_state || (c->new_state == PHYSMON_DONE && c->old != c->new);
}

static struct emit_cell value(const struct session *s, uint64_t v, enum physmon_state state, unsigned width)
{
	return (struct emit_cell){ .u = session_swapped(s, v, width), .digits = 2 * width, .state = state };
}

void delta_tell(struct session *s, const struct delta *c)
{
	static const struct emit_record plain = {
		"% = % -> %", { { EMIT_ADDR, "addr", false }, { EMIT_UNIT, "old", false }, { EMIT_UNIT, "new", true } }
	};
	static const struct emit_record timed = { "% % = % -> %",
						  { { EMIT_TIME, "seconds", false },
						    { EMIT_ADDR, "addr", false },
						    { EMIT_UNIT, "old", false },
						    { EMIT_UNIT, "new", true } } };
	const struct emit_cell cells[4] = { { .u = c->us },
					    { .u = c->addr, .digits = c->digits },
					    value(s, c->old, c->old_state, c->width),
					    value(s, c->new, c->new_state, c->width) };

	if (delta_is(c))
		emit_record(s->emit, c->timed ? &timed : &plain, c->timed ? cells : cells + 1);
}
