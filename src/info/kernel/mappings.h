/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mappings: how the kernel has mapped memory: lines of /proc/self/maps, and of x86's list of memory types (PAT). It
 * parses text and touches no bus.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MAPPED_MAPS "/proc/self/maps"
#define MAPPED_PAT "/sys/kernel/debug/x86/pat_memtype_list"

struct mapping {
	uint64_t first, last; /* inclusive */
	char perms[8];	      /* "rw-s" */
	char path[100];	      /* printable; cut to fit */
};

/*
 * mappings_find - the line of @text, in the format of /proc/self/maps, that holds the virtual address @addr; false:
 * none does.
 * mappings_type - the memory type of the physical address @addr, "uncached-minus" for instance, by @text in the format
 * of pat_memtype_list, into @type; false: it isn't listed there.
 */
bool mappings_find(const char *text, uint64_t addr, struct mapping *m);
bool mappings_type(const char *text, uint64_t addr, char *type, size_t size);
