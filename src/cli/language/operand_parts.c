/* SPDX-License-Identifier: GPL-2.0-or-later */
/* operand_parts: what the kinds of operands consist of: expressions, numbers, words, texts, addresses, names. */
#include <errno.h>
#include <string.h>

#include "arena.h"
#include "error.h"
#include "names.h"
#include "operand_parts.h"
#include "parse.h"
#include "selection.h"

int operand_parts_selection(struct operand_parser *ps, struct operand *o, struct physmon_error *e)
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

int operand_parts_expr(struct operand_parser *ps, struct operand *o, struct physmon_error *e)
{
	struct names_hit hit;

	return parse_expr(ps, o, &hit, e);
}

int operand_parts_unexpected(const char *p, struct physmon_error *e)
{
	const unsigned char c = (unsigned char)*p;

	if (c < 0x20 || c > 0x7e)
		return error_text(e, "unexpected byte %02x", c);
	if (!SMALL && c == ',')
		return error_text(e, "unexpected ',': blanks separate operands, as in 'd 1000 40'");
	if (!SMALL && c == ':')
		return error_text(e, "unexpected ':': a range is 1000..103f, bits are 1000[7:4]");
	return error_text(e, "unexpected '%c'", c);
}

int operand_parts_number(struct operand_parser *ps, struct operand *o, struct physmon_error *e)
{
	const char *const s = ps->p;
	const bool meant = s < ps->end && *s == '=';
	struct names_hit hit;
	int r, shown;

	ps->p += meant;
	r = parse_expr(ps, o, &hit, e);
	if (r || meant == (hit.name && hit.source))
		return r;
	shown = parse_shown(s, ps->p);
	ps->p = s;
	if (meant)
		return operand_parts_unexpected(s, e);
	return error_text(e, "%.*s is a name, and a number is expected here ('=%.*s' is its address)", shown, s, shown,
			  s);
}

bool operand_parts_is_name(struct operand_parser ps)
{
	const size_t n = ps.code->n;
	struct names_hit hit;
	struct operand o;
	bool is;

	if (ps.p == ps.end || !(parse_letter(*ps.p) || strchr("_@s", *ps.p)))
		return false;
	is = !parse_expr(&ps, &o, &hit, NULL) && hit.name && hit.source;
	ps.code->n = n;
	return is;
}

/* What is in quotes at ps->p. */
int operand_parts_quoted(struct operand_parser *ps, struct operand *o, char **buffer, struct physmon_error *e)
{
	const char *end = parse_word_end(ps->p, ps->end);

	*buffer = arena_take(ps->arena, (size_t)(end - ps->p) + 1);
	if (!*buffer)
		return error_no_memory(e);
	o->text = *buffer;
	return parse_text(&ps->p, ps->end, *buffer, &o->len, e);
}

/* A word as it is, or a quoted text. */
int operand_parts_plain(struct operand_parser *ps, struct operand *o, struct physmon_error *e)
{
	const char *s, *end;
	char *buffer;
	int r;

	if (ps->p < ps->end && *ps->p == '"') {
		s = ps->p;
		r = operand_parts_quoted(ps, o, &buffer, e);
		if (r)
			return r;
		if (memchr(buffer, '\0', o->len)) { /* it would end there, unsaid, wherever it goes */
			ps->p = s;
			return error_text(e, "a NUL byte is not allowed in this text");
		}
	} else {
		end = parse_word_end(ps->p, ps->end);
		o->len = (size_t)(end - ps->p);
		buffer = arena_text(ps->arena, ps->p, o->len);
		if (!buffer)
			return error_no_memory(e);
		ps->p = end;
	}
	buffer[o->len] = '\0';
	o->text = buffer;
	return 0;
}

/* "A quoted pattern" of names. */
static int parse_glob(struct operand_parser *ps, struct operand *o, struct physmon_error *e)
{
	const char *s = ps->p;
	int r;

	r = operand_parts_plain(ps, o, e);
	if (!r)
		r = operand_parts_selection(ps, o, e);
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
		r = operand_parts_selection(ps, o, e);
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
		return error_text(e, "a field is bits already: no bits can follow it");
	if (!o->selection && operand_parts_selection(ps, o, e))
		return -ENOMEM;
	return selection_parse_bits(&ps->p, ps->end, o->selection, e);
}

int operand_parts_address(struct operand_parser *ps, struct operand *o, struct physmon_error *e)
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

int operand_parts_address_or_glob(struct operand_parser *ps, struct operand *o, struct physmon_error *e)
{
	return ps->p < ps->end && *ps->p == '"' ? parse_glob(ps, o, e) : operand_parts_address(ps, o, e);
}
