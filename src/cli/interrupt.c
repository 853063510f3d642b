/* SPDX-License-Identifier: GPL-2.0-or-later */
/* interrupt: see interrupt.h. The flags here are the program's only mutable globals beside the fault guard's. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

#include "interrupt.h"

static volatile sig_atomic_t pending;
static volatile sig_atomic_t waiting;

void interrupt_die(void)
{
	sigset_t set;

	signal(SIGINT, SIG_DFL);
	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	raise(SIGINT);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	_Exit(128 + SIGINT);
}

static void on_sigint(int sig)
{
	(void)sig;
	pending = 1;
	if (waiting)
		interrupt_die();
}

void interrupt_install(void)
{
	struct sigaction sa = { .sa_handler = on_sigint }, old;

	sigemptyset(&sa.sa_mask);
	/* without SA_RESTART: a blocking call must come back */
	if (!sigaction(SIGINT, NULL, &old) && old.sa_handler != SIG_IGN)
		sigaction(SIGINT, &sa, NULL);
	signal(SIGPIPE, SIG_IGN);
}

bool interrupt_pending(void)
{
	return pending;
}

void interrupt_clear(void)
{
	pending = 0;
}

int interrupt_wait(int fd, int64_t timeout_us)
{
	struct pollfd pfd = { .fd = fd, .events = POLLIN };
	struct timespec ts = { .tv_sec = timeout_us / 1000000, .tv_nsec = (long)(timeout_us % 1000000) * 1000 };
	sigset_t block, old;
	int r, err;

	sigemptyset(&block);
	sigaddset(&block, SIGINT);
	sigprocmask(SIG_BLOCK, &block, &old);
	if (pending) {
		r = -1;
		err = EINTR;
	} else {
		/* the signal is let in only while ppoll sleeps, so it can't fall between the look above and the sleep */
		r = ppoll(&pfd, fd >= 0, timeout_us < 0 ? NULL : &ts, &old);
		err = errno;
	}
	sigprocmask(SIG_SETMASK, &old, NULL);
	if (r < 0)
		return -err;
	return r > 0;
}

void interrupt_die_if_waiting(bool on)
{
	waiting = on;
	if (on && pending)
		interrupt_die();
}
