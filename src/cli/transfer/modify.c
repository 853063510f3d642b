/* SPDX-License-Identifier: GPL-2.0-or-later */
/* modify: reads, changes and writes one unit. */
#include <errno.h>

#include "error.h"
#include "modify.h"
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
