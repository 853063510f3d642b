/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * uio: reads the UIO devices from sysfs. The files are those of drivers/uio/uio.c: maps/mapM holds name, addr, offset
 * and size.
 */
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hex.h"
#include "slurp.h"
#include "text.h"
#include "uio.h"

#define UIO_FOLDER "/sys/class/uio"
#define UIO_MOST 4096 /* bytes of any of these files */

/* The first line of a file, fit to be printed, cut to @room; false if it can't be read. */
static bool uio_line(const char *path, char *out, size_t room)
{
	char *text;
	size_t n;

	if (slurp("", path, UIO_MOST, &text, &n))
		return false;
	n = strcspn(text, "\n");
	text[n] = '\0';
	text_tame(text, text + n);
	text_print(out, room, "%s", text);
	free(text);
	return true;
}

static bool uio_number(const char *folder, const char *file, uint64_t *v)
{
	char path[PATH_MAX], text[32];

	return text_print(path, sizeof(path), "%s/%s", folder, file) < sizeof(path) &&
	       uio_line(path, text, sizeof(text)) && !hex_parse(text, text + strlen(text), v);
}

/* The folder of map @map of device @n into @path; false: there is none. */
static bool uio_map_folder(const char *root, unsigned n, unsigned map, char path[PATH_MAX])
{
	struct stat st;

	return text_print(path, PATH_MAX, "%s" UIO_FOLDER "/uio%u/maps/map%u", root, n, map) < PATH_MAX &&
	       !stat(path, &st) && S_ISDIR(st.st_mode);
}

int uio_read(const char *root, unsigned n, unsigned map, struct uio_map *m)
{
	const uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);
	char folder[PATH_MAX], path[PATH_MAX];

	memset(m, 0, sizeof(*m));
	if (text_print(path, sizeof(path), "%s" UIO_FOLDER "/uio%u", root, n) >= sizeof(path) || access(path, F_OK))
		return -ENODEV;
	if (!uio_map_folder(root, n, map, folder))
		return -ENOENT;
	if (!uio_number(folder, "size", &m->size) || !uio_number(folder, "addr", &m->addr) || !m->size)
		return -EINVAL;
	/* kernels before 2.6.31 had no offset, and all maps began with their page */
	if (!uio_number(folder, "offset", &m->offset))
		m->offset = m->addr & (page - 1);
	if (m->offset >= page || m->size - 1 > UINT64_MAX - page - m->offset)
		return -EINVAL;
	if (text_print(path, sizeof(path), "%s/name", folder) < sizeof(path))
		uio_line(path, m->name, sizeof(m->name));
	return 0;
}

unsigned uio_maps(const char *root, unsigned n)
{
	char folder[PATH_MAX];
	unsigned map = 0;

	while (map < UIO_MAPS && uio_map_folder(root, n, map, folder))
		map++;
	return map;
}

void uio_name(const char *root, unsigned n, char *out, size_t room)
{
	char path[PATH_MAX];

	if (text_print(path, sizeof(path), "%s" UIO_FOLDER "/uio%u/name", root, n) >= sizeof(path) ||
	    !uio_line(path, out, room))
		text_print(out, room, "%s", "");
}

/* "uio12": its number; false for anything else. */
static bool uio_entry(const char *name, unsigned *n)
{
	const char *p = name + 3;
	unsigned long v;
	char *end;

	if (strncmp(name, "uio", 3) || *p < '0' || *p > '9')
		return false;
	errno = 0;
	v = strtoul(p, &end, 10);
	*n = (unsigned)v;
	return !*end && !errno && v <= INT_MAX;
}

int uio_next(const char *root, unsigned from, unsigned *n)
{
	char path[PATH_MAX];
	struct dirent *entry;
	bool found = false;
	unsigned v;
	DIR *dir;

	if (text_print(path, sizeof(path), "%s" UIO_FOLDER, root) >= sizeof(path))
		return -ENOENT;
	dir = opendir(path);
	if (!dir)
		return -ENOENT;
	while ((entry = readdir(dir))) {
		if (!uio_entry(entry->d_name, &v) || v < from || (found && v > *n))
			continue;
		*n = v;
		found = true;
	}
	closedir(dir);
	return found ? 0 : -ENOENT;
}
