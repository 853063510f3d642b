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

#include "arena.h"
#include "error.h"
#include "names.h"
#include "operand.h"
#include "parse.h"
#include "selection.h"

int operand_selection(struct operand_parser *ps, struct operand *o, struct physmon_error *e)
{
	o->selection = arena_take(ps->arena, sizeof(*o->selection));
	if (!o->selection)
		return error_no_memory(e);
	*o->selection = (struct selection){ .kind = SELECTION_BITS };
	return 0;
}

/*
 * An expression at ps->p into @o. *@hit: of the name that it is, if it is nothing but a name; else hit->name is NULL.
 */
static int parse_expr(struct operand_parser *ps, struct operand *o, struct names_hit *hit, struct physmon_error *e)
{
	struct expr_parser xp = {
		.p = ps->p, .end = ps->end, .names = ps->names, .code = ps->code, .arena = ps->arena
	};
	int r = expr_parse(&xp, &o->expr, e);

	*hit = xp.hit;
	if (xp.name != ps->p || xp.name_end != xp.p)
		hit->name = NULL;
	ps->p = xp.p;
	return r;
}

int operand_expr(struct operand_parser *ps, struct operand *o, struct physmon_error *e)
{
	struct names_hit hit;

	return parse_expr(ps, o, &hit, e);
}

/* What stands in quotes at ps->p. */
static int parse_quoted(struct operand_parser *ps, struct operand *o, char **room, struct physmon_error *e)
{
	const char *end = parse_word_end(ps->p, ps->end);

	*room = arena_take(ps->arena, (size_t)(end - ps->p) + 1);
	if (!*room)
		return error_no_memory(e);
	o->text = *room;
	return parse_text(&ps->p, ps->end, *room, &o->len, e);
}

/* A value, or a quoted text of any bytes. */
static int parse_pattern(struct operand_parser *ps, struct operand *o, struct physmon_error *e)
{
	char *room;

	if (ps->p < ps->end && *ps->p == '"')
		return parse_quoted(ps, o, &room, e);
	return operand_expr(ps, o, e);
}

/* A word as it stands, or a quoted text. */
static int parse_plain(struct operand_parser *ps, struct operand *o, struct physmon_error *e)
{
	const char *s, *end;
	char *room;
	int r;

	if (ps->p < ps->end && *ps->p == '"') {
		s = ps->p;
		r = parse_quoted(ps, o, &room, e);
		if (r)
			return r;
		if (memchr(room, '\0', o->len)) { /* it would end there, unsaid, wherever it goes */
			ps->p = s;
			return error_text(e, "a NUL byte can't stand in this text");
		}
	} else {
		end = parse_word_end(ps->p, ps->end);
		o->len = (size_t)(end - ps->p);
		room = arena_text(ps->arena, ps->p, o->len);
		if (!room)
			return error_no_memory(e);
		ps->p = end;
	}
	room[o->len] = '\0';
	o->text = room;
	return 0;
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
	return operand_expr(ps, o, e);
}

