/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sink: the interface between emit and the forms of output. A sink writes into an out what emit passes it, a line or an
 * object at a time, each with its newline. It never flushes and never chooses a stream: emit does.
 */
#ifndef CLI_SINK_H
#define CLI_SINK_H

#include "emit.h"
#include "out.h"
#include "record.h"

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

/* sink_text_log: as sink_text, but nothing that is quoted can end a line or reach a terminal as it is */
extern const struct sink sink_text, sink_json, sink_text_bare, sink_text_log;

#endif
