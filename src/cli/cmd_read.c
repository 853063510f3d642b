/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cmd_read: r. Each unit is fetched once, then formatted, a line each. */
#include <errno.h>

#include "call.h"
#include "error.h"
#include "session.h"
#include "unit.h"

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
	status = call_address(c, 0, addr, e);
	if (status)
		return status;
	if (*own_step && operand_value(s, c->code, &c->operands[2], step, e))
		return call_blame(c, 2, STATUS_FAILED);
	if (c->noperands < 2)
		return 0;
	if (!c->operands[1].range_end) {
		if (operand_value(s, c->code, &c->operands[1], count, e))
			return call_blame(c, 1, STATUS_FAILED);
		if (!*count) {
			error_set(e, PHYSMON_E_NONE, EINVAL, "a count of 0 is nothing to do");
			return call_blame(c, 1, STATUS_FAILED);
		}
		return 0;
	}
	if (operand_address(s, c->code, &c->operands[1], &last, e))
		return call_blame(c, 1, STATUS_FAILED);
	if (last < *addr || !*step) {
		error_set(e, PHYSMON_E_NONE, EINVAL,
			  last < *addr ? "the range ends before it begins" : "a range can't be read in steps of 0");
		return call_blame(c, 1, STATUS_FAILED);
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
		return call_too_many(count, e);
	x.addr = addr;
	x.step = step;
	x.nunits = (size_t)count;
	x.flags = count == 1 || !step ? PHYSMON_XFER_EXACT : 0;
	digits = session_digits(addr + (count - 1) * step + width - 1);
	r = session_read(s, &x, emit_by_line(s->emit) ? 1 : 0, read_piece, &digits, e);
	if (call_repeatable(c))
		s->again.what = AGAIN_READ;
	return r ? call_failed(r, e) : STATUS_OK;
}

const struct command cmd_read[] = {
	{ "r", NULL, "[A [C [S]]]", "read COUNT units (default 1), STEP bytes apart",
	  "A line each. STEP 0 reads one address again and again (a FIFO). A bare r reads\n"
	  "again what the last r read. $ is the last unit read.\n"
	  "Examples: rd 10    r 10 8    rb 0 10 0    r 10..1f",
	  COMMAND_WIDTH | COMMAND_LETTER | COMMAND_REPEAT, run_read, NULL },
	{ 0 },
};
