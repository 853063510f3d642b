/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Commands inside of commands: compiled once, at their places in the outer text, run without new memory; each round
 * makes exactly its accesses, and none when anything is wrong.
 */
#include <fcntl.h>
#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "commands.h"
#include "emit.h"
#include "program.h"
#include "program_body.h"
#include "recorder.h"
#include "session.h"

/* What the C library counts is what it hands out itself: a sanitizer has memory of its own. */
#if defined(__SANITIZE_ADDRESS__) || !defined(__GLIBC__)
#define COUNTED 0
#elif !__GLIBC_PREREQ(2, 33)
#define COUNTED 0
#elif defined(__has_feature)
#define COUNTED (!__has_feature(address_sanitizer) && !__has_feature(memory_sanitizer))
#else
#define COUNTED 1
#endif

struct room {
	struct session *s;
	struct program *p;
	struct recorder rec;
	struct emit_storage emit_storage;
	int null;
};

static void open_room(struct room *r)
{
	struct physmon_error e;

	memset(r, 0, sizeof(*r));
	r->null = open("/dev/null", O_WRONLY | O_CLOEXEC);
	assert_true(r->null >= 0);
	assert_int_equal(session_new(&r->s, commands), 0);
	r->s->emit = emit_open(&r->emit_storage, r->null, r->null, EMIT_TEXT, false);
	assert_int_equal(session_target(r->s, "demo", &e), 0);
	recorder_init(&r->rec);
	physmon_observe(r->s->target, &r->rec.observer);
	assert_int_equal(program_new(&r->p, r->s, NULL), 0);
}

static void close_room(struct room *r)
{
	struct emit *m = r->s->emit;

	program_free(r->p);
	session_free(r->s);
	emit_close(m);
	close(r->null);
}

static size_t compile(struct room *r, const char *text)
{
	program_reset(r->p);
	assert_int_equal(program_compile_text(r->p, "<test>", 7, text, strlen(text)), 0);
	return program_finish(r->p);
}

static void each_round_makes_its_accesses(void **state)
{
	struct room r;
	size_t i;

	open_room(&r);
	assert_int_equal(compile(&r, "repeat 3 \"wd 8 5; repeat 2 \\\"rb 8\\\"\"; r 9"), 0);
	assert_int_equal(program_run(r.p, NULL), STATUS_OK);
	assert_int_equal(r.rec.n, 10);
	for (i = 0; i < 9; i++)
		assert_true(
			recorder_is(&r.rec, i, i % 3 ? PHYSMON_READ : PHYSMON_WRITE, i % 3 ? 1 : 4, 8, PHYSMON_DONE));
	assert_true(recorder_is(&r.rec, 9, PHYSMON_READ, 1, 9, PHYSMON_DONE));
	close_room(&r);
}

static void errors_stand_at_their_places(void **state)
{
	static const char text[] =
		"repeat 2 \"r 0; echo \\\"\\x41\\\\\\\\\\\" ; r @1\"; repeat 2 \"repeat 2 \\\"w 0 @2\\\"\"; r @3";
	const struct program_error *x;
	struct room r;
	size_t i;

	open_room(&r);
	assert_int_equal(compile(&r, text), 3);
	for (i = 0; i < 3; i++) {
		char word[3] = { '@', (char)('1' + i), '\0' };

		x = program_error_at(r.p, i);
		assert_string_equal(x->at.source, "<test>");
		assert_int_equal(x->at.line, 7);
		assert_int_equal(x->at.column, strstr(text, word) - text + 1);
	}
	assert_int_equal(r.rec.n, 0);
	close_room(&r);
}

/* More errors than are kept are counted, however deep they stand. */
static void errors_are_counted(void **state)
{
	char text[2000] = "repeat 2 \"repeat 2 \\\"";
	struct room r;
	size_t i;

	for (i = 0; i < 100; i++)
		strcat(text, "r @1;");
	strcat(text, "\\\"\"");
	open_room(&r);
	assert_int_equal(compile(&r, text), 100);
	assert_non_null(program_error_at(r.p, PROGRAM_ERRORS - 1));
	assert_null(program_error_at(r.p, PROGRAM_ERRORS));
	/* and nothing of it stays */
	assert_int_equal(compile(&r, "r 0"), 0);
	close_room(&r);
}

/* Level @n of texts in texts. */
static void nest(char *out, unsigned n)
{
	char inner[20000], *p = out;
	const char *s;

	if (!n) {
		strcpy(out, "r 0");
		return;
	}
	nest(inner, n - 1);
	p = stpcpy(p, "repeat 1 \"");
	for (s = inner; *s; s++) {
		if (*s == '"' || *s == '\\')
			*p++ = '\\';
		*p++ = *s;
	}
	strcpy(p, "\"");
}

static void the_depth_is_bounded(void **state)
{
	char text[20000];
	struct room r;

	open_room(&r);
	nest(text, PROGRAM_BODY_DEPTH);
	assert_int_equal(compile(&r, text), 0);
	assert_int_equal(program_run(r.p, NULL), STATUS_OK);
	assert_int_equal(r.rec.n, 1);
	nest(text, PROGRAM_BODY_DEPTH + 1);
	assert_int_equal(compile(&r, text), 1);
	close_room(&r);
}

#if COUNTED
static void a_round_takes_no_memory(void **state)
{
	struct mallinfo2 before, after;
	struct room r;

	open_room(&r);
	assert_int_equal(compile(&r, "repeat 1000 \"wd 8 5; rd 8; repeat 10 \\\"rb 8; expect 8 5; poll 8 5\\\"\""), 0);
	assert_int_equal(program_run(r.p, NULL), STATUS_OK);
	before = mallinfo2();
	assert_int_equal(program_run(r.p, NULL), STATUS_OK);
	after = mallinfo2();
	assert_true(before.uordblks == after.uordblks && before.hblkhd == after.hblkhd);
	close_room(&r);
}
#endif

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_round_makes_its_accesses),
		cmocka_unit_test(errors_stand_at_their_places),
		cmocka_unit_test(errors_are_counted),
		cmocka_unit_test(the_depth_is_bounded),
#if COUNTED
		cmocka_unit_test(a_round_takes_no_memory),
#endif
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
