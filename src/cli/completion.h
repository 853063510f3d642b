/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * completion: a script for the shell that completes the program's options and their values, made from the rows that
 * parse them. Commands after -c aren't completed: they are quoted, and the prompt does that better.
 */
#ifndef CLI_COMPLETION_H
#define CLI_COMPLETION_H

#include "emit.h"

/* completion_bash - print a script for bash 4.2 or later to source; it needs no bash-completion. */
void completion_bash(struct emit *m);

#endif
