/* SPDX-License-Identifier: GPL-2.0-or-later */
/* program_operands: parses and counts the options and operands of a command, and checks those that are constant. */
#include <errno.h>
#include <string.h>

#include "command.h"
#include "error.h"
#include "operand.h"
#include "operand_parts.h"
#include "parse.h"
#include "program.h"
#include "program_operands.h"
#include "selection.h"
#include "session.h"

static int not_here(const struct step *step, const char *what, struct physmon_error *e)
{
	return error_text(e, "%s takes no %s here", step->command->name, what);
}

/* A register has a size of its own; a width that was typed goes before it. */
static int take_width(struct step *step, struct operand_parser *ps, const struct selection *sel,
		      struct physmon_error *e)
{
	if (!(step->command->flags & COMMAND_WIDTH) || step->typed_width || !sel->reg)
		return 0;
	if (!sel->width)
		return error_text(e, "%.*s has %u bits, which is no size of an access: %s.32 reaches %s",
				  parse_shown(sel->name, sel->name + sel->len), sel->name, sel->bits,
				  step->command->name, sel->bits < 32 ? "bits beyond it, too" : "a part of it");
	if (!step->several) /* else each has its own */
		step->width = ps->width = sel->width;
	return 0;
}

bool program_operands_end(struct operand_parser *ps)
{
	ps->p = parse_skip_blanks(ps->p, ps->end);
	return ps->p == ps->end || *ps->p == ';' || *ps->p == '#';
}

/* Is there another operand? */
static bool more_follows(struct operand_parser ps)
{
	return !program_operands_end(&ps);
}

static int check_selection(struct step *step, struct operand_parser *ps, const struct operand_kind *kind,
			   const struct operand *o, struct physmon_error *e)
{
	struct selection *sel = o->selection;
	const unsigned flags = step->command->flags;
	const bool first = (!step->noperands || step->several) && !o->range_end;
	int r;

	if (!(kind->flags & OPERAND_ADDR) && !o->range_end) /* FIELD=VALUE */
		return 0;
	if (o->range_end || operand_range_follows(ps))
		if (sel->part || sel->kind == SELECTION_GLOB)
			return error_text(e, sel->part ? "a range is of whole units, not of bits"
						       : "a range can't be of patterns");
	if (sel->part && !(first && flags & COMMAND_PART))
		return not_here(step, sel->kind == SELECTION_FIELD ? "field" : "bits", e);
	if (sel->part && sel->kind == SELECTION_GROUP)
		return error_text(e, "%.*s is a group of registers: bits need one of them",
				  parse_shown(sel->name, sel->name + sel->len), sel->name);
	if (sel->kind == SELECTION_GLOB && !(first && flags & COMMAND_MANY))
		return not_here(step, "pattern", e);
	if (!first)
		return 0;
	if (sel->kind == SELECTION_GLOB && more_follows(*ps))
		return error_text(e, "a pattern must be the only operand: each register has its own size");
	r = take_width(step, ps, sel, e);
	if (!r)
		r = selection_fits(sel, step->several && sel->width && !step->typed_width ? sel->width : step->width,
				   e);
	sel->awaited = flags & COMMAND_AWAIT;
	if (!r && flags & COMMAND_PART)
		ps->selection = sel;
	return r;
}

static int need_more(const struct command *c, const char *problem, struct physmon_error *e)
{
	char usage[200];

	command_usage(c, usage, sizeof(usage));
	return error_text(e, "%s %s: %s", c->name, problem, usage);
}

static int next_operand(struct program *p, struct operand **o, struct physmon_error *e)
{
	if (program_reserve(p))
		return error_no_memory(e);
	*o = &p->operands[p->noperands];
	return 0;
}

/* An operand of @kind, unless it is one for the local user only. */
static int parse_operand(const struct program *p, struct operand_parser *ps, const struct step *step,
			 const struct operand_kind *kind, struct operand *o, struct physmon_error *e)
{
	if (!SMALL && p->s->remote && kind->flags & OPERAND_LOCAL)
		return error_text(e, "%s with %s is nothing for a debugger's monitor command", step->command->name,
				  kind->word);
	return operand_parse(ps, kind, o, e);
}

/*
 * A range that is known to end before it begins. What is relative to base may lie before it ("-4..3") or around the
 * middle of all addresses ("7fffffffffffffff..8000000000000000"): neither as unsigned nor as signed numbers may it be
 * in order. What the addresses come to is looked at again while running.
 */
static bool ends_early(const struct operand *from, const struct operand *to)
{
	uint64_t a = from->expr.value, b = to->expr.value;

	if (from->expr.dynamic || to->expr.dynamic)
		return false;
	return b < a && (from->absolute || (int64_t)b < (int64_t)a);
}

