/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mapped: opens devices, with less than was asked for where the kernel refuses writing, and maps them. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "mapped.h"
#include "text.h"

int mapped_open(struct physmon_target *t, const char *path, int flags, const char *how)
{
	struct physmon_info *const info = &t->info;
	int err;

	t->fd = open(path, (info->read_only ? O_RDONLY : O_RDWR) | flags);
	err = errno;
	if (t->fd < 0 && !info->read_only && (err == EACCES || err == EPERM || err == EROFS || err == ETXTBSY)) {
		t->fd = open(path, O_RDONLY | flags);
		info->read_only = true;
		text_print(info->note, sizeof(info->note),
			   "writing %s is refused (%s), so it is opened for reading only", how, strerror(err));
	}
	return t->fd < 0 ? -errno : 0;
}

void mapped_windows(struct physmon_target *t, const struct window_source *src, const struct physmon_options *o)
{
	struct window_source *const own = &t->windows.src;

	windows_init(&t->windows, src);
	own->fd = t->fd;
	own->ctx = t;
	own->narrow = o->narrow;
	own->read_only = t->info.read_only;
	t->info.first = src->first;
	t->info.last = src->extent_known ? src->last : UINT64_MAX;
	t->info.extent_known = src->extent_known;
	t->mapped = true;
}

int mapped_transfer(struct physmon_target *t, struct physmon_xfer *x, size_t *bad, struct physmon_error *e)
{
	return windows_transfer(&t->windows, x, bad, e);
}

int mapped_folder(struct physmon_target *t, const char *path)
{
	t->folder = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
	return t->folder < 0 ? -errno : 0;
}

bool mapped_gone(const struct physmon_target *t, const char *file)
{
	return faccessat(t->folder, file, F_OK, 0) && (errno == ENOENT || errno == ENODEV);
}

const char *mapped_doing(const struct physmon_xfer *x)
{
	return x->dir == PHYSMON_WRITE ? "writing" : "reading";
}
