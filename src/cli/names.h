/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * names: the one ordered look-up of names: what def defined first, later registers and regions. A name is an address;
 * finding one never touches the bus.
 */
#ifndef CLI_NAMES_H
#define CLI_NAMES_H

#include <stddef.h>
#include <stdint.h>

struct names;

int names_new(struct names **n); /* 0 or -ENOMEM */
void names_free(struct names *n);

/* names_define - define @name, or define it anew. 0 or -ENOMEM. The name is copied. */
int names_define(struct names *n, const char *name, size_t len, uint64_t addr);

/* names_find - 0, or -ENOENT. */
int names_find(const struct names *n, const char *name, size_t len, uint64_t *addr);

/*
 * A text that turns out wrong changes nothing: names_mark() before it, names_rollback() if it is wrong, else
 * names_commit(), which drops what was defined anew.
 */
size_t names_mark(const struct names *n);
void names_rollback(struct names *n, size_t mark);
void names_commit(struct names *n, size_t mark);

/* names_at - definition @i in the order of defining, or NULL past the last; *@addr is its address. */
const char *names_at(const struct names *n, size_t i, uint64_t *addr);

#endif
