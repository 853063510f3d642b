/* SPDX-License-Identifier: GPL-2.0-or-later */
/* record: a line of results as typed and named cells, made from a format whose arguments the compiler checks. Pure. */
#pragma once

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <physmon.h>

#define RECORD_ITEMS 32

enum record_type {
	RECORD_TEXT, /* of the format: in text only */
	RECORD_HEX,
	RECORD_DECIMAL,
	RECORD_SECONDS, /* u is in microseconds */
	RECORD_STRING,
	RECORD_FLAG,
};

struct record_item {
	enum record_type type;
	bool hidden;	     /* not in text */
	bool bare;	     /* one of the bare values */
	unsigned char group; /* the number of its "?(...)", from 1 on; 0: none */
	bool sized, precise; /* it has an argument for digits; for state or n */
	unsigned char longs; /* the size of an integer: 'l's, or 'z', a long on Linux */
	const char *text;    /* RECORD_TEXT: the text; else the name */
	size_t len;	     /* of text; 0: a cell without a name, which is in text only */
	const char *s;	     /* RECORD_STRING; n bytes; never NULL */
	size_t n;
	uint64_t u;
	unsigned digits;	  /* RECORD_HEX: at least so many; RECORD_STRING: columns */
	enum physmon_state state; /* RECORD_HEX */
};

/* All zero to begin with. It keeps what it parsed for the next record of the same format. */
struct record {
	const char *format; /* the items were made from it */
	uint32_t absent;    /* groups that are left out: bit GROUP */
	size_t n;
	struct record_item items[RECORD_ITEMS];
};

/*
 * record_make - fill @r from @format, a literal, and its arguments; see emit_result(). Items beyond RECORD_ITEMS are
 * lost. record_vmake - the same.
 */
void record_make(struct record *r, const char *format, ...) __attribute__((format(printf, 2, 3)));
void record_vmake(struct record *r, const char *format, va_list ap) __attribute__((format(printf, 2, 0)));

/* record_has - @i is a part of @r, not of a group that is left out. */
static inline bool record_has(const struct record *r, const struct record_item *i)
{
	return !(r->absent >> i->group & 1);
}

/* record_number - the digits of an item that is a number, written at @p with FORMAT_MAX bytes; returns their end. */
char *record_number(char *p, const struct record_item *i);
