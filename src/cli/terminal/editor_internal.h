/* SPDX-License-Identifier: GPL-2.0-or-later */
/* editor_internal: the interface between editor.c and the two editors, and what editors share (editor_tty.c). */
#pragma once

#include <stdint.h>
#include <sys/types.h>

#include "editor.h"
#include "history.h"

struct editor_kind {
	/* open - set ed->state. 0, -ENOSYS: not available, or -errno. NULL: nothing to do. */
	int (*open)(struct editor *ed);
	/* line - as editor_line(), the line put into @ed by editor_tty_store(). */
	int (*line)(struct editor *ed, const char *prompt);
	/* remember - a line was added to ed->history; NULL: the editor doesn't need it. */
	void (*remember)(struct editor *ed, const char *line);
	void (*close)(struct editor *ed); /* NULL: nothing to do */
};

struct editor {
	const struct editor_kind *kind;
	struct editor_config config;
	struct history *history;
	void *state;	   /* readline's */
	uint64_t shown_ns; /* when the prompt was */
	bool typed;	   /* the line, an empty one, came alone: see editor_tty_alone() */
	/* text[from..to) was read, but is not yet used: raw terminals give many lines at once */
	struct {
		bool ended; /* the end of input was behind it */
		size_t from, to;
		char text[4096]; /* the longest line of Linux's line discipline, N_TTY_BUF_SIZE */
	} ahead;
	char *line; /* len bytes and a NUL */
	size_t len, capacity;
};

extern const struct editor_kind editor_readline, editor_plain;

/* editor_tty_store - append @n bytes to ed->line. 0 or -ENOMEM. */
int editor_tty_store(struct editor *ed, const char *text, size_t n);

/* editor_tty_read - wait, then read up to @most bytes into ed->ahead, which is empty. Returns as interrupt_read(). */
ssize_t editor_tty_read(struct editor *ed, size_t most);

/* editor_tty_follows - there is input, or it comes as soon as the next character of a paste does. */
bool editor_tty_follows(struct editor *ed);

/*
 * editor_tty_alone - call it when the newline of an empty line was read: a person typed it, since no other input came
 * right before or behind it. An LF right behind it is the end of the same line, and is dropped.
 */
bool editor_tty_alone(struct editor *ed);

/* editor_tty_hung_up - the terminal has hung up, or the descriptor is no terminal. */
bool editor_tty_hung_up(const struct editor *ed);

/* editor_tty_fresh_line - after a Ctrl-C or Ctrl-D in the terminal's normal mode: start a new line. */
void editor_tty_fresh_line(const struct editor *ed, bool interrupted);
