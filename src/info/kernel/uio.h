/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * uio: the devices of the UIO framework and their memory maps, from /sys/class/uio. It reads sysfs only, because
 * opening /dev/uioN calls the device's driver.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#define UIO_MAPS 5  /* of a device at most: MAX_UIO_MAPS of include/linux/uio_driver.h */
#define UIO_NAME 64 /* of a name, which may be cut */

struct uio_map {
	uint64_t addr;	     /* physical, or any value that the driver set; it may be a kernel virtual address */
	uint64_t offset;     /* of the map's first byte in its first page */
	uint64_t size;	     /* bytes */
	char name[UIO_NAME]; /* by the driver, or "" */
};

/*
 * uio_read - map @map of device @n. @root: put before every path, "" for this machine. 0; -ENOENT: no such map;
 * -ENODEV: no such device; -EINVAL: sysfs describes no valid map (a size of 0, an offset not within a page).
 * uio_maps - the number of maps of device @n, from 0 on without a gap.
 * uio_name - the name that the driver gave the device, or "".
 */
int uio_read(const char *root, unsigned n, unsigned map, struct uio_map *m);
unsigned uio_maps(const char *root, unsigned n);
void uio_name(const char *root, unsigned n, char *out, size_t room);

/* uio_next - the lowest number of a device that is at least @from, in *@n. 0, or -ENOENT: there is none. */
int uio_next(const char *root, unsigned from, unsigned *n);
