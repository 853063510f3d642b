/* SPDX-License-Identifier: GPL-2.0-or-later */
/* register_def: parses the definitions of registers and fields. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "emit.h"
#include "error.h"
#include "operand.h"
#include "parse.h"
#include "reg_edit.h"
#include "register_db.h"
#include "register_def_internal.h"
#include "selection.h"
#include "session.h"

#define BITS_LEAST 8
#define BITS_MAX 65536

static int parse_width_word(struct register_definition *d)
{
	const char *const end = parse_word_end(d->p, d->end);
	const unsigned bytes = parse_width(d->p, end);
	uint64_t bits = 8 * bytes;

	if (!bits && (parse_decimal(d->p, end, &bits) || bits < BITS_LEAST || bits > BITS_MAX))
		return error_text(d->e, "%.*s is not a width: b w d q, or %u to %u bits in decimal",
				  parse_shown(d->p, end), d->p, BITS_LEAST, BITS_MAX);
	d->nbits = (unsigned)bits;
	d->p = end;
	return 0;
}

static int check_name(const char *name, size_t len, struct physmon_error *e)
{
	if (len > REGISTER_DEF_NAME_MAX)
		return error_text(e, "a register's name has at most %u bytes", REGISTER_DEF_NAME_MAX);
	if (!len || !register_def_words_printable(name, len, '!'))
		return error_text(e, "a register's name holds no blanks and no control characters");
	return 0;
}

static int define_register(struct reg_edit *ed, struct register_definition *d, const struct operand *name,
			   uint64_t addr)
{
	int err = parse_width_word(d);

	if (!err && addr > UINT64_MAX - (d->nbits - 1) / 8)
		err = error_set(d->e, PHYSMON_E_NONE, ERANGE, "a register of %u bits at %08llx wraps around", d->nbits,
				(unsigned long long)addr);
	d->reg.display_name = "";
	if (!err)
		err = register_def_words(d);
	if (err)
		return err;
	d->reg.name = reg_set_text(ed->set, name->text, name->len);
	d->reg.description = d->description;
	d->reg.addr = addr;
	d->reg.bits = d->nbits;
	d->reg.access = d->access;
	d->reg.on_write = d->on_write;
	d->reg.on_read = d->on_read;
	return d->reg.name && !reg_edit_register(ed, &d->reg) ? 0 : register_def_words_no_memory(d);
}

/* The register whose field is called @name, and where the field's own name begins; NULL: there is none. */
static const struct reg *register_of(const struct reg_edit *ed, const struct operand *name, const char **field)
{
	const struct reg *r = NULL;
	const char *dot = name->text + name->len;

	while (!r && (dot = memrchr(name->text, '.', (size_t)(dot - name->text))))
		if (dot + 1 < name->text + name->len)
			r = reg_edit_find(ed, name->text, (size_t)(dot - name->text));
	*field = dot ? dot + 1 : NULL;
	return r;
}

static int define_field(struct reg_edit *ed, struct register_definition *d, const struct operand *name,
			const struct selection *bits, const char *own)
{
	struct reg_field f = { .lo = bits->lo, .nbits = d->nbits };
	struct reg_value *values = NULL;
	int err = register_def_words(d);

	if (err)
		return err;
	f.name = reg_set_text(ed->set, own, (size_t)(name->text + name->len - own));
	if (d->nvalues)
		values = reg_set_take(ed->set, d->nvalues * sizeof(*values));
	if (!f.name || (d->nvalues && !values))
		return register_def_words_no_memory(d);
	if (values)
		memcpy(values, d->values, d->nvalues * sizeof(*values));
	f.values = values;
	f.nvalues = d->nvalues;
	f.description = d->description;
	f.access = d->has_access ? d->access : d->of->access;
	f.on_write = d->on_write;
	f.on_read = d->on_read;
	if (!d->has_write && !d->has_read && !d->plain) {
		f.on_write = d->of->on_write;
		f.on_read = d->of->on_read;
	}
	err = reg_edit_field(ed, d->of, &f);
	if (err == -E2BIG)
		return error_set(d->e, PHYSMON_E_NONE, E2BIG, "%s would have more than %u fields", d->of->name,
				 REG_EDIT_FIELDS_MAX);
	return err ? register_def_words_no_memory(d) : 0;
}

int register_def_compile(struct session *s, const struct operand *operands, size_t n, uint64_t addr, size_t *column,
			 struct physmon_error *e)
{
	const struct operand *const name = &operands[0], *const at = &operands[1], *const rest = &operands[2];
	struct register_definition d = { .description = "", .p = "", .e = e };
	struct selection bits = { 0 };
	struct reg_edit *ed;
	const char *own, *p;
	int err;

	d.end = d.p;
	if (n > 2) {
		d.p = rest->text;
		d.end = rest->text + rest->len;
	}
	*column = name->column;
	err = check_name(name->text, name->len, e);
	if (!err)
		err = register_db_edit(s, &ed, e);
	if (err)
		return err;
	d.set = ed->set;
	if (at->text) {
		d.of = register_of(ed, name, &own);
		if (!d.of)
			return error_set(e, PHYSMON_E_NONE, ENOENT,
					 "%.*s is a field of no register: 'def NAME ADDR WIDTH' defines one, then "
					 "'def NAME.FIELD [7:4]' its fields",
					 parse_shown(name->text, name->text + name->len), name->text);
		p = at->text;
		*column = at->column;
		err = selection_parse_bits(&p, at->text + at->len, &bits, e);
		if (!err && p < at->text + at->len)
			err = error_text(e, "'%c' can't stand here",
					 register_def_words_printable(p, 1, '!') ? *p : '?');
		if (!err && bits.hi >= d.of->bits)
			return error_text(e, "bit %u lies outside %s, which has %u bits", bits.hi, d.of->name,
					  d.of->bits);
		if (err) {
			*column += (size_t)(p - at->text);
			return err;
		}
		d.nbits = bits.hi - bits.lo + 1u;
	}
	err = at->text ? define_field(ed, &d, name, &bits, own) : define_register(ed, &d, name, addr);
	if (err && n > 2)
		*column = rest->column + (size_t)(d.p - rest->text);
	free(d.values);
	return err;
}

int register_def_remove(struct session *s, const struct operand *name, struct physmon_error *e)
{
	struct reg_edit *ed;
	int err;

	if (!register_db_edited(s) || !reg_edit_find(register_db_edited(s), name->text, name->len))
		return 0;
	err = register_db_edit(s, &ed, e);
	return !err && reg_edit_remove(ed, name->text, name->len) ? error_no_memory(e) : err;
}

int register_def_protect(struct session *s, const struct operand *name, struct physmon_error *e)
{
	const struct reg_edit *const ed = register_db_edited(s);
	const struct reg *r = ed ? reg_edit_find(ed, name->text, name->len) : NULL;
	const char *own;

	if (ed && !r)
		r = register_of(ed, name, &own);
	if (!r || !reg_edit_noread(ed, r))
		return 0;
	return physmon_protect(s->target, r->addr, r->addr + reg_bytes(r) - 1, PHYSMON_PROTECT_NOREAD, e);
}

void register_def_list(struct session *s)
{
	const struct reg_edit *const ed = register_db_edited(s);
	const struct reg *r;

	for (size_t i = 0; ed && (r = reg_set_reg(ed->set, i)); i++)
		if (r->defined)
			emit_result(s->emit, "%*llx{*addr} %s{*name}", session_digits(r->addr), ull(r->addr), r->name);
}
