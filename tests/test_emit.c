/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where things go and when: results and messages, their order, what is flushed, dropped and told. How results look is
 * shown in test_sink.c.
 */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#include "emit.h"
#include "emit_fixture.h"
#include "error.h"

static void errors_tell_where_and_what(void **state)
{
	const struct position all = { "<stdin>", 3, 7 }, line = { "<stdin>", 3, 0 };
	const struct position file = { "setup.pm", 0, 7 }, none = { 0 };
	struct emit_fixture *const f = *state;
	struct physmon_error e;
	size_t k;

	error_text(&e, "value 1ff does not fit 8 bits");
	for (k = 0; k < 3; k += 2) {
		emit_fixture_use(f, emit_fixture_formats[k]);
		emit_error(f->m, &all, &e, 2);
		emit_error(f->m, &line, &e, 2);
		emit_error(f->m, &file, &e, 2);
		emit_error(f->m, &none, &e, 2);
		emit_error(f->m, NULL, &e, 2);
		emit_caret(f->m, 5);
		emit_caret(f->m, 0);
		emit_note(f->m, "%d of %s differ", 3, "256");
		emit_line_done(f->m, 7, 0);
		emit_fixture_said(f, "",
				  "physmon: <stdin>:3:7: value 1ff does not fit 8 bits\n"
				  "physmon: <stdin>:3: value 1ff does not fit 8 bits\n"
				  "physmon: setup.pm: value 1ff does not fit 8 bits\n"
				  "physmon: value 1ff does not fit 8 bits\n"
				  "physmon: value 1ff does not fit 8 bits\n"
				  "     ^\n^\n"
				  "physmon: 3 of 256 differ\n");
	}
}

static void errors_in_json_are_results(void **state)
{
	const struct position all = { "<stdin>", 3, 7 }, line = { "a\"b", 3, 0 };
	struct emit_fixture *const f = *state;
	struct physmon_error e;

	emit_fixture_use(f, EMIT_JSON);
	error_text(&e, "value 1ff does not fit 8 bits");
	emit_unit(f->m, 0x10, 8, 1, 0xff, PHYSMON_DONE);
	emit_error(f->m, &all, &e, 2);
	emit_error(f->m, &line, &e, 2);
	error_at(&e, 0x4c000010, 4, 0);
	emit_error(f->m, NULL, &e, 1);
	emit_caret(f->m, 5);
	emit_note(f->m, "%d of \"%s\" differ", 3, "256");
	emit_line_done(f->m, 7, 0);
	emit_line_done(f->m, 1234567890, 3);
	emit_fixture_said(
		f,
		"{\"addr\":\"0x00000010\",\"width\":8,\"value\":\"0xff\"}\n"
		"{\"error\":\"value 1ff does not fit 8 bits\",\"source\":\"<stdin>\",\"line\":3,\"column\":7,\"status\":2}\n"
		"{\"error\":\"value 1ff does not fit 8 bits\",\"source\":\"a\\\"b\",\"line\":3,\"status\":2}\n"
		"{\"error\":\"value 1ff does not fit 8 bits\",\"status\":1,\"addr\":\"0x4c000010\"}\n"
		"{\"note\":\"3 of \\\"256\\\" differ\"}\n"
		"{\"line\":7,\"status\":0}\n"
		"{\"line\":1234567890,\"status\":3}\n",
		"");
}

static void what_was_typed_cannot_drive_the_terminal(void **state)
{
	const struct position at = { "a\nb", 1, 1 };
	struct emit_fixture *const f = *state;
	struct physmon_error e;

	emit_fixture_use(f, EMIT_TEXT);
	error_text(&e, "unknown command \x1b[2J\x07\x7f\xc3\xa9\n");
	emit_error(f->m, &at, &e, 2);
	emit_note(f->m, "\x1b]0;");
	emit_fixture_said(f, "",
			  "physmon: a\\x0ab:1:1: unknown command \\x1b[2J\\x07\\x7f\xc3\xa9\\x0a\n"
			  "physmon: \\x1b]0;\n");
}

