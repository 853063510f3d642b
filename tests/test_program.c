/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Programs compiled and run on real targets, the demo board and a file, under a recording observer: exactly one access
 * of the right direction, width and address for each unit asked for, and none for what is refused or doesn't compile.
 */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include "access.h"
#include "commands.h"
#include "emit.h"
#include "program.h"
#include "recorder.h"
#include "session.h"

#define RAM 0x8000u /* of the demo board */

struct room {
	struct session *s;
	struct program *p;
	struct recorder rec;
	struct program_again again;
	struct emit_storage emit_storage;
	int out, err; /* memory files, or /dev/null */
	size_t next;  /* of the records, to be looked at */
};

static const unsigned widths[] = { 1, 2, 4, 8 };
static const char letters[] = "bwdq";

static void use(struct room *r, const char *spec)
{
	struct physmon_error e;

	assert_int_equal(session_target(r->s, spec, &e), 0);
	recorder_init(&r->rec);
	r->next = 0;
	physmon_observe(r->s->target, &r->rec.observer);
}

static void open_room(struct room *r, const char *spec, bool keep_output)
{
	memset(r, 0, sizeof(*r));
	r->out = keep_output ? memfd_create("out", MFD_CLOEXEC) : open("/dev/null", O_WRONLY | O_CLOEXEC);
	r->err = keep_output ? memfd_create("err", MFD_CLOEXEC) : open("/dev/null", O_WRONLY | O_CLOEXEC);
	assert_true(r->out >= 0 && r->err >= 0);
	assert_int_equal(session_new(&r->s, commands), 0);
	r->s->emit = emit_open(&r->emit_storage, r->out, r->err, EMIT_TEXT, false);
	use(r, spec);
	assert_int_equal(program_new(&r->p, r->s, NULL), 0);
}

static void close_room(struct room *r)
{
	struct emit *m = r->s->emit;

	program_free(r->p);
	session_free(r->s);
	emit_close(m);
	close(r->out);
	close(r->err);
}

static int run_bytes(struct room *r, const char *text, size_t n)
{
	program_reset(r->p);
	assert_int_equal(program_compile_text(r->p, "<test>", 1, text, n), 0);
	if (program_finish(r->p))
		return STATUS_TEXT;
	return program_run(r->p, &r->again);
}

static int run(struct room *r, const char *text)
{
	return run_bytes(r, text, strlen(text));
}

static void said(struct room *r, const char *expected)
{
	char got[4096];
	ssize_t n;

	emit_flush(r->s->emit);
	n = pread(r->out, got, sizeof(got) - 1, 0);
	assert_true(n >= 0);
	got[n] = '\0';
	assert_string_equal(got, expected);
	assert_int_equal(ftruncate(r->out, 0), 0);
	assert_int_equal(lseek(r->out, 0, SEEK_SET), 0);
}

/* The next records: @n accesses of the same kind, @step bytes apart. */
static void saw(struct room *r, enum physmon_dir dir, unsigned width, uint64_t addr, uint64_t step, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++, r->next++)
		if (!recorder_is(&r->rec, r->next, dir, width, addr + i * step, PHYSMON_DONE))
			fail_msg("record %zu of %zu isn't %u bytes %s %llx", r->next, r->rec.n, width,
				 dir == PHYSMON_READ ? "read from" : "written to",
				 (unsigned long long)(addr + i * step));
}

/* ... and no more of them. Start anew. */
static void saw_no_more(struct room *r)
{
	assert_int_equal(r->rec.n, r->next);
	assert_int_equal(r->rec.ntold, r->next);
	r->rec.n = r->rec.ntold = r->next = 0;
}

static bool possible(unsigned width)
{
	return ACCESS_WIDTHS & width;
}

/* --- one access a unit --------------------------------------------------------------------------------------- */

