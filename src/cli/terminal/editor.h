/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * editor: reads a line from a person at a terminal. There are two: readline, opened at first use, and the terminal's
 * own line discipline, which is used where readline isn't available.
 */
#ifndef CLI_EDITOR_H
#define CLI_EDITOR_H

#include <stdbool.h>
#include <stddef.h>

struct editor;

/*
 * Completion: the words that could stand at line[start..end), given the line before it. Calls add() for each whole
 * candidate that begins with that text.
 */
typedef void editor_complete_fn(void *ctx, const char *line, size_t start, size_t end,
				void (*add)(void *add_ctx, const char *word), void *add_ctx);

/* What is the word that begins at line[start], behind a blank? */
typedef bool editor_word_fn(void *ctx, const char *line, size_t start);

struct editor_config {
	int in_fd, out_fd;	      /* a terminal, and where prompts go */
	editor_complete_fn *complete; /* NULL: none */
	editor_word_fn *option;	      /* an option, whose dash belongs to it; NULL: none is */
	editor_word_fn *path;	      /* the path of a file: that is completed; NULL: none is */
	void *ctx;
};

/* editor_open - readline if it is there and both ends are terminals, else the line discipline. 0 or -errno. */
int editor_open(struct editor **ed, const struct editor_config *config);

/*
 * editor_line - show @prompt and read a line.
 * @line: the editor's, valid until the next call; no newline; may hold NUL bytes, hence @len.
 * Returns 1: a line; 0: end of input (Ctrl-D on an empty line, hang-up: what was half typed is dropped); -EINTR:
 * Ctrl-C, interrupt_pending() cleared, what was typed is dropped; -errno. After 0 and -EINTR the cursor stands at the
 * start of a fresh line. Between two calls the terminal is in its normal mode.
 */
int editor_line(struct editor *ed, const char *prompt, const char **line, size_t *len);

/* editor_ask - the same for an answer to a command, which the history doesn't keep. */
int editor_ask(struct editor *ed, const char *prompt, const char **line, size_t *len);

/* editor_history - line @i of the history, oldest first, or NULL past the last. */
const char *editor_history(const struct editor *ed, size_t i);

void editor_close(struct editor *ed);

#endif
