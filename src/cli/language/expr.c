/* SPDX-License-Identifier: GPL-2.0-or-later */
/* expr: parses expressions by precedence climbing into a small stack code, folded to a number if it is constant. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "expr.h"
#include "expr_atom.h"
#include "hex.h"
#include "parse.h"

#define NEST_MAX 100 /* parentheses and signs: more is no expression that a person wrote, and the stack is finite */

enum {
	OP_CONST,
	OP_DOT,
	OP_LAST,
	OP_NEG,
	OP_NOT,
	OP_SHL,
	OP_SHR,
	OP_ADD = '+',
	OP_SUB = '-',
	OP_MUL = '*',
	OP_DIV = '/',
	OP_MOD = '%',
	OP_AND = '&',
	OP_XOR = '^',
	OP_OR = '|'
};

static int push(struct expr_parser *ps, unsigned char op, uint64_t value, struct physmon_error *e)
{
	struct expr_code *c = ps->code;
	struct expr_op *ops;

	if (c->n == c->size) {
		ops = realloc(c->ops, (c->size * 2 + 16) * sizeof(*ops));
		if (!ops)
			return error_no_memory(e);
		c->ops = ops;
		c->size = c->size * 2 + 16;
	}
	c->ops[c->n++] = (struct expr_op){ value, op };
	return 0;
}

static void skip_blanks(struct expr_parser *ps)
{
	if (ps->depth)
		ps->p = parse_skip_blanks(ps->p, ps->end);
}

static int word(struct expr_parser *ps, struct physmon_error *e)
{
	const char *const s = ps->p;
	struct expr_atom a;
	int r = expr_atom(ps->names, ps->arena, &ps->p, ps->end, &a, e);

	if (r)
		return r;
	if (a.named) {
		ps->hit = a.hit;
		ps->name = s;
		ps->name_end = ps->p;
		ps->x->absolute = ps->x->named = true;
		ps->x->virtual |= a.hit.source && a.hit.source->flags & NAMES_VIRTUAL;
	}
	return push(ps, OP_CONST, a.value, e);
}

/* In parentheses behind << or >> numbers are hexadecimal: one that would be another number in decimal is refused. */
static int word_in_shift(struct expr_parser *ps, struct physmon_error *e)
{
	const char *const s = ps->p, *const end = parse_alnum_end(ps->p, ps->end);
	const int n = parse_shown(s, end);
	uint64_t v;

	if (parse_decimal(s, parse_c_suffix(s, end), &v) || v < 10)
		return word(ps, e);
	return error_text(e, "%.*s can be read in two ways behind << and >>: write 0t%.*s or 0x%.*s", n, s, n, s, n, s);
}

/* A word right behind << or >>: a plain number is the number of a bit, decimal as in [7:4]. */
static int bit_number(struct expr_parser *ps, struct physmon_error *e)
{
	const char *const s = ps->p, *const end = parse_alnum_end(ps->p, ps->end);
	const bool marked = ps->end - s > 1 && s[0] == '0' && memchr("xXty", s[1], 4);
	uint64_t v;
	int r;

	if (marked || s == ps->end)
		return word(ps, e);
	if (end > s && !parse_decimal(s, parse_c_suffix(s, end), &v)) {
		ps->p = end;
		return push(ps, OP_CONST, v, e);
	}
	if (!parse_digit(*s)) {
		r = word(ps, e);
		if (r || ps->name == s)
			return r;
		ps->p = s;
	}
	return error_text(e, "%.*s is no bit number: behind << and >> numbers are decimal, or marked by 0x",
			  parse_shown(s, end), s);
}

static int binary(struct expr_parser *ps, unsigned least, struct physmon_error *e);

