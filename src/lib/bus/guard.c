/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * guard: SIGBUS and SIGSEGV handlers that return by siglongjmp(). No signal mask is saved, since that would cost a
 * system call a run; so the handlers must not block their own signal (SA_NODEFER), or the second fault would kill the
 * process.
 */
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stddef.h>

#include "access.h"
#include "guard.h"

/* The process has one pair of handlers, so this state can only be the process's. */
static sigjmp_buf place;
static volatile sig_atomic_t armed;
static volatile sig_atomic_t fault_signal, fault_code;
static _Atomic uintptr_t fault_pc;

static void on_fault(int sig, siginfo_t *info, void *context)
{
	/*
	 * negative codes are signals that a process sent; 0 may be one, yet it is all that 32-bit arm tells of the bus
	 */
	if (armed && info->si_code >= 0) {
		armed = 0;
		fault_signal = sig;
		fault_code = info->si_code;
		fault_pc = access_pc(context);
		siglongjmp(place, 1);
	}
	/*
	 * back at the instruction it faults again and dies there, with an honest core; a sent signal must be sent again
	 */
	signal(sig, SIG_DFL);
	if (info->si_code <= 0)
		raise(sig);
}

int guard_install(void)
{
	struct sigaction sa = { .sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | SA_NODEFER };

	sigemptyset(&sa.sa_mask);
	if (sigaction(SIGBUS, &sa, NULL) || sigaction(SIGSEGV, &sa, NULL))
		return -errno;
	return 0;
}

int guard_run(void (*body)(void *arg), void *arg, struct guard_fault *f)
{
	if (sigsetjmp(place, 0)) {
		f->signal = fault_signal;
		f->code = fault_code;
		f->pc = fault_pc;
		return -EFAULT;
	}
	armed = 1;
	body(arg);
	armed = 0;
	return 0;
}
