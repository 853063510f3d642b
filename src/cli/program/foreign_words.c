/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * foreign_words: translates commands of U-Boot, devmem, memtool, rwmem, gdb and the like with their operands.
 *
 * To add a word, add a row to the table; a word with several forms has the one with most operands first.
 */
#include <errno.h>
#include <stdlib.h>
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
 * which follows the word ("md.l", "x/4xw") or in an option ("md -l", "io -4"), else of 32 bits; $w: of operand 2
 * in the words of devmem and devmem2; $C: the count of "x/4xw"; $P: operand 1 behind its '*'; $*: all operands.
 */
enum {
	DECIMAL = 1, /* its numbers without 0x are decimal */
	MEMTOOL = 2, /* only if it was typed in memtool's way: with an option for the width, or A+L */
	POINTER = 4, /* only in front of a pointer: "{int}0x1000", "*(int *)0x1000"; a command of ours otherwise */
	ENDING = 8,  /* the width may be the end of the word: "read32", "readl" */
};

static const struct foreign {
	const char *word, *owner;
	size_t least; /* operands */
	unsigned flags;
	const char *line;
} rows[] = {
	{ "md", "memtool's", 0, MEMTOOL | DECIMAL, "d$W $1" },
	{ "mw", "memtool's", 0, MEMTOOL | DECIMAL, "w$W $1 $2 $3 $4" },
	{ "md", "U-Boot's", 0, 0, "d$W $1 $L" },
	{ "mw", "U-Boot's", 3, 0, "fill.$W $1 $M $2" },
	{ "mw", "U-Boot's", 0, 0, "w$W $1 $2" },
	{ "mm", "U-Boot's", 0, 0, "e$W $1" },
	{ "nm", "U-Boot's", 0, 0, "e$W $1" },
	{ "cp", "U-Boot's", 0, 0, "copy.$W $1 $M $2" },
	{ "cmp", "U-Boot's", 0, 0, "cmp.$W $1 $M $2" },
	{ "crc32", "U-Boot's", 0, 0, "crc $1 $2" },
	{ "mtest", "U-Boot's", 2, 0, "test.d $1 LENGTH" },
	{ "devmem", "a program", 3, DECIMAL, "w$w $1 $3" },
	{ "devmem", "a program", 2, DECIMAL, "r$w $1" },
	{ "devmem", "a program", 0, DECIMAL, "rd $1" },
	{ "devmem2", "a program", 3, DECIMAL, "w$w $1 $3" },
	{ "devmem2", "a program", 2, DECIMAL, "r$w $1" },
	{ "devmem2", "a program", 0, DECIMAL, "rd $1" },
	{ "io", "a program", 2, DECIMAL, "w$W $1 $2" },
	{ "io", "a program", 0, DECIMAL, "r$W $1" },
	{ "x", "gdb's", 1, DECIMAL, "r$W $1 $C" },
	{ "p", "gdb's", 1, DECIMAL, "? $*" },
	{ "print", "gdb's", 1, DECIMAL, "? $*" },
	{ "set", "gdb's", 0, POINTER, "wd ADDR VALUE" },
	{ "peek", "another tool's", 0, ENDING, "r$W $1" },
	{ "poke", "another tool's", 0, ENDING, "w$W $1 $2" },
	{ "read", "another tool's", 0, ENDING, "r$W $1 $2" },
	{ "write", "another tool's", 0, ENDING, "w$W $1 $2" },
	{ "dump", "another tool's", 0, 0, "d $1 $2" },
	{ "hexdump", "another tool's", 0, 0, "d $1 $2" },
	{ "xxd", "another tool's", 0, 0, "d $1 $2" },
	{ "physmon", "this program", 0, 0, "$*" },
	{ "h", "another tool's", 0, 0, "help $1" },
	{ "man", "another tool's", 0, 0, "help $1" },
};

