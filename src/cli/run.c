/* SPDX-License-Identifier: GPL-2.0-or-later */
/* run: runs compiled programs, step by step, and tells what went wrong. */
#include <string.h>

#include "command.h"
#include "session.h"

static void tell(struct emit *m, const struct emit_place *at, const struct physmon_error *e, int status, int caret)
{
	if (caret < 0 || at->source) {
		emit_error(m, at, e, status);
		return;
	}
	emit_caret(m, (size_t)caret + at->column - 1);
	emit_error(m, NULL, e, status);
}

void program_report(const struct program *p, int caret)
{
	struct emit *m = program_session(p)->emit;
	const struct program_error *x;
	size_t i, n = 0;

	for (i = 0; (x = program_error_at(p, i)); i++) {
		tell(m, &x->at, &x->e, STATUS_TEXT, caret);
		if (caret >= 0 && !x->at.source)
			return; /* at the prompt one is enough */
	}
	n = program_nerrors(p);
	if (n > i)
		emit_note(m, "%zu more error%s", n - i, n - i == 1 ? "" : "s");
}

int program_run(struct program *p, bool keep_going)
{
	struct session *s = program_session(p);
	struct physmon_error e;
	struct call c;
	size_t i, n = program_nsteps(p);
	int status, worst = STATUS_OK;

	for (i = 0; i < n && !s->quit; i++) {
		c.s = s;
		c.program = p;
		c.step = program_step(p, i);
		c.operands = program_operands(p, c.step);
		c.noperands = c.step->noperands;
		c.at = c.step->at;
		s->width = c.step->width_after;
		s->again.what = AGAIN_NOTHING;
		e.kind = PHYSMON_E_NONE;
		e.text[0] = '\0';
		e.width = 0;
		status = c.step->command->run(&c, &e);
		if (status == STATUS_INTERRUPTED)
			return status;
		if (status && e.text[0])
			emit_error(s->emit, &c.at, &e, status);
		worst = status_worse(status, worst);
		if (emit_status(s->emit)) /* nobody can see what comes: told at the end */
			return status_worse(STATUS_FAILED, worst);
		if (status && !keep_going)
			break;
	}
	return worst;
}
