/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * names: the one ordered look-up of names: first names of def, then registers and regions. A name is an address;
 * finding one never touches the bus.
 */
#ifndef CLI_NAMES_H
#define CLI_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <physmon.h>

struct names;
struct selection;

int names_new(struct names **n); /* 0 or -ENOMEM */
void names_free(struct names *n);

/* names_define - define @name, or define it anew. 0 or -ENOMEM. The name is copied. */
int names_define(struct names *n, const char *name, size_t len, uint64_t addr);

/*
 * A source of names that nobody defined but that are known: registers of a description, regions of the machine,
 * symbols. find: 0; -ENOENT: not one of its names; another -errno with @e: it is, but it can't be told (ambiguous,
 * unreadable). complete: hands each of its names that begins with the @len bytes at @prefix to @add; may be NULL.
 */
struct names_source {
	unsigned flags;
	int (*find)(void *ctx, const char *name, size_t len, uint64_t *addr, struct physmon_error *e);
	void (*complete)(void *ctx, const char *prefix, size_t len, void (*add)(void *add_ctx, const char *name),
			 void *add_ctx);
	void *ctx;
	/*
	 * Where names are more than addresses; NULL where they aren't. selection: what a name that was found is, into
	 * @sel, which is all zero; 0, or -errno with @e. glob: the names of a pattern; -ENOENT with @e untouched: it
	 * has none. settle: the text in which names_unsettle() was said is right, and stays (@keep), or wrong.
	 */
	int (*selection)(void *ctx, const char *name, size_t len, struct selection *sel, struct physmon_error *e);
	int (*glob)(void *ctx, const char *pattern, size_t len, struct selection *sel, struct physmon_error *e);
	void (*settle)(void *ctx, bool keep);
};

#define NAMES_MARKED 1u	 /* a source that is asked for names after '@' only */
#define NAMES_LAST 2u	 /* a source that is not asked for words that are numbers as well */
#define NAMES_VIRTUAL 4u /* its addresses are virtual ones of the kernel: see names_virtual() */

/*
 * names_add - ask @src, which is copied, after all that is there already; but sources with NAMES_MARKED or NAMES_LAST
 * after those without, whenever they are added. 0, or -ENOSPC past NAMES_SOURCES of them.
 */
#define NAMES_SOURCES 4
int names_add(struct names *n, const struct names_source *src);

/* names_any - is there a defined name, or a source that is asked for words that may be numbers? */
bool names_any(const struct names *n);

/*
 * names_find - the address of a name: defined, else known to a source, in their order. @how: NAMES_MARKED: it stands
 * after '@'; NAMES_LAST: it can be read as a number. 0; -ENOENT with @e untouched; what a source's find returned.
 */
int names_find(const struct names *n, const char *name, size_t len, unsigned how, uint64_t *addr,
	       struct physmon_error *e);

/*
 * names_selection - what is a name that names_find() just found besides an address? As the source's place; -ENOENT with
 * @e untouched: nothing. names_glob - the names that a pattern stands for, of the first source that has any.
 */
int names_selection(const struct names *n, const char *name, size_t len, unsigned how, struct selection *sel,
		    struct physmon_error *e);
int names_glob(const struct names *n, const char *pattern, size_t len, struct selection *sel, struct physmon_error *e);

/* names_virtual - is what names_find() just found a virtual address of the kernel, which other targets don't take? */
bool names_virtual(const struct names *n, const char *name, size_t len, unsigned how);

/*
 * names_add_label - LABEL:NAME asks @find, as a source's, whatever else knows the name. 0, or -ENOSPC past
 * NAMES_LABELS.
 * names_label - is there such a label? names_find_labelled - a name after it: returns what its find returns.
 */
#define NAMES_LABELS 2
int names_add_label(struct names *n, const char *label,
		    int (*find)(void *ctx, const char *name, size_t len, uint64_t *addr, struct physmon_error *e),
		    void *ctx);
bool names_label(const struct names *n, const char *label, size_t len);
int names_find_labelled(const struct names *n, const char *label, size_t label_len, const char *name, size_t len,
			uint64_t *addr, struct physmon_error *e);

/*
 * names_complete - every name, defined or known, that begins with the @len bytes at @prefix. @how: NAMES_MARKED: it
 * stands after '@'.
 */
void names_complete(const struct names *n, const char *prefix, size_t len, unsigned how,
		    void (*add)(void *add_ctx, const char *name), void *add_ctx);

/*
 * A text that turns out wrong changes nothing: names_mark() before it, names_rollback() if it is wrong, else
 * names_commit(), which drops what was defined anew. names_changed - is there anything to commit? names_unsettle - a
 * source has changed because of the text: its settle is to be called.
 */
size_t names_mark(const struct names *n);
bool names_changed(const struct names *n, size_t mark);
void names_unsettle(struct names *n);
void names_rollback(struct names *n, size_t mark);
void names_commit(struct names *n, size_t mark);

/* names_at - definition @i in the order of defining, or NULL past the last; *@addr is its address. */
const char *names_at(const struct names *n, size_t i, uint64_t *addr);

#endif
