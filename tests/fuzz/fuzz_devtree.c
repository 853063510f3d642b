/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz_devtree: any tree of any properties. Ranges are in order within themselves and belong to nodes that are there,
 * what has no `reg` has none, a bus without `ranges` lets nothing through, and names are fit to be printed.
 */
#include <string.h>

#include "tree.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fuzz_bytes b = { data, data + size };
	struct devtree *t = tree_take(&b);
	const struct devtree_range *r, *before = NULL;
	const struct devtree_alias *a;
	const struct devtree_node *n;
	size_t i;

	for (i = 0; (n = devtree_node(t, (uint32_t)i)); i++) {
		tree_printable(n->path);
		FUZZ_HOLDS(*n->path == '/' && !strcmp(n->path + strlen(n->path) - strlen(n->name), n->name),
			   "the path %s doesn't end in %s", n->path, n->name);
		FUZZ_HOLDS(n->depth <= DEVTREE_DEPTH, "depth %u", n->depth);
		FUZZ_HOLDS(n->depth ? devtree_node(t, n->parent)->depth == n->depth - 1 : !i, "the parent of %s",
			   n->path);
		if (n->compatible)
			tree_printable(n->compatible);
		devtree_is_pci(t, n->name);
	}
	for (i = 0; (r = devtree_range(t, i)); i++) {
		FUZZ_HOLDS(r->first <= r->last, "a range ends before it begins");
		FUZZ_HOLDS(r->node && devtree_node(t, r->node), "a range of node %u", r->node);
		FUZZ_HOLDS(!before || before->node < r->node || (before->node == r->node && before->index < r->index),
			   "ranges are out of order");
		if (r->name)
			tree_printable(r->name);
		before = r;
	}
	for (i = 0; (a = devtree_alias(t, i)); i++) {
		FUZZ_HOLDS(devtree_node(t, a->node), "an alias of node %u", a->node);
		tree_printable(a->name);
	}
	devtree_free(t);
	return 0;
}
