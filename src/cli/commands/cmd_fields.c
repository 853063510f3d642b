/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cmd_fields: fields draws a register, decode explains a value at an address. They touch no bus. */
#include <errno.h>
#include <string.h>

#include "args.h"
#include "error.h"
#include "names.h"
#include "program.h"
#include "register_db.h"
#include "register_print.h"
#include "session.h"

/* Has the register values that can be shown? 0 or -EINVAL with @e. */
static int check_width(const struct reg *r, struct physmon_error *e)
{
	return r->bits <= 64
		       ? 0
		       : error_text(e, "%.200s has %u bits: a value of more than 64 can't be shown", r->name, r->bits);
}

/* Does @value fit the register? 0 or -ERANGE with @e. */
static int check_value(const struct reg *r, uint64_t value, struct physmon_error *e)
{
	if (r->bits >= 64 || !(value >> r->bits))
		return 0;
	return error_set(e, PHYSMON_E_NONE, ERANGE, "value %llx does not fit the %u bits of %.200s",
			 (unsigned long long)value, r->bits, r->name);
}

/* Show what is known of @v's register: with the value, if it has one. */
static int show(struct call *c, struct regview *v, struct physmon_error *e)
{
	v->addr = v->reg->addr;
	v->digits = session_digits(v->addr);
	if (v->state != PHYSMON_DONE)
		register_print_layout(c->s->emit, v);
	else if (emit_format(c->s->emit) != EMIT_BARE)
		register_print_line(c->s->emit, v);
	return register_print_picture(c->s->emit, v) ? error_no_memory(e) : 0;
}

/* --- fields -------------------------------------------------------------------------------------------------- */

/* The register, or the field of one, that a text names. 0 or -errno with @e. */
static int find(struct session *s, const struct operand *o, struct regview *v, struct physmon_error *e)
{
	struct reg_hit hit;
	struct reg_set *svd;
	char near[NAMES_NEAR];
	int r;

	r = register_db_get(s, &svd, e);
	if (r)
		return r;
	r = reg_find(svd, o->text, o->len, &hit, e);
	if (r == -ENOENT) {
		names_near(s->names, o->text, o->len, 0, near);
		return error_set(e, PHYSMON_E_NONE, ENOENT,
				 *near ? "no register is called %.100s: is %s meant?"
				       : "no register is called %.100s: find-reg searches",
				 o->text, near);
	}
	if (r)
		return r;
	if (!hit.reg)
		return error_text(e, "%.100s is a group of registers: regs %.100s lists them", o->text, o->text);
	v->reg = hit.reg;
	v->only = hit.field;
	return check_width(hit.reg, e);
}

static int compile_fields(struct program *p, struct step *step, struct operand *operands, struct physmon_error *e)
{
	struct regview v = { 0 };
	int r;

	r = find(p->s, &operands[0], &v, e);
	if (r || step->noperands < 2 || operands[1].expr.dynamic)
		return r;
	step->at.column = operands[1].column;
	return check_value(v.reg, operands[1].expr.value, e);
}

static int run_fields(struct call *c, struct physmon_error *e)
{
	struct regview v = { .state = PHYSMON_PENDING };
	int r;

	r = find(c->s, &c->operands[0], &v, e);
	if (r)
		return r;
	if (c->noperands > 1) {
		r = args_evaluate(c->s, c->code, &c->operands[1], &v.value, e);
		if (r == -ENODATA) /* a dry run prints no results: it needn't know this one */
			return 0;
		if (!r)
			r = check_value(v.reg, v.value, e);
		if (r)
			return args_blame(c, 1, r);
		v.state = PHYSMON_DONE;
	}
	return show(c, &v, e);
}

/* --- decode -------------------------------------------------------------------------------------------------- */

static int run_decode(struct call *c, struct physmon_error *e)
{
	struct regview v = { .state = PHYSMON_DONE };
	const struct reg *r;
	size_t i = 0;
	struct reg_set *svd;
	uint64_t addr;
	bool any = false;
	int err;

	err = register_db_get(c->s, &svd, e);
	if (!err)
		err = args_address(c, 0, &addr, e);
	if (err)
		return err;
	err = args_evaluate(c->s, c->code, &c->operands[1], &v.value, e);
	if (err == -ENODATA)
		return 0;
	if (err)
		return args_blame(c, 1, err);
	while ((r = reg_set_at(svd, addr, &i))) {
		if (r->addr != addr)
			continue;
		v.reg = r;
		any = true;
		err = check_width(r, e);
		if (err)
			return args_blame(c, 0, err);
		err = check_value(r, v.value, e);
		if (err)
			return args_blame(c, 1, err);
		err = show(c, &v, e);
		if (err)
			return err;
	}
	if (any)
		return 0;
	return args_blame(c, 0,
			  error_set(e, PHYSMON_E_NONE, ENOENT, "no register that is known begins at %08llx",
				    (unsigned long long)addr));
}

static int compile_decode(struct program *p, struct step *step, struct operand *operands, struct physmon_error *e)
{
	struct reg_set *svd;

	(void)step;
	(void)operands;
	return register_db_get(p->s, &svd, e);
}

const struct command cmd_fields[] = {
	{ .name = "fields",
	  .signature = "REG [VALUE:any]",
	  .help = "draw a register, or what a value of it means\n"
		  "Nothing is read. Without VALUE each bit shows what may be done to it: ro rw wo\n"
		  "w1 r1 (the first write counts); 1c 1s 1t and 0c 0s 0t (writing 1, or 0, clears,\n"
		  "sets, toggles); wc ws (any write clears, sets); rc rs rm (reading clears, sets,\n"
		  "modifies). With VALUE the bits are drawn.\n"
		  "Examples: fields UART.STATUS    fields UART.STATUS 315",
	  .run = run_fields,
	  .compile = compile_fields },
	{ .name = "decode",
	  .signature = "ADDR VALUE:any",
	  .help = "what a value means to the register at an address\n"
		  "Nothing is read.\nExample: decode 2004 315",
	  .run = run_decode,
	  .compile = compile_decode },
	{ 0 },
};
