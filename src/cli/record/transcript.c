/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * transcript: writes the log. A command is in the file before it runs, so that the last line names the command that
 * hung the board. A write error fails the command that meets it, and ends the log. Lines are appended whole, under a
 * lock: several sessions may write to one file.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "allow_words.h"
#include "args.h"
#include "clock.h"
#include "datafile.h"
#include "error.h"
#include "hex.h"
#include "names.h"
#include "out.h"
#include "parse.h"
#include "register_db.h"
#include "register_def.h"
#include "session.h"
#include "text.h"
#include "transcript.h"
#include "version.h"

#define DUMP_DEFAULT 0x100 /* of a bare d */

struct log {
	struct emit_tee tee;
	struct out out; /* lines, all of them whole when it is flushed */
	struct datafile file;
	char *path; /* NULL: there is no log */
	uint64_t start;
	char buf[4096];
};

/* What can't be written whole is taken back: a part of a line would be another command. */
static void flush(void *ctx)
{
	struct log *l = ctx;
	const int fd = l->file.fd;
	bool locked;
	off_t size;

	if (!l->out.len)
		return;
	locked = !flock(fd, LOCK_EX);
	size = lseek(fd, 0, SEEK_END);
	if (out_flush(&l->out) && locked && size >= 0)
		(void)!ftruncate(fd, size);
	if (locked)
		flock(fd, LOCK_UN);
}

static int end(struct session *s, struct log *l, struct physmon_error *e)
{
	int r;

	if (!l || !l->path)
		return 0;
	emit_tee(s->emit, NULL);
	flush(l);
	r = l->out.err;
	if (r)
		datafile_failed(l->path, -r, e);
	r = datafile_close(&l->file, r, e);
	free(l->out.own);
	free(l->path);
	l->path = NULL;
	return r;
}

/* For those who can't fail for it. */
static void end_and_tell(struct session *s, void *module)
{
	struct physmon_error e;

	if (!end(s, module, &e))
		return;
	emit_error(s->emit, NULL, &e, STATUS_FAILED);
	s->failed = true;
}

/* "# 12.000250 ", before each line of what came of a command. */
static void begin_comment(void *ctx)
{
	struct log *l = ctx;
	char *p;

	if (l->out.len > sizeof(l->buf) / 2)
		flush(l);
	p = out_reserve(&l->out, 64);

	*p++ = '#';
	*p++ = ' ';
	p = hex_put_fixed(p, (clock_ns() - l->start) / CLOCK_US, 6);
	*p++ = ' ';
	out_used(&l->out, p);
}

static void put_text(struct log *l, const char *s, size_t n)
{
	out_put(&l->out, s, n);
	out_put(&l->out, "\n", 1);
}

/* A line of up to 160 characters. */
static __attribute__((format(printf, 2, 3))) void put_line(struct log *l, const char *format, ...)
{
	char line[160];
	va_list ap;

	va_start(ap, format);
	text_vprint(line, sizeof(line), format, ap);
	va_end(ap);
	put_text(l, line, strlen(line));
}

/* In quotes, where it isn't a plain name. */
static void put_name(struct log *l, const char *name)
{
	const size_t n = strlen(name);
	char hex[8];

	if (parse_name_span(name, name + n) == n) {
		out_put(&l->out, name, n);
		return;
	}
	out_put(&l->out, "\"", 1);
	for (const char *s = name; *s; s++) {
		if (*s == '"' || *s == '\\') {
			out_put(&l->out, "\\", 1);
			out_put(&l->out, s, 1);
		} else if ((unsigned char)*s < 0x20 || *s == 0x7f) {
			text_print(hex, sizeof(hex), "\\x%02x", (unsigned char)*s);
			out_str(&l->out, hex);
		} else {
			out_put(&l->out, s, 1);
		}
	}
	out_put(&l->out, "\"", 1);
}

/* @words: of a register, as they were typed, or NULL. */
static void put_definition(struct log *l, const char *name, uint64_t addr, const struct operand *words)
{
	char hex[20];

	out_str(&l->out, "def ");
	put_name(l, name);
	out_str(&l->out, " 0x");
	out_str(&l->out, hex_str(hex, addr, session_digits(addr)));
	out_str(&l->out, words ? " " : "");
	put_text(l, words ? words->text : "", words ? words->len : 0);
}

static void put_register(void *ctx, const char *name, const struct reg *r, const struct reg_field *field,
			 const char *words)
{
	struct log *l = ctx;
	char hex[20];

	out_str(&l->out, "def ");
	out_str(&l->out, name);
	out_str(&l->out, field ? " " : " 0x");
	if (!field) {
		out_str(&l->out, hex_str(hex, r->addr, session_digits(r->addr)));
		out_str(&l->out, " ");
	}
	put_text(l, words, strlen(words));
}

