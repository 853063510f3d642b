/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * interrupt: Ctrl-C. The handler only sets a flag; long work checks it between transfers. All waiting and reading from
 * a terminal goes through here, where a signal that arrives just before isn't lost. SIGPIPE is ignored: writing returns
 * EPIPE. While a line is typed, the other signals after which the terminal must be restored are held as well.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/*
 * interrupt_install - handle SIGINT, and SIGHUP, SIGTERM and SIGQUIT by interrupt_act(), except signals that were
 * ignored at the program's start; ignore SIGPIPE.
 */
void interrupt_install(void);

/* interrupt_pending - a SIGINT has arrived and hasn't been cleared. */
bool interrupt_pending(void);
void interrupt_clear(void);

/*
 * interrupt_wait - until @fd can be read (-1: no descriptor), @timeout_us have passed (-1: for ever), or SIGINT comes.
 * Returns 1: readable, hung up or in error: reading will not block; 0: timeout; -EINTR: a signal arrived: SIGINT if
 * interrupt_pending(), a held one if interrupt_held(); -errno.
 */
int interrupt_wait(int fd, int64_t timeout_us);

/*
 * interrupt_read - read(2) from a terminal, after interrupt_wait() has returned 1.
 * A Ctrl-C discards the terminal's input, so that even then a plain read could block for ever. This one returns for
 * every SIGINT, also one from before the call; the input typed before it is lost. Returns the bytes read; 0: end of
 * input; -EINTR: as interrupt_wait(); -errno.
 */
ssize_t interrupt_read(int fd, void *buf, size_t nbytes);

/*
 * interrupt_hold - with true: SIGTSTP, SIGCONT, SIGWINCH, SIGHUP, SIGTERM and SIGQUIT are only recorded from now on
 * (ignored ones stay ignored), as long as the terminal's settings are changed. With false: as before; recorded signals
 * are acted on now, with the terminal restored.
 */
void interrupt_hold(bool on);

/* interrupt_held - take a recorded signal: its number, or 0. */
int interrupt_held(void);

/*
 * interrupt_on_input - from now on certain input counts as a SIGINT, and so does a hang-up: the client no longer waits
 * for the answer. @in must live until this is called with NULL, and in->fd must not be read until then. If the kernel
 * can't signal input, nothing happens.
 */
struct interrupt_input {
	int fd;
	const char *means;	  /* the bytes that count; input before the first of them is dropped */
	unsigned char bytes[256]; /* that byte and the input behind it, for the next reader */
	size_t nbytes;
	bool ended; /* it hung up */
};
void interrupt_on_input(struct interrupt_input *in);

/*
 * interrupt_act - perform the default action of @sig: end the program, after physmon_abandon(), or stop it (SIGTSTP:
 * this returns when the program goes on).
 */
void interrupt_act(int sig);

/*
 * interrupt_die_if_waiting - with true, a SIGINT from now on ends the program at once, by SIGINT; a pending one does so
 * now. For a script that waits for input with nothing left to flush: no system call.
 */
void interrupt_die_if_waiting(bool waiting);

/* interrupt_die - end the program by SIGINT, as shells expect of a script that was interrupted. */
void interrupt_die(void) __attribute__((noreturn));
