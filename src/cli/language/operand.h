/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * operand: the operands of commands. A command's signature spells them as letters ("A [C [S]]"); each letter is a row
 * of one table that says how it is shown, parsed and completed.
 */
#ifndef CLI_OPERAND_H
#define CLI_OPERAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <physmon.h>

#include "expr.h"

struct selection;

struct operand {
	struct expr expr; /* of operands that are expressions */
	const char *text; /* of words: the word, quotes undone; valid while the command is */
	size_t len;
	struct selection *selection; /* what an address is besides, or NULL; valid while the command is */
	const char *option; /* of options: the name, in the signature of the command; NULL: an operand by its place */
	uint32_t column;    /* counted from 1; where it began */
	char kind;	    /* its letter; '\0': an option that takes none */
	bool absolute;	    /* an address that base doesn't apply to */
	bool range_end;	    /* "..B": stands for a length or a count */
	bool numeric;	    /* an address without a name: an empty line may repeat it */
	uint16_t over_ns;   /* of a time: nanoseconds that the microseconds in expr.value, rounded up, are too much */
	bool duration;	    /* where a value or a time may stand, a time: expr.value is in microseconds */
};

/* What the parser of an operand needs and moves. */
struct operand_parser {
	const char *p, *end;
	const char *line; /* where columns are counted from */
	const struct names *names;
	struct expr_code *code;
	int (*keep)(void *ctx, size_t nbytes, char **room); /* memory that lives as long as the command */
	void *keep_ctx;
	const struct selection
		*selection; /* what values of kind V belong to, if that is known to be more than an address */
};

/*
 * operand_expr - an expression at ps->p into @o. operand_selection - make o->selection, all zero. 0 or -errno with @e.
 */
int operand_expr(struct operand_parser *ps, struct operand *o, struct physmon_error *e);
int operand_selection(struct operand_parser *ps, struct operand *o, struct physmon_error *e);

/* operand_shown - "ADDR" for 'A'. */
const char *operand_shown(char kind);

/*
 * operand_parse - the operand of @kind at ps->p (no blank there), up to its last character.
 * 0 or -errno with @e and ps->p at what is wrong.
 */
int operand_parse(struct operand_parser *ps, char kind, struct operand *o, struct physmon_error *e);

/* operand_range_follows - "..": the end of a range whose start was just parsed; operand_range_end parses it. */
bool operand_range_follows(const struct operand_parser *ps);
int operand_range_end(struct operand_parser *ps, const struct operand *start, char kind, struct operand *o,
		      struct physmon_error *e);

#endif
