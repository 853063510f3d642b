/* SPDX-License-Identifier: GPL-2.0-or-later */
/* allow_words: the table of the words and their kinds of protection. */
#include <errno.h>
#include <string.h>

#include "allow_words.h"
#include "error.h"

static const struct {
	const char *word;
	unsigned mask;
} words[] = {
	{ "ram", PHYSMON_PROTECT_RAM },
	{ "port", PHYSMON_PROTECT_PORT },
	{ "noread", PHYSMON_PROTECT_NOREAD },
	{ "all", PHYSMON_PROTECT_RAM | PHYSMON_PROTECT_PORT | PHYSMON_PROTECT_NOREAD },
};

#define NWORDS (sizeof(words) / sizeof(words[0]))

const char *allow_words_at(size_t i, unsigned *mask)
{
	if (i >= NWORDS - 1)
		return NULL;
	*mask = words[i].mask;
	return words[i].word;
}

int allow_words_parse(const char *text, unsigned *mask, struct physmon_error *e)
{
	size_t i, n;

	*mask = 0;
	for (;; text += n + 1) {
		n = strcspn(text, ",");
		for (i = 0; i < NWORDS && (strncmp(text, words[i].word, n) || words[i].word[n]); i++)
			;
		if (!n)
			return error_text(e, "what to allow is missing: ram, port, noread or all");
		if (i == NWORDS)
			return error_text(e, "%.*s can't be allowed: ram, port, noread or all", (int)(n > 60 ? 60 : n),
					  text);
		*mask |= words[i].mask;
		if (!text[n])
			return 0;
	}
}
