/* SPDX-License-Identifier: GPL-2.0-or-later */
/* read_group: reads the registers of a selection one by one. */
#include <errno.h>
#include <string.h>

#include "args.h"
#include "error.h"
#include "interrupt.h"
#include "range.h"
#include "read_group.h"
#include "reg.h"
#include "session.h"
#include "single.h"
#include "unit.h"

struct batch {
	struct call *call;
	const struct selection *selection;
	bool fields, picture, exact, several;
	unsigned digits;
	struct unit {
		bool have;
		uint64_t addr, value;
		enum physmon_state state;
	} last[4]; /* of each width, by unit_shift(): what has several names at one address is read once for all */
	size_t left_out, sizeless, faults;
	int first; /* -errno of the first unit that failed */
};

static unsigned width_of(const struct batch *b, const struct reg *r)
{
	return b->call->step->typed_width ? b->call->step->width : reg_width(r);
}

/* The whole walk; refused as a whole where one of them would be. */
static int check_all(struct batch *b, struct physmon_error *e)
{
	struct session *s = b->call->s;
	struct selection_walk w = { 0 };
	const struct reg *reg;
	struct single u = { 0 };
	size_t n = 0;
	int r;

	for (; (reg = b->selection->ops->next(b->selection, &w)); n++) {
		u.addr = reg->addr;
		u.width = width_of(b, reg);
		b->digits = session_digits(reg->addr + (u.width ? u.width - 1 : 0));
		r = u.width ? single_check(s->target, &u, PHYSMON_READ, e) : 0;
		if (r)
			return r;
	}
	/* to r, a pattern without a wildcard, of one register, is its name; a dump reads no no-read register by any */
	b->several = n > 1;
	b->exact = b->fields && n == 1 && b->selection->kind == SELECTION_GLOB &&
		   !memchr(b->selection->name, '*', b->selection->len) &&
		   !memchr(b->selection->name, '?', b->selection->len);
	return 0;
}

/* One access, into @unit. 0; -errno: nothing more is to be read. */
static int fetch(struct batch *b, struct unit *unit, uint64_t addr, unsigned width, struct physmon_error *e)
{
	struct session *s = b->call->s;
	struct single u = { .addr = addr, .width = width, .exact = b->exact };
	int r = single_read(s->target, &u, b->first ? NULL : e);

	if (r && u.state == PHYSMON_PENDING)
		return r;
	if (r) {
		b->first = b->first ? b->first : r;
		b->faults++;
	}
	*unit = (struct unit){ true, addr, session_swapped(s, u.value, width), u.state };
	b->left_out += u.state == PHYSMON_LEFT_OUT;
	return 0;
}

static int read_one(struct batch *b, const struct reg *reg, struct physmon_error *e)
{
	struct session *s = b->call->s;
	struct selection_shown shown = { .reg = reg,
					 .addr = reg->addr,
					 .digits = b->digits,
					 .width = width_of(b, reg),
					 .state = PHYSMON_LEFT_OUT,
					 .several = b->several,
					 .fields = b->fields,
					 .picture = b->picture };
	struct unit *const unit = shown.width ? &b->last[unit_shift(shown.width)] : NULL;
	int r = 0;

	if (!unit)
		b->sizeless++;
	else if (!unit->have || unit->addr != reg->addr)
		r = fetch(b, unit, reg->addr, shown.width, e);
	if (r)
		return r;
	if (unit) {
		shown.value = unit->value;
		shown.state = unit->state;
		s->env.dot = reg->addr + shown.width;
		if (b->fields && (unit->state == PHYSMON_DONE || unit->state == PHYSMON_UNKNOWN)) {
			s->env.last = unit->value;
			s->env.last_valid = true;
			s->env.last_known = unit->state == PHYSMON_DONE;
		}
	}
	return b->selection->ops->show(s, &shown) ? error_no_memory(e) : 0;
}

static void tell(const struct batch *b, struct physmon_error *e)
{
	range_left_out(b->call->s, b->left_out);
	if (b->sizeless)
		emit_note(b->call->s->emit, "%zu register%s left out: no access has %s size", b->sizeless,
			  b->sizeless == 1 ? " was" : "s were", b->sizeless == 1 ? "its" : "their");
	range_more_failed(b->faults, e);
}

int read_group(struct call *c, const struct selection *sel, unsigned flags, struct physmon_error *e)
{
	struct batch b = {
		.call = c, .selection = sel, .fields = flags & READ_GROUP_FIELDS, .picture = flags & READ_GROUP_PICTURE
	};
	struct selection_walk w = { 0 };
	const struct reg *reg;
	int r = check_all(&b, e);

	while (!r && (reg = b.selection->ops->next(sel, &w))) {
		if (interrupt_pending())
			r = -EINTR;
		else if (emit_status(c->s->emit))
			r = -EPIPE;
		else
			r = read_one(&b, reg, e);
	}
	tell(&b, e);
	return r ? r : b.first;
}
