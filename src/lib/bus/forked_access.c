/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * forked_access: forks a child that maps and transfers. Child and parent share memory: the units, and the number of
 * units done, which the child counts one by one so that it is right if the child is killed.
 */
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "access.h"
#include "error.h"
#include "forked_access.h"
#include "units.h"

struct shared {
	size_t done;
	bool found; /* the last of these is what was sought */
	int err;    /* 0 or -errno of the unit after these */
	struct physmon_error e;
	uint64_t units[]; /* PHYSMON_XFER_MAX bytes at most */
};

/* In the child: its windows are of one page, so that no page but the units' own is mapped. */
static void probe_child(const struct windows *w, const struct physmon_xfer *x, struct shared *s)
{
	struct window_source src = w->src;
	struct physmon_xfer one = *x;
	struct windows own;
	size_t bad;

	src.narrow = true;
	windows_init(&own, &src);
	one.nunits = 1;
	one.state = NULL;
	while (!s->err && !s->found && s->done < x->nunits) {
		one.addr = x->addr + s->done * x->step;
		one.buf = (char *)s->units + s->done * x->width;
		s->err = windows_transfer(&own, &one, &bad, &s->e);
		s->found = one.found;
		if (!s->err)
			s->done++;
	}
	if (x->dir == PHYSMON_WRITE)
		access_fence();
	_exit(0); /* not exit(): what the parent has buffered is the parent's to write */
}

static int probe_killed(const struct physmon_xfer *x, uint64_t addr, int status, struct physmon_error *e)
{
	const char *const what = x->dir == PHYSMON_WRITE ? "writing" : "reading";

	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
		return error_set(e, PHYSMON_E_BUS, EFAULT,
				 "%s %u bits at %08" PRIx64
				 " was answered by SIGKILL, as the kernel does with an address that"
				 " the CPU can't issue; a child process took it",
				 what, x->width * 8, addr);
	return error_set(e, PHYSMON_E_BUS, EFAULT,
			 "%s %u bits at %08" PRIx64 " failed: the child process that made the access ended with %s %d",
			 what, x->width * 8, addr, WIFSIGNALED(status) ? "signal" : "status",
			 WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
}

static int probe_judge(const struct windows *w, struct physmon_xfer *x, const struct shared *s, int status, size_t *bad,
		       struct physmon_error *e)
{
	const uint64_t addr = x->addr + s->done * x->step, in_page = w->page - (addr & (w->page - 1));
	const bool killed = !WIFEXITED(status) || WEXITSTATUS(status);
	int r = s->err;

	x->done = s->done;
	x->found = s->found;
	if (x->dir == PHYSMON_READ && !x->sought)
		memcpy(x->buf, s->units, s->done * x->width);
	if (killed)
		r = probe_killed(x, addr, status, e);
	else if (!r)
		return 0;
	else if (e)
		*e = s->e;
	if (killed || s->e.kind == PHYSMON_E_MAP)
		*bad = units_within(x->step, x->nunits - s->done, in_page);
	error_at(e, addr, x->width, s->done);
	return r;
}

int forked_access_transfer(const struct windows *w, struct physmon_xfer *x, size_t *bad, struct physmon_error *e)
{
	const size_t nbytes = x->nunits * x->width, size = sizeof(struct shared) + nbytes;
	struct shared *s;
	int status, r;
	pid_t child;

	x->done = 0;
	*bad = 1;
	s = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (s == MAP_FAILED)
		return error_no_memory(e);
	if (x->dir == PHYSMON_WRITE)
		memcpy(s->units, x->buf, nbytes);
	child = fork();
	if (!child)
		probe_child(w, x, s);
	if (child < 0) {
		r = error_set(e, PHYSMON_E_SYSTEM, errno, "can't make a child process for the access: %s",
			      strerror(errno));
		goto unmap;
	}
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	r = probe_judge(w, x, s, status, bad, e);
unmap:
	munmap(s, size);
	return r;
}
