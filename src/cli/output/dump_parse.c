/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dump_parse: reads one line into addresses, values and states. */
#include <errno.h>
#include <string.h>

#include "dump_parse.h"
#include "error.h"
#include "hex.h"

static int wrong(const char *s, const char **at, const char *what, struct physmon_error *e)
{
	*at = s;
	return error_text(e, "%s", what);
}

/* How many of these characters there are from @s on that mean digits; marks: - ~ ? as well. */
static size_t span(const char *s, const char *end, bool marks)
{
	const char *p = s;

	while (p < end && (hex_digit(*p) >= 0 || (marks && strchr("-~?", *p) && *p)))
		p++;
	return (size_t)(p - s);
}

static enum physmon_state state_of(char mark)
{
	return mark == '-' ? PHYSMON_FAULT : mark == '~' ? PHYSMON_LEFT_OUT : PHYSMON_UNKNOWN;
}

/* One unit of as many digits as the first one. */
static int unit(const char *s, size_t digits, struct dump_row *row, const char **at, struct physmon_error *e)
{
	const size_t n = span(s, s + digits, false);

	row->states[row->nunits] = (uint8_t)(n == digits ? PHYSMON_DONE : state_of(*s));
	row->units[row->nunits] = 0;
	if (n == digits)
		return hex_parse(s, s + digits, &row->units[row->nunits++]);
	for (size_t i = 1; i < digits; i++)
		if (s[i] != s[0])
			return wrong(s, at, "a unit is either all digits or all marks", e);
	row->nunits++;
	return 0;
}

/* Are the characters [s, end), as many as there are, those of the bytes of the row in memory? */
static bool shows(const char *s, const char *end, const struct dump_row *row, bool big_endian)
{
	unsigned i, byte, bits;

	for (i = 0; s < end && i < row->nunits * row->width; i++, s++) {
		bits = 8 * (big_endian ? row->width - 1 - i % row->width : i % row->width);
		byte = row->units[i / row->width] >> bits & 0xff;
		if (row->states[i / row->width] != PHYSMON_DONE)
			byte = ' ';
		else if (byte < 0x20 || byte > 0x7e)
			byte = '.';
		if ((unsigned char)*s != byte)
			return false;
	}
	return true;
}

/*
 * The characters behind the units, from @s on, where @full is their column behind a whole row. Tools that print units
 * in the order of their bytes in memory, as xxd does in groups, make rows like ours: only the characters tell.
 */
static int check_order(const char *s, const char *end, const char *full, const struct dump_row *row, bool swap,
		       const char **at, struct physmon_error *e)
{
	const bool big_endian = (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__) != swap;
	const char *begins[3] = { s }, *p = s;
	size_t n = 1, i;

	if (s >= end)
		return 0;
	while (p < end && *p == ' ')
		p++;
	if (p >= full)
		begins[n++] = full;
	/* U-Boot has four blanks before them */
	if ((size_t)(end - p) == row->nunits * row->width)
		begins[n++] = p;
	for (i = 0; i < n; i++)
		if (shows(begins[i], end, row, big_endian))
			return 0;
	for (i = 0; i < n && !shows(begins[i], end, row, !big_endian); i++)
		;
	if (i == n)
		return 0;
	*at = begins[i];
	return error_text(e, "the characters show units in the other byte order: 'endian %s' first, or dump by xxd -g1",
			  big_endian ? "little" : "big");
}

int dump_parse(const char *s, const char *end, bool swap, struct dump_row *row, const char **at,
	       struct physmon_error *e)
{
	size_t n = span(s, end, false), digits;
	const char *units;

	if (n < 8 || n > 16 || s + n == end || s[n] != ':' || hex_parse(s, s + n, &row->addr))
		return wrong(s, at, "a row begins with an address of 8 to 16 digits and a colon", e);
	s += n + 1;
	if (s == end || *s != ' ')
		return wrong(s, at, "expected a blank and units", e);
	digits = span(++s, end, true);
	if (digits != 2 && digits != 4 && digits != 8 && digits != 16)
		return wrong(s, at, "a unit has 2, 4, 8 or 16 digits", e);
	row->width = (unsigned)digits / 2;
	units = s;
	for (row->nunits = 0;; s++) {
		if (span(s, end, true) != digits)
			return wrong(s, at, "expected a unit of as many digits as the first one", e);
		if (row->nunits == DUMP_PARSE_BYTES / row->width)
			return wrong(s, at, "a row has 16 bytes at most", e);
		if (unit(s, digits, row, at, e))
			return -EINVAL;
		s += digits;
		/* two blanks, or one at the line's end: the characters follow, which may be anything */
		if (s == end || (*s == ' ' && (s + 1 == end || s[1] == ' ')))
			break;
		if (*s != ' ')
			return wrong(s, at, "expected a blank between units", e);
	}
	if (row->addr > UINT64_MAX - (row->nunits * row->width - 1))
		return wrong(s, at, "the row goes beyond the last address", e);
	return check_order(s + 2, end, units + DUMP_PARSE_BYTES / row->width * (digits + 1) + 1, row, swap, at, e);
}
