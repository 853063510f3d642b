/* SPDX-License-Identifier: GPL-2.0-or-later */
/* regview_inner: what regview and regview_draw share: fields and their values. For these two only. */
#ifndef CLI_REGVIEW_INNER_H
#define CLI_REGVIEW_INNER_H

#include "regview.h"

/* regview_mask - the lowest @width bits. regview_value - of a field, in the value @v of its register. */
uint64_t regview_mask(unsigned width);
uint64_t regview_value(const struct svd_field *f, uint64_t v);

/* regview_size - bits of the value at hand. regview_digits - of a field's value. */
unsigned regview_size(const struct regview *v);
unsigned regview_digits(const struct svd_field *f);

/*
 * regview_shown - is field @i to be shown? regview_known - has it a value? regview_changed - another one than before?
 */
bool regview_shown(const struct regview *v, size_t i);
bool regview_known(const struct regview *v, const struct svd_field *f);
bool regview_changed(const struct regview *v, const struct svd_field *f);

/* regview_bits - "7:5" or "7", as an address has it between brackets. */
#define REGVIEW_BITS_ROOM 24
void regview_bits(const struct svd_field *f, char bits[REGVIEW_BITS_ROOM]);

/* regview_field_lines - regview_fields(), which prints nothing in bare unless @bare or v->only say so. */
void regview_field_lines(struct emit *m, const struct regview *v, bool bare);

#endif
