/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * svd: registers by name, from CMSIS-SVD files: what a chip's registers are called, where they stand, what their bits
 * mean. Parses text, through expat where this build and this machine have it; touches no bus. Everything is
 * inherited, derived and expanded when a file is loaded, so that what is told here is plain: one record for each
 * register that there is. A program that runs as root trusts no file: memory and time are bounded, whatever the file
 * says.
 */
#ifndef INFO_SVD_H
#define INFO_SVD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <physmon_error.h>

/*
 * Names: "PERIPH", "PERIPH.REG", "PERIPH.CLUSTER[2].REG[3]", with ".FIELD" after a register's. An element of an array
 * whose name in the file is "REG[%s]" (or holds no %s at all) is REG[0], REG[1] (or the numbers that dimIndex gives);
 * elsewhere the dimIndex takes the place of %s, "CH%s" with 0,1 or A,B being CH0, CH1 or CHA, CHB. These are
 * different names: what the file calls CH1 is not CH[1]. Names are told as the file spells them, without blanks
 * around; blanks and controls inside are '_'. Descriptions have their white space folded into single blanks. Both are
 * UTF-8.
 *
 * Every pointer that comes out of here is the svd's, and is good until the next svd_load*() or svd_free().
 */

struct svd;

/* --- What is told --- */

enum svd_access {
	SVD_RW, /* also where the file says nothing */
	SVD_RO,
	SVD_WO,
	SVD_W1,	 /* writeOnce: reading gives nothing, the first write only counts */
	SVD_RW1, /* read-writeOnce */
};

/* What reading does besides reading. Anything but NONE: not to be read without being asked for. */
enum svd_read_action { SVD_READ_NONE, SVD_READ_CLEAR, SVD_READ_SET, SVD_READ_MODIFY, SVD_READ_MODIFY_EXTERNAL };

/*
 * What a write does to bits. PLAIN: it stores them, where the file doesn't say. MODIFY: so it says, and means that
 * any write changes them somehow. CLEAR, SET, any write: all bits become 0, 1.
 */
enum svd_modified_write {
	SVD_WRITE_PLAIN,
	SVD_WRITE_MODIFY,
	SVD_WRITE_1_CLEAR,
	SVD_WRITE_1_SET,
	SVD_WRITE_1_TOGGLE,
	SVD_WRITE_0_CLEAR,
	SVD_WRITE_0_SET,
	SVD_WRITE_0_TOGGLE,
	SVD_WRITE_CLEAR,
	SVD_WRITE_SET,
};

/* One name of a field's value. A value v is it if (v & mask) == value, or if nothing else is and is_default is set.
 */
struct svd_enum {
	const char *name;	 /* "" where the file gives none */
	const char *description; /* "" where the file gives none */
	uint64_t value;		 /* 0 in the bits that aren't in mask */
	uint64_t mask;	 /* of the field's bits (bit 0 is its lsb); 0 in don't-care bits. UINT64_MAX if all count */
	bool is_default; /* what all other values mean; value and mask say nothing then unless has_value */
	bool has_value;
	bool read, write; /* where it applies: what reading gives, what may be written; both where the file doesn't
			     say */
};

struct svd_field {
	const char *name;
	const char *description;
	unsigned lsb;	/* lowest bit of the register */
	unsigned width; /* bits, 1 or more; lsb + width may exceed the register's size in a strange file, never 64 */
	enum svd_access access;			/* its own, else its register's */
	enum svd_read_action read_action;	/* its own, else its register's */
	enum svd_modified_write modified_write; /* its own, else its register's */
	const struct svd_enum *enums;		/* in the file's order */
	size_t nenums;
};

/* Where a peripheral says that it stands. */
struct svd_block {
	uint64_t first, last; /* physical, inclusive */
};

struct svd_peripheral {
	const char *name;
	const char *description;
	const char *group; /* groupName, or "" */
	uint64_t base;
	const struct svd_block *blocks;
	size_t nblocks;
	size_t nregs; /* registers in it */
};

