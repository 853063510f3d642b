/* SPDX-License-Identifier: GPL-2.0-or-later */
/* svd_number: parses numbers and bit ranges. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "hex.h"
#include "svd_number.h"

/* k M G T: powers of 1024, 0 for anything else */
static unsigned scale(char c)
{
	static const char letters[] = "kmgt";
	const char *p = c ? strchr(letters, c | 0x20) : NULL;

	return p ? 10 * (unsigned)(p - letters + 1) : 0;
}

/* What may follow the digits: a scale, or the suffix of a C constant. */
static int finish(const char *s, uint64_t *v)
{
	const unsigned shift = scale(*s);

	if (shift) {
		if (*v >> (64 - shift))
			return -ERANGE;
		*v <<= shift;
		s++;
	} else {
		s += strspn(s, "uUlL");
	}
	return *s ? -EINVAL : 0;
}

static int digits(const char *s, unsigned base, uint64_t *v)
{
	char *end;

	/* strtoull() would take blanks, a sign and another 0x before them */
	if (hex_digit(*s) < 0 || (base == 16 && (s[1] | 0x20) == 'x'))
		return -EINVAL;
	errno = 0;
	*v = strtoull(s, &end, (int)base);
	if (errno)
		return -ERANGE;
	return end == s ? -EINVAL : finish(end, v);
}

int svd_number_pattern(const char *s, uint64_t *v, uint64_t *mask)
{
	uint64_t n = 0, care = UINT64_MAX;
	const char *start;

	s += *s == '+';
	*mask = UINT64_MAX;
	if (*s == '0' && (s[1] | 0x20) == 'x')
		return digits(s + 2, 16, v);
	if (*s == '#')
		s++;
	else if (*s == '0' && (s[1] | 0x20) == 'b')
		s += 2;
	else
		return digits(s, 10, v);
	for (start = s; *s == '0' || *s == '1' || (*s | 0x20) == 'x'; s++) {
		if (n >> 63)
			return -ERANGE;
		n = n << 1 | (*s == '1');
		care = care << 1 | ((*s | 0x20) != 'x');
	}
	if (s == start)
		return -EINVAL;
	*v = n;
	*mask = care;
	return finish(s, v);
}

int svd_number(const char *s, uint64_t *v)
{
	uint64_t mask;
	const int err = svd_number_pattern(s, v, &mask);

	return err ? err : mask != UINT64_MAX ? -EINVAL : 0;
}

int svd_number_range(const char *s, uint64_t *msb, uint64_t *lsb)
{
	uint64_t n[2] = { 0, 0 };
	unsigned i = 0;

	s += *s == '[';
	for (;;) {
		s += strspn(s, " ");
		if (*s < '0' || *s > '9')
			return -EINVAL;
		for (; *s >= '0' && *s <= '9'; s++) {
			if (n[i] > UINT32_MAX)
				return -EINVAL;
			n[i] = n[i] * 10 + (unsigned)(*s - '0');
		}
		s += strspn(s, " ");
		if (i || *s != ':')
			break;
		i = 1;
		s++;
	}
	s += *s == ']';
	*msb = n[0];
	*lsb = i ? n[1] : n[0];
	return *s ? -EINVAL : 0;
}
