/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * editor_plain: reads a line by the terminal's own line discipline, which echoes, erases and makes Ctrl-C a signal. It
 * changes no setting of the terminal, so that it works on every terminal.
 */
#include <errno.h>
#include <signal.h>
#include <string.h>

#include "editor_internal.h"
#include "interrupt.h"
#include "out.h"

/* Moves what there is of a line. 1: it is whole; 0: it isn't yet; -ENOMEM. */
static int take(struct editor *ed)
{
	const char *text = ed->ahead.text + ed->ahead.from,
		   *newline = memchr(text, '\n', ed->ahead.to - ed->ahead.from);
	size_t n = newline ? (size_t)(newline - text) : ed->ahead.to - ed->ahead.from;
	int r = editor_tty_store(ed, text, n);

	if (r)
		return r;
	ed->ahead.from += n + (newline != NULL);
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
	ssize_t n;
	int r;

	out_text(ed->config.out_fd, prompt);
	while (!(r = take(ed))) {
		ed->ahead.from = ed->ahead.to = 0;
		r = interrupt_wait(ed->config.in_fd, -1);
		n = r < 0 ? r : interrupt_read(ed->config.in_fd, ed->ahead.text, sizeof(ed->ahead.text));
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
		ed->ahead.to = (size_t)n; /* 0: Ctrl-D twice behind text, which means nothing */
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

const struct editor_kind editor_plain = { .line = plain_line };
