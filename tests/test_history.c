/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The history: what is remembered, what stands in the file afterwards, and which files are left alone. */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "history.h"

struct fixture {
	char dir[64];  /* a fresh directory, HOME */
	char file[96]; /* where the history belongs */
};

static void fresh_home(struct fixture *f)
{
	snprintf(f->dir, sizeof(f->dir), "%s/physmon-history-XXXXXX", P_tmpdir);
	assert_non_null(mkdtemp(f->dir));
	snprintf(f->file, sizeof(f->file), "%s/.local/state/physmon/history", f->dir);
}

static int setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	if (!f)
		return -1;
	fresh_home(f);
	setenv("HOME", f->dir, 1);
	unsetenv("XDG_STATE_HOME");
	*state = f;
	return 0;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	return remove(path);
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	nftw(f->dir, remove_one, 8, FTW_DEPTH | FTW_PHYS);
	free(f);
	return 0;
}

static struct history *opened(void)
{
	struct history *h = NULL;

	assert_int_equal(history_open(&h), 0);
	return h;
}

static bool add(struct history *h, const char *line)
{
	return history_add(h, line, strlen(line));
}

static void add_in_a_session(const char *line)
{
	struct history *h = opened();

	assert_true(add(h, line));
	history_close(h);
}

static size_t count(const struct history *h)
{
	size_t n = 0;

	while (history_line(h, n))
		n++;
	return n;
}

static void make_parents(const char *file)
{
	char path[PATH_MAX];

	for (size_t i = 1; file[i]; i++) {
		if (file[i] == '/') {
			memcpy(path, file, i);
			path[i] = '\0';
			mkdir(path, 0700);
		}
	}
}

