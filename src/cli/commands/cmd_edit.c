/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cmd_edit: the command e: shows unit after unit and takes a new value for it, or none. Each is read once when it is
 * shown, written once if a value is given, and never read back.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "args.h"
#include "dump_format.h"
#include "error.h"
#include "line_source.h"
#include "modify.h"
#include "parse.h"
#include "session.h"
#include "single.h"
#include "text.h"

struct edit {
	struct session *s;
	struct line_source *line_source;
	struct call *c;
	uint64_t addr;
	unsigned width;
	unsigned digits;
	bool typed; /* the address was: a no-read register there is read */
	int worst;  /* exit status so far */
	int status; /* of the last line */
	struct expr_code code;
	struct arena arena;
	char prompt[FORMAT_MAX];
};

enum answer { ANSWER_NEXT, ANSWER_BACK, ANSWER_END, ANSWER_AGAIN };

/* Something went wrong. Returns false if that is the end. */
static bool keep_going(struct edit *ed, int status, struct physmon_error *e)
{
	ed->status = status;
	ed->worst = command_status_worse(status, ed->worst);
	if (!ed->line_source->keep_going)
		return false;
	emit_error(ed->s->emit, ed->line_source->interactive ? NULL : &ed->c->at, e, status);
	return true;
}

/* Reads the unit and makes the prompt of it. 0, or -errno with @e: it has no value. */
static int show(struct edit *ed, struct physmon_error *e)
{
	struct single u = { .addr = ed->addr, .width = ed->width, .exact = ed->typed };
	int r = single_read(ed->s->target, &u, e);
	const uint64_t v = session_swapped(ed->s, u.value, ed->width);
	const enum physmon_state state = r ? PHYSMON_FAULT : u.state;
	char note[FORMAT_MAX + 2], *p;

	ed->typed = false;
	p = dump_format_addr(ed->prompt, ed->addr, ed->digits);
	p = dump_format_value(stpcpy(p, " = "), ed->width, v, state);
	*p = '\0';
	if (!ed->line_source->interactive || emit_format(ed->s->emit) != EMIT_TEXT)
		emit_unit(ed->s->emit, ed->addr, ed->digits, ed->width, v, state);
	else /* a person reads it in the prompt */
		session_answered(ed->s, note, (size_t)(stpcpy(stpcpy(note, "# "), ed->prompt) - note));
	stpcpy(p, " -> ");
	return r;
}

/* The value in [s, end), as it goes to the bus. 0 and *@at behind it, or -errno with @e and *@at on what is wrong. */
static int value_of(struct edit *ed, const char *s, const char *end, uint64_t *v, const char **at,
		    struct physmon_error *e)
{
	struct operand_parser ps = {
		.p = s, .end = end, .line = s, .names = ed->s->names, .code = &ed->code, .arena = &ed->arena
	};
	struct operand o;
	const char *stop;
	int r;

	ed->code.n = 0;
	r = operand_parse(&ps, operand_kind("VALUE:any"), &o, e);
	*at = stop = ps.p;
	while (!r && ps.p < end && parse_blank(*ps.p))
		ps.p++;
	if (!r && ps.p < end && *ps.p != '#') {
		*at = ps.p;
		r = error_text(e, "one value a line, '-' to go back, '.' to end");
	}
	if (r)
		return r;
	*at = s;
	r = args_evaluate(ed->s, &ed->code, &o, v, e);
	if (!r && !expr_fits_bits(o.expr.form, *v, 8 * ed->width))
		r = operand_too_wide("value", s, stop, 8 * ed->width, e);
	if (r)
		return r;
	*v = session_swapped(ed->s, *v, ed->width);
	*at = stop;
	return 0;
}

static int write_unit(struct edit *ed, uint64_t v, struct physmon_error *e)
{
	struct single u = { .addr = ed->addr, .width = ed->width, .exact = true, .value = v };

	return single_write(ed->s->target, &u, e);
}

/* A line that is no answer: says where it is wrong. False if that is the end. */
static bool blame(struct edit *ed, const char *line, size_t column, struct physmon_error *e)
{
	struct position at = ed->line_source->position;

	ed->status = STATUS_TEXT;
	ed->worst = command_status_worse(STATUS_TEXT, ed->worst);
	at.column = column + 1;
	if (ed->line_source->interactive)
		emit_caret(ed->s->emit, strlen(ed->prompt) + text_columns(line, column));
	emit_error(ed->s->emit, ed->line_source->interactive ? NULL : &at, e, STATUS_TEXT);
	e->text[0] = '\0';
	return ed->line_source->keep_going;
}

