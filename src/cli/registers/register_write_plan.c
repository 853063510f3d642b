/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * register_write_plan: what becomes of a field's neighbours when it is written. A pure function of what is known of the
 * register: CMSIS-SVD's access, modifiedWriteValues and readAction.
 */
#include <errno.h>

#include "error.h"
#include "register_selection.h"

/* By what a written bit acts, other than storing it. */
static bool acts_by_one(enum svd_modified_write w)
{
	return w == SVD_WRITE_1_CLEAR || w == SVD_WRITE_1_SET || w == SVD_WRITE_1_TOGGLE;
}

static bool acts_by_zero(enum svd_modified_write w)
{
	return w == SVD_WRITE_0_CLEAR || w == SVD_WRITE_0_SET || w == SVD_WRITE_0_TOGGLE;
}

static uint64_t bits_of(const struct svd_field *f)
{
	return f->lsb > 63 ? 0 : (f->width > 63 ? UINT64_MAX : ((uint64_t)1 << f->width) - 1) << f->lsb;
}

static uint64_t all_bits(const struct svd_register *r)
{
	return r->bits > 63 ? UINT64_MAX : ((uint64_t)1 << r->bits) - 1;
}

static int refuse_neighbour(const struct svd_register *r, const struct svd_field *f, const char *why,
			    struct physmon_error *e)
{
	return error_set(e, PHYSMON_E_NONE, EPERM,
			 "%s can't be written in part, as its field %s %s: write the whole register", r->name, f->name,
			 why);
}

/* A field of which some bits aren't to be written. *@keep: it must be read for that. */
static int plan_neighbour(const struct svd_register *r, const struct svd_field *f, uint64_t bits,
			  struct selection_plan *plan, bool *keep, struct physmon_error *e)
{
	if (!svd_writable(f->access))
		return 0;
	if (acts_by_one(f->modified_write) || acts_by_zero(f->modified_write)) {
		plan->keep &= ~bits;
		if (acts_by_zero(f->modified_write))
			plan->ones |= bits;
		return 0;
	}
	if (f->modified_write != SVD_WRITE_PLAIN)
		return refuse_neighbour(r, f,
					f->modified_write == SVD_WRITE_CLEAR ? "is cleared by any write"
					: f->modified_write == SVD_WRITE_SET ? "is set by any write"
									     : "is modified by any write",
					e);
	if (f->access != SVD_RW)
		return refuse_neighbour(r, f,
					f->access == SVD_RW1 || f->access == SVD_W1 ? "takes its first write only"
										    : "is write-only",
					e);
	*keep = true;
	return 0;
}

/* What reading the register does besides, of itself or of a field. */
static enum svd_read_action read_action(const struct svd_register *r)
{
	size_t i;

	for (i = 0; i < r->nfields; i++)
		if (r->fields[i].read_action != SVD_READ_NONE)
			return r->fields[i].read_action;
	return r->read_action;
}

static int refuse_reading(const struct svd_register *r, struct physmon_error *e)
{
	static const char *const what[] = {
		[SVD_READ_CLEAR] = "clears it",
		[SVD_READ_SET] = "sets it",
		[SVD_READ_MODIFY] = "changes it",
		[SVD_READ_MODIFY_EXTERNAL] = "changes something else",
	};

	return error_set(e, PHYSMON_E_NONE, EPERM,
			 "%s can't be written in part, as that reads it, and reading %s: write the whole register",
			 r->name, what[read_action(r)]);
}

static bool any_readable(const struct svd_register *r)
{
	size_t i;

	for (i = 0; i < r->nfields; i++)
		if (svd_readable(r->fields[i].access))
			return true;
	return svd_readable(r->access);
}

int register_write_plan(const struct svd_register *r, uint64_t mask, struct selection_plan *plan,
			struct physmon_error *e)
{
	bool keep = false;
	uint64_t acting = 0, named = 0, bits;
	const struct svd_field *f;
	size_t i;
	int err;

	*plan = (struct selection_plan){ .mask = mask, .keep = ~mask };
	for (i = 0; i < r->nfields; i++) {
		f = &r->fields[i];
		bits = bits_of(f);
		named |= bits;
		if (bits & mask && !svd_writable(f->access))
			return error_set(e, PHYSMON_E_NONE, EPERM, "%s.%s is read-only", r->name, f->name);
		if (bits & mask && (acts_by_one(f->modified_write) || acts_by_zero(f->modified_write)))
			acting |= bits & mask;
		err = bits & ~mask ? plan_neighbour(r, f, bits & ~mask, plan, &keep, e) : 0;
		if (err)
			return err;
	}
	if (mask & ~named && !svd_writable(r->access))
		return error_set(e, PHYSMON_E_NONE, EPERM, "%s is read-only", r->name);
	plan->keep &= ~plan->ones;
	if (!keep && (acting == mask || !any_readable(r)))
		return 0;
	if (read_action(r) == SVD_READ_NONE) {
		plan->read = true;
		return 0;
	}
	if (!keep && !(all_bits(r) & ~mask)) /* nothing is left to be kept */
		return 0;
	return refuse_reading(r, e);
}
