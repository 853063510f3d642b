/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * decoding: whether a PCI device answers at its BARs, and turning that on while a target is open. What was changed is
 * put back by decoding_restore(), or by physmon_abandon() when a signal ends the program; after SIGKILL it stays on.
 */
#pragma once

#include <stdbool.h>

#include <physmon.h>

#include "pci.h"

struct decoding {
	struct decoding *next; /* another device to restore */
	bool on;	       /* decoding_enable() turned it on; the rest is set only then */
	int enable, config;    /* sysfs' files, open */
	unsigned command;      /* COMMAND as it was before */
};

enum decoding_state { DECODING_UNKNOWN, DECODING_OFF, DECODING_ON };

/*
 * decoding_state - does device @name answer in @space? On if it was enabled (sysfs' "enable", a count), else as in the
 * COMMAND register, since firmware may have turned it on: one read of 16 bits in configuration space.
 */
enum decoding_state decoding_state(const char *root, const char *name, enum pci_space space);

/*
 * decoding_enable - enable device @name through sysfs, unless it is enabled already (d->on: it wasn't). @d must not
 * move until decoding_restore(). 0, or -errno with @e filled and *@d not to be restored: -EACCES: not root; -EBUSY: a
 * driver is bound that hasn't enabled it; -EIO: COMMAND can't be read; the errno of open and write.
 * decoding_restore - undo decoding_enable(): the count, and bits 0 to 2 of COMMAND, which the kernel leaves set when it
 * disables a device. Nothing is undone if a driver was bound meanwhile.
 */
int decoding_enable(struct decoding *d, const char *root, const char *name, struct physmon_error *e);
void decoding_restore(struct decoding *d);
