/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * gdb_map: the processor and the memory map that gdb gets. gdb reads nothing outside of the memory map by itself, so it
 * touches only what the user asks for. Pure.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <physmon.h>

#define GDB_RANGES 16

struct gdb_arch {
	const char *name; /* as gdb's "set architecture" has it */
	/* of the registers that 'g' returns: whole ones, from the first on, up to the program counter */
	unsigned register_bytes;
};

struct gdb_range {
	uint64_t first, last;
};

struct gdb_map {
	const struct gdb_arch *arch;
	struct gdb_range ranges[GDB_RANGES];
	size_t nranges; /* 0: the target's extent, where that is known */
};

/* The options of --gdb: serve gdb, let it write, its map. */
struct gdb_config {
	bool on, writes;
	struct gdb_map map;
};

/* gdb_map_arch_at - the processors, in the order of their table; NULL past the last. The first is the default. */
const struct gdb_arch *gdb_map_arch_at(size_t i);
/* gdb_map_arch_find - by name; NULL: there is none. */
const struct gdb_arch *gdb_map_arch_find(const char *name);

/* gdb_map_add - one more range, "ADDR,LENGTH", both as in commands. 0 or -EINVAL with @e. */
int gdb_map_add(struct gdb_map *m, const char *text, struct physmon_error *e);

/*
 * gdb_map_holds - is [@first, @last] within a range? True where none was given. gdb_map_fence - from now on the gate
 * refuses all accesses of @t outside of the ranges. 0 or -ENOMEM with @e.
 */
bool gdb_map_holds(const struct gdb_map *m, uint64_t first, uint64_t last);
int gdb_map_fence(const struct gdb_map *m, struct physmon_target *t, struct physmon_error *e);

/*
 * gdb_map_target_xml, gdb_map_memory_xml - the documents that gdb asks for, into @out of @size bytes, with a NUL;
 * @info: of the target. Returns the length. GDB_XML_MAX is enough for both.
 */
#define GDB_XML_MAX 2048
size_t gdb_map_target_xml(const struct gdb_map *m, char *out, size_t size);
size_t gdb_map_memory_xml(const struct gdb_map *m, const struct physmon_info *info, char *out, size_t size);
