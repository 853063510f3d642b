/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * reg_edit: registers of a set that are defined one by one, each followed by its fields, and defined anew. What was
 * defined since reg_edit_begin() can be taken back. A register may be changed although it was found before: who found
 * it keeps it as it was.
 */
#pragma once

#include "reg_set.h"

#define REG_EDIT_FIELDS_MAX 10000 /* fields of one register */

/* A register to which fields are being added. It is no part of the set yet. */
struct reg_edit_open {
	struct reg reg;
	const struct reg *was;	  /* what it replaces in the set, or NULL */
	struct reg_field *fields; /* in the order of definition; the last one of a name counts */
	size_t n, capacity;
	size_t more; /* so many fields beyond the most are kept before those that were replaced are dropped */
	bool used;
	bool full; /* one more was refused */
};

struct reg_edit {
	struct reg_set *set;
	struct reg_edit_open open;
	/* For reg_edit_settle(): what was open at reg_edit_begin(); its fields may be those of open. */
	struct reg_edit_open kept;
	bool begun;
	struct reg_set_mark mark;
};

/*
 * reg_edit_init - @ed, all zero, edits @set: the only one that does, until the set is freed. reg_edit_free - the caller
 * frees the set.
 */
void reg_edit_init(struct reg_edit *ed, struct reg_set *set);
void reg_edit_free(struct reg_edit *ed);

/*
 * reg_edit_begin - what the set gets from now on may be taken back; does nothing if that was said before.
 * reg_edit_settle - keep it, or (@keep false) take it back. Does nothing without a reg_edit_begin().
 */
void reg_edit_begin(struct reg_edit *ed);
void reg_edit_settle(struct reg_edit *ed, bool keep);

/*
 * reg_edit_register - define @r, without fields; its texts are the set's. It replaces all registers of exactly that
 * name, whoever described them. reg_edit_field - define a field of @r, which reg_edit_find() gave; its texts and values
 * are the set's. It replaces the field of exactly that name. reg_edit_remove - the register of exactly that name, if it
 * was defined here, is gone. 0; -ENOMEM: as reg_set_take(); -E2BIG: the register has REG_EDIT_FIELDS_MAX fields,
 * or up to an eighth more where some were replaced.
 */
int reg_edit_register(struct reg_edit *ed, const struct reg *r);
int reg_edit_field(struct reg_edit *ed, const struct reg *r, const struct reg_field *f);
int reg_edit_remove(struct reg_edit *ed, const char *name, size_t len);

/*
 * reg_edit_find - the register with exactly that name that was defined here, without its fields, or NULL. Valid until
 * the next call. reg_edit_of - the same of the register whose field would be called @name; the field's own name begins
 * at *@field then.
 */
const struct reg *reg_edit_find(const struct reg_edit *ed, const char *name, size_t len);
const struct reg *reg_edit_of(const struct reg_edit *ed, const char *name, size_t len, const char **field);

/* reg_edit_noread - reg_noread() of what reg_edit_find() gave, with the fields that it has. */
bool reg_edit_noread(const struct reg_edit *ed, const struct reg *r);
