/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * array: makes space for one more element in an array whose length isn't known before. It doesn't look at the elements.
 */
#ifndef BASE_ARRAY_H
#define BASE_ARRAY_H

#include <stddef.h>

/*
 * array_grow - make space for one more element in the array @v of capacity *@room, elements of @each bytes, @n of them
 * used. Returns @v, or the array that replaces it, with *@room raised (@v may be NULL, with *@room 0). NULL: out of
 * memory; then @v is unchanged and the caller still frees it.
 */
void *array_grow(void *v, size_t *room, size_t n, size_t each);

#endif
