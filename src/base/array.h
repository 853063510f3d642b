/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * array: makes space for one more element in an array whose length isn't known before. It doesn't look at the elements.
 */
#ifndef BASE_ARRAY_H
#define BASE_ARRAY_H

#include <stddef.h>

/*
 * array_grow - the array @v of *@room places of @each bytes, @n of which are taken: itself while there is room, else a
 * larger one in its place (@v may be NULL, with no room). NULL: out of memory; then @v is as it was, and still the
 * caller's to free().
 */
void *array_grow(void *v, size_t *room, size_t n, size_t each);

#endif
