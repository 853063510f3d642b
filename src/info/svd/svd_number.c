/* SPDX-License-Identifier: GPL-2.0-or-later */
/* svd_number: parses numbers, bit ranges and indices. */
#include <errno.h>
#include <string.h>
#include <strings.h>

#include "hex.h"
#include "svd_number.h"
#include "text.h"

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
	const char *start = s;
	uint64_t n = 0;

	for (;; s++) {
		const int d = hex_digit(*s);

		if (d < 0 || (unsigned)d >= base)
			break;
		if (n > (UINT64_MAX - (unsigned)d) / base)
			return -ERANGE;
		n = n * base + (unsigned)d;
	}
	if (s == start)
		return -EINVAL;
	*v = n;
	return finish(s, v);
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

bool svd_number_boolean(const char *s)
{
	return !strcasecmp(s, "true") || !strcmp(s, "1");
}

/* "3-7": a range of numbers; "A-D": of letters */
static bool range(const char *p, size_t len, struct svd_indices *i)
{
	const char *dash = memchr(p, '-', len);
	uint64_t first = 0, last = 0;

	if (!dash || dash == p || dash + 1 == p + len)
		return false;
	if (len == 3 && hex_digit(*p) != (*p - '0') && (*p | 0x20) >= 'a' && (*p | 0x20) <= 'z' && p[2] >= *p) {
		i->letters = true;
		i->next = (unsigned char)*p;
		i->last = (unsigned char)p[2];
		return true;
	}
	for (const char *q = p; q < p + len; q++) {
		uint64_t *n = q < dash ? &first : &last;

		if (q == dash)
			continue;
		if (*q < '0' || *q > '9' || *n > 99999999)
			return false;
		*n = *n * 10 + (unsigned)(*q - '0');
	}
	if (last < first)
		return false;
	i->letters = false;
	i->next = first;
	i->last = last;
	return true;
}

void svd_number_index(struct svd_indices *i, char *out, size_t size)
{
	size_t len;

	if (!i->ranging && i->p && *(i->p += strspn(i->p, " \t,"))) {
		len = strcspn(i->p, ",");
		while (len && (i->p[len - 1] == ' ' || i->p[len - 1] == '\t'))
			len--;
		if (!range(i->p, len, i)) {
			text_print(out, size, "%.*s", (int)len, i->p);
			i->p += len;
			i->count++;
			return;
		}
		i->ranging = true;
		i->p += len;
	}
	if (!i->ranging)
		text_print(out, size, "%lu", (unsigned long)i->count);
	else if (i->letters)
		text_print(out, size, "%c", (char)i->next);
	else
		text_print(out, size, "%lu", (unsigned long)i->next);
	i->count++;
	if (i->ranging && i->next++ == i->last)
		i->ranging = false;
}

bool svd_number_all(const char *dim_index)
{
	return !dim_index || dim_index[strspn(dim_index, "0123456789-, \t")] == '\0';
}
