/* SPDX-License-Identifier: GPL-2.0-or-later */
/* svd_index: finds nodes by name, for derivedFrom: in a node itself, or anywhere below it. */
#pragma once

#include "svd_tree.h"

struct svd_index;
struct svd_loading;

/* svd_index_new - index l->device, the kinds that are derived from. 0, or as svd_loading_no_memory(). */
int svd_index_new(struct svd_loading *l, struct svd_index **x);
void svd_index_free(struct svd_index *x);

/* svd_index_find - the first one in the file of @kind and that name, in @scope (@straight: its child), or NULL. */
struct svd_node *svd_index_find(const struct svd_index *x, const struct svd_node *scope, enum svd_kind kind,
				bool straight, const char *name, size_t len);
