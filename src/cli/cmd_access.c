/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cmd_access: d, r, w, v: the commands that the others are for. Each unit is fetched once, then formatted. */
#include <errno.h>
#include <string.h>

#include "command.h"
#include "error.h"
#include "interrupt.h"
#include "session.h"
#include "unit.h"

#define DUMP_ROW 16
#define DUMP_DEFAULT 0x100

/* More units than a size_t counts: where that has 32 bits, 4 G of them are weeks of reading. */
static int too_many(uint64_t nunits, struct physmon_error *e)
{
	error_set(e, PHYSMON_E_WRAP, ERANGE, "%llx units are more than one command can read here",
		  (unsigned long long)nunits);
	return STATUS_FAILED;
}

/* The exit status that a failed transfer stands for. */
static int failed(int r, const struct physmon_error *e)
{
	if (r == -EINTR || e->kind == PHYSMON_E_STOPPED)
		return STATUS_INTERRUPTED;
	return STATUS_FAILED;
}

static int blame(struct call *c, size_t i, int status)
{
	c->at.column = c->operands[i].column;
	return status;
}

/* Address operand @i, or '.' where it was left out. */
static int address(struct call *c, size_t i, uint64_t *addr, struct physmon_error *e)
{
	if (i >= c->noperands) {
		*addr = c->s->env.dot;
		return 0;
	}
	if (!operand_address(c->s, c->code, &c->operands[i], addr, e))
		return 0;
	return blame(c, i, STATUS_FAILED);
}

/* The length in bytes that operand @i gives, which may be the end of a range that starts at @addr. */
static int length(struct call *c, size_t i, uint64_t addr, uint64_t *nbytes, struct physmon_error *e)
{
	const struct operand *o = &c->operands[i];
	unsigned width = c->step->width;
	uint64_t last;
	int r;

	r = o->range_end ? operand_address(c->s, c->code, o, &last, e) : operand_value(c->s, c->code, o, nbytes, e);
	if (r)
		return blame(c, i, STATUS_FAILED);
	if (o->range_end) {
		if (last < addr) {
			error_set(e, PHYSMON_E_NONE, EINVAL, "the range ends before it begins");
			return blame(c, i, STATUS_FAILED);
		}
		*nbytes = ((last - addr) / width + 1) * width; /* 0: all 2^64 bytes, which is refused as wrapping */
		if (!*nbytes)
			*nbytes = UINT64_MAX / width * width;
		return 0;
	}
	if (!*nbytes) {
		error_set(e, PHYSMON_E_NONE, EINVAL, "a length of 0 is nothing to do");
		return blame(c, i, STATUS_FAILED);
	}
	if (*nbytes % width) {
		error_set(e, PHYSMON_E_NONE, EINVAL, "length %llx is no multiple of %u bytes, the width",
			  (unsigned long long)*nbytes, width);
		return blame(c, i, STATUS_FAILED);
	}
	return 0;
}

/* May an empty line do this again? Only what was typed with a numeric address: a name is a register, not a place. */
static bool repeatable(const struct call *c)
{
	return c->s->again.now || (c->noperands && c->operands[0].numeric);
}

/* --- d ------------------------------------------------------------------------------------------------------- */

static void dump_piece(struct session *s, const struct physmon_xfer *x, void *ctx)
{
	const unsigned *digits = ctx;
	unsigned per_row = DUMP_ROW / x->width;
	bool plain = session_all_done(x);
	struct emit_row row = { .addr_digits = *digits, .width = x->width, .swap = s->swap };
	size_t i;

	for (i = 0; i < x->done; i += per_row) {
		row.addr = x->addr + i * x->width;
		row.nunits = x->done - i < per_row ? (unsigned)(x->done - i) : per_row;
		row.units = (const char *)x->buf + i * x->width;
		row.state = plain ? NULL : x->state + i;
		emit_row(s->emit, &row);
	}
	s->env.dot = x->addr + x->done * x->width;
}

