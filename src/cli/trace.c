/* SPDX-License-Identifier: GPL-2.0-or-later */
/* trace: see trace.h. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <physmon.h>

#include "emit.h"
#include "hex.h"
#include "interrupt.h"
#include "trace.h"

struct trace {
	struct physmon_observer observer;
	struct emit *emit;
	bool dry_run;
	bool regular; /* standard error is a file */
};

static enum physmon_verdict announce(void *ctx, const struct physmon_access *a)
{
	struct trace *t = ctx;
	char line[64], *p = line;

	if (interrupt_pending())
		return PHYSMON_STOP;
	memcpy(p, a->dir == PHYSMON_READ ? "read" : "write", 5);
	p = dec_put(p + (a->dir == PHYSMON_READ ? 4 : 5), 8 * a->width);
	*p++ = ' ';
	p = hex_put(p, a->addr, hex_digits(a->addr, 8));
	if (a->dir == PHYSMON_WRITE) {
		*p++ = ' ';
		if (a->known) {
			p = hex_put(p, a->value, 2 * a->width);
		} else {
			memset(p, '?', 2 * a->width);
			p += 2 * a->width;
		}
	}
	*p++ = '\n';
	if (t->dry_run) {
		emit_raw(t->emit, line, (size_t)(p - line));
		return PHYSMON_SKIP;
	}
	emit_flush(t->emit);
	/* a trace that can't be written must not keep the access from being made */
	if (write(STDERR_FILENO, line, (size_t)(p - line)) < 0)
		return PHYSMON_GO;
	if (t->regular)
		fdatasync(STDERR_FILENO);
	else
		tcdrain(STDERR_FILENO);
	return PHYSMON_GO;
}

int trace_new(struct trace **out, struct emit *m, bool dry_run)
{
	struct trace *t = calloc(1, sizeof(*t));
	struct stat st;

	if (!t)
		return -ENOMEM;
	t->observer.before = announce;
	t->observer.ctx = t;
	t->emit = m;
	t->dry_run = dry_run;
	t->regular = !fstat(STDERR_FILENO, &st) && S_ISREG(st.st_mode);
	*out = t;
	return 0;
}

void trace_free(struct trace *t)
{
	free(t);
}

void trace_attach(struct trace *t, struct physmon_target *target)
{
	physmon_observe(target, &t->observer);
}
