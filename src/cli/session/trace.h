/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * trace: the observer behind --trace and -n. It prints each access before it is made ("write32 4c000010 000000ff") on
 * standard error and waits until the line has left the machine's buffers, so that the last line names the access that
 * hung the board; or, as a dry run, prints it on standard output instead of making the access.
 */
#ifndef CLI_TRACE_H
#define CLI_TRACE_H

#include <stdbool.h>

struct emit;
struct physmon_target;
struct trace;

/* trace_new - @dry_run: skip what is announced. 0 or -ENOMEM. trace_free - after the targets it was attached to. */
int trace_new(struct trace **t, struct emit *m, bool dry_run);
void trace_free(struct trace *t);

/* trace_attach - observe @target from now on. */
void trace_attach(struct trace *t, struct physmon_target *target);

#endif
