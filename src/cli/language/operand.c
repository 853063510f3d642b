/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * operand: parses and checks the operands of commands; one table holds their kinds.
 *
 * To add a kind of operand, add one row to the table kinds[] at the end of this file:
 * 1. its word, in capitals, is what signatures hold and help shows; a kind that shows the same word as another one adds
 *    a variant in small letters, which help leaves out: "VALUE:any";
 * 2. its parse function fills the operand, its check function (or NULL) refuses constants that can't be right;
 * 3. what can be completed there is one of enum operand_offers: a new one is also a case of offer_operand() in
 *    complete.c.
 * Then name the word in the signature of a command. tests/test_command.c reads each word of each signature, and
 * tests/fuzz/fuzz_expr.c parses each kind of its list.
 */
#include <errno.h>
#include <string.h>

#include "error.h"
#include "names.h"
#include "operand.h"
#include "operand_parts.h"
#include "parse.h"
#include "selection.h"

/* A value, or a quoted text of any bytes. */
static int parse_pattern(struct operand_parser *ps, struct operand *o, struct physmon_error *e)
{
	char *buffer;

	if (ps->p < ps->end && *ps->p == '"')
		return operand_parts_quoted(ps, o, &buffer, e);
	return operand_parts_number(ps, o, e);
}

/* A register's name or a pattern of names, where no number is possible: the @ that says so may be there. */
static int parse_register(struct operand_parser *ps, struct operand *o, struct physmon_error *e)
{
	ps->p += ps->end - ps->p > 1 && *ps->p == '@' && !parse_blank(ps->p[1]);
	return operand_parts_plain(ps, o, e);
}

static int parse_time(struct operand_parser *ps, struct operand *o, struct physmon_error *e)
{
	const char *s = ps->p, *end = parse_word_end(s, ps->end);

	if (parse_time_us(s, end, &o->expr.value, &o->over_ns))
		return error_text(e,
				  "%.*s is not a time: 500 and 500ms are milliseconds, 2s seconds, 10us microseconds, "
				  "500ns nanoseconds",
				  parse_shown(s, end), s);
	ps->p = end;
	return 0;
}

/* All words of the command from here on, as they were typed. */
static int parse_rest(struct operand_parser *ps, struct operand *o, struct physmon_error *e)
{
	(void)e;
	o->text = ps->p;
	ps->p = parse_command_end(ps->p, ps->end);
	o->len = (size_t)(ps->p - o->text);
	return 0;
}

/* A value of a place may be more than a number. */
static int parse_value(struct operand_parser *ps, struct operand *o, struct physmon_error *e)
{
	if (ps->selection && ps->selection->ops && ps->selection->ops->value)
		return ps->selection->ops->value(ps, ps->selection, o, e);
	return operand_parts_number(ps, o, e);
}

/* Where a mask or a value may stand: of a part it is the value, as the place says which bits. */
static int parse_mask_or_value(struct operand_parser *ps, struct operand *o, struct physmon_error *e)
{
	return ps->selection && ps->selection->part ? parse_value(ps, o, e) : operand_parts_number(ps, o, e);
}

/* A time that says its unit, or else a value: no number ends in s. Behind the value of a part it is a time. */
static int parse_value_or_time(struct operand_parser *ps, struct operand *o, struct physmon_error *e)
{
	const char *end = parse_word_end(ps->p, ps->end);

	if (ps->selection && ps->selection->part) {
		o->duration = true;
		return parse_time(ps, o, e);
	}
	o->duration = end > ps->p && end[-1] == 's' && !parse_time_us(ps->p, end, &o->expr.value, &o->over_ns);
	if (!o->duration)
		return operand_parts_number(ps, o, e);
	ps->p = end;
	return 0;
}

