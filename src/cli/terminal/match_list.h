/* SPDX-License-Identifier: GPL-2.0-or-later */
/* match_list: the words that complete what was typed, in the form that readline expects. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* All zero to begin with. */
struct match_list {
	char **words;
	size_t n, room;
	bool failed;
};

/* match_list_add - add a copy of @word; @words is a struct match_list: an editor_complete_fn calls this. */
void match_list_add(void *words, const char *word);

/*
 * match_list_finish - the array, which the caller frees with each of its strings: the common beginning of all words,
 * then the words if there are several, then NULL. Returns NULL if there are no words, or memory was out.
 */
char **match_list_finish(struct match_list *w);
