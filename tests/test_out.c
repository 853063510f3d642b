/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The buffered writer against real descriptors: memory files, pipes that are small, slow or closed, and /dev/full.
 * Where somebody must read at the other end, a child does the writing.
 */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "out.h"

#define SIZE 65536
#define MIB (1 << 20)

struct fixture {
	struct out o;
	int fd; /* a memory file */
	char buf[SIZE];
};

static int fixture_open(void **state)
{
	struct fixture *const f = calloc(1, sizeof(*f));

	if (!f)
		return -1;
	signal(SIGPIPE, SIG_IGN);
	f->fd = memfd_create("out", MFD_CLOEXEC);
	out_init(&f->o, f->fd, f->buf, sizeof(f->buf));
	*state = f;
	return f->fd < 0 ? -1 : 0;
}

static int fixture_close(void **state)
{
	struct fixture *const f = *state;

	close(f->fd);
	free(f);
	return 0;
}

static size_t file_size(int fd)
{
	struct stat st;

	assert_int_equal(fstat(fd, &st), 0);
	return (size_t)st.st_size;
}

/* What stands at @at in the stream that the tests below write: it repeats nowhere near a power of two. */
static char pattern(size_t at)
{
	return (char)(at * 7 + at / 251);
}

static void file_check(int fd, size_t n)
{
	char got[4096];
	size_t at = 0, i;
	ssize_t r;

	assert_int_equal(file_size(fd), n);
	while ((r = pread(fd, got, sizeof(got), (off_t)at)) > 0)
		for (i = 0; i < (size_t)r; i++, at++)
			if (got[i] != pattern(at))
				fail_msg("byte %zu differs", at);
	assert_int_equal(at, n);
}

static void put_pattern(struct out *o, size_t *at, size_t n)
{
	char piece[3000];
	size_t i, k;

	for (; n; n -= k) {
		k = n < sizeof(piece) ? n : sizeof(piece);
		for (i = 0; i < k; i++)
			piece[i] = pattern((*at)++);
		out_put(o, piece, k);
	}
}

static void nothing_is_written_before_the_flush(void **state)
{
	struct fixture *const f = *state;

	out_str(&f->o, "4c000010");
	out_put(&f->o, " = ffx", 5);
	assert_int_equal(file_size(f->fd), 0);
	assert_int_equal(out_flush(&f->o), 0);
	assert_int_equal(file_size(f->fd), 13);
	assert_int_equal(out_flush(&f->o), 0);
	assert_int_equal(file_size(f->fd), 13);
	memset(f->buf, 0, 16);
	assert_int_equal(pread(f->fd, f->buf, 16, 0), 13);
	assert_string_equal(f->buf, "4c000010 = ff");
}

static void pieces_of_every_size_arrive_in_order(void **state)
{
	struct fixture *const f = *state;
	size_t at = 0, n;

	for (n = 0; n < 1500; n++)
		put_pattern(&f->o, &at, n);
	assert_int_equal(out_flush(&f->o), 0);
	file_check(f->fd, at);
}

static void a_piece_larger_than_the_buffer_arrives_whole(void **state)
{
	struct fixture *const f = *state;
	const size_t n = 3 * SIZE + 17;
	char *const big = malloc(n);
	size_t i;

	assert_non_null(big);
	for (i = 0; i < n; i++)
		big[i] = pattern(i);
	out_put(&f->o, big, 5);
	out_put(&f->o, big + 5, n - 5);
	free(big);
	assert_int_equal(out_flush(&f->o), 0);
	file_check(f->fd, n);
}

static void room_is_made_at_the_end_of_the_buffer(void **state)
{
	struct fixture *const f = *state;
	size_t at = 0, n, i;
	char *p;

	for (n = 1; n <= OUT_RESERVE_MAX; n++) {
		p = out_reserve(&f->o, n);
		assert_true(p >= f->buf && (size_t)(p - f->buf) <= SIZE - n);
		for (i = 0; i < n; i++)
			*p++ = pattern(at++);
		out_used(&f->o, p);
	}
	assert_int_equal(out_flush(&f->o), 0);
	file_check(f->fd, at);
}

