/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cmd_regs: regs lists registers, find-reg searches their descriptions. They touch no bus. */
#include <errno.h>
#include <string.h>

#include "args.h"
#include "emit.h"
#include "error.h"
#include "interrupt.h"
#include "register_db.h"
#include "register_def.h"
#include "register_print.h"
#include "session.h"

/* The registers of a pattern, one after the other. */
struct walk {
	struct reg_set *svd;
	const char *pattern; /* of @len bytes */
	size_t len;
	struct reg_glob glob;
};

/* By an operand; all, if it was left out. */
static struct walk walk_of(const struct operand *o)
{
	return o ? (struct walk){ .pattern = o->text, .len = o->len } : (struct walk){ .pattern = "*", .len = 1 };
}

static const struct reg *walk_first(struct walk *w)
{
	return reg_glob_first(w->svd, &w->glob, w->pattern, w->len);
}

/* As many digits as the last address needs. */
static unsigned walk_digits(struct walk *w)
{
	uint64_t last = 0;

	for (const struct reg *r = walk_first(w); r; r = reg_glob_next(&w->glob))
		last = r->addr;
	return session_digits(last);
}

/* Nobody reads on, or wants to: 0, -EINTR, -EPIPE. */
static int over(const struct session *s)
{
	return interrupt_pending() ? -EINTR : emit_status(s->emit) ? -EPIPE : 0;
}

/* --- regs ---------------------------------------------------------------------------------------------------- */

struct printed {
	struct emit *emit;
	unsigned digits;
};

static void print_definition(void *ctx, const char *name, const struct reg *r, const struct reg_field *field,
			     const char *words)
{
	const struct printed *p = ctx;

	if (!field)
		emit_result(p->emit, "def %s %*llx{*addr} %s|%s{name}%s{definition}", name, (int)p->digits,
			    ull(r->addr), words, r->name, words);
	else if (emit_format(p->emit) != EMIT_BARE)
		emit_result(p->emit, "def %s %s|%s{name}%s{field}%s{definition}", name, words, r->name, field->name,
			    words);
}

static int compile_regs(struct program *p, struct step *step, struct operand *operands, struct physmon_error *e)
{
	struct walk w = walk_of(step->noperands ? operands : NULL);
	int r;

	r = register_db_get(p->s, &w.svd, e);
	if (r || walk_first(&w))
		return r;
	if (!step->noperands)
		return error_set(e, PHYSMON_E_NONE, ENOENT, "no registers are described");
	return error_set(e, PHYSMON_E_NONE, ENOENT, "no register's name matches %.100s", operands[0].text);
}

static int run_regs(struct call *c, struct physmon_error *e)
{
	struct walk w = walk_of(c->noperands ? c->operands : NULL);
	const bool def = args_option(c, "def");
	struct regview v = { 0 };
	struct printed printed;
	int r;

	r = register_db_get(c->s, &w.svd, e);
	if (r)
		return r;
	v.digits = walk_digits(&w);
	printed = (struct printed){ c->s->emit, v.digits };
	for (v.reg = walk_first(&w); v.reg && !r; v.reg = reg_glob_next(&w.glob)) {
		if (!def)
			register_print_list(c->s->emit, &v);
		else if (register_def_print(v.reg, print_definition, &printed))
			r = error_no_memory(e);
		r = r ? r : over(c->s);
	}
	return r;
}

/* --- find-reg ------------------------------------------------------------------------------------------------ */

static int compile_find_reg(struct program *p, struct step *step, struct operand *operands, struct physmon_error *e)
{
	struct reg_set *svd;

	(void)step;
	if (!operands[0].len)
		return error_text(e, "an empty text is in every name");
	return register_db_get(p->s, &svd, e);
}

static int run_find_reg(struct call *c, struct physmon_error *e)
{
	const struct operand *const text = &c->operands[0];
	struct walk w = walk_of(NULL);
	struct regview v = { 0 };
	bool any = false;
	int r;

	r = register_db_get(c->s, &w.svd, e);
	if (r)
		return r;
	v.digits = walk_digits(&w);
	for (v.reg = walk_first(&w); v.reg && !r; v.reg = reg_glob_next(&w.glob)) {
		r = over(c->s);
		if (!reg_search(v.reg, text->text, text->len, &v.only))
			continue;
		register_print_found(c->s->emit, &v);
		any = true;
	}
	if (any || r)
		return r;
	error_set(e, PHYSMON_E_NONE, ENOENT, "no register's name or description holds %.100s", text->text);
	c->status = STATUS_DIFFERS;
	return 0;
}

const struct command cmd_regs[] = {
	{ .name = "regs",
	  .signature = "[--def] [GLOB]",
	  .help = "list registers: address, bits, access, name\n"
		  "GLOB, in quotes, picks some: * matches any characters, ? one; a name matches\n"
		  "all below it. Access is ro, rw, wo; w1, rw1: the first write counts.\n"
		  "--def prints all that is known of them as def commands, for a text file that\n"
		  "does what the description does where that can't be loaded.\n"
		  "Examples: regs    regs UART    regs \"*.STATUS\"    regs --def \"GPIO*\"",
	  .run = run_regs,
	  .compile = compile_regs },
	{ .name = "find-reg",
	  .signature = "TEXT",
	  .help = "search names and descriptions of registers\n"
		  "In any case, also in those of fields; the status is 3 if nothing is found.\n"
		  "Examples: find-reg fifo    find-reg \"clock enable\"",
	  .run = run_find_reg,
	  .compile = compile_find_reg },
	{ 0 },
};
