/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bit_ruler: the bits of a value under their numbers, four by four, in two lines. Pure. */
#pragma once

#include <stdint.h>

/* Two lines of at most 79 characters, the newline between them, and a NUL. */
#define BIT_RULER_MAX 160

/*
 * bit_ruler_draw - as many bits as @v needs of 8, 16, 32 or 64, the number of the first one above each four:
 *
 *	7    3
 *	1000 0011
 */
void bit_ruler_draw(char out[BIT_RULER_MAX], uint64_t v);
