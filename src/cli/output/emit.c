/* SPDX-License-Identifier: GPL-2.0-or-later */
/* emit: chooses the stream of each output and flushes it; the sink formats it. */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "emit.h"
#include "error.h"
#include "sink.h"
#include "text.h"

/* Large enough for the quickest writes to pipes and files (measured), small enough for any board. */
#define OUT_BUFFER 65536
/* What it begins with. */
#define OUT_SMALL OUT_RESERVE_MAX
/* Longer messages take more than one write. */
#define ERR_BUFFER 4096
/* A note longer than this is cut. */
#define NOTE_MAX 1024

struct emit {
	const struct sink *sink;
	enum emit_format format;
	bool by_line, mute;
	size_t progress;	    /* columns of the line that emit_progress() shows, 0: none */
	const struct emit_tee *tee; /* NULL: no other listener */
	int err_fd;
	struct out out;
	struct record record;
	char out_buf[OUT_SMALL];
};

#define SINK_OF(NAME, option, sink, help) &sink
static const struct sink *const sinks[] = { &sink_text, FORMS(SINK_OF) };

_Static_assert(sizeof(struct emit) <= sizeof(struct emit_storage), "an emit fits its storage");

struct emit *emit_open(struct emit_storage *storage, int out_fd, int err_fd, enum emit_format format, bool by_line)
{
	struct emit *const n = (struct emit *)(void *)storage->bytes;

	*n = (struct emit){ .sink = sinks[format], .format = format, .by_line = by_line, .err_fd = err_fd };
	out_init(&n->out, out_fd, n->out_buf, sizeof(n->out_buf));
	n->out.most = OUT_BUFFER;
	return n;
}

void emit_send(struct emit *m, ssize_t (*send)(void *ctx, const char *s, size_t n), void *ctx)
{
	m->out.send = send;
	m->out.ctx = ctx;
}

int emit_close(struct emit *m)
{
	const int r = emit_flush(m);

	free(m->out.own);
	return r;
}

enum emit_format emit_format(const struct emit *m)
{
	return m->format;
}

bool emit_by_line(const struct emit *m)
{
	return m->by_line;
}

void emit_mute(struct emit *m, bool mute)
{
	m->mute = mute;
}

void emit_tee(struct emit *m, const struct emit_tee *tee)
{
	m->tee = tee;
}

/* Where a line of the second copy goes, its beginning there already. */
static struct out *copy(const struct emit *m)
{
	m->tee->begin(m->tee->ctx);
	return m->tee->out;
}

int emit_flush(struct emit *m)
{
	if (m->tee)
		m->tee->flush(m->tee->ctx);
	return out_flush(&m->out);
}

int emit_status(const struct emit *m)
{
	return m->out.err;
}

/*
 * The terminal's last line becomes @text and @blanks behind it. Blanks, not an escape sequence: this is for terminals
 * that know none as well.
 */
static void last_line(const struct emit *m, const char *text, size_t blanks)
{
	char buf[OUT_RESERVE_MAX];
	struct out o;

	out_init(&o, m->err_fd, buf, sizeof(buf));
	out_put(&o, "\r", 1);
	out_str(&o, text);
	while (blanks--)
		out_put(&o, " ", 1);
	if (!*text)
		out_put(&o, "\r", 1);
	out_flush(&o);
}

static void wipe(struct emit *m)
{
	/* where Ctrl-C was pressed, the terminal has added its ^C */
	last_line(m, "", m->progress + 2);
	m->progress = 0;
}

static inline void make_way(struct emit *m)
{
	if (__builtin_expect(m->progress, 0))
		wipe(m);
}

static inline void line_done(struct emit *m)
{
	if (m->by_line)
		emit_flush(m);
}

void emit_unit(struct emit *m, uint64_t addr, unsigned addr_digits, unsigned width, uint64_t value,
	       enum physmon_state state)
{
	if (m->mute)
		return;
	make_way(m);
	m->sink->unit(&m->out, addr, addr_digits, width, value, state);
	if (m->tee)
		sink_text_log.unit(copy(m), addr, addr_digits, width, value, state);
	line_done(m);
}

