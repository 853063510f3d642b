/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * register_print: prints a register: as a line, by its fields, as a diagram, as JSON. Its description gives the meaning
 * of a value; nothing is read here.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <physmon.h>

#include "reg.h"

struct emit;

struct regview {
	const struct reg *reg;
	const struct reg_field *only; /* this field and no other; NULL: all */
	uint64_t addr;		      /* of what was read, in lines of values; lists and layouts tell the register's */
	unsigned digits;	      /* of addresses */
	unsigned bits;		      /* of the value; what of the register lies above them is not shown; 0: its size */
	enum physmon_state state;     /* PHYSMON_DONE: value holds */
	uint64_t value;
	bool seen;    /* it was read before, as before: what changed is marked */
	bool several; /* of several registers: lines of fields tell which */
	uint64_t before;
};

/* register_print_line - "44e0900c = 83  UART0.LCR". */
void register_print_line(struct emit *m, const struct regview *v);

/*
 * register_print_fields - a line for each field, from the highest down, or for v->only: "44e0900c[1:0] = 3  WLS
 * (8bit)", with v->several "UART0.LCR.WLS". Behind a field that changed stand two blanks and a *. A note tells how many
 * have bits that the register doesn't have: they are left out.
 */
void register_print_fields(struct emit *m, const struct regview *v);

/*
 * register_print_list - "44e0900c 8 rw UART0.LCR", the line of a list. register_print_found - the same with ".FIELD" of
 * v->only, and after two blanks the description of register or field. register_print_layout - the line of a list, then
 * what the register is for and what it holds after reset.
 */
void register_print_list(struct emit *m, const struct regview *v);
void register_print_found(struct emit *m, const struct regview *v);
void register_print_layout(struct emit *m, const struct regview *v);

/*
 * register_print_sentence - the first sentence of a description into @out, of @size bytes, at least 4; what doesn't fit
 * ends with "..." behind a word. Returns its length.
 */
size_t register_print_sentence(char *out, size_t size, const char *description);

/*
 * register_print_picture - the register drawn, with the value if its state is PHYSMON_DONE, else with what may be done
 * to each field and what its values mean. In JSON and bare nothing is drawn: an object for each field, or its value. 0
 * or -ENOMEM.
 */
int register_print_picture(struct emit *m, const struct regview *v);
