/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * decoding: does a PCI device answer at its BARs, and turning that on for as long as a target is open. A small process
 * of our own waits for the end of this one, however it comes (also by SIGKILL), and then puts back what was changed.
 */
#ifndef LIB_DECODING_H
#define LIB_DECODING_H

#include <stdbool.h>
#include <sys/types.h>

#include <physmon.h>

#include "pci.h"

struct decoding {
	pid_t keeper; /* 0: nothing was turned on */
	int hold;     /* the keeper waits for this end of a pipe to be closed */
};

enum decoding_state { DECODING_UNKNOWN, DECODING_OFF, DECODING_ON };

/*
 * decoding_state - does device @name answer in @space? On if somebody enabled it (sysfs' "enable", a count), else what
 * the COMMAND register says, since firmware may have turned it on: one read of 16 bits in configuration space.
 */
enum decoding_state decoding_state(const char *root, const char *name, enum pci_space space);

/*
 * decoding_enable - enable device @name through sysfs, unless it is already, and start the keeper. 0, or -errno with @e
 * filled and *@d not to be restored: no permission, a driver that hasn't enabled it (EBUSY), no process to be had.
 * decoding_restore - put back what decoding_enable() changed, and wait until that is done: the count, and bits 0 to 2
 * of COMMAND, which the kernel leaves set when it disables a device. Nothing is undone if a driver was bound meanwhile.
 */
int decoding_enable(struct decoding *d, const char *root, const char *name, struct physmon_error *e);
void decoding_restore(struct decoding *d);

#endif
