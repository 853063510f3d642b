/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * words: collects the words that could complete what was typed, in the form that readline takes them over.
 */
#ifndef CLI_WORDS_H
#define CLI_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* All zero to begin with. */
struct words {
	char **words;
	size_t n, room;
	bool failed;
};

/* words_add - add a copy of @word; @words is a struct words: this is what an editor_complete_fn calls. */
void words_add(void *words, const char *word);

/*
 * words_finish - the array, from malloc() as each of its strings, now the caller's: what all words begin with, then the
 * words if they are more than one, then NULL. NULL if there are no words, or memory was out.
 */
char **words_finish(struct words *w);

#endif
