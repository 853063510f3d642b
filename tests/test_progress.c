/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The line that tells how far a long command is: what it says, when it comes, and that it leaves nothing behind. */
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "emit.h"
#include "emit_fixture.h"
#include "progress.h"

static void said(uint64_t done, uint64_t total, uint64_t us, const char *expected)
{
	char text[80];

	progress_text(text, sizeof(text), done, total, us);
	assert_string_equal(text, expected);
}

static void the_line_tells_share_amount_rate_and_time_left(void **state)
{
	said(0, 1 << 20, 1000000, "0%  0 bytes of 1.0 MiB  0 bytes/s  ? s left");
	said(1 << 19, 1 << 20, 2000000, "50%  512 KiB of 1.0 MiB  256 KiB/s  2 s left");
	said(3 << 29, UINT64_C(1) << 32, 3000000, "37%  1.5 GiB of 4.0 GiB  512 MiB/s  5 s left");
	said(1023, 1024, 1000000, "99%  1023 bytes of 1.0 KiB  1023 bytes/s  0 s left");
	said(1024, 1024, 1000000, "100%  1.0 KiB of 1.0 KiB  1.0 KiB/s  0 s left");
	said(1 << 20, 1 << 30, 1000000, "0%  1.0 MiB of 1.0 GiB  1.0 MiB/s  17 min left");
	said(1 << 20, UINT64_C(1) << 40, 1000000, "0%  1.0 MiB of 1.0 TiB  1.0 MiB/s  291 h left");
}

static void the_greatest_numbers_neither_wrap_nor_divide_by_zero(void **state)
{
	char text[80];

	said(5, 0, 0, "0%  0 bytes of 0 bytes  0 bytes/s  ? s left");
	said(UINT64_MAX, UINT64_MAX, 1000000, "100%  15 EiB of 15 EiB  15 EiB/s  0 s left");
	progress_text(text, sizeof(text), UINT64_MAX / 2, UINT64_MAX, UINT64_MAX);
	assert_memory_equal(text, "49%", 3);
	assert_true(strlen(text) < 79);
}

/* A terminal's other end: what reached it. The kernel may hand over what was written piece by piece, and later. */
static void got(int master, const char *expected)
{
	struct pollfd p = { .fd = master, .events = POLLIN };
	char buf[512];
	size_t n = 0;

	while (n < sizeof(buf) - 1 && poll(&p, 1, n < strlen(expected) ? 10000 : 20) > 0) {
		const ssize_t more = read(master, buf + n, sizeof(buf) - 1 - n);

		if (more <= 0)
			break;
		n += more;
	}
	buf[n] = '\0';
	assert_string_equal(buf, expected);
}

static void the_line_is_replaced_and_makes_way_for_what_is_printed(void **state)
{
	struct emit_fixture *f = *state;
	const int master = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
	struct emit_storage storage;
	struct emit *m;
	int slave;

	assert_true(master >= 0 && !grantpt(master) && !unlockpt(master));
	slave = open(ptsname(master), O_RDWR | O_NOCTTY);
	assert_true(slave >= 0);
	m = emit_open(&storage, f->out, slave, EMIT_TEXT, false);
	emit_progress(m, "50%");
	got(master, "\r50%");
	emit_progress(m, "7%");
	got(master, "\r7% ");
	emit_unit(m, 0, 8, 1, 0x41, PHYSMON_DONE);
	got(master, "\r    \r"); /* ^C may have been added */
	emit_unit(m, 1, 8, 1, 0x42, PHYSMON_DONE);
	got(master, "");
	emit_progress(m, "60%");
	emit_note(m, "done");
	got(master, "\r60%\r     \rphysmon: done\r\n");
	emit_progress(m, NULL);
	got(master, "");
	emit_progress(m, "70%");
	emit_progress(m, NULL);
	got(master, "\r70%\r     \r");
	emit_close(m);
	emit_fixture_got(f->out, "00000000 = 41\n00000001 = 42\n");
	close(slave);
	close(master);
}

static void nothing_is_shown_where_there_is_no_terminal(void **state)
{
	struct emit_fixture *f = *state;

	emit_fixture_use(f, EMIT_TEXT);
	emit_progress(f->m, "50%");
	emit_unit(f->m, 0, 8, 1, 0x41, PHYSMON_DONE);
	emit_progress(f->m, NULL);
	emit_fixture_said(f, "00000000 = 41\n", "");
}

static void it_comes_after_a_second_and_not_before(void **state)
{
	struct emit_fixture *f = *state;
	struct progress p;

	emit_fixture_use(f, EMIT_TEXT);
	progress_begin(&p, f->m, 100);
	assert_int_equal(p.next_us - p.began_us, 1000000);
	progress_at(&p, 50);
	assert_int_equal(p.next_us - p.began_us, 1000000);
	p.began_us -= 2000000;
	p.next_us -= 2000000;
	progress_at(&p, 70000); /* beyond what passes without a look at the clock */
	assert_true(p.next_us - p.began_us >= 2200000);
	progress_end(&p);
	emit_fixture_said(f, "", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_line_tells_share_amount_rate_and_time_left),
		cmocka_unit_test(the_greatest_numbers_neither_wrap_nor_divide_by_zero),
		cmocka_unit_test_setup_teardown(the_line_is_replaced_and_makes_way_for_what_is_printed,
						emit_fixture_open, emit_fixture_close),
		cmocka_unit_test_setup_teardown(nothing_is_shown_where_there_is_no_terminal, emit_fixture_open,
						emit_fixture_close),
		cmocka_unit_test_setup_teardown(it_comes_after_a_second_and_not_before, emit_fixture_open,
						emit_fixture_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
