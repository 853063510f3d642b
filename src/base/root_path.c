/* SPDX-License-Identifier: GPL-2.0-or-later */
/* root_path: puts a root before a path. */
#include <errno.h>
#include <limits.h>
#include <unistd.h>

#include "root_path.h"
#include "text.h"

int root_path(char *path, size_t size, const char *root, const char *name)
{
	return text_print(path, size, "%s%s", root, name) < size ? 0 : -ENAMETOOLONG;
}

bool root_path_exists(const char *root, const char *name)
{
	char path[PATH_MAX];

	return !root_path(path, sizeof(path), root, name) && !access(path, F_OK);
}
