/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * nested: commands inside of a command's text, as repeat "r 10; w 20 1" has them: compiled while the outer text is,
 * into a program of their own that lives as long as the outer one. What is wrong in them is told at its place in the
 * outer text.
 */
#ifndef CLI_NESTED_H
#define CLI_NESTED_H

#include "command.h"

#define NESTED_DEPTH 8 /* texts inside of texts: deeper is nothing that a person quotes */

/*
 * nested_compile - compile the text of @o, an operand of @step, into step->body. What width does in it holds behind it
 * as well. 0; -ELOOP: too deep; -EINVAL with e->text empty: its errors were added to those of @p; -ENOMEM.
 */
int nested_compile(struct program *p, struct step *step, const struct operand *o, struct physmon_error *e);

/* nested_in - does @p stand, at any depth, inside of a text of the command @c? */
bool nested_in(const struct program *p, const struct command *c);

/* nested_run - run the body of a call once: as program_run(). Its errors are told already. */
int nested_run(const struct call *c);

#endif
