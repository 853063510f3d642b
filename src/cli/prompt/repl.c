/* SPDX-License-Identifier: GPL-2.0-or-later */
/* repl: the loop over the lines of a script or of the prompt. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "complete.h"
#include "editor.h"
#include "hints.h"
#include "input.h"
#include "interrupt.h"
#include "line_source.h"
#include "parse.h"
#include "program.h"
#include "repl.h"
#include "session.h"
#include "text.h"
#include "version.h"

#define PROMPT_SIZE 96
#define PROMPT_SPEC 40 /* columns of a target's name in the prompt: the line still needs room */

/* Compile and run one line. The program is emptied first; its memory is kept for the next. */
static int run_line(struct program *p, const struct position *at, const char *line, size_t len, size_t prompt,
		    struct program_again *again)
{
	char *copy;
	int r;

	program_reset(p);
	/* a command may ask for lines of its own, in the place of this one, with others behind it */
	if (memchr(line, ';', len) && (copy = arena_text(p->arena, line, len)))
		line = copy;
	r = program_compile_line(p, at->source, at->line, line, len);
	if (r) {
		program_finish(p);
		if (r == -EINTR)
			return STATUS_INTERRUPTED;
		return emit_failure(p->s->emit, STATUS_FAILED, "out of memory", 0);
	}
	if (program_finish(p)) {
		program_run_report(p, line, prompt);
		return STATUS_TEXT;
	}
	return program_run(p, again);
}

/* Standard input, line by line: commands, and what commands ask for. */
struct script {
	struct line_source line_source; /* the first member: a pointer to it is handed around */
	struct session *s;
	struct input in;
};

/* The line before is answered with what the command has shown meanwhile; then comes the next. */
static int script_line(struct line_source *a, const char *prompt, int status, const char **line, size_t *len)
{
	struct script *sc = (struct script *)a;
	int r;

	(void)prompt;
	emit_line_done(sc->s->emit, a->position.line, status);
	r = input_line(&sc->in, line, len);
	a->position.line += r > 0;
	return r;
}

static void flush_output(void *ctx)
{
	const struct session *s = ctx;

	emit_flush(s->emit);
}

int repl_script(struct session *s)
{
	struct script sc = {
		.line_source = { .line = script_line, .keep_going = s->keep_going, .position = { "<stdin>", 0, 0 } },
		.s = s
	};
	struct position *const at = &sc.line_source.position;
	struct program *p;
	const char *line;
	size_t len;
	int r = 0, status, worst = STATUS_OK;

	if (program_new(&p, s, NULL))
		return emit_failure(s->emit, STATUS_FAILED, "out of memory", 0);
	input_begin(&sc.in, STDIN_FILENO, flush_output, s);
	s->line_source = &sc.line_source;
	while (!s->quit && (r = input_line(&sc.in, &line, &len)) > 0) {
		at->line++;
		status = run_line(p, at, line, len, 0, NULL);
		if (status != STATUS_INTERRUPTED)
			emit_line_done(s->emit, at->line, status);
		worst = command_status_worse(status, worst);
		if (status == STATUS_INTERRUPTED || (status && !s->keep_going) || emit_status(s->emit))
			break;
	}
	if (r == -EINTR && interrupt_pending()) {
		worst = STATUS_INTERRUPTED;
	} else if (r < 0) {
		status = emit_failure(s->emit, STATUS_TEXT, "standard input can't be read", -r);
		worst = command_status_worse(status, worst);
	}
	s->line_source = NULL;
	free(sc.in.buf);
	program_free(p);
	return worst;
}

/* What the next command acts on: the target unless its scheme is the default, base unless 0, the width; then "- ". */
static void make_prompt(const struct session *s, char out[PROMPT_SIZE])
{
	const struct physmon_info *info = physmon_info(s->target);
	const size_t len = strlen(info->spec), cut = len > PROMPT_SPEC ? len - PROMPT_SPEC + 3 : 0;
	size_t n = 0;

	if (strcmp(info->scheme, physmon_schemes(0)->scheme))
		n = text_print(out, PROMPT_SIZE, "%s%s ", cut ? "..." : "", info->spec + cut);
	if (s->base)
		n += text_print(out + n, PROMPT_SIZE - n, "%08llx ", (unsigned long long)s->base);
	text_print(out + n, PROMPT_SIZE - n, "%c- ", parse_width_letter(s->width));
}

