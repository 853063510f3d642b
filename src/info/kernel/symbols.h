/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * symbols: the kernel's symbols from /proc/kallsyms or a System.map: address by name and name by address. It parses
 * text that isn't trusted; 200 000 lines take a tenth of a second.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct symbols;

struct symbol {
	uint64_t addr;	    /* virtual */
	const char *name;   /* printable ASCII without blanks; struct symbols owns it, and module */
	const char *module; /* NULL: the kernel itself */
	char type;	    /* as nm shows it: capital letters are global */
};

/*
 * symbols_parse - from lines "ADDR TYPE NAME[<tab>[MODULE]]", any bytes: other lines are left out. @text, malloc'ed
 * with a spare byte after its @nbytes, belongs to the symbols from now on, also on failure. 0 or -ENOMEM.
 * symbols_load - from a file; or -errno of open and read, -EFBIG from 256 MiB on.
 */
int symbols_parse(char *text, size_t nbytes, struct symbols **s);
int symbols_load(const char *path, struct symbols **s);
void symbols_free(struct symbols *s); /* NULL is fine */

/* symbols_hidden - there are names, but each address is 0: kptr_restrict hides them from this reader. */
bool symbols_hidden(const struct symbols *s);

/*
 * symbols_named - symbol @i, counted from 0, of those with that name, by address; NULL past the last. Several static
 * ones may share a name.
 * symbols_after - the index, in the order of names, of the first name not less than the @len bytes at @prefix.
 * symbols_by_name - the symbol at an index; NULL past the last.
 */
const struct symbol *symbols_named(struct symbols *s, const char *name, size_t len, size_t i);
size_t symbols_after(struct symbols *s, const char *prefix, size_t len);
const struct symbol *symbols_by_name(struct symbols *s, size_t i);

/*
 * symbols_near - the symbol at or below @addr, a global one if several have that address. *@last: the byte before the
 * next one. NULL: none within SYMBOLS_FAR bytes: the sizes of symbols are unknown, and no symbol is that large.
 */
#define SYMBOLS_FAR (4u << 20)
const struct symbol *symbols_near(const struct symbols *s, uint64_t addr, uint64_t *last);
