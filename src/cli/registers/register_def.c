/* SPDX-License-Identifier: GPL-2.0-or-later */
/* register_def: parses the definitions of registers and fields. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "error.h"
#include "operand.h"
#include "parse.h"
#include "reg_edit.h"
#include "register_db.h"
#include "register_def.h"
#include "selection.h"
#include "session.h"
#include "unit.h"

#define BITS_LEAST 8
#define BITS_MAX 65536

/* A definition: its words, and what they said so far. */
struct definition {
	struct reg_set *set;
	const char *p, *end;
	const struct reg *of; /* of a field: its register; NULL: a register is defined */
	unsigned nbits;
	bool has_access, has_write, has_read, plain, has_text;
	struct reg reg;		  /* of a field: its access, effects and description */
	struct reg_value *values; /* of a field */
	size_t nvalues, capacity;
	struct physmon_error *e;
};

/* --- words: access, effects, values, texts ------------------------------------------------------------------- */

static bool is_word(const char *s, const char *end, const char *word)
{
	return strlen(word) == (size_t)(end - s) && !memcmp(word, s, (size_t)(end - s));
}

/* The index of the word in [s, end), or -1. */
static int word_in(const char *const *words, const char *s, const char *end)
{
	for (int i = 0; words[i]; i++)
		if (s < end && is_word(s, end, words[i]))
			return i;
	return -1;
}

static int twice(const struct definition *d, const char *what)
{
	return error_text(d->e, "%s is given twice", what);
}

static int no_memory(const struct definition *d)
{
	if (reg_set_full(d->set))
		return error_set(d->e, PHYSMON_E_NONE, E2BIG, "all registers together would take more than %u MiB",
				 (unsigned)(REG_SET_MEMORY_MAX >> 20));
	return error_no_memory(d->e);
}

/* Controls would reach the terminal; names hold no blanks either. */
static bool printable(const char *s, size_t len, char least)
{
	for (; len; s++, len--)
		if ((unsigned char)*s < (unsigned char)least || *s == 0x7f)
			return false;
	return true;
}

static int unexpected(const char *p, struct physmon_error *e)
{
	return error_text(e, "unexpected '%c'", printable(p, 1, '!') ? *p : '?');
}

/* The quoted text at d->p, in the set's memory. */
static int parse_quoted(struct definition *d, const char **text)
{
	const char *const start = d->p;
	const char *const word = parse_word_end(start, d->end);
	char *out = malloc((size_t)(word - start) + 1);
	size_t n;
	int err;

	if (!out)
		return no_memory(d);
	err = parse_text(&d->p, d->end, out, &n, d->e);
	if (!err && !printable(out, n, ' ')) {
		d->p = start;
		err = error_text(d->e, "a description can't hold control characters");
	}
	if (!err && !(*text = reg_set_text(d->set, out, n)))
		err = no_memory(d);
	free(out);
	return err;
}

static int does_not_fit(const struct definition *d, const char *s, const char *end)
{
	return error_set(d->e, PHYSMON_E_NONE, ERANGE, "value %.*s does not fit %u bit%s", parse_shown(s, end), s,
			 d->nbits, d->nbits == 1 ? "" : "s");
}

/* A number of at most d->nbits bits in [s, end). */
static int parse_bits(struct definition *d, const char *s, const char *end, uint64_t *v)
{
	const int err = parse_number(s, end, v);

	if (err)
		return parse_number_error(s, end, err, d->e);
	if (*v & ~unit_bits(d->nbits))
		return does_not_fit(d, s, end);
	return 0;
}

/* "0y1x0" in [s, end). False: it is another number. */
static bool parse_pattern(const char *s, const char *end, struct reg_value *v)
{
	if (end - s < 3 || s[0] != '0' || s[1] != 'y' || !memchr(s, 'x', (size_t)(end - s)) || end - s > 66)
		return false;
	v->mask = UINT64_MAX;
	for (s += 2; s < end; s++) {
		if (*s != '0' && *s != '1' && *s != 'x')
			return false;
		v->value = v->value << 1 | (*s == '1');
		v->mask = v->mask << 1 | (*s != 'x');
	}
	return true;
}

/* "[r|w][*][NUMBER]" in [s, end). */
static int parse_which(struct definition *d, const char *s, const char *end, struct reg_value *v)
{
	v->read = s == end || *s != 'w';
	v->write = s == end || *s != 'r';
	s += s < end && (*s == 'r' || *s == 'w');
	v->is_default = s < end && *s == '*';
	s += v->is_default;
	v->has_value = !v->is_default || s < end;
	if (!v->has_value)
		return 0;
	if (parse_pattern(s, end, v)) {
		if (v->value & ~unit_bits(d->nbits) || end - s - 2 > (int)d->nbits)
			return does_not_fit(d, s, end);
		return 0;
	}
	v->mask = UINT64_MAX;
	return parse_bits(d, s, end, &v->value);
}

