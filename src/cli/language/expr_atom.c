/* SPDX-License-Identifier: GPL-2.0-or-later */
/* expr_atom: reads one word of an expression and looks it up. */
#include <errno.h>
#include <string.h>

#include "arena.h"
#include "error.h"
#include "expr_atom.h"
#include "names.h"
#include "parse.h"

static int unexpected(const char *p, const char *end, struct physmon_error *e)
{
	unsigned char c;

	if (p == end || parse_blank(*p) || *p == ';')
		return error_text(e, "a number is missing here");
	c = (unsigned char)*p;
	if (c < 0x20 || c > 0x7e)
		return error_text(e, "the byte %02x has no place in an expression", c);
	return error_text(e, "unexpected '%c'", c);
}

/* The name of a word: NAME, @NAME, sym:NAME, and these two with quotes. */
struct typed_name {
	const char *text; /* quotes undone */
	size_t len;
	unsigned how; /* NAMES_MARKED: after '@'; NAMES_SYMBOL: after sym: */
	bool quoted;
};

#define SYMBOL "sym:"
#define SYMBOL_LEN (sizeof(SYMBOL) - 1)

/* Reads the name at *@p; *@p moves behind it, or to the error. */
static int read_name(struct arena *arena, const char **p, const char *end, struct typed_name *n,
		     struct physmon_error *e)
{
	const char *s = *p, *word_end;
	char *buffer;

	*n = (struct typed_name){ 0 };
	if (end - s >= (ptrdiff_t)SYMBOL_LEN && !memcmp(s, SYMBOL, SYMBOL_LEN))
		n->how = NAMES_SYMBOL;
	else if (s < end && *s == '@')
		n->how = NAMES_MARKED;
	s += n->how == NAMES_SYMBOL ? SYMBOL_LEN : n->how == NAMES_MARKED;
	n->quoted = n->how && s < end && *s == '"';
	n->text = s;
	if (!n->quoted) {
		n->len = parse_name_span(s, end);
		if (!n->len && n->how == NAMES_SYMBOL)
			return error_text(e, "a name is missing after " SYMBOL);
		if (!n->len)
			return unexpected(*p, end, e);
		*p = s + n->len;
		return 0;
	}
	word_end = parse_word_end(s, end);
	buffer = arena_take(arena, (size_t)(word_end - s));
	if (!buffer)
		return error_no_memory(e);
	n->text = buffer;
	*p = s;
	return parse_text(p, end, buffer, &n->len, e);
}

static int name_unknown(const struct names *names, const struct typed_name *n, struct physmon_error *e)
{
	char near[NAMES_NEAR] = "";
	const char *quote = n->quoted ? "\"" : "", *s = n->text;
	const int len = parse_shown(s, s + n->len);

	if (n->how == NAMES_SYMBOL)
		return error_set(e, PHYSMON_E_NONE, ENOENT, SYMBOL "%s%.*s%s is not known", quote, len, s, quote);
	if (!SMALL && e)
		names_near(names, s, n->len, n->how, near);
	if (*near)
		return error_set(e, PHYSMON_E_NONE, ENOENT,
				 parse_name_span(near, near + strlen(near)) == strlen(near)
					 ? "%.*s is not a known name: is %s meant?"
					 : "%.*s is not a known name: is @\"%s\" meant?",
				 len, s, near);
	if (n->how)
		return error_set(e, PHYSMON_E_NONE, ENOENT,
				 "the name %s%.*s%s is not known ('def %s%.*s%s ADDR' defines it)", quote, len, s,
				 quote, quote, len, s, quote);
	return error_set(e, PHYSMON_E_NONE, ENOENT, "%.*s is neither a number nor a known name", len, s);
}

/* A name, and as a number: *@as_number is what parse_number() says. 0, -ENOENT, or what a source of names says. */
static int look_up(const struct names *names, const struct typed_name *n, struct expr_atom *a, int *as_number,
		   struct physmon_error *e)
{
	*as_number = n->how ? -EINVAL : parse_number(n->text, n->text + n->len, &a->value);
	return names_find(names, n->text, n->len, n->how ? n->how : *as_number == -EINVAL ? 0 : NAMES_LAST, &a->hit, e);
}

/* A name, or a number that begins with a letter. */
static int word(const struct names *names, struct arena *arena, const char **p, const char *end, struct expr_atom *a,
		struct physmon_error *e)
{
	const char *const start = *p;
	struct typed_name n, whole;
	int r, as_number, shown;

	r = read_name(arena, p, end, &n, e);
	if (r)
		return r;
	r = look_up(names, &n, a, &as_number, e);
	if (r == -ENOENT && !n.quoted && n.text[n.len - 1] == ']') {
		/* no element of an array: bit 5 of what "X[5]" begins with? */
		whole = n;
		while (n.text[--n.len] != '[')
			;
		r = look_up(names, &n, a, &as_number, e);
		if (r == -ENOENT && as_number == -EINVAL)
			n = whole;
		*p = n.text + n.len;
	}
	a->named = !r;
	if (!r && as_number == -EINVAL)
		return 0;
	if (r == -ENOENT && !as_number)
		return 0;
	*p = start;
	if (r && r != -ENOENT)
		return r;
	shown = parse_shown(n.text, n.text + n.len);
	if (!r)
		return error_text(e, "%.*s is a number and a name: write 0x%.*s or @%.*s", shown, n.text, shown, n.text,
				  shown, n.text);
	return as_number == -ERANGE ? parse_number_error(n.text, n.text + n.len, as_number, e)
				    : name_unknown(names, &n, e);
}

static int number(const char **p, const char *end, uint64_t *v, struct physmon_error *e)
{
	const char *const q = parse_alnum_end(*p, end);
	const int r = parse_number(*p, q, v);

	if (r)
		return parse_number_error(*p, q, r, e);
	*p = q;
	return 0;
}

int expr_atom(const struct names *names, struct arena *arena, const char **p, const char *end, struct expr_atom *a,
	      struct physmon_error *e)
{
	int r;

	*a = (struct expr_atom){ 0 };
	if (*p < end && parse_digit(**p))
		r = number(p, end, &a->value, e);
	else
		r = word(names, arena, p, end, a, e);
	if (!r && a->named)
		a->value = a->hit.addr;
	return r;
}