/* What the session is like before the first command, as commands where these can make it so. */
static void put_state(struct log *l, struct session *s)
{
	const struct reg_edit *const defined = register_db_edited(s);
	const struct physmon_range *r;
	const struct reg *reg;
	const char *name;
	char utc[CLOCK_UTC];
	uint64_t addr;
	unsigned mask;

	clock_utc(utc);
	put_line(l, "# physmon %s, %s", version_text, utc);
	/* not as a command: who tries the log on another target must not find himself on the board */
	out_str(&l->out, "# target ");
	put_name(l, physmon_info(s->target)->spec);
	out_str(&l->out, "\n");
	put_line(l, "width %c; base 0x%llx; endian %s", parse_width_letter(s->width), (unsigned long long)s->base,
		 !s->swap				  ? "native"
		 : __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? "little"
							  : "big");
	for (size_t i = 0; (name = allow_words_at(i, &mask)); i++)
		if (s->allow & mask)
			put_line(l, "allow %s", name);
	for (size_t i = 0; (name = register_db_path(s, i)); i++) {
		out_str(&l->out, "svd ");
		put_name(l, name);
		out_str(&l->out, "\n");
	}
	for (size_t i = 0; (r = physmon_protected(s->target, i)); i++)
		if (r->what & PHYSMON_PROTECT_NOREAD)
			put_line(l, "noread =0x%08llx..0x%08llx", (unsigned long long)r->first,
				 (unsigned long long)r->last);
	for (size_t i = 0; (name = names_next(s->names, &i, &addr));)
		put_definition(l, name, addr, NULL);
	for (size_t i = 0; defined && (reg = reg_set_reg(defined->set, i)); i++)
		if (reg->defined)
			register_def_print(reg, put_register, l);
}

/* As it was typed, but for numbers that may be names where it is run again: these get 0x. */
static void put_typed(struct log *l, const struct call *c, const char *text, const char *end)
{
	const struct operand *const first = c->operands - c->step->noptions;
	const char *at = text, *s, *word;
	uint64_t v;

	for (const struct operand *o = first; o < c->operands + c->noperands; o++) {
		s = c->step->line + o->column - 1;
		if (o->text || s < at || s >= end)
			continue;
		s += *s == '=';
		for (word = s; word < end && (hex_digit(*word) >= 0 || *word == '_'); word++)
			;
		if (hex_digit(*s) < 10 || (word < end && !strchr(" \t;[.", *word)) || parse_number(s, word, &v) ||
		    v != o->expr.value)
			continue;
		out_put(&l->out, at, (size_t)(s - at));
		out_str(&l->out, "0x");
		at = s;
	}
	put_text(l, at, (size_t)(end - at));
}

static void put_command(struct log *l, struct session *s, const struct call *c)
{
	const char *text = c->step->line + c->step->at.column - 1;
	size_t n = c->step->length;
	struct names_hit hit;

	while (n && parse_blank(text[n - 1]))
		n--;
	if (c->again->repeating && c->again->what == AGAIN_DUMP && c->again->nbytes != DUMP_DEFAULT) {
		/* an empty line: its length is the one before's */
		put_line(l, "d . 0x%llx", (unsigned long long)c->again->nbytes);
	} else if (!strcmp(c->step->command->name, "def") && c->noperands >= 2 && !c->operands[1].text &&
		   !names_find(s->names, c->operands[0].text, c->operands[0].len, NAMES_MARKED, &hit, NULL)) {
		/* its address may have been known only where it was typed */
		put_definition(l, c->operands[0].text, hit.addr, c->noperands > 2 ? &c->operands[2] : NULL);
	} else {
		put_typed(l, c, text, text + n);
	}
}

static int at_command(struct session *s, void *module, const struct call *c, struct physmon_error *e)
{
	struct log *l = module;
	size_t n;
	int r;

	if (l->path && c && !(c->step->command->flags & COMMAND_SILENT))
		put_command(l, s, c);
	if (!l->path)
		return 0;
	flush(l);
	if (!l->out.err)
		return 0;
	r = end(s, l, e);
	n = strlen(e->text);
	text_print(e->text + n, sizeof(e->text) - n, "; the log ends%s", c ? ", and this command was not run" : "");
	return r;
}

static void answered(struct session *s, void *module, const char *line, size_t len)
{
	struct log *l = module;

	(void)s;
	if (!l->path)
		return;
	put_text(l, line, len);
	flush(l);
}

static const struct session_ops ops = {
	.free = end_and_tell,
	.at_command = at_command,
	.answered = answered,
};

int transcript_begin(struct session *s, const char *path, struct physmon_error *e)
{
	struct log *l = session_attach(s, &ops, sizeof(*l));
	char *copy = strdup(path);
	struct datafile f;
	char last = '\n';
	int r;

	if (!l || !copy) {
		free(copy);
		return error_no_memory(e);
	}
	r = datafile_create(&f, copy, DATAFILE_APPEND, s->target, e);
	if (!r) {
		r = end(s, l, e);
		if (r)
			datafile_close(&f, r, NULL);
	}
	if (r) {
		free(copy);
		return r;
	}
	l->path = copy;
	l->start = clock_ns();
	l->file = f;
	out_init(&l->out, f.fd, l->buf, sizeof(l->buf));
	l->out.most = SIZE_MAX;
	if (lseek(f.fd, -1, SEEK_END) >= 0 && read(f.fd, &last, 1) == 1 && last != '\n')
		put_text(l, "", 0); /* a line that was cut short must not swallow the next one */
	put_state(l, s);
	flush(l);
	if (l->out.err)
		return end(s, l, e);
	l->tee = (struct emit_tee){ &l->out, begin_comment, flush, l };
	emit_tee(s->emit, &l->tee);
	return 0;
}

int transcript_end(struct session *s, struct physmon_error *e)
{
	return end(s, session_attached(s, &ops), e);
}

const char *transcript_path(struct session *s)
{
	const struct log *l = session_attached(s, &ops);

	return l ? l->path : NULL;
}
