/* SPDX-License-Identifier: GPL-2.0-or-later */
/* clock: the monotonic clock in nanoseconds, and waiting for a time of it, which Ctrl-C ends. */
#pragma once

#include <stdint.h>

#define CLOCK_US 1000u
#define CLOCK_MS 1000000u
#define CLOCK_S 1000000000u

/* clock_ns - the current time. */
uint64_t clock_ns(void);

/* clock_after - @us microseconds after @ns; UINT64_MAX on overflow. */
uint64_t clock_after(uint64_t ns, uint64_t us);

/*
 * clock_wait - sleep until @ns. @spin_ns: poll the clock for that long before, since the kernel wakes a sleeping
 * process some ten microseconds late. 0; -EINTR: SIGINT came. Other signals don't shorten it.
 */
int clock_wait(uint64_t ns, uint64_t spin_ns);

/* clock_utc - the time of day: "2026-01-31 23:59:59 UTC". */
#define CLOCK_UTC 40
void clock_utc(char out[CLOCK_UTC]);
