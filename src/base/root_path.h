/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * root_path: paths of a machine's files: a root is put before /proc, /sys and /boot. It is "" for this machine; tests
 * give a folder.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* root_path - @root, then @name, into @path of @size bytes. 0 or -ENAMETOOLONG. */
int root_path(char *path, size_t size, const char *root, const char *name);

/* root_path_exists - is there a file @name behind @root? */
bool root_path_exists(const char *root, const char *name);
