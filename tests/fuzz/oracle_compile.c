/* SPDX-License-Identifier: GPL-2.0-or-later */
/* oracle_compile: texts to commands, or to nothing if anything is wrong: see oracle.h. */
#include "oracle_internal.h"

static const struct {
	const char *word;
	char what;
	/* one letter each; a digit before them: so many are needed; '*' at the end: any number more */
	const char *operands;
} commands[] = {
	{ "d", 'd', "0AL" },	  { "r", 'r', "0ACS" },	  { "w", 'w', "2AV*" },	   { "v", 'v', "2AV" },
	{ "?", '?', "0E" },	  { "q", 'q', "0" },	  { "quit", 'q', "0" },	   { "exit", 'q', "0" },
	{ "base", 'b', "0B" },	  { "width", 'W', "0W" }, { "endian", 'e', "0O" }, { "allow", 'a', "0K*" },
	{ "noread", 'n', "0AL" }, { "def", 'D', "0NB" },  { "sleep", ' ', "1P" },  { "history", ' ', "0" },
	{ "echo", ' ', "0X*" },	  { "help", '!', "" },	  { "source", '!', "" },   { "target", '!', "" },
	{ "poll", '!', "" },	  { "expect", '!', "" },  { "repeat", '!', "" },   { "time", '!', "" },
	{ "watch", '!', "" },	  { "sample", '!', "" },  { "snap", '!', "" },	   { "diff", '!', "" },
	{ "log", '!', "" },	  { "fill", '!', "" },	  { "copy", '!', "" },	   { "cmp", '!', "" },
	{ "find", '!', "" },	  { "crc", '!', "" },	  { "set", '!', "" },	   { "clr", '!', "" },
	{ "tgl", '!', "" },	  { "mod", '!', "" },	  { "svd", '!', "" },	   { "save", '!', "" },
	{ "load", '!', "" },	  { "test", '!', "" },	  { "pci", '!', "" },	   { "regs", '!', "" },
	{ "fields", '!', "" },	  { "decode", '!', "" },  { "map", '!', "" },	   { "whatis", '!', "" },
};
#define NCOMMANDS (sizeof(commands) / sizeof(commands[0]))

static bool word_ends(const struct oracle *o)
{
	return o->p == o->end || is_blank(*o->p) || *o->p == ';';
}

/* A comma that another operand follows is passed over. */
static bool comma(struct oracle *o)
{
	const char *s = o->p;

	if (at(o, 0) != ',' || !is_blank(at(o, 1)))
		return false;
	for (s++; s < o->end && is_blank(*s); s++)
		;
	if (s == o->end || *s == ';' || *s == '#')
		return false;
	o->p++;
	return true;
}

static unsigned width_of(const char *s, size_t n)
{
	static const char *const words[] = { "b", "8", "w", "16", "d", "32", "q", "64" };
	unsigned i;

	for (i = 0; i < 8; i++)
		if (strlen(words[i]) == n && !memcmp(words[i], s, n))
			return 1u << i / 2;
	return 0;
}

static int command_of(const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < NCOMMANDS; i++)
		if (strlen(commands[i].word) == n && !memcmp(commands[i].word, s, n))
			return (int)i;
	return -1;
}

static const char *word_end(const struct oracle *o)
{
	const char *q = o->p;

	while (q < o->end && !is_blank(*q) && *q != ';')
		q++;
	return q;
}

/* The name of a command and its width. -1: wrong. */
static int parse_command(struct oracle *o, unsigned *width)
{
	const char *s = o->p;
	bool letters_only;
	size_t n = 0;
	int c;

	*width = 0;
	if (*s == '?') {
		o->p++;
		return command_of("?", 1);
	}
	while (s + n < o->end && is_alpha(s[n]))
		n++;
	c = command_of(s, n);
	if (c < 0 && n == 2 && strchr("drwv", s[0])) {
		c = command_of(s, 1);
		*width = width_of(s + 1, 1);
		if (!*width)
			return -1;
	}
	if (c < 0)
		return -1;
	if (commands[c].what == '!')
		return c;
	letters_only = strchr("drwv", commands[c].what) != NULL;
	o->p = s + n;
	if (at(o, 0) == '.') {
		if (!letters_only || *width)
			return -1;
		s = ++o->p;
		if (is_alpha(at(o, 0)))
			o->p++;
		else
			while (is_digit(at(o, 0)))
				o->p++;
		*width = width_of(s, (size_t)(o->p - s));
		if (!*width)
			return -1;
	}
	if (!*width && is_digit(at(o, 0)))
		return -1;
	if (!word_ends(o) && !is_digit(*o->p))
		return -1;
	return c;
}

