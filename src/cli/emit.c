/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * emit: see emit.h. Decides where a thing goes and when it is flushed; how it looks is the sink's affair.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "sink.h"
#include "text.h"

/* Large enough for the quickest writes to pipes and files (measured), small enough for any board. */
#define OUT_BUFFER 65536
/* What it begins with. */
#define OUT_SMALL 2048
/* Longer messages take more than one write. */
#define ERR_BUFFER 4096
/* A note longer than this is cut. */
#define NOTE_MAX 1024

struct emit {
	const struct sink *sink;
	enum emit_format format;
	bool by_line, mute;
	struct out out, err;
	char err_buf[ERR_BUFFER];
	char out_buf[OUT_SMALL];
};

static const struct sink *const sinks[] = {
	[EMIT_TEXT] = &sink_text,
	[EMIT_JSON] = &sink_json,
	[EMIT_BARE] = &sink_bare,
};

int emit_open(struct emit **m, int out_fd, int err_fd, enum emit_format format, bool by_line)
{
	struct emit *const n = malloc(sizeof(*n));

	if (!n)
		return -ENOMEM;
	n->sink = sinks[format];
	n->format = format;
	n->by_line = by_line;
	n->mute = false;
	out_init(&n->out, out_fd, n->out_buf, sizeof(n->out_buf));
	out_may_grow(&n->out, OUT_BUFFER);
	out_init(&n->err, err_fd, n->err_buf, sizeof(n->err_buf));
	*m = n;
	return 0;
}

int emit_close(struct emit *m)
{
	const int r = emit_flush(m);

	out_free(&m->out);
	free(m);
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

int emit_flush(struct emit *m)
{
	return out_flush(&m->out);
}

int emit_status(const struct emit *m)
{
	return m->out.err;
}

static inline void line_done(struct emit *m)
{
	if (m->by_line)
		out_flush(&m->out);
}

void emit_unit(struct emit *m, uint64_t addr, unsigned addr_digits, unsigned width, uint64_t value,
	       enum physmon_state state)
{
	if (m->mute)
		return;
	m->sink->unit(&m->out, addr, addr_digits, width, value, state);
	line_done(m);
}

void emit_row(struct emit *m, const struct emit_row *row)
{
	if (m->mute || !row->nunits)
		return;
	m->sink->row(&m->out, row);
	line_done(m);
}

void emit_record(struct emit *m, const struct emit_record *rec, const struct emit_cell *cells)
{
	if (m->mute)
		return;
	m->sink->record(&m->out, rec, cells);
	line_done(m);
}

void emit_text(struct emit *m, const char *text)
{
	const char *end;

	if (m->mute)
		return;
	do {
		end = strchrnul(text, '\n');
		m->sink->line(&m->out, text, (size_t)(end - text));
		text = *end ? end + 1 : end;
	} while (*text);
	line_done(m);
}

/* Where errors and notes go. What is said on standard error comes after the results that it follows. */
static struct out *aside(struct emit *m)
{
	if (m->sink->errors_to_results)
		return &m->out;
	out_flush(&m->out);
	return &m->err;
}

/* They are out at once: a person waits, a board may hang. Whether standard error could be written, nobody asks. */
static void aside_done(struct emit *m, struct out *o)
{
	out_flush(o);
	m->err.err = 0;
}

void emit_error(struct emit *m, const struct emit_place *at, const struct physmon_error *e, int status)
{
	static const struct emit_place nowhere;
	struct out *const o = aside(m);

	m->sink->error(o, at ? at : &nowhere, e, status);
	aside_done(m, o);
}

void emit_caret(struct emit *m, size_t column)
{
	struct out *o;

	if (m->sink->errors_to_results)
		return;
	o = aside(m);
	while (column--)
		out_put(o, " ", 1);
	out_put(o, "^\n", 2);
	aside_done(m, o);
}

void emit_note(struct emit *m, const char *fmt, ...)
{
	struct out *const o = aside(m);
	char text[NOTE_MAX];
	va_list ap;

	va_start(ap, fmt);
	text_vprint(text, sizeof(text), fmt, ap);
	va_end(ap);
	m->sink->note(o, text);
	aside_done(m, o);
}

void emit_answered(struct emit *m, size_t line, int status)
{
	if (!m->sink->answered)
		return;
	m->sink->answered(&m->out, line, status);
	line_done(m);
}

void emit_raw(struct emit *m, const char *text, size_t nbytes)
{
	out_put(&m->out, text, nbytes);
	line_done(m);
}

unsigned sink_columns(const struct emit_record *rec)
{
	unsigned n = 0;

	while (n < sizeof(rec->columns) / sizeof(rec->columns[0]) && rec->columns[n].type != EMIT_END)
		n++;
	return n;
}