static void put(const char *file, const char *text)
{
	FILE *f;

	make_parents(file);
	f = fopen(file, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static void assert_text(const char *file, const char *text)
{
	char buf[4096] = "";
	FILE *f = fopen(file, "r");

	assert_non_null(f);
	buf[fread(buf, 1, sizeof(buf) - 1, f)] = '\0';
	fclose(f);
	assert_string_equal(buf, text);
}

static mode_t mode_of(const char *path)
{
	struct stat st;

	assert_int_equal(lstat(path, &st), 0);
	return st.st_mode & 07777;
}

static void lines_are_in_the_file_as_soon_as_they_are_entered(void **state)
{
	struct fixture *f = *state;
	struct history *h = opened();

	assert_true(add(h, "r 10"));
	assert_true(add(h, "d 20 40"));
	assert_text(f->file, "r 10\nd 20 40\n");
	history_close(h);
}

static void file_and_directories_are_for_the_user_alone(void **state)
{
	struct fixture *f = *state;
	char dir[96];

	add_in_a_session("r");
	assert_int_equal(mode_of(f->file), 0600);
	snprintf(dir, sizeof(dir), "%s/.local/state/physmon", f->dir);
	assert_int_equal(mode_of(dir), 0700);
	snprintf(dir, sizeof(dir), "%s/.local", f->dir);
	assert_int_equal(mode_of(dir), 0700);
}

static void the_next_session_has_the_lines(void **state)
{
	struct history *h;

	add_in_a_session("one");
	add_in_a_session("two");
	h = opened();
	assert_string_equal(history_line(h, 0), "one");
	assert_string_equal(history_line(h, 1), "two");
	assert_null(history_line(h, 2));
	history_close(h);
}

static void state_home_comes_before_home_if_absolute(void **state)
{
	struct fixture *f = *state;
	char xdg[96], file[128];

	snprintf(xdg, sizeof(xdg), "%s/deep/state", f->dir);
	snprintf(file, sizeof(file), "%s/physmon/history", xdg);
	setenv("XDG_STATE_HOME", xdg, 1);
	add_in_a_session("there");
	assert_text(file, "there\n");
	setenv("XDG_STATE_HOME", "state", 1);
	add_in_a_session("here");
	assert_text(f->file, "here\n");
	setenv("XDG_STATE_HOME", "", 1);
	add_in_a_session("again");
	assert_text(f->file, "here\nagain\n");
}

static void without_a_home_the_session_remembers(void **state)
{
	struct history *h;

	unsetenv("HOME");
	h = opened();
	assert_true(add(h, "r"));
	assert_string_equal(history_line(h, 0), "r");
	history_close(h);
}

static void blanks_repeats_and_data_are_not_stored(void **state)
{
	struct fixture *f = *state;
	struct history *h = opened();
	char longest[HISTORY_LINE_MAX + 2];

	memset(longest, 'x', sizeof(longest));
	assert_false(add(h, ""));
	assert_false(add(h, " \t "));
	assert_true(add(h, "r"));
	assert_false(add(h, "r"));
	assert_true(add(h, "r "));
	assert_true(add(h, "r"));
	assert_false(history_add(h, "a\0b", 3));
	assert_false(history_add(h, "a\nb", 3));
	assert_false(history_add(h, longest, HISTORY_LINE_MAX + 1));
	assert_text(f->file, "r\nr \nr\n");
	assert_true(history_add(h, longest, HISTORY_LINE_MAX));
	history_close(h);
	h = opened();
	assert_int_equal(count(h), 4);
	assert_int_equal(strlen(history_line(h, 3)), HISTORY_LINE_MAX);
	history_close(h);
}

static void repeat_of_the_last_session_is_not_stored(void **state)
{
	struct fixture *f = *state;
	struct history *h;

	add_in_a_session("r");
	h = opened();
	assert_false(add(h, "r"));
	history_close(h);
	assert_text(f->file, "r\n");
}

static void put_numbers(const char *file, unsigned n)
{
	FILE *f;

	put(file, "");
	f = fopen(file, "w");
	for (unsigned i = 1; i <= n; i++)
		fprintf(f, "line %u\n", i);
	fclose(f);
}

static void file_that_has_not_grown_beyond_the_limit_is_kept(void **state)
{
	struct fixture *f = *state;
	struct history *h;
	struct stat before, after;

	put_numbers(f->file, HISTORY_GROWN);
	stat(f->file, &before);
	h = opened();
	assert_int_equal(count(h), HISTORY_GROWN);
	stat(f->file, &after);
	assert_int_equal(before.st_size, after.st_size);
	assert_int_equal(before.st_ino, after.st_ino);
	history_close(h);
}

static void file_that_has_grown_is_cut_to_its_newest_lines(void **state)
{
	struct fixture *f = *state;
	struct history *h;
	char text[32];

	put_numbers(f->file, HISTORY_GROWN + 1);
	chmod(f->file, 0644);
	h = opened();
	snprintf(text, sizeof(text), "line %u", HISTORY_GROWN + 1);
	assert_int_equal(count(h), HISTORY_KEEP);
	assert_string_equal(history_line(h, HISTORY_KEEP - 1), text);
	assert_true(add(h, "new"));
	history_close(h);
	assert_int_equal(mode_of(f->file), 0600);
	h = opened();
	assert_int_equal(count(h), HISTORY_KEEP + 1);
	snprintf(text, sizeof(text), "line %u", HISTORY_GROWN + 2 - HISTORY_KEEP);
	assert_string_equal(history_line(h, 0), text);
	assert_string_equal(history_line(h, HISTORY_KEEP), "new");
	history_close(h);
}

static void session_goes_on_in_a_file_that_another_one_cut(void **state)
{
	struct fixture *f = *state;
	struct history *early, *late;

	put_numbers(f->file, HISTORY_GROWN);
	early = opened();
	assert_true(add(early, "before"));
	late = opened();
	assert_int_equal(count(late), HISTORY_KEEP);
	assert_true(add(early, "after"));
	history_close(late);
	history_close(early);
	late = opened();
	assert_int_equal(count(late), HISTORY_KEEP + 1);
	assert_string_equal(history_line(late, HISTORY_KEEP - 1), "before");
	assert_string_equal(history_line(late, HISTORY_KEEP), "after");
	history_close(late);
}

/* Each opens the file a short time before it has grown, and adds while others cut it. */
static void sessions_at_the_same_time_lose_no_line(void **state)
{
	struct fixture *f = *state;
	struct history *h = NULL;
	char line[32], seen[4][40] = { { 0 } };
	const char *text;
	unsigned a, b;
	pid_t pid[4];
	int status;

	put_numbers(f->file, HISTORY_GROWN - 20);
	for (unsigned i = 0; i < 4; i++) {
		pid[i] = fork();
		if (pid[i])
			continue;
		for (unsigned k = 0; k < 40; k++) {
			if (k % 10 == 0)
				h = opened();
			snprintf(line, sizeof(line), "session %u %u", i, k);
			if (!add(h, line))
				_exit(1);
			if (k % 10 == 9)
				history_close(h);
		}
		_exit(0);
	}
	for (unsigned i = 0; i < 4; i++) {
		assert_int_equal(waitpid(pid[i], &status, 0), pid[i]);
		assert_int_equal(status, 0);
	}
	h = opened();
	for (size_t i = 0; (text = history_line(h, i)); i++)
		if (sscanf(text, "session %u %u", &a, &b) == 2)
			seen[a][b]++;
	history_close(h);
	for (unsigned i = 0; i < 4 * 40; i++)
		assert_int_equal(seen[i / 40][i % 40], 1);
}

static void cutting_follows_no_link_in_the_place_of_the_new_file(void **state)
{
	struct fixture *f = *state;
	char victim[96], link[128];

	put_numbers(f->file, HISTORY_GROWN + 1);
	snprintf(victim, sizeof(victim), "%s/victim", f->dir);
	snprintf(link, sizeof(link), "%s.new", f->file);
	put(victim, "precious");
	assert_int_equal(symlink(victim, link), 0);
	history_close(opened());
	assert_text(victim, "precious");
	assert_int_equal(access(link, F_OK), -1);
}

static void session_holds_no_more_than_the_limit(void **state)
{
	struct history *h;
	char line[32];

	unsetenv("HOME");
	h = opened();
	for (unsigned i = 0; i < 3 * HISTORY_GROWN; i++) {
		snprintf(line, sizeof(line), "line %u", i);
		assert_true(add(h, line));
		assert_true(count(h) <= HISTORY_GROWN);
	}
	assert_string_equal(history_line(h, count(h) - 1), line);
	assert_true(count(h) >= HISTORY_KEEP);
	history_close(h);
}

static void line_cut_short_does_not_swallow_the_next(void **state)
{
	struct fixture *f = *state;

	put(f->file, "whole\nhalf");
	add_in_a_session("next");
	assert_text(f->file, "whole\nhalf\nnext\n");
}

static void symbolic_link_is_left_alone(void **state)
{
	struct fixture *f = *state;
	char victim[96];

	snprintf(victim, sizeof(victim), "%s/victim", f->dir);
	put(victim, "precious\n");
	make_parents(f->file);
	assert_int_equal(symlink(victim, f->file), 0);
	add_in_a_session("r");
	assert_text(victim, "precious\n");
}

static void second_name_of_another_file_is_left_alone(void **state)
{
	struct fixture *f = *state;
	char victim[96];

	snprintf(victim, sizeof(victim), "%s/victim", f->dir);
	put(victim, "precious\n");
	make_parents(f->file);
	assert_int_equal(link(victim, f->file), 0);
	add_in_a_session("r");
	assert_text(victim, "precious\n");
}

static void file_that_others_may_write_is_left_alone(void **state)
{
	struct fixture *f = *state;

	put(f->file, "old\n");
	chmod(f->file, 0660);
	add_in_a_session("r");
	assert_text(f->file, "old\n");
}

static void fifo_is_left_alone_and_holds_nobody_up(void **state)
{
	struct fixture *f = *state;

	make_parents(f->file);
	assert_int_equal(mkfifo(f->file, 0600), 0);
	alarm(10);
	add_in_a_session("r");
	alarm(0);
}

static void directory_that_others_may_write_is_left_alone(void **state)
{
	struct fixture *f = *state;
	char dir[96];

	make_parents(f->file);
	snprintf(dir, sizeof(dir), "%s/.local/state/physmon", f->dir);
	chmod(dir, 0777);
	add_in_a_session("r");
	assert_int_equal(access(f->file, F_OK), -1);
}

static void home_of_another_user_gets_nothing(void **state)
{
	struct fixture *f = *state;

	if (geteuid()) {
		/* only root can give a directory away; the user's own question is root's home */
		setenv("HOME", "/", 1);
		add_in_a_session("r");
		return;
	}
	assert_int_equal(chown(f->dir, 1, 1), 0);
	add_in_a_session("r");
	assert_int_equal(access(f->file, F_OK), -1);
	assert_int_equal(chown(f->dir, 0, 0), 0);
	put(f->file, "old\n");
	assert_int_equal(chown(f->file, 1, 1), 0);
	add_in_a_session("r");
	assert_text(f->file, "old\n");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(lines_are_in_the_file_as_soon_as_they_are_entered),
		TEST(file_and_directories_are_for_the_user_alone),
		TEST(the_next_session_has_the_lines),
		TEST(state_home_comes_before_home_if_absolute),
		TEST(without_a_home_the_session_remembers),
		TEST(blanks_repeats_and_data_are_not_stored),
		TEST(repeat_of_the_last_session_is_not_stored),
		TEST(file_that_has_not_grown_beyond_the_limit_is_kept),
		TEST(file_that_has_grown_is_cut_to_its_newest_lines),
		TEST(session_goes_on_in_a_file_that_another_one_cut),
		TEST(sessions_at_the_same_time_lose_no_line),
		TEST(cutting_follows_no_link_in_the_place_of_the_new_file),
		TEST(session_holds_no_more_than_the_limit),
		TEST(line_cut_short_does_not_swallow_the_next),
		TEST(symbolic_link_is_left_alone),
		TEST(second_name_of_another_file_is_left_alone),
		TEST(file_that_others_may_write_is_left_alone),
		TEST(fifo_is_left_alone_and_holds_nobody_up),
		TEST(directory_that_others_may_write_is_left_alone),
		TEST(home_of_another_user_gets_nothing),
	};

	umask(022);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
