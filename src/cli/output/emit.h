/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * emit: the only way out. Commands never print: they pass units, rows, records, texts and errors to an emit, which
 * writes them as text, JSON Lines or bare values. Results go to standard output, buffered; everything else to standard
 * error, after the results are flushed.
 */
#pragma once

#include <sys/types.h>

#include <physmon.h>

#include "form.h"
#include "position.h"
#include "row.h"

struct emit;

/* The memory of an emit, owned by the caller, so that there is one even if memory is out. */
struct emit_storage {
	_Alignas(8) char bytes[4096];
};

/*
 * emit_open - an emit in @storage over two descriptors; the caller owns all three. @by_line: flush after each line (a
 * terminal). If @out_fd is a pipe, its size is raised to 1 MiB where that is allowed. Never fails.
 */
struct emit *emit_open(struct emit_storage *storage, int out_fd, int err_fd, enum emit_format format, bool by_line);
/* emit_send - from now on all goes to @send, as write(2) takes it, and nothing to the descriptors. */
void emit_send(struct emit *m, ssize_t (*send)(void *ctx, const char *s, size_t n), void *ctx);
/* emit_close - flush, and free what it allocated. Returns the status of emit_flush(). */
int emit_close(struct emit *m);

enum emit_format emit_format(const struct emit *m);
bool emit_by_line(const struct emit *m);

/* emit_mute - from now on results (units, rows, records, text) are dropped; errors and notes are not (dry run). */
void emit_mute(struct emit *m, bool mute);

/*
 * emit_tee - from now on all results, errors and notes are written to @out as well, as text, a line each, in every
 * format; begin() writes the beginning of each line, flush() whole lines. Control characters in quoted texts are
 * replaced. The caller owns @tee, which must live until this is called with NULL.
 */
struct out;
struct emit_tee {
	struct out *out;
	void (*begin)(void *ctx);
	void (*flush)(void *ctx);
	void *ctx;
};
void emit_tee(struct emit *m, const struct emit_tee *tee);

/* emit_flush - write the buffer. 0 or the first -errno that any write returned (-EPIPE, -ENOSPC). */
int emit_flush(struct emit *m);
/* emit_status - the status that emit_flush() would return, without writing. */
int emit_status(const struct emit *m);

/* emit_unit - "4c000010 = ff"; a unit that isn't PHYSMON_DONE shows - ~ or ? for each digit. */
void emit_unit(struct emit *m, uint64_t addr, unsigned addr_digits, unsigned width, uint64_t value,
	       enum physmon_state state);

/* emit_row - one line of a dump: up to 16 bytes. See row.h. */
void emit_row(struct emit *m, const struct emit_row *row);

/*
 * emit_result - one line of any other result, in a format as printf's, with the names of its values behind each
 * conversion: "%*llx{addr} = %*llx{*value}|%u{width}". The compiler checks the arguments.
 *
 *	%*llx	hexadecimal, zero-padded to so many digits; %*.*llx: of a unit in a state, enum physmon_state
 *	%llu	decimal; %.6llu: of microseconds, seconds
 *	%s	text; NULL is empty; %-*s: padded with blanks to so many columns, in text. Control characters are shown
 *		as \xNN, but those of a text with a length, %.*s
 *	%c	'*' if it isn't 0, else nothing; in JSON true or false
 *
 * {name} makes it a member of the JSON object, {*name} a bare value as well; without a name it is in text only. What is
 * behind '|', up to another one, is not in text. The group "?(...)" is left out, in text and JSON, where a string of it
 * is NULL or a number of digits negative.
 */
void emit_result(struct emit *m, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* ull - @v as an argument for %llx and %llu. */
static inline unsigned long long ull(uint64_t v)
{
	return v;
}

/* emit_text - lines for people (help, lists) on standard output; in JSON {"text":"..."} a line. */
void emit_text(struct emit *m, const char *text);

/*
 * emit_error - "physmon: SOURCE:LINE:COLUMN: SENTENCE" on standard error, results flushed first; in JSON an object
 * on standard output. @status: the exit status it means.
 * emit_caret - at the prompt, the line under the typed text: @column blanks (counted from 0), then ^.
 * emit_note - the same without being an error ("physmon: SENTENCE"): summaries, warnings, notes.
 */
void emit_error(struct emit *m, const struct position *at, const struct physmon_error *e, int status);
void emit_caret(struct emit *m, size_t column);
void emit_note(struct emit *m, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* emit_failure - the error "WHAT: REASON", @err positive, or only WHAT if that is 0. Returns @status. */
int emit_failure(struct emit *m, int status, const char *what, int err);

/*
 * emit_progress - show @text as the last line of the terminal on standard error, in place of the previous one; it is
 * erased before anything else is printed. NULL: erase it now. Does nothing if standard error is no terminal.
 */
void emit_progress(struct emit *m, const char *text);

/*
 * emit_line_done - JSON: {"line":7,"status":0} after each line of input, so that a driving program knows. Other
 * formats: nothing.
 */
void emit_line_done(struct emit *m, size_t line, int status);

/* emit_raw - bytes on standard output as they are, whatever the format and mute say (the dry run's announcements). */
void emit_raw(struct emit *m, const char *text, size_t nbytes);
