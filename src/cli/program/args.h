/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * args: a command's operands while it runs: addresses, lengths and values. It touches no bus.
 *
 * Functions of the type int return 0, or -errno with the sentence in *e and the column of the wrong operand in
 * c->at.column.
 */
#pragma once

#include "program.h"

/*
 * args_option - the option @name ("m", "all") of a call, with its operand, or NULL where it wasn't given.
 * args_step_option - the same while compiling.
 */
const struct operand *args_option(const struct call *c, const char *name);
const struct operand *args_step_option(const struct step *step, const struct operand *operands, const char *name);

/* args_blame - put c->at.column on operand @i; returns @r. */
int args_blame(struct call *c, size_t i, int r);

/* args_interrupted - does @r, 0 or -errno with @e, come from SIGINT? */
bool args_interrupted(int r, const struct physmon_error *e);

/* args_too_many - more units than a size_t counts: where that has 32 bits, 4 G of them are weeks of reading. */
int args_too_many(uint64_t nunits, struct physmon_error *e);

/* args_operand_address - the address an operand of kind A or B means now: base added where it is relative. */
int args_operand_address(const struct session *s, const struct expr_code *code, const struct operand *o, uint64_t *addr,
			 struct physmon_error *e);
/* args_evaluate - the value of an expression now. Both: expr_eval()'s errors; -ENODATA becomes a sentence. */
int args_evaluate(const struct session *s, const struct expr_code *code, const struct operand *o, uint64_t *v,
		  struct physmon_error *e);

/* args_address - address operand @i, or '.' where it was left out. */
int args_address(struct call *c, size_t i, uint64_t *addr, struct physmon_error *e);

/*
 * args_length - the length in bytes, a multiple of @width, that operand @i gives, which may be the end of a range that
 * starts at @addr.
 */
int args_length(struct call *c, size_t i, uint64_t addr, unsigned width, uint64_t *nbytes, struct physmon_error *e);

/*
 * args_value - the value of operand @i as it goes to the bus, checked against the step's width. -ENODATA: a dry run
 * doesn't know it. args_operand_value - the same of any operand, an option's for instance. args_part - operand @i as
 * typed, which must fit @nbits bits; -ENODATA the same, and *@v is 0. args_values - operands 1 + @from and so on, @n of
 * them, into the session's space, for which there is room; those that a dry run doesn't know are PHYSMON_UNKNOWN.
 */
int args_value(struct call *c, size_t i, uint64_t *v, struct physmon_error *e);
int args_operand_value(struct call *c, const struct operand *o, uint64_t *v, struct physmon_error *e);
int args_part(struct call *c, size_t i, unsigned nbits, uint64_t *v, struct physmon_error *e);
int args_values(struct call *c, size_t from, size_t n, struct physmon_error *e);

/* args_outside - -EINVAL with @e: @value of @width bytes has bits outside of @mask, and @why that is wrong. */
int args_outside(uint64_t value, uint64_t mask, unsigned width, const char *why, struct physmon_error *e);

/* args_refuse_group - -EINVAL with @e: @sel is a peripheral or a cluster, and the command needs one register. */
int args_refuse_group(const struct step *step, const struct selection *sel, struct physmon_error *e);

/* args_repeatable - may an empty line do this again? Only what was typed with a numeric address: a name is no place. */
bool args_repeatable(const struct call *c);
