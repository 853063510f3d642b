/* SPDX-License-Identifier: GPL-2.0-or-later */
/* register_place: see register_place.h. */
#include <errno.h>
#include <string.h>

#include "emit.h"
#include "error.h"
#include "operand.h"
#include "parse.h"
#include "register_place.h"
#include "regview.h"
#include "session.h"

static void fill_register(struct place_register *out, const struct svd_register *r)
{
	*out = (struct place_register){ r->name, r->addr, svd_width(r), svd_bytes(r), r };
}

/* A group is walked as the pattern that its name is. */
static bool next(const struct place *pl, struct place_walk *w, struct place_register *out)
{
	struct svd_glob g = { pl->of, pl->name, pl->len, w->next, w->any_case };
	const struct svd_register *r;

	if (pl->reg)
		r = w->started ? NULL : pl->reg;
	else
		r = w->started ? svd_glob_next(&g) : svd_glob_first(pl->of, &g, pl->name, pl->len);
	*w = (struct place_walk){ true, g.any_case, g.next };
	if (r)
		fill_register(out, r);
	return r;
}

/* --- showing ------------------------------------------------------------------------------------------------- */

static void show(struct session *s, const struct place_shown *x)
{
	const struct svd_register *const r = x->reg;
	struct regview v = { .reg = r,
			     .only = x->field,
			     .addr = x->addr,
			     .digits = x->digits,
			     .bits = x->width	    ? 8 * x->width
				     : r->bits < 64 ? r->bits
						    : 64,
			     .state = x->state,
			     .value = x->value };

	if (x->state == PHYSMON_DONE)
		v.seen = seen_swap(&s->seen, x->addr, x->width, x->value, &v.before);
	if (x->picture || !x->field)
		regview_line(s->emit, &v, x->named || x->picture);
	if (x->picture && x->state == PHYSMON_DONE) {
		if (regview_picture(s->emit, &v))
			emit_note(s->emit, "out of memory");
	} else if (x->field || (x->fields && x->state == PHYSMON_DONE)) {
		regview_fields(s->emit, &v);
	}
}

/* --- writing ------------------------------------------------------------------------------------------------- */

static void fill_part(struct place *pl, const struct svd_field *f)
{
	pl->kind = PLACE_FIELD;
	pl->part = true;
	pl->lo = (uint8_t)f->lsb;
	pl->hi = (uint8_t)(f->lsb + f->width - 1);
	pl->field = f;
}

/* "WLS=8bit": the field into o->place. */
static int assignment(struct operand_parser *ps, const struct place *pl, const char *equals, struct operand *o,
		      struct physmon_error *e)
{
	const struct svd_register *r = pl->reg;
	const struct svd_field *f;
	const char *s = ps->p;
	const size_t len = (size_t)(equals - s);
	int err;

	if (!len)
		return error_set(e, PHYSMON_E_NONE, EINVAL, "a field's name is missing before =");
	err = svd_find_field(r, s, len, &f, e);
	if (err == -ENOENT)
		return error_set(e, PHYSMON_E_NONE, ENOENT, "%s has no field %.*s: 'fields %s' shows them", r->name,
				 parse_shown(s, equals), s, r->name);
	if (!err)
		err = operand_place(ps, o, e);
	if (err)
		return err;
	*o->place = *pl;
	fill_part(o->place, f);
	ps->p = equals + 1;
	return register_field_value(ps, o->place, o, e);
}

static int value(struct operand_parser *ps, const struct place *pl, struct operand *o, struct physmon_error *e)
{
	const char *end = parse_word_end(ps->p, ps->end), *equals;

	if (pl->kind == PLACE_FIELD)
		return register_field_value(ps, pl, o, e);
	equals = pl->kind == PLACE_REGISTER && !pl->part && !pl->awaited ? memchr(ps->p, '=', (size_t)(end - ps->p))
									 : NULL;
	return equals ? assignment(ps, pl, equals, o, e) : operand_expr(ps, o, e);
}

static int plan(const struct place *pl, struct place_plan *p, struct physmon_error *e)
{
	return register_plan(pl->reg, p->mask, p, e);
}

static const char *meaning(const void *field, uint64_t v)
{
	const struct svd_enum *x = svd_enum_of(field, v, false);

	return x && *x->name ? x->name : NULL;
}

static bool part(const void *reg, size_t i, struct place_part *out)
{
	const struct svd_register *r = reg;

	if (i >= r->nfields)
		return false;
	*out = (struct place_part){ r->fields[i].name, r->fields[i].lsb, r->fields[i].width };
	return true;
}

static const struct place_ops ops = { next, show, value, register_values, plan, meaning, part };

/* --- names --------------------------------------------------------------------------------------------------- */

int register_place(struct svd *svd, const char *name, size_t len, struct place *pl, struct physmon_error *e)
{
	struct svd_hit hit;
	int r = svd_find(svd, name, len, &hit, e);

	if (r)
		return r;
	*pl = (struct place){ .kind = hit.reg ? PLACE_REGISTER : PLACE_GROUP,
			      .ops = &ops,
			      .reg = hit.reg,
			      .of = svd,
			      .name = name,
			      .len = len };
	if (hit.reg) {
		pl->bits = hit.reg->bits;
		pl->width = svd_width(hit.reg);
	}
	if (hit.field && hit.field->lsb + hit.field->width > 64)
		return error_set(e, PHYSMON_E_NONE, EINVAL, "%s.%s stands above bit 63, where no access reaches",
				 hit.reg->name, hit.field->name);
	if (hit.field)
		fill_part(pl, hit.field);
	return 0;
}

int register_place_glob(struct svd *svd, const char *pattern, size_t len, struct place *pl)
{
	struct svd_glob g;

	if (!svd_glob_first(svd, &g, pattern, len))
		return -ENOENT;
	*pl = (struct place){ .kind = PLACE_GLOB, .ops = &ops, .of = svd, .name = pattern, .len = len };
	return 0;
}
