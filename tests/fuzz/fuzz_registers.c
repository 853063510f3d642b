/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz_registers: one command on registers by name. The first byte chooses it, the rest are its operands, against the
 * registers of tests/cli/board.svd in the demo board's RAM. An observer at the gate sees that no access is made but
 * those that the command may make: a field is one read and one write at most, of one unit, and keeps what must be kept;
 * dumps touch no no-read register; what is awaited is read from one unit, and held only if its bits were as they should.
 */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "commands.h"
#include "emit.h"
#include "fuzz.h"
#include "names.h"
#include "program.h"
#include "register_db.h"
#include "selection.h"
#include "session.h"

#define MOST 64 /* accesses of a command; then it is stopped */

struct log {
	struct physmon_access a[MOST];
	size_t n;
	bool cut;
};

static const char *const beginnings[] = { "r ", "w ",  "d ",  "v ",  "noread ", "r -v ",
					  "? ", "rw ", "wd ", "dw ", "poll ",	"expect " };

static enum physmon_verdict before(void *ctx, const struct physmon_access *a)
{
	struct log *log = ctx;

	if (log->n == MOST) {
		log->cut = true;
		return PHYSMON_STOP;
	}
	log->a[log->n++] = *a;
	return PHYSMON_GO;
}

static void after(void *ctx, const struct physmon_access *a, enum physmon_state state)
{
	struct log *log = ctx;

	(void)state;
	if (!log->cut)
		log->a[log->n - 1] = *a;
}

static void check_plan(const struct selection_plan *plan, const struct log *log)
{
	const struct physmon_access *r = &log->a[0], *w;
	uint64_t all;

	FUZZ_HOLDS(log->n <= 2, "%zu accesses for bits", log->n);
	if (!log->n)
		return;
	w = &log->a[log->n - 1];
	all = UINT64_MAX >> (64 - 8 * w->width);
	FUZZ_HOLDS(log->n == 1 || (r->dir == PHYSMON_READ && w->dir == PHYSMON_WRITE), "no read and write");
	FUZZ_HOLDS(log->n == 1 || (r->addr == w->addr && r->width == w->width), "it isn't one unit");
	if (w->dir == PHYSMON_READ)
		return; /* that failed */
	FUZZ_HOLDS((log->n == 2) == plan->read, "the plan is another");
	if (log->n == 2)
		FUZZ_HOLDS(!((r->value ^ w->value) & plan->keep & all), "something else changed");
	FUZZ_HOLDS((w->value & ~plan->mask & ~(log->n == 2 ? plan->keep : 0) & all) == (plan->ones & all),
		   "neighbours");
}

/* poll and expect: @status is theirs. */
static void check_awaited(const struct operand *o, const struct log *log, bool once, int status)
{
	const struct selection *sel = o->selection;
	const struct physmon_access *a;
	size_t i;

	FUZZ_HOLDS(!once || log->n <= 1, "it was read %zu times", log->n);
	for (i = 0; i < log->n; i++) {
		a = &log->a[i];
		FUZZ_HOLDS(a->dir == PHYSMON_READ, "what is awaited is written");
		FUZZ_HOLDS(a->addr == log->a[0].addr && a->width == log->a[0].width, "another unit is read");
	}
	if (!log->n || log->cut || !sel || !sel->part || o[1].expr.dynamic || (status && status != STATUS_DIFFERS))
		return;
	a = &log->a[log->n - 1];
	FUZZ_HOLDS(!((a->value ^ o[1].expr.value << sel->lo) & selection_mask(sel)) == !status,
		   "%llx was read, and the status is %d", (unsigned long long)a->value, status);
}

static void check(const struct session *s, const struct step *step, const struct operand *o, const struct log *log,
		  int status)
{
	const struct selection *sel = step->noperands ? o->selection : NULL;
	const struct physmon_range *range;
	const char c = *step->command->name;
	size_t i, k;

	for (i = 0; i < log->n; i++) {
		FUZZ_HOLDS(c != '?' && c != 'n', "%s made an access", step->command->name);
		FUZZ_HOLDS((c != 'r' && c != 'd') || log->a[i].dir == PHYSMON_READ, "%c writes", c);
		for (k = 0; c == 'd' && (range = physmon_protected(s->target, k)); k++)
			FUZZ_HOLDS(log->a[i].addr > range->last || log->a[i].addr + log->a[i].width - 1 < range->first,
				   "a no-read register at %llx was read", (unsigned long long)log->a[i].addr);
	}
	if (c == 'p' || c == 'e')
		check_awaited(o, log, c == 'e', status);
	if (c == 'w' && sel && sel->plan.mask)
		check_plan(&sel->plan, log);
	else
		for (i = 0; c == 'w' && i < log->n; i++)
			FUZZ_HOLDS(log->a[i].dir == PHYSMON_WRITE, "w reads");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct session *s;
	static struct emit_storage storage;
	static struct program *p;
	struct log log = { .n = 0 };
	struct physmon_observer observer = { before, after, &log, NULL };
	struct physmon_error e;
	char line[256];
	size_t mark, n;
	int fd, status;

	if (!s) {
		fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
		if (fd < 0 || session_new(&s, commands))
			abort();
		s->emit = emit_open(&storage, fd, fd, EMIT_TEXT, false);
		if (register_db_load(s, "tests/cli/board.svd", &e) || program_new(&p, s, NULL))
			abort();
	}
	if (!size || size > 200 || session_target(s, "demo", &e))
		return 0;
	for (uint64_t a = 0x8000; a < 0x8400; a += 4) /* ones show what was written back and must not be */
		physmon_write(s->target, a, 4, 0xffffffff, NULL);
	world_begin();
	s->width = 1;
	s->env = (struct expr_env){ 0 };
	strcpy(line, beginnings[data[0] % (sizeof(beginnings) / sizeof(*beginnings))]);
	n = strlen(line);
	for (size_t i = 1; i < size; i++)
		line[n++] = strchr(";\n\r", data[i]) ? ' ' : (char)data[i];
	program_reset(p);
	mark = names_mark(s->names);
	physmon_observe(s->target, &observer);
	FUZZ_HOLDS(!program_compile_text(p, "fuzz", 1, line, n), "memory is out");
	if (program_finish(p)) {
		program_run_report(p, NULL, 0);
	} else {
		status = program_run(p, NULL);
		if (p->nsteps)
			check(s, p->steps, p->operands + p->steps->first, &log, status);
		else
			FUZZ_HOLDS(!log.n, "nothing was asked for");
	}
	physmon_unobserve(s->target, &observer);
	names_rollback(s->names, mark);
	return 0;
}
