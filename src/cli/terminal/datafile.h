/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * datafile: the files that commands write to and load from: never inherited by a child, never a device nor the target's
 * own file, every error reported with the file's name. A regular file is written beside its place, and renamed when it
 * is whole: until then, and if anything fails, the old one stays as it was. It doesn't interpret their contents.
 */
#pragma once

#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include <physmon.h>

struct datafile {
	int fd;
	const char *path;	   /* the caller's */
	char place[PATH_MAX];	   /* of the file, behind symbolic links */
	char beside[PATH_MAX + 8]; /* what is written, until it is whole; "": the file itself is */
};

enum datafile_flag {
	DATAFILE_APPEND = 1, /* keep its contents and append to it where it is; it can be read as well */
	DATAFILE_PIPE = 2,   /* a pipe is accepted, too; opening waits for its reader */
};

/*
 * datafile_create - open the regular file at @path for writing, create it, for its owner only, if it doesn't exist;
 * @flags of enum datafile_flag. It is written where it is, and emptied now, if no file can be made beside it, or if
 * this process has it open (/dev/stdout). 0, or -errno with @e: it can't be opened, is no regular file, or @t's own
 * (NULL: no target). Devices are refused: writing to one (/dev/mem, a disk) would bypass the gate. -EINTR: Ctrl-C while
 * a pipe had no reader.
 */
int datafile_create(struct datafile *f, const char *path, unsigned flags, const struct physmon_target *t,
		    struct physmon_error *e);

/* datafile_open - open a regular file for reading, and get its size. 0 or -errno with @e. */
int datafile_open(struct datafile *f, const char *path, uint64_t *size, struct physmon_error *e);

/*
 * datafile_write - append @n bytes. 0 or -errno with @e; -EINTR: Ctrl-C while a pipe was full; never -EPIPE, which
 * means elsewhere that standard output is closed: a pipe without a reader is -EIO.
 */
int datafile_write(struct datafile *f, const void *bytes, size_t n, struct physmon_error *e);

/* datafile_read - up to @n bytes from @at on, fewer only at the end. Returns their number, or -errno with @e. */
ssize_t datafile_read(struct datafile *f, uint64_t at, void *bytes, size_t n, struct physmon_error *e);

/*
 * datafile_close - close a file that was loaded, or all of which was written, which takes its place now; @r, not 0: not
 * all was written, and the old file stays. Returns @r, or -errno with @e: written data may be lost.
 */
int datafile_close(struct datafile *f, int r, struct physmon_error *e);

/* datafile_failed - the sentence of a write to @path that failed with @err, positive. Returns -@err. */
int datafile_failed(const char *path, int err, struct physmon_error *e);
