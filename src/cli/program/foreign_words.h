/* SPDX-License-Identifier: GPL-2.0-or-later */
/* foreign_words: what to type here instead of a command of another tool, a name or an address alone, a slip. */
#pragma once

#include <stdbool.h>

#include "command.h"

struct names;

/*
 * foreign_words_explain - the command that begins at @s is unknown, or can't be used like that (@named, else NULL): if
 * it can be told what is meant, put a sentence with the line to type into @e. Nothing is run.
 */
void foreign_words_explain(const struct names *names, command_families families, const char *s, const char *end,
			   const struct command *named, struct physmon_error *e);
