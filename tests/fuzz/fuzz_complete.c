/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz_complete: Tab after any line. The first byte says where the word begins, the rest is the line up to the cursor.
 * Each word that is offered begins with what was typed, but for the quote that a name behind '@' may need.
 */
#include <string.h>
#include <strings.h>

#include "commands.h"
#include "complete.h"
#include "fuzz.h"
#include "names.h"
#include "register_db.h"
#include "session.h"

struct ctx {
	const char *typed;
	size_t ntyped;
};

static void add(void *add_ctx, const char *word)
{
	struct ctx *c = add_ctx;
	const bool quoted = c->ntyped && *c->typed == '@' && !strncmp(word, "@\"", 2) &&
			    !strncasecmp(word + 2, c->typed + 1, c->ntyped - 1);

	FUZZ_HOLDS(quoted || !strncasecmp(word, c->typed, c->ntyped), "%s doesn't begin with %.*s", word,
		   (int)c->ntyped, c->typed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct session *s;
	static const char *const names[] = { "UART", "UART.DATA", "UART.STATUS[3]", "ADC", "x y", "r" };
	struct ctx c = { 0 };
	struct physmon_error e;
	char *line;
	size_t start, i, from;

	if (!size)
		return 0;
	world_begin();
	if (!s) {
		if (session_new(&s, commands) || register_db_load(s, "tests/cli/board.svd", &e))
			abort();
		for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
			names_define(s->names, names[i], strlen(names[i]), i);
	}
	line = malloc(size);
	if (!line)
		abort();
	memcpy(line, data + 1, size - 1);
	line[size - 1] = '\0';
	start = data[0] < strlen(line) ? data[0] : strlen(line);
	c.typed = line + start;
	c.ntyped = strlen(line) - start;
	complete_line(s, line, start, strlen(line), add, &c);
	complete_word(s, line, start, &from);
	free(line);
	return 0;
}
