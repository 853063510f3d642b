/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Faults that come back as values, and those that must not. cmocka puts handlers of its own around each test, so each
 * installs ours anew, as a program that opens a target does.
 */
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "access.h"
#include "guard.h"

/* One page of a file, mapped as two: the second one answers with SIGBUS. */
struct cut {
	unsigned char *p;
	size_t page;
};

static struct cut cut_open(void)
{
	struct cut c = { .page = (size_t)sysconf(_SC_PAGESIZE) };
	const int fd = memfd_create("cut", MFD_CLOEXEC);

	assert_true(fd >= 0);
	assert_int_equal(ftruncate(fd, (off_t)c.page), 0);
	c.p = mmap(NULL, 2 * c.page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	assert_ptr_not_equal(c.p, MAP_FAILED);
	close(fd);
	return c;
}

/* How many units of a job were done that a fault ended. */
#define DONE(job, fault) ((job).done + access_uncounted((fault).pc))

static void cut_close(const struct cut *c)
{
	munmap(c->p, 2 * c->page);
}

struct job {
	unsigned char *p;
	void *buf; /* NULL: seek */
	size_t n;
	unsigned width;
	int put;
	access_count done, calls;
};

/* Look for what isn't there. */
static void job_seek(struct job *j)
{
	switch (j->width) {
	case 1:
		access_seek8(j->p, 0xfe, 0xff, j->n, &j->done);
		break;
	case 2:
		access_seek16(j->p, 0xfefe, 0xffff, j->n, &j->done);
		break;
	case 4:
		access_seek32(j->p, 0xfefefefe, 0xffffffff, j->n, &j->done);
		break;
#if ACCESS_HAS_64
	case 8:
		access_seek64(j->p, 0xfefefefefefefefe, UINT64_MAX, j->n, &j->done);
		break;
#endif
	}
}

static void job_block(void *arg)
{
	struct job *j = arg;

	j->calls = j->calls + 1;
	if (!j->buf) {
		job_seek(j);
		return;
	}
	switch (j->width) {
	case 1:
		j->put ? access_put_block8(j->p, j->buf, j->n, &j->done)
		       : access_get_block8(j->p, j->buf, j->n, &j->done);
		break;
	case 2:
		j->put ? access_put_block16(j->p, j->buf, j->n, &j->done)
		       : access_get_block16(j->p, j->buf, j->n, &j->done);
		break;
	case 4:
		j->put ? access_put_block32(j->p, j->buf, j->n, &j->done)
		       : access_get_block32(j->p, j->buf, j->n, &j->done);
		break;
#if ACCESS_HAS_64
	case 8:
		j->put ? access_put_block64(j->p, j->buf, j->n, &j->done)
		       : access_get_block64(j->p, j->buf, j->n, &j->done);
		break;
#endif
	}
}

static void test_a_run_without_fault_returns_0(void **state)
{
	uint32_t from[4] = { 1, 2, 3, 4 }, to[4] = { 0 };
	struct job j = { .p = (unsigned char *)from, .buf = to, .n = 4, .width = 4 };
	struct guard_fault f = { 77, 77, 77 };

	assert_int_equal(guard_install(), 0);
	assert_int_equal(guard_run(job_block, &j, &f), 0);
	assert_int_equal(f.signal, 77);
	assert_int_equal(j.calls, 1);
	assert_int_equal(j.done, 4);
	assert_memory_equal(from, to, sizeof(to));
}

static void test_the_count_is_exact_where_a_block_faults(void **state)
{
	const struct cut c = cut_open();
	uint64_t buf[64], want[64];
	struct guard_fault f;
	struct job j;
	size_t before, i;
	unsigned width;
	int put;

	assert_int_equal(guard_install(), 0);
	for (width = 1; width & ACCESS_WIDTHS; width *= 2) {
		for (before = 0; before < 40; before++) {
			for (put = 0; put < 2; put++) {
				for (i = 0; i < c.page; i++)
					c.p[i] = (unsigned char)(i * 7 + i / 256);
				memset(buf, 0xc3, sizeof(buf));
				j = (struct job){ .p = c.p + c.page - before * width,
						  .buf = buf,
						  .n = 48,
						  .width = width,
						  .put = put };
				f = (struct guard_fault){ 0, 0, 0 };
				assert_int_equal(guard_run(job_block, &j, &f), -EFAULT);
				assert_int_equal(f.signal, SIGBUS);
				assert_int_equal(f.code, BUS_ADRERR);
				assert_int_equal(DONE(j, f), before);
				assert_int_equal(j.calls, 1);
				memset(want, 0xc3, sizeof(want));
				if (!put)
					memcpy(want, j.p, before * width);
				assert_memory_equal(buf, want, sizeof(buf));
				if (put)
					assert_memory_equal(j.p, buf, before * width);
			}
		}
	}
	cut_close(&c);
}

static void test_the_count_is_exact_where_a_search_faults(void **state)
{
	const struct cut c = cut_open();
	struct guard_fault f;
	struct job j;
	size_t before;
	unsigned width;

	assert_int_equal(guard_install(), 0);
	memset(c.p, 0x11, c.page);
	for (width = 1; width & ACCESS_WIDTHS; width *= 2) {
		for (before = 0; before < 40; before++) {
			j = (struct job){ .p = c.p + c.page - before * width, .n = 48, .width = width };
			assert_int_equal(guard_run(job_block, &j, &f), -EFAULT);
			assert_int_equal(DONE(j, f), before);
		}
	}
	cut_close(&c);
}

static void test_a_segmentation_fault_is_told_apart(void **state)
{
	const size_t page = (size_t)sysconf(_SC_PAGESIZE);
	unsigned char *p = mmap(NULL, page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	uint32_t buf[2] = { 1, 2 };
	struct job j = { .p = p, .buf = buf, .n = 2, .width = 4, .put = 1 };
	struct guard_fault f = { 0, 0, 0 };

	assert_ptr_not_equal(p, MAP_FAILED);
	assert_int_equal(guard_install(), 0);
	assert_int_equal(guard_run(job_block, &j, &f), -EFAULT);
	assert_int_equal(f.signal, SIGSEGV);
	assert_true(f.code == SEGV_ACCERR || f.code == SEGV_MAPERR); /* emulators give either */
	assert_int_equal(DONE(j, f), 0);
	munmap(p, page);
}

static void test_faults_may_follow_one_another(void **state)
{
	const struct cut c = cut_open();
	struct guard_fault f;
	uint8_t buf[4];
	struct job j = { .p = c.p + c.page - 3, .buf = buf, .n = 4, .width = 1 };
	sigset_t set;
	int i;

	assert_int_equal(guard_install(), 0);
	for (i = 0; i < 1000; i++) {
		j.done = 0;
		assert_int_equal(guard_run(job_block, &j, &f), -EFAULT);
		assert_int_equal(DONE(j, f), 3);
	}
	/* no mask is saved, so none may have changed */
	assert_int_equal(sigprocmask(SIG_BLOCK, NULL, &set), 0);
	assert_false(sigismember(&set, SIGBUS));
	assert_false(sigismember(&set, SIGSEGV));
	cut_close(&c);
}

static void test_handlers_that_were_replaced_are_installed_again(void **state)
{
	const struct cut c = cut_open();
	struct guard_fault f;
	uint8_t buf[1];
	struct job j = { .p = c.p + c.page, .buf = buf, .n = 1, .width = 1 };

	assert_int_equal(guard_install(), 0);
	signal(SIGBUS, SIG_DFL);
	signal(SIGSEGV, SIG_DFL);
	assert_int_equal(guard_install(), 0);
	assert_int_equal(guard_run(job_block, &j, &f), -EFAULT);
	cut_close(&c);
}

/* What a child that does @act dies of. */
static int dies_of(void (*act)(const struct cut *c))
{
	const struct rlimit no_core = { 0, 0 };
	const struct cut c = cut_open();
	const pid_t pid = fork();
	int status = 0;

	assert_true(pid >= 0);
	if (!pid) {
		setrlimit(RLIMIT_CORE, &no_core);
		if (guard_install())
			_exit(1);
		act(&c);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	cut_close(&c);
	return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

/* One access of 8 bits. */
static void access_one(access_block *move, void *p)
{
	access_count done;
	uint8_t unit = 1;

	move(p, &unit, 1, &done);
}

static void act_unarmed_bus(const struct cut *c)
{
	access_one(access_get_block8, c->p + c->page);
}

static void act_unarmed_segv(const struct cut *c)
{
	mprotect(c->p, c->page, PROT_READ);
	access_one(access_put_block8, c->p);
}

static void act_after_a_fault(const struct cut *c)
{
	struct guard_fault f;
	uint8_t buf[1];
	struct job j = { .p = c->p + c->page, .buf = buf, .n = 1, .width = 1 };

	if (guard_run(job_block, &j, &f) == -EFAULT)
		access_one(access_get_block8, c->p + c->page);
}

static void act_after_a_run(const struct cut *c)
{
	struct guard_fault f;
	uint8_t buf[1];
	struct job j = { .p = c->p, .buf = buf, .n = 1, .width = 1 };

	if (!guard_run(job_block, &j, &f))
		access_one(access_get_block8, c->p + c->page);
}

static void act_sent(const struct cut *c)
{
	kill(getpid(), SIGBUS);
}

static void body_raises(void *arg)
{
	raise(SIGSEGV);
}

static void act_raised_while_armed(const struct cut *c)
{
	struct guard_fault f;

	guard_run(body_raises, NULL, &f);
}

static void test_faults_outside_of_a_run_kill(void **state)
{
	assert_int_equal(dies_of(act_unarmed_bus), SIGBUS);
	assert_int_equal(dies_of(act_unarmed_segv), SIGSEGV);
	assert_int_equal(dies_of(act_after_a_fault), SIGBUS);
	assert_int_equal(dies_of(act_after_a_run), SIGBUS);
}

static void test_signals_that_a_process_sent_kill(void **state)
{
	assert_int_equal(dies_of(act_sent), SIGBUS);
	assert_int_equal(dies_of(act_raised_while_armed), SIGSEGV);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_run_without_fault_returns_0),
		cmocka_unit_test(test_the_count_is_exact_where_a_block_faults),
		cmocka_unit_test(test_the_count_is_exact_where_a_search_faults),
		cmocka_unit_test(test_a_segmentation_fault_is_told_apart),
		cmocka_unit_test(test_faults_may_follow_one_another),
		cmocka_unit_test(test_handlers_that_were_replaced_are_installed_again),
		cmocka_unit_test(test_faults_outside_of_a_run_kill),
		cmocka_unit_test(test_signals_that_a_process_sent_kill),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