static void r_reads_each_unit_once(void **state)
{
	struct room r;
	char text[80];
	size_t i;

	(void)state;
	open_room(&r, "demo", false);
	for (i = 0; i < 4; i++) {
		if (!possible(widths[i]))
			continue;
		snprintf(text, sizeof(text), "r%c 8000; r 8010 5; r.%c 8040 3", letters[i], letters[i]);
		assert_int_equal(run(&r, text), STATUS_OK);
		saw(&r, PHYSMON_READ, widths[i], RAM, widths[i], 1);
		saw(&r, PHYSMON_READ, widths[i], RAM + 0x10, widths[i], 5);
		saw(&r, PHYSMON_READ, widths[i], RAM + 0x40, widths[i], 3);
		saw_no_more(&r);
	}
	close_room(&r);
}

static void d_reads_each_unit_once(void **state)
{
	struct room r;
	char text[80];
	size_t i;

	(void)state;
	open_room(&r, "demo", false);
	for (i = 0; i < 4; i++) {
		if (!possible(widths[i]))
			continue;
		snprintf(text, sizeof(text), "d%c 8008 28; d . 8", letters[i]);
		assert_int_equal(run(&r, text), STATUS_OK);
		saw(&r, PHYSMON_READ, widths[i], RAM + 8, widths[i], 0x28 / widths[i]);
		saw(&r, PHYSMON_READ, widths[i], RAM + 0x30, widths[i], 8 / widths[i]);
		saw_no_more(&r);
	}
	assert_int_equal(run(&r, "db 8000; d"), STATUS_OK);
	assert_int_equal(r.rec.n, 0x200);
	close_room(&r);
}

static void w_writes_each_unit_once_and_never_reads(void **state)
{
	struct room r;
	char text[80];
	size_t i;

	(void)state;
	open_room(&r, "demo", false);
	for (i = 0; i < 4; i++) {
		if (!possible(widths[i]))
			continue;
		snprintf(text, sizeof(text), "w%c 8020 1; w 8040 1 2 3 4; w.%c 8080 -1", letters[i], letters[i]);
		assert_int_equal(run(&r, text), STATUS_OK);
		saw(&r, PHYSMON_WRITE, widths[i], RAM + 0x20, widths[i], 1);
		assert_int_equal(r.rec.records[2].before.value, 2);
		assert_int_equal(r.rec.records[4].before.value, 4);
		assert_int_equal(r.rec.records[5].before.value, UINT64_MAX >> (64 - 8 * widths[i]));
		saw(&r, PHYSMON_WRITE, widths[i], RAM + 0x40, widths[i], 4);
		saw(&r, PHYSMON_WRITE, widths[i], RAM + 0x80, widths[i], 1);
		saw_no_more(&r);
	}
	close_room(&r);
}

static void v_writes_once_then_reads_once(void **state)
{
	struct room r;
	char text[80];
	size_t i;

	(void)state;
	open_room(&r, "demo", false);
	for (i = 0; i < 4; i++) {
		if (!possible(widths[i]))
			continue;
		snprintf(text, sizeof(text), "v%c 8020 11", letters[i]);
		assert_int_equal(run(&r, text), STATUS_OK);
		saw(&r, PHYSMON_WRITE, widths[i], RAM + 0x20, 0, 1);
		saw(&r, PHYSMON_READ, widths[i], RAM + 0x20, 0, 1);
		saw_no_more(&r);
	}
	assert_int_equal(run(&r, "vd 0 1; r 8000"), STATUS_DIFFERS);
	saw(&r, PHYSMON_WRITE, 4, 0, 0, 1);
	saw(&r, PHYSMON_READ, 4, 0, 0, 1);
	saw_no_more(&r);
	close_room(&r);
}

