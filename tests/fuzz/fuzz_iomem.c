/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz_iomem: text like /proc/iomem. Whatever it is, regions are in order within themselves, their names are fit to be
 * printed, and what iomem_top() says of an address is what a plain search finds.
 */
#include <string.h>

#include "fuzz.h"
#include "iomem.h"

static bool holds(const struct iomem_region *r, uint64_t addr)
{
	return r->first <= addr && addr <= r->last;
}

static void look_up(const struct iomem *m, uint64_t addr)
{
	size_t i, n = 0, looked = 0;
	const struct iomem_region *r, *out = iomem_top(m, addr, &looked);

	for (i = 0; (r = iomem_at(m, i)); i++) {
		if (!holds(r, addr))
			continue;
		n++;
		FUZZ_HOLDS(out && r->depth >= out->depth, "depth %u is out of order", r->depth);
	}
	FUZZ_HOLDS(!out == !n, "%zu regions hold an address", n);
	FUZZ_HOLDS(!n || holds(out, addr), "a region was found that doesn't hold the address");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);
	const struct iomem_region *r;
	struct iomem *m, *none;
	bool any = false;
	const char *p;
	size_t i;

	if (!text)
		abort();
	if (size)
		memcpy(text, data, size);
	FUZZ_HOLDS(!iomem_parse(text, size, &m), "memory is out");
	for (i = 0; (r = iomem_at(m, i)); i++) {
		FUZZ_HOLDS(r->first <= r->last, "a region ends before it begins");
		FUZZ_HOLDS(r->name && *r->name, "a region has no name");
		for (p = r->name; *p; p++)
			FUZZ_HOLDS(*p >= ' ' && *p <= '~', "a name holds the byte %02x", (unsigned char)*p);
		any |= r->last != 0;
		iomem_is_ram(r);
		if (i > 50) /* each look-up is a walk */
			continue;
		look_up(m, r->first);
		look_up(m, r->last);
		look_up(m, r->first + (r->last - r->first) / 2);
		look_up(m, r->last + 1);
	}
	FUZZ_HOLDS(iomem_masked(m) == !any, "masked, with %zu regions", i);
	look_up(m, 0);
	look_up(m, UINT64_MAX);
	FUZZ_HOLDS(!iomem_at(m, i) && iomem_masked(NULL) && !iomem_at(NULL, 0), "the end is none");
	if (!size) {
		FUZZ_HOLDS(iomem_load("", "/nonexistent/iomem", &none), "a file that isn't there was loaded");
		iomem_free(NULL);
	}
	iomem_free(m);
	return 0;
}
