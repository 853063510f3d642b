/* SPDX-License-Identifier: GPL-2.0-or-later */
/* help_topics: the texts of help's topics. */
#include <string.h>

#include <physmon.h>

#include "help_topics.h"

static const struct {
	const char *name, *text;
} topics[] = {
	{ "numbers", "Numbers are hexadecimal, with or without 0x; 0t25 is decimal, 0y1010 binary\n"
		     "(0b1010 is an error); _ may separate digits. k, M, G multiply by 2^10, 2^20,\n"
		     "2^30: 64k is 65536. C's suffixes (10ul) and commas behind operands are passed\n"
		     "over. Times are decimal. Expressions have C's operators + - * / % & | ^ ~ << >>\n"
		     "( ) and its precedence, 64 bits unsigned; blanks only inside parentheses. A\n"
		     "number behind << or >> is a bit's, and decimal: 1<<27, 1<<(0t27)." },
	{ "addresses", "Addresses are relative to base, 0 unless set. An operand with =, ., @ or a name\n"
		       "is absolute; @ says that a name follows: @ADC. '.' is where the last d or r\n"
		       "ended, or the first address a w wrote. $ is the last unit that r read: 'r =$'\n"
		       "follows a pointer. A..B is a range, the unit that holds B included." },
	{ "widths", "b 8, w 16, d 32, q 64 bits, after the command: rd 10, or r.32 10. A width stays\n"
		    "until another is given. Each unit is one access of exactly that width; nothing\n"
		    "else is touched, nothing is read back, unaligned addresses are refused." },
};

#define NTOPICS (sizeof(topics) / sizeof(topics[0]))

/* Targets with more to tell than their line (the demo board's map) are topics of their own. */
static const struct physmon_scheme *scheme_with_manual(size_t i)
{
	const struct physmon_scheme *row;

	for (size_t k = 0; (row = physmon_schemes(k)); k++)
		if (row->manual && !i--)
			break;
	return row;
}

const char *help_topics_at(size_t i)
{
	const struct physmon_scheme *row;

	if (i < NTOPICS)
		return topics[i].name;
	row = scheme_with_manual(i - NTOPICS);
	return row ? row->scheme : NULL;
}

const char *help_topics_text(const char *name)
{
	const struct physmon_scheme *row;

	for (size_t i = 0; i < NTOPICS; i++)
		if (!strcmp(topics[i].name, name))
			return topics[i].text;
	for (size_t i = 0; (row = physmon_schemes(i)); i++)
		if (!strcmp(row->scheme, name))
			return row->manual ? row->manual : row->help;
	return NULL;
}
