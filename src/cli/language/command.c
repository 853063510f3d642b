/* SPDX-License-Identifier: GPL-2.0-or-later */
/* command: finds, counts and shows rows of commands. */
#include <errno.h>
#include <stdbool.h>
#include <string.h>

#include "command.h"
#include "error.h"
#include "operand.h"
#include "parse.h"
#include "text.h"

const struct command *command_at(command_families families, size_t i)
{
	for (size_t f = 0; families[f]; f++)
		for (const struct command *c = families[f]; c->name; c++)
			if (!i--)
				return c;
	return NULL;
}

static bool is_name(const char *name, size_t len, const char *full)
{
	return full && !strncmp(name, full, len) && !full[len];
}

const struct command *command_find(command_families families, const char *name, size_t len)
{
	for (size_t f = 0; families[f]; f++)
		for (const struct command *c = families[f]; c->name; c++)
			if (is_name(name, len, c->name) || is_name(name, len, c->alias))
				return c;
	return NULL;
}

/* The name of the option that the signature @s begins with, or NULL; *@next: what follows the option. */
static const char *option_here(const char *s, const char **next)
{
	if (s[0] != '[' || s[1] != '-')
		return NULL;
	*next = s + strcspn(s, "]") + 1;
	*next += **next == ' ';
	return s + 2 + (s[2] == '-');
}

/* The signature behind the options. */
static const char *operands_of(const struct command *c)
{
	const char *s = c->signature;

	while (option_here(s, &s))
		;
	return s;
}

static size_t option_length(const char *name)
{
	return strspn(name, "abcdefghijklmnopqrstuvwxyz");
}

const char *command_option_at(const struct command *c, size_t i)
{
	const char *s = c->signature, *name;

	while ((name = option_here(s, &s)) && i--)
		;
	return name;
}

const char *command_option(const struct command *c, const char *s, const char *end, const struct operand_kind **kind,
			   size_t *len)
{
	const char *name;
	size_t n;

	for (size_t i = 0; (name = command_option_at(c, i)); i++) {
		n = option_length(name);
		*kind = name[n] == ' ' ? operand_kind(name + n + 1) : NULL;
		*len = n + (n > 1 ? 2 : 1);
		if ((size_t)(end - s) >= *len && !memcmp(s, name - (*len - n), *len) &&
		    ((size_t)(end - s) == *len || (n == 1 && *kind)))
			return name;
	}
	return NULL;
}

static const char *word_end(const char *s)
{
	return s + strcspn(s, " [].");
}

const struct operand_kind *command_operand_kind(const struct command *c, size_t i)
{
	const char *s = operands_of(c), *word = NULL;

	for (;; s = word_end(s)) {
		s += strspn(s, " []");
		if (!*s)
			return NULL;
		if (*s == '.') /* any number of the last one */
			return operand_kind(word);
		word = s;
		if (!i--)
			return operand_kind(word);
	}
}

size_t command_least(const struct command *c)
{
	size_t n = 0;
	int depth = 0;

	for (const char *s = operands_of(c); *s; s = word_end(s)) {
		for (; *s && strchr(" [].", *s); s++)
			depth += (*s == '[') - (*s == ']');
		n += *s && !depth;
	}
	return n;
}

void command_usage(const struct command *c, char *out, size_t size)
{
	const char *s = c->signature;
	size_t n;

	text_print(out, size, "%s%s%s%s%s", c->name, c->alias ? ", " : "", c->alias ? c->alias : "",
		   c->flags & COMMAND_LETTER  ? "[bwdq]"
		   : c->flags & COMMAND_WIDTH ? "[.WIDTH]"
					      : "",
		   *s ? " " : "");
	for (n = strlen(out); *s && n + 1 < size;)
		if (*s == ':') /* a variant of a kind isn't shown */
			s = word_end(s);
		else
			out[n++] = *s++;
	out[n] = '\0';
}

