/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * snapshot: the units of a range and their states at one time, under a name. Its text is what d prints, so that any
 * saved dump is a snapshot. Pure: touches no bus and no file.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <physmon.h>

struct out;

struct snapshot {
	struct snapshot *next;
	char *name;
	uint64_t addr;
	unsigned width; /* bytes */
	size_t nunits;
	void *units;	 /* packed, in host byte order, as on the bus */
	uint8_t *states; /* enum physmon_state */
};

/* snapshot_new - without values: all units are PHYSMON_PENDING. 0 or -ENOMEM. snapshot_free - NULL is fine. */
int snapshot_new(struct snapshot **s, const char *name, uint64_t addr, unsigned width, size_t nunits);
void snapshot_free(struct snapshot *s);

/* snapshot_get - unit @i; false if it has no value. snapshot_last - the address of the last byte. */
bool snapshot_get(const struct snapshot *s, size_t i, uint64_t *v);
uint64_t snapshot_last(const struct snapshot *s);

/*
 * snapshot_parse - a snapshot called @name from rows as d prints them, "4c000000: 00000001 --------  ....", of one
 * width, one behind the other. Empty lines and those that begin with # are passed over. @swap: the values are in the
 * other byte order.
 * @path: the text's name in messages. 0, -EINVAL with @e ("before.snap:3: ..."), -ENOMEM.
 */
int snapshot_parse(struct snapshot **s, const char *name, const char *path, const char *text, size_t nbytes, bool swap,
		   struct physmon_error *e);

/* snapshot_print - its rows, in front of them a comment with its name. */
void snapshot_print(const struct snapshot *s, struct out *o, bool swap);
