/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sink: the interface between emit and the forms of output. A sink writes into an out what emit passes it, a line or an
 * object at a time, each with its newline. It never flushes and never chooses a stream: emit does.
 *
 * To add a form of output:
 * 1. write sink_NAME.c with a struct sink; its records are those of record.h,
 * 2. add its line to FORMS in form.h, which makes the option --NAME and its line in --help.
 * tests/test_sink.c and tests/test_emit.c run all forms; tests/cli/manual.py wants --NAME in man/physmon.8.
 */
#pragma once

#include "form.h"
#include "out.h"
#include "position.h"
#include "record.h"
#include "row.h"

struct sink {
	void (*unit)(struct out *o, uint64_t addr, unsigned addr_digits, unsigned width, uint64_t value,
		     enum physmon_state state);
	void (*row)(struct out *o, const struct emit_row *row);
	void (*record)(struct out *o, const struct record *r);
	void (*line)(struct out *o, const char *text, size_t nbytes); /* of emit_text(), without newline */
	void (*error)(struct out *o, const struct position *at, const struct physmon_error *e, int status);
	void (*note)(struct out *o, const char *text);
	void (*answered)(struct out *o, size_t line, int status); /* NULL: says nothing */
	bool errors_to_results;					  /* errors and notes go where the results go */
};

/* sink_text_log: as sink_text, but a quoted text can't end a line, nor send control characters to a terminal */
#define SINK_SYMBOL(NAME, option, sink, help) sink
extern const struct sink sink_text, sink_text_log, FORMS(SINK_SYMBOL);
