/* SPDX-License-Identifier: GPL-2.0-or-later */
/* line_source: where a running command gets a line of its own from: the prompt, or the next lines of standard input. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "emit.h"

struct line_source {
	/*
	 * Get a line, after showing @prompt to a person. @status: the exit status of the line before, for programs that
	 * wait for it. *@line: valid until the next call; the command's own line may be overwritten. 1: a line; 0:
	 * there are no more; -EINTR: Ctrl-C; -errno.
	 */
	int (*line)(struct line_source *a, const char *prompt, int status, const char **line, size_t *len);
	bool interactive;	  /* sees the prompt */
	bool keep_going;	  /* an error doesn't end the input: a person types it, or -k */
	struct position position; /* of the last line, for messages; no source: the line at the prompt */
};
