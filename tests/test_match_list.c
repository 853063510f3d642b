/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words for completion: in the form that readline takes over, with what they have in common first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "match_list.h"

static void free_words(char **words)
{
	for (size_t i = 0; words[i]; i++)
		free(words[i]);
	free(words);
}

static void no_word_is_no_array(void **state)
{
	struct match_list w = { 0 };

	assert_null(match_list_finish(&w));
}

static void one_word_stands_alone(void **state)
{
	struct match_list w = { 0 };
	char **words;

	match_list_add(&w, "help");
	words = match_list_finish(&w);
	assert_string_equal(words[0], "help");
	assert_null(words[1]);
	free_words(words);
}

static void common_beginning_comes_first(void **state)
{
	struct match_list w = { 0 };
	char **words;

	match_list_add(&w, "gpio.data");
	match_list_add(&w, "gpio.dir");
	match_list_add(&w, "gpio.d");
	words = match_list_finish(&w);
	assert_string_equal(words[0], "gpio.d");
	assert_string_equal(words[1], "gpio.data");
	assert_string_equal(words[2], "gpio.dir");
	assert_string_equal(words[3], "gpio.d");
	assert_null(words[4]);
	free_words(words);
}

static void nothing_in_common_is_an_empty_beginning(void **state)
{
	struct match_list w = { 0 };
	char **words;

	match_list_add(&w, "a");
	match_list_add(&w, "b");
	words = match_list_finish(&w);
	assert_string_equal(words[0], "");
	assert_string_equal(words[2], "b");
	free_words(words);
}

static void many_words_are_all_there(void **state)
{
	struct match_list w = { 0 };
	char text[16];
	char **words;

	for (int i = 0; i < 1000; i++) {
		snprintf(text, sizeof(text), "w%04d", i);
		match_list_add(&w, text);
	}
	words = match_list_finish(&w);
	assert_string_equal(words[0], "w0");
	assert_string_equal(words[1], "w0000");
	assert_string_equal(words[1000], "w0999");
	assert_null(words[1001]);
	free_words(words);
}

static void word_that_found_no_memory_spoils_the_list(void **state)
{
	struct match_list w = { 0 };

	match_list_add(&w, "a");
	w.failed = true;
	assert_null(match_list_finish(&w));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_word_is_no_array),
		cmocka_unit_test(one_word_stands_alone),
		cmocka_unit_test(common_beginning_comes_first),
		cmocka_unit_test(nothing_in_common_is_an_empty_beginning),
		cmocka_unit_test(many_words_are_all_there),
		cmocka_unit_test(word_that_found_no_memory_spoils_the_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
