/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hints: looks at each command before it runs. */
#include <string.h>

#include "args.h"
#include "hints.h"
#include "parse.h"
#include "register_db.h"
#include "selection.h"
#include "session.h"

struct hints { /* the session's: what has been said, or need not be */
	bool width, name;
};

static const struct operand *first_address(const struct call *c)
{
	const struct operand *o;

	for (o = c->operands; o < c->operands + c->noperands; o++)
		if (o->address)
			return o;
	return NULL;
}

/* The first access by 8 bits only because a session begins with that, where the width matters. */
static void hint_width(struct session *s, struct hints *h, const struct call *c, const struct operand *address)
{
	const struct physmon_info *info = physmon_info(s->target);
	const bool described = address && address->selection && address->selection->ops;

	if (s->width != 1 || s->width_chosen || (c->step->typed_width && c->step->command->flags & COMMAND_LETTER))
		h->width = true;
	if (h->width || !(c->step->command->flags & COMMAND_WIDTH) || c->step->typed_width || described ||
	    !info->device || info->by_copy || (!address && !(c->step->command->flags & COMMAND_LETTER)))
		return;
	h->width = true;
	emit_note(s->emit, "8-bit accesses (width b): 'width d' or 'rd' for 32");
}

/* The first number that is the address of a described register, if it is accessed with another width. */
static void hint_name(struct session *s, struct hints *h, const struct call *c, const struct operand *address)
{
	const struct reg *r;
	struct physmon_error e;
	struct reg_set *set;
	char name[300];
	uint64_t addr;
	size_t i = 0;

	if (h->name || !(c->step->command->flags & COMMAND_PART) || !address || !address->numeric ||
	    args_operand_address(s, c->code, address, &addr, &e) || register_db_get(s, &set, &e))
		return;
	while ((r = reg_set_at(set, addr, &i)) && r->addr != addr)
		;
	if (!r || reg_width(r) == c->step->width)
		return;
	h->name = true;
	parse_print_name(name, sizeof(name), r->name);
	emit_note(s->emit, "%08llx is %s, a register of %u bits: '%s %s' uses its width", ull(addr), r->name, r->bits,
		  c->step->command->name, name);
}

static int at_command(struct session *s, void *module, const struct call *c, struct physmon_error *e)
{
	const struct operand *address = c ? first_address(c) : NULL;

	(void)e;
	if (!c)
		return 0;
	hint_name(s, module, c, address);
	hint_width(s, module, c, address);
	return 0;
}

void hints_begin(struct session *s)
{
	static const struct session_ops ops = { .at_command = at_command };

	session_attach(s, &ops, sizeof(struct hints));
}
