/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * search: finds a pattern of units under a mask in units that have been read. Pure: each unit of a target was read
 * once; in the buffer it may be compared as often as needed.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct search {
	unsigned width;	     /* bytes: 1, 2, 4, 8 */
	uint64_t mask;	     /* the bits that count, of each unit */
	size_t nunits;	     /* at least one */
	const void *pattern; /* nunits packed units, in host byte order */
};

#define SEARCH_NONE SIZE_MAX

/*
 * search_next - the least index, @from or above, at which the whole pattern is in the @n units; SEARCH_NONE if there is
 * none.
 * @units: aligned to their width. @states: of each, enum physmon_state; a unit that isn't PHYSMON_DONE matches nothing.
 */
size_t search_next(const struct search *q, const void *units, const uint8_t *states, size_t from, size_t n);
