/* SPDX-License-Identifier: GPL-2.0-or-later */
/* presence: checks that a folder of sysfs still has a file. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "presence.h"

int presence_open(const char *path, int *fd)
{
	*fd = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
	return *fd < 0 ? -errno : 0;
}

bool presence_lost(int fd, const char *file)
{
	return faccessat(fd, file, F_OK, 0) && (errno == ENOENT || errno == ENODEV);
}