/* The length of a dump that doesn't say: 100, or what an empty line repeats, but not beyond the end that is known. */
static uint64_t default_length(const struct call *c, uint64_t addr)
{
	const struct physmon_info *info = physmon_info(c->s->target);
	uint64_t n = c->s->again.now ? c->s->again.nbytes : DUMP_DEFAULT;

	n = (n + c->step->width - 1) / c->step->width * c->step->width;
	if (info->extent_known && addr >= info->first && addr <= info->last && info->last - addr < n - 1)
		n = (info->last - addr + 1) / c->step->width * c->step->width;
	else if (addr && -addr < n)
		n = -addr / c->step->width * c->step->width;
	return n ? n : c->step->width;
}

static int run_dump(struct call *c, struct physmon_error *e)
{
	struct session *s = c->s;
	unsigned width = c->step->width, digits;
	uint64_t addr, nbytes;
	struct physmon_xfer x = { .width = width, .step = width };
	int status;
	int r;

	status = address(c, 0, &addr, e);
	if (!status && c->noperands > 1)
		status = length(c, 1, addr, &nbytes, e);
	if (status)
		return status;
	if (c->noperands < 2)
		nbytes = default_length(c, addr);
	s->env.dot = addr + nbytes;
	if (nbytes / width > SIZE_MAX)
		return too_many(nbytes / width, e);
	x.addr = addr;
	x.nunits = (size_t)(nbytes / width);
	digits = session_digits(addr + nbytes - 1);
	r = session_read(s, &x, emit_by_line(s->emit) ? DUMP_ROW / width : 0, dump_piece, &digits, e);
	if (repeatable(c)) {
		s->again.what = AGAIN_DUMP;
		s->again.nbytes = c->noperands > 1 ? nbytes : c->s->again.now ? s->again.nbytes : DUMP_DEFAULT;
	}
	return r ? failed(r, e) : STATUS_OK;
}

/* --- r ------------------------------------------------------------------------------------------------------- */

static void read_piece(struct session *s, const struct physmon_xfer *x, void *ctx)
{
	const unsigned *digits = ctx;
	uint64_t v;
	size_t i;

	for (i = 0; i < x->done; i++) {
		v = session_swapped(s, unit_get((const char *)x->buf + i * x->width, x->width), x->width);
		emit_unit(s->emit, x->addr + i * x->step, *digits, x->width, v, x->state[i]);
		if (x->state[i] == PHYSMON_DONE || x->state[i] == PHYSMON_UNKNOWN) {
			s->env.last = v;
			s->env.last_valid = true;
			s->env.last_known = x->state[i] == PHYSMON_DONE;
		}
	}
	if (x->step)
		s->env.dot = x->addr + x->done * x->step;
}

/* COUNT and STEP of an r, from its operands, or from the last r where it has none. */
static int read_shape(struct call *c, uint64_t *addr, uint64_t *count, uint64_t *step, bool *own_step,
		      struct physmon_error *e)
{
	struct session *s = c->s;
	uint64_t last;
	int status;

	*count = 1;
	*step = c->step->width;
	*own_step = c->noperands > 2;
	if (!c->noperands && s->read.valid) {
		*addr = s->read.addr;
		*count = s->read.count;
		*own_step = s->read.own_step;
		if (*own_step)
			*step = s->read.step;
		return 0;
	}
	status = address(c, 0, addr, e);
	if (status)
		return status;
	if (*own_step && operand_value(s, c->code, &c->operands[2], step, e))
		return blame(c, 2, STATUS_FAILED);
	if (c->noperands < 2)
		return 0;
	if (!c->operands[1].range_end) {
		if (operand_value(s, c->code, &c->operands[1], count, e))
			return blame(c, 1, STATUS_FAILED);
		if (!*count) {
			error_set(e, PHYSMON_E_NONE, EINVAL, "a count of 0 is nothing to do");
			return blame(c, 1, STATUS_FAILED);
		}
		return 0;
	}
	if (operand_address(s, c->code, &c->operands[1], &last, e))
		return blame(c, 1, STATUS_FAILED);
	if (last < *addr || !*step) {
		error_set(e, PHYSMON_E_NONE, EINVAL,
			  last < *addr ? "the range ends before it begins" : "a range can't be read in steps of 0");
		return blame(c, 1, STATUS_FAILED);
	}
	*count = (last - *addr) / *step;
	if (*count < UINT64_MAX)
		++*count;
	return 0;
}

