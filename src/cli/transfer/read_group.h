/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * read_group: r and d of several registers at once: a peripheral, a cluster, a pattern. Each is read once, with its own
 * size; no-read registers are left out. It knows registers by their selection's ops only.
 */
#pragma once

#include "program.h"
#include "selection.h"

enum read_group_flag {
	READ_GROUP_FIELDS = 1,	/* a line for each field: r */
	READ_GROUP_PICTURE = 2, /* drawn: r -v */
};

/*
 * read_group - read all registers of @sel and print each: a line, and what @flags of enum read_group_flag ask for. They
 * are checked, all of them, before the first is read. 0, or -errno with @e.
 */
int read_group(struct call *c, const struct selection *sel, unsigned flags, struct physmon_error *e);
