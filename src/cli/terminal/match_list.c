/* SPDX-License-Identifier: GPL-2.0-or-later */
/* match_list: grows the list. Slot 0 is kept for the common beginning of the words. */
#include <stdlib.h>
#include <string.h>

#include "match_list.h"

void match_list_add(void *ctx, const char *word)
{
	struct match_list *w = ctx;

	if (w->n + 2 > w->room) {
		size_t room = w->room ? w->room * 2 : 32;
		char **words = realloc(w->words, room * sizeof(*words));

		if (!words) {
			w->failed = true;
			return;
		}
		w->words = words;
		w->room = room;
	}
	if (!w->n)
		w->words[w->n++] = NULL;
	w->words[w->n] = strdup(word);
	if (w->words[w->n])
		w->n++;
	else
		w->failed = true;
}

static char *common_beginning(const struct match_list *w)
{
	size_t common = strlen(w->words[1]);

	for (size_t i = 2; i < w->n; i++) {
		size_t same = 0;

		while (same < common && w->words[i][same] == w->words[1][same])
			same++;
		common = same;
	}
	return strndup(w->words[1], common);
}

char **match_list_finish(struct match_list *w)
{
	if (w->n > 1 && !w->failed)
		w->words[0] = common_beginning(w);
	if (!w->n || !w->words[0]) {
		for (size_t i = 0; i < w->n; i++)
			free(w->words[i]);
		free(w->words);
		return NULL;
	}
	if (w->n == 2)
		free(w->words[--w->n]);
	w->words[w->n] = NULL;
	return w->words;
}
