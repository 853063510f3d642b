/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * program_compile: reads a line: splits it into commands, finds them, counts and parses their operands, checks what can
 * be checked now. Touches no target and prints nothing.
 */
#include <errno.h>
#include <string.h>

#include "command_word.h"
#include "error.h"
#include "operand.h"
#include "parse.h"
#include "program_internal.h"
#include "selection.h"
#include "session.h"

/* The command and its width; one that stands there as it stood before needn't be looked up again. */
static int find_command(struct program *p, const char **s, const char *end, const struct command **c, unsigned *width,
			struct physmon_error *e)
{
	const char *const start = *s;
	size_t len = p->latest.len;
	int r;

	if (len && (size_t)(end - start) > len && parse_blank(start[len]) && !memcmp(start, p->latest.text, len)) {
		*s += len;
		*c = p->latest.command;
		*width = p->latest.width;
		return 0;
	}
	r = command_word(s, end, c, width, e);
	len = (size_t)(*s - start);
	if (!r && len <= sizeof(p->latest.text)) {
		memcpy(p->latest.text, start, len);
		p->latest.len = (unsigned char)len;
		p->latest.width = (unsigned char)*width;
		p->latest.lone = command_operand_kind(*c, 0) == 'A' && command_least(*c) <= 1 && !(*c)->compile;
		p->latest.command = *c;
	}
	return r;
}

/* What the signature can say about a constant: lengths, counts, steps and values that can't be right. */
static int check_constant(const struct step *step, const struct operand *o, const char *s, const char *end,
			  struct physmon_error *e)
{
	uint64_t v = o->expr.value;
	unsigned width = step->command->flags & COMMAND_WIDTH ? step->width : 1, bits;

	if (o->expr.dynamic || o->range_end || (o->kind == 'Y' && o->text))
		return 0;
	switch (o->kind) {
	case 'M':
	case 'Y':
	case 'V':
		bits = selection_nbits(o->selection ? o->selection : o[-(ptrdiff_t)step->noperands].selection, width);
		if (!expr_fits_bits(o->expr.form, v, bits))
			return error_set(e, PHYSMON_E_NONE, ERANGE, "%s %.*s does not fit %u bit%s",
					 o->kind == 'M' ? "mask" : "value", parse_shown(s, end), s, bits,
					 bits == 1 ? "" : "s");
		break;
	case 'L':
		if (!v || v % width)
			return error_set(e, PHYSMON_E_NONE, EINVAL,
					 !v ? "a length of 0 is nothing to do"
					    : "length %.*s is no multiple of %u bytes, the width",
					 parse_shown(s, end), s, width);
		break;
	case 'C':
		if (!v)
			return error_set(e, PHYSMON_E_NONE, EINVAL, "a count of 0 is nothing to do");
		break;
	case 'S':
		if (v % width)
			return error_set(e, PHYSMON_E_NONE, EINVAL, "step %.*s is no multiple of %u bytes, the width",
					 parse_shown(s, end), s, width);
		if (!v && step->noperands && o[-1].range_end)
			return error_set(e, PHYSMON_E_NONE, EINVAL, "a range can't be read in steps of 0");
		break;
	}
	return 0;
}

static bool command_ends(const char *p, const char *end)
{
	return p == end || *p == ';' || *p == '#';
}

static int need_more(const struct command *c, const char *problem, struct physmon_error *e)
{
	char usage[200];

	command_usage(c, usage, sizeof(usage));
	return error_set(e, PHYSMON_E_NONE, EINVAL, "%s %s: %s", c->name, problem, usage);
}

static int next_operand(struct program *p, struct operand **o, struct physmon_error *e)
{
	if (program_room(p))
		return error_set(e, PHYSMON_E_SYSTEM, ENOMEM, "out of memory");
	*o = &p->operands[p->noperands];
	return 0;
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
	return error_set(e, PHYSMON_E_NONE, EINVAL, "%s has no option %.*s: %s", c->name, parse_shown(s, end), s,
			 usage);
}

/* "-k" can be nothing but an option: no number begins with it. In front of texts it may be part of one. */
static bool looks_like_option(const struct command *c, const char *s, const char *end)
{
	if (end - s == 2 && s[1] >= 'g' && s[1] <= 'z')
		return command_option_at(c, 0) || strchr("ABEV", command_operand_kind(c, 0));
	return end - s > 2 && s[1] == '-' && parse_letter(s[2]) && command_option_at(c, 0);
}

