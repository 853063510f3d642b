/* SPDX-License-Identifier: GPL-2.0-or-later */
/* clock: reads the monotonic clock and sleeps until a time of it. */
#include <errno.h>
#include <time.h>

#include "clock.h"
#include "interrupt.h"
#include "text.h"

uint64_t clock_ns(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (uint64_t)ts.tv_sec * CLOCK_S + (uint64_t)ts.tv_nsec;
}

uint64_t clock_after(uint64_t ns, uint64_t us)
{
	uint64_t span, end;

	if (__builtin_mul_overflow(us, (uint64_t)CLOCK_US, &span) || __builtin_add_overflow(ns, span, &end))
		return UINT64_MAX;
	return end;
}

int clock_wait(uint64_t ns, uint64_t spin_ns)
{
	uint64_t now, left_us;

	for (;;) {
		if (interrupt_pending())
			return -EINTR;
		now = clock_ns();
		if (now >= ns)
			return 0;
		if (ns - now <= spin_ns)
			continue;
		left_us = (ns - now - spin_ns + CLOCK_US - 1) / CLOCK_US;
		/* a signal that comes before the sleep ends it as well: a flag and clock_nanosleep() would lose it */
		interrupt_wait(-1, left_us < INT32_MAX ? (int64_t)left_us : INT32_MAX);
	}
}

void clock_utc(char out[CLOCK_UTC])
{
	const time_t now = time(NULL);
	struct tm tm = { 0 };

	gmtime_r(&now, &tm);
	text_print(out, CLOCK_UTC, "%04d-%02d-%02d %02d:%02d:%02d UTC", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday,
		   tm.tm_hour, tm.tm_min, tm.tm_sec);
}
