/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz_hexrow: rows of a dump, read back. What is taken for a row must be one: made into text again by the room that d
 * prints with, it is the same text up to its characters, and is read as the same row.
 */
#include <ctype.h>
#include <string.h>

#include "dump_format.h"
#include "dump_parse.h"
#include "fuzz.h"
#include "unit.h"

static void same(const struct dump_row *a, const struct dump_row *b)
{
	unsigned i;

	FUZZ_HOLDS(a->addr == b->addr && a->width == b->width && a->nunits == b->nunits, "the row is another one");
	for (i = 0; i < a->nunits; i++)
		FUZZ_HOLDS(a->states[i] == b->states[i] && a->units[i] == b->units[i], "unit %u is another one", i);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *s = (const char *)data, *end = s + size, *at = NULL;
	char units[DUMP_PARSE_BYTES], text[2 * FORMAT_MAX], *p;
	uint8_t states[DUMP_PARSE_BYTES];
	struct emit_row out = { .units = units, .state = states };
	struct dump_row row, again;
	struct physmon_error e = { 0 };
	unsigned i;

	if (dump_parse(s, end, false, &row, &at, &e)) {
		FUZZ_HOLDS(at >= s && at <= end && e.text[0], "nothing is blamed");
		return 0;
	}
	FUZZ_HOLDS(row.nunits && row.nunits * row.width <= DUMP_PARSE_BYTES, "%u units", row.nunits);
	out.addr = row.addr;
	out.width = row.width;
	out.nunits = row.nunits;
	out.addr_digits = (unsigned)(strchr(s, ':') - s);
	for (i = 0; i < row.nunits; i++) {
		unit_put(units + i * row.width, row.width, row.units[i]);
		states[i] = row.states[i];
	}
	p = dump_format_row(text, &out);
	FUZZ_HOLDS(!dump_parse(text, p, false, &again, &at, &e), "what was made of it is no row");
	same(&row, &again);
	/* the same digits, but for their case and the marks */
	for (i = 0; i < out.addr_digits; i++)
		FUZZ_HOLDS(tolower((unsigned char)s[i]) == text[i], "the address is another one");
	return 0;
}