static void a_step_keeps_the_distance(void **state)
{
	struct room r;

	(void)state;
	open_room(&r, "demo", false);
	assert_int_equal(run(&r, "rb 8000 4 0; rw 8000 4 6; rd 8000 3 100; rb 8003 2 7; rd 8000 1 0"), STATUS_OK);
	saw(&r, PHYSMON_READ, 1, RAM, 0, 4);
	saw(&r, PHYSMON_READ, 2, RAM, 6, 4);
	saw(&r, PHYSMON_READ, 4, RAM, 0x100, 3);
	saw(&r, PHYSMON_READ, 1, RAM + 3, 7, 2);
	saw(&r, PHYSMON_READ, 4, RAM, 0, 1);
	saw_no_more(&r);
	close_room(&r);
}

static void ranges_include_the_unit_of_their_end(void **state)
{
	struct room r;

	(void)state;
	open_room(&r, "demo", false);
	assert_int_equal(
		run(&r, "rb 8000..8003; rw 8000..8002; rd 8000..8007; dw 8010..8013; dd 8020..8024; rb 8000..8009 4"),
		STATUS_OK);
	saw(&r, PHYSMON_READ, 1, RAM, 1, 4);
	saw(&r, PHYSMON_READ, 2, RAM, 2, 2);
	saw(&r, PHYSMON_READ, 4, RAM, 4, 2);
	saw(&r, PHYSMON_READ, 2, RAM + 0x10, 2, 2);
	saw(&r, PHYSMON_READ, 4, RAM + 0x20, 4, 2);
	saw(&r, PHYSMON_READ, 1, RAM, 4, 3);
	saw_no_more(&r);
	assert_int_equal(run(&r, "base 8002; rb -2..1; d =8000..8001"), STATUS_OK);
	saw(&r, PHYSMON_READ, 1, RAM, 1, 4);
	saw(&r, PHYSMON_READ, 1, RAM, 1, 2);
	saw_no_more(&r);
	close_room(&r);
}

static void what_is_left_out_or_faults_is_not_touched_twice(void **state)
{
	struct room r;

	(void)state;
	open_room(&r, "demo", true);
	assert_int_equal(run(&r, "noread 8004 4; dw 8002 8; rd 8004"), STATUS_OK);
	saw(&r, PHYSMON_READ, 2, RAM + 2, 2, 1);
	saw(&r, PHYSMON_READ, 2, RAM + 8, 2, 1);
	saw(&r, PHYSMON_READ, 4, RAM + 4, 4, 1);
	saw_no_more(&r);
	said(&r, *(const uint8_t *)&(const uint16_t){ 1 }
			 ? "00008002: 7369 ~~~~ ~~~~ 6874                      is    th\n00008004 = 20736920\n"
			 : "00008002: 6973 ~~~~ ~~~~ 7468                      is    th\n00008004 = 20697320\n");
	assert_int_equal(run(&r, "rd 3ffc 3"), STATUS_FAILED);
	assert_int_equal(r.rec.n, 3);
	assert_true(recorder_is(&r.rec, 0, PHYSMON_READ, 4, 0x3ffc, PHYSMON_DONE));
	assert_true(recorder_is(&r.rec, 1, PHYSMON_READ, 4, 0x4000, PHYSMON_FAULT));
	assert_true(recorder_is(&r.rec, 2, PHYSMON_READ, 4, 0x4004, PHYSMON_FAULT));
	r.rec.n = r.rec.ntold = 0;
	assert_int_equal(run(&r, "wd 3ffc 1 2 3"), STATUS_FAILED);
	assert_int_equal(r.rec.n, 2);
	assert_true(recorder_is(&r.rec, 1, PHYSMON_WRITE, 4, 0x4000, PHYSMON_FAULT));
	close_room(&r);
}

/* --- repetition ---------------------------------------------------------------------------------------------- */

/* As the prompt does for an empty line; false: there is nothing to repeat. */
static bool empty_line(struct room *r)
{
	int status;

	if (r->again.what == AGAIN_NOTHING)
		return false;
	r->again.repeating = true;
	status = run(r, r->again.what == AGAIN_DUMP ? "d" : "r");
	r->again.repeating = false;
	assert_int_equal(status, STATUS_OK);
	return true;
}

