/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * asker: where a command that runs gets a line of its own from: the prompt, or the lines of standard input behind it.
 */
#ifndef CLI_ASKER_H
#define CLI_ASKER_H

#include <stdbool.h>
#include <stddef.h>

#include "emit.h"

struct asker {
	/*
	 * Get a line, after showing @prompt to a person. @status: what became of the line before, for programs that
	 * wait for their answer. *@line: valid until the next call; what the command's own line was made of may be
	 * gone. 1: a line; 0: there are no more; -EINTR: Ctrl-C; -errno.
	 */
	int (*line)(struct asker *a, const char *prompt, int status, const char **line, size_t *len);
	bool person;		 /* sees the prompt */
	bool goes_on;		 /* an error is no end: somebody is there, or -k */
	struct emit_place place; /* of the last line, for messages; no source: what stands behind the prompt */
};

#endif
