/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * policy: what this kernel allows this process: the facts behind an EPERM, and sentences with cause and remedy. It
 * reads /proc and /sys; it touches no bus and doesn't open /dev/mem.
 */
#ifndef INFO_POLICY_H
#define INFO_POLICY_H

#include <stdbool.h>
#include <sys/types.h>

#include <physmon.h>

enum policy_answer { POLICY_UNKNOWN, POLICY_NO, POLICY_YES };
enum policy_lockdown { LOCKDOWN_UNKNOWN, LOCKDOWN_NONE, LOCKDOWN_INTEGRITY, LOCKDOWN_CONFIDENTIALITY };

struct policy {
	uid_t euid;
	enum policy_answer rawio;	/* CAP_SYS_RAWIO in CapEff of /proc/self/status */
	enum policy_answer admin;	/* CAP_SYS_ADMIN there: /proc/iomem shows its addresses */
	enum policy_answer node;	/* /dev/mem is there */
	enum policy_answer node_access; /* its mode lets this user read and write it */
	enum policy_lockdown lockdown;	/* /sys/kernel/security/lockdown */
	enum policy_answer
		devmem; /* CONFIG_DEVMEM, from /proc/config.gz, /boot/config-RELEASE, /lib/modules/RELEASE/config */
	enum policy_answer strict;	 /* CONFIG_STRICT_DEVMEM */
	enum policy_answer io_strict;	 /* CONFIG_IO_STRICT_DEVMEM */
	enum policy_answer relaxed;	 /* iomem=relaxed in /proc/cmdline */
	enum policy_answer iomem_masked; /* /proc/iomem hides its addresses */
	unsigned address_bits;		 /* physical ones, from /proc/cpuinfo; 0: not told (only x86 tells) */
};

/* policy_read - gather the facts. @root: put before every path, "" for this machine (tests give a folder of theirs). */
void policy_read(const char *root, struct policy *p);

/* policy_path - @root, then @name, into @path of @room bytes. 0 or -ENAMETOOLONG. */
int policy_path(char *path, size_t room, const char *root, const char *name);

/* policy_lockdown_word - "none", "integrity", "confidentiality", or "unknown". */
const char *policy_lockdown_word(enum policy_lockdown l);

/* How each sentence of explain_open() begins. */
#define POLICY_OPEN_FAILED "can't open /dev/mem: "

/*
 * explain_open - why open("/dev/mem") failed with @err (positive errno); fills @e (PHYSMON_E_OPEN), returns
 * -@err.
 *
 * explain_map - why mmap of [@addr, @addr + @nbytes) through /dev/mem failed with @err: the first region in it
 * that explains the refusal; fills @e (PHYSMON_E_MAP, with address), returns -@err.
 *
 * explain_bus - what a bus error of @width bytes at @addr may mean: who stands there by /proc/iomem, that the
 * block may be unclocked or in reset; fills @e (PHYSMON_E_BUS, with address and width), returns -EFAULT.
 *
 * All read the facts anew, since a driver may have come or gone; with @e NULL they read nothing.
 */
int explain_open(const char *root, int err, struct physmon_error *e);
int explain_map(const char *root, int err, uint64_t addr, uint64_t nbytes, struct physmon_error *e);
int explain_bus(const char *root, uint64_t addr, unsigned width, enum physmon_dir dir, struct physmon_error *e);

/*
 * explain_device - why open() of another of the kernel's doors failed with @err (positive errno): a device or a
 * file of /proc that only CAP_SYS_RAWIO opens. Fills @e (PHYSMON_E_OPEN), returns -@err; with @e NULL it reads nothing.
 */
struct policy_device {
	const char *path;
	const char *absent;		  /* why there may be none: "this kernel lacks ..." */
	enum policy_lockdown locked_from; /* the weakest lockdown that closes it */
};
int explain_device(const char *root, const struct policy_device *d, int err, struct physmon_error *e);

#endif