static void an_empty_line_repeats_r_and_goes_on_with_d(void **state)
{
	struct room r;
	int i;

	(void)state;
	open_room(&r, "demo", false);
	assert_int_equal(run(&r, "rd 8000 2 8"), STATUS_OK);
	for (i = 0; i < 3; i++)
		assert_true(empty_line(&r));
	for (i = 0; i < 4; i++)
		saw(&r, PHYSMON_READ, 4, RAM, 8, 2);
	saw_no_more(&r);

	assert_int_equal(run(&r, "db 8000 18"), STATUS_OK);
	for (i = 0; i < 3; i++)
		assert_true(empty_line(&r));
	saw(&r, PHYSMON_READ, 1, RAM, 1, 4 * 0x18);
	saw_no_more(&r);

	assert_int_equal(run(&r, "dw 8000..8006"), STATUS_OK);
	assert_true(empty_line(&r));
	saw(&r, PHYSMON_READ, 2, RAM, 2, 8);
	saw_no_more(&r);

	assert_int_equal(run(&r, "rb .-8"), STATUS_OK);
	assert_true(empty_line(&r));
	saw(&r, PHYSMON_READ, 1, RAM + 8, 0, 2);
	saw_no_more(&r);
	close_room(&r);
}

static void an_empty_line_repeats_nothing_else(void **state)
{
	static const char *const texts[] = {
		"w 8000 1", "v 8000 1",	    "? 1",     "r 8000; ? 1", "d 8000; w 8000 1",
		"base",	    "r FIFO",	    "r @FIFO", "r FIFO+0",    "r FIFO+.*0",
		"d FIFO",   "r FIFO..FIFO", "r",       "d",	      "r 8000; target demo",
		"",
	};
	struct room r;
	size_t i;

	(void)state;
	open_room(&r, "demo", false);
	assert_int_equal(run(&r, "def FIFO 8000"), STATUS_OK);
	for (i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		r.again.what = AGAIN_NOTHING;
		assert_int_equal(run(&r, texts[i]), STATUS_OK);
		if (empty_line(&r))
			fail_msg("after \"%s\" an empty line did something", texts[i]);
	}
	close_room(&r);
}

/* --- nothing ------------------------------------------------------------------------------------------------- */

static void what_does_not_compile_touches_nothing(void **state)
{
	static const char *const wrong[] = {
		"zz",	     "dead",	   "r zz",
		"r 0x",	     "r 1g",	   "r --1",
		"r -k",	     "r 0 0",	   "d 0 0",
		"dd 0 3",    "rd 0 1 2",   "wb 0 1ff",
		"wb 0 -81",  "w",	   "w 0",
		"v 0",	     "v 0 1 2",	   "r 0 1 1 1",
		"r 1/0",     "? 1<<64",	   "r $/0",
		"r 5..4",    "r 0..f 0",   "w 0..3 1",
		"r UNKNOWN", "r @UNKNOWN", "r (0",
		"r 0)",	     "r 1 + 2",	   "rx 0",
		"rd.d 0",    "r.3 0",	   "source nosuchfile",
		"def X",     "sleep x",	   "r 0\r;r 0",
		"echo \"",   "allow x",	   "endian x",
		"width x",   "help x",	   "q 1",
		"sleep",     "r ==0",	   "r 0#",
		"\x01",
	};
	char text[200];
	struct room r;
	size_t i;

	(void)state;
	open_room(&r, "demo", true);
	for (i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		snprintf(text, sizeof(text), "rd 8010; base 100; wd 8000 1; def M 4; width q; %s; rb 8000\nw 8000 2",
			 wrong[i]);
		if (run(&r, text) != STATUS_TEXT)
			fail_msg("\"%s\" was taken for right", wrong[i]);
		assert_true(r.p->nerrors >= 1);
		assert_string_equal(program_error_at(r.p, 0)->at.source, "<test>");
		assert_int_equal(program_error_at(r.p, 0)->at.line, 1);
		assert_true(program_error_at(r.p, 0)->at.column >
			    strlen("rd 8010; base 100; wd 8000 1; def M 4; width q;"));
		assert_true(program_error_at(r.p, 0)->e.text[0] != '\0');
		assert_int_equal(r.s->width, 1);
		assert_int_equal(r.s->base, 0);
		assert_int_equal(r.s->env.dot, 0);
	}
	assert_int_equal(run(&r, "r M"), STATUS_TEXT); /* it wasn't defined either */
	assert_int_equal(run_bytes(&r, "r 8000\0", 7), STATUS_TEXT);
	saw_no_more(&r);
	said(&r, "");
	close_room(&r);
}

