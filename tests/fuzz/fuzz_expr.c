/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz_expr: the rooms parse, expr and operand. Each input is read as an expression, a number, a name, a text, a time
 * and each kind of operand; the expression's value, its reach and the widths it fits are compared with the oracle's.
 */
#include <errno.h>
#include <string.h>

#include "arena.h"
#include "error.h"
#include "fuzz.h"
#include "names.h"
#include "operand.h"
#include "oracle.h"
#include "parse.h"
#include "session.h"

/* Names that are none otherwise, one that is a number as well, one with everything in it. */
static const struct {
	const char *name;
	uint64_t addr;
} known[] = { { "UART", 0x2000 }, { "ADC", 0x3000 }, { "a.b[3]", 8 }, { "_", UINT64_MAX }, { "x", 0 } };

#define LABEL "sym"

/* What stands after LABEL: names of an even length, at addresses that their first letters are; a long one breaks off. */
static int labelled(void *ctx, const char *name, size_t len, struct names_hit *hit, struct physmon_error *e)
{
	(void)ctx;
	if (len > 20)
		return error_set(e, PHYSMON_E_NONE, EIO, "the list of symbols can't be read");
	hit->addr = (unsigned char)*name;
	return len % 2 ? -ENOENT : 0;
}

static void one_expression(struct names *names, bool names_known, const char *s, const char *end)
{
	struct expr_code code = { 0 };
	struct arena arena = { 0 };
	struct expr_parser ps = { .p = s, .end = end, .names = names, .code = &code, .arena = &arena };
	const struct expr_env none = { 0 }, env = { 0x8004, 0xfffffffffffffff0, true, true },
			      dry = { 1, 2, true, false };
	struct oracle *o = oracle_new(0, false);
	struct oracle_expr ox = { 0 };
	enum oracle_verdict verdict;
	struct physmon_error e;
	struct expr x;
	uint64_t v = 0, ov = 0;
	unsigned w;
	size_t i;
	int r;

	for (i = 0; names_known && i < sizeof(known) / sizeof(known[0]); i++)
		oracle_define(o, known[i].name, strlen(known[i].name), known[i].addr);
	r = expr_parse(&ps, &x, &e);
	FUZZ_HOLDS(ps.p >= s && ps.p <= end, "the parser stands outside of the text");
	verdict = oracle_expression(o, s, (size_t)(end - s), &ox);
	if (r)
		FUZZ_HOLDS(e.text[0] && strlen(e.text) < sizeof(e.text), "there is no sentence");
	if (verdict == ORACLE_STRANGE || (names_known && memmem(s, (size_t)(end - s), LABEL ":", strlen(LABEL ":"))))
		goto out;
	FUZZ_HOLDS(!r == (verdict == ORACLE_RUNS), "expr_parse says %d, the oracle %d", r, verdict);
	if (r)
		goto out;
	FUZZ_HOLDS((size_t)(ps.p - s) == ox.nbytes, "it reaches %zu bytes, the oracle's %zu", (size_t)(ps.p - s),
		   ox.nbytes);
	FUZZ_HOLDS(x.dynamic == ox.dynamic && x.absolute == ox.absolute, "dynamic %d %d, absolute %d %d", x.dynamic,
		   ox.dynamic, x.absolute, ox.absolute);
	for (w = 1; !x.dynamic && w <= 8; w *= 2)
		FUZZ_HOLDS(expr_fits_bits(x.form, x.value, 8 * w) == ox.fits[w], "%llx fits %u bytes differently",
			   (unsigned long long)x.value, w);
	r = expr_eval(&x, &code, &env, &v, &e);
	FUZZ_HOLDS(!r == oracle_value(o, env.dot, env.last, true, &ov), "expr_eval says %d", r);
	FUZZ_HOLDS(r || v == ov, "%llx is worth %llx to the oracle", (unsigned long long)v, (unsigned long long)ov);
	r = expr_eval(&x, &code, &none, &v, &e);
	FUZZ_HOLDS(!r == oracle_value(o, 0, 0, false, &ov), "expr_eval without $ says %d", r);
	expr_eval(&x, &code, &dry, &v, &e);
out:
	free(code.ops);
	arena_free(&arena);
}

