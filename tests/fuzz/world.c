/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * world: what stands in the place of the world while physmon is fuzzed, so that no input can reach the machine: the
 * table of back ends without mem and file, four files to source, a clock that moves only when somebody looks or sleeps.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "backends.h"
#include "datafile.h"
#include "error.h"
#include "fuzz.h"
#include "input.h"

const struct backend *const backends[] = { &be_none, &be_demo, NULL };

/* The files there are: one with commands, one that never ends, one that is wrong. */
int input_file(const char *path, char **text, size_t *nbytes, struct physmon_error *e)
{
	static const struct {
		const char *path, *text;
	} files[] = {
		{ "x", "wd 8000 1\nr\r\n" }, { "self", "r 0; source self" }, { "bad", "r 0\nr zz" }, { "empty", "" }
	};
	size_t i;

	for (i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		if (strcmp(path, files[i].path))
			continue;
		*nbytes = strlen(files[i].text);
		*text = strdup(files[i].text);
		return *text ? 0 : error_no_memory(e);
	}
	return error_set(e, PHYSMON_E_NONE, ENOENT, "%.60s: there is no such file while fuzzing", path);
}

/* What is written goes nowhere; these can be loaded. */
int datafile_create(struct datafile *f, const char *path, unsigned flags, const struct physmon_target *t,
		    struct physmon_error *e)
{
	(void)flags;
	(void)t;
	f->path = path;
	f->fd = strcmp(path, "no") ? open("/dev/null", O_WRONLY | O_CLOEXEC) : -1;
	return f->fd < 0 ? datafile_failed(path, EACCES, e) : 0;
}

int datafile_failed(const char *path, int err, struct physmon_error *e)
{
	return error_set(e, PHYSMON_E_NONE, err, "%.60s can't be written", path);
}

static const char *const stored[] = { "\x11\x22\x33\x44", "00000000: 11223344 --------\n00000010: 55667788\n" };

int datafile_open(struct datafile *f, const char *path, uint64_t *size, struct physmon_error *e)
{
	f->path = path;
	f->fd = !strcmp(path, "x") ? 0 : !strcmp(path, "x.hex") ? 1 : -1;
	if (f->fd < 0)
		return error_set(e, PHYSMON_E_NONE, ENOENT, "%.60s: there is no such file while fuzzing", path);
	*size = strlen(stored[f->fd]);
	return 0;
}

int datafile_write(struct datafile *f, const void *bytes, size_t n, struct physmon_error *e)
{
	(void)f;
	(void)bytes;
	(void)n;
	(void)e;
	return 0;
}

ssize_t datafile_read(struct datafile *f, uint64_t at, void *bytes, size_t n, struct physmon_error *e)
{
	const size_t size = strlen(stored[f->fd]);

	(void)e;
	if (at >= size)
		return 0;
	if (n > size - at)
		n = size - (size_t)at;
	memcpy(bytes, stored[f->fd] + at, n);
	return (ssize_t)n;
}

int datafile_close(struct datafile *f, int r, struct physmon_error *e)
{
	(void)e;
	if (f->fd > 1) /* not one of those that can be loaded */
		close(f->fd);
	return r;
}

static int64_t now_us;
static unsigned looks; /* for a Ctrl-C */
#define LOOKS_MOST 100000

void world_begin(void)
{
	now_us = 0;
	looks = 0;
}

/* Somebody presses it when a text takes too long: endless rounds of nothing would be no finding. */
bool __wrap_interrupt_pending(void);
bool __wrap_interrupt_pending(void)
{
	return ++looks > LOOKS_MOST;
}

bool world_interrupted(void)
{
	return looks > LOOKS_MOST;
}

/* In the place of interrupt_wait(): all is linked with --wrap. */
int __wrap_interrupt_wait(int fd, int64_t timeout_us);
int __wrap_interrupt_wait(int fd, int64_t timeout_us)
{
	(void)fd;
	if (timeout_us > 0)
		now_us = now_us > INT64_MAX - timeout_us ? INT64_MAX : now_us + timeout_us;
	return 0;
}

/* All sources are compiled with -Dclock_gettime=world_clock. */
int world_clock(clockid_t clock, struct timespec *ts);
int world_clock(clockid_t clock, struct timespec *ts)
{
	(void)clock;
	now_us += now_us < INT64_MAX;
	ts->tv_sec = (time_t)(now_us / 1000000);
	ts->tv_nsec = (long)(now_us % 1000000 * 1000);
	return 0;
}
