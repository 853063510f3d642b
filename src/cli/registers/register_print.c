/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * register_print: prints registers as lines and lists, as diagrams, and as JSON objects. bit_diagram lays out a
 * diagram; pen_note() writes the text behind a field's name.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "bit_diagram.h"
#include "emit.h"
#include "register_print.h"
#include "text.h"
#include "unit.h"

/* --- fields -------------------------------------------------------------------------------------------------- */

/* A field of @v is shown: all are, or one only, that the register has, and within what was read of it. */
static bool shown(const struct regview *v, size_t i)
{
	const struct reg_field *const f = &v->reg->fields[i];

	return (!v->only || v->only == f) && reg_holds(v->reg, f) && (!v->bits || f->lo + f->nbits <= v->bits);
}

/* Fields that the register doesn't have are left out: say so. */
static void tell_outside(struct emit *m, const struct regview *v)
{
	const struct reg *const r = v->reg;
	size_t n = 0;

	for (size_t i = 0; i < r->nfields; i++)
		n += (!v->only || v->only == &r->fields[i]) && !reg_holds(r, &r->fields[i]);
	if (n)
		emit_note(m, "%zu field%s of %s left out: outside its %u bits, so the description is wrong", n,
			  n == 1 ? "" : "s", r->name, r->bits);
}

/* Has the field a value? Not one that begins above all bits that an access brings. */
static bool known(const struct regview *v, const struct reg_field *f)
{
	return v->state == PHYSMON_DONE && f->lo < 64;
}

static uint64_t value_of(const struct reg_field *f, uint64_t v)
{
	return f->lo < 64 ? v >> f->lo & unit_bits(f->nbits) : 0;
}

static bool changed(const struct regview *v, const struct reg_field *f)
{
	return v->seen && known(v, f) && value_of(f, v->value) != value_of(f, v->before);
}

/* Digits of a value of @bits bits; a wider register than 64 bits has no value, but marks in its place. */
static unsigned digits_for(unsigned bits)
{
	return bits < 64 ? (bits + 3) / 4 : 16;
}

size_t register_print_sentence(char *out, size_t size, const char *s)
{
	const char *end = strstr(s, ". "), *line = strstr(s, "\\n"); /* some files hold C's escapes */
	size_t n;

	end = end && (!line || end < line) ? end : line;
	n = end ? (size_t)(end - s) : strlen(s);
	if (n && s[n - 1] == '.')
		n--;
	if (n < size)
		return text_print(out, size, "%.*s", (int)n, s);
	for (n = size - 4; n && s[n] != ' '; n--)
		;
	return text_print(out, size, "%.*s...", (int)n, s);
}

/* --- lines --------------------------------------------------------------------------------------------------- */

/* "7:5" or "7", as an address has it between brackets. */
#define BITS_SIZE 24
static void put_bits(const struct reg_field *f, char bits[BITS_SIZE])
{
	if (f->nbits > 1)
		text_print(bits, BITS_SIZE, "%u:%u", f->lo + f->nbits - 1, f->lo);
	else
		text_print(bits, BITS_SIZE, "%u", f->lo);
}

static unsigned size_of(const struct regview *v)
{
	return v->bits ? v->bits : v->reg->bits;
}

void register_print_line(struct emit *m, const struct regview *v)
{
	emit_result(m, "%*llx{addr} = %*.*llx{*value}  %s{name}|%u{width}", v->digits, ull(v->addr),
		    digits_for(size_of(v)), v->state, ull(v->value), v->reg->name, size_of(v));
}

static void field_line(struct emit *m, const struct regview *v, const struct reg_field *f, bool bare)
{
	const struct reg_value *x = known(v, f) ? reg_value_of(f, value_of(f, v->value), false) : NULL;
	const char *meaning = "";
	char bits[BITS_SIZE];

	if (emit_format(m) == EMIT_BARE && !bare)
		return;
	if (x)
		meaning = *x->name ? x->name : x->description;
	put_bits(f, bits);
	emit_result(m, "%*llx{addr}[%s{bits}] = %*.*llx{*value}|%c{changed}|  %s%s%s{field}%s%s{meaning}%s%s|%s{name}",
		    v->digits, ull(v->addr), bits, digits_for(f->nbits), v->state, ull(value_of(f, v->value)),
		    (int)changed(v, f), v->several ? v->reg->name : "", v->several ? "." : "", f->name, x ? " (" : "",
		    meaning, x ? ")" : "", changed(v, f) ? "  *" : "", v->reg->name);
}