static int primary(struct expr_parser *ps, struct physmon_error *e)
{
	const bool in_shift = ps->in_shift, behind_shift = ps->behind_shift;
	unsigned char op;
	int r;
	char c;

	ps->behind_shift = false;
	if (++ps->nest > NEST_MAX)
		return error_text(e, "the expression is nested too deeply");
	skip_blanks(ps);
	c = ps->p < ps->end ? *ps->p : '\0';
	switch (c) {
	case '(':
		ps->p++;
		ps->depth++;
		ps->in_shift |= behind_shift;
		r = binary(ps, 0, e);
		ps->in_shift = in_shift;
		if (r)
			return r;
		skip_blanks(ps);
		if (ps->p == ps->end || *ps->p != ')')
			return error_text(e, "a closing parenthesis is missing here");
		ps->p++;
		ps->depth--;
		break;
	case '-':
	case '~':
		if (ps->end - ps->p > 1 && ps->p[1] == '-' && c == '-')
			return error_text(e, "'--' has no meaning here");
		op = c == '-' ? OP_NEG : OP_NOT;
		ps->p++;
		r = primary(ps, e);
		if (!r)
			r = push(ps, op, 0, e);
		if (r)
			return r;
		break;
	case '.':
	case '$':
		ps->p++;
		ps->x->dynamic = true;
		ps->x->absolute |= c == '.';
		r = push(ps, c == '.' ? OP_DOT : OP_LAST, 0, e);
		if (r)
			return r;
		break;
	default:
		r = behind_shift ? bit_number(ps, e) : !SMALL && in_shift ? word_in_shift(ps, e) : word(ps, e);
		if (r)
			return r;
	}
	ps->nest--;
	return 0;
}

/* Operators of C, weakest first. */
static const struct {
	char text[3];
	unsigned char len, op, strength;
} operators[] = {
	{ "|", 1, OP_OR, 1 },	{ "^", 1, OP_XOR, 2 }, { "&", 1, OP_AND, 3 }, { "<<", 2, OP_SHL, 4 },
	{ ">>", 2, OP_SHR, 4 }, { "+", 1, OP_ADD, 5 }, { "-", 1, OP_SUB, 5 }, { "*", 1, OP_MUL, 6 },
	{ "/", 1, OP_DIV, 6 },	{ "%", 1, OP_MOD, 6 },
};

static size_t operator_at(const struct expr_parser *ps)
{
	size_t i, n = sizeof(operators) / sizeof(operators[0]);

	for (i = 0; i < n; i++)
		if ((size_t)(ps->end - ps->p) >= operators[i].len &&
		    !memcmp(ps->p, operators[i].text, operators[i].len))
			break;
	return i;
}

static int binary(struct expr_parser *ps, unsigned least, struct physmon_error *e)
{
	const char *at;
	size_t i, right;
	int r;

	r = primary(ps, e);
	while (!r) {
		skip_blanks(ps);
		i = operator_at(ps);
		if (i == sizeof(operators) / sizeof(operators[0]) || operators[i].strength <= least)
			break;
		at = ps->p;
		ps->p += operators[i].len;
		if (operators[i].op == OP_SUB && ps->p < ps->end && *ps->p == '-') {
			ps->p = at;
			return error_text(e, "'--' has no meaning here");
		}
		right = ps->code->n;
		ps->behind_shift = operators[i].op == OP_SHL || operators[i].op == OP_SHR;
		r = binary(ps, operators[i].strength, e);
		if (!r)
			r = push(ps, operators[i].op, 0, e);
		if (!r && ps->code->n == right + 2 && ps->code->ops[right].op == OP_CONST) {
			/* a constant on the right can be judged now, whatever is on the left */
			if ((operators[i].op == OP_DIV || operators[i].op == OP_MOD) && !ps->code->ops[right].value)
				r = error_text(e, "division by 0");
			if ((operators[i].op == OP_SHL || operators[i].op == OP_SHR) && ps->code->ops[right].value > 63)
				r = error_text(e, "a shift by 64 bits or more");
			if (r)
				ps->p = at;
		}
	}
	return r;
}

static int apply(unsigned char op, uint64_t a, uint64_t b, uint64_t *v, struct physmon_error *e)
{
	switch (op) {
	case OP_ADD:
		*v = a + b;
		break;
	case OP_SUB:
		*v = a - b;
		break;
	case OP_MUL:
		*v = a * b;
		break;
	case OP_AND:
		*v = a & b;
		break;
	case OP_XOR:
		*v = a ^ b;
		break;
	case OP_OR:
		*v = a | b;
		break;
	case OP_DIV:
	case OP_MOD:
		if (!b)
			return error_text(e, "division by 0");
		*v = op == OP_DIV ? a / b : a % b;
		break;
	default:
		if (b > 63)
			return error_text(e, "a shift by 64 bits or more");
		*v = op == OP_SHL ? a << b : a >> b;
	}
	return 0;
}

