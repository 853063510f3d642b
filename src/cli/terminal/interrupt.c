/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * interrupt: signal handlers, and waiting that they end. Besides the fault guard's, the variables at file level here
 * are the only global state of the program: a signal handler gets no other argument than a number.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <physmon.h>

#include "interrupt.h"

/* Signals that are held while a line is typed. A jump leaves a read that may be asleep; the others flush no input. */
static const struct {
	int sig;
	bool jump;
	void (*otherwise)(int sig); /* its handler while it isn't held */
} held_signals[] = {
	{ SIGTSTP, true, SIG_DFL },	  { SIGQUIT, true, interrupt_act }, { SIGHUP, true, interrupt_act },
	{ SIGTERM, true, interrupt_act }, { SIGCONT, false, SIG_DFL },	    { SIGWINCH, false, SIG_DFL },
};

#define NHELD (sizeof(held_signals) / sizeof(held_signals[0]))

static volatile sig_atomic_t pending;
static volatile sig_atomic_t waiting;
static volatile sig_atomic_t reading;
static volatile sig_atomic_t noted[NHELD];
static struct interrupt_input *_Atomic watched;
/* Those that aren't ignored. */
static bool held[NHELD];
static bool holding;
static sigjmp_buf read_env; /* holds while reading is set */

void interrupt_die(void)
{
	interrupt_act(SIGINT);
	_Exit(128 + SIGINT);
}

static void leave_read(void)
{
	if (reading) {
		reading = 0;
		siglongjmp(read_env, 1);
	}
}

static void on_sigint(int sig)
{
	(void)sig;
	pending = 1;
	if (waiting)
		interrupt_die();
	leave_read();
}

/* Takes what has come to in->fd. */
static void look(struct interrupt_input *in)
{
	struct pollfd pfd = { .fd = in->fd, .events = POLLIN | POLLRDHUP };
	unsigned char c;
	size_t from;
	ssize_t n;

	while (!in->ended && in->nbytes < sizeof(in->bytes) && poll(&pfd, 1, 0) > 0) {
		from = in->nbytes;
		n = read(in->fd, in->bytes + from, sizeof(in->bytes) - from);
		if (n < 0 && (errno == EINTR || errno == EAGAIN))
			break;
		in->ended = n <= 0;
		for (ssize_t i = 0; i < n; i++) {
			c = in->bytes[from + (size_t)i];
			if (in->nbytes || (c && strchr(in->means, c)))
				in->bytes[in->nbytes++] = c;
		}
	}
	if (in->ended || in->nbytes)
		pending = 1;
}

/* It comes for room to write as well. */
static void on_input(int sig)
{
	const int err = errno;

	(void)sig;
	if (watched)
		look(watched);
	errno = err;
}

static void on_held(int sig)
{
	for (size_t i = 0; i < NHELD; i++) {
		if (held_signals[i].sig != sig)
			continue;
		noted[i] = 1;
		if (held_signals[i].jump)
			leave_read();
	}
}

void interrupt_install(void)
{
	struct sigaction sa = { .sa_handler = on_sigint }, old;

	sigemptyset(&sa.sa_mask);
	/* without SA_RESTART: a blocking call must come back */
	if (!sigaction(SIGINT, NULL, &old) && old.sa_handler != SIG_IGN)
		sigaction(SIGINT, &sa, NULL);
	/* the small program leaves nothing behind that they must undo */
	for (size_t i = 0; !SMALL && i < NHELD; i++)
		if (held_signals[i].otherwise != SIG_DFL &&
		    signal(held_signals[i].sig, held_signals[i].otherwise) == SIG_IGN)
			signal(held_signals[i].sig, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN); /* as a full disk */
}

bool interrupt_pending(void)
{
	return pending;
}

void interrupt_clear(void)
{
	pending = 0;
}

/* The first of the held signals that has come, NHELD: none. */
static size_t first_noted(void)
{
	size_t i;

	for (i = 0; i < NHELD && !noted[i]; i++)
		;
	return i;
}