static void what_is_refused_touches_nothing(void **state)
{
	static const char *const refused[] = {
		"rw 8001",
		"rd 8002",
		"dw 8001 2",
		"dd 8001",
		"ww 8001 1",
		"wd 8002 1 2",
		"vw 8003 1",
		"rb 10000",
		"rb ffff 2",
		"rd fffe",
		"db ffff 2",
		"db 0 10001",
		"wb ffff 1 2",
		"w 10000 1",
		"v 10000 1",
		"rb fffffffffffffff0 11",
		"d fffffffffffffff0 20",
		"wb ffffffffffffffff 1 2",
		"r 0 2 fffffffffffffff0",
		"r 0 fffffff",
		"d 0..ffffffffffffffff",
		"r -4",
		"r -4..3",
		"? $",
		"r 8000 $",
		"r =$",
		"? 1/.",
		"r 8000..$",
		"wb 8000 1 .+8000-.+1000",
		"r 8000 .",
		"d 8000 .",
		"target nosuch",
	};
	struct room r;
	size_t i;

	(void)state;
	open_room(&r, "demo", true);
	for (i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		r.s->env.dot = 0;
		if (run(&r, refused[i]) != STATUS_FAILED)
			fail_msg("\"%s\" was not refused", refused[i]);
	}
	saw_no_more(&r);
	said(&r, "");

	r.s->options.read_only = true;
	use(&r, "demo");
	assert_int_equal(run(&r, "w 8000 1"), STATUS_FAILED);
	assert_int_equal(run(&r, "v 8000 1"), STATUS_FAILED);
	saw_no_more(&r);
	close_room(&r);
}

static void a_script_stops_at_its_first_error(void **state)
{
	struct room r;

	(void)state;
	open_room(&r, "demo", false);
	assert_int_equal(run(&r, "rd 8000; r 8001; r 8000"), STATUS_FAILED);
	saw(&r, PHYSMON_READ, 4, RAM, 4, 1);
	saw_no_more(&r);
	program_reset(r.p);
	assert_int_equal(program_compile_line(r.p, NULL, 1, "rd 8000; r 8001; vd 0 1; r 8000", 31), 0);
	assert_int_equal(program_finish(r.p), 0);
	r.s->keep_going = true;
	assert_int_equal(program_run(r.p, NULL), STATUS_FAILED);
	saw(&r, PHYSMON_READ, 4, RAM, 4, 1);
	saw(&r, PHYSMON_WRITE, 4, 0, 4, 1);
	saw(&r, PHYSMON_READ, 4, 0, 4, 1);
	saw(&r, PHYSMON_READ, 4, RAM, 4, 1);
	saw_no_more(&r);
	close_room(&r);
}

