/* SPDX-License-Identifier: GPL-2.0-or-later */
/* datafile: opens, writes, reads and closes data files. */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "datafile.h"
#include "error.h"
#include "interrupt.h"
#include "out.h"

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

/* f->place from f->path. False: it leads through a descriptor, as /dev/stdout does, or too far. */
static bool find_place(struct datafile *f)
{
	char link[PATH_MAX], *at;
	ssize_t n = (ssize_t)strlen(f->path);

	if (n >= PATH_MAX)
		return false;
	memcpy(link, f->path, (size_t)n + 1);
	f->place[0] = '\0';
	for (unsigned links = 0; links < 40; links++) {
		at = strrchr(f->place, '/');
		at = *link == '/' || !at ? f->place : at + 1;
		if (n >= PATH_MAX - (at - f->place))
			return false;
		memcpy(at, link, (size_t)n);
		at[n] = '\0';
		if (!strncmp(f->place, "/proc/", 6) || !strncmp(f->place, "/dev/fd/", 8))
			return false;
		n = readlink(f->place, link, sizeof(link));
		if (n < 0)
			return true; /* no link */
	}
	return false;
}

/* Has this process a descriptor of the file besides @fd? Its reader or writer would lose sight of a renamed one. */
static bool in_use(const struct stat *st, int fd)
{
	struct stat other;

	for (int i = 0; i < 16; i++)
		if (i != fd && !fstat(i, &other) && other.st_dev == st->st_dev && other.st_ino == st->st_ino)
			return true;
	return false;
}

/* Makes a file beside the place of the old one, of status @st, or NULL. 0, 1: it can't be, or -errno. */
static int make_beside(struct datafile *f, const struct stat *st)
{
	int fd, err;

	if (!find_place(f) || (st && in_use(st, f->fd)))
		return 1;
	strcpy(stpcpy(f->beside, f->place), ".XXXXXX");
	fd = mkostemp(f->beside, O_CLOEXEC);
	err = errno;
	if (fd >= 0 && st && (fchown(fd, st->st_uid, st->st_gid) || fchmod(fd, st->st_mode & 07777))) {
		close(fd);
		unlink(f->beside);
		fd = -1;
		err = EPERM;
	}
	if (fd < 0) {
		f->beside[0] = '\0';
		return err == EACCES || err == EPERM || err == EROFS || err == ENAMETOOLONG ? 1 : -err;
	}
	if (st)
		close(f->fd);
	f->fd = fd;
	return 0;
}

static int open_patiently(const char *path, int how)
{
	int fd;

	do
		fd = open(path, how, 0600);
	while (fd < 0 && errno == EINTR && !interrupt_pending());
	return fd;
}

int datafile_create(struct datafile *f, const char *path, unsigned flags, const struct physmon_target *t,
		    struct physmon_error *e)
{
	const bool pipe = flags & DATAFILE_PIPE, append = flags & DATAFILE_APPEND;
	const char *const unwanted = pipe ? "neither a regular file nor a pipe" : "not a regular file";
	/* a FIFO that isn't wanted must not make it wait; what isn't a regular file must not be emptied */
	const int how =
		O_CLOEXEC | O_NOCTTY | (pipe ? 0 : O_NONBLOCK) | (append ? O_RDWR | O_APPEND | O_CREAT : O_WRONLY);
	const char *why = NULL;
	struct stat st;
	bool absent;
	int r = 0;

	f->path = path;
	f->beside[0] = '\0';
	f->fd = open_patiently(path, how);
	absent = f->fd < 0 && errno == ENOENT && !append;
	if (f->fd < 0 && errno == ENXIO) /* a FIFO without a reader, a device that is gone */
		why = unwanted;
	else if (f->fd < 0 || fstat(f->fd, &st))
		r = absent ? make_beside(f, NULL) : -errno;
	else if (!S_ISREG(st.st_mode) && !(pipe && S_ISFIFO(st.st_mode)))
		why = unwanted;
	else if (t && physmon_holds(t, f->fd))
		why = "the target's own file, and would be lost: choose another one";
	else if (!append && S_ISREG(st.st_mode))
		r = make_beside(f, &st);
	if (r == 1 && absent)
		f->fd = open_patiently(path, how | O_CREAT);
	if (r == 1)
		r = f->fd < 0 || (!absent && st.st_size && ftruncate(f->fd, 0)) ? -errno : 0;
	if (!r && !why)
		return 0;
	if (f->fd >= 0)
		close(f->fd);
	f->fd = -1;
	return why ? refused(path, why, e) : datafile_failed(path, -r, e);
}

int datafile_open(struct datafile *f, const char *path, uint64_t *size, struct physmon_error *e)
{
	struct stat st;
	int r;

	f->path = path;
	f->beside[0] = '\0';
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
	const int r = out_now(f->fd, bytes, n);

	if (r)
		datafile_failed(f->path, -r, e);
	return r == -EPIPE ? -EIO : r;
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

int datafile_close(struct datafile *f, int r, struct physmon_error *e)
{
	int err = 0;

	/* boards lose power: the old file must not go before the new one is there */
	if (!r && f->beside[0] && fsync(f->fd) && errno != EINVAL && errno != ENOSYS)
		err = errno;
	if (close(f->fd) && !err)
		err = errno;
	f->fd = -1;
	if (!r && !err && f->beside[0] && rename(f->beside, f->place))
		err = errno;
	if ((r || err) && f->beside[0])
		unlink(f->beside);
	return r ? r : err ? datafile_failed(f->path, err, e) : 0;
}
