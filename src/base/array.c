/* SPDX-License-Identifier: GPL-2.0-or-later */
/* array: grows an array by doubling its capacity. */
#include <stdint.h>
#include <stdlib.h>

#include "array.h"

void *array_grow(void *v, size_t *room, size_t n, size_t each)
{
	const size_t more = *room * 2 + 4;
	void *new;

	if (n < *room)
		return v;
	if (more > SIZE_MAX / 2 / each)
		return NULL;
	new = realloc(v, more * each);
	if (new)
		*room = more;
	return new;
}
