/* SPDX-License-Identifier: GPL-2.0-or-later */
/* complete: finds the operand at the cursor and offers the words of its kind. */
#include <string.h>

#include "allow_words.h"
#include "complete.h"
#include "help_topics.h"
#include "names.h"
#include "parse.h"
#include "program.h"
#include "register_def.h"
#include "selection.h"
#include "session.h"
#include "text.h"

#define NAME_MOST 512 /* longer names are not offered */

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

static void offer_commands(const struct wanted *w, command_families commands)
{
	const struct command *row;

	for (size_t i = 0; (row = command_at(commands, i)); i++) {
		offer(w, row->name);
		offer(w, row->alias);
	}
}

/* What @at gives, until it gives NULL. */
static void offer_all(const struct wanted *w, const char *(*at)(size_t i))
{
	const char *word;

	for (size_t i = 0; (word = at(i)); i++)
		offer(w, word);
}

static void offer_schemes(const struct wanted *w)
{
	const struct physmon_scheme *row;
	char word[32];
	size_t n;

	for (size_t i = 0; (row = physmon_schemes(i)); i++) {
		/* "file:" where more must follow */
		n = strcspn(row->syntax, ":[");
		text_print(word, sizeof(word), "%.*s", (int)(n + (row->syntax[n] == ':')), row->syntax);
		offer(w, word);
	}
}

static void offer_spec(void *ctx, const char *spec, const char *hint)
{
	(void)hint;
	offer(ctx, spec);
}

/* What a scheme knows to be there, once it has been named: sysfs is read for it. */
static void offer_specs(const struct wanted *w)
{
	const struct physmon_scheme *row;
	struct wanted again = *w;
	size_t n;

	for (size_t i = 0; (row = physmon_schemes(i)); i++) {
		n = strlen(row->scheme);
		if (w->len > n && !memcmp(w->prefix, row->scheme, n) && w->prefix[n] == ':')
			physmon_specs(row->scheme, offer_spec, &again);
	}
}

static void offer_words(const struct wanted *w, const char *const *words)
{
	for (; *words; words++)
		offer(w, *words);
}

/*
 * Names, behind '@' in the spelling that they need there. Where some begin exactly as what was typed, those that do but
 * for upper and lower case aren't offered: what all have in common would be less than what was typed.
 */
struct named {
	const struct wanted *w;
	const char *prefix; /* of the name, behind '@' and '"' */
	size_t len;
	bool marked, quoted; /* in quotes: names of any characters; else those that need none */
	bool exact;
	size_t n;
};

static void offer_name(void *ctx, const char *name)
{
	struct named *m = ctx;
	const size_t n = strlen(name);
	char word[NAME_MOST];

	if (n + 4 > sizeof(word) || (m->exact && strncmp(name, m->prefix, m->len)))
		return;
	if (m->marked && (strpbrk(name, "\"\\") || (!m->quoted && parse_name_span(name, name + n) != n)))
		return;
	text_print(word, sizeof(word), "%s%s%s",
		   !m->marked  ? ""
		   : m->quoted ? "@\""
			       : "@",
		   name, m->quoted ? "\"" : "");
	m->w->add(m->w->add_ctx, word);
	m->n++;
}

static void offer_named(struct named *m, const struct names *names)
{
	const unsigned how = m->marked ? NAMES_MARKED : 0;

	m->exact = true;
	names_complete(names, m->prefix, m->len, how, offer_name, m);
	m->exact = false;
	if (!m->n)
		names_complete(names, m->prefix, m->len, how, offer_name, m);
}

static void offer_names(const struct wanted *w, const struct names *names)
{
	struct named m = { .w = w, .prefix = w->prefix, .len = w->len };

	/* without a letter there would be no end of them, and numbers are what is usual here */
	if (!w->len)
		return;
	m.marked = *w->prefix == '@';
	m.quoted = m.marked && w->len > 1 && w->prefix[1] == '"';
	m.prefix += m.marked + m.quoted;
	m.len -= (size_t)m.marked + m.quoted;
	offer_named(&m, names);
	if (m.n || !m.marked || m.quoted)
		return;
	m.quoted = true;
	offer_named(&m, names);
}

/*
 * Values of what the first operand, behind the command @c at [p, stop), is more than an address: fields, names of
 * values. False: it isn't.
 */
static bool offer_values(const struct wanted *w, const struct names *names, const struct command *c, const char *p,
			 const char *stop)
{
	struct selection sel = { .kind = SELECTION_BITS };
	struct names_hit hit;
	const char *end;
	bool marked;

	p = parse_word_end(p, stop);
	p = parse_skip_blanks(p, stop);
	end = parse_word_end(p, stop);
	marked = p < end && *p == '@';
	p += marked;
	if (p == end || names_find(names, p, (size_t)(end - p), marked ? NAMES_MARKED : 0, &hit, NULL) ||
	    names_select(&hit, &sel, NULL))
		return false;
	sel.awaited = c->flags & COMMAND_AWAIT;
	if (sel.ops->complete)
		sel.ops->complete(&sel, w->prefix, w->len, w->add, w->add_ctx);
	return sel.ops->complete;
}

