/* SPDX-License-Identifier: GPL-2.0-or-later */
/* oracle: see oracle.h. */
#include <string.h>

#include "fuzz.h"
#include "oracle.h"

#define NODES 40000
#define STEPS 4000
#define OPERANDS 8000
#define NAMES 64
#define RANGES 64
#define NEST 100
#define BOARD_LAST 0xffffu

struct node {
	char op; /* '#' number, '.' '$', '-' minus, '~', 'L' <<, 'R' >>, '+' 's' (minus of two) '*' '/' '%' '&' '^' '|' */
	bool literal, dynamic;
	uint64_t value;
	int l, r;
};

struct value { /* an operand */
	int node;
	bool relative;	/* an address that base is added to */
	bool range_end; /* stands for a length or a count */
	char form;	/* 'u' plain number, 's' with a minus, 'o' other */
	uint64_t number; /* of what isn't an expression */
};

struct op {
	char what; /* d r w v ? base: b, width: W, endian: e, allow: a, noread: n, sleep and other harmless ones: ' ', q */
	unsigned width, width_after;
	int first, n;
	unsigned mask; /* endian, allow */
};

struct name {
	char text[80];
	size_t len;
	uint64_t addr;
};

struct state {
	unsigned width;
	uint64_t base, dot, last;
	bool last_valid, swap, allow_noread, quit;
	bool read_valid, read_own_step;
	uint64_t read_addr, read_count, read_step;
};

struct oracle {
	struct state s;
	bool keep_going;
	struct name names[NAMES];
	int nnames;
	struct { uint64_t first, last; } ranges[RANGES];
	int nranges;

	struct node nodes[NODES];
	int nnodes;
	struct value values[OPERANDS];
	int nvalues;
	struct op ops[STEPS];
	int nops;
	unsigned width; /* while compiling */

	const char *p, *end; /* while parsing */
	int depth, nest;
	bool strange, absolute;
	int root; /* of the expression parsed by oracle_expression() */

	const struct oracle_access *log;
	size_t nlog, at;
	bool cut, ran_out;
};

struct oracle *oracle_new(uint64_t base, bool keep_going)
{
	/* one at a time: a megabyte to allocate each time would be half of the time */
	static struct oracle it;
	struct oracle *o = &it;

	memset(&o->s, 0, sizeof(o->s));
	o->nnames = o->nnodes = o->nvalues = o->nops = 0;
	o->s.width = 1;
	o->s.base = o->s.dot = base;
	o->keep_going = keep_going;
	o->ranges[0].first = 0x2000;
	o->ranges[0].last = 0x2003;
	o->nranges = 1;
	return o;
}

bool oracle_quit(const struct oracle *o)
{
	return o->s.quit;
}

/* --- words --------------------------------------------------------------------------------------------------- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char at(const struct oracle *o, long i)
{
	return o->p + i < o->end ? o->p[i] : '\n';
}

static bool word_ends(const struct oracle *o)
{
	return o->p == o->end || is_blank(*o->p) || *o->p == ';';
}

/* A number: hexadecimal, 0x 0t 0y before it, k M G after it, _ between digits. */
static bool number(const char *s, size_t n, uint64_t *v, bool *too_big)
{
	unsigned __int128 sum = 0, scale = 1;
	unsigned base = 16;
	bool prefix = true;
	size_t i;
	int d;

	*too_big = false;
	if (n > 1 && s[0] == '0' && (s[1] == 'x' || s[1] == 'X'))
		base = 16;
	else if (n > 1 && s[0] == '0' && s[1] == 't')
		base = 10;
	else if (n > 1 && s[0] == '0' && s[1] == 'y')
		base = 2;
	else
		prefix = false;
	if (prefix) {
		s += 2;
		n -= 2;
	}
	if (n && strchr("kMG", s[n - 1]) && s[n - 1]) {
		scale = s[n - 1] == 'k' ? 1u << 10 : s[n - 1] == 'M' ? 1u << 20 : 1u << 30;
		if (!prefix)
			base = 10;
		n--;
	}
	if (!n || s[0] == '_' || s[n - 1] == '_')
		return false;
	for (i = 0; i < n; i++) {
		if (s[i] == '_' && s[i - 1] == '_')
			return false;
		if (s[i] == '_')
			continue;
		d = is_digit(s[i]) ? s[i] - '0' : s[i] >= 'a' && s[i] <= 'f' ? s[i] - 'a' + 10
		  : s[i] >= 'A' && s[i] <= 'F' ? s[i] - 'A' + 10 : 99;
		if ((unsigned)d >= base)
			return false;
		sum = sum * base + (unsigned)d;
		if (sum > UINT64_MAX)
			*too_big = true, sum = UINT64_MAX;
	}
	if (sum * scale > UINT64_MAX)
		*too_big = true;
	*v = (uint64_t)(sum * scale);
	return true;
}