int interrupt_wait(int fd, int64_t timeout_us)
{
	struct pollfd pfd = { .fd = fd, .events = POLLIN };
	struct timespec ts = { .tv_sec = (time_t)(timeout_us / 1000000),
			       .tv_nsec = (long)(timeout_us % 1000000) * 1000 };
	sigset_t block, old;
	int r, err = 0;

	sigemptyset(&block);
	sigaddset(&block, SIGINT);
	if (watched)
		sigaddset(&block, SIGIO);
	for (size_t i = 0; holding && i < NHELD; i++)
		sigaddset(&block, held_signals[i].sig);
	sigprocmask(SIG_BLOCK, &block, &old);
	if (pending || first_noted() < NHELD) {
		r = -1;
		err = EINTR;
	} else {
		/*
		 * the signals are let in only while ppoll sleeps, so none can fall between the look above and the sleep
		 */
		r = ppoll(&pfd, fd >= 0, timeout_us < 0 ? NULL : &ts, &old);
		err = errno;
	}
	sigprocmask(SIG_SETMASK, &old, NULL);
	if (r < 0)
		return -err;
	return r > 0;
}

ssize_t interrupt_read(int fd, void *buf, size_t nbytes)
{
	ssize_t n;

	if (sigsetjmp(read_env, 1))
		return -EINTR;
	reading = 1;
	/* looked at after the flag is up: a signal from before is seen here, a later one jumps */
	if (pending || first_noted() < NHELD) {
		reading = 0;
		return -EINTR;
	}
	n = read(fd, buf, nbytes);
	reading = 0;
	return n < 0 ? -errno : n;
}

void interrupt_hold(bool on)
{
	struct sigaction sa = { .sa_handler = on_held }, was;
	int sig;

	if (on == holding)
		return;
	holding = on;
	sigemptyset(&sa.sa_mask);
	for (size_t i = 0; i < NHELD; i++) {
		sig = held_signals[i].sig;
		if (on)
			held[i] =
				!sigaction(sig, NULL, &was) && was.sa_handler != SIG_IGN && !sigaction(sig, &sa, NULL);
		else if (held[i])
			signal(sig, held_signals[i].otherwise);
	}
	while (!on && (sig = interrupt_held()))
		raise(sig);
}

/* Whether the kernel tells of input there. */
static bool tell_of_input(int fd, bool on)
{
	const int flags = fcntl(fd, F_GETFL);

	return flags >= 0 && !fcntl(fd, F_SETOWN, getpid()) &&
	       !fcntl(fd, F_SETFL, on ? flags | O_ASYNC : flags & ~O_ASYNC);
}

void interrupt_on_input(struct interrupt_input *in)
{
	struct sigaction sa = { .sa_handler = on_input };
	struct interrupt_input *const last = watched;

	watched = NULL;
	if (last) {
		tell_of_input(last->fd, false);
		look(last); /* what has come by now came while it was watched */
	}
	if (!in)
		return;
	sigemptyset(&sa.sa_mask);
	sigaction(SIGIO, &sa, NULL); /* for good: one may be on its way when the flag goes */
	in->nbytes = 0;
	in->ended = false;
	if (tell_of_input(in->fd, true)) {
		look(in); /* what came before the flag stood; only then the handler may look as well */
		watched = in;
		raise(SIGIO); /* and between the two */
	}
}

int interrupt_held(void)
{
	const size_t i = first_noted();

	if (i == NHELD)
		return 0;
	noted[i] = 0;
	return held_signals[i].sig;
}

void interrupt_act(int sig)
{
	struct sigaction dfl = { .sa_handler = SIG_DFL }, old;
	sigset_t set, mask;

	if (!SMALL && sig != SIGTSTP)
		physmon_abandon();
	sigemptyset(&dfl.sa_mask);
	sigaction(sig, &dfl, &old);
	raise(sig);
	sigemptyset(&set);
	sigaddset(&set, sig);
	/* in a handler of its own the signal is blocked: only now it comes */
	sigprocmask(SIG_UNBLOCK, &set, &mask);
	sigprocmask(SIG_SETMASK, &mask, NULL);
	sigaction(sig, &old, NULL);
}

void interrupt_die_if_waiting(bool on)
{
	waiting = on;
	if (on && pending)
		interrupt_die();
}