static int run_read(struct call *c, struct physmon_error *e)
{
	struct session *s = c->s;
	unsigned width = c->step->width, digits;
	struct physmon_xfer x = { .width = width };
	uint64_t addr, count, step;
	bool own_step;
	int r;

	r = read_shape(c, &addr, &count, &step, &own_step, e);
	if (r)
		return r;
	s->env.dot = step ? addr + count * step : addr;
	s->read.valid = true;
	s->read.addr = addr;
	s->read.count = count;
	s->read.step = step;
	s->read.own_step = own_step;
	if (count > SIZE_MAX)
		return too_many(count, e);
	x.addr = addr;
	x.step = step;
	x.nunits = (size_t)count;
	x.flags = count == 1 || !step ? PHYSMON_XFER_EXACT : 0;
	digits = session_digits(addr + (count - 1) * step + width - 1);
	r = session_read(s, &x, emit_by_line(s->emit) ? 1 : 0, read_piece, &digits, e);
	if (repeatable(c))
		s->again.what = AGAIN_READ;
	return r ? failed(r, e) : STATUS_OK;
}

/* --- w, v ---------------------------------------------------------------------------------------------------- */

/*
 * The value of operand @i as it goes to the bus. 0; STATUS_FAILED; -ENODATA: a dry run doesn't know it.
 */
static int value(struct call *c, size_t i, uint64_t *v, struct physmon_error *e)
{
	const struct operand *o = &c->operands[i];
	unsigned width = c->step->width;
	int r;

	r = expr_eval(&o->expr, c->code, &c->s->env, v, e);
	if (r == -ENODATA)
		return r;
	if (r)
		return blame(c, i, STATUS_FAILED);
	if (o->expr.dynamic && !expr_fits(o->expr.form, *v, width)) {
		error_set(e, PHYSMON_E_NONE, ERANGE, "value %llx does not fit %u bits", (unsigned long long)*v,
			  8 * width);
		return blame(c, i, STATUS_FAILED);
	}
	*v = session_swapped(c->s, *v, width);
	return 0;
}

/* Values operand 1.. @n of them starting with @from, into the session's space. */
static int values(struct call *c, size_t from, size_t n, struct physmon_error *e)
{
	size_t i;
	uint64_t v;
	int r;

	for (i = 0; i < n; i++) {
		v = 0;
		r = value(c, 1 + from + i, &v, e);
		if (r > 0)
			return r;
		c->s->states[i] = r ? PHYSMON_UNKNOWN : PHYSMON_PENDING;
		unit_put((char *)c->s->units + i * c->step->width, c->step->width, v);
	}
	return 0;
}

static int write_values(struct call *c, uint64_t addr, struct physmon_error *e)
{
	struct session *s = c->s;
	unsigned width = c->step->width;
	size_t most = PHYSMON_XFER_MAX / width, left = c->noperands - 1, from = 0;
	struct physmon_xfer x = { .dir = PHYSMON_WRITE, .width = width, .addr = addr, .step = width, .nunits = left };
	int status, r;

	r = physmon_check(s->target, &x, e);
	if (!r)
		r = session_room(s, left < most ? left : most, width, e);
	/* all values are known to fit before the first is written, however many there are */
	for (from = 0; !r && left > most && from < left; from += most) {
		status = values(c, from, left - from < most ? left - from : most, e);
		if (status)
			return status;
	}
	for (from = 0; !r && from < c->noperands - 1; from += x.nunits) {
		if (interrupt_pending())
			return STATUS_INTERRUPTED;
		x.addr = addr + from * width;
		x.nunits = left - from < most ? left - from : most;
		x.buf = s->units;
		x.state = s->states;
		status = values(c, from, x.nunits, e);
		if (status)
			return status;
		r = physmon_transfer(s->target, &x, e);
	}
	return r ? failed(r, e) : STATUS_OK;
}

