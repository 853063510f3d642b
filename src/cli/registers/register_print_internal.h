/* SPDX-License-Identifier: GPL-2.0-or-later */
/* register_print_internal: fields and their values, for register_print and register_draw only. */
#pragma once

#include "register_print.h"

/* register_print_mask - the lowest @width bits. register_print_value - of a field, in the value @v of its register. */
uint64_t register_print_mask(unsigned width);
uint64_t register_print_value(const struct reg_field *f, uint64_t v);

/* register_print_size - bits of the value at hand. register_print_digits - of a field's value. */
unsigned register_print_size(const struct regview *v);
unsigned register_print_digits(const struct reg_field *f);

/*
 * register_print_shown - is field @i to be shown? register_print_known - has it a value? register_print_changed -
 * another one than before?
 */
bool register_print_shown(const struct regview *v, size_t i);
bool register_print_known(const struct regview *v, const struct reg_field *f);
bool register_print_changed(const struct regview *v, const struct reg_field *f);

/* register_print_bits - "7:5" or "7", as an address has it between brackets. */
#define REGVIEW_BITS_ROOM 24
void register_print_bits(const struct reg_field *f, char bits[REGVIEW_BITS_ROOM]);

/* register_print_field_lines - register_print_fields(), which prints nothing in bare unless @bare or v->only say so. */
void register_print_field_lines(struct emit *m, const struct regview *v, bool bare);
