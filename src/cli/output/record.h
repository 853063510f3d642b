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
	bool hidden;	  /* not in text */
	bool bare;	  /* one of the bare values */
	const char *text; /* RECORD_TEXT: the text; else the name */
	size_t len;	  /* of text; 0: a cell without a name, which is in text only */
	const char *s;	  /* RECORD_STRING; never NULL */
	uint64_t u;
	unsigned digits;	  /* RECORD_HEX: at least so many; RECORD_STRING: columns */
	enum physmon_state state; /* RECORD_HEX */
};

struct record {
	size_t n;
	struct record_item items[RECORD_ITEMS];
};

/* record_make - fill @r from @format and its arguments; see emit_result(). Items beyond RECORD_ITEMS are lost. */
void record_make(struct record *r, const char *format, va_list *ap);
