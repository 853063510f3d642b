/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * operand_parts: an operand, and what the kinds of operands consist of. Each function reads at ps->p into @o; 0 or
 * -errno with @e.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <physmon.h>

#include "expr.h"

struct arena;
struct selection;

struct operand {
	struct expr expr; /* of operands that are expressions */
	const char *text; /* of words: the word, quotes undone; valid while the command is */
	size_t len;
	struct selection *selection; /* what an address is besides, or NULL; valid while the command is */
	const char *option; /* of options: the name, in the signature of the command; NULL: an operand by its place */
	uint32_t column;    /* counted from 1; where it began */
	bool address;	    /* it was parsed as an address, not as a length or a count */
	bool absolute;	    /* an address that isn't relative to base */
	bool range_end;	    /* "..B": means a length or a count */
	bool numeric;	    /* an address without a name: an empty line may repeat it */
	uint16_t over_ns;   /* of a time: nanoseconds that the microseconds in expr.value, rounded up, are too much */
	bool duration;	    /* where a value or a time may stand, a time: expr.value is in microseconds */
};

/* The input and state of the parser of an operand. */
struct operand_parser {
	const char *p, *end;
	const char *line; /* where columns are counted from */
	const struct names *names;
	struct expr_code *code;
	struct arena *arena;		   /* memory that lives as long as the command */
	const struct selection *selection; /* of the first operand, if the command's values belong to it; or NULL */
	unsigned width;			   /* bytes of a unit: values must fit it, lengths be a multiple; not 0 */
	bool after_range;		   /* "A..B" was parsed before */
};

/*
 * operand_parts_expr - an expression. operand_parts_number - the same where a number is meant: the bare name of a
 * register, a region or a symbol is an error, unless = comes before it. operand_parts_selection - make o->selection,
 * all zero.
 */
int operand_parts_expr(struct operand_parser *ps, struct operand *o, struct physmon_error *e);
int operand_parts_number(struct operand_parser *ps, struct operand *o, struct physmon_error *e);
int operand_parts_selection(struct operand_parser *ps, struct operand *o, struct physmon_error *e);

/* operand_parts_is_name - is the word at ps->p nothing but a name that operand_parts_number() refuses? */
bool operand_parts_is_name(struct operand_parser ps);

/* operand_parts_quoted - a quoted text of any bytes; *@buffer holds it, with space for one byte more. */
int operand_parts_quoted(struct operand_parser *ps, struct operand *o, char **buffer, struct physmon_error *e);

/* operand_parts_plain - a word as it is, or a quoted text without a NUL; ended by one. */
int operand_parts_plain(struct operand_parser *ps, struct operand *o, struct physmon_error *e);

/*
 * operand_parts_address - an address, and what it selects. operand_parts_address_or_glob - that, or a quoted pattern of
 * names.
 */
int operand_parts_address(struct operand_parser *ps, struct operand *o, struct physmon_error *e);
int operand_parts_address_or_glob(struct operand_parser *ps, struct operand *o, struct physmon_error *e);

/* operand_parts_unexpected - the sentence about the character at @p. -EINVAL. */
int operand_parts_unexpected(const char *p, struct physmon_error *e);
