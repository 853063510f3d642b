/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mapped: what back ends that open a device have in common: opening and mapping it, and whether it still exists. */
#pragma once

#include "backend.h"

/*
 * mapped_open - open @path with @flags as t->fd, for reading if t->info.read_only, else for reading and writing. If
 * writing is not permitted (EACCES, EPERM, EROFS, ETXTBSY), it is opened for reading: t->info.read_only is set, and
 * t->info.note says so; @how: "to FILE" or "through FILE". 0 or -errno of open().
 */
int mapped_open(struct physmon_target *t, const char *path, int flags, const char *how);

/*
 * mapped_windows - map t->fd by windows over @src, whose fd, ctx (it is @t), narrow and read_only are set here. The
 * target's extent becomes that of @src.
 * mapped_transfer - transfer() of a back end that maps.
 */
void mapped_windows(struct physmon_target *t, const struct window_source *src, const struct physmon_options *o);
int mapped_transfer(struct physmon_target *t, struct physmon_xfer *x, size_t *bad, struct physmon_error *e);

/*
 * mapped_folder - open the folder @path of the device as t->folder. 0 or -errno.
 * mapped_gone - @file of that folder was removed; the folder of a new device with the same name is another. The kernel
 * keeps a mapping of a PCI BAR or UIO map when the device is removed (seen with Linux 6.1): accesses would reach
 * addresses that another device may have now. So whoever maps asks before each transfer; that is one system call.
 */
int mapped_folder(struct physmon_target *t, const char *path);
bool mapped_gone(const struct physmon_target *t, const char *file);

/* mapped_doing - "reading" or "writing". */
const char *mapped_doing(const struct physmon_xfer *x);
