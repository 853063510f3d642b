/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * register_draw: registers as diagrams, and as JSON objects. bit_diagram lays out a diagram; pen_note() writes the text
 * behind a field's name.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "bit_diagram.h"
#include "emit.h"
#include "register_print_internal.h"
#include "text.h"

#define TEXT_ROOM 400 /* for a sentence of a description */

/* A text that is written twice: to learn its length, with no room, then for good. */
struct pen {
	char *out;
	size_t size, n;
};

static void pen_print(struct pen *p, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static void pen_print(struct pen *p, const char *fmt, ...)
{
	const size_t used = p->n < p->size ? p->n : p->size;
	va_list ap;

	va_start(ap, fmt);
	p->n += text_vprint(p->out ? p->out + used : NULL, p->size - used, fmt, ap);
	va_end(ap);
}

/* The name of an enumerated value; what describes it where it has none. */
static void pen_meaning(struct pen *p, const struct reg_value *x)
{
	char text[TEXT_ROOM];

	if (*x->name) {
		pen_print(p, "%s", x->name);
	} else {
		register_print_sentence(text, sizeof(text), x->description);
		pen_print(p, "%s", text);
	}
}

/* Does an enumerated value stand for a single number? */
static bool enum_exact(const struct reg_field *f, const struct reg_value *x)
{
	return x->has_value && !~(x->mask | ~register_print_mask(f->nbits));
}

/* The value that an enumerated value stands for: "3", "y1x0" with bits that don't count, "else" for all others. */
static void pen_number(struct pen *p, const struct reg_field *f, const struct reg_value *x)
{
	unsigned bit = f->nbits < 64 ? f->nbits : 64;

	if (!x->has_value) {
		pen_print(p, "else");
	} else if (enum_exact(f, x)) {
		pen_print(p, "%llx", (unsigned long long)x->value);
	} else {
		pen_print(p, "0y");
		while (bit--)
			pen_print(p, "%c", !(x->mask >> bit & 1) ? 'x' : x->value >> bit & 1 ? '1' : '0');
	}
}

/* What is said of a field that has no value: what it is for, what its values mean. */
static void pen_layout(struct pen *p, const struct reg_field *f)
{
	const char *between = ": ";
	char text[TEXT_ROOM];
	size_t i;

	register_print_sentence(text, sizeof(text), f->description);
	if (*text && strcasecmp(text, f->name) != 0) {
		pen_print(p, "%s%s", between, text);
		between = "; ";
	}
	for (i = 0; i < f->nvalues; i++, between = ", ") {
		pen_print(p, "%s", between);
		if (f->values[i].read != f->values[i].write)
			pen_print(p, f->values[i].read ? "read " : "write ");
		pen_number(p, f, &f->values[i]);
		pen_print(p, "=");
		pen_meaning(p, &f->values[i]);
	}
}

/* What stands behind the name of a field in a picture. */
static void pen_note(struct pen *p, const struct regview *v, const struct reg_field *f)
{
	const struct reg_value *x;

	if (!register_print_known(v, f)) {
		pen_layout(p, f);
		return;
	}
	pen_print(p, " = %0*llx", (int)register_print_digits(f), (unsigned long long)register_print_value(f, v->value));
	x = reg_value_of(f, register_print_value(f, v->value), false);
	if (!x)
		return;
	pen_print(p, " (");
	pen_meaning(p, x);
	pen_print(p, ")");
}

/* --- layouts and pictures ------------------------------------------------------------------------------------ */

/* Two characters for what may be done to a field: what a write does, else what a read does, else its access. */
static const char *mark_of(enum reg_access access, enum reg_on_write write, enum reg_on_read read)
{
	static const char *const writes[] = {
		[REG_WRITE_MODIFY] = NULL,   [REG_WRITE_1_CLEAR] = "1c", [REG_WRITE_1_SET] = "1s",
		[REG_WRITE_1_TOGGLE] = "1t", [REG_WRITE_0_CLEAR] = "0c", [REG_WRITE_0_SET] = "0s",
		[REG_WRITE_0_TOGGLE] = "0t", [REG_WRITE_CLEAR] = "wc",	 [REG_WRITE_SET] = "ws",
	};
	static const char *const reads[] = {
		[REG_READ_NONE] = NULL,	  [REG_READ_CLEAR] = "rc",	     [REG_READ_SET] = "rs",
		[REG_READ_MODIFY] = "rm", [REG_READ_MODIFY_EXTERNAL] = "rm",
	};
	static const char *const accesses[] = {
		[REG_RW] = "rw", [REG_RO] = "ro", [REG_WO] = "wo", [REG_W1] = "w1", [REG_RW1] = "r1",
	};

	if (reg_writable(access) && writes[write])
		return writes[write];
	return reads[read] ? reads[read] : accesses[access];
}

/* A text of lines that fit a page. */
static void put_wrapped(struct emit *m, char *text)
{
	char *line = text, *p = text, *blank = NULL;

	for (; *p; p++) {
		if (*p == ' ')
			blank = p;
		if (p - line < (int)BIT_DIAGRAM_COLUMNS || !blank)
			continue;
		*blank = '\n';
		line = blank + 1;
		blank = NULL;
	}
	emit_text(m, text);
}

/* What a register is for, and what it holds after reset. */
static void layout_text(struct emit *m, const struct reg *r)
{
	const unsigned digits = (r->bits < 64 ? r->bits + 3 : 64) / 4;
	char about[TEXT_ROOM], text[TEXT_ROOM + 100];
	size_t n;

	register_print_sentence(about, sizeof(about), r->description);
	n = bit_diagram_ascii(text, sizeof(about), about);
	if (r->has_reset) {
		n += text_print(text + n, sizeof(text) - n, "%safter reset %0*llx", n ? "; " : "", (int)digits,
				(unsigned long long)r->reset_value);
		if (~r->reset_mask & register_print_mask(r->bits))
			text_print(text + n, sizeof(text) - n, " where %0*llx has a 1", (int)digits,
				   (unsigned long long)(r->reset_mask & register_print_mask(r->bits)));
	}
	if (*text)
		put_wrapped(m, text);
}

/* The same as an object. */
static void layout_record(struct emit *m, const struct regview *v)
{
	const struct reg *const r = v->reg;

	emit_result(m, "%*llx{addr} %u{width} %s{access} %s{*name}|%s{description}%*.*llx{reset}", v->digits,
		    ull(r->addr), r->bits, reg_access_name(r->access), r->name, r->description,
		    (r->bits < 64 ? r->bits + 3 : 64) / 4, r->has_reset ? PHYSMON_DONE : PHYSMON_UNKNOWN,
		    ull(r->reset_value));
}

void register_draw_layout(struct emit *m, const struct regview *v)
{
	if (emit_format(m) != EMIT_TEXT) {
		layout_record(m, v);
		return;
	}
	register_print_list(m, v);
	layout_text(m, v->reg);
}

/* A layout as objects: each field, then each of its enumerated values. */
static void layout_records(struct emit *m, const struct regview *v, const struct reg_field *f)
{
	char number[80], bits[REGVIEW_BITS_ROOM];
	struct pen pen;
	size_t i;

	register_print_bits(f, bits);
	emit_result(m, "%s{name}.%s{*field} %s{bits} %s{access}|%s{mark}%s{description}", v->reg->name, f->name, bits,
		    reg_access_name(f->access), mark_of(f->access, f->on_write, f->on_read), f->description);
	for (i = 0; i < f->nvalues; i++) {
		pen = (struct pen){ .out = number, .size = sizeof(number) };
		if (enum_exact(f, &f->values[i])) /* spelt as r spells it */
			pen_print(&pen, "0x%0*llx", (int)register_print_digits(f), ull(f->values[i].value));
		else
			pen_number(&pen, f, &f->values[i]);
		emit_result(m, "%s{name}.%s{field} %s{value} %s{meaning}|%s{description}", v->reg->name, f->name,
			    number, f->values[i].name, f->values[i].description);
	}
}

static void put_line(void *m, const char *text)
{
	emit_text(m, text);
}

/* Does the terminal, if it is one, know bold? What TERM doesn't name is asked for nothing. */
static bool bold(const struct emit *m)
{
	const char *const term = getenv("TERM");

	return emit_by_line(m) && term && *term && strcmp(term, "dumb") != 0;
}

static int draw(struct emit *m, const struct regview *v)
{
	const struct reg *const r = v->reg;
	struct bit_diagram p = { .width = register_print_size(v) < 64 ? register_print_size(v) : 64,
				 .known = v->state == PHYSMON_DONE,
				 .bold = bold(m),
				 .value = v->value,
				 .mark = r->nfields ? NULL : mark_of(r->access, r->on_write, r->on_read) };
	struct pen pen = { 0 };
	struct bit_diagram_field *f;
	const struct reg_field *g;
	size_t i, at;
	char *room;
	int err;

	for (i = 0; i < r->nfields; i++) {
		pen_note(&pen, v, &r->fields[i]);
		pen.n++;
	}
	room = malloc(r->nfields * sizeof(*f) + pen.n + 1);
	if (!room)
		return -ENOMEM;
	p.fields = f = (struct bit_diagram_field *)(void *)room;
	pen = (struct pen){ .out = (char *)(f + r->nfields), .size = pen.n + 1 };
	for (i = r->nfields; i--;) {
		if (!register_print_shown(v, i))
			continue;
		g = &r->fields[i];
		at = pen.n;
		pen_note(&pen, v, g);
		pen.out[pen.n++] = '\0';
		f[p.nfields++] = (struct bit_diagram_field){ .name = g->name,
							     .note = pen.out + at,
							     .mark = mark_of(g->access, g->on_write, g->on_read),
							     .lsb = g->lo,
							     .width = g->nbits,
							     .changed = register_print_changed(v, g) };
	}
	err = bit_diagram_draw(&p, put_line, m);
	free(room);
	return err;
}

int register_draw_picture(struct emit *m, const struct regview *v)
{
	size_t i;

	if (emit_format(m) == EMIT_TEXT)
		return draw(m, v);
	if (v->state == PHYSMON_DONE) {
		register_print_field_lines(m, v, true);
		return 0;
	}
	for (i = v->reg->nfields; i--;)
		if (register_print_shown(v, i))
			layout_records(m, v, &v->reg->fields[i]);
	return 0;
}