/* [A-Za-z_][A-Za-z0-9_]*, each part with [n] behind it, joined by dots. */
static size_t name_length(const char *s, const char *end)
{
	size_t n = 0, k, size = (size_t)(end - s);

	for (;;) {
		if (n == size || !(is_alpha(s[n]) || s[n] == '_'))
			return n ? n - 1 : 0; /* the dot wasn't the name's */
		while (n < size && (is_alpha(s[n]) || is_digit(s[n]) || s[n] == '_'))
			n++;
		if (n < size && s[n] == '[') {
			for (k = n + 1; k < size && is_digit(s[k]); k++)
				;
			if (k > n + 1 && k < size && s[k] == ']')
				n = k + 1;
		}
		if (n == size || s[n] != '.')
			return n;
		n++;
	}
}

static struct name *find(struct oracle *o, const char *s, size_t n)
{
	int i;

	for (i = 0; i < o->nnames; i++)
		if (o->names[i].len == n && !memcmp(o->names[i].text, s, n))
			return &o->names[i];
	return NULL;
}

void oracle_define(struct oracle *o, const char *s, size_t n, uint64_t addr)
{
	struct name *x = find(o, s, n);

	if (!x && (o->nnames == NAMES || n > sizeof(x->text))) {
		o->strange = true;
		return;
	}
	if (!x) {
		x = &o->names[o->nnames++];
		memcpy(x->text, s, n);
		x->len = n;
	}
	x->addr = addr;
}

/* --- expressions --------------------------------------------------------------------------------------------- */

static int node(struct oracle *o, char op, uint64_t value, int l, int r)
{
	struct node *n = &o->nodes[o->nnodes];

	if (o->nnodes == NODES) {
		o->strange = true;
		return -1;
	}
	n->op = op;
	n->value = value;
	n->l = l;
	n->r = r;
	n->literal = op == '#';
	n->dynamic = op == '.' || op == '$' || (l >= 0 && o->nodes[l].dynamic) || (r >= 0 && o->nodes[r].dynamic);
	return o->nnodes++;
}

static int parse_binary(struct oracle *o, int level);

static void blanks_inside(struct oracle *o)
{
	while (o->depth && o->p < o->end && is_blank(*o->p))
		o->p++;
}

static int parse_name(struct oracle *o, bool marked)
{
	size_t n = name_length(o->p, o->end);
	struct name *x;
	uint64_t v = 0;
	bool big = false, isnum;

	if (!n) {
		if (at(o, 0) == '"')
			o->strange = true;
		return -1;
	}
	x = find(o, o->p, n);
	isnum = !marked && number(o->p, n, &v, &big);
	if (!x && !isnum)
		return -1;
	if ((isnum && x) || big)
		return -1;
	if (x)
		o->absolute = true;
	o->p += n;
	return node(o, '#', x ? x->addr : v, -1, -1);
}

static int parse_primary(struct oracle *o)
{
	const char *s;
	uint64_t v;
	bool big;
	int a, op;

	if (++o->nest > NEST)
		return -1;
	blanks_inside(o);
	switch (at(o, 0)) {
	case '(':
		o->p++;
		o->depth++;
		a = parse_binary(o, 0);
		blanks_inside(o);
		if (a < 0 || at(o, 0) != ')')
			return -1;
		o->p++;
		o->depth--;
		break;
	case '-': case '~':
		op = *o->p++;
		if (op == '-' && at(o, 0) == '-')
			return -1;
		a = parse_primary(o);
		if (a < 0)
			return -1;
		a = node(o, (char)op, 0, a, -1);
		break;
	case '.': case '$':
		o->absolute |= *o->p == '.';
		a = node(o, *o->p++, 0, -1, -1);
		break;
	case '@':
		o->p++;
		a = parse_name(o, true);
		break;
	default:
		if (!is_digit(at(o, 0))) {
			a = parse_name(o, false);
			break;
		}
		for (s = o->p; o->p < o->end && (is_digit(*o->p) || is_alpha(*o->p) || *o->p == '_'); o->p++)
			;
		if (!number(s, (size_t)(o->p - s), &v, &big) || big)
			return -1;
		a = node(o, '#', v, -1, -1);
	}
	o->nest--;
	return a;
}

