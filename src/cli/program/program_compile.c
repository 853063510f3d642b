/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * program_compile: reads a line: splits it into commands, finds them, counts and parses their operands, and checks all
 * that can be checked before running. It touches no target and prints nothing.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "foreign_words.h"
#include "input.h"
#include "interrupt.h"
#include "operand.h"
#include "parse.h"
#include "program.h"
#include "program_operands.h"
#include "selection.h"
#include "session.h"

#define SOURCE_DEPTH 16 /* files that source files: deeper is a file that sources itself */

/* The command and its width; one that is there as it was before needn't be looked up again. */
static int find_command(struct program *p, const char **s, const char *end, const struct command **c, unsigned *width,
			struct physmon_error *e)
{
	const struct program_signature *sig;
	const struct operand_kind *first;
	const char *const start = *s;
	size_t len = p->latest.len;
	int r;

	if (len && (size_t)(end - start) > len && parse_blank(start[len]) && !memcmp(start, p->latest.text, len)) {
		*s += len;
		*c = p->latest.command;
		*width = p->latest.width;
		return 0;
	}
	r = command_word(p->s->commands, s, end, c, width, e);
	if (!SMALL && r && p->nerrors < PROGRAM_ERRORS)
		foreign_words_explain(p->s->names, p->s->commands, start, end, *c, e);
	len = (size_t)(*s - start);
	if (!r && len <= sizeof(p->latest.text)) {
		memcpy(p->latest.text, start, len);
		p->latest.len = (unsigned char)len;
		p->latest.width = (unsigned char)*width;
		sig = program_operands_signature(p, *c);
		first = sig->kinds[0];
		p->latest.lone = first && first->flags & OPERAND_ADDR && sig->least <= 1 && !(*c)->compile;
		p->latest.command = *c;
	}
	return r;
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
	*o = (struct operand){ .address = true, .numeric = true, .column = (uint32_t)(++s - line) + 1 };
	if (!expr_lone_number(&s, end, p->s->names, &o->expr) || s < end)
		return false;
	/* field by field: zeroing all of it first would take as long as the rest */
	step->at = (struct position){ source, number, 1 };
	step->first = p->noperands++;
	step->noperands = 1;
	step->noptions = 0;
	step->several = false;
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
	const char *start;
	struct step *step;
	unsigned own;
	int r;

	if (program_reserve(p))
		return error_no_memory(e);
	step = &p->steps[p->nsteps];
	*step = (struct step){ .at = *at, .first = p->noperands, .line = ps->line };
	r = find_command(p, &ps->p, ps->end, &c, &own, e);
	if (r)
		return r;
	begin_step(p, step, c, own);
	ps->selection = NULL;
	ps->width = c->flags & COMMAND_WIDTH ? step->width : 1;
	ps->after_range = false;
	if (p->s->remote && c->flags & COMMAND_LOCAL) {
		ps->p = ps->line + at->column - 1;
		return error_text(e, "%s is nothing for a debugger's monitor command", c->name);
	}
	r = program_operands_options(p, ps, step, e);
	if (r)
		return r;
	step->first = p->noperands;
	start = ps->p;
	r = program_operands_parse(p, ps, step, e);
	if (!SMALL && r && start < ps->end && (*start == '{' || *start == '*'))
		foreign_words_explain(p->s->names, p->s->commands, ps->line + at->column - 1, ps->end, c, e);
	if (r)
		return r;
	step->length = (size_t)(ps->p - (ps->line + at->column - 1));
	if (step->command->compile) {
		/* the row may compile a file in its place, which adds steps: it gets a copy to look at */
		struct step copy = *step;

		if (copy.noperands)
			copy.at.column = p->operands[copy.first].column;
		if (program_reserve(p))
			return error_no_memory(e);
		/* an optional operand that isn't there is empty, should a row look at it */
		p->operands[p->noperands] = (struct operand){ .text = "" };
		r = step->command->compile(p, &copy, p->operands + step->first, e);
		if (!r && program_reserve(p))
			r = error_no_memory(e);
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
		s = parse_skip_blanks(s, end);
		if (s < end && *s == '#')
			return end;
	}
	return s;
}

static int compile_whole(struct program *p, struct position at, const char *line, const char *end)
{
	struct operand_parser ps = {
		.p = line, .end = end, .line = line, .names = p->s->names, .code = &p->code, .arena = p->arena
	};
	struct physmon_error e;
	const char *start;
	int r;

	if (line < end && memchr(line, '\0', (size_t)(end - line))) {
		error_text(&e, "a NUL byte in the input");
		at.column = (size_t)((const char *)memchr(line, '\0', (size_t)(end - line)) - line) + 1;
		return program_add_error(p, at, &e);
	}
	for (;;) {
		while (program_operands_end(&ps) && ps.p < end && *ps.p == ';')
			ps.p++;
		if (ps.p == end || *ps.p == '#')
			return 0;
		start = ps.p;
		at.column = (size_t)(ps.p - line) + 1;
		r = compile_command(p, &ps, &at, &e);
		if (interrupt_pending()) /* it may have been refused for that */
			return -EINTR;
		if (!r)
			continue;
		if (e.kind == PHYSMON_E_SYSTEM)
			return -ENOMEM;
		if (!SMALL && e.text[0] && parse_invisible(&start, parse_command_end(start, end), &e))
			ps.p = start;
		at.column = (size_t)(ps.p - line) + 1;
		if (e.text[0] && program_add_error(p, at, &e))
			return -ENOMEM;
		ps.p = skip_command(start, end);
	}
}

int program_compile_steps(struct program *p, const char *source, size_t number, const char *line, const char *end)
{
	if (interrupt_pending())
		return -EINTR;
	if (compile_again(p, source, number, line, end))
		return 0;
	return compile_whole(p, (struct position){ source, number, 1 }, line, end);
}

int program_compile_line(struct program *p, const char *source, size_t line, const char *text, size_t nbytes)
{
	const char *end = text + nbytes;
	int r;

	if (nbytes && end[-1] == '\r')
		end--;
	r = program_compile_steps(p, source, line, text, end);
	if (r)
		p->nerrors++; /* half a line must not define anything either */
	return r;
}

int program_compile_text(struct program *p, const char *source, size_t line, const char *text, size_t nbytes)
{
	const char *end = text + nbytes, *eol;
	int r = 0;

	for (; !r && text < end; text = eol + 1, line++) {
		eol = memchr(text, '\n', (size_t)(end - text));
		eol = eol ? eol : end;
		r = program_compile_line(p, source, line, text, (size_t)(eol - text));
	}
	return r;
}

int program_compile_file(struct program *p, const char *path, struct physmon_error *e)
{
	char *text, *name;
	size_t n;
	int r;

	if (p->depth == SOURCE_DEPTH)
		return error_set(e, PHYSMON_E_NONE, ELOOP, "%s: source is nested %d deep: does the file source itself?",
				 path, SOURCE_DEPTH);
	r = input_file(path, &text, &n, e);
	if (r)
		return r;
	/* steps and words point into the text and its name as long as the program lives */
	name = arena_take(p->arena, n + strlen(path) + 1);
	if (!name) {
		free(text);
		return error_no_memory(e);
	}
	memcpy(name, path, strlen(path) + 1);
	if (n)
		memcpy(name + strlen(path) + 1, text, n);
	free(text);
	p->depth++;
	r = program_compile_text(p, name, 1, name + strlen(path) + 1, n);
	p->depth--;
	return r == -ENOMEM ? error_no_memory(e) : r;
}
