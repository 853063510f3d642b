/* SPDX-License-Identifier: GPL-2.0-or-later */
/* svd_model: what an svd holds, for the rooms that fill it and look things up in it. Nobody else includes this. */
#ifndef INFO_SVD_MODEL_H
#define INFO_SVD_MODEL_H

#include "svd_tree.h"

/* What a file left: its strings, fields and enumerated values. */
struct svd_file {
	struct svd_file *next;
	struct svd_arena keep;
};

struct svd {
	struct svd_file *files;
	struct svd_register *regs; /* sorted by address, then name */
	size_t nregs;
	struct svd_peripheral **peripherals; /* sorted by base, then name; each in its file's keep */
	size_t nperipherals;
	struct svd_container *containers;
	size_t ncontainers;
	const char *device;
	unsigned widest;   /* bytes of the largest register */
	size_t left;	   /* bytes that further files may take */
	uint32_t *index;   /* of names, by svd_find: numbers of regs, then of containers, + 1; NULL: not made yet */
	size_t index_room; /* a power of 2 */
};

#endif