/* The operator here and how strongly it binds, as in C. */
static char operator(const struct oracle *o, int *level)
{
	char c = at(o, 0);

	switch (c) {
	case '|': *level = 1; return c;
	case '^': *level = 2; return c;
	case '&': *level = 3; return c;
	case '<': case '>':
		*level = 4;
		return at(o, 1) != c ? 0 : c == '<' ? 'L' : 'R';
	case '+': case '-': *level = 5; return c == '-' ? 's' : c;
	case '*': case '/': case '%': *level = 6; return c;
	}
	return 0;
}

static int parse_binary(struct oracle *o, int level)
{
	int l = parse_primary(o), r, strength;
	char op;

	while (l >= 0) {
		blanks_inside(o);
		op = operator(o, &strength);
		if (!op || strength <= level)
			break;
		o->p += op == 'L' || op == 'R' ? 2 : 1;
		if (op == 's' && at(o, 0) == '-')
			return -1;
		r = parse_binary(o, strength);
		if (r < 0)
			return -1;
		/* a constant that can't be right is an error of the text, whatever stands on the left */
		if ((op == '/' || op == '%') && o->nodes[r].literal && !o->nodes[r].value)
			return -1;
		if ((op == 'L' || op == 'R') && o->nodes[r].literal && o->nodes[r].value > 63)
			return -1;
		l = node(o, op, 0, l, r);
	}
	return l;
}

static bool value_of(struct oracle *o, int i, uint64_t *v)
{
	const struct node *n = &o->nodes[i];
	uint64_t a, b = 0;

	switch (n->op) {
	case '#':
		*v = n->value;
		return true;
	case '.':
		*v = o->s.dot;
		return true;
	case '$':
		*v = o->s.last;
		return o->s.last_valid;
	}
	if (!value_of(o, n->l, &a) || (n->r >= 0 && !value_of(o, n->r, &b)))
		return false;
	switch (n->op) {
	case '-': *v = 0 - a; break;
	case '~': *v = ~a; break;
	case '+': *v = a + b; break;
	case 's': *v = a - b; break;
	case '*': *v = a * b; break;
	case '&': *v = a & b; break;
	case '^': *v = a ^ b; break;
	case '|': *v = a | b; break;
	case '/': case '%':
		if (!b)
			return false;
		*v = n->op == '/' ? a / b : a % b;
		break;
	default:
		if (b > 63)
			return false;
		*v = n->op == 'L' ? a << b : a >> b;
	}
	return true;
}

/* An expression, up to where it ends. False: the text is wrong (or strange). */
static bool parse_expr(struct oracle *o, struct value *x)
{
	char first = at(o, 0), second = at(o, 1);
	const struct node *n;
	uint64_t v;

	o->depth = o->nest = 0;
	o->absolute = false;
	x->node = parse_binary(o, 0);
	if (x->node < 0)
		return false;
	n = &o->nodes[x->node];
	x->form = 'o';
	if (n->literal && first != '(')
		x->form = 'u';
	if (n->op == '-' && o->nodes[n->l].literal && first == '-' && second != '(')
		x->form = 's';
	return n->dynamic || value_of(o, x->node, &v);
}

static bool fits(char form, uint64_t v, unsigned width)
{
	const unsigned __int128 range = (unsigned __int128)1 << (8 * width);

	if (form == 'u')
		return v < range;
	if (form == 's')
		return (uint64_t)(0 - v) <= range / 2;
	return v < range || v >= (uint64_t)((((unsigned __int128)1 << 64) - range));
}

enum oracle_verdict oracle_expression(struct oracle *o, const char *text, size_t nbytes, struct oracle_expr *x)
{
	struct value v = { 0 };
	unsigned w;

