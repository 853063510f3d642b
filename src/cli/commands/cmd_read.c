/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cmd_read: the command r. Each unit is read once, then formatted, a line each. */
#include <errno.h>

#include "args.h"
#include "bit_diagram.h"
#include "error.h"
#include "range.h"
#include "read_group.h"
#include "register_db.h"
#include "session.h"
#include "unit.h"

struct reading {
	unsigned digits;
	const struct selection *selection; /* NULL: whole units, as they are */
	bool fields, picture, several;	   /* of the register; of several registers */
	int err;			   /* -ENOMEM: not all was shown */
};

static void show_bits(struct session *s, const struct selection *sel, uint64_t addr, unsigned digits, unsigned width,
		      uint64_t v, enum physmon_state state)
{
	char bits[sizeof("63:62")];

	emit_result(s->emit, "%*llx{addr}[%s{bits}] = %*.*llx{*value}|%u{width}", digits, ull(addr),
		    selection_bits(sel, bits), (selection_nbits(sel, width) + 3) / 4, state,
		    ull(v >> sel->lo & selection_mask(sel) >> sel->lo), 8 * width);
}

static void put_line(void *ctx, const char *text)
{
	const struct session *s = ctx;

	emit_text(s->emit, text);
}

/* 0 or -ENOMEM. */
static int show(struct session *s, const struct reading *how, uint64_t addr, unsigned width, uint64_t v,
		enum physmon_state state)
{
	const struct selection *sel = how->selection;
	const bool field = sel && sel->kind == SELECTION_FIELD;

	if (sel && (field || (how->fields && !sel->part)))
		return sel->ops->show(s, &(struct selection_shown){ .reg = sel->reg,
								    .field = sel->field,
								    .addr = addr,
								    .digits = how->digits,
								    .width = width,
								    .value = v,
								    .state = state,
								    .several = how->several,
								    .fields = how->fields,
								    .picture = how->picture });
	if (sel && sel->part) {
		show_bits(s, sel, addr, how->digits, width, v, state);
		return 0;
	}
	emit_unit(s->emit, addr, how->digits, width, v, state);
	if (SMALL || !how->picture || sel || state != PHYSMON_DONE || emit_format(s->emit) != EMIT_TEXT)
		return 0;
	return bit_diagram_draw(&(struct bit_diagram){ .width = 8 * width, .known = true, .value = v }, put_line, s);
}

static void read_piece(struct session *s, const struct physmon_xfer *x, void *ctx)
{
	struct reading *how = ctx;
	uint64_t v;

	for (size_t i = 0; i < x->done; i++) {
		v = session_swapped(s, unit_get((const char *)x->buf + i * x->width, x->width), x->width);
		if (show(s, how, x->addr + i * x->step, x->width, v, x->state[i]))
			how->err = -ENOMEM;
		if (x->state[i] == PHYSMON_DONE || x->state[i] == PHYSMON_UNKNOWN) {
			s->env.last = v;
			s->env.last_valid = true;
			s->env.last_known = x->state[i] == PHYSMON_DONE;
		}
	}
	if (x->step)
		s->env.dot = x->addr + x->done * x->step;
}

/* What is read besides an address: by the operand, or by the last r where there is none. */
static const struct selection *read_place(const struct call *c, size_t i)
{
	const struct session *s = c->s;

	if (c->noperands)
		return c->operands[i].selection;
	return s->read.placed ? &s->read.selection : NULL;
}

/* COUNT of an r whose range starts at @addr. */
static int read_count(struct call *c, uint64_t addr, uint64_t step, uint64_t *count, struct physmon_error *e)
{
	const struct operand *o = &c->operands[1];
	uint64_t last;
	int r;

	if (!o->range_end) {
		r = args_evaluate(c->s, c->code, o, count, e);
		return r || *count ? r : error_text(e, "the count must not be 0");
	}
	r = args_operand_address(c->s, c->code, o, &last, e);
	if (r)
		return r;
	if (last < addr)
		return error_text(e, "the range ends before it begins");
	if (!step)
		return error_text(e, "a range can't be read in steps of 0");
	*count = (last - addr) / step;
	if (*count < UINT64_MAX)
		++*count;
	return 0;
}

