/* SPDX-License-Identifier: GPL-2.0-or-later */
/* editor: chooses one of the two editors, and keeps their common state: the line, the history, the end of input. */
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "editor_internal.h"
#include "interrupt.h"

/* the best first; the last one always opens */
static const struct editor_kind *const kinds[] = { &editor_readline, &editor_plain };

int editor_open(struct editor **out, const struct editor_config *config)
{
	struct editor *ed = calloc(1, sizeof(*ed));
	int r = -ENOMEM;

	if (!ed)
		return -ENOMEM;
	ed->config = *config;
	/* the line is never NULL, not even an empty one */
	r = editor_store(ed, "", 0);
	if (!r)
		r = history_open(&ed->history);
	for (size_t i = 0; !r && !ed->kind && i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		r = kinds[i]->open(ed);
		if (!r)
			ed->kind = kinds[i];
		else if (r == -ENOSYS)
			r = 0;
	}
	if (r) {
		editor_close(ed);
		return r;
	}
	*out = ed;
	return 0;
}

int editor_ask(struct editor *ed, const char *prompt, const char **line, size_t *len)
{
	int r = -EINTR;

	ed->len = 0;
	if (!interrupt_pending())
		r = ed->kind->line(ed, prompt);
	else
		editor_fresh_line(ed, true);
	/* Ctrl-C right behind Enter: nobody wants that line any more, and nothing of it has been done */
	if (r > 0 && interrupt_pending()) {
		editor_fresh_line(ed, true);
		r = -EINTR;
	}
	if (r == -EINTR)
		interrupt_clear();
	if (r <= 0)
		return r;
	*line = ed->line;
	*len = ed->len;
	return 1;
}

int editor_line(struct editor *ed, const char *prompt, const char **line, size_t *len)
{
	int r = editor_ask(ed, prompt, line, len);

	if (r > 0 && history_add(ed->history, ed->line, ed->len) && ed->kind->remember)
		ed->kind->remember(ed, ed->line);
	return r;
}

const char *editor_history(const struct editor *ed, size_t i)
{
	return history_line(ed->history, i);
}

const char *editor_name(const struct editor *ed)
{
	return ed->name;
}

void editor_close(struct editor *ed)
{
	if (!ed)
		return;
	if (ed->kind)
		ed->kind->close(ed);
	history_close(ed->history);
	free(ed->line);
	free(ed);
}

int editor_store(struct editor *ed, const char *text, size_t n)
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

void editor_write(const struct editor *ed, const char *text)
{
	size_t n = strlen(text);

	while (n) {
		ssize_t w = write(ed->config.out_fd, text, n);
		struct pollfd pfd = { .fd = ed->config.out_fd, .events = POLLOUT };

		if (w > 0) {
			text += w;
			n -= (size_t)w;
		} else if (w < 0 && errno == EAGAIN) {
			poll(&pfd, 1, -1);
		} else if (w == 0 || errno != EINTR) {
			return;
		}
	}
}

bool editor_hung_up(const struct editor *ed)
{
	struct pollfd pfd = { .fd = ed->config.in_fd };

	return !isatty(pfd.fd) || (poll(&pfd, 1, 0) > 0 && (pfd.revents & (POLLHUP | POLLERR | POLLNVAL)));
}

void editor_fresh_line(const struct editor *ed, bool interrupted)
{
	struct termios t;
	bool echoed = !tcgetattr(ed->config.in_fd, &t) && (t.c_lflag & ECHO) && (t.c_lflag & ECHOCTL);

	editor_write(ed, interrupted && !echoed ? "^C\n" : "\n");
}
