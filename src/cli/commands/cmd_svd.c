/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cmd_svd: the command svd loads descriptions of registers while compiling, so that the rest of the text can use their
 * names.
 */
#include "program.h"
#include "register_db.h"
#include "session.h"

static int compile_svd(struct program *p, struct step *step, struct operand *operands, struct physmon_error *e)
{
	return step->noperands ? register_db_load_text(p->s, operands[0].text, e) : 0;
}

/* From here on the target protects the no-read registers. */
static int run_svd(struct call *c, struct physmon_error *e)
{
	const char *path;

	if (c->noperands)
		return register_db_protect(c->s, c->s->target, e);
	for (size_t i = 0; (path = register_db_path(c->s, i)); i++)
		emit_result(c->s->emit, "%s{*svd}", path);
	return 0;
}

const struct command cmd_svd[] = {
	{ .name = "svd",
	  .signature = "[FILE]",
	  .help = "list or load register descriptions (CMSIS-SVD)\n"
		  "What follows in the text knows the names: UART0.LCR, UART0.LCR.DLAB. Registers\n"
		  "that are write-only, or that reading changes, are left out of dumps.\n"
		  "Example: svd chip.svd; r UART0.LCR",
	  .run = run_svd,
	  .compile = compile_svd },
	{ 0 },
};
