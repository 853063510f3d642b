/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * names: the one ordered look-up of names: first names of def, then registers and regions. A name is an address;
 * finding one never touches the bus.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <physmon.h>

struct names;
struct reg;
struct reg_field;
struct selection;

int names_new(struct names **n); /* 0 or -ENOMEM */
void names_free(struct names *n);

/* names_define - define @name, or define it anew. 0 or -ENOMEM. The name is copied. */
int names_define(struct names *n, const char *name, size_t len, uint64_t addr);

/* names_undefine - remove the definition of @name, if there is one; sources are asked for it again. 0 or -ENOMEM. */
int names_undefine(struct names *n, const char *name, size_t len);

/* A name that was found. */
struct names_hit {
	const char *name; /* as it was asked for, of @len bytes */
	size_t len;
	uint64_t addr;
	const struct names_source *source; /* that knows it; NULL: it was defined */
	const struct reg *reg;		   /* of a register or a field, else NULL */
	const struct reg_field *field;
};

/*
 * A source of names that are known without def: registers of a description, regions of the machine, symbols.
 * find: fills hit->addr and, for its select, hit->reg and hit->field. 0; -ENOENT: not one of its names; another
 * -errno with @e: it is, but its address is unknown (ambiguous, unreadable). complete: hands each of its names that
 * begins with the @len bytes at @prefix to @add; may be NULL.
 */
struct names_source {
	unsigned flags;
	int (*find)(void *ctx, const char *name, size_t len, struct names_hit *hit, struct physmon_error *e);
	void (*complete)(void *ctx, const char *prefix, size_t len, void (*add)(void *add_ctx, const char *name),
			 void *add_ctx);
	void *ctx;
	/*
	 * Where names are more than addresses; NULL where they aren't. select: what a name that was found selects, into
	 * @sel, which is all zero; 0, or -errno with @e. glob: the names of a pattern; -ENOENT with @e untouched: it
	 * has none. end_text: the text that called names_source_changed() is right, and its changes stay (@keep), or
	 * it is wrong.
	 */
	int (*select)(void *ctx, const struct names_hit *hit, struct selection *sel, struct physmon_error *e);
	int (*glob)(void *ctx, const char *pattern, size_t len, struct selection *sel, struct physmon_error *e);
	void (*end_text)(void *ctx, bool keep);
};

#define NAMES_MARKED 1u	 /* a source that is asked for names after '@' only */
#define NAMES_LAST 2u	 /* a source that is not asked for words that are numbers as well */
#define NAMES_SYMBOL 8u	 /* a source that is asked for names after sym: and for no others */
#define NAMES_VIRTUAL 4u /* its addresses are virtual ones of the kernel, which other targets don't take */

/*
 * names_add - ask @src, which is copied, after all that were added before; but sources with NAMES_MARKED or NAMES_LAST
 * after those without, whenever they are added. 0, or -ENOSPC past NAMES_SOURCES of them.
 */
#define NAMES_SOURCES 4
int names_add(struct names *n, const struct names_source *src);

/* names_any - is there a defined name, or a source that is asked for words that may be numbers? */
bool names_any(const struct names *n);

/*
 * names_find - look a name up: defined, else known to a source, in their order. @how: NAMES_MARKED: it is after '@';
 * NAMES_SYMBOL: after sym:; NAMES_LAST: it can be read as a number. 0; -ENOENT with @e untouched; what a source's find
 * returned.
 */
int names_find(const struct names *n, const char *name, size_t len, unsigned how, struct names_hit *hit,
	       struct physmon_error *e);

/*
 * names_select - what the name @hit selects, by its source's select; -ENOENT with @e untouched: nothing. names_glob -
 * the names that match a pattern, of the first source that has any.
 */
int names_select(const struct names_hit *hit, struct selection *sel, struct physmon_error *e);
int names_glob(const struct names *n, const char *pattern, size_t len, struct selection *sel, struct physmon_error *e);

/*
 * names_complete - every name, defined or known, that begins with the @len bytes at @prefix. @how: NAMES_MARKED: it
 * follows '@'.
 */
void names_complete(const struct names *n, const char *prefix, size_t len, unsigned how,
		    void (*add)(void *add_ctx, const char *name), void *add_ctx);

/*
 * names_near - the name, defined or known, that the @len bytes at @name are but for one slip (see text_distance()),
 * into @out, ended by a NUL, empty if there is none. For errors: it looks at every name.
 */
#define NAMES_NEAR 100
void names_near(const struct names *n, const char *name, size_t len, unsigned how, char out[NAMES_NEAR]);

/*
 * A text with an error changes nothing: names_mark() before it, names_rollback() if it is wrong, else names_commit(),
 * which drops what was defined anew. names_changed - is there anything to commit?
 * names_source_changed - a source has changed because of the text: its end_text is to be called.
 */
size_t names_mark(const struct names *n);
bool names_changed(const struct names *n, size_t mark);
void names_source_changed(struct names *n);
void names_rollback(struct names *n, size_t mark);
void names_commit(struct names *n, size_t mark);

/*
 * names_next - the defined names, one after the other, in the order of defining: *@i is 0 before the first call. NULL
 * past the last. *@addr is its address.
 */
const char *names_next(const struct names *n, size_t *i, uint64_t *addr);
