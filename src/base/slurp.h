/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * slurp: reads a small text file, such as those in /proc, /sys and /boot, as one piece. The size of such a file isn't
 * known before it is read, so it is read to its end or to a limit. It doesn't interpret the text.
 */
#pragma once

#include <stddef.h>
#include <sys/types.h>

/*
 * slurp - read the file @name behind @root (see root_path.h) from its start: all of it, or its first @most bytes.
 * *@text: the caller frees it; a NUL follows the last byte (the bytes themselves may contain NULs). *@nbytes: without
 * that NUL; it equals @most if the file is as long or longer.
 * Returns 0; -ENOMEM; -ENAMETOOLONG; or -errno of open and read. It never waits: a pipe in the place of a file of the
 * kernel is empty, or -EAGAIN.
 */
int slurp(const char *root, const char *name, size_t most, char **text, size_t *nbytes);

/*
 * slurp_path - the same of the file at @path, opened with @flags as well; without O_NONBLOCK it waits for a pipe, up to
 * its end or a signal: -EINTR.
 */
int slurp_path(const char *path, int flags, size_t most, char **text, size_t *nbytes);

/* slurp_read - read(2), but it returns -errno. */
ssize_t slurp_read(int fd, void *buf, size_t n);

/* slurp_fd - the same from descriptor @fd, which stays open, by @some: read(2), but it returns -errno. */
int slurp_fd(int fd, ssize_t (*some)(int fd, void *buf, size_t n), size_t most, char **text, size_t *nbytes);
