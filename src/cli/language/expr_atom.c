/* SPDX-License-Identifier: GPL-2.0-or-later */
/* expr_atom: reads one word of an expression and looks it up. */
#include <errno.h>
#include <stdlib.h>

#include "error.h"
#include "expr_atom.h"
#include "parse.h"

static int unexpected(const char *p, const char *end, struct physmon_error *e)
{
	unsigned char c;

	if (p == end || parse_blank(*p) || *p == ';')
		return error_text(e, "a number is missing here");
	c = (unsigned char)*p;
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

/* The name at *@p, in quotes or not; *@text is to be freed. *@p moves behind it, or to the error in quotes. */
static int name_at(const char **p, const char *end, const char **name, size_t *len, char **text,
		   struct physmon_error *e)
{
	*name = *p;
	if (*p == end || **p != '"') {
		*len = parse_name_span(*p, end);
		*p += *len;
		return 0;
	}
	*name = *text = malloc((size_t)(end - *p));
	if (!*text)
		return error_no_memory(e);
	return parse_text(p, end, *text, len, e);
}

/* @"NAME", which selects nothing: an address only. *@p: at the '@'. */
static int quoted(const struct names *names, const char **p, const char *end, struct expr_atom *a,
		  struct physmon_error *e)
{
	const char *const start = (*p)++, *name;
	char *text = NULL;
	size_t len = 0;
	int r = name_at(p, end, &name, &len, &text, e);

	if (!r) {
		r = names_find(names, name, len, NAMES_MARKED, &a->hit, e);
		if (r)
			*p = start;
		if (r == -ENOENT)
			r = name_unknown(name, len, true, "\"", e);
	}
	free(text);
	a->named = true;
	a->hit.name = NULL;
	return r;
}

/* LABEL:NAME, a name that only the source @src is asked for. *@p: at the label, of @label_len bytes. */
static int labelled(const struct names_source *src, size_t label_len, const char **p, const char *end,
		    struct expr_atom *a, struct physmon_error *e)
{
	const char *const label = *p, *name;
	const char *const quote = end - label > (ptrdiff_t)label_len + 1 && label[label_len + 1] == '"' ? "\"" : "";
	char *text = NULL;
	size_t len = 0;
	int r;

	*p += label_len + 1;
	r = name_at(p, end, &name, &len, &text, e);
	if (!r && !len)
		r = error_text(e, "a name is missing after %.*s:", (int)label_len, label);
	else if (!r)
		r = names_find_in(src, name, len, &a->hit, e);
	if (r == -ENOENT)
		r = error_set(e, PHYSMON_E_NONE, ENOENT, "%.*s:%s%.*s%s is not known", (int)label_len, label, quote,
			      parse_shown(name, name + len), name, quote);
	if (r)
		*p = label;
	free(text);
	a->named = true;
	a->hit.name = NULL;
	return r;
}

/*
 * A word as a number (*@as_number: what parse_number() says) and as a name: 0, -ENOENT, or what a source of names says.
 */
static int look_up(const struct names *names, const char *s, size_t len, bool marked, struct expr_atom *a,
		   int *as_number, struct physmon_error *e)
{
	*as_number = marked ? -EINVAL : parse_number(s, s + len, &a->value);
	return names_find(names, s, len, marked ? NAMES_MARKED : *as_number == -EINVAL ? 0 : NAMES_LAST, &a->hit, e);
}

/* NAME, @NAME, or a number that begins with a letter. */
static int word(const struct names *names, const char **p, const char *end, struct expr_atom *a,
		struct physmon_error *e)
{
	const bool marked = *p < end && **p == '@';
	const char *const s = *p + marked;
	const size_t span = parse_name_span(s, end);
	size_t len = span;
	int r, as_number, shown;

	if (!len)
		return unexpected(*p, end, e);
	r = look_up(names, s, len, marked, a, &as_number, e);
	if (r == -ENOENT && s[len - 1] == ']') { /* no element of an array: bit 5 of what "X[5]" begins with? */
		while (s[--len] != '[')
			;
		r = look_up(names, s, len, marked, a, &as_number, e);
		if (r == -ENOENT && as_number == -EINVAL)
			len = span;
	}
	if (r && r != -ENOENT)
		return r;
	shown = parse_shown(s, s + len);
	if (!r && (!as_number || as_number == -ERANGE))
		return error_text(e, "%.*s is a number and a name: write 0x%.*s or @%.*s", shown, s, shown, s, shown,
				  s);
	if (r && as_number == -ERANGE)
		return parse_number_error(s, s + len, as_number, e);
	if (r && as_number)
		return name_unknown(s, len, marked, "", e);
	a->named = !r;
	*p = s + len;
	return 0;
}

static int number(const char **p, const char *end, uint64_t *v, struct physmon_error *e)
{
	const char *q = *p;
	int r;

	while (q < end && (parse_digit(*q) || parse_letter(*q) || *q == '_'))
		q++;
	r = parse_number(*p, q, v);
	if (r)
		return parse_number_error(*p, q, r, e);
	*p = q;
	return 0;
}

int expr_atom(const struct names *names, const char **p, const char *end, struct expr_atom *a, struct physmon_error *e)
{
	const char *const s = *p;
	const size_t span = parse_name_span(s, end);
	const struct names_source *src;
	int r;

	*a = (struct expr_atom){ 0 };
	src = span && s + span < end && s[span] == ':' ? names_labelled(names, s, span) : NULL;
	if (src)
		r = labelled(src, span, p, end, a, e);
	else if (end - s > 1 && s[0] == '@' && s[1] == '"')
		r = quoted(names, p, end, a, e);
	else if (s < end && parse_digit(*s))
		r = number(p, end, &a->value, e);
	else
		r = word(names, p, end, a, e);
	if (!r && a->named)
		a->value = a->hit.addr;
	return r;
}
