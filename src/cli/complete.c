/* SPDX-License-Identifier: GPL-2.0-or-later */
/* complete: see complete.h. */
#include <string.h>

#include "command.h"
#include "complete.h"
#include "names.h"
#include "parse.h"
#include "protection.h"
#include "session.h"
#include "topics.h"

struct wanted {
	const char *prefix;
	size_t len;
	void (*add)(void *add_ctx, const char *word);
	void *add_ctx;
};

static void offer(const struct wanted *w, const char *word)
{
	if (word && !strncmp(word, w->prefix, w->len))
		w->add(w->add_ctx, word);
}

static void offer_commands(const struct wanted *w)
{
	const struct command *row;
	size_t i;

	for (i = 0; (row = command_at(i)); i++) {
		offer(w, row->name);
		offer(w, row->alias);
	}
}

static void offer_topics(const struct wanted *w)
{
	const char *topic;
	size_t i;

	for (i = 0; (topic = topic_at(i)); i++)
		offer(w, topic);
}

static void offer_schemes(const struct wanted *w)
{
	const struct physmon_scheme *row;
	char word[32];
	size_t i, n;

	for (i = 0; (row = physmon_schemes(i)); i++) {
		/* "file:" where more must follow */
		n = strcspn(row->syntax, ":[");
		if (n >= sizeof(word) - 1)
			continue;
		memcpy(word, row->syntax, n);
		word[n] = row->syntax[n] == ':' ? ':' : '\0';
		word[n + 1] = '\0';
		offer(w, word);
	}
}

static void offer_words(const struct wanted *w, const char *const *words)
{
	for (; *words; words++)
		offer(w, *words);
}

static void offer_names(const struct wanted *w, const struct names *names)
{
	/* without a letter there would be no end of them, and numbers are what is usual here */
	if (w->len)
		names_complete(names, w->prefix, w->len, w->add, w->add_ctx);
}

static void offer_operand(const struct wanted *w, const struct session *s, char kind)
{
	static const char *const orders[] = { "little", "big", "native", NULL };
	static const char *const widths[] = { "b", "w", "d", "q", NULL };
	const char *word;
	unsigned mask;
	size_t i;

	switch (kind) {
	case 'H':
		offer_commands(w);
		offer_topics(w);
		break;
	case 'T':
		offer_schemes(w);
		break;
	case 'K':
		for (i = 0; (word = protection_at(i, &mask)); i++)
			offer(w, word);
		offer(w, "all");
		break;
	case 'O':
		offer_words(w, orders);
		break;
	case 'W':
		offer_words(w, widths);
		break;
	case 'A':
	case 'B':
	case 'V':
	case 'E':
		offer_names(w, s->names);
		break;
	}
}

/* The command that line[from..) begins with, its width left off; NULL if there is none. */
static const struct command *command_of(const char *from, const char *end)
{
	const struct command *c;
	const char *p = from;

	while (p < end && !parse_blank(*p) && *p != '.' && (*p < '0' || *p > '9'))
		p++;
	c = p > from ? command_find(from, (size_t)(p - from)) : NULL;
	if (!c && p - from == 2 && parse_width(from + 1, p) && (c = command_find(from, 1)) &&
	    !(c->flags & COMMAND_LETTER))
		c = NULL;
	return c;
}

void complete_line(void *ctx, const char *line, size_t start, size_t end, void (*add)(void *add_ctx, const char *word),
		   void *add_ctx)
{
	struct wanted w = { line + start, end - start, add, add_ctx };
	const struct session *s = ctx;
	const struct command *c;
	const char *p = line, *from = line, *stop = line + start;
	size_t i = 0;

	/* where the command begins that the word belongs to, and how many words stand before it */
	while (p < stop) {
		while (p < stop && (parse_blank(*p) || *p == ';')) {
			if (*p++ == ';') {
				from = p;
				i = 0;
			}
		}
		if (p == stop)
			break;
		if (!i)
			from = p;
		p = parse_word_end(p, stop);
		/* the editor breaks words at operators too: what touches the word is part of the same operand */
		if (p < stop)
			i++;
	}
	if (!i) {
		offer_commands(&w);
		return;
	}
	c = command_of(from, stop);
	if (c)
		offer_operand(&w, s, command_operand_kind(c, i - 1));
}
