/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cmd_pci: the list of the command pci with another root folder than "/", for tests. */
#pragma once

#include "emit.h"

/*
 * cmd_pci_list - the PCI devices of this machine, @root before every path. 0, or -errno with @e: there is no PCI bus.
 */
int cmd_pci_list(struct emit *m, const char *root, struct physmon_error *e);
