/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * reg: the model of registers: what a register is called, where it lies, what its fields and their values mean. The
 * same for all descriptions, whatever file or text they come from. All that prints, completes, searches, records or
 * writes registers by name sees this model only. Touches no bus.
 *
 * To add a format of descriptions:
 * 1. Write its reader src/info/registers/NAME.c: a function that parses a file and calls reg_set_add*() of reg_set.h
 *    (.format of each register and group is the format's word, which whatis prints), and the row "const struct
 *    reg_format NAME_format" of that header. src/info/svd/svd.c is an example.
 * 2. Add NAME_format to FORMATS in cli/registers/register_db.c.
 * A reader of several files is a folder of its own, src/info/NAME, as svd is: that is a line of the Makefile's table
 * (it sees info/registers and base, cli/registers sees it), and README's picture of it, which lint compares.
 * tests/test_reg_set.c checks the set itself, tests/test_svd_files.c shows how a reader is tested.
 *
 * No text of the model is NULL: one that a description doesn't give is "". reg_set_add() sees to that for registers
 * and groups, a reader for fields and values.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <physmon_error.h>

enum reg_access {
	REG_RW, /* also if the description gives none */
	REG_RO,
	REG_WO,
	REG_W1,	 /* write-only, only the first write counts */
	REG_RW1, /* readable, only the first write counts */
};

/* What reading does besides reading. Anything but NONE: read only on explicit request. */
enum reg_on_read { REG_READ_NONE, REG_READ_CLEAR, REG_READ_SET, REG_READ_MODIFY, REG_READ_MODIFY_EXTERNAL };

/*
 * What a write does to bits. PLAIN: it stores them; also if the description says nothing. MODIFY: any write changes
 * them in some way. CLEAR, SET: any write makes all bits 0, 1.
 */
enum reg_on_write {
	REG_WRITE_PLAIN,
	REG_WRITE_MODIFY,
	REG_WRITE_1_CLEAR,
	REG_WRITE_1_SET,
	REG_WRITE_1_TOGGLE,
	REG_WRITE_0_CLEAR,
	REG_WRITE_0_SET,
	REG_WRITE_0_TOGGLE,
	REG_WRITE_CLEAR,
	REG_WRITE_SET,
};

/*
 * One name of a field's value. A value v has it if (v & mask) == value, or, with is_default, if no other name fits.
 */
struct reg_value {
	const char *name;	 /* "" if there is none */
	const char *description; /* "" if there is none */
	uint64_t value;		 /* 0 in the bits that aren't in mask */
	uint64_t mask;	  /* of the field's bits, bit 0 the lowest; 0 in don't-care bits. UINT64_MAX if all count */
	bool is_default;  /* the name of all other values; value and mask are valid only with has_value */
	bool has_value;	  /* value and mask are valid */
	bool read, write; /* usage: the name of a value that was read, that may be written; both by default */
};

struct reg_field {
	const char *name;
	const char *description; /* "" if there is none */
	unsigned lo;		 /* lowest bit in the register */
	unsigned nbits;		 /* 1 or more; lo + nbits may exceed the register's size, never 64 */
	enum reg_access access;
	enum reg_on_read on_read;
	enum reg_on_write on_write;
	const struct reg_value *values; /* in the description's order */
	size_t nvalues;
};

/* A range of addresses. */
struct reg_block {
	uint64_t first, last; /* physical, inclusive */
};

/* A peripheral: registers that belong together, and the ranges of addresses that it decodes. */
struct reg_group {
	const char *name;
	const char *format;	 /* of the description, as whatis names it: "svd" */
	const char *description; /* "" if there is none */
	uint64_t addr;		 /* base address */
	const struct reg_block *blocks;
	size_t nblocks;
	bool replaced; /* by a later description: no look-up finds it or its registers */
	bool hidden;   /* it belongs to another target than the one at hand: likewise */
};

struct reg {
	const char *name;	       /* full: "UART0.LCR" */
	const char *format;	       /* of the description, as whatis names it: "svd", "def" */
	const char *description;       /* "" if there is none */
	const char *display_name;      /* another name that a search finds; "" if there is none */
	const struct reg_group *group; /* the peripheral, or NULL */
	uint64_t addr;		       /* physical, absolute */
	unsigned bits; /* size: 8, 16, 32, 64; other sizes are possible (24, 128), up to 65536; never 0 */
	enum reg_access access;
	enum reg_on_read on_read;
	enum reg_on_write on_write;
	bool has_reset;	    /* reset_value and reset_mask are known, else both are 0 */
	bool reset_default; /* they are what the description gives for all registers: perhaps not this one's */
	bool replaced;	    /* by a later description: no look-up finds it */
	bool defined;	    /* by the user: no description replaces it */
	unsigned number;    /* in the order of addition; reg_set_add() sets it */
	uint64_t reset_value;
	uint64_t reset_mask;		/* bits whose value after reset is known */
	const struct reg_field *fields; /* sorted by lo, then nbits; they may overlap */
	size_t nfields;
};

/* reg_bytes - size in bytes, rounded up. reg_width - size of an access, in bytes: 1, 2, 4, 8; 0: none has that size. */
static inline unsigned reg_bytes(const struct reg *r)
{
	return r->bits / 8 + !!(r->bits % 8);
}

static inline unsigned reg_width(const struct reg *r)
{
	return r->bits == 8 || r->bits == 16 || r->bits == 32 || r->bits == 64 ? r->bits / 8 : 0;
}

/* reg_holds - has @r, and a value of 64 bits, all bits of @f? Else the description is wrong. */
static inline bool reg_holds(const struct reg *r, const struct reg_field *f)
{
	return f->lo + f->nbits <= (r->bits < 64 ? r->bits : 64);
}

/*
 * The words for enum reg_access, reg_on_write and reg_on_read, ended by NULL: rw ro wo w1 rw1; 1c 1s 1t 0c 0s 0t wc ws
 * wm; rc rs rm re. "": none.
 */
extern const char *const reg_access_words[], *const reg_write_words[], *const reg_read_words[];

/* reg_cmp_names - as strcmp, but numbers in them count as such: REG[2] is before REG[10]. */
int reg_cmp_names(const char *a, const char *b);

/* reg_field_order - the order of reg.fields, to sort an array of struct reg_field with qsort(). */
int reg_field_order(const void *a, const void *b);

/* reg_readable - can it be read? (not wo, w1) reg_writable - can it be written? (not ro) */
bool reg_readable(enum reg_access access);
bool reg_writable(enum reg_access access);

/*
 * reg_noread - must dumps, blocks and globs leave it out: it can't be read, or reading it or one of its fields has an
 * effect.
 */
bool reg_noread(const struct reg *r);

/*
 * reg_value_of - the name of value @v of a field: the first that fits and applies to reading, or (@write) to writing;
 * else the default; else NULL.
 */
const struct reg_value *reg_value_of(const struct reg_field *f, uint64_t v, bool write);

/* reg_value_same - are both names of the same value, to be read or to be written? */
bool reg_value_same(const struct reg_value *a, const struct reg_value *b);

/*
 * reg_find_field - the field of @r with that name: as spelt, else in any case if that is unique. 0; -ENOENT, @e
 * untouched: there is none; -EEXIST: several; -ERANGE: an element of an array that it doesn't have.
 */
int reg_find_field(const struct reg *r, const char *name, size_t len, const struct reg_field **f,
		   struct physmon_error *e);

/*
 * reg_find_value - the named value of @f, to write it (@write) or to compare it with what was read. 0; -ENOENT, @e
 * untouched: there is none; -EEXIST: several, in any case, or one name for several values. Defaults without a value and
 * values with don't-care bits (value then has 0 there) are found too: check has_value and mask.
 */
int reg_find_value(const struct reg_field *f, const char *name, size_t len, bool write, const struct reg_value **v,
		   struct physmon_error *e);

/*
 * reg_search - is the @len bytes of @text, in any case, in the name, display_name or description of @r, in the
 * description of its group, or in the name or description of one of its fields? *@f: the first such field, else NULL.
 */
bool reg_search(const struct reg *r, const char *text, size_t len, const struct reg_field **f);