/* The options, right after the command; each is kept like an operand, before the operands. */
static int parse_options(struct program *p, struct operand_parser *ps, struct step *step, struct physmon_error *e)
{
	const char *s, *end, *name;
	struct operand *o;
	uint32_t column;
	size_t len;
	char kind;
	int r;

	for (;;) {
		while (ps->p < ps->end && parse_blank(*ps->p))
			ps->p++;
		s = ps->p;
		if (s == ps->end || *s != '-')
			return 0;
		end = parse_word_end(s, ps->end);
		name = command_option(step->command, s, end, &kind, &len);
		if (!name)
			return looks_like_option(step->command, s, end) ? no_such_option(step->command, s, end, e) : 0;
		for (o = p->operands + p->noperands; o > p->operands + step->first;)
			if ((--o)->option == name)
				return error_set(e, PHYSMON_E_NONE, EINVAL, "%.*s stands here twice", (int)len, s);
		r = next_operand(p, &o, e);
		if (r)
			return r;
		memset(o, 0, sizeof(*o));
		column = (uint32_t)(s - ps->line) + 1;
		ps->p += len;
		if (kind) {
			while (ps->p < ps->end && parse_blank(*ps->p))
				ps->p++;
			if (command_ends(ps->p, ps->end))
				return need_more(step->command, "needs more operands", e);
			end = ps->p;
			r = operand_parse(ps, kind, o, e);
			if (r)
				return r;
			r = check_constant(step, o, end, ps->p, e);
			if (r) {
				ps->p = end;
				return r;
			}
		}
		o->option = name;
		if (!kind)
			o->column = column;
		p->noperands++;
		step->noptions++;
	}
}

static int parse_operands(struct program *p, struct operand_parser *ps, struct step *step, struct physmon_error *e)
{
	struct operand *o = NULL; /* o - 1 is the start of a range, when o is its end */
	const char *s;
	bool range = false;
	char kind;
	int r;

	for (;;) {
		if (!range)
			while (ps->p < ps->end && parse_blank(*ps->p))
				ps->p++;
		if (!range && command_ends(ps->p, ps->end))
			break;
		kind = command_operand_kind(step->command, step->noperands);
		/* an address behind another may be the end of a range where any number of them is taken */
		if (range && kind != 'L' && kind != 'C' && !(kind == 'A' && strchr(step->command->signature, '.')))
			return need_more(step->command, "takes no range here", e);
		if (!kind)
			return need_more(step->command,
					 *step->command->signature ? "takes no more operands" : "takes no operands", e);
		r = next_operand(p, &o, e);
		if (r)
			return r;
		s = ps->p;
		r = range ? operand_range_end(ps, o - 1, kind, o, e) : operand_parse(ps, kind, o, e);
		if (r)
			return r;
		r = o->selection ? selection_check(step, ps, o, e) : 0;
		if (!r)
			r = check_constant(step, o, s, ps->p, e);
		if (!r && range && ends_early(o - 1, o))
			r = error_set(e, PHYSMON_E_NONE, EINVAL, "the range ends before it begins");
		if (r) {
			ps->p = s;
			return r;
		}
		range = kind == 'A' && operand_range_follows(ps);
		p->noperands++;
		step->noperands++;
	}
	if (step->noperands < command_least(step->command))
		return need_more(step->command, "needs more operands", e);
	return 0;
}

/* The command and its width, which goes on for those after it if that is its own and the command's a letter. */
static void begin_step(struct program *p, struct step *step, const struct command *c, unsigned own)
{
	step->command = c;
	step->width = own ? own : p->width;
	step->typed_width = own;
	if (own && c->flags & COMMAND_LETTER)
		p->width = own;
}

/*
 * Most lines of most scripts: the command of the line before with another number for its address, and nothing else.
 * Returns false, having done nothing, for any other.
 */
