/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * guard: runs accesses so that a SIGBUS or SIGSEGV caused by one of them becomes a return value. A fault outside of
 * such a run is a bug, and the process dies of it as usual. One run at a time, in one thread, since signal handlers
 * belong to the process. It makes no system call per run, and doesn't look at addresses.
 */
#pragma once

#include <stdint.h>

struct guard_fault {
	int signal;   /* SIGBUS or SIGSEGV */
	int code;     /* its si_code: BUS_ADRERR, SEGV_MAPERR, ...; 32-bit arm reports a bus error as 0 */
	uintptr_t pc; /* the instruction that faulted, for access_uncounted(); 0 where that needs none */
};

/*
 * guard_install - install the handlers, also if they are installed: a test framework may have replaced them. Returns 0
 * or sigaction's -errno.
 */
int guard_install(void);

/*
 * guard_run - call @body(@arg); a fault inside of it ends it at once and is described in *@f.
 * The body must own nothing (no lock, no memory) and must report its progress in volatile objects of its caller
 * (access_count, which access_uncounted() completes): all other objects that it changed are undefined after a fault.
 * Runs don't nest.
 * Returns 0, or -EFAULT with *@f filled.
 */
int guard_run(void (*body)(void *arg), void *arg, struct guard_fault *f);
