/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * history: the lines that were typed, in memory and in $XDG_STATE_HOME/physmon/history, or below ~/.local/state. A file
 * that isn't the user's own, or can't be written, is ignored without a message: then only the session remembers.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* A file of more lines than the second number is cut to the newest of the first number when it is read. */
#define HISTORY_KEEP 1000
#define HISTORY_GROWN 2000
/* Longer lines are pasted data, which isn't worth keeping. */
#define HISTORY_LINE_MAX 4096

struct history;

/*
 * history_open - read the file; create it and its directories (0700, the file 0600) if they don't exist.
 * No file is used if HOME is unset or belongs to another user (root by sudo), if a part of the path is a symbolic link,
 * or if the file isn't a regular one of the effective user, with one name, that only this user may write. A relative
 * XDG_STATE_HOME is ignored.
 * Returns 0, or -ENOMEM.
 */
int history_open(struct history **h);

/*
 * history_add - remember a line, and append it to the file at once.
 * Returns true if it was added. It isn't if it is blank, equal to the one before, contains a NUL or a newline, is
 * longer than HISTORY_LINE_MAX, or memory is out.
 */
bool history_add(struct history *h, const char *line, size_t len);

/* history_line - line @i, oldest first, or NULL past the last; valid until the next history_add(). */
const char *history_line(const struct history *h, size_t i);

void history_close(struct history *h);
