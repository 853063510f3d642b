/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * many: r and d of several registers at once: a peripheral, a cluster, a pattern. Each is read once, with its own size;
 * what must not be read in passing is left out. Knows registers by their place's ops only.
 */
#ifndef CLI_MANY_H
#define CLI_MANY_H

#include "command.h"
#include "place.h"

/*
 * many_run - read all registers of @pl and print each: a line, and (@fields, which r is) its fields, (@picture) drawn.
 * They are checked, all of them, before the first is read. Returns the exit status, with @e filled where it isn't 0.
 */
int many_run(struct call *c, const struct place *pl, bool fields, bool picture, struct physmon_error *e);

/* many_note - say how many units were left out, if any were. */
void many_note(struct session *s, size_t left_out);

#endif
