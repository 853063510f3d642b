/* SPDX-License-Identifier: GPL-2.0-or-later */
/* program_body: compiles and runs the quoted commands of a command. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "program_body.h"
#include "session.h"

/* Where the bytes of a text stood when it was typed, quotes and escapes included. */
struct origin {
	const char *source; /* what isn't of this source was read from a file in the middle, and stays where it is */
	uint32_t column;    /* of the word, counted from 1 */
	size_t n;	    /* bytes of the text */
	uint32_t *offset;   /* of each byte and of the end in the word; NULL: the word is the text */
};

/* @word: as typed, with a quote before it or not. */
static int origin_of(struct origin *from, const char *word, const struct operand *o)
{
	const char *s = word + 1;

	from->column = o->column;
	from->n = o->len;
	from->offset = NULL;
	if (*word != '"')
		return 0;
	from->offset = calloc(o->len + 1, sizeof(*from->offset));
	if (!from->offset)
		return -ENOMEM;
	for (size_t i = 0; i <= o->len; i++) {
		from->offset[i] = (uint32_t)(s - word);
		s += *s != '\\' ? 1 : s[1] == 'x' ? 4 : 2;
	}
	return 0;
}

/* The column of byte @i of the text, counted from 1, in the outer line. */
static size_t outer_column(const struct origin *from, size_t i)
{
	i = i > from->n ? from->n : i;
	return from->column + (from->offset ? from->offset[i] : i);
}

/*
 * The steps from @first on, of a line that began at byte @line of the text, and all that was compiled inside of them.
 */
static void move_steps(struct program *p, size_t first, const struct origin *from, size_t line)
{
	struct operand *o;
	struct step *step;

	for (size_t i = first; i < p->nsteps; i++) {
		step = &p->steps[i];
		if (step->at.source != from->source)
			continue;
		step->at.column = outer_column(from, line + step->at.column - 1);
		o = p->operands + step->first - step->noptions;
		for (size_t k = 0; k < step->noptions + step->noperands; k++)
			o[k].column = (uint32_t)outer_column(from, line + o[k].column - 1);
		if (step->body)
			move_steps(step->body, 0, from, line);
	}
}

/* Hand the errors of @p to its parent. */
static int move_errors(struct program *p, const struct origin *from, size_t first, size_t line)
{
	const struct program_error *x;
	struct position at;
	size_t i;

	for (i = first; (x = program_error_at(p, i)); i++) {
		at = x->at;
		if (at.source == from->source)
			at.column = outer_column(from, line + at.column - 1);
		if (program_add_error(p->parent, at, &x->e))
			return -ENOMEM;
	}
	p->parent->nerrors += p->nerrors - i; /* those that were only counted */
	return 0;
}

/* Line by line: a text can hold newlines. */
static int compile_lines(struct program *p, struct position at, const struct operand *o, const struct origin *from)
{
	const char *line = o->text, *end = o->text + o->len, *eol;
	size_t nsteps, nerrors;
	int r = 0;

	do {
		eol = memchr(line, '\n', (size_t)(end - line));
		eol = eol ? eol : end;
		nsteps = p->nsteps;
		nerrors = p->nerrors;
		r = program_compile_steps(p, at.source, at.line, line, eol);
		move_steps(p, nsteps, from, (size_t)(line - o->text));
		if (!r && p->nerrors > nerrors)
			r = move_errors(p, from, nerrors, (size_t)(line - o->text));
		line = eol + 1;
	} while (!r && eol < end);
	return r;
}

int program_body_compile(struct program *p, struct step *step, const struct operand *o, struct physmon_error *e)
{
	struct origin from = { .source = step->at.source };
	struct program *body;
	unsigned depth = 1;
	int r;

	step->at.column = o->column;
	for (body = p; body->parent; body = body->parent)
		depth++;
	if (depth > PROGRAM_BODY_DEPTH)
		return error_set(e, PHYSMON_E_NONE, ELOOP, "commands inside of commands are nested %u deep at most",
				 PROGRAM_BODY_DEPTH);
	if (program_new(&body, p->s, p))
		return error_no_memory(e);
	body->command = step->command;
	body->width = p->width;
	body->depth = p->depth;
	body->next = p->bodies;
	p->bodies = body;
	r = origin_of(&from, step->line + o->column - 1, o);
	if (!r)
		r = compile_lines(body, step->at, o, &from);
	free(from.offset);
	if (r)
		return error_no_memory(e);
	p->width = body->width;
	step->body = body;
	e->text[0] = '\0';
	e->kind = PHYSMON_E_NONE;
	return body->nerrors ? -EINVAL : 0;
}

bool program_body_in(const struct program *p, const struct command *c)
{
	for (; p; p = p->parent)
		if (p->command == c)
			return true;
	return false;
}

int program_body_run(const struct call *c)
{
	return program_run(c->step->body, NULL);
}
