/* SPDX-License-Identifier: GPL-2.0-or-later */
/* program_run: runs a compiled program step by step, and reports errors. */
#include <string.h>

#include "args.h"
#include "error.h"
#include "interrupt.h"
#include "program.h"
#include "session.h"
#include "text.h"

static void tell(struct emit *m, const struct position *at, const struct physmon_error *e, int status, const char *line,
		 size_t prompt)
{
	if (!line || at->source) {
		emit_error(m, at, e, status);
		return;
	}
	emit_caret(m, prompt + text_columns(line, at->column - 1));
	emit_error(m, NULL, e, status);
}

void program_run_report(const struct program *p, const char *line, size_t prompt)
{
	struct emit *m = p->s->emit;
	const struct program_error *x;
	size_t i;

	for (i = 0; (x = program_error_at(p, i)); i++) {
		tell(m, &x->at, &x->e, STATUS_TEXT, line, prompt);
		if (line && !x->at.source)
			return; /* at the prompt one is enough */
	}
	if (p->nerrors > i)
		emit_note(m, "%zu more error%s", p->nerrors - i, p->nerrors - i == 1 ? "" : "s");
}

static int status_of(int r, const struct call *c, struct physmon_error *e)
{
	const struct physmon_error *unopened = c->s->unopened;

	if (args_interrupted(r, e))
		return STATUS_INTERRUPTED;
	if (!SMALL && r && unopened && e->kind == PHYSMON_E_NO_BUS) {
		error_set(e, PHYSMON_E_OPEN, unopened->err, "%s", unopened->text);
		return STATUS_TEXT;
	}
	return r ? STATUS_FAILED : c->status;
}

int program_run(struct program *p, struct program_again *again)
{
	struct session *s = p->s;
	struct program_again unasked = { .what = AGAIN_NOTHING };
	struct call c = { .s = s, .code = &p->code, .again = again ? again : &unasked };
	struct physmon_error e;
	int r, status, worst = STATUS_OK;
	bool watched;

	if (!p->parent)
		s->target_when_run = NULL;
	/* here is asked for SIGINT, so that no command has to unless it takes long */
	for (const struct step *step = p->steps; step < p->steps + p->nsteps && !s->quit; step++) {
		if (interrupt_pending())
			break;
		c.step = step;
		c.operands = p->operands + step->first;
		c.noperands = step->noperands;
		c.at = step->at;
		c.status = STATUS_OK;
		s->width = step->width_after;
		e.kind = PHYSMON_E_NONE;
		e.text[0] = '\0';
		e.width = 0;
		watched = s->at_command && !p->parent;
		r = watched ? session_at_command(s, &c, &e) : 0;
		c.again->what = AGAIN_NOTHING;
		if (!r)
			r = step->command->run(&c, &e);
		if (!r && watched)
			r = session_at_command(s, NULL, &e);
		status = status_of(r, &c, &e);
		if (status == STATUS_INTERRUPTED)
			return status;
		if (status) {
			if (e.text[0])
				emit_error(s->emit, &c.at, &e, status);
			worst = command_status_worse(status, worst);
			if (!s->keep_going)
				break;
		}
		if (emit_status(s->emit)) { /* the output is gone: told at the end */
			worst = command_status_worse(STATUS_FAILED, worst);
			break;
		}
	}
	return interrupt_pending() ? STATUS_INTERRUPTED : worst;
}
