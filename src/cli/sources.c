/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sources: see sources.h. */
#include <stddef.h>

#include "regions.h"
#include "sources.h"

static int (*const sources[])(struct session *s) = { regions_add_names };

int sources_add(struct session *s)
{
	size_t i;
	int r = 0;

	for (i = 0; !r && i < sizeof(sources) / sizeof(sources[0]); i++)
		r = sources[i](s);
	return r;
}
