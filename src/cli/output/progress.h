/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * progress: a progress line on a terminal: share, amount, rate, time left. It appears after a second and is erased
 * before anything else is printed there. If standard error isn't a terminal nothing is ever shown.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct emit;

struct progress {
	struct emit *emit;
	uint64_t total;	    /* bytes */
	uint64_t began_us;  /* of a monotonic clock */
	uint64_t next_us;   /* when the line is due again */
	uint64_t next_look; /* bytes: the clock isn't read before */
};

/* progress_begin - @total bytes are to be dealt with, from now on. progress_end - wipe the line, if one is shown. */
void progress_begin(struct progress *p, struct emit *m, uint64_t total);
void progress_end(struct progress *p);

/* progress_at - @done bytes have been dealt with; shows the line when it is due, five times a second. */
void progress_at(struct progress *p, uint64_t done);

/* progress_text - "42%  430 MiB of 1.0 GiB  215 MiB/s  2 s left" into @out, cut to @size. Pure. */
void progress_text(char *out, size_t size, uint64_t done, uint64_t total, uint64_t elapsed_us);
