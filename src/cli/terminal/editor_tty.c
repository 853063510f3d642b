/* SPDX-License-Identifier: GPL-2.0-or-later */
/* editor_tty: the line and the terminal's end that all editors share. */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "editor_internal.h"
#include "out.h"

int editor_tty_store(struct editor *ed, const char *text, size_t n)
{
	if (n >= ed->room - ed->len) {
		size_t room = (ed->len + n + 1) * 2;
		char *line = realloc(ed->line, room);

		if (!line)
			return -ENOMEM;
		ed->line = line;
		ed->room = room;
	}
	memcpy(ed->line + ed->len, text, n);
	ed->len += n;
	ed->line[ed->len] = '\0';
	return 0;
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
