/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * interrupt: Ctrl-C. The handler only sets a flag; long work checks it between transfers. All waiting and reading from
 * a terminal goes through here, where a signal that arrives just before isn't lost. SIGPIPE is ignored: writing returns
 * EPIPE. While a line is typed, the other signals after which the terminal must be restored are held as well.
 */
#ifndef CLI_INTERRUPT_H
#define CLI_INTERRUPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/*
 * interrupt_install - take SIGINT, and SIGHUP, SIGTERM and SIGQUIT by interrupt_act(), except those that were ignored
 * when the program began; ignore SIGPIPE.
 */
void interrupt_install(void);

/* interrupt_pending - a SIGINT has come and has not been cleared. */
bool interrupt_pending(void);
void interrupt_clear(void);

/*
 * interrupt_wait - until @fd can be read (-1: no descriptor), @timeout_us have passed (-1: for ever), or SIGINT comes.
 * Returns 1: readable, hung up or in error: reading will not block; 0: timeout; -EINTR: a signal came,
 * interrupt_pending() tells whether it was SIGINT, interrupt_held() whether another one that is held; -errno.
 */
int interrupt_wait(int fd, int64_t timeout_us);

/*
 * interrupt_read - read(2) from a terminal, once interrupt_wait() has said 1.
 * A Ctrl-C throws away what the terminal had ready, so that even then a plain read could block, with nobody left to
 * wake it. This one comes back for every SIGINT, also one from before the call; what is lost is what was typed before
 * it. Returns the bytes read; 0: end of input; -EINTR: as interrupt_wait(); -errno.
 */
ssize_t interrupt_read(int fd, void *buf, size_t nbytes);

/*
 * interrupt_hold - with true: SIGTSTP, SIGCONT, SIGWINCH, SIGHUP, SIGTERM and SIGQUIT are noted from now on instead of
 * acted on (those that are ignored stay so), for as long as a terminal isn't as its owner left it. With false: as
 * before; what was noted and not yet taken is acted on now, with the terminal in order again.
 */
void interrupt_hold(bool on);

/* interrupt_held - a signal that has been noted, which it forgets, or 0. Its number, as signal(7) has it. */
int interrupt_held(void);

/*
 * interrupt_on_input - from now on certain input counts as a SIGINT, and so does the other end's hanging up: it means
 * that whoever waits for an answer waits no longer. @in must live until it is called with NULL, and nobody may read
 * in->fd until then. Where the kernel can't tell of input, nothing happens.
 */
struct interrupt_input {
	int fd;
	const char *means;	  /* the bytes that count; what comes before the first of them is dropped */
	unsigned char bytes[256]; /* that one and what came with it, for whoever reads next */
	size_t nbytes;
	bool ended; /* it hung up */
};
void interrupt_on_input(struct interrupt_input *in);

/*
 * interrupt_act - let @sig do what it does by default: end the program, after physmon_abandon(), or stop it (SIGTSTP:
 * this returns when the program goes on).
 */
void interrupt_act(int sig);

/*
 * interrupt_die_if_waiting - with true, a SIGINT that comes from now on ends the program at once, by SIGINT; one that
 * is pending already does so now. For a script that waits for input with nothing left to flush: no system call.
 */
void interrupt_die_if_waiting(bool waiting);

/* interrupt_die - end the program by SIGINT, as shells expect of a script that was interrupted. */
void interrupt_die(void) __attribute__((noreturn));

#endif
