/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz_def: a text of definitions of registers. If it is right, the definitions that are printed of its registers define
 * the same registers again: they are printed the same; if it is wrong, nothing is defined.
 */
#include <stdlib.h>
#include <string.h>

#include "commands.h"
#include "emit.h"
#include "fuzz.h"
#include "program.h"
#include "reg_edit.h"
#include "register_db.h"
#include "register_def.h"
#include "session.h"

/* What is printed; a name with a dot in its field may be another register's field when it is read again. */
struct printed {
	char *text;
	size_t n, size;
	bool dotted;
};

static void put(struct printed *p, const char *text)
{
	const size_t len = strlen(text);

	if (p->n + len + 1 > p->size) {
		p->size = 2 * (p->n + len + 1);
		p->text = realloc(p->text, p->size);
		FUZZ_HOLDS(p->text, "out of memory");
	}
	memcpy(p->text + p->n, text, len + 1);
	p->n += len;
}

static void put_line(void *ctx, const char *name, const struct reg *r, const struct reg_field *field, const char *words)
{
	struct printed *p = ctx;
	char addr[32];

	put(p, "def ");
	put(p, name);
	snprintf(addr, sizeof(addr), field ? " " : " %llx ", (unsigned long long)r->addr);
	put(p, addr);
	put(p, words);
	put(p, "\n");
	p->dotted |= field && strchr(field->name, '.');
}

/* Define @text in a new session, if it is right, and print all that is defined. False: it is wrong. */
static bool define(const char *text, size_t n, struct printed *out)
{
	struct emit_storage storage;
	struct emit *m = emit_open(&storage, -1, -1, EMIT_TEXT, false);
	const struct reg_edit *edit;
	struct session *s;
	struct program *p;
	const struct reg *r;
	bool right;

	FUZZ_HOLDS(!session_new(&s, commands), "no session");
	s->emit = m;
	FUZZ_HOLDS(!program_new(&p, s, NULL) && !program_compile_text(p, "def", 1, text, n), "out of memory");
	right = !program_finish(p);
	edit = register_db_edited(s);
	for (size_t i = 0; edit && (r = reg_set_reg(edit->set, i)); i++) {
		FUZZ_HOLDS(right && r->defined, "%s was defined by a text that is wrong", r->name);
		FUZZ_HOLDS(!register_def_print(r, put_line, out), "out of memory");
	}
	program_free(p);
	session_free(s);
	emit_close(m);
	return right;
}

/* All commands are def: others read files, or wait. */
static char *only_def(const char *text, size_t n, size_t *len)
{
	char *out = malloc(5 * n + 8), *p = out;

	FUZZ_HOLDS(out, "out of memory");
	for (const char *end = text + n, *eol; text < end; text = eol + 1) {
		eol = memchr(text, '\n', (size_t)(end - text));
		eol = eol ? eol : end;
		p = stpcpy(p, "def ");
		for (; text < eol; text++)
			*p++ = *text == ';' ? ':' : *text;
		*p++ = '\n';
	}
	*len = (size_t)(p - out);
	return out;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct printed once = { 0 }, twice = { 0 };
	size_t n;
	char *text = only_def((const char *)data, size, &n);

	world_begin();
	if (define(text, n, &once) && once.text && !once.dotted) {
		FUZZ_HOLDS(define(once.text, once.n, &twice), "what is printed is wrong:\n%s", once.text);
		FUZZ_HOLDS(twice.text && !strcmp(once.text, twice.text), "printed:\n%s\nthen:\n%s", once.text,
			   twice.text);
	}
	free(text);
	free(once.text);
	free(twice.text);
	return 0;
}
