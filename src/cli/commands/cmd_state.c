/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cmd_state: commands that change the session's state: base, width, names, protected ranges, byte order. They touch no
 * bus.
 */
#include <errno.h>
#include <string.h>

#include "allow_words.h"
#include "args.h"
#include "error.h"
#include "names.h"
#include "parse.h"
#include "reg.h"
#include "session.h"

static bool is(const struct operand *o, const char *word)
{
	return !strcmp(o->text, word);
}

/* --- base, width, endian ------------------------------------------------------------------------------------- */

static int run_base(struct call *c, struct physmon_error *e)
{
	struct session *s = c->s;
	uint64_t base;

	if (!c->noperands) {
		emit_result(s->emit, "%*llx{*base}", session_digits(s->base), ull(s->base));
		return STATUS_OK;
	}
	/* the operand of base is absolute: base isn't added to itself */
	if (args_evaluate(s, c->code, &c->operands[0], &base, e)) {
		c->at.column = c->operands[0].column;
		return STATUS_FAILED;
	}
	s->base = base;
	return STATUS_OK;
}

static int compile_width(struct program *p, struct step *step, struct operand *operands, struct physmon_error *e)
{
	(void)e;
	if (step->noperands)
		program_set_width(p, (unsigned)operands[0].expr.value);
	return 0;
}

static int run_width(struct call *c, struct physmon_error *e)
{
	const char letter[2] = { parse_width_letter(c->s->width), '\0' };

	(void)e;
	if (!c->noperands)
		emit_result(c->s->emit, "%s{*letter} (%u{width} bits)", letter, 8 * c->s->width);
	return STATUS_OK;
}

static bool host_is_big(void)
{
	return __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__;
}

static int compile_endian(struct program *p, struct step *step, struct operand *operands, struct physmon_error *e)
{
	(void)p;
	if (!step->noperands || is(operands, "little") || is(operands, "big") || is(operands, "native"))
		return 0;
	return error_text(e, "%s is not a byte order: little, big or native", operands[0].text);
}

static int run_endian(struct call *c, struct physmon_error *e)
{
	bool big = host_is_big();

	(void)e;
	if (!c->noperands)
		emit_result(c->s->emit, "%s{*endian}", big != c->s->swap ? "big" : "little");
	else
		c->s->swap = !is(c->operands, "native") && is(c->operands, "big") != big;
	return STATUS_OK;
}

/* --- allow, noread ------------------------------------------------------------------------------------------- */

static int compile_allow(struct program *p, struct step *step, struct operand *operands, struct physmon_error *e)
{
	unsigned mask;
	size_t i;
	int r;

	(void)p;
	for (i = 0; i < step->noperands; i++) {
		r = allow_words_parse(operands[i].text, &mask, e);
		step->at.column = operands[i].column;
		if (r)
			return r;
	}
	return 0;
}

static int run_allow(struct call *c, struct physmon_error *e)
{
	const char *name;
	unsigned mask;
	size_t i;

	for (i = 0; i < c->noperands; i++) {
		if (allow_words_parse(c->operands[i].text, &mask, e))
			return STATUS_FAILED;
		c->s->allow |= mask;
	}
	physmon_allow(c->s->target, c->s->allow);
	for (i = 0; !c->noperands && (name = allow_words_at(i, &mask)); i++)
		emit_result(c->s->emit, "%s{*what}  %s{*state}", name,
			    physmon_allowed(c->s->target) & mask ? "allowed" : "protected");
	return STATUS_OK;
}

static int list_protected(struct session *s)
{
	const struct physmon_range *r;
	size_t i;

	for (i = 0; (r = physmon_protected(s->target, i)); i++)
		if (r->what & PHYSMON_PROTECT_NOREAD)
			emit_result(s->emit, "%*llx{*first}-%*llx{*last} %s{what}", session_digits(r->last),
				    ull(r->first), session_digits(r->last), ull(r->last), "noread");
	return STATUS_OK;
}

static int compile_noread(struct program *p, struct step *step, struct operand *operands, struct physmon_error *e)
{
	const struct selection *sel = step->noperands ? operands[0].selection : NULL;

	(void)p;
	if (step->noperands != 1 || (sel && sel->ops))
		return 0;
	return error_text(e, "noread needs a length, a range or a register: noread ADDR LENGTH, A..B, NAME, \"GLOB\"");
}

/* Each register that a name or a pattern stands for. */
static int protect_registers(struct session *s, const struct selection *sel, struct physmon_error *e)
{
	struct selection_walk w = { 0 };
	const struct reg *reg;
	int r = 0;

	while (!r && (reg = sel->ops->next(sel, &w)))
		r = physmon_protect(s->target, reg->addr, reg->addr + reg_bytes(reg) - 1, PHYSMON_PROTECT_NOREAD, e);
	return r ? STATUS_FAILED : STATUS_OK;
}