static void twenty_errors_are_kept_and_all_counted(void **state)
{
	char text[200] = "";
	struct room r;
	size_t i;

	(void)state;
	for (i = 0; i < 33; i++)
		strcat(text, i % 2 ? "zz;" : "zz\n");
	open_room(&r, "demo", false);
	assert_int_equal(run(&r, text), STATUS_TEXT);
	assert_int_equal(r.p->nerrors, 33);
	assert_non_null(program_error_at(r.p, PROGRAM_ERRORS - 1));
	assert_null(program_error_at(r.p, PROGRAM_ERRORS));
	assert_int_equal(program_error_at(r.p, 2)->at.line, 2);
	assert_int_equal(program_error_at(r.p, 2)->at.column, 4);
	close_room(&r);
}

/* --- a file -------------------------------------------------------------------------------------------------- */

static void a_file_gets_each_unit_in_its_place(void **state)
{
	char path[] = P_tmpdir "/physmon-program-XXXXXX", spec[80], got[32];
	struct room r;
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(write(fd, "abcdefghijklmnopqrstuvwxyz012345", 32), 32);
	snprintf(spec, sizeof(spec), "file:%s@4c000000", path);
	open_room(&r, spec, true);
	assert_int_equal(run(&r, "base 4c000000; wb 1 42 43; ww 10 4141; wd 14 -1; vb 1f 58; rb 0 5; d 10 10"),
			 STATUS_OK);
	saw(&r, PHYSMON_WRITE, 1, 0x4c000001, 1, 2);
	saw(&r, PHYSMON_WRITE, 2, 0x4c000010, 1, 1);
	saw(&r, PHYSMON_WRITE, 4, 0x4c000014, 1, 1);
	saw(&r, PHYSMON_WRITE, 1, 0x4c00001f, 1, 1);
	saw(&r, PHYSMON_READ, 1, 0x4c00001f, 1, 1);
	saw(&r, PHYSMON_READ, 1, 0x4c000000, 1, 5);
	saw(&r, PHYSMON_READ, 1, 0x4c000010, 1, 0x10);
	saw_no_more(&r);
	said(&r, "4c000000 = 61\n4c000001 = 42\n4c000002 = 43\n4c000003 = 64\n4c000004 = 65\n"
		 "4c000010: 41 41 73 74 ff ff ff ff 79 7a 30 31 32 33 34 58  AAst....yz01234X\n");
	assert_int_equal(pread(fd, got, 32, 0), 32);
	assert_memory_equal(got, "aBCdefghijklmnopAAst\xff\xff\xff\xffyz01234X", 32);
	assert_int_equal(run(&r, "r 20"), STATUS_FAILED);
	assert_int_equal(run(&r, "r -1"), STATUS_FAILED);
	saw_no_more(&r);
	close_room(&r);
	close(fd);
	unlink(path);
}

/* --- size and rubbish ---------------------------------------------------------------------------------------- */

/* More values than one transfer holds: all checked before the first is written, then one write each. */
static void a_long_write_is_one_access_a_value(void **state)
{
	const size_t n = PHYSMON_XFER_MAX + 100;
	char path[] = P_tmpdir "/physmon-program-XXXXXX", spec[80], *text = malloc(3 * n + 100), *p;
	unsigned char got[4];
	struct room r;
	size_t i;
	int fd = mkstemp(path);

	(void)state;
	assert_true(fd >= 0 && text);
	assert_int_equal(ftruncate(fd, (off_t)n), 0);
	snprintf(spec, sizeof(spec), "file:%s", path);
	open_room(&r, spec, false);
	p = stpcpy(text, "wb 0");
	for (i = 0; i < n; i++)
		p = stpcpy(p, i % 2 ? " 1f" : " 20");
	strcpy(p, " .+100");
	assert_int_equal(run(&r, text), STATUS_FAILED); /* it doesn't fit, in both senses */
	assert_int_equal(r.rec.n, 0);
	strcpy(p - 3, " .+100");
	assert_int_equal(run(&r, text), STATUS_FAILED);
	assert_int_equal(r.rec.n, 0);
	strcpy(p, "");
	strcpy(p - 3, " 1f");
	assert_int_equal(run(&r, text), STATUS_OK);
	assert_int_equal(r.rec.n, n);
	assert_int_equal(pread(fd, got, 4, PHYSMON_XFER_MAX - 2), 4);
	assert_memory_equal(got, "\x20\x1f\x20\x1f", 4);
	close_room(&r);
	close(fd);
	unlink(path);
	free(text);
}

