/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * selection: what an address operand selects besides its address: bits of a unit ("10[7:4]"), a register, a field, a
 * group of registers. It is made while compiling; a plain address has none. The source that knows a name gives its
 * meaning, through its ops, so that the language and the commands need not know a file format.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <physmon.h>

struct operand;
struct operand_parser;
struct reg;
struct reg_field;
struct reg_set;
struct selection_ops;
struct session;

struct selection {
	enum selection_kind {
		SELECTION_BITS,	    /* of whatever is at an address */
		SELECTION_REGISTER, /* as a whole, or (part) bits of it */
		SELECTION_FIELD,    /* always a part */
		SELECTION_GROUP,    /* a peripheral, a cluster */
		SELECTION_GLOB,	    /* a quoted pattern, no address at all */
	} kind;
	bool part;	/* bits hi to lo */
	bool awaited;	/* its values are what may be read, not what may be written */
	uint8_t hi, lo; /* at most 63, hi >= lo */
	unsigned bits;	/* size of a register; 0: it is none */
	unsigned width; /* the same in bytes; 0: it is no size of an access */
	/* How a part is written; filled by selection_plan(). */
	struct selection_plan {
		uint64_t mask; /* the bits to be written */
		uint64_t keep; /* bits that stay as read */
		uint64_t ones; /* bits that are written 1: a 0 would do something to them; all others are written 0 */
		uint64_t acts; /* bits to be written that do something by being written 1, or 0, and store nothing */
		bool read;     /* it must be read first */
	} plan;

	const struct selection_ops *ops; /* NULL: SELECTION_BITS */
	/*
	 * The register, its field, and the set that a group or pattern selects from; NULL: none. They live as long as
	 * the session.
	 */
	const struct reg *reg;
	const struct reg_field *field;
	const struct reg_set *of;
	const char *name; /* as typed, of @len bytes; lives as long as the command */
	size_t len;
};

/* What was read of a register, to be printed. */
struct selection_shown {
	const struct reg *reg;
	const struct reg_field *field; /* NULL: the whole register */
	uint64_t addr;
	unsigned digits; /* of addresses */
	unsigned width;	 /* bytes; 0: no access of it is possible */
	uint64_t value;	 /* the whole unit */
	enum physmon_state state;
	bool several; /* one of several registers: fields say whose they are */
	bool fields;  /* and each of its fields */
	bool picture; /* and drawn */
};

/* A walk over the registers of a selection: all zero to begin with. */
struct selection_walk {
	bool started, any_case;
	size_t next;
};

struct selection_ops {
	/* The next register of the selection, by address. NULL past the last. */
	const struct reg *(*next)(const struct selection *sel, struct selection_walk *w);
	int (*show)(struct session *s, const struct selection_shown *x); /* print what was read; 0 or -ENOMEM */
	/*
	 * The operand of w at ps->p, a value of the place: an enumerated name, FIELD=VALUE (then o->selection is its).
	 */
	int (*value)(struct operand_parser *ps, const struct selection *sel, struct operand *o,
		     struct physmon_error *e);
	/* What a value could be that begins with the @len bytes at @prefix. */
	void (*complete)(const struct selection *sel, const char *prefix, size_t len,
			 void (*add)(void *add_ctx, const char *word), void *add_ctx);
	/*
	 * How the bits plan->mask are written without harm to the others. @value: of these bits, for a remedy. -errno
	 * with @e: they can't be.
	 */
	int (*plan)(const struct selection *sel, struct selection_plan *plan, const uint64_t *value,
		    struct physmon_error *e);
};

/* selection_parse_bits - "[7:4]" or "[5]" at *@s into @sel; -EINVAL with @e, *@s at what is wrong. */
int selection_parse_bits(const char **s, const char *end, struct selection *sel, struct physmon_error *e);

/* selection_bits - "7:4" or "5" into @out, of 6 bytes; returns it. */
const char *selection_bits(const struct selection *sel, char *out);

/* selection_nbits - how many bits a value of the place has: of the part, or of @width bytes. @sel may be NULL. */
unsigned selection_nbits(const struct selection *sel, unsigned width);

/* selection_fits - do the bits of @sel exist in @width bytes? 0 or -EINVAL with @e. */
int selection_fits(const struct selection *sel, unsigned width, struct physmon_error *e);

/*
 * selection_plan - how the bits of @mask, at the place or in its register, are written: the others as read, unless the
 * place's ops know better. Into sel->plan. @value: what these bits get, where they stand; NULL: it isn't known yet. 0,
 * or -errno with @e: ops say why they can't be, and which line works.
 */
int selection_plan(struct selection *sel, uint64_t mask, const uint64_t *value, struct physmon_error *e);

/* selection_mask - the bits of a part, where they stand. */
static inline uint64_t selection_mask(const struct selection *sel)
{
	return (UINT64_MAX >> (63 - (sel->hi - sel->lo))) << sel->lo;
}