static int run_noread(struct call *c, struct physmon_error *e)
{
	struct session *s = c->s;
	uint64_t first, n;
	int r;

	if (!c->noperands)
		return list_protected(s);
	c->at.column = c->operands[0].column;
	if (c->noperands == 1)
		return protect_registers(s, c->operands[0].selection, e);
	if (args_operand_address(s, c->code, &c->operands[0], &first, e))
		return STATUS_FAILED;
	c->at.column = c->operands[1].column;
	if (c->operands[1].range_end) {
		r = args_operand_address(s, c->code, &c->operands[1], &n, e);
	} else {
		r = args_evaluate(s, c->code, &c->operands[1], &n, e);
		if (!r && !n)
			r = error_text(e, "a length of 0 is nothing to leave out");
		if (!r)
			n = first + n - 1;
	}
	if (r)
		return STATUS_FAILED;
	if (n < first) {
		error_set(e, PHYSMON_E_WRAP, ERANGE,
			  "the range that begins at %08llx ends before it begins or wraps around",
			  (unsigned long long)first);
		return STATUS_FAILED;
	}
	return physmon_protect(s->target, first, n, PHYSMON_PROTECT_NOREAD, e) ? STATUS_FAILED : STATUS_OK;
}

/* --- def ----------------------------------------------------------------------------------------------------- */

static int compile_def(struct program *p, struct step *step, struct operand *operands, struct physmon_error *e)
{
	struct session *s = program_session(p);
	uint64_t addr;
	int r;

	if (!step->noperands)
		return 0;
	if (step->noperands < 2)
		return error_text(e, "def needs a name and an address: def NAME ADDR");
	step->at.column = operands[1].column;
	if (operands[1].expr.dynamic && program_busy(p))
		return error_text(e, "def acts before the commands in front of it have run, so it can't know . or $:"
				     " give it a line of its own");
	r = args_evaluate(s, program_code(p), &operands[1], &addr, e);
	if (r)
		return r;
	if (names_define(s->names, operands[0].text, operands[0].len, addr))
		return error_no_memory(e);
	return 0;
}

static int run_def(struct call *c, struct physmon_error *e)
{
	const char *name;
	uint64_t addr;
	size_t i;

	(void)e;
	for (i = 0; !c->noperands && (name = names_at(c->s->names, i, &addr)); i++)
		emit_result(c->s->emit, "%*llx{*addr} %s{*name}", session_digits(addr), ull(addr), name);
	return STATUS_OK;
}

const struct command cmd_state[] = {
	{ .name = "base",
	  .signature = "[ADDR:one]",
	  .help = "show or set what addresses are relative to",
	  .manual = "ADDR is absolute. Operands with =, . or a name are not relative to base; =ADDR\n"
		    "makes any number absolute.",
	  .run = run_base },
	{ .name = "width",
	  .signature = "[WIDTH]",
	  .help = "show or set the width: b w d q or 8 16 32 64",
	  .run = run_width,
	  .compile = compile_width },
	{ .name = "def",
	  .signature = "[NAME ADDR:one]",
	  .help = "list the defined names, or define one",
	  .manual = "A name stands for its address, which base is not added to. Anything but\n"
		    "letters, digits, _ and . goes in quotes.\n"
		    "Examples: def UART 4c000000    r UART+18\n"
		    "          def \"serial@9000000\" 9000000    r @\"serial@9000000\"+18",
	  .run = run_def,
	  .compile = compile_def },
	{ .name = "allow",
	  .signature = "[WHAT]...",
	  .help = "show what is protected, or open it",
	  .manual = "WHAT is ram, port, noread or all. ram: writes to memory that the kernel uses.\n"
		    "port: claimed I/O ports. noread: registers that reading changes. It holds for\n"
		    "the rest of the session.",
	  .run = run_allow,
	  .compile = compile_allow },
	{ .name = "noread",
	  .signature = "[ADDR [LENGTH]]",
	  .help = "list or add what d and r must leave out",
	  .manual = "For registers that reading changes. Units inside are shown as ~ and not\n"
		    "accessed; r of exactly one such address, or register, reads it. Without LENGTH:\n"
		    "a register, all of a peripheral, or all that a quoted pattern names.\n"
		    "Examples: noread 2000 4    noread 2000..2003    noread \"UART*.RBR\"",
	  .flags = COMMAND_MANY,
	  .run = run_noread,
	  .compile = compile_noread },
	{ .name = "endian",
	  .signature = "[ORDER]",
	  .help = "show or set the byte order: little big native",
	  .manual = "Values are typed and printed in it; what stands in memory stays.",
	  .run = run_endian,
	  .compile = compile_endian },
	{ 0 },
};
