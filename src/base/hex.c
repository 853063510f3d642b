/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hex: converts numbers to hexadecimal digits and back without stdio. */
#include <errno.h>
#include <string.h>

#include "hex.h"

char *hex_put(char *p, uint64_t v, unsigned digits)
{
	unsigned i = digits;

	while (i) {
		p[--i] = "0123456789abcdef"[v & 15];
		v >>= 4;
	}
	return p + digits;
}

char *hex_str(char *p, uint64_t v, unsigned digits)
{
	*hex_put(p, v, digits) = '\0';
	return p;
}

unsigned hex_digits(uint64_t v, unsigned least)
{
	unsigned n = least;

	while (n < 16 && v >> (4 * n))
		n++;
	return n;
}

char *hex_put_decimal(char *p, uint64_t v)
{
	char tmp[20], *t = tmp + sizeof(tmp);
	size_t n;

	do {
		*--t = (char)('0' + v % 10);
		v /= 10;
	} while (v);
	n = (size_t)(tmp + sizeof(tmp) - t);
	memcpy(p, t, n);
	return p + n;
}

char *hex_put_fixed(char *p, uint64_t v, unsigned places)
{
	uint64_t one = 1;

	for (unsigned i = 0; i < places; i++)
		one *= 10;
	p = hex_put_decimal(p, v / one);
	*p++ = '.';
	for (v %= one; places--; v %= one) {
		one /= 10;
		*p++ = (char)('0' + v / one);
	}
	return p;
}

int hex_parse(const char *s, const char *end, uint64_t *v)
{
	uint64_t n = 0;
	int d;

	if (end - s > 2 && s[0] == '0' && (s[1] == 'x' || s[1] == 'X'))
		s += 2;
	if (s == end)
		return -EINVAL;
	for (; s < end; s++) {
		d = hex_digit(*s);
		if (d < 0)
			return -EINVAL;
		if (n >> 60)
			return -ERANGE;
		n = n << 4 | (unsigned)d;
	}
	*v = n;
	return 0;
}

bool hex_foreign_binary(const char *s, const char *end)
{
	if (end - s < 3 || s[0] != '0' || (s[1] != 'b' && s[1] != 'B'))
		return false;
	for (s += 2; s < end && (*s == '0' || *s == '1' || *s == '_');)
		s++;
	return s == end;
}
