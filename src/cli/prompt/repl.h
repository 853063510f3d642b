/* SPDX-License-Identifier: GPL-2.0-or-later */
/* repl: reads a line, runs it, prints the outcome: from standard input as a script, or from a person at a prompt. */
#pragma once

#include <stdbool.h>

struct program_again;
struct session;

/*
 * repl_script - run standard input line by line, to its end or to the first error (s->keep_going: to its end; lines
 * that don't compile are skipped). Returns the exit status; STATUS_INTERRUPTED after SIGINT.
 */
int repl_script(struct session *s);

/*
 * repl_prompt - a session at the terminal. @banner: print the banner first. @again: what an empty line
 * does, at first what the commands before the prompt have left. Returns the exit status: 0, or what kept
 * the session from going on.
 */
int repl_prompt(struct session *s, bool banner, struct program_again *again);
