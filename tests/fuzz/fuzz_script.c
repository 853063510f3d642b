/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz_script: a whole script against the demo board, with an oracle. The first byte says how (as one text or line by
 * line, -k, the format, base), the rest is the script. An observer at the gate writes down each access; the oracle,
 * which reads the same bytes by itself, must find exactly these, in this order, and the same exit status.
 */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "commands.h"
#include "emit.h"
#include "fuzz.h"
#include "oracle.h"
#include "program.h"
#include "session.h"

#define MOST 400	 /* accesses of a text; then it is stopped */
#define MOST_IN_ALL 1000 /* of an input; then the rest of it is left: time is better spent on others */

struct log {
	struct oracle_access a[MOST + 1];
	size_t n, total;
	bool cut;
};

static enum physmon_verdict before(void *ctx, const struct physmon_access *a)
{
	struct log *log = ctx;

	FUZZ_HOLDS(!log->cut, "an access at %llx after the stop", (unsigned long long)a->addr);
	if (log->n == MOST) {
		log->cut = true;
		return PHYSMON_STOP;
	}
	log->a[log->n++] = (struct oracle_access){ a->dir == PHYSMON_WRITE, false, a->width, a->addr, a->value };
	return PHYSMON_GO;
}

static void after(void *ctx, const struct physmon_access *a, enum physmon_state state)
{
	struct log *log = ctx;

	if (log->cut)
		return;
	log->a[log->n - 1].fault = state == PHYSMON_FAULT;
	log->a[log->n - 1].value = a->value;
}

/*
 * An emit over /dev/null in each format, made once: what is printed is other tests' business, here it must not crash.
 */
static struct emit *emit_of(enum emit_format format)
{
	static struct emit_storage rooms[3];
	static struct emit *emits[3];
	int fd;

	if (!emits[format]) {
		fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
		if (fd < 0)
			abort();
		emits[format] = emit_open(&rooms[format], fd, fd, format, false);
	}
	return emits[format];
}

/* One text through program and oracle. False: nothing more can be said of what follows. */
static bool compare(struct program *p, struct oracle *o, struct log *log, const char *text, size_t n, bool keep_going)
{
	enum oracle_verdict verdict;
	int status = STATUS_TEXT, expected;

	log->total += log->n;
	log->n = 0;
	log->cut = false;
	program_reset(p);
	p->s->keep_going = keep_going;
	FUZZ_HOLDS(!program_compile_text(p, "fuzz", 1, text, n), "memory is out");
	verdict = oracle_compile(o, text, n);
	if (program_finish(p))
		program_run_report(p, NULL, 0);
	else
		status = program_run(p, NULL);
	if (verdict == ORACLE_STRANGE) {
		FUZZ_HOLDS(!log->n || oracle_may_access(text, n), "%zu accesses were made, and no command asks for any",
			   log->n);
		return false;
	}
	FUZZ_HOLDS((verdict == ORACLE_REFUSED) == (status == STATUS_TEXT),
		   "the oracle %s the text, the program's status is %d", verdict == ORACLE_REFUSED ? "refuses" : "runs",
		   status);
	if (verdict == ORACLE_REFUSED) {
		FUZZ_HOLDS(!log->n, "a text that is wrong made %zu accesses", log->n);
		return keep_going;
	}
	expected = oracle_run(o, log->a, log->n, log->cut);
	if (expected < 0 || log->cut || world_interrupted())
		return false;
	FUZZ_HOLDS(status == expected, "the status is %d, and should be %d", status, expected);
	return !oracle_quit(o) && (keep_going || !status) && log->total < MOST_IN_ALL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct log log;
	static const uint64_t bases[] = { 0, 0x8000, 0x2000, 0x7ff0 };
	const char *text = (const char *)data + 1, *end = (const char *)data + size, *eol;
	struct physmon_observer observer = { before, after, &log, NULL };
	struct physmon_error e;
	struct session *s;
	struct program *p;
	struct oracle *o;
	uint64_t base;
	bool keep_going;

	if (!size)
		return 0;
	world_begin();
	log.n = log.total = 0;
	base = bases[data[0] & 3];
	keep_going = data[0] & 4;
	if (session_new(&s, commands))
		return 0;
	s->emit = emit_of((data[0] >> 4 & 3) % 3);
	if (program_new(&p, s, NULL) || session_target(s, "demo", &e))
		abort();
	s->base = s->env.dot = base;
	physmon_observe(s->target, &observer);
	o = oracle_new(base, keep_going);
	if (data[0] & 8) {
		compare(p, o, &log, text, (size_t)(end - text), keep_going);
	} else {
		for (; text < end; text = eol + 1) {
			eol = memchr(text, '\n', (size_t)(end - text));
			if (!eol)
				eol = end;
			if (!compare(p, o, &log, text, (size_t)(eol - text), keep_going))
				break;
		}
	}
	program_free(p);
	session_free(s);
	return 0;
}
