/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * regions: what the session knows of the machine's physical address space: read when it is first asked for, so that a
 * plain read opens no device tree and no sysfs. Names of regions after '@', and what whatis has to say of them.
 */
#ifndef CLI_REGIONS_H
#define CLI_REGIONS_H

#include <stdbool.h>

#include <physmon.h>

struct machine;
struct session;

/*
 * regions_machine - the machine of the session. @anew: read now, since a driver may have come or gone; else what was
 * read before counts. It is the session's, until it is read anew. NULL: out of memory, with @e filled.
 */
struct machine *regions_machine(struct session *s, bool anew, struct physmon_error *e);

/* regions_add_names - let the session know regions' names. 0 or -ENOSPC. */
int regions_add_names(struct session *s);

/* regions_physical - are addresses of the session's target physical ones? */
bool regions_physical(const struct session *s);

#endif
