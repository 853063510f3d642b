/* SPDX-License-Identifier: GPL-2.0-or-later */
/* oracle_expr: words, numbers, names and expressions of the oracle: see oracle.h. */
#include "oracle_internal.h"

char at(const struct oracle *o, long i)
{
	return o->p + i < o->end ? o->p[i] : '\n';
}

/* Without the suffix u, l, ll, ul, ull, lu, llu, in any case, of a word that begins with a digit. */
static size_t without_suffix(const char *s, size_t n)
{
	static const char *const suffixes[] = { "ull", "llu", "ul", "lu", "ll", "u", "l" };
	size_t i, k;

	for (i = 0; n && is_digit(s[0]) && i < sizeof(suffixes) / sizeof(suffixes[0]); i++) {
		k = strlen(suffixes[i]);
		if (n <= k || strncasecmp(s + n - k, suffixes[i], k))
			continue;
		/* a longer run of such letters is no suffix */
		return strchr("uUlL", s[n - k - 1]) ? n : n - k;
	}
	return n;
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
	n = without_suffix(s, n);
	if (n > 2 && s[0] == '0' && (s[1] == 'b' || s[1] == 'B')) {
		for (i = 2; i < n && (s[i] == '0' || s[i] == '1' || s[i] == '_'); i++)
			;
		if (i == n)
			return false;
	}
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
		d = is_digit(s[i])		 ? s[i] - '0'
		    : s[i] >= 'a' && s[i] <= 'f' ? s[i] - 'a' + 10
		    : s[i] >= 'A' && s[i] <= 'F' ? s[i] - 'A' + 10
						 : 99;
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

/* The number of a bit: decimal. */
static bool decimal(const char *s, size_t n, uint64_t *v)
{
	__uint128_t sum = 0;
	size_t i;

	n = without_suffix(s, n);
	for (i = 0; i < n && is_digit(s[i]) && sum <= UINT64_MAX; i++)
		sum = sum * 10 + (unsigned)(s[i] - '0');
	*v = (uint64_t)sum;
	return i == n && sum <= UINT64_MAX;
}

/* [A-Za-z_][A-Za-z0-9_]*, each part with [n] behind it, joined by dots. */
size_t name_length(const char *s, const char *end)
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
	if (!x && !isnum && o->p[n - 1] == ']') { /* then it is bits of something */
		while (o->p[n - 1] != '[')
			n--;
		n--;
		x = find(o, o->p, n);
		isnum = !marked && number(o->p, n, &v, &big);
	}
	if (!x && !isnum)
		return -1;
	if ((isnum && x) || big)
		return -1;
	o->was_name = x;
	if (x)
		o->absolute = true;
	o->p += n;
	return node(o, '#', x ? x->addr : v, -1, -1);
}

static int parse_primary(struct oracle *o)
{
	const char *s;
	uint64_t v, bit;
	const bool inside = o->in_shift, shift = o->behind_shift;
	bool big;
	int a, op;

	o->behind_shift = false;
	if (++o->nest > NEST)
		return -1;
	blanks_inside(o);
	switch (at(o, 0)) {
	case '(':
		o->p++;
		o->depth++;
		o->in_shift |= shift;
		a = parse_binary(o, 0);
		o->in_shift = inside;
		blanks_inside(o);
		if (a < 0 || at(o, 0) != ')')
			return -1;
		o->p++;
		o->depth--;
		break;
	case '-':
	case '~':
		op = *o->p++;
		if (op == '-' && at(o, 0) == '-')
			return -1;
		a = parse_primary(o);
		if (a < 0)
			return -1;
		a = node(o, (char)op, 0, a, -1);
		break;
	case '.':
	case '$':
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
			if (a >= 0 && shift && !o->was_name)
				return -1;
			break;
		}
		for (s = o->p; o->p < o->end && (is_digit(*o->p) || is_alpha(*o->p) || *o->p == '_'); o->p++)
			;
		if (shift && !(o->p - s > 1 && s[0] == '0' && strchr("xXty", s[1]))
			    ? !decimal(s, (size_t)(o->p - s), &v)
			    : !number(s, (size_t)(o->p - s), &v, &big) || big)
			return -1;
		if (inside && !shift && decimal(s, (size_t)(o->p - s), &bit) && bit > 9) /* decimal, or not? */
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
	case '|':
		*level = 1;
		return c;
	case '^':
		*level = 2;
		return c;
	case '&':
		*level = 3;
		return c;
	case '<':
	case '>':
		*level = 4;
		return at(o, 1) != c ? 0 : c == '<' ? 'L' : 'R';
	case '+':
	case '-':
		*level = 5;
		return c == '-' ? 's' : c;
	case '*':
	case '/':
	case '%':
		*level = 6;
		return c;
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
		o->behind_shift = op == 'L' || op == 'R';
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

bool value_of(const struct oracle *o, int i, uint64_t *v)
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
	case '-':
		*v = 0 - a;
		break;
	case '~':
		*v = ~a;
		break;
	case '+':
		*v = a + b;
		break;
	case 's':
		*v = a - b;
		break;
	case '*':
		*v = a * b;
		break;
	case '&':
		*v = a & b;
		break;
	case '^':
		*v = a ^ b;
		break;
	case '|':
		*v = a | b;
		break;
	case '/':
	case '%':
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

bool parse_expr(struct oracle *o, struct value *x)
{
	char first = at(o, 0), second = at(o, 1);
	const struct node *n;
	uint64_t v;

	o->depth = o->nest = 0;
	o->absolute = o->in_shift = false;
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

bool fits(char form, uint64_t v, unsigned bits)
{
	const unsigned __int128 range = (unsigned __int128)1 << bits;

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
			x->fits[w] = fits(v.form, x->value, 8 * w);
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
