/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * interrupt: Ctrl-C. The handler only sets a flag; long work looks at it between transfers, and whoever waits does so
 * through interrupt_wait(), which can't lose a signal that comes just before. SIGPIPE is ignored: writing says EPIPE.
 */
#ifndef CLI_INTERRUPT_H
#define CLI_INTERRUPT_H

#include <stdbool.h>
#include <stdint.h>

/* interrupt_install - take SIGINT (unless it was ignored when the program began) and ignore SIGPIPE. */
void interrupt_install(void);

/* interrupt_pending - a SIGINT has come and has not been cleared. */
bool interrupt_pending(void);
void interrupt_clear(void);

/*
 * interrupt_wait - until @fd can be read (-1: no descriptor), @timeout_us have passed (-1: for ever), or SIGINT comes.
 * Returns 1: readable, hung up or in error: reading will not block; 0: timeout; -EINTR: a signal came, interrupt_pending()
 * tells whether it was SIGINT; -errno.
 */
int interrupt_wait(int fd, int64_t timeout_us);

/*
 * interrupt_die_if_waiting - with true, a SIGINT that comes from now on ends the program at once, by SIGINT; one that
 * is pending already does so now. For a script that waits for input with nothing left to flush: no system call.
 */
void interrupt_die_if_waiting(bool waiting);

/* interrupt_die - end the program by SIGINT, as shells expect of a script that was interrupted. */
void interrupt_die(void) __attribute__((noreturn));

#endif
