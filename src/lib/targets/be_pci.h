/* SPDX-License-Identifier: GPL-2.0-or-later */
/* be_pci: opens the target with another root folder than "/", for tests. */
#pragma once

#include <physmon.h>

/*
 * be_pci_open_at - be_pci's open, every path behind @root, which must live as long as the target; if it isn't "", as a
 * CPU without I/O instructions.
 */
int be_pci_open_at(struct physmon_target *t, const char *root, const char *rest, const struct physmon_options *o,
		   struct physmon_error *e);
