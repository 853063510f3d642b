/* SPDX-License-Identifier: GPL-2.0-or-later */
/* register_def_words: the words of a definition behind the width of a register or the bits of a field. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "parse.h"
#include "register_def_internal.h"

const char *const register_def_words_access[] = { "rw", "ro", "wo", "w1", "rw1", NULL };
const char *const register_def_words_write[] = { "", "wm", "1c", "1s", "1t", "0c", "0s", "0t", "wc", "ws", NULL };
const char *const register_def_words_read[] = { "", "rc", "rs", "rm", "re", NULL };

const char *register_def_words_at(size_t i)
{
	static const char *const *const tables[] = { register_def_words_access, register_def_words_write + 1,
						     register_def_words_read + 1 };

	for (size_t t = 0; t < 3; t++)
		for (const char *const *word = tables[t]; *word; word++)
			if (!i--)
				return *word;
	return i ? NULL : "plain";
}

/* The index of the word in [s, end), or -1. */
static int word_in(const char *const *words, const char *s, const char *end)
{
	for (int i = 0; words[i]; i++)
		if (s < end && strlen(words[i]) == (size_t)(end - s) && !memcmp(words[i], s, (size_t)(end - s)))
			return i;
	return -1;
}

static int twice(const struct register_definition *d, const char *what)
{
	return error_text(d->e, "%s is given twice", what);
}

int register_def_words_no_memory(const struct register_definition *d)
{
	if (reg_set_full(d->set))
		return error_set(d->e, PHYSMON_E_NONE, E2BIG, "all registers together would take more than %u MiB",
				 (unsigned)(REG_SET_MEMORY_MAX >> 20));
	return error_no_memory(d->e);
}

/* Controls would reach the terminal; names hold no blanks either. */
bool register_def_words_printable(const char *s, size_t len, char least)
{
	for (; len; s++, len--)
		if ((unsigned char)*s < (unsigned char)least || *s == 0x7f)
			return false;
	return true;
}

/* The quoted text at d->p, in the set's memory. */
static int parse_quoted(struct register_definition *d, const char **text)
{
	const char *const start = d->p;
	const char *const word = parse_word_end(start, d->end);
	char *out = malloc((size_t)(word - start) + 1);
	size_t n;
	int err;

	if (!out)
		return register_def_words_no_memory(d);
	err = parse_text(&d->p, d->end, out, &n, d->e);
	if (!err && !register_def_words_printable(out, n, ' ')) {
		d->p = start;
		err = error_text(d->e, "a description can't hold control characters");
	}
	if (!err && !(*text = reg_set_text(d->set, out, n)))
		err = register_def_words_no_memory(d);
	free(out);
	return err;
}

/* A number of at most @nbits bits in [s, end). */
static int parse_bits(struct register_definition *d, const char *s, const char *end, unsigned nbits, uint64_t *v)
{
	const int err = parse_number(s, end, v);

	if (err)
		return parse_number_error(s, end, err, d->e);
	if (*v & ~register_def_mask(nbits))
		return error_set(d->e, PHYSMON_E_NONE, ERANGE, "value %.*s does not fit %u bit%s", parse_shown(s, end),
				 s, nbits, nbits == 1 ? "" : "s");
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
static int parse_which(struct register_definition *d, const char *s, const char *end, struct reg_value *v)
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
		if (v->value & ~register_def_mask(d->nbits) || end - s - 2 > (int)d->nbits)
			return error_set(d->e, PHYSMON_E_NONE, ERANGE, "value %.*s does not fit %u bit%s",
					 parse_shown(s, end), s, d->nbits, d->nbits == 1 ? "" : "s");
		return 0;
	}
	v->mask = UINT64_MAX;
	return parse_bits(d, s, end, d->nbits, &v->value);
}

/* "VALUE=NAME" and "VALUE=NAME:"TEXT"", @equals in it. */
static int parse_value(struct register_definition *d, const char *equals)
{
	const char *const start = d->p, *end = parse_word_end(start, d->end), *s = equals + 1;
	struct reg_value v = { .name = "", .description = "" };
	struct reg_value *values;
	int err = parse_which(d, start, equals, &v);

	for (size_t i = 0; !err && i < d->nvalues; i++)
		if (register_def_same(&v, &d->values[i]))
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
		if (!register_def_words_printable(d->p, (size_t)(s - d->p), '!'))
			return error_text(d->e, "a name that isn't printable goes in quotes");
		v.name = reg_set_text(d->set, d->p, (size_t)(s - d->p));
		d->p = s;
		err = v.name ? 0 : register_def_words_no_memory(d);
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
	/* powers of 2 that are full: the next */
	if (!(d->nvalues & (d->nvalues - 1))) {
		values = realloc(d->values, (d->nvalues ? 2 * d->nvalues : 1) * sizeof(*values));
		if (!values)
			return register_def_words_no_memory(d);
		d->values = values;
	}
	d->values[d->nvalues++] = v;
	return 0;
}

