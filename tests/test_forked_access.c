/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Accesses in a child: what they do, what comes back when they fail, and when the child is killed: the source's own
 * callback kills it here, as an arm64 kernel does in tests/vm.
 */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "error.h"
#include "forked_access.h"
#include "guard.h"

/* A file of two pages; a third is within the source, but not in the file: touching it is a SIGBUS. */
struct fixture {
	struct windows w;
	size_t page;
	int fd, kill, calls;
	pid_t parent;
};

static int refused(void *ctx, int err, uint64_t addr, uint64_t nbytes, struct physmon_error *e)
{
	return error_set(e, PHYSMON_E_MAP, err, "can't map: refused");
}

static int faulted(void *ctx, const struct guard_fault *f, const struct physmon_xfer *x, uint64_t addr,
		   struct physmon_error *e)
{
	struct fixture *fx = ctx;

	fx->calls++; /* in a child nobody sees it */
	if (fx->kill)
		raise(fx->kill);
	return error_set(e, PHYSMON_E_BUS, EFAULT, "bus error at %llx in %s", (unsigned long long)addr,
			 getpid() == fx->parent ? "the parent" : "a child");
}

static int set_up(void **state)
{
	static struct fixture f;
	struct window_source src = { .refused = refused, .faulted = faulted, .ctx = &f };

	memset(&f, 0, sizeof(f));
	f.page = (size_t)sysconf(_SC_PAGESIZE);
	f.parent = getpid();
	f.fd = memfd_create("probe", MFD_CLOEXEC);
	if (f.fd < 0 || ftruncate(f.fd, (off_t)(2 * f.page)))
		return -1;
	src.fd = f.fd;
	windows_init(&f.w, &src);
	*state = &f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	windows_drop(&f->w);
	return close(f->fd);
}

static void units_are_read_and_written(void **state)
{
	struct fixture *f = *state;
	uint32_t v[4] = { 1, 2, 3, 4 }, back[4] = { 0 };
	struct physmon_xfer x = {
		.dir = PHYSMON_WRITE, .width = 4, .addr = f->page - 8, .step = 8, .nunits = 4, .buf = v
	};
	struct physmon_error e;
	size_t bad;

	guard_install();
	assert_int_equal(forked_access_transfer(&f->w, &x, &bad, &e), 0);
	assert_int_equal(x.done, 4);
	assert_int_equal(pread(f->fd, back, 4, (off_t)f->page - 8), 4);
	assert_int_equal(back[0], 1);
	assert_int_equal(pread(f->fd, back, 4, (off_t)f->page + 16), 4);
	assert_int_equal(back[0], 4);
	assert_int_equal(pread(f->fd, back, 4, (off_t)f->page - 4), 4);
	assert_int_equal(back[0], 0); /* what lies between was left alone */
	x.dir = PHYSMON_READ;
	x.buf = back;
	assert_int_equal(forked_access_transfer(&f->w, &x, &bad, &e), 0);
	assert_memory_equal(back, v, sizeof(v));
	assert_int_equal(f->w.maps, 0);			  /* nothing was mapped here */
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* and no child is left */
}

static void a_fault_in_the_child_is_told_in_its_words(void **state)
{
	struct fixture *f = *state;
	uint32_t v[4] = { 0 };
	struct physmon_xfer x = { .width = 4, .addr = 2 * f->page - 8, .step = 4, .nunits = 4, .buf = v };
	struct physmon_error e;
	size_t bad = 0;

	guard_install();
	assert_int_equal(pwrite(f->fd, "abcdefgh", 8, (off_t)(2 * f->page - 8)), 8);
	assert_int_equal(forked_access_transfer(&f->w, &x, &bad, &e), -EFAULT);
	assert_int_equal(x.done, 2);
	assert_int_equal(bad, 1);
	assert_memory_equal(v, "abcdefgh", 8);
	assert_int_equal(e.kind, PHYSMON_E_BUS);
	assert_non_null(strstr(e.text, "in a child"));
	assert_true(e.addr == 2 * f->page && e.width == 4 && e.done == 2);
	assert_int_equal(f->calls, 0);
	assert_int_equal(forked_access_transfer(&f->w, &x, &bad, NULL), -EFAULT);
}

