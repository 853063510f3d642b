/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * history: loads and saves the file. It often runs as root, in directories that may belong to another user: every file
 * is opened relative to the descriptor of a directory that has been checked, and nothing is created where another user
 * could have put a link.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "clock.h"
#include "history.h"
#include "out.h"
#include "slurp.h"

/* twice what HISTORY_GROWN lines can come to: of a larger file only the end is read */
#define FILE_MAX (2 * HISTORY_GROWN * (HISTORY_LINE_MAX + 1))
#define FILE_NAME "history"
#define NEW_NAME "history.new"
/* microseconds between two tries to lock it, and how many there are */
#define LOCK_WAIT 10000
#define LOCK_TRIES 100

struct history {
	char *lines[HISTORY_GROWN];
	size_t nlines;
	int dir; /* the file's directory; -1: no file */
	int fd;	 /* the file, O_APPEND; -1: no file */
};

static bool ours(int fd, mode_t type, mode_t not_for)
{
	struct stat st;

	return !fstat(fd, &st) && (st.st_mode & S_IFMT) == type && st.st_uid == geteuid() && !(st.st_mode & not_for);
}

/*
 * Opens directory @path, an absolute one or one below @at, and makes what is missing of it, but only inside directories
 * that are ours. Returns a descriptor of O_PATH (a home may be closed to readers), or -1.
 */
