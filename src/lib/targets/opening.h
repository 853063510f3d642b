/* SPDX-License-Identifier: GPL-2.0-or-later */
/* opening: opens a file or device for reading and writing, or for reading where writing is refused. */
#pragma once

#include <physmon.h>

/*
 * opening_device - open @path with @flags, for reading if info->read_only, else for reading and writing. If writing is
 * not permitted (EACCES, EPERM, EROFS, ETXTBSY), it is opened for reading: info->read_only is set, and info->note says
 * so; @how: "to FILE" or "through FILE". Returns the file descriptor, which the caller closes, or -errno of open().
 */
int opening_device(struct physmon_info *info, const char *path, int flags, const char *how);
