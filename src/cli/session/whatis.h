/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * whatis: what a module reports about an address, and the line that it is printed as. The modules are listed in
 * cmd_map.c. Makes no access.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include <physmon.h>

struct session;

struct whatis {
	struct session *s;
	uint64_t addr; /* of the session's target */
	bool physical; /* it is a physical address, so the map of the machine applies */
	size_t said;
};

/*
 * A function that reports: calls whatis_say() for each thing that it knows to hold w->addr, the innermost first. 0,
 * also if it knows none; or -errno with @e: it can't find out.
 */
typedef int whatis_fn(struct whatis *w, struct physmon_error *e);

/*
 * whatis_say - "FIRST-LAST NAME+OFFSET (SOURCE: DETAIL)". @name: of what begins at @first. @source: who reports it:
 * "iomem", "svd". @detail: more, or NULL.
 */
void whatis_say(struct whatis *w, uint64_t first, uint64_t last, const char *name, const char *source,
		const char *detail);
