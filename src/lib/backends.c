/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * backends: the one table of what can be opened, in the order in which lists and help show it. To add a target, write
 * its be_NAME.c, declare its row in backend.h, and add it here.
 */
#include <stddef.h>

#include "backend.h"

#if SMALL
const struct backend *const backends[] = { &be_mem, &be_none, &be_file, NULL };
#else
const struct backend *const backends[] = {
	&be_mem, &be_none, &be_file, &be_kcore, &be_kmem, &be_demo, &be_pci, &be_uio, &be_port, NULL,
};
#endif