static void each_operand(struct names *names, const char *s, const char *end)
{
	static const char *const words[] = {
		"ADDR",	 "ADDR:one",  "DEST",	       "LENGTH", "COUNT:or-names", "COUNT", "STEP",
		"VALUE", "VALUE:any", "VALUE:or-time", "MASK",	 "MASK:or-value",  "EXPR",  "PATTERN",
		"TIME",	 "N",	      "NAME",	       "WIDTH",	 "TEXT",
	};
	const struct operand_kind *kind;
	struct physmon_error e;
	struct operand o, to;
	size_t i;
	int r;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		struct expr_code code = { 0 };
		struct arena arena = { 0 };
		struct operand_parser ps = {
			.p = s, .end = end, .line = s, .names = names, .code = &code, .arena = &arena, .width = 4
		};

		kind = operand_kind(words[i]);
		e.text[0] = '\0';
		r = operand_parse(&ps, kind, &o, &e);
		FUZZ_HOLDS(ps.p >= s && ps.p <= end && ps.end == end, "operand %s leaves the text", kind->word);
		FUZZ_HOLDS(!r || e.text[0], "operand %s was refused without a sentence", kind->word);
		if (!r && o.text)
			FUZZ_HOLDS(o.len <= (size_t)(end - s) && (!strcmp(kind->word, "PATTERN") || !o.text[o.len]),
				   /* a pattern holds any bytes */ "the word of operand %s has no end", kind->word);
		if (!r && kind->flags & OPERAND_RANGE && operand_range_follows(&ps)) {
			r = operand_range_end(&ps, &o, operand_kind("LENGTH"), &to, &e);
			FUZZ_HOLDS(ps.p >= s && ps.p <= end, "the end of a range leaves the text");
			FUZZ_HOLDS(!r || e.text[0], "the end of a range was refused without a sentence");
		}
		arena_free(&arena);
		free(code.ops);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	/* exactly as many bytes as there are, so that a look behind them is seen */
	char *text = malloc(size ? size : 1), *room = malloc(size + 1);
	const char *s = text, *end = text + size, *p;
	struct names *names = NULL;
	struct names_hit hit;
	struct physmon_error e;
	uint16_t over_ns;
	uint64_t v;
	size_t i, n = 0;
	int r;

	if (!text || !room || names_new(&names))
		abort();
	if (size)
		memcpy(text, data, size);
	one_expression(names, false, s, end); /* without names there is a short cut */
	for (i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		names_define(names, known[i].name, strlen(known[i].name), known[i].addr);
	names_commit(names, 0);
	if (names_add(names, &(struct names_source){ .flags = NAMES_SYMBOL, .find = labelled }))
		abort();
	one_expression(names, true, s, end);
	each_operand(names, s, end);

	r = parse_number(s, end, &v);
	if (r)
		parse_number_error(s, end, r, &e);
	parse_decimal(s, end, &v);
	if (!parse_time_us(s, end, &v, &over_ns))
		FUZZ_HOLDS(over_ns < 1000, "a time has more than a microsecond's nanoseconds");
	parse_width(s, end);
	FUZZ_HOLDS(parse_name_span(s, end) <= size, "a name is longer than its text");
	p = parse_word_end(s, end);
	FUZZ_HOLDS(p >= s && p <= end, "a word ends outside of the text");
	if (size && *s == '"') {
		p = s;
		r = parse_text(&p, end, room, &n, &e);
		FUZZ_HOLDS(p >= s && p <= end && (r || n <= size), "a quoted text leaves its quotes");
	}
	/* what is defined is found, redefined, and rolled back; no name holds a NUL */
	size = strnlen(s, size);
	n = names_mark(names);
	names_define(names, s, size, 1);
	FUZZ_HOLDS(!names_find(names, s, size, 0, &hit, NULL) && hit.addr == 1, "a name was defined and is not found");
	names_define(names, s, size, 2);
	FUZZ_HOLDS(!names_find(names, s, size, 0, &hit, NULL) && hit.addr == 2, "a name was redefined in vain");
	if (size & 1)
		names_commit(names, n);
	else
		names_rollback(names, n);
	FUZZ_HOLDS(names_mark(names) <= n + 1, "names are left over");
	for (i = 0; names_next(names, &i, &v);)
		;
	names_free(names);
	free(room);
	free(text);
	return 0;
}
