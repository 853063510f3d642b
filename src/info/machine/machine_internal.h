/* SPDX-License-Identifier: GPL-2.0-or-later */
/* machine_internal: the structs that machine.c (merges regions) and machine_names.c (names them) share. */
#pragma once

#include "arena.h"
#include "bound_drivers.h"
#include "iomem.h"
#include "machine.h"
#include "policy.h"

struct machine {
	struct arena arena;
	struct iomem *iomem; /* NULL: can't be read */
	struct devtree *tree;
	struct pci *pci;
	struct bound_drivers *bound;
	struct policy policy;
	struct machine_region *regions;
	size_t n, room;
	size_t nranges; /* of the tree: machine_merge() counts them */
	bool hidden, closed, cut;
};

/* machine_merge - make the regions of all that was read. 0 or -ENOMEM. */
int machine_merge(struct machine *m);
