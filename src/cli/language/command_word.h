/* SPDX-License-Identifier: GPL-2.0-or-later */
/* command_word: the word that a command begins with: which command it is, and the width that it may hold. Pure. */
#ifndef CLI_COMMAND_WORD_H
#define CLI_COMMAND_WORD_H

#include <physmon.h>

struct command;

/*
 * command_word - the word at *@s, which isn't blank: "r", "rd", "r.32", "find.16", "?"; *@s moves behind it. *@width:
 * in bytes, 0: it holds none. 0, or -EINVAL with @e: there is no such command, it takes no width, or that is none.
 */
int command_word(const char **s, const char *end, const struct command **c, unsigned *width, struct physmon_error *e);

#endif
