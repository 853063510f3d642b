/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sink: the interface between emit and the forms of output. A sink writes into an out what emit passes it, a line or an
 * object at a time, each with its newline. It never flushes and never chooses a stream: emit does.
 *
 * To add a form of output:
 * 1. write sink_NAME.c with a struct sink; its records are those of record.h,
 * 2. add its line to FORMS in form.h, which makes the option --NAME, its line in --help and its completion.
 * tests/test_sink.c and tests/test_emit.c run all forms; tests/cli/manual.py wants --NAME in man/physmon.8, and
 * tests/cli/options.t holds --help.
 */
#pragma once

#include "form.h"
#include "out.h"
#include "record.h"
#include "row.h"

struct sink {
	void (*unit)(struct out *o, uint64_t addr, unsigned addr_digits, unsigned width, uint64_t value,
		     enum physmon_state state);
	void (*row)(struct out *o, const struct emit_row *row);
	void (*record)(struct out *o, const struct record *r);
	/*
	 * For a program that drives physmon: errors and notes are records like any other and go where the results go,
	 * and each line of input is answered. Else they are written by sink_text_log.
	 */
	bool driven;
};

/* sink_text_log: as sink_text, but emit_text() sends no control characters to a terminal either */
#define SINK_SYMBOL(NAME, option, sink, help) sink
extern const struct sink sink_text, sink_text_log, FORMS(SINK_SYMBOL);