static void results_come_before_the_message_and_each_message_is_one_write(void **state)
{
	const struct position at = { "<stdin>", 3, 7 };
	struct emit_fixture *const f = *state;
	struct physmon_error e;
	struct emit_storage storage;
	struct emit *m;
	char got[1024];
	int s[2];

	(void)f;
	assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, s), 0);
	m = emit_open(&storage, s[1], s[1], EMIT_TEXT, false);
	error_text(&e, "value 1ff does not fit 8 bits");
	emit_unit(m, 0x10, 8, 1, 1, PHYSMON_DONE);
	emit_unit(m, 0x11, 8, 1, 2, PHYSMON_DONE);
	assert_int_equal(recv(s[0], got, sizeof(got), MSG_DONTWAIT), -1);
	emit_error(m, &at, &e, 2);
	memset(got, 0, sizeof(got));
	assert_true(recv(s[0], got, sizeof(got), MSG_DONTWAIT) > 0);
	assert_string_equal(got, "00000010 = 01\n00000011 = 02\n");
	memset(got, 0, sizeof(got));
	assert_true(recv(s[0], got, sizeof(got), MSG_DONTWAIT) > 0);
	assert_string_equal(got, "physmon: <stdin>:3:7: value 1ff does not fit 8 bits\n");
	emit_unit(m, 0x12, 8, 1, 3, PHYSMON_DONE);
	emit_note(m, "1 unit");
	memset(got, 0, sizeof(got));
	assert_true(recv(s[0], got, sizeof(got), MSG_DONTWAIT) > 0);
	assert_string_equal(got, "00000012 = 03\n");
	memset(got, 0, sizeof(got));
	assert_true(recv(s[0], got, sizeof(got), MSG_DONTWAIT) > 0);
	assert_string_equal(got, "physmon: 1 unit\n");
	emit_caret(m, 600);
	assert_int_equal(recv(s[0], got, sizeof(got), MSG_DONTWAIT), 602);
	assert_int_equal(emit_close(m), 0);
	close(s[0]);
	close(s[1]);
}

static void messages_in_json_do_not_wait(void **state)
{
	struct emit_fixture *const f = *state;

	emit_fixture_use(f, EMIT_JSON);
	emit_unit(f->m, 0x10, 8, 1, 1, PHYSMON_DONE);
	emit_fixture_got(f->out, "");
	emit_note(f->m, "x");
	emit_fixture_got(f->out, "{\"addr\":\"0x00000010\",\"width\":8,\"value\":\"0x01\"}\n{\"note\":\"x\"}\n");
}

static void by_line_each_line_is_out_at_once(void **state)
{
	static const uint8_t byte = 'A';
	const struct emit_row row = { .addr = 0x10, .addr_digits = 8, .width = 1, .nunits = 1, .units = &byte };
	struct emit_fixture *const f = *state;

	f->m = emit_open(&f->room, f->out, f->err, EMIT_TEXT, true);
	assert_true(emit_by_line(f->m));
	emit_unit(f->m, 0x10, 8, 1, 1, PHYSMON_DONE);
	emit_fixture_got(f->out, "00000010 = 01\n");
	emit_row(f->m, &row);
	emit_fixture_got(f->out, "00000010: 41                                               A\n");
	emit_result(f->m, "(%u{n})", 5u);
	emit_fixture_got(f->out, "(5)\n");
	emit_text(f->m, "t");
	emit_fixture_got(f->out, "t\n");
	emit_raw(f->m, "r\n", 2);
	emit_fixture_got(f->out, "r\n");
	emit_close(f->m);
	f->m = emit_open(&f->room, f->out, f->err, EMIT_JSON, true);
	emit_line_done(f->m, 1, 0);
	emit_fixture_got(f->out, "{\"line\":1,\"status\":0}\n");
}

static void otherwise_results_wait_for_the_flush(void **state)
{
	struct emit_fixture *const f = *state;

	emit_fixture_use(f, EMIT_TEXT);
	assert_false(emit_by_line(f->m));
	emit_unit(f->m, 0x10, 8, 1, 1, PHYSMON_DONE);
	emit_raw(f->m, "x\n", 2);
	emit_fixture_got(f->out, "");
	assert_int_equal(emit_flush(f->m), 0);
	emit_fixture_got(f->out, "00000010 = 01\nx\n");
	emit_unit(f->m, 0x10, 8, 1, 1, PHYSMON_DONE);
	assert_int_equal(emit_close(f->m), 0);
	f->m = NULL;
	emit_fixture_got(f->out, "00000010 = 01\n");
}

static void mute_drops_results_only(void **state)
{
	static const char *const out[3] = {
		"raw\x01\n",
		("{\"error\":\"e\",\"status\":1}\n{\"note\":\"n\"}\nraw\x01\n"
		 "{\"line\":1,\"status\":1}\n"),
		"raw\x01\n",
	};
	static const uint8_t byte = 'A';
	const struct emit_row row = { .addr = 0x10, .addr_digits = 8, .width = 1, .nunits = 1, .units = &byte };
	struct emit_fixture *const f = *state;
	struct physmon_error e;
	size_t k;

	error_set(&e, PHYSMON_E_BUS, EFAULT, "e");
	for (k = 0; k < 3; k++) {
		emit_fixture_use(f, emit_fixture_formats[k]);
		assert_int_equal(emit_format(f->m), emit_fixture_formats[k]);
		emit_mute(f->m, true);
		emit_unit(f->m, 0x10, 8, 1, 1, PHYSMON_DONE);
		emit_row(f->m, &row);
		emit_result(f->m, "(%u{n})", 5u);
		emit_text(f->m, "t");
		emit_error(f->m, NULL, &e, 1);
		emit_note(f->m, "n");
		emit_raw(f->m, "raw\x01\n", 5);
		emit_line_done(f->m, 1, 1);
		emit_fixture_said(f, out[k], emit_fixture_formats[k] == EMIT_JSON ? "" : "physmon: e\nphysmon: n\n");
		emit_mute(f->m, false);
		emit_text(f->m, "t");
		emit_fixture_said(f, emit_fixture_formats[k] == EMIT_JSON ? "{\"text\":\"t\"}\n" : "t\n", "");
	}
}