void emit_row(struct emit *m, const struct emit_row *row)
{
	if (m->mute || !row->nunits)
		return;
	make_way(m);
	m->sink->row(&m->out, row);
	if (m->tee)
		sink_text_log.row(copy(m), row);
	line_done(m);
}

void emit_result(struct emit *m, const char *format, ...)
{
	va_list ap;

	if (m->mute)
		return;
	va_start(ap, format);
	record_vmake(&m->record, format, ap);
	va_end(ap);
	make_way(m);
	m->sink->record(&m->out, &m->record);
	if (m->tee)
		sink_text_log.record(copy(m), &m->record);
	line_done(m);
}

void emit_text(struct emit *m, const char *text)
{
	const char *end;

	do {
		end = strchrnul(text, '\n');
		emit_result(m, "%.*s{*text}", (int)(end - text), text);
		text = *end ? end + 1 : end;
	} while (*text);
}

/*
 * What errors and notes are written to: standard error behind the results that they follow, or the results. They are
 * flushed at once: a person waits, a board may hang. Its errors are ignored.
 */
struct aside {
	struct out err;
	char buf[ERR_BUFFER];
};

static struct out *aside(struct emit *m, struct aside *a)
{
	make_way(m);
	if (m->sink->driven)
		return &m->out;
	out_flush(&m->out);
	out_init(&a->err, m->err_fd, a->buf, sizeof(a->buf));
	a->err.aside = true;
	a->err.send = m->out.send;
	a->err.ctx = m->out.ctx;
	return &a->err;
}

static __attribute__((format(printf, 2, 3))) void say(struct emit *m, const char *format, ...)
{
	struct aside a;
	struct out *const o = aside(m, &a);
	va_list ap;

	va_start(ap, format);
	record_vmake(&m->record, format, ap);
	va_end(ap);
	(m->sink->driven ? m->sink : &sink_text_log)->record(o, &m->record);
	out_flush(o);
	if (m->tee)
		sink_text_log.record(copy(m), &m->record);
}

void emit_error(struct emit *m, const struct position *at, const struct physmon_error *e, int status)
{
	static const struct position nowhere;

	at = at ? at : &nowhere;
	say(m,
	    "physmon: ?(%s)?(:%*zu)?(:%*zu)?(%.*s: )%s|"
	    "%s{error}?(%s{source})?(%*zu{line})?(%*zu{column})%u{status}?(%*llx{addr})",
	    at->source, at->source && at->line ? 0 : -1, at->line, at->source && at->line && at->column ? 0 : -1,
	    at->column, 0, at->source, e->text, e->text, at->source, at->line ? 0 : -1, at->line, at->column ? 0 : -1,
	    at->column, (unsigned)status, e->width ? 8 : -1, ull(e->addr));
}

int emit_failure(struct emit *m, int status, const char *what, int err)
{
	struct physmon_error e;

	error_set(&e, PHYSMON_E_NONE, err, err ? "%s: %s" : "%s", what, strerror(err));
	emit_error(m, NULL, &e, status);
	return status;
}

void emit_caret(struct emit *m, size_t column)
{
	struct aside a;
	struct out *o;

	if (m->sink->driven)
		return;
	o = aside(m, &a);
	while (column--)
		out_put(o, " ", 1);
	out_put(o, "^\n", 2);
	out_flush(o);
}

void emit_note(struct emit *m, const char *fmt, ...)
{
	char text[NOTE_MAX];
	va_list ap;

	va_start(ap, fmt);
	text_vprint(text, sizeof(text), fmt, ap);
	va_end(ap);
	say(m, "physmon: %s{note}", text);
}

void emit_line_done(struct emit *m, size_t line, int status)
{
	if (!m->sink->driven)
		return;
	record_make(&m->record, "%zu{line}%u{status}", line, (unsigned)status);
	m->sink->record(&m->out, &m->record);
	line_done(m);
}

void emit_progress(struct emit *m, const char *text)
{
	const size_t n = text ? strlen(text) : 0;

	if (!n || !isatty(m->err_fd)) {
		make_way(m);
		return;
	}
	out_flush(&m->out);
	last_line(m, text, m->progress > n ? m->progress - n : 0);
	m->progress = n;
}

void emit_raw(struct emit *m, const char *text, size_t nbytes)
{
	make_way(m);
	out_put(&m->out, text, nbytes);
	line_done(m);
}
