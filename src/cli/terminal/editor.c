/* SPDX-License-Identifier: GPL-2.0-or-later */
/* editor: chooses one of the two editors, and keeps their common state: the line, the history, the end of input. */
#include <errno.h>
#include <stdlib.h>

#include "clock.h"
#include "editor_internal.h"
#include "interrupt.h"

int editor_open(struct editor **out, const struct editor_config *config)
{
	struct editor *ed = calloc(1, sizeof(*ed));
	int r;

	if (!ed)
		return -ENOMEM;
	ed->config = *config;
	/* the line is never NULL, not even an empty one */
	r = editor_tty_store(ed, "", 0);
	if (!r && !SMALL)
		r = history_open(&ed->history);
	if (!r)
		r = editor_readline.open(ed);
	ed->kind = r == -ENOSYS ? &editor_plain : &editor_readline;
	if (r && r != -ENOSYS) {
		ed->kind = NULL;
		editor_close(ed);
		return r;
	}
	*out = ed;
	return 0;
}

int editor_ask(struct editor *ed, const char *prompt, const char **line, size_t *len)
{
	int r;

	do {
		ed->len = 0;
		ed->shown_ns = clock_ns();
		r = interrupt_pending() ? 1 : ed->kind->line(ed, prompt);
		/* Ctrl-C, also right behind Enter: the line is dropped, and nothing of it has been done */
		if (r > 0 && interrupt_pending()) {
			editor_tty_fresh_line(ed, true);
			r = -EINTR;
		}
	} while (r > 0 && !ed->len && !ed->typed);
	if (r == -EINTR) {
		interrupt_clear();
		ed->ahead.from = ed->ahead.to = 0;
	}
	if (r <= 0)
		return r;
	*line = ed->line;
	*len = ed->len;
	return 1;
}

int editor_line(struct editor *ed, const char *prompt, const char **line, size_t *len)
{
	int r = editor_ask(ed, prompt, line, len);

	if (!SMALL && r > 0 && history_add(ed->history, ed->line, ed->len) && ed->kind->remember)
		ed->kind->remember(ed, ed->line);
	return r;
}

const char *editor_history(const struct editor *ed, size_t i)
{
	return SMALL ? NULL : history_line(ed->history, i);
}

void editor_close(struct editor *ed)
{
	if (!ed)
		return;
	if (ed->kind && ed->kind->close)
		ed->kind->close(ed);
	if (!SMALL)
		history_close(ed->history);
	free(ed->line);
	free(ed);
}