	o->p = text;
	o->end = text + nbytes;
	o->strange = false;
	o->nnodes = 0;
	if (!parse_expr(o, &v))
		return o->strange || o->nest >= NEST ? ORACLE_STRANGE : ORACLE_REFUSED;
	o->root = v.node;
	x->nbytes = (size_t)(o->p - text);
	x->dynamic = o->nodes[v.node].dynamic;
	x->absolute = o->absolute;
	if (!x->dynamic) {
		value_of(o, v.node, &x->value);
		for (w = 1; w <= 8; w *= 2)
			x->fits[w] = fits(v.form, x->value, w);
	}
	return ORACLE_RUNS;
}

bool oracle_value(struct oracle *o, uint64_t dot, uint64_t last, bool last_valid, uint64_t *v)
{
	o->s.dot = dot;
	o->s.last = last;
	o->s.last_valid = last_valid;
	return value_of(o, o->root, v);
}

/* --- compiling ----------------------------------------------------------------------------------------------- */

static const struct {
	const char *word;
	char what;
	const char *operands; /* one letter each; a digit before them: so many are needed; '*' at the end: any number more */
} commands[] = {
	{ "d", 'd', "0AL" }, { "r", 'r', "0ACS" }, { "w", 'w', "2AV*" }, { "v", 'v', "2AV" }, { "?", '?', "1E" },
	{ "q", 'q', "0" }, { "quit", 'q', "0" }, { "base", 'b', "0B" }, { "width", 'W', "0W" }, { "endian", 'e', "0O" },
	{ "allow", 'a', "0K*" }, { "noread", 'n', "0AL" }, { "def", 'D', "0NB" }, { "sleep", ' ', "1P" },
	{ "history", ' ', "0" }, { "echo", ' ', "0X*" }, { "help", '!', "" }, { "source", '!', "" }, { "target", '!', "" },
};
#define NCOMMANDS (sizeof(commands) / sizeof(commands[0]))

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
	if (!word_ends(o) && !is_digit(*o->p))
		return -1;
	return c;
}

static bool parse_address(struct oracle *o, struct value *x)
{
	bool equals = at(o, 0) == '=';

	if (equals)
		o->p++;
	if (!parse_expr(o, x))
		return false;
	x->relative = !equals && !o->absolute;
	return true;
}

static bool parse_word(struct oracle *o, char kind, struct op *op, struct value *x, const char **name, size_t *len)
{
	const char *s = o->p, *e = word_end(o);
	size_t n = (size_t)(e - s), i, k;

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
		op->mask = n == 6 && !memcmp(s, "little", 6) ? 1 : n == 3 && !memcmp(s, "big", 3) ? 2
			 : n == 6 && !memcmp(s, "native", 6) ? 3 : 0;
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
		return i && (!k || (k == 1 && s[i] == 's') || (k == 2 && s[i + 1] == 's' && strchr("um", s[i]) && s[i]));
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
	value_of((struct oracle *)(uintptr_t)o, x->node, &v);
	switch (kind) {
	case 'V': return fits(x->form, v, width);
	case 'L': return v && v % width == 0;
	case 'C': return v != 0;
	case 'S': return v % width == 0 && (v || !x[-1].range_end);
	}
	return true;
}

/* "A..B" is known to end before it begins: as numbers, and where base is added also as signed ones (it may begin before it). */
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
	struct value *x;
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
		more = strlen(kinds) > (size_t)op.n && kinds[op.n] != '*';
		kind = more ? kinds[op.n] : *kinds && kinds[strlen(kinds) - 1] == '*' ? kinds[strlen(kinds) - 2] : 0;
		if (!kind || (range && kind != 'L' && kind != 'C'))
			return false;
		if (o->nvalues == OPERANDS) {
			o->strange = true;
			return false;
		}
		x = &o->values[o->nvalues++];
		*x = (struct value){ .node = -1 };
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
		else if (!word_ends(o))
			return false;
		if (x->node >= 0 && !sensible(o, kind, x, unit))
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

static bool compile_line(struct oracle *o, const char *line, const char *end)
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
		good = compile_line(o, text, eol);
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
		if (start && strchr("drwvs", text[i]) && text[i]) /* s: source */
			return true;
		if (text[i] == '\n' || text[i] == ';')
			start = true;
		else if (!is_blank(text[i]))
			start = false;
	}
	return false;
}

/* --- running ------------------------------------------------------------------------------------------------- */

static uint64_t swapped(const struct oracle *o, uint64_t v, unsigned width)
{
	uint64_t r = 0;
	unsigned i;

	if (!o->s.swap)
		return v;
	for (i = 0; i < width; i++)
		r |= (v >> (8 * i) & 0xff) << (8 * (width - 1 - i));
	return r;
}

