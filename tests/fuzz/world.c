/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * world: what stands in the place of the world while physmon is fuzzed, so that no input can reach the machine: the table
 * of back ends without mem and file, no file to read, a clock that moves only when somebody looks or sleeps.
 */
#include <errno.h>
#include <time.h>

#include "backend.h"
#include "error.h"
#include "input.h"

const struct backend *const backends[] = { &be_none, &be_demo, NULL };

int input_file(const char *path, char **text, size_t *nbytes, struct physmon_error *e)
{
	(void)text;
	(void)nbytes;
	return error_set(e, PHYSMON_E_NONE, ENOENT, "%.60s: no file is read while fuzzing", path);
}

static int64_t now_us;

/* In the place of interrupt_wait(): all is linked with --wrap. */
int __wrap_interrupt_wait(int fd, int64_t timeout_us);
int __wrap_interrupt_wait(int fd, int64_t timeout_us)
{
	(void)fd;
	if (timeout_us > 0)
		now_us += timeout_us < INT64_MAX >> 14 ? timeout_us : INT64_MAX >> 14;
	return 0;
}

/* All sources are compiled with -Dclock_gettime=world_clock. */
int world_clock(clockid_t clock, struct timespec *ts);
int world_clock(clockid_t clock, struct timespec *ts)
{
	(void)clock;
	now_us = (now_us + 1) & INT64_MAX >> 12;
	ts->tv_sec = (time_t)(now_us / 1000000);
	ts->tv_nsec = (long)(now_us % 1000000 * 1000);
	return 0;
}