static void a_line_of_10_MB_is_a_line(void **state)
{
	static const char piece[64] = "r 8000;                                                        ";
	const size_t size = 10000000 / sizeof(piece) * sizeof(piece);
	char *text = malloc(size);
	struct room r;
	size_t i;

	(void)state;
	assert_non_null(text);
	for (i = 0; i < size; i += sizeof(piece)) {
		memcpy(text + i, piece, sizeof(piece));
		text[i + sizeof(piece) - 1] = ' ';
	}
	open_room(&r, "demo", false);
	assert_int_equal(run_bytes(&r, text, size), STATUS_OK);
	assert_int_equal(r.rec.n, size / sizeof(piece));
	r.rec.n = r.rec.ntold = 0;
	memcpy(text + size - 3, "; x", 3);
	assert_int_equal(run_bytes(&r, text, size), STATUS_TEXT);
	assert_int_equal(program_error_at(r.p, 0)->at.column, size);
	saw_no_more(&r);
	close_room(&r);
	free(text);
}

/* xorshift64*: https://en.wikipedia.org/wiki/Xorshift */
static uint64_t seed = 88172645463325252u;

static unsigned below(unsigned n)
{
	seed ^= seed >> 12;
	seed ^= seed << 25;
	seed ^= seed >> 27;
	return (unsigned)((seed * 2685821657736338717u) >> 33) % n;
}

/* Words that make sense together now and then, but don't leave the demo board. */
static const char *const typed[] = {
	"r",	 "rd",	 "rb",	    "rw",    "rq",   "d",     "dd",	"dw",	  "w",	    "wd",
	"wb",	 "v",	 "vw",	    "sleep", "base", "width", "def",	"noread", "endian", "echo",
	"allow", "help", "history", "q",     "r.d",  "d.16",  "source", "sleep",  "zz",	    "",
};
static const char *const operands[] = {
	"0",
	"8000",
	"10",
	"ff",
	"1ff",
	"7ff8",
	"3ffc",
	"ffff",
	"fffffffffffffff0",
	"-1",
	"-80",
	"~0",
	"0x",
	"0t10",
	"0y1",
	"1_0",
	".",
	"$",
	"=8000",
	"X",
	"@\"a b\"",
	"UART.DATA[1]",
	"(8000 + 4)",
	"8000..8007",
	".-4...",
	"$&ff",
	"1/$",
	"8000+$*4",
	"demo",
	"big",
	"ram",
	"native",
	"d",
	"#",
	"\"a;b\"",
	"1 2 3",
	"0 4 4",
	"0 2 0",
	"UART 8000",
};
static const char bytes[] = "\0\"\\;#.$@=()-~ \t\r\n:,'[]{}?!rdwvqb0189afXYZ_+*/%&|^<>\x7f\xff";

static const char *one_of(const char *const *v, size_t n)
{
	return v[below((unsigned)n)];
}

static size_t make_garbage(char *line, size_t size)
{
	unsigned i, k, ncommands = below(3) + 1, noperands;
	size_t len = 0;

	for (i = 0; i < ncommands; i++) {
		len += (size_t)snprintf(line + len, size - len, "%s%s", i ? "; " : "",
					one_of(typed, sizeof(typed) / sizeof(typed[0])));
		noperands = below(4);
		for (k = 0; k < noperands; k++)
			len += (size_t)snprintf(line + len, size - len, " %s",
						one_of(operands, sizeof(operands) / sizeof(operands[0])));
	}
	while (len && !below(3))
		line[below((unsigned)len)] = bytes[below(sizeof(bytes) - 1)];
	return len;
}

