/* SPDX-License-Identifier: GPL-2.0-or-later */
/* single: one access of one unit through the gate. */
#pragma once

#include <stdbool.h>

#include <physmon.h>

struct single {
	uint64_t addr;
	uint64_t value; /* as on the bus: not swapped */
	unsigned width; /* bytes */
	bool exact;	/* read it even in a no-read range */
	uint8_t state;	/* enum physmon_state */
};

/* single_check - would the access be refused? No access is made. 0, or -errno with @e as physmon_check(). */
int single_check(struct physmon_target *t, const struct single *u, enum physmon_dir dir, struct physmon_error *e);

/*
 * single_read, single_write - make the access; u->state is PHYSMON_PENDING if it was refused. Before a write it is
 * PHYSMON_UNKNOWN for a value that a dry run doesn't know. 0, or -errno with @e as physmon_transfer().
 */
int single_read(struct physmon_target *t, struct single *u, struct physmon_error *e);
int single_write(struct physmon_target *t, struct single *u, struct physmon_error *e);
