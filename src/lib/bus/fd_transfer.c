/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fd_transfer: one pread() or pwrite() for each unit. */
#include <errno.h>
#include <unistd.h>

#include "fd_transfer.h"

int fd_transfer(int fd, struct physmon_xfer *x)
{
	unsigned char *unit;
	uint64_t at;
	ssize_t n;

	for (x->done = 0; x->done < x->nunits; x->done++) {
		unit = (unsigned char *)x->buf + x->done * x->width;
		at = x->addr + x->done * x->step;
		if (x->dir == PHYSMON_WRITE)
			n = pwrite(fd, unit, x->width, (off_t)at);
		else
			n = pread(fd, unit, x->width, (off_t)at);
		if (n < 0)
			return -errno;
		if ((size_t)n != x->width)
			return -ENODATA;
	}
	return 0;
}
