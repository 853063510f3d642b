/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * storage: the files that commands save to and load from: created for their owner alone, read at any place, every failure
 * told with the file's name. Knows nothing of what they hold.
 */
#ifndef CLI_STORAGE_H
#define CLI_STORAGE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include <physmon.h>

struct storage {
	int fd;
	const char *path; /* the caller's */
};

/* storage_create - make @path, or empty it. storage_open - a regular file, for reading; its size. 0 or -errno with @e. */
int storage_create(struct storage *f, const char *path, struct physmon_error *e);
int storage_open(struct storage *f, const char *path, uint64_t *size, struct physmon_error *e);

/* storage_write - all of @n bytes behind what was written before. 0 or -errno with @e. */
int storage_write(struct storage *f, const void *bytes, size_t n, struct physmon_error *e);

/* storage_read - up to @n bytes from @at on, fewer only at the end. How many, or -errno with @e. */
ssize_t storage_read(struct storage *f, uint64_t at, void *bytes, size_t n, struct physmon_error *e);

/* storage_close - 0, or -errno with @e: what was written may not be there. */
int storage_close(struct storage *f, struct physmon_error *e);

#endif
