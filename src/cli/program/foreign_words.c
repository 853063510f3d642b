/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * foreign_words: translates commands of U-Boot, devmem, memtool, rwmem, gdb and the like with their operands.
 *
 * To add a word, add a row to the table; a word with several forms has the one with most operands first.
 */
#include <errno.h>
#include <string.h>

#include "error.h"
#include "foreign_words.h"
#include "names.h"
#include "parse.h"
#include "text.h"

#define OPERANDS 4
#define SHOWN 40 /* bytes of an operand that are shown */

/*
 * In the line: $1 to $4: operands; $L and $M: operands 2 and 3, counts of units, in bytes; $W: the letter of the width,
 * which stands behind the word ("md.l", "x/4xw") or in an option ("md -l", "io -4"), else @width; $w: of operand 2 in
 * the words of devmem and devmem2; $C: the count of "x/4xw"; $P: operand 1 behind its '*'; $*: all operands.
 */
static const struct foreign {
	const char *word, *owner;
	size_t least; /* operands */
	char width;
	const char *line;
} rows[] = {
	{ "md", "U-Boot's and memtool's", 0, 'd', "d$W $1 $L" },
	{ "mw", "U-Boot's", 3, 'd', "fill.$W $1 $M $2" },
	{ "mw", "U-Boot's and memtool's", 0, 'd', "w$W $1 $2" },
	{ "mm", "U-Boot's", 0, 'd', "e$W $1" },
	{ "nm", "U-Boot's", 0, 'd', "e$W $1" },
	{ "cp", "U-Boot's", 0, 'd', "copy.$W $1 $M $2" },
	{ "crc32", "U-Boot's", 0, 'd', "crc $1 $2" },
	{ "mtest", "U-Boot's", 2, 'd', "test.d $1 LENGTH" },
	{ "devmem", "a program", 3, 'd', "w$w $1 $3" },
	{ "devmem", "a program", 2, 'd', "r$w $1" },
	{ "devmem", "a program", 0, 'd', "rd $1" },
	{ "devmem2", "a program", 3, 'd', "w$w $1 $3" },
	{ "devmem2", "a program", 2, 'd', "r$w $1" },
	{ "devmem2", "a program", 0, 'd', "rd $1" },
	{ "io", "a program", 2, 'd', "w$W $1 $2" },
	{ "io", "a program", 0, 'd', "r$W $1" },
	{ "x", "gdb's", 1, 'd', "r$W $1 $C" },
	{ "p", "gdb's", 1, 'd', "? $*" },
	{ "print", "gdb's", 1, 'd', "? $*" },
	{ "peek", "another tool's", 0, 'd', "rd $1" },
	{ "poke", "another tool's", 0, 'd', "wd $1 $2" },
	{ "read", "another tool's", 0, 'd', "rd $1 $2" },
	{ "write", "another tool's", 0, 'd', "wd $1 $2" },
	{ "dump", "another tool's", 0, 'd', "d $1 $2" },
	{ "hexdump", "another tool's", 0, 'd', "d $1 $2" },
	{ "xxd", "another tool's", 0, 'd', "d $1 $2" },
	{ "physmon", "this program", 0, 'd', "$*" },
	{ "h", "another tool's", 0, 'd', "help $1" },
	{ "man", "another tool's", 0, 'd', "help $1" },
};

/* A command as it was typed. */
struct typed {
	const char *word, *word_end; /* without what follows '.' or '/' */
	const char *operand[OPERANDS];
	int len[OPERANDS];
	size_t n;
	const char *rest, *end; /* all operands */
	char width;		/* 0: none */
	uint64_t count;		/* of "x/4xw" */
};

/* The letter of a width here. @halfwords: where h is one, w is 32 bits. */
static char letter_of(char c, bool halfwords)
{
	switch (c) {
	case 'b':
	case '1':
		return 'b';
	case 'h':
	case '2':
		return 'w';
	case 'w':
		return halfwords ? 'd' : 'w';
	case 'l':
	case '4':
		return 'd';
	case 'q':
	case 'g':
	case '8':
		return 'q';
	default:
		return '\0';
	}
}

