/* SPDX-License-Identifier: GPL-2.0-or-later */
/* program_operands: the options and operands of a command while it is compiled. */
#pragma once

#include <stdbool.h>

#include <physmon.h>

struct operand_parser;
struct command;
struct program;
struct program_signature;
struct step;

/* program_operands_signature - what the signature of @c says, kept by @p until it reads many others. */
const struct program_signature *program_operands_signature(struct program *p, const struct command *c);

/* program_operands_end - skip blanks at ps->p: does the command end there? */
bool program_operands_end(struct operand_parser *ps);

/*
 * program_operands_options - the options at ps->p, right after the command; each is kept like an operand, before the
 * operands. program_operands_parse - the operands behind them. 0 or -errno with @e and ps->p at the error.
 */
int program_operands_options(struct program *p, struct operand_parser *ps, struct step *step, struct physmon_error *e);
int program_operands_parse(struct program *p, struct operand_parser *ps, struct step *step, struct physmon_error *e);