/* The next access must be this one. NULL: the log was cut here. */
static const struct oracle_access *expect(struct oracle *o, bool write, uint64_t addr, unsigned width, uint64_t value)
{
	const struct oracle_access *a = &o->log[o->at];

	if (o->at == o->nlog && o->cut) {
		o->ran_out = true;
		return NULL;
	}
	FUZZ_HOLDS(o->at < o->nlog, "%s of %u bytes at %llx is asked for and was not made", write ? "a write" : "a read", width,
		   (unsigned long long)addr);
	FUZZ_HOLDS(a->write == write && a->addr == addr && a->width == width && (!write || a->value == value),
		   "%s %u %llx %llx was made where %s %u %llx %llx is asked for", a->write ? "write" : "read", a->width,
		   (unsigned long long)a->addr, (unsigned long long)a->value, write ? "write" : "read", width,
		   (unsigned long long)addr, (unsigned long long)value);
	o->at++;
	return a;
}

/* May @n units be accessed at all? */
static bool allowed(uint64_t addr, unsigned width, uint64_t step, uint64_t n)
{
	const unsigned __int128 end = (unsigned __int128)(n - 1) * step + addr + width - 1;

	return addr % width == 0 && step % width == 0 && end <= BOARD_LAST;
}

static bool left_out(const struct oracle *o, uint64_t addr, unsigned width)
{
	int i;

	for (i = 0; i < o->nranges && !o->s.allow_noread; i++)
		if (addr <= o->ranges[i].last && addr + width - 1 >= o->ranges[i].first)
			return true;
	return false;
}

/* Reads; returns the status. */
static int reads(struct oracle *o, uint64_t addr, unsigned width, uint64_t step, uint64_t n, bool exact, bool remember)
{
	const struct oracle_access *a;
	bool fault = false;
	uint64_t i;

	if (!allowed(addr, width, step, n))
		return 1;
	for (i = 0; i < n; i++, addr += step) {
		if (!exact && left_out(o, addr, width))
			continue;
		a = expect(o, false, addr, width, 0);
		if (!a)
			return 1;
		fault |= a->fault;
		if (!a->fault && remember) {
			o->s.last = swapped(o, a->value, width);
			o->s.last_valid = true;
		}
	}
	return fault;
}

static bool address(struct oracle *o, const struct op *op, int i, uint64_t *v)
{
	const struct value *x = &o->values[op->first + i];

	if (i >= op->n) {
		*v = o->s.dot;
		return true;
	}
	if (!value_of(o, x->node, v))
		return false;
	if (x->relative)
		*v += o->s.base;
	return true;
}

static int run_d(struct oracle *o, const struct op *op)
{
	const unsigned w = op->width;
	uint64_t addr, n, last;

	if (!address(o, op, 0, &addr))
		return 1;
	if (op->n > 1 && o->values[op->first + 1].range_end) {
		if (!address(o, op, 1, &last) || last < addr)
			return 1;
		n = ((last - addr) / w + 1) * w;
		if (!n)
			n = UINT64_MAX / w * w; /* everything: never allowed here */
	} else if (op->n > 1) {
		if (!value_of(o, o->values[op->first + 1].node, &n) || !n || n % w)
			return 1;
	} else {
		n = 0x100;
		if (addr <= BOARD_LAST && BOARD_LAST + 1 - addr < n)
			n = (BOARD_LAST + 1 - addr) / w * w;
		else if (addr > BOARD_LAST && 0 - addr < n)
			n = (0 - addr) / w * w;
		if (!n)
			n = w;
	}
	o->s.dot = addr + n;
	return reads(o, addr, w, w, n / w, false, false);
}