static bool bit_number(struct oracle *o, int *n)
{
	int digits = 0;

	for (*n = 0; is_digit(at(o, 0)); o->p++, digits++)
		*n = *n < 1000 ? *n * 10 + *o->p - '0' : 1000;
	return digits && *n < 64;
}

static bool parse_bits(struct oracle *o, struct value *x)
{
	o->p++;
	if (!bit_number(o, &x->hi))
		return false;
	x->lo = x->hi;
	if (at(o, 0) == ':') {
		o->p++;
		if (!bit_number(o, &x->lo))
			return false;
	}
	return x->lo <= x->hi && at(o, 0) == ']' && o->p++;
}

static bool parse_address(struct oracle *o, struct value *x)
{
	bool equals = at(o, 0) == '=';

	if (equals)
		o->p++;
	if (!parse_expr(o, x))
		return false;
	x->relative = !equals && !o->absolute;
	return at(o, 0) != '[' || parse_bits(o, x);
}

static bool parse_word(struct oracle *o, char kind, struct op *op, struct value *x, const char **name, size_t *len)
{
	const char *s = o->p, *e = word_end(o);
	size_t n = (size_t)(e - s), i, k;

	if (n > 1 && s[n - 1] == ',' && strchr("WOKNP", kind)) {
		n--;
		e--;
	}
	if (memchr(s, '"', n)) {
		o->strange = true;
		return false;
	}
	o->p = e;
	switch (kind) {
	case 'W':
		x->number = width_of(s, n);
		return x->number != 0;
	case 'O':
		op->mask = n == 6 && !memcmp(s, "little", 6)   ? 1
			   : n == 3 && !memcmp(s, "big", 3)    ? 2
			   : n == 6 && !memcmp(s, "native", 6) ? 3
							       : 0;
		return op->mask != 0;
	case 'K':
		if (memchr(s, ',', n))
			o->strange = true;
		else if (n == 6 && !memcmp(s, "noread", 6))
			op->mask |= 4;
		else if (n == 3 && !memcmp(s, "all", 3))
			op->mask |= 7;
		else
			return (n == 3 && !memcmp(s, "ram", 3)) || (n == 4 && !memcmp(s, "port", 4));
		return true;
	case 'N':
		if (*s == '@')
			s++;
		*name = s;
		*len = name_length(s, e);
		return *len && s + *len == e;
	case 'P':
		for (i = 0; i < n && is_digit(s[i]); i++)
			;
		k = n - i;
		if (i > 12)
			o->strange = true;
		return i &&
		       (!k || (k == 1 && s[i] == 's') || (k == 2 && s[i + 1] == 's' && strchr("num", s[i]) && s[i]));
	default:
		return true;
	}
}

/* What can be said of a number before anything runs. */
static bool sensible(const struct oracle *o, char kind, const struct value *x, unsigned width)
{
	uint64_t v = 0;

	if (o->nodes[x->node].dynamic || x->range_end)
		return true;
	value_of(o, x->node, &v);
	switch (kind) {
	case 'V':
		return fits(x->form, v, 8 * width);
	case 'L':
		return v && v % width == 0;
	case 'C':
		return v != 0;
	case 'S':
		return v % width == 0 && (v || !x[-1].range_end);
	}
	return true;
}

/*
 * "A..B" is known to end before it begins: as numbers, and where base is added also as signed ones (it may begin before
 * it).
 */
static bool backwards(struct oracle *o, const struct value *a, const struct value *b)
{
	uint64_t from, to;

	if (o->nodes[a->node].dynamic || o->nodes[b->node].dynamic)
		return false;
	value_of(o, a->node, &from);
	value_of(o, b->node, &to);
	return to < from && (!a->relative || (int64_t)to < (int64_t)from);
}

