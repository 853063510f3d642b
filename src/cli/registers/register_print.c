/* SPDX-License-Identifier: GPL-2.0-or-later */
/* register_print: prints values, fields and lists as lines; register_draw prints diagrams. */
#include <string.h>

#include "emit.h"
#include "register_print_internal.h"
#include "text.h"

/* --- fields -------------------------------------------------------------------------------------------------- */

uint64_t register_print_mask(unsigned width)
{
	return width < 64 ? (UINT64_C(1) << width) - 1 : UINT64_MAX;
}

/* A field of @v is shown: all are that lie within, or one only. */
bool register_print_shown(const struct regview *v, size_t i)
{
	const struct reg_field *const f = &v->reg->fields[i];

	return v->only ? v->only == f : !v->bits || f->lo + f->nbits <= v->bits;
}

/* Has the field a value? Not one that begins above all bits that an access brings. */
bool register_print_known(const struct regview *v, const struct reg_field *f)
{
	return v->state == PHYSMON_DONE && f->lo < 64;
}

uint64_t register_print_value(const struct reg_field *f, uint64_t v)
{
	return f->lo < 64 ? v >> f->lo & register_print_mask(f->nbits) : 0;
}

bool register_print_changed(const struct regview *v, const struct reg_field *f)
{
	return v->seen && register_print_known(v, f) &&
	       register_print_value(f, v->value) != register_print_value(f, v->before);
}

unsigned register_print_digits(const struct reg_field *f)
{
	return f->nbits < 64 ? (f->nbits + 3) / 4 : 16;
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
void register_print_bits(const struct reg_field *f, char bits[REGVIEW_BITS_ROOM])
{
	if (f->nbits > 1)
		text_print(bits, REGVIEW_BITS_ROOM, "%u:%u", f->lo + f->nbits - 1, f->lo);
	else
		text_print(bits, REGVIEW_BITS_ROOM, "%u", f->lo);
}

unsigned register_print_size(const struct regview *v)
{
	return v->bits ? v->bits : v->reg->bits;
}

void register_print_line(struct emit *m, const struct regview *v, bool named)
{
	emit_result(m, "%*llx{addr} = %*.*llx{*value}%s%s|%s{name}%u{width}", v->digits, ull(v->addr),
		    (register_print_size(v) + 3) / 4, v->state, ull(v->value), named ? "  " : "",
		    named ? v->reg->name : "", v->reg->name, register_print_size(v));
}

static void field_line(struct emit *m, const struct regview *v, const struct reg_field *f, bool bare)
{
	const struct reg_value *x =
		register_print_known(v, f) ? reg_value_of(f, register_print_value(f, v->value), false) : NULL;
	const char *meaning = "";
	char bits[REGVIEW_BITS_ROOM];

	if (emit_format(m) == EMIT_BARE && !bare)
		return;
	if (x)
		meaning = *x->name ? x->name : x->description;
	register_print_bits(f, bits);
	emit_result(m, "%*llx{addr}[%s{bits}] = %*.*llx{*value}  %c{changed}%s{field}%s%s{meaning}%s|%s{name}",
		    v->digits, ull(v->addr), bits, register_print_digits(f), v->state,
		    ull(register_print_value(f, v->value)), register_print_changed(v, f) ? '*' : 0, f->name,
		    x ? " (" : "", meaning, x ? ")" : "", v->reg->name);
}

/* Lines of all fields; @bare: in bare, too. */
void register_print_field_lines(struct emit *m, const struct regview *v, bool bare)
{
	size_t i;

	for (i = v->reg->nfields; i--;)
		if (register_print_shown(v, i))
			field_line(m, v, &v->reg->fields[i], bare);
}

void register_print_fields(struct emit *m, const struct regview *v)
{
	register_print_field_lines(m, v, v->only);
}

/* --- lists --------------------------------------------------------------------------------------------------- */

void register_print_list(struct emit *m, const struct regview *v)
{
	emit_result(m, "%*llx{addr} %u{width} %s{access} %s{*name}", v->digits, ull(v->reg->addr), v->reg->bits,
		    reg_access_name(v->reg->access), v->reg->name);
}

void register_print_found(struct emit *m, const struct regview *v)
{
	const struct reg_field *const f = v->only;

	emit_result(m, "%*llx{addr} %u{width} %s{access} %s{*name}%s%s{field}  %s{description}", v->digits,
		    ull(v->reg->addr), v->reg->bits, reg_access_name(f ? f->access : v->reg->access), v->reg->name,
		    f ? "." : "", f ? f->name : "", f ? f->description : v->reg->description);
}
