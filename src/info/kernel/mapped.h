/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mapped: how the kernel says that something is mapped: lines of /proc/self/maps, and of the list of memory types that
 * x86 keeps (PAT). Parses text; touches no bus.
 */
#ifndef INFO_MAPPED_H
#define INFO_MAPPED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MAPPED_MAPS "/proc/self/maps"
#define MAPPED_PAT "/sys/kernel/debug/x86/pat_memtype_list"

struct mapped {
	uint64_t first, last; /* inclusive */
	char perms[8];	      /* "rw-s" */
	char path[100];	      /* printable; cut to fit */
};

/*
 * mapped_find - the line of @text, in the format of /proc/self/maps, that holds the virtual address @addr; false: none
 * does.
 * mapped_type - the memory type of the physical address @addr, "uncached-minus" for instance, by @text in the format of
 * pat_memtype_list, into @type; false: it isn't listed there.
 */
bool mapped_find(const char *text, uint64_t addr, struct mapped *m);
bool mapped_type(const char *text, uint64_t addr, char *type, size_t size);

#endif
