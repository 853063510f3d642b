/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cmd_repeat: repeat and time run the commands of a text, which was compiled with the line. A round allocates no
 * memory; Ctrl-C ends all rounds.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "args.h"
#include "clock.h"
#include "error.h"
#include "latency.h"
#include "program_body.h"
#include "session.h"
#include "text.h"

/* --- repeat -------------------------------------------------------------------------------------------------- */

static int compile_repeat(struct program *p, struct step *step, struct operand *operands, struct physmon_error *e)
{
	if (!operands[0].expr.value)
		return error_text(e, "the number of repetitions must not be 0");
	return program_body_compile(p, step, &operands[1], e);
}

static int run_repeat(struct call *c, struct physmon_error *e)
{
	struct session *s = c->s;
	int status;

	(void)e;
	for (uint64_t left = c->operands[0].expr.value; left && !s->quit; left--) {
		status = program_body_run(c);
		c->status = command_status_worse(status, c->status);
		if (status == STATUS_INTERRUPTED || (status && !s->keep_going) || emit_status(s->emit))
			break;
	}
	return 0;
}

/* --- time ---------------------------------------------------------------------------------------------------- */

#define BAR 40 /* columns of the longest bar */

/* A kind of access, by its direction and width. */
enum { KINDS = 8 };

struct timing {
	struct physmon_observer observer;
	uint64_t start;
	struct latency of[KINDS];
};

static size_t kind_of(const struct physmon_access *a)
{
	return (a->dir == PHYSMON_WRITE ? 4 : 0) + (size_t)__builtin_ctz(a->width);
}

static enum physmon_verdict start(void *ctx, const struct physmon_access *a)
{
	struct timing *t = ctx;

	(void)a;
	t->start = clock_ns();
	return PHYSMON_GO;
}

static void finish(void *ctx, const struct physmon_access *a, enum physmon_state state)
{
	struct timing *t = ctx;

	/* a bus error is an answer as well, and often a slow one */
	if (state == PHYSMON_DONE || state == PHYSMON_FAULT)
		latency_add(&t->of[kind_of(a)], clock_ns() - t->start);
}

static void tell_octave(struct emit *m, const char *name, const struct latency *l, unsigned bits, uint64_t most)
{
	const uint64_t n = latency_octave(l, bits);
	const size_t length = (size_t)((n * BAR + most - 1) / most);
	char bar[BAR + 1];

	memset(bar, '#', length);
	bar[length] = '\0';
	emit_result(m, "%s{access}  %llu{from}..%llu{to} ns: %llu{count} %s{bar}", name, bits ? 1ull << bits : 0,
		    ull(UINT64_MAX >> (63 - bits)), ull(n), bar);
}

static void tell_kind(struct emit *m, const char *name, const struct latency *l)
{
	uint64_t n, most = 0;

	emit_result(m,
		    "%s{access} accesses: %llu{count}, min %llu{min}, median %llu{*median}, p99 %llu{p99}, "
		    "max %llu{max} ns",
		    name, ull(l->n), ull(l->least), ull(latency_part(l, 500)), ull(latency_part(l, 990)), ull(l->most));
	for (unsigned bits = 0; bits < 64; bits++) {
		n = latency_octave(l, bits);
		most = n > most ? n : most;
	}
	for (unsigned bits = 0; bits < 64; bits++)
		if (latency_octave(l, bits))
			tell_octave(m, name, l, bits, most);
}

static void tell(struct emit *m, const struct timing *t, bool interrupted)
{
	char name[sizeof("write64")];
	bool any = false;

	for (size_t i = 0; i < KINDS; i++) {
		if (!t->of[i].n)
			continue;
		text_print(name, sizeof(name), "%s%u", i < 4 ? "read" : "write", 8u << (i & 3));
		tell_kind(m, name, &t->of[i]);
		any = true;
	}
	if (!any && !interrupted)
		emit_note(m, "no access was made, so there is nothing to time");
}

static int compile_time(struct program *p, struct step *step, struct operand *operands, struct physmon_error *e)
{
	if (program_body_in(p, step->command))
		return error_text(e, "time can't be used inside another time");
	return program_body_compile(p, step, &operands[0], e);
}

static int run_time(struct call *c, struct physmon_error *e)
{
	struct session *s = c->s;
	struct timing *t;

	if (s->dry_run) {
		c->status = program_body_run(c);
		return 0;
	}
	t = calloc(1, sizeof(*t));
	if (!t)
		return error_no_memory(e);
	t->observer = (struct physmon_observer){ .before = start, .after = finish, .ctx = t };
	session_observe(s, &t->observer); /* the text may switch the target */
	c->status = program_body_run(c);
	session_unobserve(s);
	tell(s->emit, t, c->status == STATUS_INTERRUPTED);
	free(t);
	return 0;
}

const struct command cmd_repeat[] = {
	{ .name = "repeat",
	  .signature = "N COMMANDS",
	  .help = "run commands so many times\n"
		  "N is decimal, COMMANDS a text in quotes, which is compiled with the rest:\n"
		  "if it is wrong nothing is run. It ends at the first failure, or by Ctrl-C.\n"
		  "Examples: repeat 10 \"r 1014; sleep 100\"    repeat 3 \"wd 8 $+1; rd 8\"",
	  .run = run_repeat,
	  .compile = compile_repeat },
	{ .name = "time",
	  .signature = "COMMANDS",
	  .help = "run commands and tell how long accesses took\n"
		  "For each kind of access: how many, least, median, 99 of 100, most, in\n"
		  "nanoseconds, and how many in each power of two. Each access is timed alone; the\n"
		  "time to read the clock is in it. COMMANDS is a text in quotes.\n"
		  "Example: time \"d 0 1000\"    time \"repeat 1000 \\\"rd 18\\\"\"",
	  .run = run_time,
	  .compile = compile_time },
	{ 0 },
};