int command_status_worse(int a, int b)
{
	static const unsigned char weight[] = {
		[STATUS_OK] = 0, [STATUS_DIFFERS] = 1, [STATUS_FAILED] = 2, [STATUS_TEXT] = 3, [STATUS_INTERRUPTED] = 4
	};

	return weight[a] >= weight[b] ? a : b;
}

/* --- the word that a command begins with --------------------------------------------------------------------- */

/* what a user of the whole program may wonder about */
#if SMALL
#define IN_SMALL " of this small build"
#else
#define IN_SMALL ""
#endif

static int unknown_command(const char *s, const char *end, struct physmon_error *e)
{
	const char *w = parse_word_end(s, end);

	if (!parse_letter(*s) && (unsigned char)*s >= 0x20 && (unsigned char)*s < 0x7f)
		return error_text(e, "expected a command, not '%c' ('help' lists them)", *s);
	if (!parse_letter(*s))
		return error_text(e, "expected a command, not the byte %02x", (unsigned char)*s);
	return error_text(e, "%.*s is not a command" IN_SMALL " ('help' lists them)", parse_shown(s, w), s);
}

/*
 * "w8", "fill32", "base10": are the digits behind the name of @c, which begins at @s, a width or an operand? A guess
 * could reach another address.
 */
static int glued(const struct command *c, const char *s, const char *digits, const char *end, struct physmon_error *e)
{
	const char *const word_end = parse_word_end(digits, end);
	const int len = (int)(digits - s), n = parse_shown(digits, word_end);

	if (c->flags & COMMAND_WIDTH && parse_width(digits, word_end))
		return error_text(e,
				  "%.*s%.*s can be read in two ways: write '%.*s.%.*s' for the width, or '%.*s %.*s'",
				  len, s, n, digits, len, s, n, digits, len, s, n, digits);
	if (c->flags & COMMAND_LETTER)
		return error_text(e,
				  "%.*s%.*s can be read in two ways: write '%.*s %.*s', or '%.*sd%.*s' with a width"
				  " of 32 bits",
				  len, s, n, digits, len, s, n, digits, len, s, n, digits);
	return error_text(e, "expected a blank: '%.*s %.*s'", len, s, n, digits);
}

int command_word(command_families families, const char **s, const char *end, const struct command **c, unsigned *width,
		 struct physmon_error *e)
{
	const char *start = *s, *p = start, *w;

	*width = 0;
	if (*p == '?') {
		*c = command_find(families, "?", 1);
		*s = p + 1;
		return 0;
	}
	while (p < end && (parse_letter(*p) || (*p == '-' && p > start && end - p > 1 && parse_letter(p[1]))))
		p++;
	if (p == start)
		return unknown_command(start, end, e);
	*c = command_find(families, start, (size_t)(p - start));
	if (!*c && p - start == 2) {
		*c = command_find(families, start, 1);
		*width = parse_width(start + 1, p);
		if (*c && (!((*c)->flags & COMMAND_LETTER) || !*width))
			*c = NULL;
	}
	if (!*c)
		return unknown_command(start, end, e);
	if (p < end && *p == '.') {
		w = ++p;
		if (p < end && parse_letter(*p))
			p++;
		else
			while (p < end && parse_digit(*p))
				p++;
		if (!((*c)->flags & COMMAND_WIDTH) || *width)
			return error_text(e, *width ? "%s has its width already" : "%s takes no width", (*c)->name);
		*width = parse_width(w, p);
		if (!*width)
			return error_text(e, ".%.*s is not a width: .b or .8, .w or .16, .d or .32, .q or .64",
					  (int)(p - w), w);
	}
	if (p < end && parse_digit(*p) && !*width)
		return glued(*c, start, p, end, e);
	if (p < end && !parse_blank(*p) && *p != ';' && !parse_digit(*p)) {
		if (parse_letter(*p) || (*p == '.' && *width))
			return unknown_command(start, end, e);
		return error_text(e, "expected a blank behind %s", (*c)->name);
	}
	*s = p;
	return 0;
}
