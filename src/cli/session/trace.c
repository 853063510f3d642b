/* SPDX-License-Identifier: GPL-2.0-or-later */
/* trace: formats and writes the line of an access. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <physmon.h>

#include "emit.h"
#include "hex.h"
#include "interrupt.h"
#include "out.h"
#include "session.h"
#include "text.h"
#include "trace.h"

struct trace {
	struct physmon_observer observer;
	struct emit *emit;
	bool dry_run;
	bool regular; /* standard error is a file */
};

/* As a dry run: results are muted there, these lines are what is printed instead. */
static void print(const struct trace *t, const struct physmon_access *a)
{
	const bool read = a->dir == PHYSMON_READ;
	const int digits = 2 * (int)a->width;
	char name[sizeof("write64")], marks[2 * 8 + 1] = "????????????????";

	text_print(name, sizeof(name), "%s%u", read ? "read" : "write", 8 * a->width);
	marks[digits] = '\0';
	emit_mute(t->emit, false);
	emit_result(t->emit, "%s{*access} %*llx{*addr}?( %*llx{*value})?( %s{*value})", name, hex_digits(a->addr, 8),
		    ull(a->addr), !read && a->known ? digits : -1, ull(a->value), read || a->known ? NULL : marks);
	emit_mute(t->emit, true);
}

static enum physmon_verdict announce(void *ctx, const struct physmon_access *a)
{
	struct trace *t = ctx;
	char line[64], *p = line;
	int r;

	if (interrupt_pending())
		return PHYSMON_STOP;
	if (t->dry_run) {
		print(t, a);
		return PHYSMON_SKIP;
	}
	memcpy(p, a->dir == PHYSMON_READ ? "read" : "write", 5);
	p = hex_put_decimal(p + (a->dir == PHYSMON_READ ? 4 : 5), 8 * a->width);
	*p++ = ' ';
	p = hex_put(p, a->addr, hex_digits(a->addr, 8));
	if (a->dir == PHYSMON_WRITE) {
		*p++ = ' ';
		p = hex_put(p, a->value, 2 * a->width);
	}
	*p++ = '\n';
	emit_flush(t->emit);
	r = out_now(STDERR_FILENO, line, (size_t)(p - line));
	if (r)
		return r == -EINTR ? PHYSMON_STOP : PHYSMON_FAIL;
	if (t->regular)
		fdatasync(STDERR_FILENO);
	else
		tcdrain(STDERR_FILENO);
	return PHYSMON_GO;
}

int trace_add(struct session *s)
{
	static const struct session_ops ops;
	struct trace *t = session_attach(s, &ops, sizeof(*t));
	struct stat st;

	if (!t)
		return -ENOMEM;
	t->observer.before = announce;
	t->observer.ctx = t;
	t->emit = s->emit;
	t->dry_run = s->dry_run;
	t->regular = !fstat(STDERR_FILENO, &st) && S_ISREG(st.st_mode);
	session_observe(s, &t->observer);
	return 0;
}
