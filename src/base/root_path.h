/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * root_path: paths of a machine's files: a root is put before /proc, /sys and /boot. It is "" for this machine; tests
 * give a folder.
 */
#ifndef BASE_ROOT_PATH_H
#define BASE_ROOT_PATH_H

#include <errno.h>
#include <stddef.h>

#include "text.h"

/* root_path - @root, then @name, into @path of @size bytes. 0 or -ENAMETOOLONG. */
static inline int root_path(char *path, size_t size, const char *root, const char *name)
{
	return text_print(path, size, "%s%s", root, name) < size ? 0 : -ENAMETOOLONG;
}

#endif