/* The same of a whole word of devmem's or devmem2's: "32", "w"; 32 bits if it is none. */
static char letter_of_word(const char *s, int len)
{
	static const struct {
		char bits[3], letter;
	} widths[] = { { "8", 'b' }, { "16", 'w' }, { "64", 'q' } };

	for (size_t i = 0; i < sizeof(widths) / sizeof(widths[0]); i++)
		if ((int)strlen(widths[i].bits) == len && !memcmp(s, widths[i].bits, (size_t)len))
			return widths[i].letter;
	return len == 1 && parse_letter(*s) && letter_of(*s, true) ? letter_of(*s, true) : 'd';
}

static void split(struct typed *t, const char *s, const char *end)
{
	const char *stop = parse_word_end(s, end), *p = s;
	char c;

	*t = (struct typed){ .word = s, .end = parse_command_end(s, end) };
	while (p < stop && (parse_letter(*p) || parse_digit(*p)))
		p++;
	t->word_end = p;
	for (; p < stop && *t->word_end == '/'; p++)
		if (parse_digit(*p))
			t->count = t->count * 10 + (unsigned)(*p - '0');
		else if ((c = letter_of(*p, true)))
			t->width = c;
	if (stop - p == 2 && *p == '.')
		t->width = letter_of(p[1], false);
	t->rest = p = parse_skip_blanks(stop, t->end);
	for (; p < t->end; p = parse_skip_blanks(stop, t->end)) {
		stop = parse_word_end(p, t->end);
		if (stop == p)
			break;
		if (*p == '-' && stop - p == 2 && letter_of(p[1], false)) {
			t->width = letter_of(p[1], false);
			continue;
		}
		if (t->n == OPERANDS || *p == '-')
			continue;
		t->operand[t->n] = p;
		t->len[t->n++] = (int)(stop - p > SHOWN ? SHOWN : stop - p) - (stop[-1] == ',');
	}
}

/* Operand @i, or @or where there is none; "A+L" of memtool is two operands here. */
static void put_operand(const struct typed *t, size_t i, const char * or, char *out, size_t size)
{
	const char *plus = i < t->n && i == 0 ? memchr(t->operand[i], '+', (size_t)t->len[i]) : NULL;

	if (i >= t->n)
		text_print(out, size, "%s", or);
	else if (plus)
		text_print(out, size, "%.*s %.*s", (int)(plus - t->operand[i]), t->operand[i],
			   t->len[i] - (int)(plus + 1 - t->operand[i]), plus + 1);
	else
		text_print(out, size, "%.*s", t->len[i], t->operand[i]);
}

/* Operand @i, a count of units, in bytes. */
static void put_length(const struct typed *t, size_t i, char width, char *out, size_t size)
{
	const unsigned bytes = parse_width(&width, &width + 1);
	uint64_t v;

	if (i < t->n && !parse_number(t->operand[i], t->operand[i] + t->len[i], &v))
		text_print(out, size, "%llx", (unsigned long long)(v * bytes));
}

static void translate(const struct foreign *row, const struct typed *t, char *out, size_t size)
{
	const char width = t->width ? t->width : row->width;
	char part[4 * SHOWN];
	size_t n = 0;

	*out = '\0';
	for (const char *p = row->line; *p && n + 1 < size; p++) {
		part[0] = *p;
		part[1] = '\0';
		if (*p == '$') {
			part[0] = '\0';
			switch (*++p) {
			case 'W':
				text_print(part, sizeof(part), "%c", width);
				break;
			case 'w':
				part[0] = letter_of_word(t->operand[1], t->len[1]);
				break;
			case 'C':
				if (t->count)
					text_print(part, sizeof(part), "%llx", (unsigned long long)t->count);
				break;
			case 'L':
			case 'M':
				put_length(t, *p == 'L' ? 1 : 2, width, part, sizeof(part));
				break;
			case 'P':
				text_print(part, sizeof(part), "%.*s", t->len[0] - 1, t->operand[0] + 1);
				break;
			case '*':
				text_print(part, sizeof(part), "%.*s", (int)(t->end - t->rest), t->rest);
				break;
			default:
				put_operand(t, (size_t)(*p - '1'), *p == '1' && *row->line != 'h' ? "ADDR" : "", part,
					    sizeof(part));
			}
		}
		n += text_print(out + n, size - n, "%s", part);
	}
	while (n && out[n - 1] == ' ')
		out[--n] = '\0';
}

/* "7:4", "7": numbers of bits, as rwmem has them behind an address. */
static bool are_bits(const char *s, const char *end)
{
	const char *p = s;
	unsigned colons = 0;

	for (; p < end && (parse_digit(*p) || *p == ':'); p++)
		colons += *p == ':';
	return p == end && s < end && parse_digit(*s) && parse_digit(end[-1]) && colons < 2 &&
	       end - s <= 2 + 3 * (int)colons;
}