static void a_full_disk_sticks(void **state)
{
	struct fixture *const f = *state;
	const int fd = open("/dev/full", O_WRONLY | O_CLOEXEC);
	size_t at = 0;

	assert_true(fd >= 0);
	f->o.fd = fd;
	out_str(&f->o, "lost");
	assert_int_equal(f->o.err, 0);
	assert_int_equal(out_flush(&f->o), -ENOSPC);
	/* the first error is the one that is told, and nothing is written any more */
	f->o.fd = f->fd;
	put_pattern(&f->o, &at, 3 * SIZE);
	assert_int_equal(out_flush(&f->o), -ENOSPC);
	assert_int_equal(file_size(f->fd), 0);
	close(fd);
}

static void a_closed_pipe_and_a_closed_descriptor_say_so(void **state)
{
	struct fixture *const f = *state;
	int p[2];

	assert_int_equal(pipe2(p, O_CLOEXEC), 0);
	close(p[0]);
	f->o.fd = p[1];
	out_str(&f->o, "x");
	assert_int_equal(out_flush(&f->o), -EPIPE);
	close(p[1]);
	out_init(&f->o, p[1], f->buf, sizeof(f->buf));
	out_str(&f->o, "x");
	assert_int_equal(out_flush(&f->o), -EBADF);
	assert_int_equal(out_flush(&f->o), -EBADF);
}

static volatile sig_atomic_t alarms;

static void on_alarm(int sig)
{
	(void)sig;
	alarms = 1;
}

