/* SPDX-License-Identifier: GPL-2.0-or-later */
/* oracle_inner: what the oracle's three files share: words and expressions, compiling, running. */
#pragma once

#include <string.h>
#include <strings.h>

#include "fuzz.h"
#include "oracle.h"

#define NODES 40000
#define STEPS 4000
#define OPERANDS 8000
#define NAMES 64
#define RANGES 64
#define NEST 100
#define BOARD_LAST 0xffffu

struct node {
	/* '#' number, '.' '$', '-' minus, '~', 'L' <<, 'R' >>, '+' 's' (minus of two) '*' '/' '%' '&' '^' '|' */
	char op;
	bool literal, dynamic;
	uint64_t value;
	int l, r;
};

struct value { /* an operand */
	int node;
	bool relative;	 /* an address that base is added to */
	bool range_end;	 /* stands for a length or a count */
	int hi, lo;	 /* bits of an address; hi < 0: none */
	char form;	 /* 'u' plain number, 's' with a minus, 'o' other */
	uint64_t number; /* of what isn't an expression */
};

struct op {
	/* d r w v ? base: b, width: W, endian: e, allow: a, noread: n, sleep and other harmless ones: ' ', q */
	char what;
	unsigned width, width_after;
	int first, n;
	unsigned mask; /* endian, allow */
};

struct name {
	char text[80];
	size_t len;
	uint64_t addr;
};

struct state {
	unsigned width;
	uint64_t base, dot, last;
	bool last_valid, swap, allow_noread, quit;
	bool read_valid, read_own_step;
	uint64_t read_addr, read_count, read_step;
	int read_hi;
};

struct oracle {
	struct state s;
	bool keep_going;
	struct name names[NAMES];
	int nnames;
	struct oracle_range {
		uint64_t first, last;
	} ranges[RANGES];
	int nranges;

	struct node nodes[NODES];
	int nnodes;
	struct value values[OPERANDS];
	int nvalues;
	struct op ops[STEPS];
	int nops;
	unsigned width; /* while compiling */

	const char *p, *end; /* while parsing */
	int depth, nest;
	bool behind_shift, was_name; /* of the primary that comes; the last word was a name */
	bool in_shift;		     /* in parentheses behind a shift */
	bool strange, absolute;
	int root; /* of the expression parsed by oracle_expression() */

	const struct oracle_access *log;
	size_t nlog, at;
	bool cut, ran_out;
};

static inline bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static inline bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/*
 * oracle_expr.c. at - the byte @i behind the cursor, a newline behind the end. name_length - 0 where there is no name.
 */
char at(const struct oracle *o, long i);
size_t name_length(const char *s, const char *end);
/* parse_expr - an expression, up to where it ends. False: the text is wrong, or strange. */
bool parse_expr(struct oracle *o, struct value *x);
/* value_of - of node @i, now. False: it has none. fits - in @bits bits, by its form. */
bool value_of(const struct oracle *o, int i, uint64_t *v);
bool fits(char form, uint64_t v, unsigned bits);