static void a_killed_child_is_an_error_like_any_other(void **state)
{
	struct fixture *f = *state;
	uint32_t v[4] = { 0 };
	struct physmon_xfer x = { .width = 4, .addr = 2 * f->page - 4, .step = 4, .nunits = 4, .buf = v };
	struct physmon_error e;
	size_t bad = 0;

	guard_install();
	assert_int_equal(pwrite(f->fd, "abcd", 4, (off_t)(2 * f->page - 4)), 4);
	f->kill = SIGKILL;
	assert_int_equal(forked_access_transfer(&f->w, &x, &bad, &e), -EFAULT);
	assert_int_equal(x.done, 1); /* the unit before it was read, and is kept */
	assert_memory_equal(v, "abcd", 4);
	assert_int_equal(bad, 3); /* that page needn't be tried again */
	assert_int_equal(e.kind, PHYSMON_E_BUS);
	assert_non_null(strstr(e.text, "reading 32 bits at"));
	assert_non_null(strstr(e.text, "answered by SIGKILL"));
	assert_true(e.addr == 2 * f->page && e.done == 1);
	x.dir = PHYSMON_WRITE;
	f->kill = SIGTERM;
	assert_int_equal(forked_access_transfer(&f->w, &x, &bad, &e), -EFAULT);
	assert_non_null(strstr(e.text, "writing 32 bits at"));
	assert_non_null(strstr(e.text, "signal 15"));
	/* only as far as the page */
	x.step = f->page / 2;
	x.addr = 2 * f->page;
	assert_int_equal(forked_access_transfer(&f->w, &x, &bad, &e), -EFAULT);
	assert_int_equal(bad, 2);
}

static void what_cannot_be_mapped_is_told_for_the_page(void **state)
{
	struct fixture *f = *state;
	uint32_t v[2] = { 0 };
	struct physmon_xfer x = { .width = 4, .addr = 4, .step = 4, .nunits = 2, .buf = v };
	struct physmon_error e;
	size_t bad = 0;

	guard_install();
	f->w.src.fd = -1;
	assert_int_equal(forked_access_transfer(&f->w, &x, &bad, &e), -EBADF);
	assert_int_equal(e.kind, PHYSMON_E_MAP);
	assert_int_equal(bad, 2);
	assert_int_equal(x.done, 0);
}

static void a_value_is_sought_in_the_child(void **state)
{
	struct fixture *f = *state;
	struct physmon_sought sought = { 0x64, 0xff };
	struct physmon_xfer x = { .width = 1, .addr = 2 * f->page - 4, .step = 1, .nunits = 6, .sought = &sought };
	struct physmon_error e;
	size_t bad = 0;

	guard_install();
	assert_int_equal(pwrite(f->fd, "abcd", 4, (off_t)(2 * f->page - 4)), 4);
	assert_int_equal(forked_access_transfer(&f->w, &x, &bad, &e), 0);
	assert_true(x.found);
	assert_int_equal(x.done, 4);
	sought.value = 0x65;
	assert_int_equal(forked_access_transfer(&f->w, &x, &bad, &e), -EFAULT);
	assert_false(x.found);
	assert_int_equal(x.done, 4);
	x.nunits = 3;
	assert_int_equal(forked_access_transfer(&f->w, &x, &bad, &e), 0);
	assert_false(x.found);
	assert_int_equal(x.done, 3);
}

static void without_a_child_there_is_no_access(void **state)
{
	struct fixture *f = *state;
	uint32_t v = 0;
	struct physmon_xfer x = { .width = 4, .step = 4, .nunits = 1, .buf = &v };
	const struct rlimit none = { 0, 0 };
	struct physmon_error e;
	size_t bad = 0;
	pid_t child = fork();
	int status;

	assert_true(child >= 0);
	if (!child) { /* the limit is none of root's */
		if ((!getuid() && setuid(65534)) || setrlimit(RLIMIT_NPROC, &none))
			_exit(0);
		status = forked_access_transfer(&f->w, &x, &bad, &e);
		_exit(status != -EAGAIN || x.done || e.kind != PHYSMON_E_SYSTEM ||
		      !strstr(e.text, "can't make a child process for the access: "));
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(units_are_read_and_written, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_fault_in_the_child_is_told_in_its_words, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_killed_child_is_an_error_like_any_other, set_up, tear_down),
		cmocka_unit_test_setup_teardown(without_a_child_there_is_no_access, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_value_is_sought_in_the_child, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_cannot_be_mapped_is_told_for_the_page, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
