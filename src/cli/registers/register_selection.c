/* SPDX-License-Identifier: GPL-2.0-or-later */
/* register_selection: sizes, walks, prints and plans writes of selected registers and fields. */
#include <errno.h>
#include <string.h>

#include "emit.h"
#include "error.h"
#include "last_values.h"
#include "operand.h"
#include "operand_parts.h"
#include "parse.h"
#include "register_print.h"
#include "register_selection.h"
#include "session.h"

/* A group is walked as the pattern that its name is. */
static const struct reg *next(const struct selection *sel, struct selection_walk *w)
{
	struct reg_glob g = { sel->of, sel->name, sel->len, w->next, w->any_case };
	const struct reg *r;

	if (sel->reg)
		r = w->started ? NULL : sel->reg;
	else
		r = w->started ? reg_glob_next(&g) : reg_glob_first(sel->of, &g, sel->name, sel->len);
	*w = (struct selection_walk){ true, g.any_case, g.next };
	return r;
}

/* --- showing ------------------------------------------------------------------------------------------------- */

static int show(struct session *s, const struct selection_shown *x)
{
	const struct reg *const r = x->reg;
	struct regview v = { .reg = r,
			     .only = x->field,
			     .addr = x->addr,
			     .digits = x->digits,
			     .bits = 8 * x->width,
			     .state = x->state,
			     .value = x->value,
			     .several = x->several };

	if (x->state == PHYSMON_DONE)
		v.seen = last_values_swap(s, x->addr, x->width, x->value, &v.before);
	if (x->picture || !x->field)
		register_print_line(s->emit, &v);
	if (x->picture && x->state == PHYSMON_DONE)
		return register_print_picture(s->emit, &v);
	if (x->field || (x->fields && x->state == PHYSMON_DONE))
		register_print_fields(s->emit, &v);
	return 0;
}

/* --- writing ------------------------------------------------------------------------------------------------- */

/* "WLS=8bit": the field into o->selection. */
static int assignment(struct operand_parser *ps, const struct selection *sel, const char *equals, struct operand *o,
		      struct physmon_error *e)
{
	const struct reg *r = sel->reg;
	const struct reg_field *f;
	const char *s = ps->p;
	const size_t len = (size_t)(equals - s);
	const bool quoted = len > 2 && *s == '"' && equals[-1] == '"';
	char name[300];
	int err;

	err = reg_find_field(r, s + quoted, len - 2 * quoted, &f, e);
	if (err == -ENOENT) {
		parse_print_name(name, sizeof(name), r->name);
		return error_set(e, PHYSMON_E_NONE, ENOENT, "%.100s has no field %.*s: 'fields %s' shows them", r->name,
				 parse_shown(s, equals), s, name);
	}
	if (!err)
		err = operand_parts_selection(ps, o, e);
	if (err)
		return err;
	*o->selection = *sel;
	err = register_selection_field(o->selection, f, e);
	if (err)
		return err;
	ps->p = equals + 1;
	return register_value_parse(ps, o->selection, o, e);
}

static int value(struct operand_parser *ps, const struct selection *sel, struct operand *o, struct physmon_error *e)
{
	const char *end = parse_word_end(ps->p, ps->end), *equals;

	if (sel->kind == SELECTION_FIELD)
		return register_value_parse(ps, sel, o, e);
	equals = sel->kind == SELECTION_REGISTER && !sel->part && !sel->awaited
			 ? memchr(ps->p, '=', (size_t)(end - ps->p))
			 : NULL;
	/* "=NAME" is the address of a name */
	return equals && equals > ps->p ? assignment(ps, sel, equals, o, e) : operand_parts_number(ps, o, e);
}

static int plan(const struct selection *sel, struct selection_plan *p, const uint64_t *value, struct physmon_error *e)
{
	return register_write_plan(sel->reg, p->mask, value, p, e);
}

static const struct selection_ops ops = { next, show, value, register_value_complete, plan };

/* --- names --------------------------------------------------------------------------------------------------- */

void register_selection(struct reg_set *svd, const struct reg *r, const char *name, size_t len, struct selection *sel)
{
	*sel = (struct selection){ .kind = r ? SELECTION_REGISTER : SELECTION_GROUP,
				   .ops = &ops,
				   .bits = r ? r->bits : 0,
				   .width = r ? reg_width(r) : 0,
				   .reg = r,
				   .of = svd,
				   .name = name,
				   .len = len };
}

int register_selection_field(struct selection *sel, const struct reg_field *f, struct physmon_error *e)
{
	const struct reg *r = sel->reg;

	if (f->lo + f->nbits > r->bits || f->lo + f->nbits > 64)
		return error_text(e, "%s.%s has bit %u, and %s has %u bits: the description is wrong", r->name, f->name,
				  f->lo + f->nbits - 1, r->name, r->bits);
	sel->kind = SELECTION_FIELD;
	sel->part = true;
	sel->lo = (uint8_t)f->lo;
	sel->hi = (uint8_t)(f->lo + f->nbits - 1);
	sel->field = f;
	return 0;
}

int register_selection_glob(struct reg_set *svd, const char *pattern, size_t len, struct selection *sel)
{
	struct reg_glob g;

	if (!reg_glob_first(svd, &g, pattern, len))
		return -ENOENT;
	*sel = (struct selection){ .kind = SELECTION_GLOB, .ops = &ops, .of = svd, .name = pattern, .len = len };
	return 0;
}
