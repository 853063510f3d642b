/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * devtree_load: reads the live tree, which the kernel shows as folders (nodes) and files (properties). It opens only
 * properties that devtree.c uses. It follows no link and never blocks: in a forged tree a file may be anything.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "devtree.h"
#include "root_path.h"
#include "slurp.h"

struct devtree_walk {
	struct devtree *t;
	time_t until;
};

/* The same place under both names; /proc's is a link to the other on today's kernels. */
static const char *const folders[] = { "/sys/firmware/devicetree/base", "/proc/device-tree" };

static time_t devtree_seconds(void)
{
	struct timespec now = { 0 };

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

static int devtree_open(int dir, const char *name, int flags)
{
	int fd;

	do
		fd = openat(dir, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | flags);
	while (fd < 0 && errno == EINTR);
	return fd;
}

/* Only memory being out is a failure. */
static int devtree_read_property(struct devtree_walk *w, uint32_t node, int dir, const char *name)
{
	const int fd = devtree_open(dir, name, 0);
	struct stat st;
	char *value;
	size_t n;
	int err = -ENOENT;

	if (fd < 0)
		return 0;
	if (!fstat(fd, &st) && S_ISREG(st.st_mode))
		err = slurp_fd(fd, slurp_read, DEVTREE_PROPERTY + 1, &value, &n);
	if (!err) {
		err = devtree_property(w->t, node, name, value, n);
		free(value);
	}
	close(fd);
	return err == -ENOMEM ? err : 0;
}

/* A node's folder, which is closed here. A tree that is too large goes on without what doesn't fit. */
static int devtree_walk(struct devtree_walk *w, uint32_t node, int fd)
{
	DIR *const dir = fdopendir(fd);
	const struct dirent *entry;
	struct stat st;
	uint32_t child;
	int sub, err = 0;

	if (!dir) {
		close(fd);
		return errno == ENOMEM ? -ENOMEM : 0;
	}
	while (!err && (entry = readdir(dir))) {
		if (entry->d_name[0] == '.')
			continue;
		if (devtree_seconds() > w->until) {
			devtree_set_cut(w->t);
			break;
		}
		if (devtree_wants(w->t, node, entry->d_name)) {
			err = devtree_read_property(w, node, dirfd(dir), entry->d_name);
		} else if (entry->d_type == DT_DIR ||
			   (entry->d_type == DT_UNKNOWN &&
			    !fstatat(dirfd(dir), entry->d_name, &st, AT_SYMLINK_NOFOLLOW) && S_ISDIR(st.st_mode))) {
			err = devtree_add(w->t, node, entry->d_name, &child);
			sub = err ? -1 : devtree_open(dirfd(dir), entry->d_name, O_DIRECTORY);
			if (sub >= 0)
				err = devtree_walk(w, child, sub);
		}
		if (err == -E2BIG)
			err = 0;
	}
	closedir(dir);
	return err;
}

int devtree_load(const char *root, struct devtree **out)
{
	struct devtree_walk w = { .until = devtree_seconds() + DEVTREE_SECONDS };
	char path[PATH_MAX];
	int fd = -1, err = -ENOENT;

	for (size_t i = 0; fd < 0 && i < sizeof(folders) / sizeof(folders[0]); i++) {
		err = root_path(path, sizeof(path), root, folders[i]);
		if (err)
			return err;
		fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		err = fd < 0 ? -errno : 0;
	}
	if (fd < 0)
		return err == -ENOTDIR ? -ENOENT : err;
	err = devtree_new(&w.t);
	if (err) {
		close(fd);
		return err;
	}
	err = devtree_walk(&w, DEVTREE_ROOT, fd);
	if (!err)
		err = devtree_finish(w.t);
	if (err)
		devtree_free(w.t);
	else
		*out = w.t;
	return err;
}
