/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * expr: expressions, 64 bits unsigned, C precedence, wrapping. They are parsed once, and evaluated at once unless they
 * contain '.' or '$', which are known only while running: those become a few stack operations. It touches no bus: a
 * name is its address.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <physmon.h>

#include "names.h"

struct arena;

enum expr_form {
	EXPR_PLAIN,    /* one number: unsigned */
	EXPR_NEGATIVE, /* '-' and one number: signed */
	EXPR_OTHER,
};

struct expr {
	uint64_t value;	   /* unless dynamic */
	uint32_t op, nops; /* dynamic: its slice of the code */
	uint8_t form;	   /* enum expr_form */
	bool dynamic;	   /* holds . or $ */
	bool absolute;	   /* holds . or a name: as an address it isn't relative to base */
	bool named;	   /* holds a name */
	bool virtual;	   /* contains the name of a virtual address of the kernel */
};

struct expr_op {
	uint64_t value;
	unsigned char op;
};

/* The code of a text's dynamic expressions; grown by the parser, emptied and freed by its owner. */
struct expr_code {
	struct expr_op *ops;
	size_t n, size;
};

struct expr_parser {
	const char *p, *end; /* p: moved behind the expression, or to the error */
	const struct names *names;
	struct expr_code *code;
	unsigned depth;		     /* of parentheses: blanks are allowed inside */
	unsigned nest;		     /* of everything, against endless nesting */
	bool behind_shift;	     /* << or >> is right before p: a plain number is a bit number, decimal */
	bool in_shift;		     /* in parentheses behind << or >>: no number that may be meant as decimal */
	struct expr *x;		     /* expr_parse() sets it */
	struct arena *arena;	     /* for names in quotes */
	struct names_hit hit;	     /* of the last name */
	const char *name, *name_end; /* as it was typed; NULL: there is none */
};

/* The values of '.' and '$' while running. */
struct expr_env {
	uint64_t dot;
	uint64_t last;	 /* $ */
	bool last_valid; /* something has been read */
	bool last_known; /* and its value is known (not a dry run) */
};

/*
 * expr_lone_number - most operands are one hexadecimal number: is the word at *@p one, up to @end, a blank or ';'? Then
 * *@x and *@p are moved as expr_parse() would. A word that begins with a letter may be a name, where there are any:
 * false.
 */
bool expr_lone_number(const char **p, const char *end, const struct names *names, struct expr *x);

/*
 * expr_parse - the expression at ps->p; it ends before a blank, ';', '..', ',' or the end. Set p, end, names, code
 * and arena first, zero the rest. 0 or -errno with @e filled and ps->p at the error.
 */
int expr_parse(struct expr_parser *ps, struct expr *x, struct physmon_error *e);

/*
 * expr_eval - its value. 0; -EINVAL with @e: division by 0, shift of 64 or more, $ before anything was read;
 * -ENODATA: it depends on a value that a dry run doesn't know.
 */
int expr_eval(const struct expr *x, const struct expr_code *code, const struct expr_env *env, uint64_t *v,
	      struct physmon_error *e);

/* expr_fits_bits - may an expression of @form and @value be written to @bits bits (1 to 64)? */
bool expr_fits_bits(unsigned form, uint64_t value, unsigned bits);