/* "VALUE=NAME" and "VALUE=NAME:"TEXT"", @equals in it. */
static int parse_value(struct definition *d, const char *equals)
{
	const char *const start = d->p, *end = parse_word_end(start, d->end), *s = equals + 1;
	struct reg_value v = { .name = "", .description = "" };
	int err = parse_which(d, start, equals, &v);

	for (size_t i = 0; !err && i < d->nvalues; i++)
		if (reg_value_same(&v, &d->values[i]))
			err = error_text(d->e, "value %.*s is given twice", parse_shown(start, equals), start);
	if (!err && d->nvalues == REGISTER_DEF_VALUES_MAX)
		err = error_set(d->e, PHYSMON_E_NONE, E2BIG, "more than %u values", REGISTER_DEF_VALUES_MAX);
	if (err)
		return err;
	d->p = s;
	if (s < end && *s == '"') {
		err = parse_quoted(d, &v.name);
		s = d->p;
	} else {
		while (s < end && *s != ':')
			s++;
		if (!printable(d->p, (size_t)(s - d->p), '!'))
			return error_text(d->e, "a name that isn't printable goes in quotes");
		v.name = reg_set_text(d->set, d->p, (size_t)(s - d->p));
		d->p = s;
		err = v.name ? 0 : no_memory(d);
	}
	if (!err && s < end && *s == ':') {
		d->p++;
		if (d->p == end || *d->p != '"')
			return error_text(d->e, "behind ':' goes a description in quotes");
		err = parse_quoted(d, &v.description);
	}
	if (err)
		return err;
	if (!*v.name && !*v.description)
		return error_text(d->e, "a name is missing behind =");
	return array_add(&d->values, &d->capacity, &d->nvalues, &v, sizeof(v)) ? no_memory(d) : 0;
}

/* "reset=VALUE", "reset=VALUE/MASK". */
static int parse_reset(struct definition *d, const char *s)
{
	const char *const end = parse_word_end(s, d->end), *slash = memchr(s, '/', (size_t)(end - s));
	int err;

	if (d->reg.has_reset)
		return twice(d, "reset=");
	d->reg.has_reset = true;
	d->reg.reset_default = *d->p == 'd';
	d->reg.reset_mask = unit_bits(d->nbits);
	err = parse_bits(d, s, slash ? slash : end, &d->reg.reset_value);
	if (!err && slash)
		err = parse_bits(d, slash + 1, end, &d->reg.reset_mask);
	if (!err)
		d->p = end;
	return err;
}

/* "display="TEXT"". */
static int parse_display(struct definition *d, const char *s)
{
	if (*d->reg.display_name)
		return twice(d, "display=");
	if (s == d->end || *s != '"')
		return error_text(d->e, "behind display= goes a text in quotes");
	d->p = s;
	return parse_quoted(d, &d->reg.display_name);
}

/* An access or an effect. */
static int parse_mark(struct definition *d, const char *end)
{
	int i;

	if ((i = word_in(reg_access_words, d->p, end)) >= 0) {
		if (d->has_access)
			return twice(d, "the access");
		d->has_access = true;
		d->reg.access = (enum reg_access)i;
	} else if ((i = word_in(reg_write_words, d->p, end)) >= 0) {
		if (d->has_write || d->plain)
			return twice(d, "the effect of writing");
		d->has_write = true;
		d->reg.on_write = (enum reg_on_write)i;
	} else if ((i = word_in(reg_read_words, d->p, end)) >= 0) {
		if (d->has_read || d->plain)
			return twice(d, "the effect of reading");
		d->has_read = true;
		d->reg.on_read = (enum reg_on_read)i;
	} else if (is_word(d->p, end, "plain")) {
		if (d->has_write || d->has_read || d->plain)
			return twice(d, "an effect");
		d->plain = true;
	} else {
		return error_text(d->e,
				  "%.*s is none of these: access (ro rw wo w1 rw1), effect (1c 1s 1t 0c 0s 0t wc ws wm "
				  "rc rs rm re plain), %s, a description in quotes",
				  parse_shown(d->p, end), d->p,
				  d->of ? "VALUE=NAME" : "reset=VALUE, default-reset=VALUE, display=\"TEXT\"");
	}
	d->p = end;
	return 0;
}

static int parse_word(struct definition *d)
{
	const char *const end = parse_word_end(d->p, d->end);
	const char *equals = memchr(d->p, '=', (size_t)(end - d->p));

	if (*d->p == '"') {
		if (d->has_text)
			return twice(d, "the description");
		d->has_text = true;
		return parse_quoted(d, &d->reg.description);
	}
	if (equals && (is_word(d->p, equals, "reset") || is_word(d->p, equals, "default-reset")))
		return d->of ? parse_mark(d, end) : parse_reset(d, equals + 1);
	if (equals && is_word(d->p, equals, "display"))
		return d->of ? parse_mark(d, end) : parse_display(d, equals + 1);
	return equals && d->of ? parse_value(d, equals) : parse_mark(d, end);
}

