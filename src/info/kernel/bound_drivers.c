/* SPDX-License-Identifier: GPL-2.0-or-later */
/* bound_drivers: reads the links of /sys/bus/platform and /sys/bus/amba. */
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "arena.h"
#include "array.h"
#include "bound_drivers.h"
#include "text.h"

#define BOUND_MOST 16384u /* devices; the largest boards have some hundreds */

struct bound_drivers {
	struct arena arena;
	struct bound_drivers_device *devices;
	size_t n, room;
};

static const char *const buses[] = { "platform", "amba" };

/* Where the link @name/@what points to, or "". */
static void bound_drivers_link(int dir, const char *name, const char *what, char to[PATH_MAX])
{
	char path[PATH_MAX];
	ssize_t n = -1;

	if (text_print(path, sizeof(path), "%s/%s", name, what) < sizeof(path))
		n = readlinkat(dir, path, to, PATH_MAX - 1);
	to[n > 0 ? n : 0] = '\0';
}

static int bound_drivers_add(struct bound_drivers *b, const char *bus, int dir, const char *name)
{
	static const char base[] = "/firmware/devicetree/base";
	struct bound_drivers_device d = { .name = arena_tame(&b->arena, name, strlen(name)), .bus = bus };
	char to[PATH_MAX], *p;

	if (!d.name)
		return -ENOMEM;
	bound_drivers_link(dir, name, "driver", to);
	p = strrchr(to, '/');
	if (p && p[1] && !(d.driver = arena_tame(&b->arena, p + 1, strlen(p + 1))))
		return -ENOMEM;
	bound_drivers_link(dir, name, "of_node", to);
	p = strstr(to, base);
	p = p ? p + sizeof(base) - 1 : p;
	if (p && *p == '/' && !(d.node = arena_tame(&b->arena, p, strlen(p))))
		return -ENOMEM;
	return array_add(&b->devices, &b->room, &b->n, &d, sizeof(d));
}

int bound_drivers_load(const char *root, struct bound_drivers **out)
{
	struct bound_drivers *b = calloc(1, sizeof(*b));
	const struct dirent *entry;
	char path[PATH_MAX];
	int err = 0;
	DIR *dir;

	if (!b)
		return -ENOMEM;
	for (size_t i = 0; !err && i < sizeof(buses) / sizeof(buses[0]); i++) {
		if (text_print(path, sizeof(path), "%s/sys/bus/%s/devices", root, buses[i]) >= sizeof(path))
			continue;
		dir = opendir(path);
		if (!dir)
			continue;
		while (!err && b->n < BOUND_MOST && (entry = readdir(dir)))
			if (entry->d_name[0] != '.')
				err = bound_drivers_add(b, buses[i], dirfd(dir), entry->d_name);
		closedir(dir);
	}
	if (err)
		bound_drivers_free(b);
	else
		*out = b;
	return err;
}

void bound_drivers_free(struct bound_drivers *b)
{
	if (!b)
		return;
	arena_free(&b->arena);
	free(b->devices);
	free(b);
}

const struct bound_drivers_device *bound_drivers_named(const struct bound_drivers *b, const char *name, size_t len)
{
	for (size_t i = 0; b && i < b->n; i++)
		if (strlen(b->devices[i].name) == len && !memcmp(b->devices[i].name, name, len))
			return &b->devices[i];
	return NULL;
}

/* One node may have several devices: the first with a driver tells who holds it. */
const struct bound_drivers_device *bound_drivers_node(const struct bound_drivers *b, const char *path)
{
	const struct bound_drivers_device *d, *best = NULL;

	for (size_t i = 0; b && i < b->n; i++) {
		d = &b->devices[i];
		if (d->node && !strcmp(d->node, path) && (!best || (!best->driver && d->driver)))
			best = d;
	}
	return best;
}