static void garbage_of_100_000_lines_does_no_harm(void **state)
{
	struct room r;
	char line[400];
	size_t i, n, ran = 0, wrong = 0, touched = 0;
	int status;

	(void)state;
	open_room(&r, "demo", false);
	r.s->dry_run = true; /* sleep doesn't */
	/* STEP 0 may be asked for as often as there are numbers: Ctrl-C, in effect */
	r.rec.verdict = PHYSMON_STOP;
	r.rec.verdict_at = 2000;
	r.rec.verdict_stays = true;
	for (i = 0; i < 100000; i++) {
		n = make_garbage(line, sizeof(line));
		r.rec.n = 0;
		status = run_bytes(&r, line, n);
		assert_true(status >= STATUS_OK && status <= STATUS_INTERRUPTED);
		touched += r.rec.n > 0;
		assert_true(possible(r.s->width) || r.s->width == 8);
		ran += r.p->nsteps && status != STATUS_TEXT;
		wrong += status == STATUS_TEXT;
		r.s->quit = false;
	}
	/* it is no test if everything ends at its first word */
	assert_true(ran > 4000);
	assert_true(wrong > 4000);
	assert_true(touched > 1000);
	/* and the session is as good as new */
	assert_int_equal(run(&r, "endian native; target demo; base 0; rb 8000; wd 8 5; v 8 6"), STATUS_OK);
	assert_int_equal(run(&r, "def LAST 8000; r LAST"), STATUS_OK);
	close_room(&r);
}

/* Of pieces that can be read no more is copied once a unit before them failed. */
static void a_copy_ends_at_what_can_not_be_read(void **state)
{
	struct physmon_target *own;
	static struct fake f;
	struct room r;

	open_room(&r, "none", false);
	own = r.s->target;
	fake_init(&f, 0);
	f.t.info.extent_known = false;
	f.fault_first = 0x10;
	f.fault_last = 0x10;
	r.s->target = &f.t;
	assert_int_equal(run(&r, "copy 0 20000 100000"), STATUS_FAILED);
	r.s->target = own;
	assert_true(f.ncalls <= FAKE_CALLS);
	for (size_t i = 0; i < f.ncalls; i++) {
		if (f.calls[i].dir == PHYSMON_READ)
			assert_true(f.calls[i].addr < PHYSMON_XFER_MAX);
		else
			assert_true(f.calls[i].addr == 0x100000 && f.calls[i].nunits == 0x10);
	}
	fake_done(&f);
	close_room(&r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(r_reads_each_unit_once),
		cmocka_unit_test(d_reads_each_unit_once),
		cmocka_unit_test(w_writes_each_unit_once_and_never_reads),
		cmocka_unit_test(v_writes_once_then_reads_once),
		cmocka_unit_test(a_step_keeps_the_distance),
		cmocka_unit_test(ranges_include_the_unit_of_their_end),
		cmocka_unit_test(what_is_left_out_or_faults_is_not_touched_twice),
		cmocka_unit_test(an_empty_line_repeats_r_and_goes_on_with_d),
		cmocka_unit_test(an_empty_line_repeats_nothing_else),
		cmocka_unit_test(what_does_not_compile_touches_nothing),
		cmocka_unit_test(what_is_refused_touches_nothing),
		cmocka_unit_test(a_script_stops_at_its_first_error),
		cmocka_unit_test(twenty_errors_are_kept_and_all_counted),
		cmocka_unit_test(a_file_gets_each_unit_in_its_place),
		cmocka_unit_test(a_copy_ends_at_what_can_not_be_read),
		cmocka_unit_test(a_long_write_is_one_access_a_value),
		cmocka_unit_test(a_line_of_10_MB_is_a_line),
		cmocka_unit_test(garbage_of_100_000_lines_does_no_harm),
	};

	return cmocka_run_group_tests_name("program", tests, NULL, NULL);
}
