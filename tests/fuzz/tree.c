/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tree: see tree.h. A step is a byte: up to 0x2f a node below the node that the next byte says, else a property of the
 * last node. Lengths are a byte; most values are whole cells, as in real trees.
 */
#include <errno.h>
#include <string.h>

#include "tree.h"

static const char *const names[] = { "reg",	   "ranges",	  "#address-cells", "#size-cells",
				     "compatible", "device_type", "reg-names",	    "status",
				     "no-map",	   "serial0",	  "interrupts",	    "name" };
static const char *const nodes[] = { "soc", "bus@0", "uart@1000", "aliases", "__symbols__", "pcie@2", "memory@0" };

#define N(array) (sizeof(array) / sizeof((array)[0]))

void tree_printable(const char *s)
{
	for (; *s; s++)
		FUZZ_HOLDS(*s >= ' ' && *s <= '~', "a name holds the byte %02x", (unsigned char)*s);
}

static void take_property(struct fuzz_bytes *b, struct devtree *t, uint32_t node, uint8_t step)
{
	const char *name = names[step % N(names)];
	uint8_t value[260], cells = (uint8_t)fuzz_take(b, 1);
	size_t n = cells & 0x80 ? cells & 0x7f : 4 * (size_t)(cells % 24), i;
	int r;

	/* most cells are small: few bytes make them */
	for (i = 0; i < n; i++)
		value[i] = cells & 0x80 || i % 4 == 3 || i % 4 == 2 || cells & 0x40 ? (uint8_t)fuzz_take(b, 1) : 0;
	r = devtree_property(t, node, name, value, n);
	FUZZ_HOLDS(!r || r == -E2BIG, "a property: %d", r);
}

struct devtree *tree_take(struct fuzz_bytes *b)
{
	uint32_t n = 1, node = DEVTREE_ROOT, new;
	char odd[4] = "";
	struct devtree *t;
	uint8_t step;
	int r;

	FUZZ_HOLDS(!devtree_new(&t), "memory is out");
	while (b->p < b->end) {
		step = (uint8_t)fuzz_take(b, 1);
		if (step > 0x2f) {
			take_property(b, t, node, step);
			continue;
		}
		odd[0] = (char)fuzz_take(b, 1);
		r = devtree_add(t, (uint32_t)fuzz_take(b, 1) % n, step < 0x28 ? nodes[step % N(nodes)] : odd, &new);
		FUZZ_HOLDS(!r || r == -E2BIG, "a node: %d", r);
		if (!r) {
			FUZZ_HOLDS(new == n, "node %u has the number %u", n, new);
			node = new;
			n++;
		}
	}
	FUZZ_HOLDS(!devtree_finish(t), "memory is out");
	FUZZ_HOLDS(devtree_node(t, n - 1) && !devtree_node(t, n), "there are not %u nodes", n);
	return t;
}