/* A command as it was typed. */
struct typed {
	const char *word, *word_end; /* without what follows '.' or '/' */
	const char *operand[OPERANDS];
	int len[OPERANDS];
	size_t n;
	const char *rest, *end; /* all operands */
	char width;		/* 0: none */
	bool memtool;		/* see MEMTOOL */
	bool strange;		/* something of it isn't understood */
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

/* Is it the word of @row? One that ends in its width has it put into @t. */
static bool is_word(const struct foreign *row, struct typed *t)
{
	const size_t n = strlen(row->word), len = (size_t)(t->word_end - t->word);
	const char *ending = t->word + n;
	const int left = (int)(len - n);

	if (len < n || memcmp(row->word, t->word, n))
		return false;
	if (!left || !(row->flags & ENDING))
		return !left;
	if (left == 1 && (parse_letter(*ending) || *ending == '8') && letter_of(*ending, false))
		t->width = *ending == '8' ? 'b' : letter_of(*ending, false);
	else if (left == 2 && (!memcmp(ending, "16", 2) || !memcmp(ending, "32", 2) || !memcmp(ending, "64", 2)))
		t->width = letter_of_word(ending, left);
	else
		return false;
	return true;
}

/* "/4xw" of gdb, ".l" of U-Boot, from @p up to @stop. */
static void split_suffix(struct typed *t, const char *p, const char *stop)
{
	char c;

	for (; p < stop && *t->word_end == '/'; p++)
		if (parse_digit(*p))
			t->count = t->count * 10 + (unsigned)(*p - '0');
		else if ((c = letter_of(*p, true)))
			t->width = c;
		else if (*p == 'i' || *p == 's') /* instructions, strings */
			t->strange = true;
	if (stop - p == 2 && *p == '.')
		t->width = letter_of(p[1], false);
}

/* "-l" of memtool, "-4" of io, whose "-r" and "-w" say what it does. */
static void split_option(struct typed *t, const char *p, const char *stop)
{
	const bool io = t->word_end - t->word == 2 && !memcmp(t->word, "io", 2);
	const char c = stop - p == 2 ? p[1] : '\0';

	if (io && (c == 'r' || c == 'w'))
		return;
	t->memtool = true;
	if (c && letter_of(c, false) && io == parse_digit(c))
		t->width = letter_of(c, false);
	else
		t->strange = true;
}

static void split(struct typed *t, const char *s, const char *end)
{
	const char *stop = parse_word_end(s, end), *p = s;

	*t = (struct typed){ .word = s, .end = parse_command_end(s, end) };
	while (p < stop && (parse_letter(*p) || parse_digit(*p)))
		p++;
	t->word_end = p;
	split_suffix(t, p, stop);
	t->rest = p = parse_skip_blanks(stop, t->end);
	for (; p < t->end; p = parse_skip_blanks(stop, t->end)) {
		stop = parse_word_end(p, t->end);
		if (stop == p || t->n == OPERANDS || stop - p > SHOWN || memchr(p, '(', (size_t)(stop - p))) {
			t->strange = true;
			break;
		}
		if (*p == '-') {
			split_option(t, p, stop);
			continue;
		}
		t->memtool |= memchr(p, '+', (size_t)(stop - p)) != NULL;
		p += *p == '&'; /* gdb's address of a name */
		t->operand[t->n] = p;
		t->len[t->n++] = (int)(stop - p) - (stop > p && stop[-1] == ',');
	}
}

/* @text, with each decimal number in it as a hexadecimal one if the @row has such numbers. */
static size_t put_numbers(const struct foreign *row, const char *text, int len, char *out, size_t size)
{
	const char *p = text, *const end = text + len, *word;
	size_t n = 0;
	bool number;
	char digits[24];

	*out = '\0';
	while (p < end && n + 1 < size) {
		number = true;
		for (word = p; p < end && (parse_digit(*p) || parse_letter(*p) || *p == '_'); p++)
			number &= parse_digit(*p);
		if (row->flags & DECIMAL && number && p - word > 1 && p - word < (int)sizeof(digits)) {
			text_print(digits, sizeof(digits), "%.*s", (int)(p - word), word);
			n += text_print(out + n, size - n, "0x%llx", strtoull(digits, NULL, 0));
			continue;
		}
		p += p == word;
		n += text_print(out + n, size - n, "%.*s", (int)(p - word), word);
	}
	return n;
}

/* Operand @i, or @or where there is none; "A+L" of memtool is two operands here. */
static void put_operand(const struct foreign *row, const struct typed *t, size_t i, const char * or, char *out,
			size_t size)
{
	const char *plus =
		i == 0 && t->n && row->flags & MEMTOOL ? memchr(t->operand[0], '+', (size_t)t->len[0]) : NULL;
	size_t n;

	if (i >= t->n) {
		text_print(out, size, "%s", or);
		return;
	}
	n = put_numbers(row, t->operand[i], plus ? (int)(plus - t->operand[i]) : t->len[i], out, size);
	if (!plus)
		return;
	n += text_print(out + n, size - n, " ");
	put_numbers(row, plus + 1, t->len[i] - (int)(plus + 1 - t->operand[i]), out + n, size - n);
}

/* Operand @i, a count of units, in bytes. */
static void put_length(const struct typed *t, size_t i, char width, char *out, size_t size)
{
	const unsigned bytes = parse_width(&width, &width + 1);
	uint64_t v;

	if (i < t->n && !parse_number(t->operand[i], t->operand[i] + t->len[i], &v))
		text_print(out, size, "%llx", (unsigned long long)(v * bytes));
	else
		text_print(out, size, "%s", i < t->n ? "LENGTH" : "");
}

static void translate(const struct foreign *row, const struct typed *t, char *out, size_t size)
{
	const char width = t->width ? t->width : 'd';
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
				put_numbers(row, t->operand[0] + 1, t->len[0] - 1, part, sizeof(part));
				break;
			case '*':
				put_numbers(row, t->rest, (int)(t->end - t->rest), part, sizeof(part));
				break;
			default:
				put_operand(row, t, (size_t)(*p - '1'), *p == '1' && *row->line != 'h' ? "ADDR" : "",
					    part, sizeof(part));
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
	const char *two = s, *bits, *value = parse_skip_blanks(end, stop);
	char where[2 * SHOWN];

	while (two < end && (*s == '@' || !memchr(":-,", *two, 3)))
		two++;
	two = two > s && two < end - 1 ? two : NULL;
	bits = two && *two == ':' && are_bits(two + 1, end) ? two : NULL;

	if (value < stop && *value == '=')
		value = parse_skip_blanks(value + 1, stop);
	if (end - s > SHOWN || stop - value > SHOWN || (value < stop && strchr("=|&^:+*/%<>", *value)))
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

/* What C does to a place by "|=" and the like is a command here; "=" and none are place()'s. */
static bool assignment(const char *s, const char *end, const char *stop, struct physmon_error *e)
{
	static const struct {
		char op[4], command[8];
	} rows_[] = { { "|=", "set" }, { "&=~", "clr" }, { "^=", "tgl" }, { "==", "expect" }, { ":=", "w" } };
	const char *op = parse_skip_blanks(end, stop), *value;
	size_t n;

	for (size_t i = 0; i < sizeof(rows_) / sizeof(rows_[0]); i++) {
		n = strlen(rows_[i].op);
		if ((size_t)(stop - op) <= n || memcmp(op, rows_[i].op, n))
			continue;
		value = parse_skip_blanks(op + n, stop);
		error_text(e, "%.*s is not a command: '%s %.*s %.*s' does that", parse_shown(s, stop), s,
			   rows_[i].command, (int)(end - s), s, (int)(stop - value), value);
		return true;
	}
	return false;
}

/* A number with a digit in it ("dead" is a word), or a known name. */
static bool is_place(const struct names *names, const char *s, const char *end)
{
	const bool marked = s < end && *s == '@', quoted = marked && end - s > 3 && s[1] == '"';
	const char *name = s + marked + quoted, *digit = s, *bits = end - (end > s);
	struct names_hit hit;
	uint64_t v;

	while (bits > s && *bits != '[')
		bits--;
	if (bits > s && end[-1] == ']')
		end = bits;

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
	static const struct foreign behind_pointer = { "p", "gdb's", 1, DECIMAL, "r$W $P" };
	const struct foreign *row;
	const struct command *c;
	struct typed t;
	char line[200], near[NAMES_NEAR];
	bool pointer;
	size_t n;

	while (equals && place_end > s + 1 && memchr("|&^:~", place_end[-1], 5))
		place_end--;
	split(&t, s, end);
	n = (size_t)(t.word_end - s);
	pointer = t.rest < t.end && (*t.rest == '*' || *t.rest == '{');
	for (size_t i = 0; n && i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (!is_word(&rows[i], &t) || t.n < rows[i].least || (rows[i].flags & MEMTOOL && !t.memtool) ||
		    (rows[i].flags & POINTER ? !pointer : named && pointer))
			continue;
		row = t.rest < t.end && *t.rest == '*' && rows[i].line[0] == '?' ? &behind_pointer : &rows[i];
		if (t.strange && !(row->flags & POINTER) && (row == &behind_pointer || !strstr(row->line, "$*"))) {
			error_text(e, "%.*s is %s: 'help' lists the commands here", parse_shown(s, word_end), s,
				   row->owner);
			return;
		}
		translate(row, &t, line, sizeof(line));
		error_text(e, "%.*s is %s: here that is '%s'%s", parse_shown(s, word_end), s, rows[i].owner, line,
			   strstr(rows[i].line, "$L") || strstr(rows[i].line, "$M") ? " (lengths are bytes)" : "");
		return;
	}
	if (named)
		return;
	if (is_place(names, s, place_end) && (assignment(s, place_end, t.end, e) || place(s, place_end, t.end, e)))
		return;
	for (size_t i = 0; n > 2 && word_end == t.word_end && (c = command_at(families, i)); i++)
		if (strlen(c->name) > 2 && text_distance(s, n, c->name, strlen(c->name)) < 2) {
			error_text(e, "%.*s is not a command: is '%s' meant? ('help' lists them)", (int)n, s, c->name);
			return;
		}
	names_near(names, s, (size_t)(place_end - s), 0, near);
	if (*near && strlen(near) == (size_t)(place_end - s) && !memcmp(near, s, strlen(near)))
		error_text(e, "%s is not a command: 'r %s' reads it", near, near);
	else if (*near)
		error_text(e, "%.*s is neither a command nor a known name: is %s meant? ('r %s' reads it)",
			   parse_shown(s, place_end), s, near, near);
}