/* What a line asks for, done. An answer, or -errno: the end, ed->worst says why. */
static int take(struct edit *ed, const char *line, size_t len, struct physmon_error *e)
{
	const char *s = line, *end = line + len, *at;
	uint64_t v;
	int r;

	s = parse_skip_blanks(s, end);
	while (end > s && (parse_blank(end[-1]) || end[-1] == '\r'))
		end--;
	if (s < end && *s == '#')
		return ANSWER_AGAIN;
	if (end - s == 1 && *s == '.')
		return ANSWER_END;
	if (s == end || (end - s == 1 && *s == '-')) {
		session_answered(ed->s, s, (size_t)(end - s));
		return s == end ? ANSWER_NEXT : ANSWER_BACK;
	}
	if (value_of(ed, s, end, &v, &at, e)) {
		if (!blame(ed, line, (size_t)(at - line), e))
			return -EINVAL;
		if (ed->line_source->interactive)
			return ANSWER_AGAIN;
		/* a script's next line is meant for the next unit */
		session_answered(ed->s, s, 0);
		return ANSWER_NEXT;
	}
	session_answered(ed->s, s, (size_t)(at - s));
	r = write_unit(ed, v, e);
	if (!r)
		return ANSWER_NEXT;
	if (args_interrupted(r, e))
		ed->worst = STATUS_INTERRUPTED;
	if (args_interrupted(r, e) || !keep_going(ed, STATUS_FAILED, e))
		return r;
	return ed->line_source->interactive ? ANSWER_AGAIN : ANSWER_NEXT;
}

/* Asks until there is an answer. As take(). */
static int ask(struct edit *ed, struct physmon_error *e)
{
	const char *line;
	size_t len;
	int r;

	do {
		emit_flush(ed->s->emit);
		r = ed->line_source->line(ed->line_source, ed->prompt, ed->status, &line, &len);
		ed->status = STATUS_OK;
		if (r == -EINTR)
			ed->worst = STATUS_INTERRUPTED;
		else if (r < 0)
			ed->worst = command_status_worse(STATUS_FAILED, ed->worst);
		if (r < 0 && r != -EINTR)
			error_set(e, PHYSMON_E_NONE, -r, "the line can't be read: %s", strerror(-r));
		if (r <= 0)
			return r ? r : ANSWER_END;
		r = take(ed, line, len, e);
	} while (r == ANSWER_AGAIN);
	return r;
}

/* To the next unit, or the one before. False: there is none. */
static bool move(struct edit *ed, bool back)
{
	if (back ? ed->addr < ed->width : ed->addr > UINT64_MAX - ed->width)
		return false;
	ed->addr = back ? ed->addr - ed->width : ed->addr + ed->width;
	ed->digits = session_digits(ed->addr + (ed->width - 1));
	return true;
}

static int run_edit(struct call *c, struct physmon_error *e)
{
	struct edit ed = {
		.s = c->s, .line_source = c->s->line_source, .c = c, .width = c->step->width, .typed = true
	};
	struct single u = { .width = ed.width };
	int answer = ANSWER_NEXT, r;

	r = args_address(c, 0, &ed.addr, e);
	if (r)
		return r;
	ed.digits = session_digits(ed.addr + (ed.width - 1));
	/* what is refused here would be refused at every unit */
	u.addr = ed.addr;
	r = single_check(c->s->target, &u, PHYSMON_READ, e);
	if (r)
		return r;
	do {
		r = show(&ed, e);
		if (args_interrupted(r, e))
			ed.worst = STATUS_INTERRUPTED;
		if (r && (ed.worst == STATUS_INTERRUPTED || !keep_going(&ed, STATUS_FAILED, e)))
			break;
		e->text[0] = '\0';
		answer = ask(&ed, e);
	} while (answer >= 0 && answer != ANSWER_END && move(&ed, answer == ANSWER_BACK));
	session_answered(ed.s, ".", 1);
	free(ed.code.ops);
	arena_free(&ed.arena);
	c->status = ed.worst;
	return 0;
}

static int compile_edit(struct program *p, struct step *step, struct operand *operands, struct physmon_error *e)
{
	if (p->s->line_source)
		return modify_refuse_read_only(step, &operands[0], 1, e);
	return error_text(e,
			  "e takes its values from the prompt or from the lines of standard input, not from -c or -f");
}

const struct command cmd_edit[] = {
	{ .name = "e",
	  .signature = "ADDR",
	  .help = "edit units one by one\n"
		  "Each is shown; a value and Enter writes it, Enter alone keeps it, - goes back,\n"
		  "and . ends. In a script the lines behind it are the answers.\n"
		  "Example: ed 8000",
	  .flags = COMMAND_WIDTH | COMMAND_LETTER | COMMAND_LOCAL,
	  .run = run_edit,
	  .compile = compile_edit },
	{ 0 },
};
