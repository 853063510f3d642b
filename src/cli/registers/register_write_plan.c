/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * register_write_plan: decides what is written to a field's neighbours. A pure function of the register's description:
 * access, effects of writing and of reading.
 */
#include <errno.h>
#include <string.h>

#include "error.h"
#include "parse.h"
#include "register_selection.h"
#include "text.h"
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

/* Those that the register has: a description may be wrong. */
static uint64_t bits_of(const struct reg *r, const struct reg_field *f)
{
	return f->lo > 63 ? 0 : unit_bits(f->nbits) << f->lo & unit_bits(r->bits);
}

/* Can't a field be left as it is, neither by what was read of it nor by a value that does nothing? */
static bool must_be_named(const struct reg_field *f)
{
	return reg_writable(f->access) && !acts_by_one(f->on_write) && !acts_by_zero(f->on_write) &&
	       (f->on_write != REG_WRITE_PLAIN || f->access != REG_RW);
}

/* Is " NAME=" @f as an operand: no other field has that name, nothing in it ends the word? */
static bool nameable(const struct reg *r, const struct reg_field *f)
{
	const char *p = f->name;
	const struct reg_field *found;

	return f->lo + f->nbits <= r->bits && !strpbrk(p, "=;#\"") && !parse_invisible(&p, p + strlen(p), NULL) &&
	       !reg_find_field(r, f->name, strlen(f->name), &found, NULL) && found == f;
}

/* FIELD=VALUE for the bits @mask and for what can't be left. Returns their length, 0: that can't be said. */
static size_t put_fields(const struct reg *r, uint64_t mask, uint64_t value, char *out, size_t size)
{
	const struct reg_value *named;
	struct selection_plan plan;
	uint64_t whole = 0, bits;
	char number[20];
	size_t n = 0, len;

	for (size_t i = 0; i < r->nfields && n < size; i++) {
		const struct reg_field *f = &r->fields[i];

		bits = bits_of(r, f);
		if (!bits || (!(bits & mask) && !must_be_named(f)))
			continue;
		if ((bits & mask && bits & ~mask) || bits & whole || !nameable(r, f))
			return 0;
		whole |= bits;
		len = text_print(number, sizeof(number), "%llx", (unsigned long long)(value & bits & mask) >> f->lo);
		n += text_print(out + n, size - n, " %s=%s%s", f->name,
				reg_find_value(f, number, len, true, &named, NULL) == -ENOENT ? "" : "0x", number);
	}
	return n < size && !(mask & ~whole) && !register_write_plan(r, whole, NULL, &plan, NULL) ? n : 0;
}

/* Why the bits @mask can't be written alone, and the line that works, or the command that takes the value of all. */
static int refuse(const struct reg *r, uint64_t mask, const uint64_t *value, const char *why, const char *what,
		  struct physmon_error *e)
{
	const unsigned bits = r->bits <= 8 ? 8 : r->bits <= 16 ? 16 : r->bits <= 32 ? 32 : 64;
	char line[300];
	size_t n, all;

	if (!e)
		return -EPERM;
	n = text_print(line, sizeof(line), bits == r->bits ? "w " : "w.%u ", bits);
	n += parse_print_name(line + n, sizeof(line) - n, r->name);
	if (n >= sizeof(line) || r->bits > 64 || r->addr % (bits / 8))
		return error_set(e, PHYSMON_E_NONE, EPERM, "%.100s can't be written in part, as %s %s", r->name, why,
				 what);
	all = value ? put_fields(r, mask, *value, line + n, sizeof(line) - n) : 0;
	line[n + all] = '\0';
	return error_set(e, PHYSMON_E_NONE, EPERM,
			 all ? "%.100s can't be written in part, as %s %s: '%s' works"
			     : "%.100s can't be written in part, as %s %s: use '%s' with the whole value",
			 r->name, why, what, line);
}

/* A field of which some bits aren't to be written. *@keep: it must be read for that. NULL, or why it can't be left. */
static const char *plan_neighbour(const struct reg_field *f, uint64_t bits, struct selection_plan *plan, bool *keep)
{
	if (must_be_named(f)) {
		if (f->on_write != REG_WRITE_PLAIN)
			return f->on_write == REG_WRITE_CLEAR ? "is cleared by any write"
			       : f->on_write == REG_WRITE_SET ? "is set by any write"
							      : "is modified by any write";
		return f->access == REG_WO ? "is write-only" : "takes its first write only";
	}
	if (!reg_writable(f->access))
		return NULL;
	if (!acts_by_one(f->on_write) && !acts_by_zero(f->on_write)) {
		*keep = true;
		return NULL;
	}
	plan->keep &= ~bits;
	if (acts_by_zero(f->on_write))
		plan->ones |= bits;
	return NULL;
}

/* What reading the register does besides, of itself or of a field. */
static enum reg_on_read read_action(const struct reg *r)
{
	for (size_t i = 0; i < r->nfields; i++)
		if (r->fields[i].on_read != REG_READ_NONE)
			return r->fields[i].on_read;
	return r->on_read;
}

static bool any_readable(const struct reg *r)
{
	for (size_t i = 0; i < r->nfields; i++)
		if (reg_readable(r->fields[i].access))
			return true;
	return reg_readable(r->access);
}

int register_write_plan(const struct reg *r, uint64_t mask, const uint64_t *value, struct selection_plan *plan,
			struct physmon_error *e)
{
	static const char *const reading[] = {
		[REG_READ_CLEAR] = "clears it",
		[REG_READ_SET] = "sets it",
		[REG_READ_MODIFY] = "changes it",
		[REG_READ_MODIFY_EXTERNAL] = "changes something else",
	};
	/* what has no fields is one: it may be write-only, or act on what is written */
	const struct reg_field whole = { .name = "",
					 .nbits = r->bits < 64 ? r->bits : 64,
					 .access = r->access,
					 .on_read = r->on_read,
					 .on_write = r->on_write };
	const struct reg_field *const fields = r->nfields ? r->fields : &whole;
	bool keep = false;
	uint64_t named = 0, bits;
	const struct reg_field *f;
	const char *why;
	char field[80];

	*plan = (struct selection_plan){ .mask = mask, .keep = ~mask };
	for (size_t i = 0; i < (r->nfields ? r->nfields : 1); i++) {
		f = &fields[i];
		bits = bits_of(r, f);
		named |= bits;
		if (bits & mask && !reg_writable(f->access))
			return error_set(e, PHYSMON_E_NONE, EPERM, "%s%s%s is read-only", r->name, *f->name ? "." : "",
					 f->name);
		if (bits & mask && (acts_by_one(f->on_write) || acts_by_zero(f->on_write)))
			plan->acts |= bits & mask;
		why = bits & ~mask ? plan_neighbour(f, bits & ~mask, plan, &keep) : NULL;
		if (why) {
			text_print(field, sizeof(field), *f->name ? "its field %.60s" : "it%.60s", f->name);
			return refuse(r, mask, value, field, why, e);
		}
	}
	if (mask & ~named && !reg_writable(r->access))
		return error_set(e, PHYSMON_E_NONE, EPERM, "%s is read-only", r->name);
	plan->keep &= ~plan->ones;
	if (!keep && (plan->acts == mask || !any_readable(r)))
		return 0;
	if (read_action(r) == REG_READ_NONE) {
		plan->read = true;
		return 0;
	}
	if (!keep && !(unit_bits(r->bits) & ~mask)) /* nothing is left to be kept */
		return 0;
	return refuse(r, mask, value, "that reads it, and reading", reading[read_action(r)], e);
}
