/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * be_none: the target without a bus, for calculating, checking scripts and describing registers offline. It has no
 * transfer function, so the gate refuses each access.
 */
#include "backend.h"

const struct backend be_none = {
	.row = { "none", "none", "no bus at all: to calculate at the desk", NULL, false },
	.device = true,
	.widths = 1 | 2 | 4 | 8,
	.space = PHYSMON_SPACE_PHYSICAL,
	.private_ok = true,
};
