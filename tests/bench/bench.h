/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bench.h: what the benchmark's timers share: a clock, and several commands on one command line. The timers print
 * samples and judge nothing: medians and ratios are run.py's.
 */
#pragma once

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { BENCH_COMMANDS = 16 };

/* Microseconds since some moment. */
static inline double bench_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static inline void bench_die(const char *what)
{
	perror(what);
	exit(1);
}

/* Memory that is never freed: a timer ends soon. */
static inline void *bench_alloc(size_t n, size_t size)
{
	void *p = calloc(n, size);

	if (!p)
		bench_die("calloc");
	return p;
}

/*
 * Cut "-- A B C -- D E" into NULL-terminated lists, in place: @argv is what follows the program's own arguments.
 * Returns how many there are; ends the program if there are none, too many, or one has fewer than @least words.
 */
static inline int bench_split(char **argv, int least, char ***commands)
{
	int n = 0, words = least;

	for (; *argv; argv++) {
		if (strcmp(*argv, "--")) {
			words++;
			continue;
		}
		if (n == BENCH_COMMANDS || words < least)
			break;
		*argv = NULL;
		commands[n++] = argv + 1;
		words = 0;
	}
	if (*argv || !n || words < least) {
		fputs("bench: commands are wanted as -- COMMAND... -- COMMAND...\n", stderr);
		exit(2);
	}
	return n;
}

/* A line of @n numbers. */
static inline void bench_print(const double *v, int n)
{
	for (int i = 0; i < n; i++)
		printf(i ? " %.3f" : "%.3f", v[i]);
	putchar('\n');
}
