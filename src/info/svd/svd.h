/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * svd: reads CMSIS-SVD files into a set of registers, through expat if this build and this machine have it. All that
 * a file inherits, derives and repeats is expanded while loading. The program runs as root and trusts no file: memory
 * and time are bounded, whatever the file holds.
 */
#pragma once

#include "reg_set.h"

/*
 * An element of an array whose name in the file is "REG[%s]" (or holds no %s at all) is REG[0], REG[1] (or the numbers
 * that dimIndex gives); elsewhere the dimIndex takes the place of %s: "CH%s" with 0,1 or A,B is CH0, CH1 or CHA, CHB.
 * Names are as the file spells them, without blanks around; blanks and controls inside are '_'. Descriptions have their
 * white space folded into single blanks.
 *
 * svd_load, svd_load_memory - read one more file into @s: from @path, which gzip may have packed, or from @nbytes at
 * @text, called @path in messages. A peripheral replaces one of the same name and base address that was there before. A
 * register whose name another one has in its peripheral, and which has an alternateGroup, is NAME_GROUP (NAME_GROUP_2
 * and so on where that is taken, too); a peripheral at another address than one of its name in the file is NAME_2.
 * Returns 0 and in e->text, if that isn't "", a note on what was left out, ignored or renamed; or -errno with @e
 * filled, and @s as it was before:
 *   -errno of open and read (the file can't be read)
 *   -EILSEQ  it isn't well-formed, or no SVD file: "chip.svd:12:7: ...", line and column (from 1)
 *   -EINVAL  a number that is none, a derivedFrom that names nothing or itself, ...: "chip.svd:12:7: ..." too
 *   -E2BIG   more than is reasonable: SVD_FILE_MAX bytes, SVD_REGS_MAX registers, SVD_MEMORY_MAX() bytes of memory
 *            (of all files: REG_SET_MEMORY_MAX), SVD_DEPTH_MAX elements inside each other, entities made of entities
 *   -ENOSYS  there is no expat, built in or installed: the message says which
 *   -ENOMEM
 * Words for access are read in any case and spelling that can be told ("Read Only", "write"); a register without one
 * of its own that would be read-write, and whose fields are all write-only, is write-only. What is merely strange is
 * loaded: unknown and empty elements and words are ignored, so are values (of a reset, of an enumeration) that are no
 * numbers; what has no name or no address is left out, and so are bits from 64 on.
 */
#define SVD_FILE_MAX (64u << 20) /* bytes */
#define SVD_REGS_MAX (1u << 20)	 /* registers, and peripherals and clusters */
#define SVD_DEPTH_MAX 256	 /* elements inside each other */
#define SVD_TEXT_MAX 16384	 /* bytes of a description that are kept; "..." follows where it is cut */

/* What a file of @nbytes may take: a hundred thousand registers if it is small, ten times what real ones do if not. */
#define SVD_MEMORY_MAX(nbytes) (((size_t)32 << 20) + 32 * (size_t)(nbytes))

extern const struct reg_format svd_format;

#if HAVE_EXPAT
int svd_load(struct reg_set *s, const char *path, struct physmon_error *e);
int svd_load_memory(struct reg_set *s, const char *path, const void *text, size_t nbytes, struct physmon_error *e);
#else
#include <errno.h>

#include "error.h"
#include "optlib.h"

static inline int svd_load(struct reg_set *s, const char *path, struct physmon_error *e)
{
	(void)s;
	return error_set(e, PHYSMON_E_SYSTEM, ENOSYS, "%s can't be read: %s; def lines can replace it", path,
			 optlib_expat_why());
}

static inline int svd_load_memory(struct reg_set *s, const char *path, const void *text, size_t nbytes,
				  struct physmon_error *e)
{
	(void)text, (void)nbytes;
	return svd_load(s, path, e);
}
#endif