struct svd_register {
	const char *name;	  /* full: "UART0.LCR" */
	const char *description;  /* "" where the file gives none */
	const char *display_name; /* "" where the file gives none */
	const char *alternate;	  /* alternateRegister (or alternateGroup): what else stands at this address; or "" */
	const struct svd_peripheral *peripheral;
	uint64_t addr; /* physical, absolute */
	unsigned bits; /* size: 8, 16, 32, 64; other sizes are possible (24, 128), up to 65536; never 0 */
	enum svd_access access;
	enum svd_read_action read_action;
	enum svd_modified_write modified_write;
	bool has_reset; /* the file tells a reset value; where not, both are 0 */
	uint64_t reset_value;
	uint64_t reset_mask;		/* bits whose value after reset is known */
	const struct svd_field *fields; /* sorted by lsb, then width; they may overlap */
	size_t nfields;
};

/* svd_bytes - what the register takes, in bytes, rounded up. svd_width - as one access: 1, 2, 4, 8; 0: an odd size.
 */
static inline unsigned svd_bytes(const struct svd_register *r)
{
	return r->bits / 8 + !!(r->bits % 8);
}

static inline unsigned svd_width(const struct svd_register *r)
{
	return r->bits == 8 || r->bits == 16 || r->bits == 32 || r->bits == 64 ? r->bits / 8 : 0;
}

/* svd_access_name - "rw", "ro", "wo", "w1", "rw1". */
const char *svd_access_name(enum svd_access access);

/* svd_readable - does reading it give something? (not wo, w1) svd_writable - may it be written? (not ro) */
bool svd_readable(enum svd_access access);
bool svd_writable(enum svd_access access);

/*
 * svd_noread - should dumps, blocks and globs leave it out: it can't be read, or reading it does something, as the
 * register or any of its fields says.
 */
bool svd_noread(const struct svd_register *r);

/*
 * svd_enum_of - the name of value @v of a field: the first enumerated value that has it and applies to reading, or
 * (@write) to writing; else the default; else NULL.
 */
const struct svd_enum *svd_enum_of(const struct svd_field *f, uint64_t v, bool write);

/* --- Loading --- */

/* svd_new - with nothing in it. 0 or -ENOMEM. svd_free - NULL is fine. */
int svd_new(struct svd **s);
void svd_free(struct svd *s);

/*
 * svd_load, svd_load_memory - read one more file into @s: from @path, or from @nbytes at @text, called @path in
 * sentences. A peripheral whose name and base were there before is replaced with all that is in it; others are added.
 * Returns 0; or -errno with @e filled, and @s as it was before:
 *   -errno of open and read (the file can't be read)
 *   -EILSEQ  it isn't well-formed, or no SVD file: "chip.svd:12:7: ...", line and column (from 1)
 *   -EINVAL  a number that is none, a derivedFrom that names nothing or itself, ...: "chip.svd:12:7: ..." too
 *   -E2BIG   more than is reasonable: SVD_FILE_MAX bytes, SVD_REGS_MAX registers, SVD_MEMORY_MAX bytes of memory (of
 *            all files), SVD_DEPTH_MAX elements inside each other, entities made of entities
 *   -ENOSYS  there is no expat, built in or installed: the sentence says which
 *   -ENOMEM
 * What is merely strange is loaded: unknown and empty elements and words are passed over, so are values (of a reset,
 * of an enumeration) that are no numbers; what has no name or no address is left out, and so are bits from 64 on.
 */
int svd_load(struct svd *s, const char *path, struct physmon_error *e);
int svd_load_memory(struct svd *s, const char *path, const void *text, size_t nbytes, struct physmon_error *e);

#define SVD_FILE_MAX (64u << 20)
#define SVD_REGS_MAX (1u << 20)
#define SVD_MEMORY_MAX ((size_t)384 << 20)
#define SVD_DEPTH_MAX 256
#define SVD_TEXT_MAX 16384 /* bytes of a description that are kept; "..." stands for what isn't */

/* --- Everything, in order --- */

/* svd_nregs - how many registers there are. svd_reg - register @i by address, then name; NULL past the last. */
size_t svd_nregs(const struct svd *s);
const struct svd_register *svd_reg(const struct svd *s, size_t i);

/* svd_peripheral - peripheral @i by base address, then name, NULL past the last. */
const struct svd_peripheral *svd_peripheral(const struct svd *s, size_t i);

/* svd_device - the name of the device of the file that was loaded last, or "". */
const char *svd_device(const struct svd *s);

/* --- By name --- */

enum svd_what { SVD_PERIPHERAL, SVD_CLUSTER, SVD_REGISTER, SVD_FIELD };

