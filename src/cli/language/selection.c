/* SPDX-License-Identifier: GPL-2.0-or-later */
/* selection: parses and prints bit ranges such as [7:4], and checks that they fit a width. */
#include <errno.h>

#include "error.h"
#include "hex.h"
#include "parse.h"
#include "selection.h"

/* A bit number, decimal, at *s. */
static bool bit_number(const char **s, const char *end, uint8_t *n)
{
	unsigned v = 0;
	const char *p = *s;

	for (; p < end && parse_digit(*p) && v < 100; p++)
		v = v * 10 + (unsigned)(*p - '0');
	if (p == *s || v > 63)
		return false;
	*s = p;
	*n = (uint8_t)v;
	return true;
}

int selection_parse_bits(const char **s, const char *end, struct selection *sel, struct physmon_error *e)
{
	const char *p = *s + 1;

	if (!bit_number(&p, end, &sel->hi))
		goto malformed;
	sel->lo = sel->hi;
	if (p < end && *p == ':') {
		p++;
		if (!bit_number(&p, end, &sel->lo))
			goto malformed;
	}
	if (p == end || *p != ']')
		goto malformed;
	if (sel->hi < sel->lo)
		return error_text(e, "write the higher bit first: [%u:%u]", sel->lo, sel->hi);
	sel->part = true;
	*s = p + 1;
	return 0;
malformed:
	return error_text(e, "bits are two decimal numbers from 63 to 0, or one: [7:4], [5]");
}

const char *selection_bits(const struct selection *sel, char *out)
{
	char *p = hex_put_decimal(out, sel->hi);

	if (sel->hi != sel->lo) {
		*p++ = ':';
		p = hex_put_decimal(p, sel->lo);
	}
	*p = '\0';
	return out;
}

unsigned selection_nbits(const struct selection *sel, unsigned width)
{
	return sel && sel->part ? sel->hi - sel->lo + 1u : 8 * width;
}

int selection_fits(const struct selection *sel, unsigned width, struct physmon_error *e)
{
	unsigned wider;

	if (!sel->part || sel->hi < 8 * width)
		return 0;
	if (sel->bits && sel->hi >= sel->bits)
		return error_text(e, "%.*s has %u bits, no bit %u", (int)sel->len, sel->name, sel->bits, sel->hi);
	for (wider = 2 * width; sel->hi >= 8 * wider; wider *= 2)
		;
	return error_text(e, "%u bits have no bit %u: the width .%u has one", 8 * width, sel->hi, 8 * wider);
}

int selection_plan(struct selection *sel, uint64_t mask, const uint64_t *value, struct physmon_error *e)
{
	sel->plan = (struct selection_plan){ .mask = mask, .keep = ~mask, .read = true };
	return sel->ops && sel->ops->plan ? sel->ops->plan(sel, &sel->plan, value, e) : 0;
}
