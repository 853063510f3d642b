/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * oracle: the command language once more, written from its description alone, to be compared with the program: which
 * accesses a script asks for, in which order, and the exit status it earns. It shares no code with src/cli on purpose:
 * simple, slow, a tree for each expression. It knows the demo board's extent and its no-read register, nothing else of
 * it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One access as the observer at the gate saw it. */
struct oracle_access {
	bool write, fault;
	unsigned width;
	uint64_t addr, value;
};

enum oracle_verdict {
	ORACLE_RUNS,	/* the text is right: it has been run against the log */
	ORACLE_REFUSED, /* it is wrong: nothing may happen */
	ORACLE_STRANGE, /* it holds what the oracle doesn't know (source, target, quoted text) */
};

struct oracle;

/* oracle_new - a session on the demo board, as after a start with this base. There is one at a time. */
struct oracle *oracle_new(uint64_t base, bool keep_going);

/* oracle_compile - one text, of one line or several. */
enum oracle_verdict oracle_compile(struct oracle *o, const char *text, size_t nbytes);

/*
 * oracle_run - run what was compiled, taking what was read from @log, whose first @n accesses must be what the text
 * asks for. @cut: the observer stopped the run at the log's end. Ends the program if anything differs. Returns the exit
 * status; -1 if the log was cut before the text's end.
 */
int oracle_run(struct oracle *o, const struct oracle_access *log, size_t n, bool cut);

/* oracle_quit - q was run. */
bool oracle_quit(const struct oracle *o);

/*
 * oracle_may_access - by a crude look at the text: is there one of d, r, w, v (or s, of source, and so on) where a
 * command may begin?
 */
bool oracle_may_access(const char *text, size_t nbytes);

/* For the fuzzing of expressions alone. */
struct oracle_expr {
	bool dynamic, absolute;
	uint64_t value; /* unless dynamic, or at run time */
	size_t nbytes;	/* how far it reaches */
	bool fits[9];	/* the widths it fits as a value, unless dynamic */
};
void oracle_define(struct oracle *o, const char *name, size_t len, uint64_t addr);
enum oracle_verdict oracle_expression(struct oracle *o, const char *text, size_t nbytes, struct oracle_expr *x);
/* oracle_value - the value of the expression just parsed; false if it has none. */
bool oracle_value(struct oracle *o, uint64_t dot, uint64_t last, bool last_valid, uint64_t *v);
