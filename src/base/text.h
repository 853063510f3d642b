/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * text: prints sentences into a buffer, as snprintf does, with few conversions. It exists for size: the C library's
 * formatter includes floating point and locales, an eighth of the smallest program.
 */
#pragma once

#include <stdarg.h>
#include <stddef.h>

/*
 * text_print, text_vprint - format into @out, cut to @size bytes with the final NUL (@size 0: nothing is written).
 * Conversions: %s %c %d %u %x %X %o %%, with l, ll, z, with 0 and -, width and precision in digits or as *. Precision
 * is for %s only. Any other conversion ends the text; a test compares all conversions in the sources with snprintf.
 * Returns the length of the text as it would be without the cut.
 */
size_t text_print(char *out, size_t size, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
size_t text_vprint(char *out, size_t size, const char *fmt, va_list ap) __attribute__((format(printf, 3, 0)));

/* text_columns - how many columns of a terminal @n bytes of UTF-8 take. */
size_t text_columns(const char *s, size_t n);

/*
 * text_distance - 0: @a and @b are equal but for case; 1: and for one character that is missing, too many, another, or
 * two that are exchanged; 2: they are not. For "is 'fill' meant?".
 */
unsigned text_distance(const char *a, size_t na, const char *b, size_t nb);

/*
 * text_tame - make foreign text, from @p up to @end, safe for terminals, sentences and JSON: each byte that isn't
 * printable ASCII becomes ?, NUL included.
 */
void text_tame(char *p, const char *end);
