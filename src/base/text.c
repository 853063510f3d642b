/* SPDX-License-Identifier: GPL-2.0-or-later */
/* text: a small formatter, with the conversions that physmon's sentences need. */
#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "text.h"

struct text {
	char *out;
	size_t size, n; /* n: characters so far, also those that didn't fit */
};

static void put(struct text *t, char c)
{
	if (t->n + 1 < t->size)
		t->out[t->n] = c;
	t->n++;
}

/* @s, @len characters, in a field of @width; from the left if @left, after zeros or blanks otherwise. */
static void put_field(struct text *t, const char *s, size_t len, size_t width, bool left, char fill)
{
	size_t pad = width > len ? width - len : 0;

	for (; !left && pad; pad--)
		put(t, fill);
	while (len--)
		put(t, *s++);
	for (; pad; pad--)
		put(t, ' ');
}

/* A number in digits before @end; returns where they begin. */
static char *digits(char *end, uintmax_t v, unsigned base, char ten)
{
	unsigned d;

	do {
		d = (unsigned)(v % base);
		*--end = (char)(d < 10 ? '0' + d : ten + d - 10);
		v /= base;
	} while (v);
	return end;
}

static size_t number(const char **fmt)
{
	size_t n = 0;

	for (; **fmt >= '0' && **fmt <= '9'; ++*fmt)
		n = n * 10 + (size_t)(**fmt - '0');
	return n;
}

size_t text_vprint(char *out, size_t size, const char *fmt, va_list ap)
{
	struct text t = { out, size, 0 };
	char buffer[3 * sizeof(uintmax_t) + 1], *const end = buffer + sizeof(buffer), *p;
	size_t width, precision;
	unsigned longs;
	const char *s;
	uintmax_t v;
	bool left, precise;
	char fill;

	for (; *fmt; fmt++) {
		if (*fmt != '%') {
			put(&t, *fmt);
			continue;
		}
		left = precise = false;
		fill = ' ';
		precision = 0;
		for (fmt++; *fmt == '-' || *fmt == '0'; fmt++) {
			left |= *fmt == '-';
			fill = *fmt == '0' ? '0' : fill;
		}
		width = *fmt == '*' ? (fmt++, (size_t)va_arg(ap, int)) : number(&fmt);
		if (*fmt == '.') {
			precise = true;
			fmt++;
			precision = *fmt == '*' ? (fmt++, (size_t)va_arg(ap, int)) : number(&fmt);
		}
		/* a size_t is as large as a long, everywhere */
		for (longs = 0; *fmt == 'l' || *fmt == 'z'; fmt++)
			longs++;
		switch (*fmt) {
		case 's':
			s = va_arg(ap, const char *);
			put_field(&t, s, precise ? strnlen(s, precision) : strlen(s), width, left, ' ');
			continue;
		case 'c':
			*buffer = (char)va_arg(ap, int);
			put_field(&t, buffer, 1, width, left, ' ');
			continue;
		case '%':
			put(&t, '%');
			continue;
		case 'd':
			v = (uintmax_t)(longs > 1 ? va_arg(ap, long long) : longs ? va_arg(ap, long) : va_arg(ap, int));
			p = digits(end, (intmax_t)v < 0 ? -v : v, 10, 'a');
			if ((intmax_t)v < 0)
				*--p = '-';
			break;
		case 'u':
		case 'x':
		case 'X':
		case 'o':
			v = longs > 1 ? va_arg(ap, unsigned long long)
			    : longs   ? va_arg(ap, unsigned long)
				      : va_arg(ap, unsigned);
			p = digits(end, v, *fmt == 'u' ? 10 : *fmt == 'o' ? 8 : 16, *fmt == 'X' ? 'A' : 'a');
			break;
		default:
			goto out;
		}
		put_field(&t, p, (size_t)(end - p), width, left, fill);
	}
out:
	if (size)
		out[t.n < size ? t.n : size - 1] = '\0';
	return t.n;
}

size_t text_print(char *out, size_t size, const char *fmt, ...)
{
	va_list ap;
	size_t n;

	va_start(ap, fmt);
	n = text_vprint(out, size, fmt, ap);
	va_end(ap);
	return n;
}

/* Columns of the character @c, whatever the locale: East Asian wide ones and pictures have two, accents none. */
static unsigned columns_of(uint32_t c)
{
	static const uint32_t wide[][2] = {
		{ 0x1100, 0x115f }, { 0x2e80, 0xa4cf }, { 0xa960, 0xa97c }, { 0xac00, 0xd7a3 },	  { 0xf900, 0xfaff },
		{ 0xfe30, 0xfe6f }, { 0xff01, 0xff60 }, { 0xffe0, 0xffe6 }, { 0x1f300, 0x1f9ff }, { 0x20000, 0x3fffd },
	};
	size_t i = 0;

	while (i < sizeof(wide) / sizeof(wide[0]) && c > wide[i][1])
		i++;
	if (i < sizeof(wide) / sizeof(wide[0]) && c >= wide[i][0])
		return 2;
	return (c >= 0x300 && c <= 0x36f) || (c >= 0x200b && c <= 0x200f) ? 0 : 1;
}

size_t text_columns(const char *s, size_t n)
{
	const char *const end = s + n;
	size_t columns = 0;
	unsigned char lead;
	uint32_t c;

	while (s < end) {
		lead = (unsigned char)*s++;
		/* of a lead byte the bits behind its ones, of the bytes behind it six each */
		c = SMALL || lead < 0xc0 ? lead : lead & (lead < 0xe0 ? 0x1f : lead < 0xf0 ? 0xf : 7);
		for (; s < end && ((unsigned char)*s & 0xc0) == 0x80; s++)
			c = c << 6 | ((unsigned char)*s & 0x3f);
		columns += SMALL ? 1 : columns_of(c);
	}
	return columns;
}

static bool same(char a, char b)
{
	return tolower((unsigned char)a) == tolower((unsigned char)b);
}

unsigned text_distance(const char *a, size_t na, const char *b, size_t nb)
{
	size_t i = 0, k = 0;

	while (i < na && i < nb && same(a[i], b[i]))
		i++;
	while (k < na - i && k < nb - i && same(a[na - 1 - k], b[nb - 1 - k]))
		k++;
	if (na - i - k <= 1 && nb - i - k <= 1)
		return na != nb || i < na;
	return na == nb && na - i - k == 2 && same(a[i], b[i + 1]) && same(a[i + 1], b[i]) ? 1 : 2;
}

void text_tame(char *p, const char *end)
{
	for (; p < end; p++)
		if (*p < ' ' || *p > '~')
			*p = '?';
}
