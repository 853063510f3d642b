/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * explain: why the kernel refused something, as a sentence with cause and remedy, from what policy, /proc/iomem and the
 * device tree say. Makes no access, and doesn't open /dev/mem.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <physmon_error.h>

#include "policy.h"

/* How each sentence of explain_open() begins. */
#define EXPLAIN_OPEN_FAILED "can't open /dev/mem: "

/*
 * explain_open - why open("/dev/mem") failed with @err (positive errno); fills @e (PHYSMON_E_OPEN), returns
 * -@err.
 *
 * explain_map - why mmap of [@addr, @addr + @nbytes) through /dev/mem failed with @err: the first region in it
 * that explains the refusal; fills @e (PHYSMON_E_MAP, with address), returns -@err.
 *
 * explain_bus - what a bus error of @width bytes at @addr may mean: the region in /proc/iomem, and that the block may
 * be unclocked or in reset. @doing: "reading" or "writing". Fills @e (PHYSMON_E_BUS, with address and width), returns
 * -EFAULT.
 *
 * All read the facts anew, since a driver may have been bound or removed; with @e NULL they read nothing.
 */
int explain_open(const char *root, int err, struct physmon_error *e);
int explain_map(const char *root, int err, uint64_t addr, uint64_t nbytes, struct physmon_error *e);
int explain_bus(const char *root, uint64_t addr, unsigned width, const char *doing, struct physmon_error *e);

/*
 * explain_ram_closed - the kernel certainly keeps System RAM at @addr from /dev/mem (CONFIG_STRICT_DEVMEM), whatever is
 * allowed here. False if the facts don't decide.
 */
bool explain_ram_closed(const char *root, uint64_t addr);

/*
 * explain_open_device - why open() of a file other than /dev/mem failed with @err (positive errno): a device or a
 * file of /proc that only CAP_SYS_RAWIO opens. Fills @e (PHYSMON_E_OPEN), returns -@err; with @e NULL it reads nothing.
 */
struct explain_device {
	const char *path;
	const char *absent;		  /* why there may be none: "this kernel lacks ..." */
	enum policy_lockdown locked_from; /* the weakest lockdown that closes it */
};
int explain_open_device(const char *root, const struct explain_device *d, int err, struct physmon_error *e);
