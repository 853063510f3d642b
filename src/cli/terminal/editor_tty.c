/* SPDX-License-Identifier: GPL-2.0-or-later */
/* editor_tty: the line and the terminal's end that all editors share. */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "clock.h"
#include "editor_internal.h"
#include "interrupt.h"
#include "out.h"

/* A pasted text goes on within this time (UARTs hand over some characters late); what a person types doesn't. */
#define PASTE_US 10000

int editor_tty_store(struct editor *ed, const char *text, size_t n)
{
	if (n >= ed->capacity - ed->len) {
		size_t capacity = (ed->len + n + 1) * 2;
		char *line = realloc(ed->line, capacity);

		if (!line)
			return -ENOMEM;
		ed->line = line;
		ed->capacity = capacity;
	}
	memcpy(ed->line + ed->len, text, n);
	ed->len += n;
	ed->line[ed->len] = '\0';
	return 0;
}

ssize_t editor_tty_read(struct editor *ed, size_t most)
{
	const bool ended = ed->ahead.ended;
	ssize_t n;

	ed->ahead.from = ed->ahead.to = 0;
	ed->ahead.ended = false;
	n = ended ? 0 : interrupt_wait(ed->config.in_fd, -1);
	if (n > 0)
		n = interrupt_read(ed->config.in_fd, ed->ahead.text, most);
	if (n > 0)
		ed->ahead.to = (size_t)n;
	return n;
}

bool editor_tty_follows(struct editor *ed)
{
	if (ed->ahead.from < ed->ahead.to || ed->ahead.ended)
		return true;
	if (interrupt_wait(ed->config.in_fd, PASTE_US) != 1)
		return false;
	ed->ahead.ended = !editor_tty_read(ed, 1);
	return true;
}

bool editor_tty_alone(struct editor *ed)
{
	const bool before = clock_ns() - ed->shown_ns < (uint64_t)PASTE_US * CLOCK_US;

	if (editor_tty_follows(ed) && ed->ahead.from < ed->ahead.to && ed->ahead.text[ed->ahead.from] == '\n')
		ed->ahead.from++;
	return !before && !editor_tty_follows(ed);
}

bool editor_tty_hung_up(const struct editor *ed)
{
	struct pollfd pfd = { .fd = ed->config.in_fd };

	return !isatty(pfd.fd) || (poll(&pfd, 1, 0) > 0 && (pfd.revents & (POLLHUP | POLLERR | POLLNVAL)));
}

void editor_tty_fresh_line(const struct editor *ed, bool interrupted)
{
	struct termios t;
	bool echoed = !tcgetattr(ed->config.in_fd, &t) && (t.c_lflag & ECHO) && (t.c_lflag & ECHOCTL);

	out_text(ed->config.out_fd, interrupted && !echoed ? "^C\n" : "\n");
}