static int parse_repetitions(struct operand_parser *ps, struct operand *o, struct physmon_error *e)
{
	const char *s = ps->p, *end = parse_word_end(s, ps->end);

	if (parse_decimal(s, end, &o->expr.value))
		return error_text(e, "%.*s is not a decimal number", parse_shown(s, end), s);
	ps->p = end;
	return 0;
}

static int parse_new_name(struct operand_parser *ps, struct operand *o, struct physmon_error *e)
{
	const char *s;
	uint64_t v;
	int r;

	if (ps->p < ps->end && *ps->p == '@')
		ps->p++;
	s = ps->p;
	if (s < ps->end && *s == '"') {
		r = operand_parts_plain(ps, o, e);
		if (r ||
		    (o->len && (SMALL || !(parse_digit(*o->text) && !parse_number(o->text, o->text + o->len, &v)))))
			return r;
		ps->p = s;
		return error_text(e, o->len ? "%.*s is a number, and can't be a name" : "an empty text can't be a name",
				  parse_shown(o->text, o->text + o->len), o->text);
	}
	ps->end = parse_word_end(s, ps->end);
	o->len = parse_name_span(s, ps->end);
	if (!o->len || s + o->len != ps->end)
		return error_text(
			e,
			"%.*s can't be a name: letters, digits and _, joined by '.', not beginning with a digit; "
			"anything else goes in quotes",
			parse_shown(s, ps->end), s);
	return operand_parts_plain(ps, o, e);
}

static int parse_width_word(struct operand_parser *ps, struct operand *o, struct physmon_error *e)
{
	const char *s = ps->p, *end = parse_word_end(s, ps->end);

	o->expr.value = parse_width(s, end);
	if (!o->expr.value)
		return error_text(e, "%.*s is not a width: b or 8, w or 16, d or 32, q or 64 bits", parse_shown(s, end),
				  s);
	ps->p = end;
	return 0;
}

/* --- checks of constants ------------------------------------------------------------------------------------- */

int operand_too_wide(const char *noun, const char *s, const char *end, unsigned bits, struct physmon_error *e)
{
	const char *const shift = memmem(s, (size_t)(end - s), "<<", 2);
	const char *const number = shift ? parse_skip_blanks(shift + 2, end) : end, *p = number;

	while (p < end && parse_digit(*p))
		p++;
	return error_set(e, PHYSMON_E_NONE, ERANGE, "%s %.*s does not fit %u bit%s%s%.*s%s", noun, parse_shown(s, end),
			 s, bits, bits == 1 ? "" : "s", p > number ? " (" : "", parse_shown(number, p), number,
			 p > number ? " is decimal here)" : "");
}

static int check_bits(const struct operand_parser *ps, const struct operand *o, const char *s, const char *noun,
		      struct physmon_error *e)
{
	const unsigned bits = selection_nbits(o->selection ? o->selection : ps->selection, ps->width);

	return expr_fits_bits(o->expr.form, o->expr.value, bits) ? 0 : operand_too_wide(noun, s, ps->p, bits, e);
}

static int check_value(const struct operand_parser *ps, const struct operand *o, const char *s, struct physmon_error *e)
{
	return o->text || o->duration ? 0 : check_bits(ps, o, s, "value", e);
}

static int check_mask(const struct operand_parser *ps, const struct operand *o, const char *s, struct physmon_error *e)
{
	return check_bits(ps, o, s, "mask", e);
}

/* Which of them it is, what follows says. */
static int check_mask_or_value(const struct operand_parser *ps, const struct operand *o, const char *s,
			       struct physmon_error *e)
{
	const char *next = parse_skip_blanks(ps->p, ps->end);
	const bool value = SMALL || next == ps->end || strchr(";#", *next) || parse_word_end(next, ps->end)[-1] == 's';

	return check_bits(ps, o, s, value || ps->selection ? "value" : "mask", e);
}

static int check_length(const struct operand_parser *ps, const struct operand *o, const char *s,
			struct physmon_error *e)
{
	if (!o->expr.value)
		return error_text(e, "the length must not be 0");
	if (o->expr.value % ps->width)
		return error_text(e, "length %.*s is no multiple of %u bytes, the width", parse_shown(s, ps->p), s,
				  ps->width);
	return 0;
}

