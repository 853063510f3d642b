/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * reg_set: a set of registers: filled by the readers of descriptions, searched by name, pattern and address. What was
 * added stays where it is in memory until reg_set_free(), also if a later description replaces it; only reg_set_undo()
 * takes it back.
 *
 * Names: "PERIPH", "PERIPH.REG", "PERIPH.CLUSTER[2].REG[3]", with ".FIELD" after that of a register. Names and
 * descriptions are printable UTF-8; a name holds no blanks.
 */
#pragma once

#include "arena.h"
#include "reg.h"

#define REG_SET_MEMORY_MAX ((size_t)384 << 20) /* bytes of memory that descriptions may ask for */

struct reg_set;

/* A format of descriptions, on the list of cli/registers/register_db.c. See reg.h for how to add one. */
struct reg_format {
	bool (*recognises)(const char *path); /* by the name of the file; NULL: any file that no other format takes */
	/* Add what @path describes. 0 and in e->text a note or ""; -errno with @e filled, and @s as it was. */
	int (*load)(struct reg_set *s, const char *path, struct physmon_error *e);
};

/* reg_set_new - an empty set. 0 or -ENOMEM. reg_set_free - NULL is fine. */
int reg_set_new(struct reg_set **s);
void reg_set_free(struct reg_set *s);

/* --- building ------------------------------------------------------------------------------------------------ */

/*
 * reg_set_take - @nbytes of the set's memory, aligned for any type and zeroed. reg_set_text - a copy of the @len bytes
 * at @text and a NUL. Both NULL: out of memory, or REG_SET_MEMORY_MAX is reached (reg_set_full() tells which).
 */
void *reg_set_take(struct reg_set *s, size_t nbytes);
char *reg_set_text(struct reg_set *s, const char *text, size_t len);

/* reg_set_spend - count @nbytes that a reader takes elsewhere. False: REG_SET_MEMORY_MAX would be exceeded. */
bool reg_set_spend(struct reg_set *s, size_t nbytes);
bool reg_set_full(const struct reg_set *s);

/*
 * reg_set_hold - from now on no more than @most bytes may be taken. Returns what else was left, which
 * reg_set_release() makes available again; so does reg_set_undo() to an earlier mark.
 */
size_t reg_set_hold(struct reg_set *s, size_t most);
void reg_set_release(struct reg_set *s, size_t held);

/*
 * reg_set_add - a copy of @r; NULL for a text is "". Its texts, fields and values stay the caller's: take them from
 * the set. It is found by name at once. If a register of that name is defined, and @r isn't, no look-up finds @r.
 * NULL: as reg_set_take().
 */
const struct reg *reg_set_add(struct reg_set *s, const struct reg *r);

/*
 * reg_set_add_group - a peripheral @g, likewise. reg_set_add_cluster - the name of registers in @group (or NULL) that
 * begin with "NAME.". reg_set_add_array - "NAME" has elements, from @first to @last, both full names. These are found
 * as names and (not arrays) offered to complete one. NULL, or 0 and -ENOMEM, as above.
 */
const struct reg_group *reg_set_add_group(struct reg_set *s, const struct reg_group *g);
int reg_set_add_cluster(struct reg_set *s, const struct reg_group *group, const char *name, uint64_t addr);
int reg_set_add_array(struct reg_set *s, const struct reg_group *group, const char *name, uint64_t addr,
		      const char *first, const char *last);

/* reg_set_replace - no look-up finds @r, of this set, from now on. 0 or -ENOMEM. */
int reg_set_replace(struct reg_set *s, const struct reg *r);

/*
 * reg_set_named - the first register with exactly that name, in @group or (NULL) anywhere, or NULL. reg_set_has - is
 * anything called exactly that?
 */
const struct reg *reg_set_named(const struct reg_set *s, const struct reg_group *group, const char *name, size_t len);
bool reg_set_has(const struct reg_set *s, const char *name, size_t len);

/* A state of the set, to return to. */
struct reg_set_mark {
	size_t nitems, nreplaced, left;
	struct arena_mark keep;
};

/*
 * reg_set_mark - the state of now. reg_set_undo - return to @m: all that was added since is gone, what it replaced is
 * back. Marks made after @m are invalid then.
 */
struct reg_set_mark reg_set_mark(const struct reg_set *s);
void reg_set_undo(struct reg_set *s, const struct reg_set_mark *m);

/*
 * reg_set_replace_groups - each group added since @m takes the place of one that was there before with the same name
 * and address, with all registers in it. 0 or -ENOMEM.
 * reg_set_finish - put all in order, as each look-up below does; nothing is to do if nothing changed.
 */
