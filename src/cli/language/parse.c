/* SPDX-License-Identifier: GPL-2.0-or-later */
/* parse: reads numbers, times, widths and quoted text. */
#include <errno.h>
#include <string.h>

#include "error.h"
#include "hex.h"
#include "parse.h"
#include "text.h"

static bool alpha(char c)
{
	return parse_letter(c) || c == '_';
}

static unsigned suffix_shift(char c)
{
	return c == 'k' ? 10 : c == 'M' ? 20 : c == 'G' ? 30 : 0;
}

const char *parse_c_suffix(const char *s, const char *end)
{
	const char *p = end;
	unsigned nu = 0, nl = 0;

	for (; p - s > 1 && memchr("uUlL", p[-1], 4); p--)
		if (p[-1] == 'u' || p[-1] == 'U')
			nu++;
		else
			nl++;
	if (s == end || !parse_digit(*s) || nu > 1 || nl > 2 || (nu && nl == 2 && (p[1] == 'u' || p[1] == 'U')))
		return end;
	return p;
}

int parse_number(const char *s, const char *end, uint64_t *v)
{
	unsigned base = 16, shift = 0;
	bool prefixed = false, pause = true; /* an underscore is between two digits */
	uint64_t n = 0;
	int d;

	end = parse_c_suffix(s, end);
	if (hex_foreign_binary(s, end))
		return -EINVAL;
	if (end - s >= 2 && s[0] == '0') {
		prefixed = true;
		switch (s[1]) {
		case 'x':
		case 'X':
			base = 16;
			break;
		case 't':
			base = 10;
			break;
		case 'y':
			base = 2;
			break;
		default:
			prefixed = false;
		}
		if (prefixed)
			s += 2;
	}
	if (end > s && (shift = suffix_shift(end[-1]))) {
		end--;
		if (!prefixed)
			base = 10;
	}
	if (s == end)
		return -EINVAL;
	for (; s < end; s++) {
		if (*s == '_') {
			if (pause)
				return -EINVAL;
			pause = true;
			continue;
		}
		d = hex_digit(*s);
		if (d < 0 || (unsigned)d >= base)
			return -EINVAL;
		if (base == 16 ? n >> 60 : n > (UINT64_MAX - (unsigned)d) / base)
			return -ERANGE;
		n = n * base + (unsigned)d;
		pause = false;
	}
	if (pause)
		return -EINVAL;
	if (shift && n >> (64 - shift))
		return -ERANGE;
	*v = n << shift;
	return 0;
}

int parse_shown(const char *s, const char *end)
{
	return end - s > 60 ? 60 : (int)(end - s);
}

int parse_number_error(const char *s, const char *end, int err, struct physmon_error *e)
{
	const int n = parse_shown(s, end), digits = parse_shown(s, parse_c_suffix(s, end));

	if (!n)
		return error_text(e, "a number is missing");
	if (err == -ERANGE)
		return error_set(e, PHYSMON_E_NONE, ERANGE, "%.*s has more than 64 bits", n, s);
	if (hex_foreign_binary(s, s + digits))
		return error_text(e, "%.*s can be read in two ways: write 0y%.*s for binary, or 0x%.*s", n, s,
				  digits - 2, s + 2, digits - 1, s + 1);
	if (end - s == 2 && s[0] == '0' && (s[1] == 'x' || s[1] == 'X' || s[1] == 't' || s[1] == 'y'))
		return error_text(e, "%.*s has no digits", n, s);
	return error_text(e,
			  "%.*s is not a number: they are hexadecimal, 0t25 is decimal, 0y1010 binary,"
			  " 64k has a suffix (k, M, G)",
			  n, s);
}

int parse_decimal(const char *s, const char *end, uint64_t *v)
{
	uint64_t n = 0;

	if (s == end)
		return -EINVAL;
	for (; s < end; s++) {
		if (!parse_digit(*s))
			return -EINVAL;
		if (n > (UINT64_MAX - (uint64_t)(*s - '0')) / 10)
			return -ERANGE;
		n = n * 10 + (uint64_t)(*s - '0');
	}
	*v = n;
	return 0;
}

