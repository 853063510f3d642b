/* SPDX-License-Identifier: GPL-2.0-or-later */
/* opening: opens what back ends map or read, with less than was asked for where the kernel refuses writing. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "opening.h"
#include "text.h"

int opening_device(struct physmon_info *info, const char *path, int flags, const char *how)
{
	int fd = open(path, (info->read_only ? O_RDONLY : O_RDWR) | flags);
	const int err = errno;

	if (fd < 0 && !info->read_only && (err == EACCES || err == EPERM || err == EROFS || err == ETXTBSY)) {
		fd = open(path, O_RDONLY | flags);
		info->read_only = true;
		text_print(info->note, sizeof(info->note),
			   "writing %s is refused (%s), so it is opened for reading only", how, strerror(err));
	}
	return fd < 0 ? -errno : fd;
}
