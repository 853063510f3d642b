/* SPDX-License-Identifier: GPL-2.0-or-later */
/* file_kind: what a file that is saved or loaded holds, told by its name alone, never guessed from what is in it. */
#ifndef CLI_FILE_KIND_H
#define CLI_FILE_KIND_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* file_is_hex - rows of a dump, as d prints them; otherwise bytes as they are. */
static inline bool file_is_hex(const char *path, size_t len)
{
	static const char end[] = ".hex";

	return len >= sizeof(end) - 1 && !memcmp(path + len - (sizeof(end) - 1), end, sizeof(end) - 1);
}

#endif
