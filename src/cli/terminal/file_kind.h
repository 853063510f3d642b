/* SPDX-License-Identifier: GPL-2.0-or-later */
/* file_kind: the format of a file that is written or loaded, by its name only, never guessed from its contents. */
#pragma once

#include <stdbool.h>
#include <string.h>

/*
 * file_ends - does the name end in @end? ".hex" files are rows of a dump, as d prints them; ".vcd" and ".csv" are
 * recordings.
 */
static inline bool file_ends(const char *path, const char *end)
{
	const size_t n = strlen(path), k = strlen(end);

	return n >= k && !memcmp(path + n - k, end, k);
}