/* Lines of all fields; @bare: in bare, too. */
static void field_lines(struct emit *m, const struct regview *v, bool bare)
{
	for (size_t i = v->reg->nfields; i--;)
		if (shown(v, i))
			field_line(m, v, &v->reg->fields[i], bare);
}

void register_print_fields(struct emit *m, const struct regview *v)
{
	field_lines(m, v, v->only);
	tell_outside(m, v);
}

/* --- lists --------------------------------------------------------------------------------------------------- */

void register_print_list(struct emit *m, const struct regview *v)
{
	emit_result(m, "%*llx{addr} %u{width} %s{access} %s{*name}", v->digits, ull(v->reg->addr), v->reg->bits,
		    reg_access_words[v->reg->access], v->reg->name);
}

void register_print_found(struct emit *m, const struct regview *v)
{
	const struct reg_field *const f = v->only;

	emit_result(m, "%*llx{addr} %u{width} %s{access} %s{*name}%s%s{field}  %s{description}", v->digits,
		    ull(v->reg->addr), v->reg->bits, reg_access_words[f ? f->access : v->reg->access], v->reg->name,
		    f ? "." : "", f ? f->name : "", f ? f->description : v->reg->description);
}

/* --- notes in diagrams --------------------------------------------------------------------------------------- */

#define TEXT_MAX 400 /* for a sentence of a description */

/* A text that is written twice: to learn its length, without a buffer, then for good. */
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
	char text[TEXT_MAX];

	if (*x->name) {
		pen_print(p, "%s", x->name);
	} else {
		register_print_sentence(text, sizeof(text), x->description);
		pen_print(p, "%s", text);
	}
}

/* Does an enumerated value mean a single number? */
static bool enum_exact(const struct reg_field *f, const struct reg_value *x)
{
	return x->has_value && !~(x->mask | ~unit_bits(f->nbits));
}

/* The value that an enumerated value means: "3", "y1x0" with bits that don't count, "else" for all others. */
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
	char text[TEXT_MAX];

	register_print_sentence(text, sizeof(text), f->description);
	if (*text && strcasecmp(text, f->name) != 0) {
		pen_print(p, "%s%s", between, text);
		between = "; ";
	}
	for (size_t i = 0; i < f->nvalues; i++, between = ", ") {
		pen_print(p, "%s", between);
		if (f->values[i].read != f->values[i].write)
			pen_print(p, f->values[i].read ? "read " : "write ");
		pen_number(p, f, &f->values[i]);
		pen_print(p, "=");
		pen_meaning(p, &f->values[i]);
	}
}

/* What is behind the name of a field in a picture. */
static void pen_note(struct pen *p, const struct regview *v, const struct reg_field *f)
{
	const struct reg_value *x;

	if (!known(v, f)) {
		pen_layout(p, f);
		return;
	}
	pen_print(p, " = %0*llx", (int)digits_for(f->nbits), (unsigned long long)value_of(f, v->value));
	x = reg_value_of(f, value_of(f, v->value), false);
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
	if (reg_writable(access) && write != REG_WRITE_PLAIN && write != REG_WRITE_MODIFY)
		return reg_write_words[write];
	if (read == REG_READ_MODIFY_EXTERNAL)
		read = REG_READ_MODIFY;
	if (read != REG_READ_NONE)
		return reg_read_words[read];
	return access == REG_RW1 ? "r1" : reg_access_words[access];
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
	const unsigned digits = digits_for(r->bits);
	char about[TEXT_MAX], text[TEXT_MAX + 100];
	size_t n;

	register_print_sentence(about, sizeof(about), r->description);
	n = bit_diagram_ascii(text, sizeof(about), about);
	if (r->has_reset && r->reset_mask) {
		n += text_print(text + n, sizeof(text) - n, "%safter reset%s %0*llx", n ? "; " : "",
				r->reset_default ? ", by the device's default," : "", (int)digits,
				(unsigned long long)r->reset_value);
		if (~r->reset_mask & unit_bits(r->bits))
			text_print(text + n, sizeof(text) - n, " where %0*llx has a 1", (int)digits,
				   (unsigned long long)(r->reset_mask & unit_bits(r->bits)));
	}
	if (*text)
		put_wrapped(m, text);
}

