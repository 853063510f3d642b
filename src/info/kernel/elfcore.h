/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * elfcore: the memory segments of an ELF core and their offsets in the file: /proc/kcore, /proc/vmcore and dumps saved
 * from it. It reads the header and the program headers only, and trusts neither: a malformed one is an error, or is
 * left out.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct elfcore;

/* A piece of memory: inclusive ends, so that one may end at the last address. */
struct elfcore_segment {
	uint64_t first, last;
	uint64_t offset; /* of first in the file */
};

enum elfcore_by { ELFCORE_VIRTUAL, ELFCORE_PHYSICAL };

/* elfcore_read's source: up to @nbytes from @offset into @buf. Bytes read, 0 at the end, or -errno. */
typedef int64_t elfcore_read_fn(void *ctx, uint64_t offset, void *buf, size_t nbytes);

/*
 * elfcore_read - the loadable segments of an ELF core of 32 or 64 bits, in either byte order. Segments without bytes in
 * the file, or that would wrap around, are left out.
 * 0; -ENOEXEC: it is no ELF core, the reason in *@why (a literal); -ENOMEM; or the source's -errno.
 */
int elfcore_read(elfcore_read_fn *source, void *ctx, struct elfcore **c, const char **why);
void elfcore_free(struct elfcore *c); /* NULL is fine */

/*
 * elfcore_find - the segment that holds @addr; the first in the file's order if several do. NULL: none.
 * elfcore_other - another segment than @s that holds @addr at another place of the file, or NULL; up to *@until that
 * doesn't change.
 * elfcore_next - the lowest address above @addr that a segment holds; false: there is none.
 * elfcore_ends - the lowest and the highest address that any segment holds; false: there is none.
 */
const struct elfcore_segment *elfcore_find(const struct elfcore *c, enum elfcore_by by, uint64_t addr);
const struct elfcore_segment *elfcore_other(const struct elfcore *c, enum elfcore_by by,
					    const struct elfcore_segment *s, uint64_t addr, uint64_t *until);
bool elfcore_next(const struct elfcore *c, enum elfcore_by by, uint64_t addr, uint64_t *next);
bool elfcore_ends(const struct elfcore *c, enum elfcore_by by, uint64_t *first, uint64_t *last);