static int evaluate(const struct expr_op *ops, size_t nops, const struct expr_env *env, uint64_t *v,
		    struct physmon_error *e)
{
	uint64_t stack[2 * NEST_MAX * 8], b; /* a level of nesting holds at most one operand for each of 6 strengths */
	size_t n = 0, i;
	int r;

	for (i = 0; i < nops; i++) {
		switch (ops[i].op) {
		case OP_CONST:
			stack[n++] = ops[i].value;
			break;
		case OP_DOT:
			stack[n++] = env->dot;
			break;
		case OP_LAST:
			if (!env->last_valid)
				return error_text(e, "$ has no value: nothing has been read yet");
			if (!env->last_known)
				return -ENODATA;
			stack[n++] = env->last;
			break;
		case OP_NEG:
			stack[n - 1] = -stack[n - 1];
			break;
		case OP_NOT:
			stack[n - 1] = ~stack[n - 1];
			break;
		default:
			b = stack[--n];
			r = apply(ops[i].op, stack[n - 1], b, &stack[n - 1], e);
			if (r)
				return r;
		}
	}
	*v = stack[0];
	return 0;
}

int expr_eval(const struct expr *x, const struct expr_code *code, const struct expr_env *env, uint64_t *v,
	      struct physmon_error *e)
{
	if (!x->dynamic) {
		*v = x->value;
		return 0;
	}
	return evaluate(code->ops + x->op, x->nops, env, v, e);
}

bool expr_lone_number(const char **p, const char *end, const struct names *names, struct expr *x)
{
	const char *s = *p, *first;
	uint64_t n = 0;
	int d;

	if (end - s > 2 && s[0] == '0' && s[1] == 'x')
		s += 2;
	else if (end - s > 2 && s[0] == '0' && (s[1] | 0x20) == 'b')
		return false;
	else if (s < end && s[0] > '9' && names_any(names))
		return false;
	for (first = s; s < end && (d = hex_digit(*s)) >= 0; s++)
		n = n << 4 | (unsigned)d;
	if (s == first || s - first > 16 || (s < end && !parse_blank(*s) && *s != ';'))
		return false;
	*x = (struct expr){ .value = n, .form = EXPR_PLAIN };
	*p = s;
	return true;
}

int expr_parse(struct expr_parser *ps, struct expr *x, struct physmon_error *e)
{
	size_t first = ps->code->n;
	const char *s = ps->p;
	int r;

	if (expr_lone_number(&ps->p, ps->end, ps->names, x))
		return 0;
	*x = (struct expr){ .form = EXPR_OTHER };
	ps->x = x;
	r = binary(ps, 0, e);
	if (r) {
		ps->code->n = first;
		return r;
	}
	x->op = (uint32_t)first;
	x->nops = (uint32_t)(ps->code->n - first);
	if (x->dynamic)
		return 0;
	if (x->nops == 1 && *s != '(')
		x->form = EXPR_PLAIN;
	else if (x->nops == 2 && *s == '-' && s[1] != '(')
		x->form = EXPR_NEGATIVE;
	r = evaluate(ps->code->ops + first, x->nops, NULL, &x->value, e);
	ps->code->n = first;
	if (r)
		ps->p = s;
	return r;
}

bool expr_fits_bits(unsigned form, uint64_t value, unsigned bits)
{
	uint64_t minus = -value; /* the magnitude of a negative number */

	switch (form) {
	case EXPR_PLAIN:
		return bits == 64 || !(value >> bits);
	case EXPR_NEGATIVE:
		return value == 0 || (minus <= (uint64_t)1 << (bits - 1));
	default:
		return bits == 64 || !(value >> bits) || value >> bits == UINT64_MAX >> bits;
	}
}
