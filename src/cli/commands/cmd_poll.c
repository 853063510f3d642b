/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cmd_poll: poll and expect compare a register, or some of its bits, with a value. Each comparison is one read of
 * exactly the width.
 */
#include <errno.h>
#include <string.h>

#include "args.h"
#include "clock.h"
#include "error.h"
#include "hex.h"
#include "interrupt.h"
#include "parse.h"
#include "reg.h"
#include "selection.h"
#include "session.h"
#include "single.h"
#include "text.h"
#include "unit.h"

/* Read back to back for so long, as most things happen at once; then less often, to leave bus and CPU to others. */
#define BUSY_NS (10 * (uint64_t)CLOCK_MS)
#define PAUSE_NS (uint64_t) CLOCK_MS

/* What is wanted; as typed: endian decides its byte order on the bus. */
struct wanted {
	uint64_t mask, value;
};

/* Which operands are the mask (0: none), the value, and how long to wait (0: none). */
struct shape {
	size_t mask, value, timeout;
};

/* The bits or the field that are looked at, or NULL: the whole unit, or what is under a mask. */
static const struct selection *part_of(const struct operand *o)
{
	return o[0].selection && o[0].selection->part ? o[0].selection : NULL;
}

/* A V, A M V; of poll, A V TIME where TIME is spelt with a unit, A M V TIME. Of a part: A V, A V TIME. */
static struct shape shape_of(const struct operand *o, size_t n)
{
	if (n == 2)
		return (struct shape){ .value = 1 };
	if (o[2].duration)
		return (struct shape){ .value = 1, .timeout = 2 };
	return (struct shape){ .mask = 1, .value = 2, .timeout = n > 3 ? 3 : 0 };
}

/* Bits and fields say themselves which bits count. */
static int refuse_mask(struct step *step, const struct operand *o, struct physmon_error *e)
{
	step->at.column = (o[2].duration ? o[3] : o[2]).column;
	return error_text(e, "%s compared with one value, and needs no mask",
			  o[0].selection->kind == SELECTION_FIELD ? "a field is" : "a part of a unit is");
}

static int compile_wanted(struct program *p, struct step *step, struct operand *o, struct physmon_error *e)
{
	const struct shape shape = shape_of(o, step->noperands);
	const uint64_t all = unit_mask(step->width);
	const struct operand *value = &o[shape.value];
	const struct selection *part = part_of(o);

	(void)p;
	if (part && step->noperands > 2 && (step->noperands > 3 || !o[2].duration))
		return refuse_mask(step, o, e);
	if (step->noperands > 3 && o[2].duration) {
		step->at.column = o[2].column;
		return error_text(e, "expected a value between the mask and the time");
	}
	step->at.column = value->column;
	if (shape.mask && !o[1].expr.dynamic && !value->expr.dynamic && value->expr.value & all & ~o[1].expr.value)
		return args_outside(value->expr.value & all, o[1].expr.value & all, step->width,
				    "nothing can ever be equal to it", e);
	return 0;
}

/* Mask and value. */
static int evaluate(struct call *c, const struct shape *shape, struct wanted *w, struct physmon_error *e)
{
	const unsigned width = c->step->width;
	const struct selection *part = part_of(c->operands);
	int r = 0;

	w->mask = part ? selection_mask(part) : unit_mask(width);
	if (shape->mask)
		r = args_part(c, shape->mask, 8 * width, &w->mask, e);
	if (!r)
		r = args_part(c, shape->value, selection_nbits(part, width), &w->value, e);
	if (r)
		return r == -ENODATA ? 0 : r; /* a dry run reads nothing to compare it with */
	w->mask &= unit_mask(width);
	w->value = part ? w->value << part->lo & w->mask : w->value & unit_mask(width);
	if (!(w->value & ~w->mask))
		return 0;
	return args_blame(c, shape->value,
			  args_outside(w->value, w->mask, width, "nothing can ever be equal to it", e));
}

/* "3 (IDLE)": the value of @part in @unit. */
static void part_shown(const struct selection *part, uint64_t unit, char *out, size_t size)
{
	const uint64_t v = (unit & selection_mask(part)) >> part->lo;
	const struct reg_value *meaning = part->field ? reg_value_of(part->field, v, false) : NULL;
	char digits[17];

	hex_str(digits, v, (selection_nbits(part, 0) + 3) / 4);
	text_print(out, size, meaning && *meaning->name ? "%s (%.60s)" : "%s", digits, meaning ? meaning->name : "");
}

/*
 * "4c000010 reads 83, which is 03 under mask 0f, not 01", "4c000010 reads 83, where UART.LSR.STATE is 2 (BUSY), not 1
 * (IDLE)".
 */
static void mismatch(const struct call *c, uint64_t addr, const struct wanted *w, uint64_t got, const char *after,
		     struct physmon_error *e)
{
	const struct selection *part = part_of(c->operands);
	const unsigned width = c->step->width;
	char at[17], read[17], is[100], mask[17], hoped[100], bits[sizeof("63:62")], what[80];

