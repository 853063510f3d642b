/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * names_machine: the machine's physical address space in a session: read at the first look-up, so that a plain read
 * opens no device tree and no sysfs. Names of regions after '@', and their lines in whatis.
 */
#pragma once

#include <stdbool.h>

#include <physmon.h>

#include "whatis.h"

struct machine;
struct session;

/*
 * names_machine_get - the machine of the session. @anew: read it now, since a driver may have been bound or removed;
 * else the first reading is used. The session owns it; it is valid until it is read anew. NULL: out of memory, with @e
 * filled.
 */
struct machine *names_machine_get(struct session *s, bool anew, struct physmon_error *e);

/* names_machine_add - add the names of regions to the session's names. 0 or -ENOSPC. */
int names_machine_add(struct session *s);

/* names_machine_whatis - report region, node and BAR that hold w->addr, if it is physical. 0, or -ENOMEM with @e. */
whatis_fn names_machine_whatis;
