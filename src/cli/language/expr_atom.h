/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * expr_atom: the words of expressions: numbers, names, and words that may be either. It moves ps->p behind the word or
 * to the error, and notes in the parser what kind of name it was; it pushes nothing.
 */
#ifndef CLI_EXPR_ATOM_H
#define CLI_EXPR_ATOM_H

#include <stdint.h>

#include <physmon.h>

struct expr_parser;

/*
 * expr_atom_number - the word at ps->p that begins with a digit. 0, or -errno with @e: no number, or more than 64 bits.
 */
int expr_atom_number(struct expr_parser *ps, uint64_t *v, struct physmon_error *e);

/*
 * expr_atom - any other word: a number if it can be one, a name if there is one; both is an error. 0, or -errno with
 * @e: nothing that can stand here, or both (-EINVAL); neither (-ENOENT); more than 64 bits (-ERANGE); memory is out
 * (-ENOMEM); what a source of names says.
 */
int expr_atom(struct expr_parser *ps, uint64_t *v, struct physmon_error *e);

#endif
