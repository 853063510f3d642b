/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * claim: whether System RAM or a driver's claim in /proc/iomem forbids a mapping through /dev/mem. The kernel decides
 * in drivers/char/mem.c (mmap_mem) and kernel/resource.c (iomem_is_exclusive); this looks at the same facts.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "iomem.h"
#include "policy.h"

/* A range to be mapped, as the kernel checks it: whole pages, without those that it never refuses. */
struct claim_pages {
	uint64_t addr;	      /* as asked for */
	uint64_t first, last; /* inclusive; first > last: there is nothing to check */
	bool wraps;
};

enum claim { CLAIM_NONE, CLAIM_RAM, CLAIM_DRIVER };

/* claim_pages - the pages of [@addr, @addr + @nbytes). */
void claim_pages(struct claim_pages *r, uint64_t addr, uint64_t nbytes);

/*
 * claim_find - the first claim in @r that the kernel refuses to map, by the facts in @p, and its region in *@g. An
 * unknown option counts as the stricter. @refused: the kernel has refused, so a region that looks like a bus, having
 * others in it, may be the cause. The regions looked at are counted in *@work.
 */
enum claim claim_find(const struct iomem *m, const struct policy *p, const struct claim_pages *r, bool refused,
		      const struct iomem_region **g, size_t *work);
