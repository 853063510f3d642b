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

static struct emit_cell value(const struct session *s, uint64_t v, enum physmon_state state, unsigned width)
{
	return (struct emit_cell){ .u = session_swapped(s, v, width), .digits = 2 * width, .state = state };
}

const char *change_line_name(const struct session *s, uint64_t addr, unsigned width)
{
	const struct svd_register *r = NULL;
	struct physmon_error e;
	struct svd *svd;

	if (register_db_get(s, &svd, &e))
		return NULL;
	while ((r = svd_at(svd, addr, r)))
		if (r->addr == addr && svd_width(r) == width)
			return r->name;
	return NULL;
}

void change_line_emit(struct session *s, const struct change_line *c)
{
	static const struct emit_record plain = { "% = % -> %",
						  { { EMIT_ADDR, "addr", false },
						    { EMIT_UNIT, "old", false },
						    { EMIT_UNIT, "new", true },
						    { EMIT_UINT, "width", false } } };
	static const struct emit_record named = { "% = % -> %  %",
						  { { EMIT_ADDR, "addr", false },
						    { EMIT_UNIT, "old", false },
						    { EMIT_UNIT, "new", true },
						    { EMIT_STR, "name", false },
						    { EMIT_UINT, "width", false } } };
	static const struct emit_record timed = { "% % = % -> %",
						  { { EMIT_TIME, "seconds", false },
						    { EMIT_ADDR, "addr", false },
						    { EMIT_UNIT, "old", false },
						    { EMIT_UNIT, "new", true },
						    { EMIT_UINT, "width", false } } };
	static const struct emit_record both = { "% % = % -> %  %",
						 { { EMIT_TIME, "seconds", false },
						   { EMIT_ADDR, "addr", false },
						   { EMIT_UNIT, "old", false },
						   { EMIT_UNIT, "new", true },
						   { EMIT_STR, "name", false },
						   { EMIT_UINT, "width", false } } };
	const struct emit_cell width = { .u = 8 * c->width }, name = { .s = c->name };
	const struct emit_cell cells[6] = { { .u = c->us },
					    { .u = c->addr, .digits = c->digits },
					    value(s, c->old, c->old_state, c->width),
					    value(s, c->new, c->new_state, c->width),
					    c->name ? name : width,
					    width };

	if (!change_line_is(c))
		return;
	if (c->timed)
		emit_record(s->emit, c->name ? &both : &timed, cells);
	else
		emit_record(s->emit, c->name ? &named : &plain, cells + 1);
}
