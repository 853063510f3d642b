/* SPDX-License-Identifier: GPL-2.0-or-later */
/* datafile: opens, writes, reads and closes data files. */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "datafile.h"
#include "error.h"
#include "interrupt.h"

#define PATH_SHOWN 200 /* characters of a path in a sentence */

static int failed(const char *path, const char *doing, int err, struct physmon_error *e)
{
	return error_set(e, PHYSMON_E_NONE, err, "%.*s can't be %s: %s", PATH_SHOWN, path, doing, strerror(err));
}

int datafile_failed(const char *path, int err, struct physmon_error *e)
{
	return failed(path, "written", err, e);
}

static int refused(const char *path, const char *why, struct physmon_error *e)
{
	return error_text(e, "%.*s is %s", PATH_SHOWN, path, why);
}

int datafile_create(struct datafile *f, const char *path, unsigned flags, struct physmon_error *e)
{
	const bool pipe = flags & DATAFILE_PIPE;
	const char *const unwanted = pipe ? "neither a regular file nor a pipe" : "not a regular file";
	/* a FIFO that isn't wanted must not make it wait; what isn't a regular file must not be emptied */
	const int how = O_WRONLY | O_CREAT | O_CLOEXEC | O_NOCTTY | (pipe ? 0 : O_NONBLOCK) |
			(flags & DATAFILE_APPEND ? O_APPEND : 0);
	struct stat st;
	int err = 0;

	f->path = path;
	do {
		f->fd = open(path, how, 0600);
	} while (f->fd < 0 && errno == EINTR && !interrupt_pending());
	if (f->fd < 0 && errno == ENXIO) /* a FIFO that nobody reads, a device that is gone */
		return refused(path, unwanted, e);
	if (f->fd < 0)
		return datafile_failed(path, errno, e);
	if (fstat(f->fd, &st))
		err = errno;
	else if (!S_ISREG(st.st_mode) && !(pipe && S_ISFIFO(st.st_mode)))
		err = EINVAL;
	else if (!(flags & DATAFILE_APPEND) && st.st_size && ftruncate(f->fd, 0))
		err = errno;
	if (!err)
		return 0;
	close(f->fd);
	f->fd = -1;
	return err == EINVAL ? refused(path, unwanted, e) : datafile_failed(path, err, e);
}

int datafile_open(struct datafile *f, const char *path, uint64_t *size, struct physmon_error *e)
{
	struct stat st;
	int r;

	f->path = path;
	/* not to wait for the other end, if it is a pipe: it will be refused */
	f->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (f->fd < 0)
		return failed(f->path, "opened", errno, e);
	r = fstat(f->fd, &st) ? failed(f->path, "read", errno, e) : 0;
	if (!r && !S_ISREG(st.st_mode))
		r = refused(path, "not a regular file: it can't be checked before it is loaded", e);
	if (r)
		close(f->fd);
	else
		*size = (uint64_t)st.st_size;
	return r;
}

int datafile_write(struct datafile *f, const void *bytes, size_t n, struct physmon_error *e)
{
	const char *p = bytes;
	ssize_t w;
	int r;

	while (n) {
		w = write(f->fd, p, n);
		if (w < 0 && errno == EINTR && !interrupt_pending())
			continue;
		if (w <= 0) {
			r = failed(f->path, "written", w ? errno : EIO, e);
			return r == -EPIPE ? -EIO : r;
		}
		p += w;
		n -= (size_t)w;
	}
	return 0;
}

ssize_t datafile_read(struct datafile *f, uint64_t at, void *bytes, size_t n, struct physmon_error *e)
{
	size_t got = 0;
	ssize_t r;

	while (got < n) {
		r = pread(f->fd, (char *)bytes + got, n - got, (off_t)(at + got));
		if (r < 0 && errno == EINTR)
			continue;
		if (r < 0)
			return failed(f->path, "read", errno, e);
		if (!r)
			break;
		got += (size_t)r;
	}
	return (ssize_t)got;
}

int datafile_close(struct datafile *f, struct physmon_error *e)
{
	return close(f->fd) ? failed(f->path, "written", errno, e) : 0;
}
