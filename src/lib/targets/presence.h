/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * presence: whether a device that sysfs had when its target was opened still exists. The kernel keeps a mapping of a
 * PCI BAR or UIO map when the device is removed (seen with Linux 6.1): accesses would reach addresses that another
 * device may have now. So whoever maps asks before each transfer; that is one system call.
 */
#pragma once

#include <stdbool.h>

/*
 * presence_open - open the folder @path of the device; the caller closes *@fd. 0 or -errno.
 * presence_lost - file @file of that folder was removed; the folder of a new device with the same name is another.
 */
int presence_open(const char *path, int *fd);
bool presence_lost(int fd, const char *file);
