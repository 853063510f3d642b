/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * register_value: parses values of registers and fields, to write them or to wait for them: numbers, enumerated names,
 * FIELD=VALUE.
 */
#include <errno.h>
#include <string.h>

#include "arena.h"
#include "error.h"
#include "hex.h"
#include "operand.h"
#include "operand_parts.h"
#include "parse.h"
#include "register_selection.h"
#include "text.h"

/* Is it one value of the field @sel, all of its bits known? */
static bool is_one(const struct selection *sel, const struct reg_value *x)
{
	return !(~x->mask & selection_mask(sel) >> sel->lo);
}

/* May it stand there: to be written, or (@sel is awaited) as what is read? */
static bool offered(const struct selection *sel, const struct reg_value *x)
{
	return x->has_value && (sel->awaited ? x->read && is_one(sel, x) : x->write);
}

/* The names of values that may stand there, for a sentence. */
static void list_values(const struct selection *sel, char *out, size_t size)
{
	const struct reg_field *f = sel->field;
	size_t i, n = 0;

	*out = '\0';
	for (i = 0; i < f->nvalues && n + 40 < size; i++)
		if (offered(sel, &f->values[i]) && *f->values[i].name)
			n += text_print(out + n, size - n, "%s%.60s", n ? ", " : "", f->values[i].name);
	if (i < f->nvalues)
		text_print(out + n, size - n, ", ...");
}

static int unknown_value(const struct selection *sel, const char *s, size_t len, struct physmon_error *e)
{
	const struct reg *r = sel->reg;
	const struct reg_field *f = sel->field;
	const int n = parse_shown(s, s + len);
	char values[300];

	list_values(sel, values, sizeof(values));
	if (!*values)
		return error_set(e, PHYSMON_E_NONE, ENOENT, "%.*s is no number, and the values of %s.%s have no names",
				 n, s, r->name, f->name);
	return error_set(e, PHYSMON_E_NONE, ENOENT, "%.*s is neither a number nor a value of %s.%s: %s", n, s, r->name,
			 f->name, values);
}

/* An enumerated name. -ENOENT with @e untouched: it is none. */
static int enumerated(const struct selection *sel, const char *s, size_t len, uint64_t *v, struct physmon_error *e)
{
	const struct reg *r = sel->reg;
	const struct reg_field *f = sel->field;
	const struct reg_value *x;
	int err = reg_find_value(f, s, len, !sel->awaited, &x, e);

	if (err)
		return err;
	if (!x->has_value)
		return error_text(e, "%s means all other values of %s.%s: %s the one you mean as a number", x->name,
				  r->name, f->name, sel->awaited ? "give" : "write");
	if (sel->awaited && !is_one(sel, x))
		return error_text(e, "%s means several values of %s.%s: give the one you mean as a number", x->name,
				  r->name, f->name);
	*v = x->value;
	return 0;
}

/* "0xADC" for what begins like a hexadecimal number; "(1/2)" for any other expression. */
static void spell_number(const char *s, const char *end, char *out, size_t size)
{
	const char *p = s;

	while (p < end && hex_digit(*p) >= 0)
		p++;
	text_print(out, size, p == end ? "0x%.*s" : "(%.*s)", parse_shown(s, end), s);
}

/* A word that is the name of a value may be a number as well: is that another value? */
static int check_meaning(struct operand_parser *ps, const struct selection *sel, const char *end, uint64_t value,
			 struct physmon_error *e)
{
	const struct reg *r = sel->reg;
	const struct reg_field *f = sel->field;
	const char *s = ps->p;
	struct operand o = { 0 };
	char number[80];
	bool differs = !operand_parts_expr(ps, &o, NULL) && ps->p == end && (o.expr.dynamic || o.expr.value != value);

	ps->p = s;
	if (!differs)
		return 0;
	spell_number(s, end, number, sizeof(number));
	return error_text(e, "%.*s is a number and a value of %s.%s, %llx: write %s or @%.*s", parse_shown(s, end), s,
			  r->name, f->name, (unsigned long long)value, number, parse_shown(s, end), s);
}

