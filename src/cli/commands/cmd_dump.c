/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cmd_dump: the command d. Each unit is read once, then formatted, 16 bytes a row. */
#include "args.h"
#include "range.h"
#include "read_group.h"
#include "session.h"

#define DUMP_ROW 16
#define DUMP_DEFAULT 0x100

static void dump_piece(struct session *s, const struct physmon_xfer *x, void *ctx)
{
	const unsigned *digits = ctx;
	unsigned per_row = DUMP_ROW / x->width;
	bool plain = range_all_done(x);
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
	uint64_t n = c->again->repeating ? c->again->nbytes : DUMP_DEFAULT;

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
	const struct selection *sel = c->noperands == 1 ? c->operands[0].selection : NULL;
	unsigned width = c->step->width, digits;
	uint64_t addr, nbytes;
	struct physmon_xfer x = { .width = width, .step = width };
	int r;

	if (!SMALL && sel && (sel->kind == SELECTION_GROUP || sel->kind == SELECTION_GLOB))
		return read_group(c, sel, 0, e);
	r = args_address(c, 0, &addr, e);
	if (!r && c->noperands > 1)
		r = args_length(c, 1, addr, width, &nbytes, e);
	if (r)
		return r;
	if (c->noperands < 2)
		nbytes = default_length(c, addr);
	s->env.dot = addr + nbytes;
	if (nbytes / width > SIZE_MAX)
		return args_too_many(nbytes / width, e);
	x.addr = addr;
	x.nunits = (size_t)(nbytes / width);
	digits = session_digits(addr + nbytes - 1);
	r = range_read(s, &x, emit_by_line(s->emit) ? DUMP_ROW / width : 0, dump_piece, &digits, e);
	if (args_repeatable(c)) {
		c->again->what = AGAIN_DUMP;
		if (c->noperands > 1 || !c->again->repeating)
			c->again->nbytes = c->noperands > 1 ? nbytes : DUMP_DEFAULT;
	}
	return r;
}

const struct command cmd_dump[] = {
	{ .name = "d",
	  .signature = "[ADDR [LENGTH]]",
	  .help = "dump LENGTH bytes (default 100), 16 a row\n"
		  "Without ADDR it goes on where the last d or r ended. LENGTH is\n"
		  "hexadecimal, a multiple of the width; 100 if omitted, or as much as the target\n"
		  "has; a typed one beyond the end is refused. A unit that can't be read shows as\n"
		  "-, one left out on purpose as ~.\n"
		  "Examples: d 4c000000    dd . 40    d 10..1f",
	  .flags = COMMAND_WIDTH | COMMAND_LETTER | COMMAND_REPEAT | COMMAND_MANY,
	  .run = run_dump },
	{ 0 },
};
