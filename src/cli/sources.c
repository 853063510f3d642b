/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sources: see sources.h. */
#include <stddef.h>

#include "names_machine.h"
#include "sources.h"

static int (*const sources[])(struct session *s) = { names_machine_add };

int sources_add(struct session *s)
{
	size_t i;
	int r = 0;

	for (i = 0; !r && i < sizeof(sources) / sizeof(sources[0]); i++)
		r = sources[i](s);
	return r;
}