/* "@NAME", "@"NAME"" and "NAME" in quotes can be nothing but the name of a value. */
static int marked_value(struct operand_parser *ps, const struct selection *sel, struct operand *o,
			struct physmon_error *e)
{
	const char *start = ps->p, *s = start + (*start == '@'), *end = parse_word_end(s, ps->end);
	size_t len = (size_t)(end - s);
	char *text;
	int err;

	ps->p = end;
	if (len && *s == '"') {
		text = arena_take(ps->arena, len);
		if (!text)
			return error_no_memory(e);
		ps->p = s;
		err = parse_text(&ps->p, ps->end, text, &len, e);
		if (err)
			return err;
		s = text;
	}
	err = enumerated(sel, s, len, &o->expr.value, e);
	if (err)
		ps->p = start;
	return err == -ENOENT ? unknown_value(sel, s, len, e) : err;
}

int register_value_parse(struct operand_parser *ps, const struct selection *sel, struct operand *o,
			 struct physmon_error *e)
{
	const char *s = ps->p, *end = parse_word_end(s, ps->end);
	uint64_t v;
	int err;

	end -= end > s && end[-1] == ','; /* it separates operands */
	if (s == end)
		return error_text(e, "a value is missing here");
	o->expr = (struct expr){ .form = EXPR_PLAIN };
	if (s < end && (*s == '"' || *s == '@'))
		return marked_value(ps, sel, o, e);
	err = enumerated(sel, s, (size_t)(end - s), &v, e);
	if (!err)
		err = check_meaning(ps, sel, end, v, e);
	if (!err) {
		o->expr.value = v;
		ps->p = end;
	}
	if (err != -ENOENT)
		return err;
	err = operand_parts_number(ps, o, e);
	if (err && err != -ENOMEM && ps->p == s && parse_alnum_end(s, end) == end && !hex_foreign_binary(s, end))
		return unknown_value(sel, s, (size_t)(end - s), e);
	return err;
}

/* --- completion ---------------------------------------------------------------------------------------------- */

#define WORD_MOST 200 /* characters of a word that is offered */

struct offers {
	const char *prefix;
	size_t len;
	void (*add)(void *add_ctx, const char *word);
	void *add_ctx;
};

/* @before and @name, if that is a word that can stand there as it is. */
static void offer(const struct offers *w, const char *before, const char *name, const char *behind)
{
	char word[WORD_MOST];

	if (!*name || strpbrk(name, " \t;\"") || strlen(before) + strlen(name) + strlen(behind) >= sizeof(word))
		return;
	text_print(word, sizeof(word), "%s%s%s", before, name, behind);
	if (!strncmp(word, w->prefix, w->len))
		w->add(w->add_ctx, word);
}

/* Of field @f of @sel. */
static void offer_values(const struct offers *w, const char *before, const struct selection *sel,
			 const struct reg_field *f)
{
	for (size_t i = 0; i < f->nvalues; i++)
		if (offered(sel, &f->values[i]))
			offer(w, before, f->values[i].name, "");
}

void register_value_complete(const struct selection *sel, const char *prefix, size_t len,
			     void (*add)(void *add_ctx, const char *word), void *add_ctx)
{
	const struct offers w = { prefix, len, add, add_ctx };
	const char *equals = memchr(prefix, '=', len);
	const struct reg *r = sel->reg;
	const struct reg_field *f;
	char before[WORD_MOST];

	if (sel->kind == SELECTION_FIELD)
		offer_values(&w, "", sel, sel->field);
	if (sel->kind != SELECTION_REGISTER || sel->part || sel->awaited)
		return;
	if (equals && !reg_find_field(r, prefix, (size_t)(equals - prefix), &f, NULL)) {
		text_print(before, sizeof(before), "%.*s=", (int)(equals - prefix), prefix);
		offer_values(&w, before, sel, f);
	}
	for (size_t i = 0; !equals && i < r->nfields; i++)
		if (reg_writable(r->fields[i].access))
			offer(&w, "", r->fields[i].name, "=");
}
