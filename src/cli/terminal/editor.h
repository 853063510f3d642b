/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * editor: reads a line from a person at a terminal. There are two: readline, opened at first use, and the terminal's
 * own line discipline, which is used where readline isn't available.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct editor;

/*
 * Completion: the words that may be at line[start..end), given the line before it. Calls add() with each whole word
 * that begins with that text.
 */
typedef void editor_complete_fn(void *ctx, const char *line, size_t start, size_t end,
				void (*add)(void *add_ctx, const char *word), void *add_ctx);

/*
 * What the word that begins at line[start], behind a blank, is: an option, whose dash belongs to it; or it holds the
 * path of a file, behind *@from of its characters.
 */
enum editor_word { EDITOR_WORD, EDITOR_OPTION, EDITOR_PATH };
typedef enum editor_word editor_word_fn(void *ctx, const char *line, size_t start, size_t *from);

struct editor_config {
	int in_fd, out_fd;	      /* standard input, a terminal; where prompts go: standard output or error */
	editor_complete_fn *complete; /* NULL: none */
	editor_word_fn *word;	      /* NULL if there is no completion */
	void *ctx;
};

/*
 * editor_open - readline if it is available and both descriptors are terminals, else the line discipline. 0 or -errno.
 */
int editor_open(struct editor **ed, const struct editor_config *config);

/*
 * editor_line - show @prompt and read a line. An empty one counts only if a person typed it: one that came with other
 * input, as in a paste, is passed over, and so is the LF of a terminal that ends lines with CR LF.
 * @line: the editor owns it; valid until the next call; without newline; may contain NUL bytes.
 * Returns 1: a line; 0: end of input (Ctrl-D on an empty line, hang-up: a partial line is dropped); -EINTR: Ctrl-C,
 * interrupt_pending() cleared, the line is dropped; -errno. After 0 and -EINTR the cursor is at the start of a new
 * line. Between two calls the terminal is in its normal mode.
 */
int editor_line(struct editor *ed, const char *prompt, const char **line, size_t *len);

/* editor_ask - the same for an answer to a command; it isn't added to the history. */
int editor_ask(struct editor *ed, const char *prompt, const char **line, size_t *len);

/* editor_history - line @i of the history, oldest first, or NULL past the last. */
const char *editor_history(const struct editor *ed, size_t i);

void editor_close(struct editor *ed);
