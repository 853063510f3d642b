/* SPDX-License-Identifier: GPL-2.0-or-later */
/* unit_list: the units that the operands of a command name: addresses, ranges, registers, peripherals, patterns. */
#pragma once

#include "program.h"

struct unit_list_item {
	uint64_t addr;
	unsigned width;	       /* bytes; 0: a register that no access has the size of */
	const struct reg *reg; /* NULL: none was named */
	bool grouped;	       /* one of those that a peripheral or a pattern means */
};

/*
 * unit_list - hand each unit to @add, in the order of the operands, up to the first that it returns an error for. A
 * register has its own width, unless one was typed. 0, or -errno with @e and the column of the operand.
 */
typedef int unit_list_fn(struct call *c, void *ctx, const struct unit_list_item *item, struct physmon_error *e);
int unit_list(struct call *c, unit_list_fn *add, void *ctx, struct physmon_error *e);