static bool compile_again(struct program *p, const char *source, size_t number, const char *line, const char *end)
{
	const char *s = line + p->latest.len;
	struct operand *o = &p->operands[p->noperands];
	struct step *step = &p->steps[p->nsteps];

	if (!p->latest.lone || end - s < 2 || !parse_blank(*s) || memcmp(line, p->latest.text, p->latest.len))
		return false;
	if (p->nsteps == p->steps_size || p->noperands == p->operands_size)
		return false;
	*o = (struct operand){ .kind = 'A', .numeric = true, .column = (uint32_t)(++s - line) + 1 };
	if (!expr_lone_number(&s, end, p->s->names, &o->expr) || s < end)
		return false;
	/* field by field: zeroing all of it first would take as long as the rest */
	step->at = (struct position){ source, number, 1 };
	step->first = p->noperands++;
	step->noperands = 1;
	step->noptions = 0;
	step->line = line;
	step->length = (size_t)(end - line);
	step->body = NULL;
	begin_step(p, step, p->latest.command, p->latest.width);
	step->width_after = p->width;
	p->nsteps++;
	return true;
}

static int compile_command(struct program *p, struct operand_parser *ps, struct position *at, struct physmon_error *e)
{
	const struct command *c = NULL;
	struct step *step;
	unsigned own;
	int r;

	if (program_room(p))
		return error_set(e, PHYSMON_E_SYSTEM, ENOMEM, "out of memory");
	step = &p->steps[p->nsteps];
	*step = (struct step){ .at = *at, .first = p->noperands, .line = ps->line };
	r = find_command(p, &ps->p, ps->end, &c, &own, e);
	if (r)
		return r;
	begin_step(p, step, c, own);
	ps->selection = NULL;
	if (p->s->remote && c->flags & COMMAND_LOCAL) {
		ps->p = ps->line + at->column - 1;
		return error_set(e, PHYSMON_E_NONE, EINVAL, "%s is nothing for a debugger's monitor command", c->name);
	}
	r = parse_options(p, ps, step, e);
	if (r)
		return r;
	step->first = p->noperands;
	r = parse_operands(p, ps, step, e);
	if (r)
		return r;
	step->length = (size_t)(ps->p - (ps->line + at->column - 1));
	if (step->command->compile) {
		/* the row may compile a file in its place, which adds steps: it gets a copy to look at */
		struct step copy = *step;

		if (copy.noperands)
			copy.at.column = p->operands[copy.first].column;
		r = step->command->compile(p, &copy, p->operands + step->first, e);
		if (!r && program_room(p))
			r = error_set(e, PHYSMON_E_SYSTEM, ENOMEM, "out of memory");
		if (r) {
			ps->p = ps->line + copy.at.column - 1;
			return r;
		}
		copy.at = *at;
		step = &p->steps[p->nsteps];
		*step = copy;
	}
	step->width_after = p->width;
	p->nsteps++;
	return 0;
}

/* The ';' that ends a command with an error in it, or the end. */
static const char *skip_command(const char *s, const char *end)
{
	while (s < end && *s != ';') {
		s = parse_word_end(s, end);
		while (s < end && parse_blank(*s))
			s++;
		if (s < end && *s == '#')
			return end;
	}
	return s;
}

static int compile_whole(struct program *p, struct position at, const char *line, const char *end)
{
	struct operand_parser ps = { .p = line,
				     .end = end,
				     .line = line,
				     .names = p->s->names,
				     .code = &p->code,
				     .keep = program_keep,
				     .keep_ctx = p };
	struct physmon_error e;
	const char *start;

	if (line < end && memchr(line, '\0', (size_t)(end - line))) {
		error_set(&e, PHYSMON_E_NONE, EINVAL, "a NUL byte in the input");
		at.column = (size_t)((const char *)memchr(line, '\0', (size_t)(end - line)) - line) + 1;
		return program_add_error(p, at, &e);
	}
	for (;;) {
		while (ps.p < end && (parse_blank(*ps.p) || *ps.p == ';'))
			ps.p++;
		if (command_ends(ps.p, end))
			return 0;
		start = ps.p;
		at.column = (size_t)(ps.p - line) + 1;
		if (!compile_command(p, &ps, &at, &e))
			continue;
		if (e.kind == PHYSMON_E_SYSTEM)
			return -ENOMEM;
		at.column = (size_t)(ps.p - line) + 1;
		if (e.text[0] && program_add_error(p, at, &e))
			return -ENOMEM;
		ps.p = skip_command(start, end);
	}
}

int program_compile_line(struct program *p, const char *source, size_t number, const char *line, const char *end)
{
	if (compile_again(p, source, number, line, end))
		return 0;
	return compile_whole(p, (struct position){ source, number, 1 }, line, end);
}