static int run_r(struct oracle *o, const struct op *op)
{
	const unsigned w = op->width;
	uint64_t addr, n = 1, step = w, last;
	bool own = op->n > 2;

	if (!op->n && o->s.read_valid) {
		addr = o->s.read_addr;
		n = o->s.read_count;
		own = o->s.read_own_step;
		if (own)
			step = o->s.read_step;
	} else {
		if (!address(o, op, 0, &addr) || (own && !value_of(o, o->values[op->first + 2].node, &step)))
			return 1;
		if (op->n > 1 && o->values[op->first + 1].range_end) {
			if (!address(o, op, 1, &last) || last < addr || !step)
				return 1;
			n = (last - addr) / step;
			n += n < UINT64_MAX;
		} else if (op->n > 1 && (!value_of(o, o->values[op->first + 1].node, &n) || !n)) {
			return 1;
		}
	}
	o->s.dot = step ? addr + n * step : addr;
	o->s.read_valid = true;
	o->s.read_own_step = own;
	o->s.read_addr = addr;
	o->s.read_count = n;
	o->s.read_step = step;
	return reads(o, addr, w, step, n, n == 1 || !step, true);
}

/* The values of w and v, all of them known to be right before the first is written. */
static int write_values(struct oracle *o, const struct op *op, uint64_t addr)
{
	const struct oracle_access *a;
	const unsigned w = op->width;
	const uint64_t mask = w == 8 ? UINT64_MAX : ((uint64_t)1 << (8 * w)) - 1;
	uint64_t v = 0;
	int i, n = op->n - 1;

	for (i = 1; i <= n; i++) {
		const struct value *x = &o->values[op->first + i];

		if (!value_of(o, x->node, &v) || !fits(x->form, v, w))
			return 1;
	}
	if (!allowed(addr, w, w, (uint64_t)n))
		return 1;
	for (i = 1; i <= n; i++) {
		value_of(o, o->values[op->first + i].node, &v);
		a = expect(o, true, addr + (uint64_t)(i - 1) * w, w, swapped(o, v, w) & mask);
		if (!a || a->fault)
			return 1;
	}
	if (op->what == 'w')
		return 0;
	a = expect(o, false, addr, w, 0);
	return !a || a->fault ? 1 : a->value == (swapped(o, v, w) & mask) ? 0 : 3;
}

static int run_w(struct oracle *o, const struct op *op)
{
	uint64_t addr;
	int status;

	if (!address(o, op, 0, &addr))
		return 1;
	status = write_values(o, op, addr);
	if (op->what == 'w')
		o->s.dot = addr; /* not before: a value may hold . */
	return status;
}

static int run_noread(struct oracle *o, const struct op *op)
{
	uint64_t first, n;

	if (!op->n)
		return 0;
	if (!address(o, op, 0, &first))
		return 1;
	if (o->values[op->first + 1].range_end) {
		if (!address(o, op, 1, &n))
			return 1;
	} else {
		if (!value_of(o, o->values[op->first + 1].node, &n) || !n)
			return 1;
		n = first + n - 1;
	}
	if (n < first)
		return 1;
	if (o->nranges == RANGES)
		return -1;
	o->ranges[o->nranges].first = first;
	o->ranges[o->nranges++].last = n;
	return 0;
}

static int run_op(struct oracle *o, const struct op *op)
{
	const bool big = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__;
	uint64_t v;

	switch (op->what) {
	case 'd': return run_d(o, op);
	case 'r': return run_r(o, op);
	case 'w': case 'v': return run_w(o, op);
	case 'n': return run_noread(o, op);
	case '?': return !value_of(o, o->values[op->first].node, &v);
	case 'b':
		if (op->n && !value_of(o, o->values[op->first].node, &v))
			return 1;
		if (op->n)
			o->s.base = v;
		return 0;
	case 'e':
		if (op->n)
			o->s.swap = op->mask != 3 && (op->mask == 2) != big;
		return 0;
	case 'a':
		o->s.allow_noread |= (op->mask & 4) != 0;
		return 0;
	case 'q':
		o->s.quit = true;
	}
	return 0;
}

int oracle_run(struct oracle *o, const struct oracle_access *log, size_t n, bool cut)
{
	int i, status, worst = 0;

	o->log = log;
	o->nlog = n;
	o->at = 0;
	o->cut = cut;
	o->ran_out = false;
	for (i = 0; i < o->nops && !o->s.quit; i++) {
		o->s.width = o->ops[i].width_after;
		status = run_op(o, &o->ops[i]);
		if (o->ran_out || status < 0)
			return -1;
		if (status == 1 || (status && !worst))
			worst = status;
		if (status && !o->keep_going)
			break;
	}
	FUZZ_HOLDS(o->at == n, "%zu accesses were made, %zu are asked for; the first too many is at %llx", n, o->at,
		   (unsigned long long)log[o->at].addr);
	return worst;
}