static int check_count(const struct operand_parser *ps, const struct operand *o, const char *s, struct physmon_error *e)
{
	(void)ps;
	(void)s;
	return o->expr.value ? 0 : error_text(e, "the count must not be 0");
}

static int check_step(const struct operand_parser *ps, const struct operand *o, const char *s, struct physmon_error *e)
{
	if (o->expr.value % ps->width)
		return error_text(e, "step %.*s is no multiple of %u bytes, the width", parse_shown(s, ps->p), s,
				  ps->width);
	if (!o->expr.value && ps->after_range)
		return error_text(e, "a range can't be read in steps of 0");
	return 0;
}

/* An address, or the bits of a field that is defined: "[7:4]". */
static int parse_address_or_bits(struct operand_parser *ps, struct operand *o, struct physmon_error *e)
{
	return ps->p < ps->end && *ps->p == '[' ? operand_parts_plain(ps, o, e) : operand_parts_address(ps, o, e);
}

/* --- the table ----------------------------------------------------------------------------------------------- */

/* Those that scripts are full of come first. */
static const struct operand_kind kinds[] = {
	{ "ADDR", operand_parts_address_or_glob, NULL, OFFER_NAMES, OPERAND_EXPR | OPERAND_ADDR | OPERAND_RANGE },
	{ "VALUE", parse_value, check_value, OFFER_VALUES, OPERAND_EXPR },
	{ "COUNT", operand_parts_number, check_count, OFFER_NOTHING, OPERAND_EXPR | OPERAND_RANGE_END },
	{ "COUNT:or-names", operand_parts_number, check_count, OFFER_NAMES,
	  OPERAND_EXPR | OPERAND_RANGE_END | OPERAND_OR_NAMES },
	{ "LENGTH:or-names", operand_parts_number, check_length, OFFER_NAMES,
	  OPERAND_EXPR | OPERAND_RANGE_END | OPERAND_OR_NAMES },
	{ "LENGTH", operand_parts_number, check_length, OFFER_NOTHING, OPERAND_EXPR | OPERAND_RANGE_END },
	{ "STEP", operand_parts_number, check_step, OFFER_NOTHING, OPERAND_EXPR },
	{ "MASK", operand_parts_number, check_mask, OFFER_NOTHING, OPERAND_EXPR },
	{ "EXPR", operand_parts_expr, NULL, OFFER_NAMES, OPERAND_EXPR },
	{ "ADDR:one", operand_parts_address, NULL, OFFER_NAMES, OPERAND_EXPR | OPERAND_ADDR },
	{ "ADDR:or-bits", parse_address_or_bits, NULL, OFFER_NAMES, OPERAND_EXPR | OPERAND_ADDR },
	{ "DEST", operand_parts_address, NULL, OFFER_NAMES, OPERAND_EXPR | OPERAND_ADDR },
	{ "PATTERN", parse_pattern, check_value, OFFER_NAMES, OPERAND_EXPR },
	{ "VALUE:any", operand_parts_number, NULL, OFFER_NAMES, OPERAND_EXPR }, /* whatever the width is */
	{ "VALUE:or-time", parse_value_or_time, check_value, OFFER_NAMES, OPERAND_EXPR },
	{ "MASK:or-value", parse_mask_or_value, check_mask_or_value, OFFER_VALUES, OPERAND_EXPR },
	{ "TIME", parse_time, NULL, OFFER_NOTHING, 0 },
	{ "N", parse_repetitions, NULL, OFFER_NOTHING, 0 },
	{ "NAME", parse_new_name, NULL, OFFER_NOTHING, 0 },
	{ "WIDTH", parse_width_word, NULL, OFFER_WIDTHS, 0 },
	{ "WIDTH:and-words", parse_rest, NULL, OFFER_DEFINITIONS, OPERAND_TEXT }, /* see register_def.h */
	{ "TARGET", operand_parts_plain, NULL, OFFER_TARGETS, OPERAND_LOCAL },
	{ "FILE", operand_parts_plain, NULL, OFFER_FILES, OPERAND_LOCAL },
	{ "WHAT", operand_parts_plain, NULL, OFFER_ALLOW, 0 },
	{ "ORDER", operand_parts_plain, NULL, OFFER_ORDERS, 0 },
	{ "TEXT", operand_parts_plain, NULL, OFFER_NOTHING, OPERAND_TEXT },
	{ "COMMAND", operand_parts_plain, NULL, OFFER_COMMANDS, 0 },
	{ "COMMANDS", operand_parts_plain, NULL, OFFER_NOTHING, 0 },
	{ "REG", parse_register, NULL, OFFER_NAMES, 0 },
	{ "GLOB", parse_register, NULL, OFFER_NAMES, 0 },
};