static void offer_operand(const struct wanted *w, const struct session *s, const struct operand_kind *kind)
{
	static const char *const orders[] = { "little", "big", "native", NULL };
	static const char *const widths[] = { "b", "w", "d", "q", NULL };
	const char *word;
	unsigned mask;

	switch (kind ? kind->offers : OFFER_NOTHING) {
	case OFFER_COMMANDS:
		if (s)
			offer_commands(w, s->commands);
		offer_all(w, help_topics_at);
		break;
	case OFFER_TARGETS:
		offer_schemes(w);
		offer_specs(w);
		break;
	case OFFER_ALLOW:
		for (size_t i = 0; (word = allow_words_at(i, &mask)); i++)
			offer(w, word);
		offer(w, "all");
		break;
	case OFFER_ORDERS:
		offer_words(w, orders);
		break;
	case OFFER_WIDTHS:
		offer_words(w, widths);
		break;
	case OFFER_DEFINITIONS:
		offer_words(w, widths);
		offer_all(w, register_def_print_word);
		break;
	case OFFER_NAMES:
	case OFFER_VALUES:
		if (s)
			offer_names(w, s->names);
		break;
	case OFFER_NOTHING:
	case OFFER_FILES: /* by the editor: complete_path() */
		break;
	}
}

static void offer_options(const struct wanted *w, const struct command *c)
{
	const char *name;
	char word[32];
	size_t n;

	for (size_t i = 0; (name = command_option_at(c, i)); i++) {
		n = strspn(name, "abcdefghijklmnopqrstuvwxyz");
		text_print(word, sizeof(word), "%s%.*s", n == 1 ? "-" : "--", (int)n, name);
		offer(w, word);
	}
}

/*
 * The kind of operand that is behind @n words, of which the first may be options with their operands. @p: behind
 * the command. *@options: an option may stand there too.
 */
static const struct operand_kind *kind_at(const struct command *c, const char *p, const char *stop, size_t n,
					  bool *options)
{
	const char *word, *end;
	const struct operand_kind *kind;
	size_t len;

	for (*options = true; n; n--) {
		p = parse_skip_blanks(p, stop);
		word = p;
		p = end = parse_word_end(p, stop);
		if (word == end || *word != '-' || !command_option(c, word, end, &kind, &len)) {
			*options = false;
			break;
		}
		if (!kind || len < (size_t)(end - word))
			continue;
		if (!--n) {
			*options = false;
			return kind;
		}
		p = parse_skip_blanks(p, stop);
		p = parse_word_end(p, stop);
	}
	return command_operand_kind(c, n);
}

/* Where in the language the text before @stop ends. */
struct spot {
	const char *from; /* where the command begins that a word at @stop belongs to */
	size_t nwords;	  /* of that command before @stop; 0: a command is to come */
	const struct command *c;
	const struct operand_kind *kind; /* of the operand there, or NULL */
	bool options;			 /* an option may stand there too */
};

static struct spot find_spot(command_families commands, const char *line, const char *stop)
{
	struct spot at = { .from = line };
	struct physmon_error e;
	const char *p = line;
	unsigned width;

	while (p < stop) {
		while (p < stop && (parse_blank(*p) || *p == ';')) {
			if (*p++ == ';') {
				at.from = p;
				at.nwords = 0;
			}
		}
		if (p == stop)
			break;
		if (!at.nwords)
			at.from = p;
		p = parse_word_end(p, stop);
		/* the editor breaks words at operators too: what touches the word is part of the same operand */
		if (p < stop)
			at.nwords++;
	}
	p = at.from;
	if (at.nwords && !command_word(commands, &p, stop, &at.c, &width, &e))
		at.kind = kind_at(at.c, parse_word_end(at.from, stop), stop, at.nwords - 1, &at.options);
	return at;
}

/* Is the word at @word an option, as far as it is there? Elsewhere a dash is a sign. */
static bool is_option(const struct spot *at, const char *word)
{
	return at->options && *word == '-' && command_option_at(at->c, 0);
}

enum editor_word complete_word(void *ctx, const char *line, size_t start, size_t *from)
{
	const struct session *s = ctx;
	const struct spot at = find_spot(s->commands, line, line + start);
	const struct physmon_scheme *row;

	if (is_option(&at, line + start))
		return EDITOR_OPTION;
	for (size_t i = 0; (row = physmon_schemes(i)); i++) {
		*from = strlen(row->scheme) + 1;
		/* "file:PATH" */
		if (!strncmp(row->syntax + *from - 1, ":PATH", 5) && !strncmp(line + start, row->syntax, *from))
			return EDITOR_PATH;
	}
	*from = 0;
	return at.kind && at.kind->offers == OFFER_FILES && line[start] != '-' ? EDITOR_PATH : EDITOR_WORD;
}

void complete_line(void *ctx, const char *line, size_t start, size_t end, void (*add)(void *add_ctx, const char *word),
		   void *add_ctx)
{
	struct wanted w = { line + start, end - start, add, add_ctx };
	bool value; /* of the first operand, which may be more than an address */
	const struct session *s = ctx;
	const char *stop = line + start;
	const struct spot at = find_spot(s->commands, line, stop);

	if (!at.nwords) {
		offer_commands(&w, s->commands);
		return;
	}
	if (!at.c)
		return;
	value = at.c->flags & COMMAND_PART && at.kind && at.kind->offers == OFFER_VALUES;
	if (w.len && is_option(&at, w.prefix))
		offer_options(&w, at.c);
	else if (!value || !offer_values(&w, s->names, at.c, at.from, stop))
		offer_operand(&w, s, at.kind);
}

void complete_kind(const char *word, void (*add)(void *add_ctx, const char *word), void *add_ctx)
{
	const struct wanted w = { "", 0, add, add_ctx };

	offer_operand(&w, NULL, operand_kind(word));
}
