/* SPDX-License-Identifier: GPL-2.0-or-later */
/* storage: see storage.h. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "error.h"
#include "storage.h"

static int failed(const struct storage *f, const char *doing, int err, struct physmon_error *e)
{
	return error_set(e, PHYSMON_E_NONE, err, "%s can't be %s: %s", f->path, doing, strerror(err));
}

int storage_create(struct storage *f, const char *path, struct physmon_error *e)
{
	f->path = path;
	f->fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOCTTY, 0600);
	return f->fd < 0 ? failed(f, "created", errno, e) : 0;
}

int storage_open(struct storage *f, const char *path, uint64_t *size, struct physmon_error *e)
{
	struct stat st;
	int r;

	f->path = path;
	/* not to wait for the other end, if it is a pipe: it will be refused */
	f->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (f->fd < 0)
		return failed(f, "opened", errno, e);
	r = fstat(f->fd, &st) ? failed(f, "read", errno, e) : 0;
	if (!r && !S_ISREG(st.st_mode))
		r = error_set(e, PHYSMON_E_NONE, S_ISDIR(st.st_mode) ? EISDIR : EINVAL,
			      "%s is not a regular file: it can't be checked before it is loaded", path);
	if (r)
		close(f->fd);
	else
		*size = (uint64_t)st.st_size;
	return r;
}

int storage_write(struct storage *f, const void *bytes, size_t n, struct physmon_error *e)
{
	const char *p = bytes;
	ssize_t w;

	while (n) {
		w = write(f->fd, p, n);
		if (w < 0 && errno == EINTR)
			continue;
		if (w <= 0)
			return failed(f, "written", w ? errno : EIO, e);
		p += w;
		n -= (size_t)w;
	}
	return 0;
}

ssize_t storage_read(struct storage *f, uint64_t at, void *bytes, size_t n, struct physmon_error *e)
{
	size_t got = 0;
	ssize_t r;

	while (got < n) {
		r = pread(f->fd, (char *)bytes + got, n - got, (off_t)(at + got));
		if (r < 0 && errno == EINTR)
			continue;
		if (r < 0)
			return failed(f, "read", errno, e);
		if (!r)
			break;
		got += (size_t)r;
	}
	return (ssize_t)got;
}

int storage_close(struct storage *f, struct physmon_error *e)
{
	return close(f->fd) ? failed(f, "written", errno, e) : 0;
}