int parse_time_us(const char *s, const char *end, uint64_t *us, uint16_t *over_ns)
{
	static const struct {
		char unit[3];
		unsigned nchars;
		uint64_t us;
	} units[] = { { "ns", 2, 0 }, { "us", 2, 1 }, { "ms", 2, 1000 }, { "s", 1, 1000000 }, { "", 0, 1000 } };
	uint64_t n;
	size_t i, k;
	int r;

	for (i = 0;; i++) {
		for (k = 0; k < units[i].nchars; k++)
			if ((size_t)(end - s) < units[i].nchars ||
			    end[-(int)units[i].nchars + (int)k] != units[i].unit[k])
				break;
		if (k == units[i].nchars)
			break;
	}
	r = parse_decimal(s, end - units[i].nchars, &n);
	if (r)
		return r;
	*over_ns = 0;
	if (!units[i].us) {
		*us = n / 1000 + (n % 1000 != 0);
		*over_ns = (uint16_t)(*us * 1000 - n);
		return 0;
	}
	if (n > INT64_MAX / units[i].us)
		return -ERANGE;
	*us = n * units[i].us;
	return 0;
}

unsigned parse_width(const char *s, const char *end)
{
	static const char words[][3] = { "b", "8", "w", "16", "d", "32", "q", "64" };
	const size_t n = (size_t)(end - s);

	for (unsigned i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strlen(words[i]) == n && !memcmp(s, words[i], n))
			return 1u << i / 2;
	return 0;
}

char parse_width_letter(unsigned width)
{
	return width == 1 ? 'b' : width == 2 ? 'w' : width == 4 ? 'd' : 'q';
}

size_t parse_name_span(const char *s, const char *end)
{
	const char *p = s, *q;

	for (;;) {
		if (p == end || !alpha(*p))
			return 0;
		p = parse_alnum_end(p, end);
		if (p < end && *p == '[') {
			for (q = p + 1; q < end && parse_digit(*q);)
				q++;
			if (q < end && *q == ']' && q > p + 1)
				p = q + 1;
		}
		/* "NAME..10" is a range: a dot belongs to the name only before a letter */
		if (end - p < 2 || p[0] != '.' || !alpha(p[1]))
			return (size_t)(p - s);
		p++;
	}
}

size_t parse_print_name(char *out, size_t size, const char *name)
{
	const char *const end = name + strlen(name);
	uint64_t number;
	size_t n;

	if (parse_name_span(name, end) == (size_t)(end - name))
		return text_print(out, size, parse_number(name, end, &number) == -EINVAL ? "%s" : "@%s", name);
	n = text_print(out, size, "@\"");
	for (; name < end; name++)
		n += text_print(out + n, n < size ? size - n : 0, strchr("\"\\", *name) ? "\\%c" : "%c", *name);
	return n + text_print(out + n, n < size ? size - n : 0, "\"");
}

int parse_text(const char **s, const char *end, char *out, size_t *n, struct physmon_error *e)
{
	const char *p = *s, *start = p;
	size_t k = 0;
	int hi, lo;

	for (p++; p < end && *p != '"'; p++) {
		*s = p;
		if (*p != '\\') {
			out[k++] = *p;
			continue;
		}
		p++;
		if (p < end && (*p == '"' || *p == '\\')) {
			out[k++] = *p;
		} else if (p < end && *p == 'n') {
			out[k++] = '\n';
		} else if (end - p > 2 && *p == 'x' && (hi = hex_digit(p[1])) >= 0 && (lo = hex_digit(p[2])) >= 0) {
			out[k++] = (char)(hi << 4 | lo);
			p += 2;
		} else {
			return error_text(
				e, "a \\ in quotes must be followed by \", \\, n, or x and two hexadecimal digits");
		}
	}
	if (p == end) {
		*s = start;
		return error_text(e, "the text that begins here has no closing quote");
	}
	*s = p + 1;
	*n = k;
	return 0;
}