/* Where a mask or a value may stand: of a part it is the value, as the place says which bits. */
static int parse_mask_or_value(struct operand_parser *ps, struct operand *o, struct physmon_error *e)
{
	return ps->selection && ps->selection->part ? parse_value(ps, o, e) : operand_expr(ps, o, e);
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
		return operand_expr(ps, o, e);
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
	int r;

	if (ps->p < ps->end && *ps->p == '@')
		ps->p++;
	s = ps->p;
	if (s < ps->end && *s == '"') {
		r = parse_plain(ps, o, e);
		if (r || o->len)
			return r;
		ps->p = s;
		return error_text(e, "an empty text can't be a name");
	}
	ps->end = parse_word_end(s, ps->end);
	o->len = parse_name_span(s, ps->end);
	if (!o->len || s + o->len != ps->end)
		return error_text(
			e,
			"%.*s can't be a name: letters, digits and _, joined by '.', not beginning with a digit; "
			"anything else goes in quotes",
			parse_shown(s, ps->end), s);
	return parse_plain(ps, o, e);
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

/* "A quoted pattern" of names. */
static int parse_glob(struct operand_parser *ps, struct operand *o, struct physmon_error *e)
{
	const char *s = ps->p;
	int r;

	r = parse_plain(ps, o, e);
	if (!r)
		r = operand_selection(ps, o, e);
	if (r)
		return r;
	r = names_glob(ps->names, o->text, o->len, o->selection, e);
	o->address = o->absolute = true;
	if (!r)
		return 0;
	ps->p = s;
	if (r != -ENOENT)
		return r;
	return error_set(e, PHYSMON_E_NONE, ENOENT, "no register's name matches \"%.*s\"",
			 parse_shown(o->text, o->text + o->len), o->text);
}

/* An address from @s to ps->p that is nothing but the name @hit may be more than an address. */
static int select_name(struct operand_parser *ps, struct operand *o, const char *s, const struct names_hit *hit,
		       struct physmon_error *e)
{
	struct selection sel = { .kind = SELECTION_BITS };
	int r;

	r = names_select(hit, &sel, e);
	if (r == -ENOENT)
		return 0;
	if (!r)
		r = operand_selection(ps, o, e);
	if (r) {
		ps->p = s;
		return r;
	}
	*o->selection = sel;
	return 0;
}

static int parse_bits(struct operand_parser *ps, struct operand *o, struct physmon_error *e)
{
	if (o->selection && o->selection->part)
		return error_text(e, "a field is bits already: no bits can stand behind it");
	if (!o->selection && operand_selection(ps, o, e))
		return -ENOMEM;
	return selection_parse_bits(&ps->p, ps->end, o->selection, e);
}

static int parse_address(struct operand_parser *ps, struct operand *o, struct physmon_error *e)
{
	const char *s = ps->p;
	struct names_hit hit;
	int r;

	if (s < ps->end && *s == '=') {
		ps->p++;
		o->absolute = true;
	}
	r = parse_expr(ps, o, &hit, e);
	o->address = true;
	o->absolute |= o->expr.absolute;
	o->numeric = !o->expr.named;
	if (!r && hit.name && *s != '=')
		r = select_name(ps, o, s, &hit, e);
	if (!r && ps->p < ps->end && *ps->p == '[')
		r = parse_bits(ps, o, e);
	return r;
}

static int parse_address_or_glob(struct operand_parser *ps, struct operand *o, struct physmon_error *e)
{
	return ps->p < ps->end && *ps->p == '"' ? parse_glob(ps, o, e) : parse_address(ps, o, e);
}

/* --- checks of constants ------------------------------------------------------------------------------------- */

static int check_bits(const struct operand_parser *ps, const struct operand *o, const char *s, const char *noun,
		      struct physmon_error *e)
{
	const unsigned bits = selection_nbits(o->selection ? o->selection : ps->selection, ps->width);

	if (expr_fits_bits(o->expr.form, o->expr.value, bits))
		return 0;
	return error_set(e, PHYSMON_E_NONE, ERANGE, "%s %.*s does not fit %u bit%s", noun, parse_shown(s, ps->p), s,
			 bits, bits == 1 ? "" : "s");
}

static int check_value(const struct operand_parser *ps, const struct operand *o, const char *s, struct physmon_error *e)
{
	return o->text ? 0 : check_bits(ps, o, s, "value", e);
}

static int check_mask(const struct operand_parser *ps, const struct operand *o, const char *s, struct physmon_error *e)
{
	return check_bits(ps, o, s, "mask", e);
}

static int check_length(const struct operand_parser *ps, const struct operand *o, const char *s,
			struct physmon_error *e)
{
	if (!o->expr.value)
		return error_text(e, "a length of 0 is nothing to do");
	if (o->expr.value % ps->width)
		return error_text(e, "length %.*s is no multiple of %u bytes, the width", parse_shown(s, ps->p), s,
				  ps->width);
	return 0;
}

static int check_count(const struct operand_parser *ps, const struct operand *o, const char *s, struct physmon_error *e)
{
	(void)ps;
	(void)s;
	return o->expr.value ? 0 : error_text(e, "a count of 0 is nothing to do");
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
	return ps->p < ps->end && *ps->p == '[' ? parse_plain(ps, o, e) : parse_address(ps, o, e);
}

/* --- the table ----------------------------------------------------------------------------------------------- */

/* Those that scripts are full of come first. */
static const struct operand_kind kinds[] = {
	{ "ADDR", parse_address_or_glob, NULL, OFFER_NAMES, OPERAND_EXPR | OPERAND_ADDR | OPERAND_RANGE },
	{ "VALUE", parse_value, check_value, OFFER_VALUES, OPERAND_EXPR },
	{ "COUNT", operand_expr, check_count, OFFER_NOTHING, OPERAND_EXPR | OPERAND_RANGE_END },
	{ "LENGTH", operand_expr, check_length, OFFER_NOTHING, OPERAND_EXPR | OPERAND_RANGE_END },
	{ "STEP", operand_expr, check_step, OFFER_NOTHING, OPERAND_EXPR },
	{ "MASK", operand_expr, check_mask, OFFER_NOTHING, OPERAND_EXPR },
	{ "EXPR", operand_expr, NULL, OFFER_NAMES, OPERAND_EXPR },
	{ "ADDR:one", parse_address, NULL, OFFER_NAMES, OPERAND_EXPR | OPERAND_ADDR },
	{ "ADDR:or-bits", parse_address_or_bits, NULL, OFFER_NAMES, OPERAND_EXPR | OPERAND_ADDR },
	{ "DEST", parse_address, NULL, OFFER_NAMES, OPERAND_EXPR | OPERAND_ADDR },
	{ "PATTERN", parse_pattern, check_value, OFFER_NAMES, OPERAND_EXPR },
	{ "VALUE:any", operand_expr, NULL, OFFER_NAMES, OPERAND_EXPR }, /* whatever the width is */
	{ "VALUE:or-time", parse_value_or_time, NULL, OFFER_NAMES, OPERAND_EXPR },
	{ "MASK:or-value", parse_mask_or_value, NULL, OFFER_VALUES, OPERAND_EXPR },
	{ "TIME", parse_time, NULL, OFFER_NOTHING, 0 },
	{ "N", parse_repetitions, NULL, OFFER_NOTHING, 0 },
	{ "NAME", parse_new_name, NULL, OFFER_NOTHING, 0 },
	{ "WIDTH", parse_width_word, NULL, OFFER_WIDTHS, 0 },
	{ "WIDTH:and-words", parse_rest, NULL, OFFER_DEFINITIONS, 0 }, /* see register_def.h */
	{ "TARGET", parse_plain, NULL, OFFER_TARGETS, 0 },
	{ "FILE", parse_plain, NULL, OFFER_FILES, 0 },
	{ "WHAT", parse_plain, NULL, OFFER_ALLOW, 0 },
	{ "ORDER", parse_plain, NULL, OFFER_ORDERS, 0 },
	{ "TEXT", parse_plain, NULL, OFFER_NOTHING, 0 },
	{ "COMMAND", parse_plain, NULL, OFFER_COMMANDS, 0 },
	{ "COMMANDS", parse_plain, NULL, OFFER_NOTHING, 0 },
	{ "REG", parse_plain, NULL, OFFER_NAMES, 0 },
	{ "GLOB", parse_plain, NULL, OFFER_NAMES, 0 },
};

const struct operand_kind *operand_kind(const char *word)
{
	const char *s, *t;
	size_t i;

	for (i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		for (s = word, t = kinds[i].word; *t && *t == *s; s++, t++)
			;
		if (!*t && strchr(" ].", *s)) /* or the end */
			return &kinds[i];
	}
	return NULL;
}

static bool ends_well(const struct operand_parser *ps)
{
	return ps->p == ps->end || parse_blank(*ps->p) || *ps->p == ';';
}

static int spoilt(const struct operand_parser *ps, struct physmon_error *e)
{
	unsigned char c = (unsigned char)*ps->p;

	if (c < 0x20 || c > 0x7e)
		return error_text(e, "the byte %02x can't stand here", c);
	return error_text(e, "'%c' can't stand here", c);
}

int operand_parse(struct operand_parser *ps, const struct operand_kind *kind, struct operand *o,
		  struct physmon_error *e)
{
	const char *const start = ps->p, *const end = ps->end;
	int r;

	memset(o, 0, sizeof(*o));
	o->column = (uint32_t)(start - ps->line) + 1;
	r = kind->parse(ps, o, e);
	ps->end = end;
	if (r)
		return r;
	if (!ends_well(ps) && !(kind->flags & OPERAND_RANGE && operand_range_follows(ps)))
		return spoilt(ps, e);
	if (kind->check && !o->expr.dynamic)
		r = kind->check(ps, o, start, e);
	if (r)
		ps->p = start;
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
	r = kind->flags & OPERAND_ADDR ? kind->parse(ps, o, e) : parse_address(ps, o, e);
	if (r)
		return r;
	if (!ends_well(ps))
		return spoilt(ps, e);
	if (o->absolute && !start->absolute)
		return error_text(
			e, "the end of a range is read as its start is: begin the range with = to make both absolute");
	o->absolute = start->absolute;
	return 0;
}
