/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * parse: words of the command language: numbers, times, widths, quoted text. Pure functions over [s, end); each reads
 * to the last character or refuses, so that a typo never becomes a shorter number.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <physmon.h>

/*
 * parse_number - "4c000010", "0x4c", "0t25", "0y1010", "64k", "1_000", "10ul": the whole of [s, end).
 * Hexadecimal unless prefixed; k, M, G multiply by 2^10, 2^20, 2^30 and make a mantissa without prefix decimal.
 * A suffix of C is passed over.
 * 0, -EINVAL (not a number), -ERANGE (more than 64 bits).
 */
int parse_number(const char *s, const char *end, uint64_t *v);

/*
 * parse_c_suffix - where the suffix u, l, ul, ull of a number in C begins, in any case and order; @end: there is none,
 * or the word doesn't begin with a digit ("full" is a name).
 */
const char *parse_c_suffix(const char *s, const char *end);

/* parse_number_error - say why parse_number() gave @err for the word; returns @err. */
int parse_number_error(const char *s, const char *end, int err, struct physmon_error *e);

/* parse_decimal - plain decimal digits (bit numbers, indices, times). 0, -EINVAL, -ERANGE. */
int parse_decimal(const char *s, const char *end, uint64_t *v);

/*
 * parse_time_us - "500" and "500ms" milliseconds, "2s" seconds, "10us" microseconds, "500ns" nanoseconds; in us,
 * rounded up, which makes it *@over_ns nanoseconds too much. 0, -EINVAL, -ERANGE.
 */
int parse_time_us(const char *s, const char *end, uint64_t *us, uint16_t *over_ns);

/* parse_width - "b" "w" "d" "q" or "8" "16" "32" "64": the width in bytes, 0 if it is none. */
unsigned parse_width(const char *s, const char *end);
/* parse_width_letter - the letter of a width in bytes, for prompts. */
char parse_width_letter(unsigned width);

/*
 * parse_name_span - length of the name at @s: [A-Za-z_][A-Za-z0-9_]* joined by '.', each with [n]; 0 if there is none.
 */
size_t parse_name_span(const char *s, const char *end);

/*
 * parse_text - the quoted text that begins at *@s with '"': \" \\ \n \xNN are its escapes.
 * @out: room for as many bytes as the quoted form has. Returns 0 with *@s behind the closing quote and *@n bytes in
 * @out, or -EINVAL with *@s at what is wrong and @e filled.
 */
int parse_text(const char **s, const char *end, char *out, size_t *n, struct physmon_error *e);

/* parse_blank - blank or tab. */
static inline bool parse_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* parse_skip_blanks - the first other character from @s on, or @end. */
static inline const char *parse_skip_blanks(const char *s, const char *end)
{
	while (s < end && parse_blank(*s))
		s++;
	return s;
}

static inline bool parse_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* parse_letter - of ASCII. */
static inline bool parse_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/*
 * parse_invisible - find a character that can't be seen (a no-break space, a control character) in [*@s, end), outside
 * of quotes. 0: there is none; -EINVAL with *@s on it and its name in @e.
 */
int parse_invisible(const char **s, const char *end, struct physmon_error *e);

/* parse_alnum_end - the end of the letters, digits and _ from @s on. */
const char *parse_alnum_end(const char *s, const char *end);

/* parse_word_end - the first blank, ';' or end from @s on, quoted parts skipped. */
const char *parse_word_end(const char *s, const char *end);

/* parse_command_end - the end of the last word, from the one at @s on, before ';', a comment or the end. */
const char *parse_command_end(const char *s, const char *end);

/*
 * parse_print_name - @name as a command takes it, into @out of @size bytes: as it is, behind '@' where it is a number,
 * too, or in quotes behind that. Returns its whole length.
 */
size_t parse_print_name(char *out, size_t size, const char *name);

/* parse_shown - how many bytes of a word to show in a message (an endless word is cut). For "%.*s". */
int parse_shown(const char *s, const char *end);
