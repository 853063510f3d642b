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

/*
 * Takes out of the line what is none of it: the CR of CR LF where the terminal hands it over, and what it puts around a
 * paste that a shell asked it to mark.
 */
static void clean(struct editor *ed)
{
	static const char *const marks[] = { "\033[200~", "\033[201~" };
	char *mark;

	if (ed->len && ed->line[ed->len - 1] == '\r')
		ed->len--;
	for (size_t i = 0; i < 2; i++) {
		while ((mark = memmem(ed->line, ed->len, marks[i], 6))) {
			ed->len -= 6;
			memmove(mark, mark + 6, ed->len - (size_t)(mark - ed->line));
		}
	}
	ed->line[ed->len] = '\0';
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
		n = editor_tty_read(ed, sizeof(ed->ahead.text)); /* 0: Ctrl-D twice behind text, which means nothing */
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
			/* half a line before a hang-up is no command */
			editor_tty_fresh_line(ed, false);
			return 0;
		}
	}
	if (r > 0)
		clean(ed);
	ed->typed = r > 0 && !ed->len && editor_tty_alone(ed);
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