const char *parse_alnum_end(const char *s, const char *end)
{
	while (s < end && (alpha(*s) || parse_digit(*s)))
		s++;
	return s;
}

const char *parse_word_end(const char *s, const char *end)
{
	bool quoted = false;

	for (; s < end && (quoted || (!parse_blank(*s) && *s != ';')); s++) {
		if (quoted && *s == '\\' && s + 1 < end)
			s++;
		else if (*s == '"')
			quoted = !quoted;
	}
	return s;
}

const char *parse_command_end(const char *s, const char *end)
{
	const char *next = s;

	while (next < end && *next != ';' && *next != '#') {
		next = s = parse_word_end(next, end);
		while (next < end && parse_blank(*next))
			next++;
	}
	return s;
}

/*
 * The name of the character at @s, *@n its bytes, if it can't be seen or if another one, *@instead, is meant; or NULL.
 */
static const char *invisible(const char *s, const char *end, size_t *n, const char **instead)
{
	static const struct {
		const char *bytes, *name;
	} rows[] = {
		{ "\xc2\xa0", "a no-break space" },	  { "\xe2\x80\xaf", "a narrow no-break space" },
		{ "\xe2\x80\x8b", "a zero-width space" }, { "\xef\xbb\xbf", "a byte order mark" },
		{ "\xc2\xad", "a soft hyphen" },	  { "\xe3\x80\x80", "a wide space" },
	};
	const unsigned char c = (unsigned char)*s, last = end - s > 2 ? (unsigned char)s[2] : 0;
	size_t i;

	*instead = NULL;
	*n = 3;
	/* U+2018, U+2019, U+201c, U+201d */
	if (last && !memcmp(s, "\xe2\x80", 2) && (last & 0xfa) == 0x98) {
		*instead = "\"";
		return "a typographic quote";
	}
	/* U+2010 to U+2015, U+2212 */
	if (last && ((!memcmp(s, "\xe2\x80", 2) && last >= 0x90 && last <= 0x95) || !memcmp(s, "\xe2\x88\x92", 3))) {
		*instead = "-";
		return "a typographic dash";
	}
	*n = 1;
	if ((c < 0x20 && c != '\t') || c == 0x7f)
		return "a control character";
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		*n = strlen(rows[i].bytes);
		if ((size_t)(end - s) >= *n && !memcmp(s, rows[i].bytes, *n))
			return rows[i].name;
	}
	*n = 3;
	/* U+2000 to U+200f, blanks, marks of direction; U+2028 to U+202e, U+2060 to U+206f: separators, more marks */
	if (last && !memcmp(s, "\xe2\x80", 2) && (last <= 0x8f || (last >= 0xa8 && last <= 0xae)))
		return "an invisible character";
	return last && !memcmp(s, "\xe2\x81", 2) && last >= 0xa0 && last <= 0xaf ? "an invisible character" : NULL;
}

int parse_invisible(const char **s, const char *end, struct physmon_error *e)
{
	bool quoted = false;
	const char *p, *name, *instead;
	size_t n, i, used;
	char bytes[12];

	for (p = *s; p < end; p++) {
		if (quoted && *p == '\\' && p + 1 < end)
			p++;
		else if (*p == '"')
			quoted = !quoted;
		name = quoted ? NULL : invisible(p, end, &n, &instead);
		if (!name)
			continue;
		*s = p;
		for (i = used = 0; i < n; i++)
			used += text_print(bytes + used, sizeof(bytes) - used, i ? " %02x" : "%02x",
					   (unsigned char)p[i]);
		return error_text(e, "%s (%s) is not allowed here: %s%s", name, bytes,
				  instead ? "type " : "replace it with a blank, or remove it", instead ? instead : "");
	}
	return 0;
}
