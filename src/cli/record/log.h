/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * log: a transcript that physmon can run again: each command as a line, what came of it as comments with the seconds
 * since the log began. It begins with what the commands need to mean the same: width, base, byte order, names, what is
 * open.
 */
#ifndef CLI_LOG_H
#define CLI_LOG_H

#include <physmon.h>

struct session;

/*
 * log_begin - log to the file at @path from the next command on, behind what it holds; the file is made for its owner
 * alone. A log that was going on ends first. 0, or -errno with @e: it can't be opened or written, out of memory.
 */
int log_begin(struct session *s, const char *path, struct physmon_error *e);

/* log_end - end it, if there is one. 0, or -errno with @e: some of it couldn't be written. */
int log_end(struct session *s, struct physmon_error *e);

/* log_path - where it goes, or NULL. */
const char *log_path(struct session *s);

#endif
