/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Ctrl-C and its kin: none is lost, whenever it comes, and each finds what it should end. Signals go to children. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "interrupt.h"

#define NEVER 60000000 /* longer than any test may take */

/* Runs @f in a child of its own, where signals may do what they do; its wait status. */
static int in_child(int (*f)(void))
{
	int status = 0;
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (!pid) {
		/* one that hangs ends by a signal that no test expects */
		alarm(20);
		_exit(f());
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

static void assert_exits(int (*f)(void), int expected)
{
	int status = in_child(f);

	if (!WIFEXITED(status))
		fail_msg("ended by signal %d", WTERMSIG(status));
	assert_int_equal(WEXITSTATUS(status), expected);
}

static void assert_dies(int (*f)(void), int sig)
{
	int status = in_child(f);

	if (!WIFSIGNALED(status))
		fail_msg("exit status %d", WEXITSTATUS(status));
	assert_int_equal(WTERMSIG(status), sig);
}

static void send_later(int sig)
{
	if (!fork()) {
		struct timespec ts = { .tv_nsec = 50000000 };

		nanosleep(&ts, NULL);
		kill(getppid(), sig);
		_exit(0);
	}
}

static int empty_pipe(void)
{
	int p[2];

	return pipe(p) ? -1 : p[0];
}

static int flag(void)
{
	interrupt_install();
	if (interrupt_pending())
		return 1;
	raise(SIGINT);
	if (!interrupt_pending())
		return 2;
	interrupt_clear();
	return interrupt_pending() ? 3 : 0;
}

static void signal_sets_a_flag_until_it_is_cleared(void **state)
{
	assert_exits(flag, 0);
}

static int ignored(void)
{
	signal(SIGINT, SIG_IGN);
	interrupt_install();
	raise(SIGINT);
	return interrupt_pending();
}

static void signal_that_was_ignored_stays_so(void **state)
{
	assert_exits(ignored, 0);
}

static int broken_pipe(void)
{
	int p[2];

	interrupt_install();
	if (pipe(p))
		return 1;
	close(p[0]);
	return write(p[1], "x", 1) == -1 && errno == EPIPE ? 0 : 2;
}

static void closed_pipe_is_an_errno(void **state)
{
	assert_exits(broken_pipe, 0);
}

static void wait_tells_readable_from_timeout(void **state)
{
	int p[2];

	assert_int_equal(pipe(p), 0);
	assert_int_equal(interrupt_wait(p[0], 0), 0);
	assert_int_equal(interrupt_wait(p[0], 1000), 0);
	assert_int_equal(interrupt_wait(-1, 1000), 0);
	assert_int_equal(write(p[1], "x", 1), 1);
	assert_int_equal(interrupt_wait(p[0], -1), 1);
	close(p[1]);
	assert_int_equal(interrupt_wait(p[0], -1), 1);
	close(p[0]);
}

static int before_wait(void)
{
	interrupt_install();
	raise(SIGINT);
	return interrupt_wait(empty_pipe(), NEVER) == -EINTR && interrupt_pending() ? 0 : 1;
}

static int during_wait(void)
{
	interrupt_install();
	send_later(SIGINT);
	return interrupt_wait(empty_pipe(), NEVER) == -EINTR && interrupt_pending() ? 0 : 1;
}

static void signal_ends_a_wait_even_if_it_came_before(void **state)
{
	assert_exits(before_wait, 0);
	assert_exits(during_wait, 0);
}

static int read_data(void)
{
	char c = 0;
	int p[2];

	interrupt_install();
	if (pipe(p) || write(p[1], "x", 1) != 1)
		return 1;
	if (interrupt_read(p[0], &c, 1) != 1 || c != 'x')
		return 2;
	close(p[1]);
	if (interrupt_read(p[0], &c, 1) != 0)
		return 3;
	return interrupt_read(-1, &c, 1) == -EBADF ? 0 : 4;
}

static void read_gives_data_end_and_errno(void **state)
{
	assert_exits(read_data, 0);
}

static int before_read(void)
{
	char c;

	interrupt_install();
	raise(SIGINT);
	return interrupt_read(empty_pipe(), &c, 1) == -EINTR && interrupt_pending() ? 0 : 1;
}

static int strike; /* a signal that read() is struck by, on its way into the kernel */

/* Stands before the library's read(), so that a signal can come between the last look at the flags and the sleep. */
ssize_t read(int fd, void *buf, size_t nbytes)
{
	if (strike)
		raise(strike);
	return syscall(SYS_read, fd, buf, nbytes);
}

static int at_read(void)
{
	int fd = empty_pipe();
	sigset_t now;
	char c;

	interrupt_install();
	interrupt_hold(true);
	strike = SIGINT;
	if (interrupt_read(fd, &c, 1) != -EINTR || !interrupt_pending())
		return 1;
	interrupt_clear();
	/* out of a handler by a jump: the next one must be let in all the same */
	sigprocmask(SIG_SETMASK, NULL, &now);
	if (sigismember(&now, SIGINT))
		return 2;
	strike = SIGTSTP;
	if (interrupt_read(fd, &c, 1) != -EINTR || interrupt_held() != SIGTSTP)
		return 3;
	return 0;
}

static int at_read_with_data(void)
{
	int p[2];
	char c = 0;

	interrupt_hold(true);
	if (pipe(p) || write(p[1], "x", 1) != 1)
		return 1;
	/* a resize flushes no input: what was typed stays */
	strike = SIGWINCH;
	if (interrupt_read(p[0], &c, 1) != 1 || c != 'x')
		return 2;
	return interrupt_held() == SIGWINCH ? 0 : 3;
}

static void signal_ends_a_read_whenever_it_comes(void **state)
{
	assert_exits(before_read, 0);
	assert_exits(at_read, 0);
	assert_exits(at_read_with_data, 0);
}

static int waiting_without(void)
{
	interrupt_install();
	interrupt_die_if_waiting(true);
	interrupt_die_if_waiting(false);
	raise(SIGINT);
	return interrupt_pending() ? 0 : 1;
}

static int waiting_before(void)
{
	interrupt_install();
	raise(SIGINT);
	interrupt_die_if_waiting(true);
	return 1;
}

static int waiting_during(void)
{
	char c;

	interrupt_install();
	interrupt_die_if_waiting(true);
	send_later(SIGINT);
	return read(empty_pipe(), &c, 1) == 0;
}

static void script_that_waits_ends_by_the_signal(void **state)
{
	assert_exits(waiting_without, 0);
	assert_dies(waiting_before, SIGINT);
	assert_dies(waiting_during, SIGINT);
}

static int held(void)
{
	interrupt_install();
	interrupt_hold(true);
	raise(SIGTERM);
	raise(SIGTSTP);
	if (interrupt_wait(-1, NEVER) != -EINTR || interrupt_pending())
		return 1;
	if (interrupt_held() != SIGTSTP || interrupt_held() != SIGTERM || interrupt_held())
		return 2;
	send_later(SIGQUIT);
	if (interrupt_wait(empty_pipe(), NEVER) != -EINTR || interrupt_held() != SIGQUIT)
		return 3;
	interrupt_hold(false);
	return 0;
}

static void held_signals_end_a_wait_and_nothing_else(void **state)
{
	assert_exits(held, 0);
}

static int held_read(void)
{
	char c;

	interrupt_install();
	interrupt_hold(true);
	send_later(SIGTSTP);
	if (interrupt_read(empty_pipe(), &c, 1) != -EINTR || interrupt_held() != SIGTSTP)
		return 1;
	raise(SIGHUP);
	if (interrupt_read(empty_pipe(), &c, 1) != -EINTR || interrupt_held() != SIGHUP)
		return 2;
	return 0;
}

static void held_signals_that_flush_input_end_a_read(void **state)
{
	assert_exits(held_read, 0);
}

static int released(void)
{
	interrupt_hold(true);
	interrupt_hold(false);
	raise(SIGTERM);
	return 0;
}

static int released_late(void)
{
	interrupt_hold(true);
	raise(SIGTERM);
	interrupt_hold(false);
	return 0;
}

static int acted(void)
{
	interrupt_hold(true);
	interrupt_act(SIGHUP);
	return 0;
}

static int hold_ignored(void)
{
	signal(SIGHUP, SIG_IGN);
	interrupt_hold(true);
	raise(SIGHUP);
	if (interrupt_held())
		return 1;
	interrupt_hold(false);
	raise(SIGHUP);
	return 0;
}

static void what_was_held_acts_when_told_or_released(void **state)
{
	assert_dies(released, SIGTERM);
	assert_dies(released_late, SIGTERM);
	assert_dies(acted, SIGHUP);
	assert_exits(hold_ignored, 0);
}

static int stopped(void)
{
	const char *preload = getenv("LD_PRELOAD");

	interrupt_hold(true);
	/* valgrind takes SIGTSTP's default action for nothing */
	interrupt_act(preload && strstr(preload, "vgpreload") ? SIGSTOP : SIGTSTP);
	/* gone on: that was noted as well, and the next stop is held again */
	if (interrupt_held() != SIGCONT)
		return 1;
	raise(SIGTSTP);
	return interrupt_held() == SIGTSTP ? 42 : 2;
}

static void stop_returns_when_the_program_goes_on(void **state)
{
	int status = 0;
	pid_t pid;

	pid = fork();
	assert_true(pid >= 0);
	if (!pid) {
		alarm(20);
		/* SIGTSTP stops no orphan: in this group we are the parent from outside */
		setpgid(0, 0);
		_exit(stopped());
	}
	assert_int_equal(waitpid(pid, &status, WUNTRACED), pid);
	assert_true(WIFSTOPPED(status));
	kill(pid, SIGCONT);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 42);
}

static void only_input_that_means_something_interrupts(void **state)
{
	struct interrupt_input in = { .means = "$\3" };
	int fds[2];

	assert_int_equal(pipe(fds), 0);
	in.fd = fds[0];
	interrupt_install();
	interrupt_clear();
	interrupt_on_input(&in);
	assert_int_equal(write(fds[1], "-+\0x", 4), 4);
	assert_int_not_equal(interrupt_wait(-1, 20000), 1);
	assert_false(interrupt_pending());
	assert_int_equal(write(fds[1], "-$a", 3), 3);
	assert_int_equal(interrupt_wait(-1, 5000000), -EINTR);
	assert_true(interrupt_pending());
	interrupt_on_input(NULL);
	assert_int_equal(in.nbytes, 2);
	assert_memory_equal(in.bytes, "$a", 2);
	assert_false(in.ended);
	assert_int_equal(fcntl(fds[0], F_GETFL) & O_ASYNC, 0);
	interrupt_clear();
	assert_int_equal(write(fds[1], "$", 1), 1); /* nobody looks any more */
	assert_false(interrupt_pending());
	close(fds[0]);
	close(fds[1]);
}

static void input_from_before_and_hanging_up_interrupt(void **state)
{
	struct interrupt_input in = { .means = "$" };
	int fds[2];

	assert_int_equal(pipe(fds), 0);
	in.fd = fds[0];
	interrupt_clear();
	assert_int_equal(write(fds[1], "$", 1), 1);
	interrupt_on_input(&in);
	assert_true(interrupt_pending());
	assert_int_equal(in.nbytes, 1);
	interrupt_on_input(NULL);
	interrupt_clear();
	interrupt_on_input(&in);
	assert_false(interrupt_pending());
	close(fds[1]);
	assert_int_equal(interrupt_wait(-1, 5000000), -EINTR); /* valgrind brings signals late */
	assert_true(interrupt_pending());
	assert_true(in.ended && !in.nbytes);
	interrupt_on_input(NULL);
	interrupt_clear();
	close(fds[0]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(signal_sets_a_flag_until_it_is_cleared),
		cmocka_unit_test(signal_that_was_ignored_stays_so),
		cmocka_unit_test(closed_pipe_is_an_errno),
		cmocka_unit_test(wait_tells_readable_from_timeout),
		cmocka_unit_test(signal_ends_a_wait_even_if_it_came_before),
		cmocka_unit_test(read_gives_data_end_and_errno),
		cmocka_unit_test(signal_ends_a_read_whenever_it_comes),
		cmocka_unit_test(script_that_waits_ends_by_the_signal),
		cmocka_unit_test(held_signals_end_a_wait_and_nothing_else),
		cmocka_unit_test(held_signals_that_flush_input_end_a_read),
		cmocka_unit_test(what_was_held_acts_when_told_or_released),
		cmocka_unit_test(stop_returns_when_the_program_goes_on),
		cmocka_unit_test(only_input_that_means_something_interrupts),
		cmocka_unit_test(input_from_before_and_hanging_up_interrupt),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