/* A child writes @n bytes to a pipe of 4 KiB, signals raining on it; the parent reads slowly, and checks. */
static void slow_reader(int flags, size_t n)
{
	const struct itimerval often = { { 0, 1000 }, { 0, 1000 } };
	struct sigaction sa;
	char got[700];
	size_t at = 0, i;
	ssize_t r;
	int p[2], status;
	pid_t pid;

	assert_int_equal(pipe2(p, O_CLOEXEC), 0);
	assert_true(fcntl(p[1], F_SETPIPE_SZ, 4096) > 0);
	pid = fork();
	assert_true(pid >= 0);
	if (!pid) {
		static char buf[SIZE];
		struct out o;

		close(p[0]);
		memset(&sa, 0, sizeof(sa));
		sa.sa_handler = on_alarm; /* without SA_RESTART: writes are interrupted, before and in the middle */
		sigaction(SIGALRM, &sa, NULL);
		if (fcntl(p[1], F_SETFL, flags))
			_exit(2);
		out_init(&o, p[1], buf, sizeof(buf));
		o.grown = 1; /* the pipe is to stay small */
		setitimer(ITIMER_REAL, &often, NULL);
		put_pattern(&o, &at, n);
		_exit(out_flush(&o) ? 3 : alarms ? 0 : 4);
	}
	close(p[1]);
	usleep(20000);
	while ((r = read(p[0], got, sizeof(got))) > 0) {
		for (i = 0; i < (size_t)r; i++, at++)
			if (got[i] != pattern(at))
				fail_msg("byte %zu differs", at);
		if (at % 4096 < 700)
			usleep(1000);
	}
	close(p[0]);
	assert_int_equal(at, n);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void signals_and_short_writes_lose_nothing(void **state)
{
	(void)state;
	slow_reader(0, 5 * SIZE + 3);
}

static void a_non_blocking_pipe_is_waited_for(void **state)
{
	(void)state;
	slow_reader(O_NONBLOCK, 5 * SIZE + 3);
}

static void a_reader_that_leaves_while_we_wait_is_noticed(void **state)
{
	struct fixture *const f = *state;
	int p[2], status;
	size_t at = 0;
	pid_t pid;

	assert_int_equal(pipe2(p, O_CLOEXEC | O_NONBLOCK), 0);
	assert_true(fcntl(p[1], F_SETPIPE_SZ, 4096) > 0); /* a page, whatever its size: it is filled first */
	while (write(p[1], f->buf, 4096) > 0)
		;
	pid = fork();
	assert_true(pid >= 0);
	if (!pid) {
		close(p[1]);
		usleep(30000);
		_exit(0);
	}
	close(p[0]);
	f->o.fd = p[1];
	put_pattern(&f->o, &at, 10000);
	assert_int_equal(out_flush(&f->o), -EPIPE);
	close(p[1]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
}

static void only_a_full_buffer_makes_the_pipe_grow(void **state)
{
	struct fixture *const f = *state;
	int p[2], size, status;
	size_t at = 0;
	pid_t pid;

	assert_int_equal(pipe2(p, O_CLOEXEC), 0);
	size = fcntl(p[1], F_SETPIPE_SZ, 65536); /* 16 pages by default, which may be a MiB already */
	assert_true(size >= 4096 && size < MIB);
	f->o.fd = p[1];
	out_str(&f->o, "4c000010 = ff\n");
	assert_int_equal(out_flush(&f->o), 0);
	assert_int_equal(fcntl(p[1], F_GETPIPE_SZ), size);
	pid = fork();
	assert_true(pid >= 0);
	if (!pid) {
		close(p[1]);
		while (read(p[0], f->buf, SIZE) > 0)
			;
		_exit(0);
	}
	put_pattern(&f->o, &at, SIZE);
	assert_int_equal(fcntl(p[1], F_GETPIPE_SZ), size);
	put_pattern(&f->o, &at, 1);
	if (fcntl(p[1], F_GETPIPE_SZ) == MIB)
		assert_int_equal(f->o.size, SIZE);
	else /* refused, to a user who has too many pipes: then in smaller writes */
		assert_int_equal(f->o.size, 16384);
	put_pattern(&f->o, &at, 3 * SIZE);
	assert_int_equal(out_flush(&f->o), 0);
	close(p[0]);
	close(p[1]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
}

static void a_full_buffer_is_one_write(void **state)
{
	struct fixture *const f = *state;
	static char got[2 * SIZE];
	size_t at = 0;
	int s[2];

	/* a socket of records keeps writes apart */
	assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, s), 0);
	f->o.fd = s[1];
	put_pattern(&f->o, &at, SIZE + 5);
	assert_int_equal(recv(s[0], got, sizeof(got), MSG_DONTWAIT), SIZE);
	assert_int_equal(recv(s[0], got, sizeof(got), MSG_DONTWAIT), -1);
	assert_int_equal(out_flush(&f->o), 0);
	assert_int_equal(recv(s[0], got, sizeof(got), MSG_DONTWAIT), 5);
	close(s[0]);
	close(s[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(nothing_is_written_before_the_flush, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(pieces_of_every_size_arrive_in_order, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(a_piece_larger_than_the_buffer_arrives_whole, fixture_open,
						fixture_close),
		cmocka_unit_test_setup_teardown(room_is_made_at_the_end_of_the_buffer, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(a_full_disk_sticks, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(a_closed_pipe_and_a_closed_descriptor_say_so, fixture_open,
						fixture_close),
		cmocka_unit_test_setup_teardown(signals_and_short_writes_lose_nothing, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(a_non_blocking_pipe_is_waited_for, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(a_reader_that_leaves_while_we_wait_is_noticed, fixture_open,
						fixture_close),
		cmocka_unit_test_setup_teardown(only_a_full_buffer_makes_the_pipe_grow, fixture_open, fixture_close),
		cmocka_unit_test_setup_teardown(a_full_buffer_is_one_write, fixture_open, fixture_close),
	};

	return cmocka_run_group_tests_name("out", tests, NULL, NULL);
}
