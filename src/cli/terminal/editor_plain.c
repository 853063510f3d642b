/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * editor_plain: reads a line by the terminal's own line discipline, which echoes, erases and makes Ctrl-C a signal. It
 * changes no setting of the terminal, so that it works on every terminal.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "editor_internal.h"
#include "interrupt.h"
#include "out.h"

/* What a read gave beyond the line that was asked for; a terminal in raw mode gives many lines at once. */
struct ahead {
	size_t from, to;
	char text[4096]; /* the longest line of Linux's line discipline, N_TTY_BUF_SIZE */
};

static int plain_open(struct editor *ed)
{
	ed->state = calloc(1, sizeof(struct ahead));
	if (!ed->state)
		return -ENOMEM;
	return 0;
}

/* Moves what there is of a line. 1: it is whole; 0: it isn't yet; -ENOMEM. */
static int take(struct editor *ed, struct ahead *a)
{
	const char *newline = memchr(a->text + a->from, '\n', a->to - a->from);
	size_t n = newline ? (size_t)(newline - a->text) - a->from : a->to - a->from;
	int r = editor_tty_store(ed, a->text + a->from, n);

	if (r)
		return r;
	a->from += n + (newline != NULL);
	return newline != NULL;
}

/* Does what the signals that came ask for. A program that was stopped shows its prompt again. */
static void signalled(const struct editor *ed, const char *prompt)
{
	bool away = false;
	int sig;

	while ((sig = interrupt_held())) {
		if (sig == SIGWINCH)
			continue;
		if (sig != SIGCONT)
			interrupt_act(sig);
		away = true;
	}
	if (away)
		out_text(ed->config.out_fd, prompt);
}

static int read_line(struct editor *ed, const char *prompt)
{
	struct ahead *a = ed->state;
	ssize_t n;
	int r;

	out_text(ed->config.out_fd, prompt);
	while (!(r = take(ed, a))) {
		a->from = a->to = 0;
		r = interrupt_wait(ed->config.in_fd, -1);
		n = r < 0 ? r : interrupt_read(ed->config.in_fd, a->text, sizeof(a->text));
		if (n == -EINTR && interrupt_pending()) {
			editor_tty_fresh_line(ed, true);
			return -EINTR;
		}
		if (n == -EINTR)
			signalled(ed, prompt);
		if (n == -EINTR || n == -EAGAIN)
			continue;
		if (n == -EIO)
			return 0;
		if (n < 0)
			return (int)n;
		if (n == 0 && (!ed->len || editor_tty_hung_up(ed))) {
			/* a line that hung up half-typed is nobody's command */
			editor_tty_fresh_line(ed, false);
			return 0;
		}
		a->to = (size_t)n; /* 0: Ctrl-D twice behind text, which means nothing */
	}
	return r;
}

static int plain_line(struct editor *ed, const char *prompt)
{
	int r;

	interrupt_hold(true);
	r = read_line(ed, prompt);
	interrupt_hold(false);
	return r;
}

static void plain_close(struct editor *ed)
{
	free(ed->state);
}

const struct editor_kind editor_plain = { .open = plain_open, .line = plain_line, .close = plain_close };
