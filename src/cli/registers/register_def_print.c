/* SPDX-License-Identifier: GPL-2.0-or-later */
/* register_def_print: writes registers and fields as the definitions that register_def parses. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "emit.h"
#include "hex.h"
#include "parse.h"
#include "reg_edit.h"
#include "register_db.h"
#include "register_def.h"
#include "session.h"
#include "text.h"
#include "unit.h"

/* A line that grows. */
struct line {
	char *text;
	size_t n, size;
	bool full; /* out of memory: it isn't whole */
};

static void put(struct line *l, const char *text, size_t len)
{
	char *grown;

	if (l->n + len >= l->size) {
		grown = realloc(l->text, 2 * l->size + len + 200);
		if (!grown) {
			l->full = true;
			return;
		}
		l->text = grown;
		l->size = 2 * l->size + len + 200;
	}
	memcpy(l->text + l->n, text, len);
	l->n += len;
	l->text[l->n] = '\0';
}

static void put_word(struct line *l, const char *word)
{
	if (l->n)
		put(l, " ", 1);
	put(l, word, strlen(word));
}

static void put_number(struct line *l, uint64_t v)
{
	char digits[17];

	put(l, digits, (size_t)(hex_put(digits, v, hex_digits(v, 1)) - digits));
}

static void put_quoted(struct line *l, const char *text)
{
	put(l, "\"", 1);
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			put(l, "\\", 1);
		put(l, text, 1);
	}
	put(l, "\"", 1);
}

/* A name as all commands take it: as it is, in quotes, or behind '@' where it is a number, too. */
static void put_name(struct line *l, const char *name, const char *field)
{
	const size_t len = strlen(name), n = strlen(field);
	char full[2 * REGISTER_DEF_NAME_MAX], typed[2 * sizeof(full) + 4], *p = typed;

	l->n = 0;
	if (len + n + 2 > sizeof(full))
		l->full = true; /* it can't be defined */
	if (l->full)
		return;
	text_print(full, sizeof(full), n ? "%s.%s" : "%s", name, field);
	parse_print_name(typed, sizeof(typed), full);
	p += typed[1] == '"'; /* def takes quotes alone */
	put(l, p, strlen(p));
}

static void put_marks(struct line *l, enum reg_on_write on_write, enum reg_on_read on_read)
{
	if (on_write)
		put_word(l, reg_write_words[on_write]);
	if (on_read)
		put_word(l, reg_read_words[on_read]);
}

static void put_text(struct line *l, const char *before, const char *text)
{
	if (!*text)
		return;
	put_word(l, before);
	put_quoted(l, text);
}

/* A word that is no text in quotes and has no ':' in it. */
static bool is_word(const char *s)
{
	return *s && !s[strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+.")];
}

static void put_value(struct line *l, const struct reg_value *v, unsigned nbits)
{
	put_word(l, v->read == v->write ? "" : v->read ? "r" : "w");
	if (v->is_default)
		put(l, "*", 1);
	if (v->has_value && !(~v->mask & unit_bits(nbits))) {
		put_number(l, v->value);
	} else if (v->has_value) {
		put(l, "0y", 2);
		while (nbits--)
			put(l, !(v->mask >> nbits & 1) ? "x" : v->value >> nbits & 1 ? "1" : "0", 1);
	}
	put(l, "=", 1);
	if (is_word(v->name))
		put(l, v->name, strlen(v->name));
	else if (*v->name)
		put_quoted(l, v->name);
	if (!*v->description)
		return;
	put(l, ":", 1);
	put_quoted(l, v->description);
}

/* Values that no definition may have: too large for the field, without a text, the second with one number. */
static bool definable(const struct reg_field *f, size_t i)
{
	const struct reg_value *const v = &f->values[i];

	if (v->value & ~unit_bits(f->nbits) || (!*v->name && !*v->description) || i >= REGISTER_DEF_VALUES_MAX)
		return false;
	while (i--)
		if (reg_value_same(v, &f->values[i]))
			return false;
	return true;
}

static void put_field(struct line *l, const struct reg *r, const struct reg_field *f)
{
	char bits[10];

	l->n = 0;
	text_print(bits, sizeof(bits), f->nbits > 1 ? "[%u:%u]" : "[%u]", f->lo + f->nbits - 1, f->lo);
	put_word(l, bits);
	if (f->access != r->access)
		put_word(l, reg_access_words[f->access]);
	if (f->on_write != r->on_write || f->on_read != r->on_read) {
		put_marks(l, f->on_write, f->on_read);
		if (!f->on_write && !f->on_read)
			put_word(l, "plain");
	}
	for (size_t i = 0; i < f->nvalues; i++)
		if (definable(f, i))
			put_value(l, &f->values[i], f->nbits);
	put_text(l, "", f->description);
}

static void put_register(struct line *l, const struct reg *r)
{
	char bits[10];

	l->n = 0;
	text_print(bits, sizeof(bits), "%u", r->bits);
	if (reg_width(r)) {
		bits[0] = parse_width_letter(reg_width(r));
		bits[1] = '\0';
	}
	put_word(l, bits);
	if (r->access != REG_RW)
		put_word(l, reg_access_words[r->access]);
	put_marks(l, r->on_write, r->on_read);
	if (r->has_reset) {
		put_word(l, r->reset_default ? "default-reset=" : "reset=");
		put_number(l, r->reset_value);
		if (r->reset_mask != unit_bits(r->bits)) {
			put(l, "/", 1);
			put_number(l, r->reset_mask);
		}
	}
	/* a search for what is part of the name finds the register anyway */
	if (!strstr(r->name, r->display_name))
		put_text(l, "display=", r->display_name);
	put_text(l, "", r->description);
}

int register_def_print(const struct reg *r, register_def_line *put_line, void *ctx)
{
	struct line name = { 0 }, line = { 0 };

	put_name(&name, r->name, "");
	put_register(&line, r);
	if (!name.full && !line.full)
		put_line(ctx, name.text, r, NULL, line.text);
	for (size_t i = 0; i < r->nfields && !name.full && !line.full; i++) {
		put_name(&name, r->name, r->fields[i].name);
		put_field(&line, r, &r->fields[i]);
		if (!name.full && !line.full && r->fields[i].lo + r->fields[i].nbits <= r->bits)
			put_line(ctx, name.text, r, &r->fields[i], line.text);
	}
	free(name.text);
	free(line.text);
	return name.full || line.full ? -ENOMEM : 0;
}

void register_def_print_list(struct session *s)
{
	const struct reg_edit *const ed = register_db_edited(s);
	const struct reg *r;

	for (size_t i = 0; ed && (r = reg_set_reg(ed->set, i)); i++)
		if (r->defined)
			emit_result(s->emit, "%*llx{*addr} %s{*name}", session_digits(r->addr), ull(r->addr), r->name);
}

const char *register_def_print_word(size_t i)
{
	static const char *const *const tables[] = { reg_access_words, reg_write_words + 1, reg_read_words + 1 };

	for (size_t t = 0; t < 3; t++)
		for (const char *const *word = tables[t]; *word; word++)
			if (!i--)
				return *word;
	return i ? NULL : "plain";
}