const struct operand_kind *operand_kind(const char *word)
{
	const char *s, *t;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		for (s = word, t = kinds[i].word; *t && *t == *s; s++, t++)
			;
		if (!*t && strchr(" ].", *s)) /* or the end */
			return &kinds[i];
	}
	return NULL;
}

/* Is there a comma at @s, with a blank and another operand behind it? */
static bool comma_at(const char *s, const char *end)
{
	const char *const next = s < end ? parse_skip_blanks(s + 1, end) : end;

	return next < end && *s == ',' && next > s + 1 && *next != ';' && *next != '#';
}

static bool ends_well(const struct operand_parser *ps)
{
	return ps->p == ps->end || parse_blank(*ps->p) || *ps->p == ';' || comma_at(ps->p, ps->end);
}

int operand_parse(struct operand_parser *ps, const struct operand_kind *kind, struct operand *o,
		  struct physmon_error *e)
{
	const char *const start = ps->p, *const end = ps->end, *word_end;
	int r;

	memset(o, 0, sizeof(*o));
	o->column = (uint32_t)(start - ps->line) + 1;
	if (!(kind->flags & (OPERAND_EXPR | OPERAND_TEXT))) { /* an expression stops before a comma */
		word_end = parse_word_end(start, end);
		ps->end -= word_end - start > 1 && comma_at(word_end - 1, end) ? end - word_end + 1 : 0;
	}
	r = kind->parse(ps, o, e);
	ps->end = end;
	if (r)
		return r;
	if (!ends_well(ps) && !(kind->flags & OPERAND_RANGE && operand_range_follows(ps)))
		return operand_parts_unexpected(ps->p, e);
	if (kind->check && !o->expr.dynamic)
		r = kind->check(ps, o, start, e);
	if (r)
		ps->p = start;
	else
		ps->p += comma_at(ps->p, ps->end);
	return r;
}

bool operand_range_follows(const struct operand_parser *ps)
{
	return ps->end - ps->p >= 2 && ps->p[0] == '.' && ps->p[1] == '.';
}

int operand_range_end(struct operand_parser *ps, const struct operand *start, const struct operand_kind *kind,
		      struct operand *o, struct physmon_error *e)
{
	int r;

	memset(o, 0, sizeof(*o));
	ps->p += 2;
	o->column = (uint32_t)(ps->p - ps->line) + 1;
	o->range_end = true;
	ps->after_range = true;
	r = kind->flags & OPERAND_ADDR ? kind->parse(ps, o, e) : operand_parts_address(ps, o, e);
	if (r)
		return r;
	if (!ends_well(ps))
		return operand_parts_unexpected(ps->p, e);
	if (o->absolute && !start->absolute)
		return error_text(
			e, "the end of a range is read as its start is: begin the range with = to make both absolute");
	o->absolute = start->absolute;
	ps->p += comma_at(ps->p, ps->end);
	return 0;
}
