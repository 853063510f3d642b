/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * policy: what this kernel allows this process: the facts behind an EPERM. It
 * reads /proc and /sys; it touches no bus and doesn't open /dev/mem.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum policy_answer { POLICY_UNKNOWN, POLICY_NO, POLICY_YES };
enum policy_lockdown { LOCKDOWN_UNKNOWN, LOCKDOWN_NONE, LOCKDOWN_INTEGRITY, LOCKDOWN_CONFIDENTIALITY };

struct policy {
	uid_t euid;
	enum policy_answer rawio;	/* CAP_SYS_RAWIO in CapEff of /proc/self/status */
	enum policy_answer admin;	/* CAP_SYS_ADMIN there: /proc/iomem shows its addresses */
	enum policy_answer node;	/* /dev/mem exists */
	enum policy_answer node_access; /* its mode lets this user read and write it */
	enum policy_lockdown lockdown;	/* /sys/kernel/security/lockdown */
	enum policy_answer
		devmem; /* CONFIG_DEVMEM, from /proc/config.gz, /boot/config-RELEASE, /lib/modules/RELEASE/config */
	enum policy_answer strict;	 /* CONFIG_STRICT_DEVMEM */
	enum policy_answer io_strict;	 /* CONFIG_IO_STRICT_DEVMEM */
	bool packed;			 /* /proc/config.gz is there, but not zlib to read it */
	enum policy_answer relaxed;	 /* iomem=relaxed in /proc/cmdline */
	enum policy_answer iomem_masked; /* /proc/iomem hides its addresses */
	unsigned address_bits;		 /* physical ones, from /proc/cpuinfo; 0: unknown (only x86 has them) */
};

/* policy_read - gather the facts. @root: put before every path, "" for this machine. */
void policy_read(const char *root, struct policy *p);

/* policy_lockdown - how far the kernel is locked down: of two levels the stronger one is the greater. */
enum policy_lockdown policy_lockdown(const char *root);

/* policy_lockdown_word - "none", "integrity", "confidentiality", or "unknown". */
const char *policy_lockdown_word(enum policy_lockdown l);
