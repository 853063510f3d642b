/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * register_selection: what the name of a register, field or group selects: sizes, how they are walked, shown and
 * written. The only link between commands, which know selections, and the model, which knows registers.
 */
#pragma once

#include "reg_set.h"
#include "selection.h"

/*
 * register_selection - the register @r, or if it is NULL the group that @name is, into @sel. register_selection_field -
 * then its field @f: 0, or -EINVAL with @e: it has bits that the register doesn't have, or above 63.
 */
void register_selection(struct reg_set *svd, const struct reg *r, const char *name, size_t len, struct selection *sel);
int register_selection_field(struct selection *sel, const struct reg_field *f, struct physmon_error *e);

/* register_selection_glob - the registers that a pattern, which must stay, means. 0 or -ENOENT. */
int register_selection_glob(struct reg_set *svd, const char *pattern, size_t len, struct selection *sel);

/*
 * register_write_plan - how the bits @mask of @r are written without harm to its other fields: those that a written 1
 * acts on get 0, those that a 0 acts on get 1, what can be read and written stays as read, and so do reserved bits.
 * Nothing is read where only such bits are written that act by a 1 or a 0, and nothing needs to be kept. 0; -EPERM with
 * @e, by its cause: a field is read-only; a neighbour acts at any write, is write-only or counts its first write only;
 * reading the register does something. @value: what the bits get, if that is known: @e has the line that works then.
 */
int register_write_plan(const struct reg *r, uint64_t mask, const uint64_t *value, struct selection_plan *plan,
			struct physmon_error *e);

/*
 * register_value_parse - the value for the field @sel at ps->p, a number or an enumerated name, into @o: one to write,
 * or (sel->awaited) to compare what was read with. As operand_parse().
 */
int register_value_parse(struct operand_parser *ps, const struct selection *sel, struct operand *o,
			 struct physmon_error *e);

/*
 * register_value_complete - a struct selection_ops' complete: names of values of a field, "FIELD=" and "FIELD=NAME" of
 * a register.
 */
void register_value_complete(const struct selection *sel, const char *prefix, size_t len,
			     void (*add)(void *add_ctx, const char *word), void *add_ctx);
