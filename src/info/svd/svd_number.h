/* SPDX-License-Identifier: GPL-2.0-or-later */
/* svd_number: the numbers of SVD files in all their forms. Pure functions on text without blanks around it. */
#pragma once

#include <stdint.h>

/*
 * svd_number - decimal, 0x1F, 0X1f, 0b101, #101, with an optional + before, and k M G T after it (2^10 to 2^40); a C
 * suffix (U, UL) is ignored. Digits a to f without 0x are an error, since they are ambiguous. Returns 0,
 * -EINVAL, -ERANGE (more than 64 bits).
 */
int svd_number(const char *s, uint64_t *v);

/*
 * svd_number_pattern - the same where binary digits may be x: don't care. *@mask: UINT64_MAX without such, else the
 * other bits.
 */
int svd_number_pattern(const char *s, uint64_t *v, uint64_t *mask);

/* svd_number_range - "[7:4]" or "[5]", also without brackets. -EINVAL where it is none. */
int svd_number_range(const char *s, uint64_t *msb, uint64_t *lsb);
