/* SPDX-License-Identifier: GPL-2.0-or-later */
/* args: evaluates the operands of a running command. */
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "args.h"
#include "error.h"
#include "hex.h"
#include "interrupt.h"
#include "parse.h"
#include "selection.h"
#include "session.h"
#include "unit.h"

#define OPTION_LETTERS "abcdefghijklmnopqrstuvwxyz"

const struct operand *args_step_option(const struct step *step, const struct operand *operands, const char *name)
{
	size_t n;

	if (!step->noptions)
		return NULL;
	n = strlen(name);
	for (uint32_t i = 1; i <= step->noptions; i++)
		if (strspn(operands[-(ptrdiff_t)i].option, OPTION_LETTERS) == n &&
		    !memcmp(operands[-(ptrdiff_t)i].option, name, n))
			return &operands[-(ptrdiff_t)i];
	return NULL;
}

const struct operand *args_option(const struct call *c, const char *name)
{
	return args_step_option(c->step, c->operands, name);
}

int args_evaluate(const struct session *s, const struct expr_code *code, const struct operand *o, uint64_t *v,
		  struct physmon_error *e)
{
	int r = expr_eval(&o->expr, code, &s->env, v, e);

	if (r == -ENODATA)
		error_set(e, PHYSMON_E_NONE, ENODATA, "this depends on what was read, which a dry run doesn't know");
	return r;
}

int args_operand_address(const struct session *s, const struct expr_code *code, const struct operand *o, uint64_t *addr,
			 struct physmon_error *e)
{
	int r = args_evaluate(s, code, o, addr, e);

	if (!r && o->expr.virtual && s->target && physmon_info(s->target)->space != PHYSMON_SPACE_KERNEL)
		return error_text(e,
				  "%08" PRIx64
				  " is a virtual address of the kernel, which %.100s doesn't take: 'target kcore' does",
				  *addr, physmon_info(s->target)->spec);
	if (!r && !o->absolute)
		*addr += s->base;
	return r;
}

int args_too_many(uint64_t nunits, struct physmon_error *e)
{
	return error_set(e, PHYSMON_E_WRAP, ERANGE, "%llx units are more than one command can read here",
			 (unsigned long long)nunits);
}

bool args_interrupted(int r, const struct physmon_error *e)
{
	return (r == -EINTR && interrupt_pending()) || (r && e->kind == PHYSMON_E_STOPPED);
}

int args_blame(struct call *c, size_t i, int r)
{
	c->at.column = c->operands[i].column;
	return r;
}

int args_address(struct call *c, size_t i, uint64_t *addr, struct physmon_error *e)
{
	int r;

	if (i >= c->noperands) {
		*addr = c->s->env.dot;
		return 0;
	}
	r = args_operand_address(c->s, c->code, &c->operands[i], addr, e);
	return r ? args_blame(c, i, r) : 0;
}

/* Up to the last byte of the unit that holds the end of the range. */
static int range_length(const struct call *c, const struct operand *o, uint64_t addr, unsigned width, uint64_t *nbytes,
			struct physmon_error *e)
{
	uint64_t last;
	int r = args_operand_address(c->s, c->code, o, &last, e);

	if (!r && last < addr)
		r = error_text(e, "the range ends before it begins");
	if (r)
		return r;
	*nbytes = ((last - addr) / width + 1) * width; /* 0: all 2^64 bytes, which is refused as wrapping */
	if (!*nbytes)
		*nbytes = UINT64_MAX / width * width;
	return 0;
}

int args_length(struct call *c, size_t i, uint64_t addr, unsigned width, uint64_t *nbytes, struct physmon_error *e)
{
	const struct operand *o = &c->operands[i];
	int r;

	if (o->range_end) {
		r = range_length(c, o, addr, width, nbytes, e);
	} else {
		r = args_evaluate(c->s, c->code, o, nbytes, e);
		if (!r && !*nbytes)
			r = error_text(e, "the length must not be 0");
		if (!r && *nbytes % width)
			r = error_text(e, "length %llx is no multiple of %u bytes, the width",
				       (unsigned long long)*nbytes, width);
	}
	return r ? args_blame(c, i, r) : 0;
}

int args_outside(uint64_t value, uint64_t mask, unsigned width, const char *why, struct physmon_error *e)
{
	char v[17], m[17];

	hex_str(v, value, 2 * width);
	hex_str(m, mask, 2 * width);
	return error_text(e, "value %s has bits outside of mask %s: %s", v, m, why);
}

int args_refuse_group(const struct step *step, const struct selection *sel, struct physmon_error *e)
{
	return error_text(e, "%.*s is a group of registers: %s needs one of them",
			  parse_shown(sel->name, sel->name + sel->len), sel->name, step->command->name);
}

bool args_repeatable(const struct call *c)
{
	return c->again->repeating || (c->noperands && c->operands[0].numeric);
}

/* A value as typed, which must fit @nbits bits. */
static int typed_value(struct call *c, const struct operand *o, unsigned nbits, uint64_t *v, struct physmon_error *e)
{
	int r = expr_eval(&o->expr, c->code, &c->s->env, v, e);

	if (!r && o->expr.dynamic && !expr_fits_bits(o->expr.form, *v, nbits))
		r = error_set(e, PHYSMON_E_NONE, ERANGE, "value %llx does not fit %u bit%s", (unsigned long long)*v,
			      nbits, nbits == 1 ? "" : "s");
	if (r && r != -ENODATA)
		c->at.column = o->column;
	return r;
}

int args_operand_value(struct call *c, const struct operand *o, uint64_t *v, struct physmon_error *e)
{
	const unsigned width = c->step->width;
	int r = typed_value(c, o, 8 * width, v, e);

	if (!r)
		*v = session_swapped(c->s, *v, width);
	return r;
}

int args_value(struct call *c, size_t i, uint64_t *v, struct physmon_error *e)
{
	return args_operand_value(c, &c->operands[i], v, e);
}

int args_part(struct call *c, size_t i, unsigned nbits, uint64_t *v, struct physmon_error *e)
{
	*v = 0;
	return typed_value(c, &c->operands[i], nbits, v, e);
}

int args_values(struct call *c, size_t from, size_t n, struct physmon_error *e)
{
	uint64_t v;
	int r;

	for (size_t i = 0; i < n; i++) {
		v = 0;
		r = args_value(c, 1 + from + i, &v, e);
		if (r && r != -ENODATA)
			return r;
		c->s->states[i] = r ? PHYSMON_UNKNOWN : PHYSMON_PENDING;
		unit_put((char *)c->s->units + i * c->step->width, c->step->width, v);
	}
	return 0;
}
