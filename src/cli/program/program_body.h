/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * program_body: commands inside of a command's text, as in repeat "r 10; w 20 1". They are compiled with the outer
 * text, into a program of their own that lives as long as the outer one. Errors in them are reported at their position
 * in the outer text.
 */
#pragma once

#include "program.h"

#define PROGRAM_BODY_DEPTH 8 /* texts inside of texts; a limit that no person reaches */

/*
 * program_body_compile - compile the text of @o, an operand of @step, into step->body. What width does in it holds
 * behind it as well. 0; -ELOOP: too deep; -EINVAL with e->text empty: its errors were added to those of @p; -ENOMEM.
 */
int program_body_compile(struct program *p, struct step *step, const struct operand *o, struct physmon_error *e);

/* program_body_in - is @p, at any depth, inside of a text of the command @c? */
bool program_body_in(const struct program *p, const struct command *c);

/* program_body_run - run the body of a call once: as program_run(). Its errors are told already. */
int program_body_run(const struct call *c);