/*
 * "1000", "1000=5", "GPIO.DIR = 5", "GPIO.DIR 5", rwmem's "1000:7:4=5": a place up to @end, alone or with a value;
 * "1000-1010", "1000:1010", "1000,10": a range.
 */
static bool place(const char *s, const char *end, const char *stop, struct physmon_error *e)
{
	const char *two = *s == '@' ? end : s + strcspn(s, ":-,"), *bits, *value = parse_skip_blanks(end, stop);
	char where[2 * SHOWN];

	two = two > s && two < end - 1 ? two : NULL;
	bits = two && *two == ':' && are_bits(two + 1, end) ? two : NULL;

	if (value < stop && *value == '=')
		value = parse_skip_blanks(value + 1, stop);
	if (end - s > SHOWN || stop - value > SHOWN || (value < stop && *value == '='))
		return false;
	text_print(where, sizeof(where), bits ? "%.*s[%.*s]" : "%.*s", (int)((bits ? bits : end) - s), s,
		   bits ? (int)(end - bits) - 1 : 0, bits ? bits + 1 : "");
	if (value == stop && two && !bits)
		error_text(e, "%.*s alone is not a command: 'd %.*s%s%.*s' dumps it", (int)(end - s), s, (int)(two - s),
			   s, *two == ',' ? " " : "..", (int)(end - two) - 1, two + 1);
	else if (value == stop)
		error_text(e, "%.*s alone is not a command: 'r %s' reads it", (int)(end - s), s, where);
	else
		error_text(e, "%.*s is not a command: 'w %s %.*s' writes it", (int)(stop - s), s, where,
			   (int)(stop - value), value);
	return true;
}

/* A number with a digit in it ("dead" is a word), or a known name. */
static bool is_place(const struct names *names, const char *s, const char *end)
{
	const bool marked = s < end && *s == '@', quoted = marked && end - s > 3 && s[1] == '"';
	const char *name = s + marked + quoted, *digit = s;
	struct names_hit hit;
	uint64_t v;

	while (digit < end && !parse_digit(*digit))
		digit++;
	if ((s < end && digit == s) ||
	    !names_find(names, name, (size_t)(end - quoted - name), marked ? NAMES_MARKED : 0, &hit, NULL))
		return true;
	return digit < end && !parse_number(s, end, &v);
}

void foreign_words_explain(const struct names *names, command_families families, const char *s, const char *end,
			   const struct command *named, struct physmon_error *e)
{
	const char *word_end = parse_word_end(s, end), *equals = memchr(s, '=', (size_t)(word_end - s));
	const char *place_end = equals ? equals : word_end;
	/* "p/x *0x1000" */
	static const struct foreign behind_pointer = { "p", "gdb's", 1, 'd', "r$W $P" };
	const struct foreign *row;
	const struct command *c;
	struct typed t;
	char line[200], near[NAMES_NEAR];
	size_t n;

	split(&t, s, end);
	n = (size_t)(t.word_end - s);
	for (size_t i = 0; n && i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (strlen(rows[i].word) != n || memcmp(rows[i].word, s, n) || t.n < rows[i].least)
			continue;
		row = *t.rest == '*' && rows[i].line[0] == '?' ? &behind_pointer : &rows[i];
		translate(row, &t, line, sizeof(line));
		error_text(e, "%.*s is %s: here that is '%s'%s", parse_shown(s, word_end), s, rows[i].owner, line,
			   strstr(rows[i].line, "$L") || strstr(rows[i].line, "$M") ? " (lengths are bytes)" : "");
		return;
	}
	if (named)
		return;
	if (is_place(names, s, place_end) && place(s, place_end, t.end, e))
		return;
	for (size_t i = 0; n > 2 && word_end == t.word_end && (c = command_at(families, i)); i++)
		if (strlen(c->name) > 2 && text_distance(s, n, c->name, strlen(c->name)) < 2) {
			error_text(e, "%.*s is not a command: is '%s' meant? ('help' lists them)", (int)n, s, c->name);
			return;
		}
	names_near(names, s, (size_t)(place_end - s), 0, near);
	if (*near)
		error_text(e, "%.*s is neither a command nor a known name: is %s meant? ('r %s' reads it)",
			   parse_shown(s, place_end), s, near, near);
}
