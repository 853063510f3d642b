/* SPDX-License-Identifier: GPL-2.0-or-later */
/* claim: decides by /proc/iomem whether the kernel would map a range. */
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "claim.h"

void claim_pages(struct claim_pages *r, uint64_t addr, uint64_t nbytes)
{
	long size = sysconf(_SC_PAGESIZE);
	const uint64_t in_page = (size > 0 ? (uint64_t)size : 4096) - 1;

	r->addr = addr;
	r->first = addr & ~in_page;
#if defined(__x86_64__) || defined(__i386__)
	/* The first MiB may be mapped whatever is there (arch/x86/mm/init.c, devmem_is_allowed()). */
	if (r->first < 0x100000)
		r->first = 0x100000;
#endif
	r->last = addr + (nbytes ? nbytes - 1 : 0);
	r->wraps = r->last < addr;
	r->last = r->wraps ? UINT64_MAX : r->last | in_page;
}

/*
 * /proc/iomem doesn't show which regions are busy, that is, claimed. Names of these kinds never are, and what lies in
 * RAM doesn't matter here.
 */
static bool claim_may_claim(const struct iomem *m, const struct iomem_region *g, size_t *work)
{
	const struct iomem_region *top = iomem_top(m, g->first, work);

	return !iomem_is_ram(g) && strcasecmp(g->name, "reserved") && strncmp(g->name, "PCI Bus ", 8) &&
	       !iomem_is_pci(g->name) && !(top && iomem_is_ram(top));
}

static bool claim_is_leaf(const struct iomem *m, size_t i)
{
	const struct iomem_region *g = iomem_at(m, i), *next = iomem_at(m, i + 1);

	return !next || next->depth <= g->depth;
}

/*
 * "PNP0103:00": a device that ACPI tells of, with what it told as its range, which excludes no one
 * (drivers/base/platform.c, platform_device_add()). A driver's claim is below it, at times by the same name.
 */
static bool claim_is_acpi_device(const struct iomem *m, size_t i)
{
	const struct iomem_region *g = iomem_at(m, i), *above = i ? iomem_at(m, i - 1) : NULL;

	return iomem_is_acpi(g->name) && (!above || above->depth >= g->depth || strcmp(above->name, g->name));
}

/*
 * RAM; what a driver may have claimed. A claim mostly has no children, while what has some mostly is a bus: LEAF is the
 * former only.
 */
enum claim_what { CLAIM_WHAT_RAM, CLAIM_WHAT_LEAF, CLAIM_WHAT_ANY };

static bool claim_is(const struct iomem *m, size_t i, enum claim_what what, bool refused, size_t *work)
{
	const struct iomem_region *g = iomem_at(m, i);

	if (what == CLAIM_WHAT_RAM)
		return iomem_is_ram(g);
	return claim_may_claim(m, g, work) && (what == CLAIM_WHAT_ANY || claim_is_leaf(m, i)) &&
	       (refused || !claim_is_acpi_device(m, i));
}

/* The first such region of @r. */
static const struct iomem_region *claim_first(const struct iomem *m, const struct claim_pages *r, enum claim_what what,
					      bool refused, uint64_t *where, size_t *work)
{
	const struct iomem_region *best = NULL, *g;
	uint64_t at;
	size_t i = 0;

	for (; r->first <= r->last && (g = iomem_at(m, i = iomem_next(m, i, r->first, r->last, work))); i++) {
		at = g->first > r->first ? g->first : r->first;
		if (best && at >= *where && (what == CLAIM_WHAT_RAM || at > *where || g->depth <= best->depth))
			continue;
		if (claim_is(m, i, what, refused, work)) {
			best = g;
			*where = at;
		}
	}
	return best;
}

enum claim claim_find(const struct iomem *m, const struct policy *p, const struct claim_pages *r, bool refused,
		      const struct iomem_region **g, size_t *work)
{
	const struct iomem_region *ram = NULL, *driver = NULL;
	uint64_t ram_at = 0, driver_at = 0;

	if (p->strict != POLICY_NO)
		ram = claim_first(m, r, CLAIM_WHAT_RAM, refused, &ram_at, work);
	if (p->relaxed != POLICY_YES)
		driver = claim_first(m, r, CLAIM_WHAT_LEAF, refused, &driver_at, work);
	if (refused && p->relaxed != POLICY_YES && !ram && !driver)
		driver = claim_first(m, r, CLAIM_WHAT_ANY, true, &driver_at, work);
	if (ram && (!driver || ram_at <= driver_at)) {
		*g = ram;
		return CLAIM_RAM;
	}
	*g = driver;
	return driver ? CLAIM_DRIVER : CLAIM_NONE;
}
