/* SPDX-License-Identifier: GPL-2.0-or-later */
/* array: grows an array by doubling its capacity. */
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"

void *array_grow(void *v, size_t *capacity, size_t n, size_t each)
{
	const size_t more = *capacity * 2 + 4;
	void *new;

	if (n < *capacity)
		return v;
	if (more > SIZE_MAX / 2 / each)
		return NULL;
	new = realloc(v, more * each);
	if (new)
		*capacity = more;
	return new;
}

int array_add(void *v, size_t *capacity, size_t *n, const void *x, size_t each)
{
	char *p;

	memcpy(&p, v, sizeof(p));
	p = array_grow(p, capacity, *n, each);
	if (!p)
		return -ENOMEM;
	memcpy(v, &p, sizeof(p));
	memcpy(p + (*n)++ * each, x, each);
	return 0;
}