/* All words up to d->end. On failure d->p is at the error; d->values is to be freed in any case. */
static int parse_words(struct definition *d)
{
	int err = 0;

	while (!err) {
		while (d->p < d->end && parse_blank(*d->p))
			d->p++;
		if (d->p == d->end)
			return 0;
		err = parse_word(d);
		if (!err && d->p < d->end && !parse_blank(*d->p))
			err = unexpected(d->p, d->e);
	}
	return err;
}

/* --- registers and fields ------------------------------------------------------------------------------------ */

static int parse_width_word(struct definition *d)
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
	if (!len || !printable(name, len, '!'))
		return error_text(e, "a register's name holds no blanks and no control characters");
	return 0;
}

static int define_register(struct reg_edit *ed, struct definition *d, const struct operand *name, uint64_t addr)
{
	int err = parse_width_word(d);

	if (!err && addr > UINT64_MAX - (d->nbits - 1) / 8)
		err = error_set(d->e, PHYSMON_E_NONE, ERANGE, "a register of %u bits at %08llx wraps around", d->nbits,
				(unsigned long long)addr);
	if (!err)
		err = parse_words(d);
	if (err)
		return err;
	d->reg.name = reg_set_text(ed->set, name->text, name->len);
	d->reg.addr = addr;
	d->reg.bits = d->nbits;
	return d->reg.name && !reg_edit_register(ed, &d->reg) ? 0 : no_memory(d);
}

static int define_field(struct reg_edit *ed, struct definition *d, const struct operand *name,
			const struct selection *bits, const char *own)
{
	struct reg_field f = { .lo = bits->lo, .nbits = d->nbits };
	struct reg_value *values = NULL;
	int err = parse_words(d);

	if (err)
		return err;
	f.name = reg_set_text(ed->set, own, (size_t)(name->text + name->len - own));
	if (d->nvalues)
		values = reg_set_take(ed->set, d->nvalues * sizeof(*values));
	if (!f.name || (d->nvalues && !values))
		return no_memory(d);
	if (values)
		memcpy(values, d->values, d->nvalues * sizeof(*values));
	f.values = values;
	f.nvalues = d->nvalues;
	f.description = d->reg.description;
	f.access = d->has_access ? d->reg.access : d->of->access;
	f.on_write = d->reg.on_write;
	f.on_read = d->reg.on_read;
	if (!d->has_write && !d->has_read && !d->plain) {
		f.on_write = d->of->on_write;
		f.on_read = d->of->on_read;
	}
	err = reg_edit_field(ed, d->of, &f);
	if (err == -E2BIG)
		return error_set(d->e, PHYSMON_E_NONE, E2BIG, "%s would have more than %u fields", d->of->name,
				 REG_EDIT_FIELDS_MAX);
	return err ? no_memory(d) : 0;
}

int register_def_compile(struct session *s, const struct operand *operands, size_t n, uint64_t addr, size_t *column,
			 struct physmon_error *e)
{
	const struct operand *const name = &operands[0], *const at = &operands[1], *const rest = &operands[2];
	struct definition d = { .reg = { .description = "", .display_name = "" }, .e = e };
	struct selection bits = { 0 };
	struct reg_edit *ed;
	const char *own, *p;
	int err;

	d.p = n > 2 ? rest->text : "";
	d.end = d.p + (n > 2 ? rest->len : 0);
	*column = name->column;
	err = check_name(name->text, name->len, e);
	if (!err)
		err = register_db_edit(s, &ed, e);
	if (err)
		return err;
	d.set = ed->set;
	if (at->text) {
		d.of = reg_edit_of(ed, name->text, name->len, &own);
		if (!d.of)
			return error_set(e, PHYSMON_E_NONE, ENOENT,
					 "%.*s is a field of no register that def defined: 'def NAME ADDR WIDTH' does "
					 "that, then 'def NAME.FIELD [7:4]' its fields",
					 parse_shown(name->text, name->text + name->len), name->text);
		p = at->text;
		*column = at->column;
		err = selection_parse_bits(&p, at->text + at->len, &bits, e);
		if (!err && p < at->text + at->len)
			err = unexpected(p, e);
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
	const struct reg *of;
	const char *own;
	struct reg_edit *ed;
	int err;

	if (!register_db_edited(s))
		return 0;
	of = reg_edit_of(register_db_edited(s), name->text, name->len, &own);
	if (of)
		return error_text(
			e,
			"%s is a register: 'def %s.%.60s [7:4]' defines a field of it, a constant needs another name",
			of->name, of->name, own);
	if (!reg_edit_find(register_db_edited(s), name->text, name->len))
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
		r = reg_edit_of(ed, name->text, name->len, &own);
	if (!r || !reg_edit_noread(ed, r))
		return 0;
	return physmon_protect(s->target, r->addr, r->addr + reg_bytes(r) - 1, PHYSMON_PROTECT_NOREAD, e);
}
