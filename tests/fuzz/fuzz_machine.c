/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz_machine: text like /proc/iomem, and a device tree behind its first NUL, made one. Regions are sorted and nested,
 * none of what was told is lost, what machine_find() says is what a plain search finds, and each name leads to its
 * address.
 */
#include <string.h>

#include "machine.h"
#include "tree.h"

static bool holds(const struct machine_region *r, uint64_t addr)
{
	return r->first <= addr && addr <= r->last;
}

static void look_up(const struct machine *m, uint64_t addr)
{
	const struct machine_region *r, *in = machine_find(m, addr, MACHINE_ANY),
					*node = machine_find(m, addr, MACHINE_NODE);
	bool any = false, any_node = false;
	size_t i;

	for (i = 0; (r = machine_at(m, i)); i++) {
		if (!holds(r, addr))
			continue;
		any = true;
		any_node |= r->node != NULL;
		FUZZ_HOLDS(in && in->depth >= r->depth, "something deeper than what was found holds an address");
	}
	FUZZ_HOLDS(any == (in != NULL) && any_node == (node != NULL), "a region is missed");
	FUZZ_HOLDS((!in || holds(in, addr)) && (!node || (holds(node, addr) && node->node)), "the wrong region");
}

static void check_tree(const struct machine *m)
{
	const struct machine_region *r, *before = NULL, *up;
	size_t i;

	for (i = 0; (r = machine_at(m, i)); before = r, i++) {
		FUZZ_HOLDS(r->first <= r->last && r->name, "a region that is none");
		tree_printable(r->name);
		FUZZ_HOLDS(!before || before->first < r->first ||
				   (before->first == r->first && before->last >= r->last),
			   "regions are out of order");
		FUZZ_HOLDS(r->depth <= (before ? before->depth + 1 : 0), "a level is left out");
		for (up = r; r->depth && up->depth >= r->depth; up--)
			;
		FUZZ_HOLDS(!r->depth || (up->first <= r->first && up->last >= r->last), "a region sticks out");
		FUZZ_HOLDS(!r->node == !r->range, "a node without its range");
		machine_access_word(r->access);
		if (i > 40)
			continue;
		look_up(m, r->first);
		look_up(m, r->last);
		look_up(m, r->last + 1);
	}
}

static void check_listed(const struct machine *m)
{
	const struct iomem_region *g;
	const struct machine_region *r;
	size_t i, k;

	for (i = 0; !m->hidden && i < 40 && (g = iomem_at(m->iomem, i)); i++) {
		for (k = 0; (r = machine_at(m, k)); k++)
			if (r->listed && r->first == g->first && r->last == g->last && !strcmp(r->name, g->name))
				break;
		FUZZ_HOLDS(r, "%s is lost", g->name);
	}
}

static void check_names(const struct machine *m)
{
	struct machine_name found[3];
	const struct machine_region *r;
	size_t i, k, n;

	for (i = 0; i < 20 && (r = machine_at(m, i)); i++) {
		if (!r->listed) /* of a node's ranges the first alone has its name as it is */
			continue;
		n = machine_names_find(m, r->name, strlen(r->name), found, 3);
		FUZZ_HOLDS(n, "%s has no address", r->name);
		for (k = 0; k < n && k < 3; k++)
			FUZZ_HOLDS(found[k].full && (!k || found[k].addr > found[k - 1].addr),
				   "names are out of order");
	}
}

struct heard {
	char last[600];
	size_t n;
};

static void hear(void *ctx, const char *name)
{
	struct heard *h = ctx;

	tree_printable(name);
	FUZZ_HOLDS(!h->n || strncmp(h->last, name, sizeof(h->last) - 1) <= 0, "%s after %s", name, h->last);
	snprintf(h->last, sizeof(h->last), "%s", name);
	h->n++;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const uint8_t *nul = size ? memchr(data + 1, 0, size - 1) : NULL;
	const uint8_t *end = nul ? nul : data + size;
	struct fuzz_bytes b = { nul ? nul + 1 : end, data + size };
	struct machine *m = calloc(1, sizeof(*m));
	struct heard heard = { 0 };

	FUZZ_HOLDS(m, "memory is out");
	if (size) { /* what the kernel allows */
		m->policy.strict = data[0] % 3;
		m->policy.relaxed = data[0] / 3 % 3;
		m->closed = data[0] & 0x80;
		char *text = malloc((size_t)(end - data));

		FUZZ_HOLDS(text, "memory is out");
		memcpy(text, data + 1, (size_t)(end - data - 1));
		FUZZ_HOLDS(!iomem_parse(text, (size_t)(end - data - 1), &m->iomem), "memory is out");
	}
	m->hidden = iomem_masked(m->iomem);
	m->tree = tree_take(&b);
	FUZZ_HOLDS(!machine_merge(m), "memory is out");
	check_tree(m);
	check_listed(m);
	check_names(m);
	FUZZ_HOLDS(!machine_names(m, "", 0, hear, &heard), "memory is out");
	FUZZ_HOLDS(machine_bits(m) >= 32 && machine_bits(m) <= 64, "%u bits", machine_bits(m));
	machine_free(m);
	return 0;
}
