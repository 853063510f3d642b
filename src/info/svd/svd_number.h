/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * svd_number: the numbers of SVD files in all their forms, and the indices of arrays. Pure functions on text without
 * blanks around it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
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

/* svd_number_boolean - "true", "1" */
bool svd_number_boolean(const char *s);

/* A dimIndex is read one index after the other: "0-3", "A-D", "A,B,C", "0-2,7". */
struct svd_indices {
	const char *p;	     /* what comes next */
	uint64_t next, last; /* in a range */
	bool ranging, letters;
	size_t count; /* how many were given */
};

/*
 * svd_number_index - the next one into @out (cut to @size bytes with its NUL); where there are no more, its number from
 * 0 on.
 */
void svd_number_index(struct svd_indices *i, char *out, size_t size);

/* svd_number_all - is every index of @dim_index (NULL, "": as if it were) a number? */
bool svd_number_all(const char *dim_index);
