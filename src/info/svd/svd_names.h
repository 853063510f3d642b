/* SPDX-License-Identifier: GPL-2.0-or-later */
/* svd_names: the names of arrays' elements, which take the place of %s, and their order. */
#pragma once

#include "svd_loading.h"

/* Walks the elements of an array, or the one that a node is if it is none. */
struct svd_elements {
	uint64_t count;	      /* of elements */
	bool array, brackets; /* "REG[%s]", or nothing for %s at all: REG[0] */
	char index[256];      /* of the current element */
	/* the dimIndex, read one index after the other: "0-3", "A-D", "A,B,C", "0-2,7" */
	const char *p;	     /* what comes next */
	uint64_t next, last; /* in a range */
	bool ranging, letters;
	size_t n; /* indices so far */
};

/* svd_names_elements - start. A dim that is derived makes no array of a node whose name has no %s. */
void svd_names_elements(struct svd_elements *els, const struct svd_node *n);

/* svd_names_next - the next index into els->index; where the dimIndex has no more, its number from 0 on. */
void svd_names_next(struct svd_elements *els);

/*
 * svd_names_put - @text with the index at hand for each %s, or without these where there is no array, into @out (cut to
 * @size with its NUL). @name: it is the name, and gets [index] where nothing means one. Returns its whole length.
 * svd_names_keep - the same, cut to some 17 KB, in the memory of @set; @text itself if no index belongs in it. NULL:
 * no memory.
 */
size_t svd_names_put(const struct svd_elements *els, const char *text, bool name, char *out, size_t size);
const char *svd_names_keep(const struct svd_elements *els, const char *text, bool name, struct reg_set *set);

/* svd_names_stem - "BUF" of "BUF[%s]": the array's own name. Returns its length. */
size_t svd_names_stem(const char *name);
