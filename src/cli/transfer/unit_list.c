/* SPDX-License-Identifier: GPL-2.0-or-later */
/* unit_list: walks the operands of a running command, and the registers that each selects. */
#include "unit_list.h"
#include "range.h"
#include "reg.h"
#include "selection.h"

static int registers(struct call *c, const struct selection *sel, unit_list_fn *add, void *ctx, struct physmon_error *e)
{
	struct unit_list_item item = { .grouped = sel->kind == SELECTION_GROUP || sel->kind == SELECTION_GLOB };
	struct selection_walk walk = { 0 };
	int r = 0;

	while (!r && (item.reg = sel->ops->next(sel, &walk))) {
		item.addr = item.reg->addr;
		item.width = c->step->typed_width ? c->step->width : reg_width(item.reg);
		r = add(c, ctx, &item, e);
	}
	return r;
}

/* Operand @i, and @i + 1 if that is its length or its end. */
static int units(struct call *c, size_t i, bool ranged, unit_list_fn *add, void *ctx, struct physmon_error *e)
{
	const struct selection *sel = c->operands[i].selection;
	/* the width of a register that is before it isn't that of a number */
	const unsigned own = sel && sel->width ? sel->width : c->step->width_after;
	struct unit_list_item item = { .width = c->step->typed_width ? c->step->width : own };
	uint64_t first, off, nbytes = item.width;
	int r = args_address(c, i, &first, e);

	if (!r && ranged)
		r = args_length(c, i + 1, first, item.width, &nbytes, e);
	for (off = 0; !r && off < nbytes; off += item.width) {
		item.addr = first + off;
		r = add(c, ctx, &item, e);
	}
	return r;
}

int unit_list(struct call *c, unit_list_fn *add, void *ctx, struct physmon_error *e)
{
	const struct operand *o;
	bool ranged;
	int r = 0;

	for (size_t i = 0; !r && i < c->noperands; i += ranged ? 2 : 1) {
		o = &c->operands[i];
		ranged = i + 1 < c->noperands && (o[1].range_end || !o[1].address);
		c->at.column = o->column;
		if (o->selection && o->selection->ops && !ranged)
			r = registers(c, o->selection, add, ctx, e);
		else
			r = units(c, i, ranged, add, ctx, e);
	}
	if (!r)
		c->at.column = c->step->at.column;
	return r;
}
