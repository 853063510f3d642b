/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fd_transfer: accesses that the kernel makes, through read and write of a file descriptor: configuration space, I/O
 * BARs where the CPU has no I/O instructions, /dev/port. One unit is one system call of its width. The caller explains
 * errors.
 */
#pragma once

#include <physmon.h>

/*
 * fd_transfer - unit i of @x is one pread or pwrite of x->width bytes at byte x->addr + i * x->step of @fd. None is
 * tried again. x->done: units done. Returns 0; the call's -errno; -ENODATA if fewer bytes were moved than a unit has
 * (the end of what @fd shows).
 */
int fd_transfer(int fd, struct physmon_xfer *x);