/* The same as an object. */
static void layout_record(struct emit *m, const struct regview *v)
{
	const struct reg *const r = v->reg;

	const enum physmon_state known = r->has_reset ? PHYSMON_DONE : PHYSMON_UNKNOWN;

	emit_result(m,
		    "%*llx{addr} %u{width} %s{access} %s{*name}|%s{description}%*.*llx{reset}%*.*llx{reset_mask}"
		    "%s{reset_of}",
		    v->digits, ull(r->addr), r->bits, reg_access_words[r->access], r->name, r->description,
		    digits_for(r->bits), known, ull(r->reset_value), digits_for(r->bits), known, ull(r->reset_mask),
		    r->reset_default ? "device" : "register");
}

void register_print_layout(struct emit *m, const struct regview *v)
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
	char number[80], bits[BITS_SIZE];
	struct pen pen;

	put_bits(f, bits);
	emit_result(m, "%s{name}.%s{*field} %s{bits} %s{access}|%s{mark}%s{description}", v->reg->name, f->name, bits,
		    reg_access_words[f->access], mark_of(f->access, f->on_write, f->on_read), f->description);
	for (size_t i = 0; i < f->nvalues; i++) {
		pen = (struct pen){ .out = number, .size = sizeof(number) };
		if (enum_exact(f, &f->values[i])) /* spelt as r spells it */
			pen_print(&pen, "0x%0*llx", (int)digits_for(f->nbits), ull(f->values[i].value));
		else
			pen_number(&pen, f, &f->values[i]);
		emit_result(m, "%s{name}.%s{field} %s{value} %s{meaning}|%s{usage}%s{description}", v->reg->name,
			    f->name, number, f->values[i].name,
			    !f->values[i].write ? "read"
			    : f->values[i].read ? "read-write"
						: "write",
			    f->values[i].description);
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
	struct bit_diagram p = { .width = size_of(v) < 64 ? size_of(v) : 64,
				 .known = v->state == PHYSMON_DONE,
				 .bold = bold(m),
				 .value = v->value,
				 .mark = r->nfields ? NULL : mark_of(r->access, r->on_write, r->on_read) };
	struct pen pen = { 0 };
	struct bit_diagram_field *f;
	const struct reg_field *g;
	size_t at;
	char *buffer;
	int err;

	for (size_t i = 0; i < r->nfields; i++) {
		pen_note(&pen, v, &r->fields[i]);
		pen.n++;
	}
	buffer = malloc(r->nfields * sizeof(*f) + pen.n + 1);
	if (!buffer)
		return -ENOMEM;
	p.fields = f = (struct bit_diagram_field *)(void *)buffer;
	pen = (struct pen){ .out = (char *)(f + r->nfields), .size = pen.n + 1 };
	for (size_t i = r->nfields; i--;) {
		if (!shown(v, i))
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
							     .changed = changed(v, g) };
	}
	err = bit_diagram_draw(&p, put_line, m);
	free(buffer);
	return err;
}

int register_print_picture(struct emit *m, const struct regview *v)
{
	int err = 0;

	if (emit_format(m) == EMIT_TEXT)
		err = draw(m, v);
	else if (v->state == PHYSMON_DONE)
		field_lines(m, v, true);
	else
		for (size_t i = v->reg->nfields; i--;)
			if (shown(v, i))
				layout_records(m, v, &v->reg->fields[i]);
	tell_outside(m, v);
	return err;
}
