/* SPDX-License-Identifier: GPL-2.0-or-later */
/* operand: the operands of commands, and the kinds of them that signatures name. */
#pragma once

#include <stdbool.h>

#include <physmon.h>

#include "operand_parts.h"

/* What completes an operand: see offer_operand() of complete.c. */
enum operand_offers {
	OFFER_NOTHING,
	OFFER_NAMES,
	OFFER_VALUES, /* of what the first operand selects; names if it is just an address */
	OFFER_COMMANDS,
	OFFER_TARGETS,
	OFFER_ALLOW,
	OFFER_ORDERS,
	OFFER_WIDTHS,
	OFFER_DEFINITIONS, /* words that follow the width of a register, the bits of a field */
	OFFER_FILES,
};

/* A kind of operand: a row of the table in operand.c, whose head says how to add one. */
struct operand_kind {
	const char *word; /* in signatures: "MASK", "MASK:or-value"; help shows it up to the ':' */
	int (*parse)(struct operand_parser *ps, struct operand *o, struct physmon_error *e);
	/* Is the constant that was typed at @s right? 0 or -EINVAL, -ERANGE with @e. NULL: any is. */
	int (*check)(const struct operand_parser *ps, const struct operand *o, const char *s, struct physmon_error *e);
	enum operand_offers offers;
	unsigned flags;
};

#define OPERAND_EXPR 1u	     /* an expression: no option begins like one */
#define OPERAND_ADDR 2u	     /* an address */
#define OPERAND_RANGE 4u     /* it may begin a range, and be a quoted pattern */
#define OPERAND_RANGE_END 8u /* the end of a range, "..B", may take its place */
#define OPERAND_OR_NAMES 16u /* instead of it, more names may stand behind a name */
#define OPERAND_TEXT 32u     /* a comma at the end of its word belongs to it */
#define OPERAND_LOCAL 64u    /* for the local user only: not for a debugger's "monitor" */

/* operand_too_wide - -ERANGE with @e: the constant in [s, end), a @noun ("mask"), has more than @bits bits. */
int operand_too_wide(const char *noun, const char *s, const char *end, unsigned bits, struct physmon_error *e);

/* operand_kind - the kind that the signature at @word names, or NULL. */
const struct operand_kind *operand_kind(const char *word);

/*
 * operand_parse - the operand of @kind at ps->p (no blank there), up to its last character; a constant is checked.
 * 0 or -errno with @e and ps->p at the error.
 */
int operand_parse(struct operand_parser *ps, const struct operand_kind *kind, struct operand *o,
		  struct physmon_error *e);

/* operand_range_follows - "..": the end of a range whose start was just parsed; operand_range_end parses it. */
bool operand_range_follows(const struct operand_parser *ps);
int operand_range_end(struct operand_parser *ps, const struct operand *start, const struct operand_kind *kind,
		      struct operand *o, struct physmon_error *e);
