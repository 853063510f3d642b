/* SPDX-License-Identifier: GPL-2.0-or-later */
/* svd_names: the names of arrays' elements, which take the place of %s, and their order. Pure functions. */
#pragma once

#include "svd_number.h"
#include "svd_tree.h"

/* svd_names_indexed - "UART[%s]", "CH%s": it contains a %s for the index. */
bool svd_names_indexed(const char *name);

/* Walks the elements of an array, or the one that a node is if it is none. */
struct svd_elements {
	const struct svd_node *node;
	uint64_t count;	      /* of elements */
	bool array, brackets; /* "REG[%s]", or nothing for %s at all: REG[0] */
	struct svd_indices indices;
	char index[256]; /* of the current element */
};

/* svd_names_elements - start. A dim that is derived makes no array of a node whose name has no %s. */
void svd_names_elements(struct svd_elements *els, const struct svd_node *n);

/* svd_names_next - the next element's index into els->index. */
void svd_names_next(struct svd_elements *els);

/*
 * svd_names_put - @text with the index at hand for each %s, or without these where there is no array, into @out
 * (cut to
 * @size with its NUL). @name: it is the name, and gets [index] where nothing stands for one. Returns its whole
 * length.
 */
size_t svd_names_put(const struct svd_elements *els, const char *text, bool name, char *out, size_t size);

/* svd_names_stem - "BUF" of "BUF[%s]": the array's own name. Returns its length. */
size_t svd_names_stem(const char *name);
