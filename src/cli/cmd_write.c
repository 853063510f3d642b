/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cmd_write: w, v: all values are known to be right before the first is written. */
#include "call.h"
#include "interrupt.h"
#include "session.h"
#include "unit.h"

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
		status = call_values(c, from, left - from < most ? left - from : most, e);
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
		status = call_values(c, from, x.nunits, e);
		if (status)
			return status;
		r = physmon_transfer(s->target, &x, e);
	}
	return r ? call_failed(r, e) : STATUS_OK;
}

static int run_write(struct call *c, struct physmon_error *e)
{
	uint64_t addr;
	int status = call_address(c, 0, &addr, e);

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

	status = call_address(c, 0, &x.addr, e);
	if (!status)
		status = call_values(c, 0, 1, e);
	if (status)
		return status;
	x.buf = s->units;
	x.state = s->states;
	wrote = unit_get(s->units, width);
	r = physmon_transfer(s->target, &x, e);
	if (r)
		return call_failed(r, e);
	x.dir = PHYSMON_READ;
	r = physmon_transfer(s->target, &x, e);
	if (r)
		return call_failed(r, e);
	got = unit_get(s->units, width);
	if (s->states[0] != PHYSMON_DONE || got == wrote)
		return STATUS_OK;
	cells[0] = (struct emit_cell){ .u = x.addr, .digits = session_digits(x.addr + width - 1) };
	cells[1] = (struct emit_cell){ .u = session_swapped(s, wrote, width), .digits = 2 * width };
	cells[2] = (struct emit_cell){ .u = session_swapped(s, got, width), .digits = 2 * width };
	emit_record(s->emit, &differs, cells);
	return STATUS_DIFFERS;
}

const struct command cmd_write[] = {
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
