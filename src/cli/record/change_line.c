/* SPDX-License-Identifier: GPL-2.0-or-later */
/* change_line: the line of a changed unit as a record. */
#include "change_line.h"
#include "register_db.h"
#include "session.h"

static bool known(enum physmon_state state)
{
	return state == PHYSMON_DONE || state == PHYSMON_FAULT;
}

bool change_line_is(const struct change_line *c)
{
	if (!known(c->old_state) || !known(c->new_state))
		return false;
	return c->old_state != c->new_state || (c->new_state == PHYSMON_DONE && c->old != c->new);
}

const char *change_line_name(const struct session *s, uint64_t addr, unsigned width)
{
	struct selection sel;

	return register_db_at(s, addr, width, &sel) ? sel.name : NULL;
}

void change_line_emit(struct session *s, const struct change_line *c)
{
	const unsigned digits = 2 * c->width;

	emit_result(s->emit, "?(%*.6llu{seconds} )%*llx{addr} = %*.*llx{old} -> %*.*llx{*new}?(  %s{name})|%u{width}",
		    c->timed ? 0 : -1, ull(c->us), c->digits, ull(c->addr), digits, c->old_state,
		    ull(session_swapped(s, c->old, c->width)), digits, c->new_state,
		    ull(session_swapped(s, c->new, c->width)), c->name, 8 * c->width);
}
