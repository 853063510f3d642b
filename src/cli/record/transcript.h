/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * transcript: a log that physmon can run again: each command as a line, its results as comments with the seconds since
 * the log began. It begins with the state that the commands depend on: width, base, byte order, names, target.
 */
#pragma once

#include <physmon.h>

struct session;

/*
 * transcript_begin - log to the file at @path from the next command on, behind what it holds; the file is made for its
 * owner alone. A log that was going on ends first. 0, or -errno with @e: it can't be opened or written, out of memory.
 */
int transcript_begin(struct session *s, const char *path, struct physmon_error *e);

/* transcript_end - end it, if there is one. 0, or -errno with @e: some of it couldn't be written. */
int transcript_end(struct session *s, struct physmon_error *e);

/* transcript_path - its path, or NULL if there is none. */
const char *transcript_path(struct session *s);
