/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * register_write_plan: decides what is written to a field's neighbours. A pure function of the register's description:
 * access, effects of writing and of reading.
 */
#include <errno.h>

#include "error.h"
#include "register_selection.h"
#include "unit.h"

/* By what a written bit acts, other than storing it. */
static bool acts_by_one(enum reg_on_write w)
{
	return w == REG_WRITE_1_CLEAR || w == REG_WRITE_1_SET || w == REG_WRITE_1_TOGGLE;
}

static bool acts_by_zero(enum reg_on_write w)
{
	return w == REG_WRITE_0_CLEAR || w == REG_WRITE_0_SET || w == REG_WRITE_0_TOGGLE;
}

static uint64_t bits_of(const struct reg_field *f)
{
	return f->lo > 63 ? 0 : unit_bits(f->nbits) << f->lo;
}

static int refuse_neighbour(const struct reg *r, const struct reg_field *f, const char *why, struct physmon_error *e)
{
	return error_set(e, PHYSMON_E_NONE, EPERM,
			 "%s can't be written in part, as its field %s %s: write the whole register", r->name, f->name,
			 why);
}

/* A field of which some bits aren't to be written. *@keep: it must be read for that. */
static int plan_neighbour(const struct reg *r, const struct reg_field *f, uint64_t bits, struct selection_plan *plan,
			  bool *keep, struct physmon_error *e)
{
	if (!reg_writable(f->access))
		return 0;
	if (acts_by_one(f->on_write) || acts_by_zero(f->on_write)) {
		plan->keep &= ~bits;
		if (acts_by_zero(f->on_write))
			plan->ones |= bits;
		return 0;
	}
	if (f->on_write != REG_WRITE_PLAIN)
		return refuse_neighbour(r, f,
					f->on_write == REG_WRITE_CLEAR ? "is cleared by any write"
					: f->on_write == REG_WRITE_SET ? "is set by any write"
								       : "is modified by any write",
					e);
	if (f->access != REG_RW)
		return refuse_neighbour(r, f,
					f->access == REG_RW1 || f->access == REG_W1 ? "takes its first write only"
										    : "is write-only",
					e);
	*keep = true;
	return 0;
}

/* What reading the register does besides, of itself or of a field. */
static enum reg_on_read read_action(const struct reg *r)
{
	for (size_t i = 0; i < r->nfields; i++)
		if (r->fields[i].on_read != REG_READ_NONE)
			return r->fields[i].on_read;
	return r->on_read;
}

static int refuse_reading(const struct reg *r, struct physmon_error *e)
{
	static const char *const what[] = {
		[REG_READ_CLEAR] = "clears it",
		[REG_READ_SET] = "sets it",
		[REG_READ_MODIFY] = "changes it",
		[REG_READ_MODIFY_EXTERNAL] = "changes something else",
	};

	return error_set(e, PHYSMON_E_NONE, EPERM,
			 "%s can't be written in part, as that reads it, and reading %s: write the whole register",
			 r->name, what[read_action(r)]);
}

static bool any_readable(const struct reg *r)
{
	for (size_t i = 0; i < r->nfields; i++)
		if (reg_readable(r->fields[i].access))
			return true;
	return reg_readable(r->access);
}

int register_write_plan(const struct reg *r, uint64_t mask, struct selection_plan *plan, struct physmon_error *e)
{
	bool keep = false;
	uint64_t acting = 0, named = 0, bits;
	const struct reg_field *f;
	int err;

	*plan = (struct selection_plan){ .mask = mask, .keep = ~mask };
	for (size_t i = 0; i < r->nfields; i++) {
		f = &r->fields[i];
		bits = bits_of(f);
		named |= bits;
		if (bits & mask && !reg_writable(f->access))
			return error_set(e, PHYSMON_E_NONE, EPERM, "%s.%s is read-only", r->name, f->name);
		if (bits & mask && (acts_by_one(f->on_write) || acts_by_zero(f->on_write)))
			acting |= bits & mask;
		err = bits & ~mask ? plan_neighbour(r, f, bits & ~mask, plan, &keep, e) : 0;
		if (err)
			return err;
	}
	if (mask & ~named && !reg_writable(r->access))
		return error_set(e, PHYSMON_E_NONE, EPERM, "%s is read-only", r->name);
	plan->keep &= ~plan->ones;
	if (!keep && (acting == mask || !any_readable(r)))
		return 0;
	if (read_action(r) == REG_READ_NONE) {
		plan->read = true;
		return 0;
	}
	if (!keep && !(unit_bits(r->bits) & ~mask)) /* nothing is left to be kept */
		return 0;
	return refuse_reading(r, e);
}
