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

	for (size_t i = 0; i < x->done; i += per_row) {
		row.addr = x->addr + i * x->width;
		row.nunits = x->done - i < per_row ? (unsigned)(x->done - i) : per_row;
		row.units = (const char *)x->buf + i * x->width;
		row.state = plain ? NULL : x->state + i;
		emit_row(s->emit, &row);
	}
	s->env.dot = x->addr + x->done * x->width;
}

/* The length of a dump that doesn't say: 100, or what an empty line repeats, but not beyond the end that is known. */
static uint64_t default_length(const struct call *c, unsigned width, uint64_t addr)
{
	const struct physmon_info *info = physmon_info(c->s->target);
	uint64_t n = c->again->repeating ? c->again->nbytes : DUMP_DEFAULT;

	n = (n + width - 1) / width * width;
	if (info->extent_known && addr >= info->first && addr <= info->last && info->last - addr < n - 1)
		n = (info->last - addr + 1) / width * width;
	else if (addr && -addr < n)
		n = -addr / width * width;
	return n ? n : width;
}

/* From operand @i on, which @n are for: none, or ADDR, or ADDR and LENGTH. */
static int dump(struct call *c, size_t i, size_t n, struct physmon_error *e)
{
	struct session *s = c->s;
	const struct selection *sel = n == 1 ? c->operands[i].selection : NULL;
	unsigned width = i && !c->step->typed_width ? (sel && sel->width ? sel->width : s->width) : c->step->width,
		 digits;
	uint64_t addr, nbytes;
	struct physmon_xfer x = { .width = width, .step = width };
	int r;

	if (!SMALL && sel && (sel->kind == SELECTION_GROUP || sel->kind == SELECTION_GLOB))
		return read_group(c, sel, 0, e);
	r = args_address(c, i, &addr, e);
	if (!r && n > 1)
		r = args_length(c, 1, addr, width, &nbytes, e);
	if (r)
		return r;
	if (n < 2)
		nbytes = default_length(c, width, addr);
	s->env.dot = addr + nbytes;
	if (nbytes / width > SIZE_MAX)
		return args_too_many(nbytes / width, e);
	x.addr = addr;
	x.nunits = (size_t)(nbytes / width);
	digits = session_digits(addr + nbytes - 1);
	r = range_read(s, &x, emit_by_line(s->emit) ? DUMP_ROW / width : 0, dump_piece, &digits, e);
	if (args_repeatable(c)) {
		c->again->what = AGAIN_DUMP;
		if (n > 1 || !c->again->repeating)
			c->again->nbytes = n > 1 ? nbytes : DUMP_DEFAULT;
	}
	return r;
}

static int run_dump(struct call *c, struct physmon_error *e)
{
	int r = 0;

	if (!c->step->several)
		return dump(c, 0, c->noperands, e);
	for (size_t i = 0; !r && i < c->noperands; i++)
		r = dump(c, i, 1, e);
	return r;
}

const struct command cmd_dump[] = {
	{ .name = "d",
	  .signature = "[ADDR [LENGTH:or-names]]",
	  .help = "dump LENGTH bytes (default 100), 16 a row\n"
		  "Without ADDR it goes on where the last d or r ended. LENGTH is\n"
		  "hexadecimal, a multiple of the width; 100 if omitted, or as much as the target\n"
		  "has; a typed one beyond the end is refused. A unit that can't be read shows as\n"
		  "-, one left out on purpose as ~. Of several names each is dumped.\n"
		  "Examples: d 4c000000    dd . 40    d 10..1f",
	  .flags = COMMAND_WIDTH | COMMAND_LETTER | COMMAND_REPEAT | COMMAND_MANY,
	  .run = run_dump },
	{ 0 },
};