static int no_such_option(const struct command *c, const char *s, const char *end, struct physmon_error *e)
{
	char usage[200];

	command_usage(c, usage, sizeof(usage));
	return error_text(e, "%s has no option %.*s: %s", c->name, parse_shown(s, end), s, usage);
}

/* "-k" can be nothing but an option: no number begins with it. In front of texts it may be part of one. */
static bool looks_like_option(const struct command *c, const char *s, const char *end)
{
	const struct operand_kind *first = command_operand_kind(c, 0);

	if (end - s == 2 && s[1] >= 'g' && s[1] <= 'z')
		return command_option_at(c, 0) || !first || first->flags & OPERAND_EXPR;
	return end - s > 2 && s[1] == '-' && parse_letter(s[2]) && command_option_at(c, 0);
}

const struct program_signature *program_operands_signature(struct program *p, const struct command *c)
{
	struct program_signature *sig = &p->signatures[(uintptr_t)c / sizeof(*c) % PROGRAM_SIGNATURES];

	if (sig->command != c) {
		sig->command = c;
		sig->least = command_least(c);
		for (size_t i = 0; i < PROGRAM_KINDS; i++)
			sig->kinds[i] = command_operand_kind(c, i);
	}
	return sig;
}

/* The options, right after the command; each is kept like an operand, before the operands. */
int program_operands_options(struct program *p, struct operand_parser *ps, struct step *step, struct physmon_error *e)
{
	const char *s, *end, *name;
	struct operand *o;
	const struct operand_kind *kind;
	uint32_t column;
	size_t len;
	int r;

	for (;;) {
		s = ps->p = parse_skip_blanks(ps->p, ps->end);
		if (s == ps->end || *s != '-')
			return 0;
		end = parse_word_end(s, ps->end);
		name = command_option(step->command, s, end, &kind, &len);
		if (!name)
			return looks_like_option(step->command, s, end) ? no_such_option(step->command, s, end, e) : 0;
		for (o = p->operands + p->noperands; o > p->operands + step->first;)
			if ((--o)->option == name)
				return error_text(e, "option %.*s given twice", (int)len, s);
		r = next_operand(p, &o, e);
		if (r)
			return r;
		memset(o, 0, sizeof(*o));
		column = (uint32_t)(s - ps->line) + 1;
		ps->p += len;
		if (kind) {
			if (program_operands_end(ps))
				return need_more(step->command, "needs more operands", e);
			r = parse_operand(p, ps, step, kind, o, e);
			if (r)
				return r;
		}
		o->option = name;
		if (!kind)
			o->column = column;
		p->noperands++;
		step->noptions++;
	}
}

/* The kind of the next operand. Behind a name may stand more of them, where the command says so. */
static const struct operand_kind *kind_at(const struct program *p, const struct operand_parser *ps, struct step *step,
					  const struct program_signature *sig)
{
	const struct operand_kind *kind = step->noperands < PROGRAM_KINDS
						  ? sig->kinds[step->noperands]
						  : command_operand_kind(step->command, step->noperands);

	if (step->noperands == 1 && kind && kind->flags & OPERAND_OR_NAMES && !p->operands[step->first].numeric)
		step->several = operand_parts_is_name(*ps);
	return step->several ? sig->kinds[0] : kind;
}

int program_operands_parse(struct program *p, struct operand_parser *ps, struct step *step, struct physmon_error *e)
{
	struct operand *o = NULL; /* o - 1 is the start of a range, when o is its end */
	const struct program_signature *const sig = program_operands_signature(p, step->command);
	const struct operand_kind *kind;
	const char *s;
	bool range = false, lost;
	int r;

	for (;;) {
		if (!range && program_operands_end(ps))
			break;
		kind = kind_at(p, ps, step, sig);
		lost = step->several && !operand_parts_is_name(*ps);
		/* an address behind another may be the end of a range where any number of them is taken */
		if (range && !(kind && (kind->flags & OPERAND_RANGE_END ||
					(kind->flags & OPERAND_RANGE && strchr(step->command->signature, '.')))))
			return need_more(step->command, "takes no range here", e);
		if (!kind)
			return need_more(step->command,
					 *step->command->signature ? "takes no more operands" : "takes no operands", e);
		r = next_operand(p, &o, e);
		if (r)
			return r;
		s = ps->p;
		r = range ? operand_range_end(ps, o - 1, kind, o, e) : parse_operand(p, ps, step, kind, o, e);
		if (r)
			return r;
		r = o->selection ? check_selection(step, ps, kind, o, e) : 0;
		if (!r && lost)
			r = error_text(e, "only names can follow several names");
		if (!r && range && ends_early(o - 1, o))
			r = error_text(e, "the range ends before it begins");
		if (r) {
			ps->p = s;
			return r;
		}
		range = kind->flags & OPERAND_RANGE && operand_range_follows(ps);
		p->noperands++;
		step->noperands++;
	}
	if (step->noperands < sig->least)
		return need_more(step->command, "needs more operands", e);
	return 0;
}
