/* SPDX-License-Identifier: GPL-2.0-or-later */
/* svd_load: loads a file: reads it, completes and expands it into a set of registers, or leaves the set as it was. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "error.h"
#include "svd.h"
#include "svd_loading.h"

static int load(struct reg_set *s, const char *path, svd_more *more, void *ctx, struct physmon_error *e)
{
	const struct reg_set_mark before = reg_set_mark(s);
	struct svd_loading l = { .path = path, .set = s, .e = e };
	int err = svd_read(&l, more, ctx);

	if (!err)
		err = svd_derive(&l);
	if (!err)
		err = svd_expand(&l);
	if (!err && reg_set_replace_groups(s, &before))
		err = svd_loading_no_memory(&l);
	if (err)
		reg_set_undo(s, &before);
	else
		reg_set_finish(s);
	arena_free(&l.scratch);
	return err;
}

static ssize_t more_of_file(void *ctx, char *buf, size_t size)
{
	const int *fd = ctx;
	ssize_t got;

	do
		got = read(*fd, buf, size);
	while (got < 0 && errno == EINTR);
	return got < 0 ? -errno : got;
}

int svd_load(struct reg_set *s, const char *path, struct physmon_error *e)
{
	int fd, err;

	do
		fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	while (fd < 0 && errno == EINTR);
	if (fd < 0) {
		err = errno;
		return error_set(e, PHYSMON_E_SYSTEM, err, "%s can't be read: %s", path, strerror(err));
	}
	err = load(s, path, more_of_file, &fd, e);
	close(fd);
	return err;
}

struct memory {
	const char *p;
	size_t left;
};

static ssize_t more_of_memory(void *ctx, char *buf, size_t size)
{
	struct memory *m = ctx;
	const size_t n = size < m->left ? size : m->left;

	if (n)
		memcpy(buf, m->p, n);
	m->p += n;
	m->left -= n;
	return (ssize_t)n;
}

int svd_load_memory(struct reg_set *s, const char *path, const void *text, size_t nbytes, struct physmon_error *e)
{
	struct memory m = { text, nbytes };

	return load(s, path, more_of_memory, &m, e);
}
