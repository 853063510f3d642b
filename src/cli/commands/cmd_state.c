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
#include "register_def.h"
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
	int r;

	if (!c->noperands) {
		emit_result(s->emit, "%*llx{*base}", session_digits(s->base), ull(s->base));
		return 0;
	}
	/* the operand of base is absolute: base isn't added to itself */
	r = args_evaluate(s, c->code, &c->operands[0], &base, e);
	if (r)
		return args_blame(c, 0, r);
	s->base = base;
	return 0;
}

static int compile_width(struct program *p, struct step *step, struct operand *operands, struct physmon_error *e)
{
	(void)e;
	if (step->noperands)
		p->width = (unsigned)operands[0].expr.value;
	return 0;
}

static int run_width(struct call *c, struct physmon_error *e)
{
	const char letter[2] = { parse_width_letter(c->s->width), '\0' };

	(void)e;
	if (c->noperands)
		c->s->width_chosen = c->s->width;
	else
		emit_result(c->s->emit, "%s{*letter} (%u{width} bits)", letter, 8 * c->s->width);
	return 0;
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
	return 0;
}

/* --- allow, noread ------------------------------------------------------------------------------------------- */

static int compile_allow(struct program *p, struct step *step, struct operand *operands, struct physmon_error *e)
{
	unsigned mask;
	int r;

	(void)p;
	for (size_t i = 0; i < step->noperands; i++) {
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
	int r;

	for (size_t i = 0; i < c->noperands; i++) {
		r = allow_words_parse(c->operands[i].text, &mask, e);
		if (r)
			return r;
		c->s->allow |= mask;
	}
	physmon_allow(c->s->target, c->s->allow);
	for (size_t i = 0; !c->noperands && (name = allow_words_at(i, &mask)); i++)
		emit_result(c->s->emit, "%s{*what}  %s{*state}", name,
			    physmon_allowed(c->s->target) & mask ? "allowed" : "protected");
	return 0;
}

static int list_protected(struct session *s)
{
	const struct physmon_range *r;

	for (size_t i = 0; (r = physmon_protected(s->target, i)); i++)
		if (r->what & PHYSMON_PROTECT_NOREAD)
			emit_result(s->emit, "%*llx{*first}-%*llx{*last} %s{what}", session_digits(r->last),
				    ull(r->first), session_digits(r->last), ull(r->last), "noread");
	return 0;
}

static int compile_noread(struct program *p, struct step *step, struct operand *operands, struct physmon_error *e)
{
	const struct selection *sel = step->noperands ? operands[0].selection : NULL;

	(void)p;
	if (step->noperands != 1 || (sel && sel->ops))
		return 0;
	return error_text(e, "noread needs a length, a range or a register: noread ADDR LENGTH, A..B, NAME, \"GLOB\"");
}

/* Each register that a name or a pattern means. */
static int protect_registers(struct session *s, const struct selection *sel, struct physmon_error *e)
{
	struct selection_walk w = { 0 };
	const struct reg *reg;
	int r = 0;

	while (!r && (reg = sel->ops->next(sel, &w)))
		r = physmon_protect(s->target, reg->addr, reg->addr + reg_bytes(reg) - 1, PHYSMON_PROTECT_NOREAD, e);
	return r;
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
	r = args_operand_address(s, c->code, &c->operands[0], &first, e);
	if (r)
		return r;
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
		return r;
	if (n < first)
		return error_set(e, PHYSMON_E_WRAP, ERANGE,
				 "the range that begins at %08llx ends before it begins or wraps around",
				 (unsigned long long)first);
	return physmon_protect(s->target, first, n, PHYSMON_PROTECT_NOREAD, e);
}

/* --- def ----------------------------------------------------------------------------------------------------- */

/* "def ADC ..." would define what only @ADC finds: its other meaning goes first. */
static bool is_number(const struct step *step, const struct operand *name)
{
	const char quote = step->line[name->column - 1];
	uint64_t v;

	return quote != '"' && quote != '@' && !parse_number(name->text, name->text + name->len, &v);
}

static int compile_def(struct program *p, struct step *step, struct operand *operands, struct physmon_error *e)
{
	struct session *s = p->s;
	const struct operand *const name = &operands[0], *const at = &operands[1];
	uint64_t addr = 0;
	int r;

	if (!step->noperands)
		return 0;
	if (step->noperands < 2)
		return error_text(e, "def needs a name and an address: def NAME ADDR");
	step->at.column = at->column;
	/* what is nested may run again, and then everything has run before */
	if (at->expr.dynamic && (p->nsteps || p->parent))
		return error_text(e, "def acts before the commands in front of it have run, so it can't know . or $:"
				     " give it a line of its own");
	if (!at->text) {
		r = args_evaluate(s, &p->code, at, &addr, e);
		if (r)
			return r;
	}
	if (!at->text && step->noperands == 2) {
		r = SMALL ? 0 : register_def_remove(s, name, e);
		return r ? r : names_define(s->names, name->text, name->len, addr) ? error_no_memory(e) : 0;
	}
	if (SMALL)
		return 0; /* its row takes no more */
	if (!at->text && is_number(step, name)) {
		step->at.column = name->column;
		return error_text(e, "%s is a number, too: 'def @%s' defines a register that @%s finds", name->text,
				  name->text, name->text);
	}
	if (names_undefine(s->names, name->text, name->len))
		return error_no_memory(e);
	return register_def_compile(s, operands, step->noperands, addr, &step->at.column, e);
}

static int run_def(struct call *c, struct physmon_error *e)
{
	const char *name;
	uint64_t addr;
	size_t i = 0;

	if (c->noperands)
		return SMALL ? 0 : register_def_protect(c->s, c->operands, e);
	while ((name = names_next(c->s->names, &i, &addr)))
		emit_result(c->s->emit, "%*llx{*addr} %s{*name}", session_digits(addr), ull(addr), name);
	if (!SMALL)
		register_def_print_list(c->s);
	return 0;
}

const struct command cmd_state[] = {
	{ .name = "base",
	  .signature = "[ADDR:one]",
	  .help = "show or set what addresses are relative to\n"
		  "ADDR is absolute. Operands with =, . or a name are not relative to base; =ADDR\n"
		  "makes any number absolute.",
	  .run = run_base },
	{ .name = "width",
	  .signature = "[WIDTH]",
	  .help = "show or set the width: b w d q or 8 16 32 64",
	  .run = run_width,
	  .compile = compile_width },
	{ .name = "def",
#if SMALL
	  .signature = "[NAME ADDR:one]",
#else
	  .signature = "[NAME ADDR:or-bits] [WIDTH:and-words]...",
#endif
	  .help = "list the defined names, or define one\n"
		  "A name means its address, which base is not added to. Anything but\n"
		  "letters, digits, _ and . goes in quotes.\n"
		  "Examples: def UART 4c000000    r UART+18\n"
		  "          def \"serial@9000000\" 9000000    r @\"serial@9000000\"+18"
#if !SMALL
		  "\n"
		  "With a WIDTH (b w d q, or bits in decimal) it is a register; NAME.FIELD [7:4]\n"
		  "is a field of it. Behind that go, in any order: its access, ro wo w1 rw1;\n"
		  "effects 1c 1s 1t 0c 0s 0t wc ws wm rc rs rm re (help fields) or plain; a text\n"
		  "in quotes; reset=VALUE[/MASK]; names of values, 0=OFF 0y1x0=X *=OTHERS.\n"
		  "physmon(8) has all of it. 'regs --def' prints registers in this form.\n"
		  "Examples: def UART.LCR 4c00000c d reset=3 \"line control\"\n"
		  "          def UART.LCR.WLS [1:0] 0=5bit 3=8bit    w UART.LCR WLS=8bit"
#endif
	  ,
	  .run = run_def,
	  .compile = compile_def },
	{ .name = "allow",
	  .signature = "[WHAT]...",
	  .help = "show what is protected, or open it\n"
		  "WHAT is ram, port, noread or all. ram: writes to memory that the kernel uses.\n"
		  "port: claimed I/O ports. noread: registers that reading changes. It holds for\n"
		  "the rest of the session.",
	  .run = run_allow,
	  .compile = compile_allow },
	{ .name = "noread",
	  .signature = "[ADDR [LENGTH]]",
	  .help = "list or add what d and r must leave out\n"
		  "For registers that reading changes. Units inside are shown as ~ and not\n"
		  "accessed; r of exactly one such address, or register, reads it. Without LENGTH:\n"
		  "a register, all of a peripheral, or all that a quoted pattern names.\n"
		  "Examples: noread 2000 4    noread 2000..2003    noread \"UART*.RBR\"",
	  .flags = COMMAND_MANY,
	  .run = run_noread,
	  .compile = compile_noread },
	{ .name = "endian",
	  .signature = "[ORDER]",
	  .help = "show or set the byte order: little big native\n"
		  "Values are typed and printed in it; memory isn't changed.",
	  .run = run_endian,
	  .compile = compile_endian },
	{ 0 },
};