static int open_dirs(int at, const char *path)
{
	char name[NAME_MAX + 1];
	int fd = *path == '/' ? open("/", O_PATH | O_DIRECTORY | O_CLOEXEC) : fcntl(at, F_DUPFD_CLOEXEC, 0);

	while (fd >= 0 && *(path += strspn(path, "/"))) {
		size_t n = strcspn(path, "/");
		int next = -1;

		if (n < sizeof(name)) {
			memcpy(name, path, n);
			name[n] = '\0';
			next = openat(fd, name, O_PATH | O_DIRECTORY | O_CLOEXEC);
			if (next < 0 && errno == ENOENT && ours(fd, S_IFDIR, S_IWOTH) && !mkdirat(fd, name, 0700))
				next = openat(fd, name, O_PATH | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
		}
		close(fd);
		fd = next;
		path += n;
	}
	return fd;
}

/* The directory of the file, or -1. */
static int open_state(void)
{
	const char *base = getenv("XDG_STATE_HOME"), *below = "physmon";
	bool home = !base || *base != '/';
	int at, fd = -1;

	if (home) {
		base = getenv("HOME");
		below = ".local/state/physmon";
	}
	if (!base || *base != '/')
		return -1;
	/* a home that isn't there isn't made here */
	at = home ? open(base, O_PATH | O_DIRECTORY | O_CLOEXEC) : open_dirs(-1, base);
	if (at >= 0 && ours(at, S_IFDIR, 0))
		fd = open_dirs(at, below);
	if (at >= 0)
		close(at);
	if (fd >= 0 && !ours(fd, S_IFDIR, S_IWGRP | S_IWOTH)) {
		close(fd);
		fd = -1;
	}
	return fd;
}

static int open_file(int dir)
{
	/* O_NONBLOCK: a fifo or a device of that name must not hold us up before it is refused */
	int fd = openat(dir, FILE_NAME, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY | O_NONBLOCK,
			0600);
	struct stat st;

	/* a second name could be that of another file of ours, which would be appended to */
	if (fd >= 0 && (!ours(fd, S_IFREG, S_IWGRP | S_IWOTH) || fstat(fd, &st) || st.st_nlink != 1)) {
		close(fd);
		fd = -1;
	}
	return fd;
}

/*
 * Takes the lock under which the file is read, appended to and cut, of the file that has its name now: a session that
 * cut it meanwhile has left ours without one. Others hold it for moments: who doesn't let go is not waited for long.
 * False: no lock, or, with h->fd -1, no file.
 */
static bool lock_file(struct history *h)
{
	struct stat st;
	int busy = -1;

	for (int tries = 0; h->fd >= 0 && tries < LOCK_TRIES; tries++) {
		busy = flock(h->fd, LOCK_EX | LOCK_NB);
		if (busy && errno != EWOULDBLOCK)
			return false;
		if (!fstat(h->fd, &st) && !st.st_nlink) {
			close(h->fd);
			h->fd = open_file(h->dir);
		} else if (!busy) {
			return true;
		} else {
			(void)clock_wait(clock_after(clock_ns(), LOCK_WAIT), 0);
		}
	}
	return false;
}

/* One write where the line and its newline fit a buffer: lines of two sessions don't mix. */
static bool write_line(int fd, const char *line, size_t len)
{
	char buf[HISTORY_LINE_MAX + 1];
	struct out o;

	out_init(&o, fd, buf, sizeof(buf));
	out_put(&o, line, len);
	out_put(&o, "\n", 1);
	return !out_flush(&o);
}

static bool worth_keeping(const char *line, size_t len)
{
	size_t i = 0;

	while (i < len && strchr(" \t\r", line[i]))
		i++;
	return i < len && len <= HISTORY_LINE_MAX && !memchr(line, '\0', len) && !memchr(line, '\n', len);
}

static void drop_oldest(struct history *h, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free(h->lines[i]);
	h->nlines -= n;
	memmove(h->lines, h->lines + n, h->nlines * sizeof(h->lines[0]));
}

static bool remember(struct history *h, const char *line, size_t len)
{
	char *copy;

	if (!worth_keeping(line, len))
		return false;
	if (h->nlines && strlen(h->lines[h->nlines - 1]) == len && !memcmp(h->lines[h->nlines - 1], line, len))
		return false;
	copy = strndup(line, len);
	if (!copy)
		return false;
	if (h->nlines == HISTORY_GROWN)
		drop_oldest(h, HISTORY_GROWN - HISTORY_KEEP);
	h->lines[h->nlines++] = copy;
	return true;
}

/* Puts a file with the newest lines in the place of the old one, which another session may still have open. */
static void rewrite(struct history *h)
{
	int fd;
	bool ok = true;

	if (h->nlines > HISTORY_KEEP)
		drop_oldest(h, h->nlines - HISTORY_KEEP);
	unlinkat(h->dir, NEW_NAME, 0);
	fd = openat(h->dir, NEW_NAME, O_RDWR | O_APPEND | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return;
	for (size_t i = 0; ok && i < h->nlines; i++)
		ok = write_line(fd, h->lines[i], strlen(h->lines[i]));
	/* boards lose power: the old file must not go before the new one is there */
	if (ok && !fsync(fd) && !renameat(h->dir, NEW_NAME, h->dir, FILE_NAME)) {
		close(h->fd);
		h->fd = fd;
	} else {
		unlinkat(h->dir, NEW_NAME, 0);
		close(fd);
	}
}

static void load(struct history *h)
{
	const bool locked = lock_file(h);
	const off_t size = lseek(h->fd, 0, SEEK_END), from = size > FILE_MAX ? size - FILE_MAX : 0;
	char *text, *p, *end;
	size_t n, nlines = 0;

	/* an unreadable file is not one to cut */
	if (size <= 0 || lseek(h->fd, from, SEEK_SET) < 0 || slurp_fd(h->fd, slurp_read, FILE_MAX, &text, &n))
		return;
	p = text;
	end = text + n;
	if (from) { /* it begins in the middle of a line */
		p = memchr(text, '\n', n);
		p = p ? p + 1 : end;
	}
	for (char *next; p < end; p = next + 1) {
		next = memchr(p, '\n', (size_t)(end - p));
		next = next ? next : end;
		nlines++;
		remember(h, p, (size_t)(next - p));
	}
	if (n && end[-1] != '\n')
		write_line(h->fd, "", 0); /* a line that was cut short must not swallow the next one */
	free(text);
	/* without the lock, the next session will do it */
	if (locked && (nlines > HISTORY_GROWN || (from && nlines)))
		rewrite(h);
}

int history_open(struct history **out)
{
	struct history *h = calloc(1, sizeof(*h));

	if (!h)
		return -ENOMEM;
	h->fd = -1;
	h->dir = open_state();
	if (h->dir >= 0)
		h->fd = open_file(h->dir);
	if (h->fd >= 0)
		load(h);
	flock(h->fd, LOCK_UN);
	*out = h;
	return 0;
}

/* Without the lock too: then no line of others can be lost, only this one. */
static void append(struct history *h, const char *line, size_t len)
{
	lock_file(h);
	if (h->fd < 0)
		return;
	if (!write_line(h->fd, line, len)) {
		close(h->fd);
		h->fd = -1;
		return;
	}
	flock(h->fd, LOCK_UN);
}

bool history_add(struct history *h, const char *line, size_t len)
{
	if (!remember(h, line, len))
		return false;
	if (h->fd >= 0)
		append(h, line, len);
	return true;
}

const char *history_line(const struct history *h, size_t i)
{
	return i < h->nlines ? h->lines[i] : NULL;
}

void history_close(struct history *h)
{
	if (!h)
		return;
	drop_oldest(h, h->nlines);
	if (h->fd >= 0)
		close(h->fd);
	if (h->dir >= 0)
		close(h->dir);
	free(h);
}
