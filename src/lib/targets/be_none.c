/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * be_none: the target without a bus, for calculating, checking scripts and describing registers offline. It has no
 * transfer function, so the gate refuses each access.
 */
#include <errno.h>

#include "backend.h"
#include "error.h"

static int none_open(struct physmon_target *t, const char *rest, const struct physmon_options *o,
		     struct physmon_error *e)
{
	(void)t;
	(void)o;
	if (rest)
		return error_set(e, PHYSMON_E_SPEC, EINVAL,
				 "target none takes nothing after its name, not even \":%.100s\"", rest);
	return 0;
}

static void none_close(struct physmon_target *t)
{
	(void)t;
}

const struct backend be_none = {
	.row = { "none", "none", "no bus at all: to calculate at the desk", NULL, false },
	.widths = 1 | 2 | 4 | 8,
	.space = PHYSMON_SPACE_PHYSICAL,
	.private_ok = true,
	.open = none_open,
	.close = none_close,
};