struct svd_hit {
	enum svd_what what;
	uint64_t addr;				 /* of the peripheral, the cluster, the register (that has the field) */
	const struct svd_peripheral *peripheral; /* always */
	const struct svd_register *reg;		 /* of a register or a field, else NULL */
	const struct svd_field *field;		 /* of a field, else NULL */
};

/*
 * svd_find - what the @len bytes at @name stand for, the whole of it: spelt as in the file, or in any case where that
 * is unique. A register goes before a field. Returns 0 and *@hit -ENOENT  not known here; @e untouched -EEXIST  known
 * more than once: in any case ("uart0.lcr is UART0.LCR or Uart0.LCR"), or so spelt at several addresses -ERANGE  an
 * array without an index, or with one that it doesn't have: "UART0.BUF is an array: UART0.BUF[0] to UART0.BUF[15]". A
 * register with that very name goes before. -ENOMEM  the index of names, made by the first call after a load
 */
int svd_find(struct svd *s, const char *name, size_t len, struct svd_hit *hit, struct physmon_error *e);

/* svd_find_field - the field of @r that is called that. 0, -ENOENT (@e untouched), -EEXIST, -ERANGE, as svd_find().
 */
int svd_find_field(const struct svd_register *r, const char *name, size_t len, const struct svd_field **f,
		   struct physmon_error *e);

/*
 * svd_find_enum - the enumerated value of @f that is called that, to write (@write) or to compare what was read with.
 * 0, -ENOENT (@e untouched), -EEXIST (any case, not unique; or one name for several values). Defaults without a value
 * and values with don't-care bits (these stand for their value, the other bits 0) are found too: see has_value and
 * mask.
 */
int svd_find_enum(const struct svd_field *f, const char *name, size_t len, bool write, const struct svd_enum **v,
		  struct physmon_error *e);

/*
 * Registers by pattern, each once, by address. '*' stands for any characters, dots too, '?' for one; all else, '['
 * too, for itself. The pattern must match the full name, or all of it up to one of its '.' or '[': "UART0" gives all
 * registers of UART0, "GPIO.GPFSEL" all elements of that array, "UART*.LCR" the LCR of all UARTs, "*" everything. Any
 * case is tried if the case as given matches nothing.
 *   struct svd_glob g;
 *   for (r = svd_glob_first(s, &g, pattern, len); r; r = svd_glob_next(&g))
 */
struct svd_glob {
	const struct svd *s;
	const char *pattern; /* the caller's, must stay */
	size_t len, next;
	bool any_case;
};

const struct svd_register *svd_glob_first(const struct svd *s, struct svd_glob *g, const char *pattern, size_t len);
const struct svd_register *svd_glob_next(struct svd_glob *g);

/*
 * svd_complete - hand to @add each way on from the @len bytes at @prefix, one component at a time: peripherals, then
 * (after "UART0.") its clusters and registers, then (after "UART0.LCR.") fields, full names all ("UART0.LCR.DLAB"),
 * in no particular order. Elements of arrays one by one. Any case where the case as given fits nothing. A name lives
 * no longer than the call of @add.
 */
void svd_complete(const struct svd *s, const char *prefix, size_t len, void (*add)(void *add_ctx, const char *name),
		  void *add_ctx);

/* --- By address --- */

/*
 * svd_at - the registers that hold the byte at @addr, one after the other, by address: @after NULL gives the first,
 * then what the last call gave. NULL past the last. svd_innermost - the smallest of them (of these the first), or
 * NULL.
 */
const struct svd_register *svd_at(const struct svd *s, uint64_t addr, const struct svd_register *after);
const struct svd_register *svd_innermost(const struct svd *s, uint64_t addr);

/*
 * svd_from - the number (for svd_reg()) of the first register at @addr or above it; svd_nregs() if there is none.
 */
size_t svd_from(const struct svd *s, uint64_t addr);

/* svd_peripheral_at - the peripheral one of whose blocks or registers holds @addr (the smallest such block), or NULL.
 */
const struct svd_peripheral *svd_peripheral_at(const struct svd *s, uint64_t addr);

/* --- By text --- */

/*
 * svd_search - is the @len bytes of @text, in any case, in the name, displayName or description of @r, of its
 * peripheral's description, or (*@f then, else NULL) in the name or description of one of its fields: the first such?
 */
bool svd_search(const struct svd_register *r, const char *text, size_t len, const struct svd_field **f);

#endif