	hex_str(at, addr, session_digits(addr + width - 1));
	hex_str(read, got, 2 * width);
	hex_str(is, got & w->mask, 2 * width);
	hex_str(mask, w->mask, 2 * width);
	hex_str(hoped, w->value, 2 * width);
	if (part) {
		part_shown(part, got, is, sizeof(is));
		part_shown(part, w->value, hoped, sizeof(hoped));
		if (part->kind == SELECTION_FIELD)
			text_print(what, sizeof(what), "%.*s", parse_shown(part->name, part->name + part->len),
				   part->name);
		else
			text_print(what, sizeof(what), "[%s]", selection_bits(part, bits));
		error_set(e, PHYSMON_E_NONE, 0, "%s reads %s, where %s is %s, not %s%s", at, read, what, is, hoped,
			  after);
	} else if (w->mask == unit_mask(width)) {
		error_set(e, PHYSMON_E_NONE, 0, "%s reads %s, not %s%s", at, read, hoped, after);
	} else {
		error_set(e, PHYSMON_E_NONE, 0, "%s reads %s, which is %s under mask %s, not %s%s", at, read, is, mask,
			  hoped, after);
	}
	error_at(e, addr, width, 0);
}

/* One look. 0 and whether it @holds; else -errno. */
static int look(struct call *c, uint64_t addr, const struct wanted *w, uint64_t *got, bool *holds,
		struct physmon_error *e)
{
	struct single u = { .addr = addr, .width = c->step->width, .exact = true };
	int r = single_read(c->s->target, &u, e);

	*got = 0;
	*holds = false;
	if (r)
		return r;
	*got = session_swapped(c->s, u.value, u.width);
	/* what a dry run didn't read counts as held */
	*holds = u.state != PHYSMON_DONE || (*got & w->mask) == w->value;
	return 0;
}

static int prepare(struct call *c, const struct shape *shape, uint64_t *addr, struct wanted *w, struct physmon_error *e)
{
	int r = args_address(c, 0, addr, e);

	return r ? r : evaluate(c, shape, w, e);
}

static int run_expect(struct call *c, struct physmon_error *e)
{
	const struct shape shape = shape_of(c->operands, c->noperands);
	struct wanted w = { 0 };
	uint64_t addr, got;
	bool holds = false;
	int r = prepare(c, &shape, &addr, &w, e);

	if (!r)
		r = look(c, addr, &w, &got, &holds, e);
	if (r || holds)
		return r;
	mismatch(c, addr, &w, got, "", e);
	c->status = STATUS_DIFFERS;
	return 0;
}

static void duration_shown(uint64_t us, char *out, size_t size)
{
	if (us % 1000)
		text_print(out, size, " after %llu us", (unsigned long long)us);
	else if (us % 1000000)
		text_print(out, size, " after %llu ms", (unsigned long long)us / 1000);
	else
		text_print(out, size, " after %llu s", (unsigned long long)us / 1000000);
}

static int run_poll(struct call *c, struct physmon_error *e)
{
	const struct shape shape = shape_of(c->operands, c->noperands);
	uint64_t addr, got, start, now, end = UINT64_MAX, us = 0;
	struct wanted w = { 0 };
	char after[40];
	bool holds = false;
	int r = prepare(c, &shape, &addr, &w, e);

	if (r)
		return r;
	emit_flush(c->s->emit);
	start = clock_ns();
	if (shape.timeout) {
		us = c->operands[shape.timeout].expr.value;
		end = clock_after(start, us);
	}
	for (;;) {
		/* the last look begins when the time is over: being kept from the CPU is no timeout */
		now = clock_ns();
		r = look(c, addr, &w, &got, &holds, e);
		if (r || holds)
			return r;
		if (now >= end)
			break;
		if (interrupt_pending())
			return -EINTR;
		if (now - start > BUSY_NS && clock_wait(end - now < PAUSE_NS ? end : now + PAUSE_NS, 0))
			return -EINTR;
	}
	duration_shown(us, after, sizeof(after));
	mismatch(c, addr, &w, got, after, e);
	c->status = STATUS_DIFFERS;
	return 0;
}

const struct command cmd_poll[] = {
	{ .name = "poll",
	  .signature = "ADDR [MASK:or-value] VALUE:or-time [TIME]",
	  .help = "read until equal to VALUE\n"
		  "With MASK only its bits are looked at; ADDR may be bits or a field instead. Of\n"
		  "three operands the last is TIME if it is spelt with its unit. Without TIME it\n"
		  "goes on until Ctrl-C. When the time is over a sentence says what was read\n"
		  "last, and the exit status is 3. After 10 ms it reads about once a millisecond.\n"
		  "Examples: poll UART+18 20 0 500ms    poll.d 300c[0] 1 2s    poll.d 18 1 1",
	  .flags = COMMAND_WIDTH | COMMAND_PART | COMMAND_AWAIT,
	  .run = run_poll,
	  .compile = compile_wanted },
	{ .name = "expect",
	  .signature = "ADDR [MASK:or-value] VALUE",
	  .help = "read once; status 3 unless it is VALUE\n"
		  "With MASK only its bits are looked at; ADDR may be bits or a field instead. If\n"
		  "it differs a sentence says what was read.\n"
		  "Examples: expect.d 0 504d4f4e    expect 4 f 1    expect 4[3:0] 1",
	  .flags = COMMAND_WIDTH | COMMAND_PART | COMMAND_AWAIT,
	  .run = run_expect,
	  .compile = compile_wanted },
	{ 0 },
};