/* "reset=VALUE", "reset=VALUE/MASK". */
static int parse_reset(struct register_definition *d, const char *s)
{
	const char *const end = parse_word_end(s, d->end), *slash = memchr(s, '/', (size_t)(end - s));
	int err;

	if (d->reg.has_reset)
		return twice(d, "reset=");
	d->reg.has_reset = true;
	d->reg.reset_mask = register_def_mask(d->nbits);
	err = parse_bits(d, s, slash ? slash : end, d->nbits, &d->reg.reset_value);
	if (!err && slash)
		err = parse_bits(d, slash + 1, end, d->nbits, &d->reg.reset_mask);
	if (!err)
		d->p = end;
	return err;
}

/* "display="TEXT"". */
static int parse_display(struct register_definition *d, const char *s)
{
	if (*d->reg.display_name)
		return twice(d, "display=");
	if (s == d->end || *s != '"')
		return error_text(d->e, "behind display= goes a text in quotes");
	d->p = s;
	return parse_quoted(d, &d->reg.display_name);
}

/* An access or an effect. */
static int parse_mark(struct register_definition *d, const char *end)
{
	int i;

	if ((i = word_in(register_def_words_access, d->p, end)) >= 0) {
		if (d->has_access)
			return twice(d, "the access");
		d->has_access = true;
		d->access = (enum reg_access)i;
	} else if ((i = word_in(register_def_words_write, d->p, end)) >= 0) {
		if (d->has_write || d->plain)
			return twice(d, "the effect of writing");
		d->has_write = true;
		d->on_write = (enum reg_on_write)i;
	} else if ((i = word_in(register_def_words_read, d->p, end)) >= 0) {
		if (d->has_read || d->plain)
			return twice(d, "the effect of reading");
		d->has_read = true;
		d->on_read = (enum reg_on_read)i;
	} else if (end - d->p == 5 && !memcmp(d->p, "plain", 5)) {
		if (d->has_write || d->has_read || d->plain)
			return twice(d, "an effect");
		d->plain = true;
	} else {
		return error_text(d->e,
				  "%.*s is none of these: access (ro rw wo w1 rw1), effect (1c 1s 1t 0c 0s 0t wc ws wm "
				  "rc rs rm re plain), %s, a description in quotes",
				  parse_shown(d->p, end), d->p, d->of ? "VALUE=NAME" : "reset=VALUE");
	}
	d->p = end;
	return 0;
}

static bool begins(const char *s, const char *end, const char *word)
{
	const size_t len = strlen(word);

	return (size_t)(end - s) >= len && !memcmp(s, word, len);
}

static int parse_word(struct register_definition *d)
{
	const char *const end = parse_word_end(d->p, d->end);
	const char *equals = memchr(d->p, '=', (size_t)(end - d->p));

	if (*d->p == '"') {
		if (d->has_text)
			return twice(d, "the description");
		d->has_text = true;
		return parse_quoted(d, &d->description);
	}
	if (!equals)
		return parse_mark(d, end);
	if (begins(d->p, end, "reset="))
		return d->of ? parse_mark(d, end) : parse_reset(d, equals + 1);
	if (begins(d->p, end, "display="))
		return d->of ? parse_mark(d, end) : parse_display(d, equals + 1);
	return d->of ? parse_value(d, equals) : parse_mark(d, end);
}

/* All words up to d->end. On failure d->p is at the error. */
int register_def_words(struct register_definition *d)
{
	int err = 0;

	while (!err) {
		while (d->p < d->end && parse_blank(*d->p))
			d->p++;
		if (d->p == d->end)
			return 0;
		err = parse_word(d);
		if (!err && d->p < d->end && !parse_blank(*d->p))
			err = error_text(d->e, "'%c' can't stand here",
					 register_def_words_printable(d->p, 1, '!') ? *d->p : '?');
	}
	return err;
}