int reg_set_replace_groups(struct reg_set *s, const struct reg_set_mark *m);
void reg_set_finish(const struct reg_set *s);

/*
 * reg_set_hide - hide the groups added between two states of the set, of @from and @to items, with all that is in them,
 * from look-ups, or (!@hidden) show them again.
 */
void reg_set_hide(struct reg_set *s, size_t from, size_t to, bool hidden);

/* reg_set_before_look_up - call @close before each look-up below: it may add what the set should hold by then. */
void reg_set_before_look_up(struct reg_set *s, void (*close)(void *ctx), void *ctx);

/* --- in order ------------------------------------------------------------------------------------------------ */

/* reg_set_nregs - how many registers there are. reg_set_reg - register @i by address, then name; NULL past the last. */
size_t reg_set_nregs(const struct reg_set *s);
const struct reg *reg_set_reg(const struct reg_set *s, size_t i);

/* --- by address ---------------------------------------------------------------------------------------------- */

/*
 * reg_set_at - the registers that hold the byte at @addr, one after the other, by address: *@i is 0 before the first
 * call. NULL past the last.
 */
const struct reg *reg_set_at(const struct reg_set *s, uint64_t addr, size_t *i);

/* reg_set_begins - the first register of @width bytes that begins at @addr, or NULL. */
const struct reg *reg_set_begins(const struct reg_set *s, uint64_t addr, unsigned width);

/*
 * reg_set_group_at - the peripheral of the smallest register that holds @addr, else of the smallest such block, or
 * NULL.
 */
const struct reg_group *reg_set_group_at(const struct reg_set *s, uint64_t addr);

/* --- by name ------------------------------------------------------------------------------------------------- */

enum reg_kind { REG_IS_PERIPHERAL, REG_IS_CLUSTER, REG_IS_ARRAY, REG_IS_REGISTER, REG_IS_FIELD };

/* What a name means. Never an array. */
struct reg_hit {
	enum reg_kind what;
	uint64_t addr;		       /* of the peripheral, the cluster, the register (that has the field) */
	const struct reg_group *group; /* NULL: in none */
	const struct reg *reg;	       /* of a register or a field, else NULL */
	const struct reg_field *field; /* of a field, else NULL */
};

/*
 * reg_find - what the @len bytes at @name mean, the whole of it: as spelt, else in any case if that is unique. A
 * register goes before a field. Returns 0 and *@hit; or
 *   -ENOENT  unknown; @e untouched
 *   -EEXIST  several fit: in any case ("uart0.lcr is UART0.LCR or Uart0.LCR"), or as spelt at several addresses
 *   -ERANGE  an array without an index, or with one that it doesn't have: "UART0.BUF is an array: UART0.BUF[0] to
 *            UART0.BUF[15]". A register with that very name goes before.
 */
int reg_find(const struct reg_set *s, const char *name, size_t len, struct reg_hit *hit, struct physmon_error *e);

/* reg_find_group - the first peripheral of exactly that name that was added since @m, or NULL. */
const struct reg_group *reg_find_group(const struct reg_set *s, const struct reg_set_mark *m, const char *name,
				       size_t len);

/*
 * Registers by pattern, each once, by address. '*' matches any characters, dots too, '?' one; all else, '['
 * too, for itself. The pattern must match the full name, or all of it up to one of its '.' or '[': "UART0" gives all
 * registers of UART0, "GPIO.GPFSEL" all elements of that array, "UART*.LCR" the LCR of all UARTs, "*" everything. Any
 * case is tried if the case as given matches nothing.
 *   struct reg_glob g;
 *   for (r = reg_glob_first(s, &g, pattern, len); r; r = reg_glob_next(&g))
 */
struct reg_glob {
	const struct reg_set *s;
	const char *pattern; /* the caller's, must stay */
	size_t len, next;
	bool any_case;
};

const struct reg *reg_glob_first(const struct reg_set *s, struct reg_glob *g, const char *pattern, size_t len);
const struct reg *reg_glob_next(struct reg_glob *g);

/*
 * reg_complete - hand to @add each way on from the @len bytes at @prefix, one component at a time: peripherals, then
 * (after "UART0.") its clusters and registers, then (after "UART0.LCR.") fields, full names all ("UART0.LCR.DLAB"),
 * in no particular order. Elements of arrays one by one. Any case if the case as given fits nothing. A name is valid
 * only during the call of @add.
 */
void reg_complete(const struct reg_set *s, const char *prefix, size_t len, void (*add)(void *add_ctx, const char *name),
		  void *add_ctx);