static void a_full_disk_is_told_and_the_rest_dropped(void **state)
{
	struct emit_fixture *const f = *state;
	const int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
	unsigned i;

	assert_true(full >= 0);
	f->m = emit_open(&f->room, full, f->err, EMIT_TEXT, false);
	for (i = 0; i < 3000; i++)
		emit_unit(f->m, 0x10, 8, 1, 1, PHYSMON_DONE);
	assert_int_equal(emit_status(f->m), 0);
	for (i = 0; i < 3000; i++)
		emit_unit(f->m, 0x10, 8, 1, 1, PHYSMON_DONE);
	assert_int_equal(emit_status(f->m), -ENOSPC);
	assert_int_equal(emit_flush(f->m), -ENOSPC);
	emit_note(f->m, "still heard");
	emit_fixture_got(f->err, "physmon: still heard\n");
	assert_int_equal(emit_close(f->m), -ENOSPC);
	f->m = NULL;
	close(full);
}

static void a_closed_pipe_is_told(void **state)
{
	struct emit_fixture *const f = *state;
	int p[2];

	assert_int_equal(pipe2(p, O_CLOEXEC), 0);
	close(p[0]);
	f->m = emit_open(&f->room, p[1], f->err, EMIT_JSON, true);
	emit_unit(f->m, 0x10, 8, 1, 1, PHYSMON_DONE);
	assert_int_equal(emit_status(f->m), -EPIPE);
	assert_int_equal(emit_flush(f->m), -EPIPE);
	close(p[1]);
}

static void standard_error_may_fail_unheard(void **state)
{
	struct emit_fixture *const f = *state;
	const int full = open("/dev/full", O_WRONLY | O_CLOEXEC);
	const int err = dup(f->err);

	assert_true(full >= 0 && err >= 0);
	f->m = emit_open(&f->room, f->out, err, EMIT_TEXT, false);
	assert_int_equal(dup2(full, err), err);
	emit_note(f->m, "lost");
	assert_int_equal(emit_flush(f->m), 0);
	/* and the next one is tried again */
	assert_int_equal(dup2(f->err, err), err);
	emit_note(f->m, "heard");
	emit_fixture_said(f, "", "physmon: heard\n");
	close(full);
	close(err);
}

static void a_long_dump_arrives_whole(void **state)
{
	struct emit_fixture *const f = *state;
	uint8_t bytes[16] = { 0 };
	struct emit_row row = { .addr_digits = 8, .width = 1, .nunits = 16, .units = bytes };
	char line[80], expected[80];
	unsigned i;

	emit_fixture_use(f, EMIT_TEXT);
	for (i = 0; i < 5000; i++) {
		bytes[0] = (uint8_t)i;
		row.addr = 16 * i;
		emit_row(f->m, &row);
	}
	assert_int_equal(emit_flush(f->m), 0);
	for (i = 0; i < 5000; i++) {
		assert_int_equal(pread(f->out, line, 76, 76 * i), 76);
		line[76] = '\0';
		snprintf(expected, sizeof(expected),
			 "%08x: %02x 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  %c...............\n", 16 * i,
			 i & 0xff, (i & 0xff) < 0x20 || (i & 0xff) > 0x7e ? '.' : (int)(i & 0xff));
		assert_string_equal(line, expected);
	}
	assert_int_equal(pread(f->out, line, 1, 76 * i), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, emit_fixture_open, emit_fixture_close)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(errors_tell_where_and_what),
		TEST(errors_in_json_are_results),
		TEST(what_was_typed_cannot_drive_the_terminal),
		TEST(results_come_before_the_message_and_each_message_is_one_write),
		TEST(messages_in_json_do_not_wait),
		TEST(by_line_each_line_is_out_at_once),
		TEST(otherwise_results_wait_for_the_flush),
		TEST(mute_drops_results_only),
		TEST(a_full_disk_is_told_and_the_rest_dropped),
		TEST(a_closed_pipe_is_told),
		TEST(standard_error_may_fail_unheard),
		TEST(a_long_dump_arrives_whole),
	};

	return cmocka_run_group_tests_name("emit", tests, NULL, NULL);
}
