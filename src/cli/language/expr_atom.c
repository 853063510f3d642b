/* SPDX-License-Identifier: GPL-2.0-or-later */
/* expr_atom: reads a number or looks up a name at the parser's position. */
#include <errno.h>
#include <stdlib.h>

#include "error.h"
#include "expr.h"
#include "expr_atom.h"
#include "names.h"
#include "parse.h"

static int unexpected(struct expr_parser *ps, struct physmon_error *e)
{
	unsigned char c;

	if (ps->p == ps->end || parse_blank(*ps->p) || *ps->p == ';')
		return error_text(e, "a number is missing here");
	c = (unsigned char)*ps->p;
	if (c < 0x20 || c > 0x7e)
		return error_text(e, "the byte %02x has no place in an expression", c);
	return error_text(e, "'%c' can't stand here", c);
}

/* @quote: what it was typed in, "\"" or "" */
static int name_unknown(const char *s, size_t len, bool marked, const char *quote, struct physmon_error *e)
{
	int n = parse_shown(s, s + len);

	if (marked)
		return error_set(e, PHYSMON_E_NONE, ENOENT,
				 "the name %s%.*s%s is not known ('def %s%.*s%s ADDR' defines it)", quote, n, s, quote,
				 quote, n, s, quote);
	return error_set(e, PHYSMON_E_NONE, ENOENT, "%.*s is neither a number nor a known name", n, s);
}

/*
 * A word as a number (*@as_number: what parse_number() says) and as a name: 0, -ENOENT, or what a source of names says.
 */
static int look_up(const struct expr_parser *ps, const char *s, size_t len, bool marked, uint64_t *number,
		   int *as_number, uint64_t *v, struct physmon_error *e)
{
	*as_number = marked ? -EINVAL : parse_number(s, s + len, number);
	return names_find(ps->names, s, len, marked ? NAMES_MARKED : *as_number == -EINVAL ? 0 : NAMES_LAST, v, e);
}

/* After "LABEL:" at ps->p: a name of the source that has that label, quoted where it isn't spelt like a name. */
static int labelled(struct expr_parser *ps, size_t label_len, uint64_t *v, struct physmon_error *e)
{
	const char *const label = ps->p, *const start = label + label_len + 1;
	const char *name = start, *quote = "";
	char *text = NULL;
	size_t len;
	int r = 0;

	ps->p = start;
	if (start < ps->end && *start == '"') {
		quote = "\"";
		text = malloc((size_t)(ps->end - start));
		if (!text)
			return error_no_memory(e);
		name = text;
		r = parse_text(&ps->p, ps->end, text, &len, e);
	} else {
		len = parse_name_span(start, ps->end);
		ps->p += len;
	}
	if (!r && !len)
		r = error_text(e, "a name is missing after %.*s:", (int)label_len, label);
	else if (!r)
		r = names_find_labelled(ps->names, label, label_len, name, len, v, e);
	if (r == -ENOENT)
		r = error_set(e, PHYSMON_E_NONE, ENOENT, "%.*s:%s%.*s%s is not known", (int)label_len, label, quote,
			      parse_shown(name, name + len), name, quote);
	if (r)
		ps->p = label;
	free(text);
	ps->absolute = ps->named = ps->virtual = true;
	return r;
}

int expr_atom(struct expr_parser *ps, uint64_t *v, struct physmon_error *e)
{
	const char *s = ps->p, *end = ps->end;
	bool marked = s < end && *s == '@';
	char *text = NULL;
	uint64_t number;
	size_t len, span;
	int r, as_number;

	if (marked)
		s++;
	if (marked && s < end && *s == '"') {
		text = malloc((size_t)(end - s));
		if (!text)
			return error_no_memory(e);
		ps->p = s;
		r = parse_text(&ps->p, end, text, &len, e);
		if (!r) {
			r = names_find(ps->names, text, len, NAMES_MARKED, v, e);
			ps->virtual |= !r && names_virtual(ps->names, text, len, NAMES_MARKED);
			if (r)
				ps->p = s - 1;
			if (r == -ENOENT)
				r = name_unknown(text, len, true, "\"", e);
		}
		free(text);
		ps->absolute = ps->named = true;
		return r;
	}
	len = span = parse_name_span(s, end);
	if (!len)
		return unexpected(ps, e);
	if (!marked && s + len < end && s[len] == ':' && names_label(ps->names, s, len))
		return labelled(ps, len, v, e);
	r = look_up(ps, s, len, marked, &number, &as_number, v, e);
	if (r == -ENOENT && s[len - 1] == ']') { /* no element of an array: bit 5 of what "X[5]" begins with? */
		while (s[--len] != '[')
			;
		r = look_up(ps, s, len, marked, &number, &as_number, v, e);
		if (r == -ENOENT && as_number == -EINVAL)
			len = span;
	}
	if (r && r != -ENOENT)
		return r;
	if (!r && (!as_number || as_number == -ERANGE))
		return error_text(e, "%.*s is a number and a name: write 0x%.*s or @%.*s", parse_shown(s, s + len), s,
				  parse_shown(s, s + len), s, parse_shown(s, s + len), s);
	if (r && as_number == -ERANGE)
		return parse_number_error(s, s + len, as_number, e);
	if (r && as_number)
		return name_unknown(s, len, marked, "", e);
	if (r) {
		*v = number;
	} else {
		ps->absolute = ps->named = true;
		ps->virtual |= names_virtual(ps->names, s, len, marked ? NAMES_MARKED : 0);
	}
	ps->p = s + len;
	return 0;
}

int expr_atom_number(struct expr_parser *ps, uint64_t *v, struct physmon_error *e)
{
	const char *s = ps->p, *q = s;
	int r;

	while (q < ps->end &&
	       ((*q >= '0' && *q <= '9') || (*q >= 'a' && *q <= 'z') || (*q >= 'A' && *q <= 'Z') || *q == '_'))
		q++;
	r = parse_number(s, q, v);
	if (r)
		return parse_number_error(s, q, r, e);
	ps->p = q;
	return 0;
}
