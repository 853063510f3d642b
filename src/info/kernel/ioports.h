/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ioports: the meaning of names in /proc/ioports. The file has the format of /proc/iomem, so iomem parses it. Pure. */
#ifndef INFO_IOPORTS_H
#define INFO_IOPORTS_H

#include "iomem.h"

/*
 * ioports_is_claim - somebody uses these ports. The file doesn't show which entries are busy, so each one counts but
 * those that are known to be mere places: a PCI bus ("PCI Bus 0000:00", or whatever has 1000 ports and more: bridges
 * open their windows in such steps, and a device of PCI may have 100 in one piece), a PCI function ("0000:00:01.1"), a
 * device of the firmware's list ("QEMU0002:00", "pnp 00:03"), "Reserved".
 */
bool ioports_is_claim(const struct iomem_region *r);

#endif