static bool compile_command(struct oracle *o)
{
	const char *name = NULL, *kinds;
	struct op op = { .first = o->nvalues };
	struct value *x, *bits;
	size_t len = 0;
	unsigned own, least, unit;
	bool range = false, more;
	char kind;
	uint64_t v;
	int c = parse_command(o, &own);

	if (c < 0)
		return false;
	kinds = commands[c].operands;
	op.what = commands[c].what;
	if (op.what == '!' || o->nops == STEPS) {
		o->strange = true;
		return false;
	}
	least = (unsigned)(*kinds++ - '0');
	if (own)
		o->width = own;
	op.width = o->width;
	unit = strchr("drwv", op.what) ? op.width : 1;
	for (;; op.n++) {
		while (!range && o->p < o->end && is_blank(*o->p))
			o->p++;
		if (!range && (o->p == o->end || *o->p == ';' || *o->p == '#'))
			break;
		if (op.what == 'r' && !op.n && o->end - o->p >= 2 && !memcmp(o->p, "-v", 2) &&
		    (o->end - o->p == 2 || is_blank(o->p[2]) || o->p[2] == ';')) { /* pictures are shown elsewhere */
			o->strange = true;
			return false;
		}
		if (op.what == 'D' && (op.n == 2 || (op.n == 1 && *o->p == '['))) { /* a register, a field: fuzz_def */
			o->strange = true;
			return false;
		}
		more = strlen(kinds) > (size_t)op.n && kinds[op.n] != '*';
		kind = more ? kinds[op.n] : *kinds && kinds[strlen(kinds) - 1] == '*' ? kinds[strlen(kinds) - 2] : 0;
		if (!kind || (range && kind != 'L' && kind != 'C'))
			return false;
		if (o->nvalues == OPERANDS) {
			o->strange = true;
			return false;
		}
		x = &o->values[o->nvalues++];
		*x = (struct value){ .node = -1, .hi = -1 };
		if (range) {
			if (!parse_address(o, x) || (!x->relative && x[-1].relative))
				return false;
			x->relative = x[-1].relative;
			x->range_end = true;
			if (backwards(o, x - 1, x))
				return false;
		} else if (strchr("AB", kind)) {
			if (!parse_address(o, x))
				return false;
		} else if (strchr("LCSVE", kind)) {
			if (!parse_expr(o, x))
				return false;
		} else if (!parse_word(o, kind, &op, x, &name, &len)) {
			return false;
		}
		range = !range && kind == 'A' && at(o, 0) == '.' && at(o, 1) == '.';
		if (range)
			o->p += 2;
		else if (!word_ends(o) && !comma(o))
			return false;
		if (x->node >= 0 && !sensible(o, kind, x, unit))
			return false;
		if (x->hi >= 0 && (!strchr("rw", op.what) || op.n || range || x->hi >= 8 * (int)op.width))
			return false;
		bits = &o->values[op.first];
		if (op.n && bits->hi >= 0 && op.what == 'w' &&
		    (op.n > 1 ||
		     (!o->nodes[x->node].dynamic &&
		      (!value_of(o, x->node, &v) || !fits(x->form, v, (unsigned)(bits->hi - bits->lo + 1))))))
			return false;
	}
	if ((unsigned)op.n < least || (strchr("nD", op.what) && op.n == 1))
		return false;
	x = &o->values[op.first];
	if (op.what == 'W' && op.n)
		o->width = (unsigned)x->number;
	if (op.what == 'D' && op.n) {
		if ((o->nodes[x[1].node].dynamic && o->nops) || !value_of(o, x[1].node, &v))
			return false;
		oracle_define(o, name, len, v);
	}
	op.width_after = o->width;
	o->ops[o->nops++] = op;
	return true;
}

static bool program_compile_line(struct oracle *o, const char *line, const char *end)
{
	if (end > line && end[-1] == '\r')
		end--;
	if (memchr(line, '\0', (size_t)(end - line)))
		return false;
	o->p = line;
	o->end = end;
	for (;;) {
		while (o->p < end && (is_blank(*o->p) || *o->p == ';'))
			o->p++;
		if (o->p == end || *o->p == '#')
			return true;
		if (!compile_command(o))
			return false;
	}
}

enum oracle_verdict oracle_compile(struct oracle *o, const char *text, size_t nbytes)
{
	static struct name names[NAMES];
	const char *end = text + nbytes, *eol;
	const int nnames = o->nnames;
	bool good = true;

	memcpy(names, o->names, sizeof(names[0]) * (size_t)nnames);
	o->nnodes = o->nvalues = o->nops = 0;
	o->width = o->s.width;
	o->strange = false;
	o->nest = 0;
	for (; good && text < end; text = eol + 1) {
		eol = memchr(text, '\n', (size_t)(end - text));
		if (!eol)
			eol = end;
		good = program_compile_line(o, text, eol);
	}
	if (good && !o->strange)
		return ORACLE_RUNS;
	memcpy(o->names, names, sizeof(names[0]) * (size_t)nnames);
	o->nnames = nnames;
	return o->strange || o->nest >= NEST ? ORACLE_STRANGE : ORACLE_REFUSED;
}

bool oracle_may_access(const char *text, size_t nbytes)
{
	bool start = true;
	size_t i;

	for (i = 0; i < nbytes; i++) {
		if (start && strchr("cdeflmprstvw", text[i]) && text[i]) /* s: source, snap; p: poll ... */
			return true;
		if (text[i] == '\n' || text[i] == ';')
			start = true;
		else if (!is_blank(text[i]))
			start = false;
	}
	return false;
}
