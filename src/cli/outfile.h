/* SPDX-License-Identifier: GPL-2.0-or-later */
/* outfile: files that commands write: regular ones, never left to a child, opened before there is anything to lose. */
#ifndef CLI_OUTFILE_H
#define CLI_OUTFILE_H

#include <stdbool.h>

#include <physmon.h>

/*
 * outfile_open - open the file at @path for writing: a new one for the user alone if it is @secret, else as umask says; one that is
 * there is emptied, or (@append) written at its end. 0 with *@fd, the caller's; or -errno with @e: it can't be opened, or it is no
 * regular file.
 */
int outfile_open(const char *path, bool append, bool secret, int *fd, struct physmon_error *e);

/* outfile_failed - the sentence of a write that failed with @err, positive. Returns -@err. */
int outfile_failed(const char *path, int err, struct physmon_error *e);

#endif