/* A person at the prompt, whom commands ask for lines, too. */
struct person {
	struct line_source line_source; /* the first member: a pointer to it is handed around */
	struct session *s;
	struct editor *ed;
	struct program *p;
	struct program_again *again;
	bool fresh_line; /* the cursor is past the ^C of an answer */
};

static int person_line(struct line_source *a, const char *prompt, int status, const char **line, size_t *len)
{
	struct person *who = (struct person *)a;
	int r;

	(void)status;
	emit_flush(who->s->emit);
	r = editor_ask(who->ed, prompt, line, len);
	who->fresh_line = r == -EINTR;
	return r;
}

/* One line at the prompt. An empty one may do the last d or r again. */
static int run_typed(struct person *who, const char *line, size_t len, size_t prompt)
{
	struct program_again *const again = who->again;
	int status;

	again->repeating = !len && again->what != AGAIN_NOTHING;
	if (again->repeating) {
		line = again->what == AGAIN_DUMP ? "d" : "r";
		len = 1;
	}
	status = run_line(who->p, &(struct position){ .line = 1 }, line, len, prompt, again);
	again->repeating = false;
	if (status == STATUS_TEXT)
		again->what = AGAIN_NOTHING;
	return status;
}

static int converse(struct person *who)
{
	struct session *const s = who->s;
	struct editor *const ed = who->ed;
	char prompt[PROMPT_SIZE];
	const char *line;
	size_t len;
	int r, status;

	while (!s->quit && !emit_status(s->emit)) {
		make_prompt(s, prompt);
		emit_flush(s->emit);
		r = editor_line(ed, prompt, &line, &len);
		if (r == -EINTR) {
			interrupt_clear();
			who->again->what = AGAIN_NOTHING;
			continue;
		}
		if (r <= 0)
			return r;
		who->fresh_line = false;
		status = run_typed(who, line, len, text_columns(prompt, strlen(prompt)));
		if (status == STATUS_INTERRUPTED) {
			interrupt_clear();
			if (!who->fresh_line)
				emit_raw(s->emit, "\n", 1); /* the terminal's ^C stands at the end of a line of ours */
		}
		emit_line_done(s->emit, 1, status == STATUS_INTERRUPTED ? STATUS_FAILED : status);
	}
	return 0;
}

int repl_prompt(struct session *s, bool banner, struct program_again *again)
{
	struct editor_config config = { .in_fd = STDIN_FILENO,
					.out_fd = STDOUT_FILENO,
					.complete = SMALL ? NULL : complete_line,
					.word = SMALL ? NULL : complete_word,
					.ctx = s };
	struct person who = { .line_source = { .line = person_line, .interactive = true, .keep_going = true },
			      .s = s,
			      .again = again };
	struct editor *ed;
	int r;

	if (program_new(&who.p, s, NULL))
		return emit_failure(s->emit, STATUS_FAILED, "out of memory", 0);
	if (!isatty(STDOUT_FILENO))
		config.out_fd = STDERR_FILENO; /* results go elsewhere; the prompt is for the person */
	r = editor_open(&ed, &config);
	if (!r) {
		if (banner)
			emit_note(s->emit, "version %s, target %s: 'help' lists the commands, 'q' quits", version_text,
				  physmon_info(s->target)->spec);
		if (!SMALL)
			hints_begin(s);
		s->editor = who.ed = ed;
		s->line_source = &who.line_source;
		r = converse(&who);
		s->line_source = NULL;
		s->editor = NULL;
		editor_close(ed);
	}
	program_free(who.p);
	return r ? emit_failure(s->emit, STATUS_TEXT, "the terminal can't be read", -r) : STATUS_OK;
}
