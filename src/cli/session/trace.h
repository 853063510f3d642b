/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * trace: the observer behind --trace and -n. It prints each access before it is made ("write32 4c000010 000000ff") on
 * standard error and waits until the line has left the machine's buffers, so that the last line names the access that
 * hung the board; or, as a dry run, prints it on standard output instead of making the access.
 */
#pragma once

struct session;

/* trace_add - announce the accesses to the session's targets; if it is a dry run, instead of them. 0 or -ENOMEM. */
int trace_add(struct session *s);
