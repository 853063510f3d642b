/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * program: the container of compiled texts: steps, their operands, the code of their expressions, and their memory,
 * which is kept from one line to the next. program_compile fills it, program_run runs it.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "error.h"
#include "input.h"
#include "names.h"
#include "operand.h"
#include "program.h"
#include "session.h"

int program_reserve(struct program *p)
{
	struct step *steps;
	struct operand *operands;

	if (p->nsteps < p->steps_size && p->noperands < p->operands_size)
		return 0;
	steps = array_grow(p->steps, &p->steps_size, p->nsteps, sizeof(*steps));
	operands = array_grow(p->operands, &p->operands_size, p->noperands, sizeof(*operands));
	p->steps = steps ? steps : p->steps;
	p->operands = operands ? operands : p->operands;
	return steps && operands ? 0 : -ENOMEM;
}

int program_new(struct program **out, struct session *s, struct program *parent)
{
	struct program *p = calloc(1, sizeof(*p));

	if (!p)
		return -ENOMEM;
	/* an empty program has arrays as well: nothing may be added to a null pointer, not even 0 */
	p->parent = parent;
	p->arena = parent ? parent->arena : &p->own_arena;
	if (program_reserve(p) || !arena_take(p->arena, 0)) {
		program_free(p);
		return -ENOMEM;
	}
	p->s = s;
	p->empty = arena_mark(p->arena);
	program_reset(p);
	*out = p;
	return 0;
}

static void free_bodies(struct program *p)
{
	struct program *body;

	while ((body = p->bodies)) {
		p->bodies = body->next;
		program_free(body);
	}
}

void program_free(struct program *p)
{
	if (!p)
		return;
	free_bodies(p);
	arena_free(&p->own_arena);
	free(p->errors);
	free(p->code.ops);
	free(p->operands);
	free(p->steps);
	free(p);
}

void program_reset(struct program *p)
{
	if (p->bodies)
		free_bodies(p);
	p->width = p->s->width;
	if (!p->parent)
		p->s->target_when_run = NULL;
	p->depth = 0;
	p->nsteps = p->noperands = p->nerrors = p->code.n = 0;
	p->mark = names_mark(p->s->names);
	if (!p->parent)
		arena_undo(p->arena, &p->empty);
}

int program_add_error(struct program *p, struct position at, const struct physmon_error *e)
{
	if (!p->errors) {
		p->errors = malloc(PROGRAM_ERRORS * sizeof(*p->errors));
		if (!p->errors)
			return -ENOMEM;
	}
	if (p->nerrors < PROGRAM_ERRORS)
		p->errors[p->nerrors] = (struct program_error){ at, *e };
	p->nerrors++;
	return 0;
}

size_t program_finish(struct program *p)
{
	if (p->nerrors)
		names_rollback(p->s->names, p->mark);
	else if (names_changed(p->s->names, p->mark))
		names_commit(p->s->names, p->mark);
	return p->nerrors;
}

const struct program_error *program_error_at(const struct program *p, size_t i)
{
	return i < p->nerrors && i < PROGRAM_ERRORS ? &p->errors[i] : NULL;
}
