/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cmd_test: the command test: a RAM test and its report. It overwrites the range and says so. */
#include <errno.h>
#include <string.h>

#include "error.h"
#include "memtest.h"
#include "range.h"
#include "session.h"
#include "text.h"

/* A broken chip has millions of wrong cells: so many are listed. */
#define LISTED 16

struct listing {
	struct session *s;
	const struct range *b;
	unsigned n;
};

static void list(void *ctx, uint64_t addr, uint64_t wrote, uint64_t read)
{
	struct listing *l = ctx;
	const unsigned width = l->b->width;

	if (l->n++ < LISTED)
		emit_result(l->s->emit, "%*llx{*addr} = %*llx{*written} -> %*llx{*read}|%u{width}",
			    session_digits(range_last(l->b)), ull(addr), 2 * width,
			    ull(session_swapped(l->s, wrote, width)), 2 * width,
			    ull(session_swapped(l->s, read, width)), 8 * width);
}

static void tell_pairs(struct session *s, const struct memtest *m)
{
	char bits[100];

	for (unsigned i = 0; i < m->npairs && i < MEMTEST_PAIRS; i++) {
		memtest_bits(bits, sizeof(bits), m->pairs[i][0] ^ m->pairs[i][1]);
		emit_note(s->emit, "writing %08llx changes %08llx: look at address bit%s %s",
			  (unsigned long long)m->pairs[i][0], (unsigned long long)m->pairs[i][1],
			  strpbrk(bits, ",-") ? "s" : "", bits);
	}
}

/* " bits 3, 5-7 read 1 where 0 was written": appended to a sentence. */
static void append_bits(char *text, size_t size, const char *before, uint64_t mask, const char *what)
{
	const size_t n = strlen(text);
	char bits[200];

	memtest_bits(bits, sizeof(bits), mask);
	if (mask)
		text_print(text + n, size - n, "%s bit%s %s read%s %s", before, mask & (mask - 1) ? "s" : "", bits,
			   mask & (mask - 1) ? "" : "s", what);
}

/* Did it pass? If not, @e says what was found. */
static bool passed(struct session *s, const struct range *b, const struct memtest *m, struct physmon_error *e)
{
	const uint64_t high = session_swapped(s, m->high, b->width), low = session_swapped(s, m->low, b->width);

	tell_pairs(s, m);
	if (!m->nwrong && !m->npairs)
		return true;
	if (!m->nwrong) {
		error_set(e, PHYSMON_E_NONE, EIO, "the test failed: %u pair%s of addresses are one cell each",
			  m->npairs, m->npairs == 1 ? "" : "s");
		return false;
	}
	error_set(e, PHYSMON_E_NONE, EIO,
		  "the test failed: %llu wrong read%s, the first at %08llx:", (unsigned long long)m->nwrong,
		  m->nwrong == 1 ? "" : "s", (unsigned long long)m->first);
	append_bits(e->text, sizeof(e->text), "", high, "1 where 0 was written");
	append_bits(e->text, sizeof(e->text), high ? "," : "", low, "0 where 1 was written");
	return false;
}

static int run_test(struct call *c, struct physmon_error *e)
{
	struct session *s = c->s;
	struct listing l = { .s = s };
	struct memtest m = { .wrong = list, .ctx = &l };
	struct range b;
	int r;

	r = range_get(c, 0, &b, e);
	if (!r)
		r = range_check(s, &b, PHYSMON_WRITE, RANGE_HOLES, e);
	if (!r)
		r = range_check(s, &b, PHYSMON_READ, RANGE_WHOLE, e);
	if (r)
		return r;
	if (!(physmon_allowed(s->target) & PHYSMON_PROTECT_RAM))
		return error_set(
			e, PHYSMON_E_PROTECTED, EPERM,
			"test overwrites %08llx-%08llx and restores nothing: 'allow ram' says that you mean it",
			(unsigned long long)b.addr, (unsigned long long)range_last(&b));
	l.b = &b;
	if (!s->dry_run)
		emit_note(s->emit, "testing %08llx-%08llx: its contents are overwritten and not restored",
			  (unsigned long long)b.addr, (unsigned long long)range_last(&b));
	r = memtest_run(s, &b, &m, e);
	if (l.n > LISTED)
		emit_note(s->emit, "%u more wrong reads are not listed", l.n - LISTED);
	if (r) {
		tell_pairs(s, &m);
		if (args_interrupted(r, e))
			emit_note(s->emit, "interrupted after %llu of about %llu accesses, %llu wrong read%s so far",
				  (unsigned long long)m.made, (unsigned long long)m.total, (unsigned long long)m.nwrong,
				  m.nwrong == 1 ? "" : "s");
		return r;
	}
	if (!passed(s, &b, &m, e))
		c->status = STATUS_DIFFERS;
	else if (!s->dry_run)
		emit_note(s->emit, "no error in %08llx-%08llx", (unsigned long long)b.addr,
			  (unsigned long long)range_last(&b));
	return 0;
}

const struct command cmd_test[] = {
	{ .name = "test",
	  .signature = "ADDR LENGTH",
	  .help = "test RAM: data lines, address lines, each cell\n"
		  "All of the range is overwritten and nothing restored, so it waits for\n"
		  "'allow ram'. ADDR = WRITTEN -> READ for the first wrong reads, then which bits\n"
		  "they are; exit status 3. Each unit is written and read several times.\n"
		  "Example: allow ram; test.d c000000..fffffff",
	  .flags = COMMAND_WIDTH,
	  .run = run_test },
	{ 0 },
};
