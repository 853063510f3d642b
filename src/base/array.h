/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * array: makes space for one more element in an array whose length isn't known before. It doesn't look at the elements.
 */
#pragma once

#include <stddef.h>

/*
 * array_grow - make space for one more element in the array @v of *@capacity, elements of @each bytes, @n of them
 * used. Returns @v, or the array that replaces it, with *@capacity raised (@v may be NULL, with *@capacity 0). NULL:
 * out of memory; then @v is unchanged and the caller still frees it.
 */
void *array_grow(void *v, size_t *capacity, size_t n, size_t each);

/*
 * array_add - add a copy of the element at @x to the array at @v, a pointer to its pointer. 0, or -ENOMEM: it is
 * unchanged.
 */
int array_add(void *v, size_t *capacity, size_t *n, const void *x, size_t each);
