/* SPDX-License-Identifier: GPL-2.0-or-later */
/* expr_atom: the words of expressions: numbers, names, and words that may be either. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <physmon.h>

#include "names.h"

struct arena;

struct expr_atom {
	uint64_t value;
	bool named;	      /* a name, of which value is the address */
	struct names_hit hit; /* of a name */
};

/*
 * expr_atom - the word at *@p into @a: a number if it can be one, a name if it is known; both is an error. *@p moves
 * behind the word, or to the error. 0, or -errno with @e: no word, or number and name (-EINVAL); neither (-ENOENT);
 * more than 64 bits (-ERANGE); out of memory (-ENOMEM); the error of a source of names. A name in quotes lives in
 * @arena.
 */
int expr_atom(const struct names *names, struct arena *arena, const char **p, const char *end, struct expr_atom *a,
	      struct physmon_error *e);