/* ADDR, COUNT and STEP of an r, from its @n operands from @i on, or from the last r where it has none. */
static int read_shape(struct call *c, size_t i, size_t n, unsigned width, uint64_t *addr, uint64_t *count,
		      uint64_t *step, bool *own_step, struct physmon_error *e)
{
	struct session *s = c->s;
	int r;

	*count = 1;
	*step = width;
	*own_step = n > 2;
	if (!n && s->read.valid) {
		*addr = s->read.addr;
		*count = s->read.count;
		*own_step = s->read.own_step;
		if (*own_step)
			*step = s->read.step;
		return 0;
	}
	r = args_address(c, i, addr, e);
	if (!r && *own_step) {
		r = args_evaluate(s, c->code, &c->operands[2], step, e);
		if (r)
			return args_blame(c, 2, r);
	}
	if (r || n < 2)
		return r;
	r = read_count(c, *addr, *step, count, e);
	return r ? args_blame(c, 1, r) : 0;
}

/* From operand @i on, which @n are for: none, ADDR, COUNT, STEP. */
static int read_units(struct call *c, size_t i, size_t n, struct physmon_error *e)
{
	struct session *s = c->s;
	const struct selection *sel = read_place(c, i);
	struct physmon_xfer x = { 0 };
	struct reading how = { .selection = sel, .several = c->step->several };
	struct selection drawn;
	uint64_t addr, count, step;
	bool own_step;
	unsigned width;
	int r;

	if (!SMALL && sel && (sel->kind == SELECTION_GLOB || (sel->kind == SELECTION_GROUP && n < 2))) {
		r = session_remember(s, sel, e);
		if (r)
			return r;
		return read_group(c, &s->read.selection,
				  READ_GROUP_FIELDS | (args_option(c, "v") ? READ_GROUP_PICTURE : 0), e);
	}
	if (sel && sel->kind == SELECTION_GROUP) /* with a count it is an address */
		how.selection = sel = NULL;
	/* a register that is read again has its size again */
	width = sel && sel->width && !c->step->typed_width ? sel->width : c->step->width;
	r = sel ? selection_fits(sel, width, e) : 0;
	if (!r)
		r = read_shape(c, i, n, width, &addr, &count, &step, &own_step, e);
	if (r)
		return r;
	s->env.dot = step ? addr + count * step : addr;
	s->read.placed = false;
	r = sel ? session_remember(s, sel, e) : 0;
	if (r)
		return r;
	s->read.valid = true;
	s->read.addr = addr;
	s->read.count = count;
	s->read.step = step;
	s->read.own_step = own_step;
	if (count > SIZE_MAX)
		return args_too_many(count, e);
	how.picture = args_option(c, "v");
	if (!SMALL && how.picture && !sel && count == 1 && register_db_at(s, addr, width, &drawn))
		how.selection = sel = &drawn;
	how.fields = sel && sel->kind == SELECTION_REGISTER && !sel->part && count == 1;
	x.width = width;
	x.addr = addr;
	x.step = step;
	x.nunits = (size_t)count;
	x.flags = count == 1 || !step ? PHYSMON_XFER_EXACT : 0;
	how.digits = session_digits(addr + (count - 1) * step + width - 1);
	r = range_read(s, &x, emit_by_line(s->emit) ? 1 : 0, read_piece, &how, e);
	if (!r && how.err)
		r = error_no_memory(e);
	if (args_repeatable(c))
		c->again->what = AGAIN_READ;
	return r;
}

static int run_read(struct call *c, struct physmon_error *e)
{
	int r = 0;

	if (!c->step->several)
		return read_units(c, 0, c->noperands, e);
	for (size_t i = 0; !r && i < c->noperands; i++)
		r = read_units(c, i, 1, e);
	return r;
}

const struct command cmd_read[] = {
	{ .name = "r",
	  .signature = "[-v] [ADDR [COUNT:or-names [STEP]]]",
	  .help = "read COUNT units (default 1), STEP bytes apart\n"
		  "A line each. STEP 0 reads one address again and again (a FIFO). A bare r reads\n"
		  "again what the last r read. $ is the last unit read. ADDR[7:4] shows bits of a\n"
		  "unit, numbered in decimal: ADDR[7:4] = VALUE. -v draws what was read, with its\n"
		  "fields where the register is known (svd). * marks fields that changed, at the\n"
		  "end of their lines. Several names are each read once: r UART.LSR UART.MSR.\n"
		  "Examples: rd 10    r 10 8    rb 0 10 0    r 10..1f    rd 10[17:12]",
	  .flags = COMMAND_WIDTH | COMMAND_LETTER | COMMAND_REPEAT | COMMAND_PART | COMMAND_MANY,
	  .run = run_read },
	{ 0 },
};