static int run_write(struct call *c, struct physmon_error *e)
{
	uint64_t addr;
	int status = address(c, 0, &addr, e);

	if (status)
		return status;
	status = write_values(c, addr, e);
	c->s->env.dot = addr; /* not before: a value may hold '.' */
	return status;
}

static int run_verify(struct call *c, struct physmon_error *e)
{
	static const struct emit_record differs = {
		"% = % -> %",
		{ { EMIT_ADDR, "addr", false }, { EMIT_VALUE, "written", false }, { EMIT_VALUE, "read", true } }
	};
	struct session *s = c->s;
	unsigned width = c->step->width;
	struct physmon_xfer x = {
		.dir = PHYSMON_WRITE, .width = width, .step = width, .nunits = 1, .flags = PHYSMON_XFER_EXACT
	};
	struct emit_cell cells[3];
	uint64_t wrote, got;
	int status, r;

	status = address(c, 0, &x.addr, e);
	if (!status)
		status = values(c, 0, 1, e);
	if (status)
		return status;
	x.buf = s->units;
	x.state = s->states;
	wrote = unit_get(s->units, width);
	r = physmon_transfer(s->target, &x, e);
	if (r)
		return failed(r, e);
	x.dir = PHYSMON_READ;
	r = physmon_transfer(s->target, &x, e);
	if (r)
		return failed(r, e);
	got = unit_get(s->units, width);
	if (s->states[0] != PHYSMON_DONE || got == wrote)
		return STATUS_OK;
	cells[0] = (struct emit_cell){ .u = x.addr, .digits = session_digits(x.addr + width - 1) };
	cells[1] = (struct emit_cell){ .u = session_swapped(s, wrote, width), .digits = 2 * width };
	cells[2] = (struct emit_cell){ .u = session_swapped(s, got, width), .digits = 2 * width };
	emit_record(s->emit, &differs, cells);
	return STATUS_DIFFERS;
}

const struct command cmd_access[] = {
	{ "d", NULL, "[A [L]]", "dump LENGTH bytes (default 100), 16 a row",
	  "Without ADDR it goes on where the last d or r ended. LENGTH is\n"
	  "hexadecimal, a multiple of the width; 100 if omitted, or as much as the target\n"
	  "has; a typed one beyond the end is refused. A unit that can't be read shows as\n"
	  "-, one left out on purpose as ~.\n"
	  "Examples: d 4c000000    dd . 40    d 10..1f",
	  COMMAND_WIDTH | COMMAND_LETTER | COMMAND_REPEAT, run_dump, NULL },
	{ "r", NULL, "[A [C [S]]]", "read COUNT units (default 1), STEP bytes apart",
	  "A line each. STEP 0 reads one address again and again (a FIFO). A bare r reads\n"
	  "again what the last r read. $ is the last unit read.\n"
	  "Examples: rd 10    r 10 8    rb 0 10 0    r 10..1f",
	  COMMAND_WIDTH | COMMAND_LETTER | COMMAND_REPEAT, run_read, NULL },
	{ "w", NULL, "A V...", "write VALUEs to successive units",
	  "w never reads. A value must fit the width; all are checked before the first is\n"
	  "written.\n"
	  "Examples: wd 10 1    wb 20 48 65 6c 6c 6f    w =$ 0",
	  COMMAND_WIDTH | COMMAND_LETTER, run_write, NULL },
	{ "v", NULL, "A V", "write VALUE, read it back, compare",
	  "If it differs: ADDR = WRITTEN -> READ, and exit status 3.", COMMAND_WIDTH | COMMAND_LETTER, run_verify,
	  NULL },
	{ 0 },
};
