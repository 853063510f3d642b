/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * be_file: a regular file, a block device, or a character device that can be mapped, as a target; ADDR is the address
 * of its byte 0. The mapping is shared, so that other processes see each write. It must never block, nor open a file
 * that can't be mapped: opening a FIFO would wake its reader.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "backend.h"
#include "error.h"
#include "hex.h"
#include "opening.h"
#include "text.h"
#include "window.h"

#define PATH_SHOWN 200 /* characters of a path in a sentence */

struct file {
	struct windows windows;
	char *path;
	mode_t type;
};

/* PATH[@ADDR]: the last @ counts if a whole hexadecimal number follows, else it belongs to the path. */
static int file_parse(const char *rest, char **path, uint64_t *addr, struct physmon_error *e)
{
	const char *end, *at;
	int r;

	if (!rest || !*rest)
		return error_set(e, PHYSMON_E_SPEC, EINVAL, "target file needs a path: file:PATH[@ADDR]");
	end = rest + strlen(rest);
	at = strrchr(rest, '@');
	r = at ? hex_parse(at + 1, end, addr) : -EINVAL;
	if (r == -ERANGE)
		return error_set(e, PHYSMON_E_SPEC, EINVAL, "address %.40s does not fit 64 bits", at + 1);
	if (!r)
		end = at;
	else
		*addr = 0;
	if (end == rest)
		return error_set(e, PHYSMON_E_SPEC, EINVAL,
				 "target file needs a path before its address: file:PATH[@ADDR]");
	if (*addr & 7)
		return error_set(e, PHYSMON_E_SPEC, EINVAL,
				 "a file can't stand at %08" PRIx64
				 ": its address must be a multiple of 8, so that units of 64"
				 " bits are aligned in the file as they are on the bus",
				 *addr);
	*path = strndup(rest, (size_t)(end - rest));
	return *path ? 0 : error_no_memory(e);
}

static int file_open_failed(const char *path, int err, struct physmon_error *e)
{
	return error_set(e, PHYSMON_E_OPEN, err, "can't open %.*s: %s", PATH_SHOWN, path, strerror(err));
}

static int file_check_type(const char *path, mode_t mode, struct physmon_error *e)
{
	const char *what;

	if (S_ISREG(mode) || S_ISBLK(mode) || S_ISCHR(mode))
		return 0;
	what = S_ISDIR(mode)	? "a directory"
	       : S_ISFIFO(mode) ? "a FIFO"
	       : S_ISSOCK(mode) ? "a socket"
				: "of an unknown kind";
	return error_set(e, PHYSMON_E_OPEN, S_ISDIR(mode) ? EISDIR : ENODEV,
			 "%.*s is %s, which can't be mapped; a file target is a regular file or a device", PATH_SHOWN,
			 path, what);
}

static int file_open_path(struct physmon_info *info, const char *path, bool private, int *fd, struct stat *st,
			  struct physmon_error *e)
{
	/* O_SYNC: a driver maps uncached then; a regular file's mapping doesn't mind */
	const int flags = O_SYNC | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
	char how[120];
	int r;

	if (stat(path, st))
		return file_open_failed(path, errno, e);
	r = file_check_type(path, st->st_mode, e);
	if (r)
		return r;
	if (private && !S_ISREG(st->st_mode))
		return error_set(e, PHYSMON_E_OPEN, EINVAL,
				 "%.*s is a device, which can't be opened with --private: that is for regular files",
				 PATH_SHOWN, path);
	text_print(how, sizeof(how), "to %.100s", path);
	if (!private)
		*fd = opening_device(info, path, flags, how);
	else if ((*fd = open(path, O_RDONLY | flags)) < 0)
		*fd = -errno;
	if (*fd < 0)
		return file_open_failed(path, -*fd, e);
	/* it may be another file by now */
	r = fstat(*fd, st) ? file_open_failed(path, errno, e) : file_check_type(path, st->st_mode, e);
	if (r)
		close(*fd);
	return r;
}

/* Bytes that the file of status @st holds; false where that can't be known (character devices). */
static bool file_size(const struct file *f, const struct stat *st, uint64_t *size)
{
	const off_t end = S_ISREG(f->type)   ? st->st_size
			  : S_ISBLK(f->type) ? lseek(f->windows.src.fd, 0, SEEK_END)
					     : -1;

	*size = (uint64_t)end;
	return end >= 0;
}

static void file_ends(struct physmon_target *t, const struct stat *st)
{
	struct file *f = t->priv;
	struct window_source *src = &f->windows.src;
	uint64_t size;

	if (!file_size(f, st, &size) || src->whole) /* a private mapping stays what it was when it was opened */
		return;
	t->info.extent_known = true;
	t->info.empty = !size;
	t->info.last = src->first + (size ? size - 1 : 0);
	if (t->info.last < src->first) /* it grew past the last address */
		t->info.last = UINT64_MAX;
	src->extent_known = size > 0;
	src->last = t->info.last;
}

static void file_extent(struct physmon_target *t)
{
	const struct file *f = t->priv;
	struct stat st;

	if (!fstat(f->windows.src.fd, &st))
		file_ends(t, &st);
}

static void file_refresh(void *ctx)
{
	file_extent(ctx);
}

static int file_refused(void *ctx, int err, uint64_t addr, uint64_t nbytes, struct physmon_error *e)
{
	const struct physmon_target *t = ctx;
	const struct file *f = t->priv;
	const char *why = "";

	if (err == ENODEV)
		return error_set(e, PHYSMON_E_MAP, err, "can't map %.*s: it can't be mapped at all (%s)", PATH_SHOWN,
				 f->path, strerror(err));
	if (S_ISCHR(f->type) && (err == EINVAL || err == ENXIO || err == EOVERFLOW))
		why = ", beyond the end of what its driver maps?";
	return error_set(e, PHYSMON_E_MAP, err, "can't map %08" PRIx64 "-%08" PRIx64 " of %.*s: %s%s", addr,
			 addr + (nbytes - 1), PATH_SHOWN, f->path, strerror(err), why);
}

static int file_faulted(void *ctx, const struct guard_fault *fault, const struct physmon_xfer *x, uint64_t addr,
			struct physmon_error *e)
{
	struct physmon_target *t = ctx;
	const struct file *f = t->priv;
	const char *const path = f->path;
	uint64_t size = 0; /* not known */
	struct stat st;
	char what[80];

	text_print(what, sizeof(what), "%s %s %u bits at %08" PRIx64, fault->signal == SIGBUS ? "bus error" : "fault",
		   x->dir == PHYSMON_WRITE ? "writing" : "reading", x->width * 8, addr);
	if (fault->signal != SIGBUS)
		return error_set(e, PHYSMON_E_BUS, EFAULT, "%s: the mapping of %.*s does not allow it", what,
				 PATH_SHOWN, path);
	if (S_ISCHR(f->type) && fault->code == BUS_ADRERR)
		return error_set(
			e, PHYSMON_E_BUS, EFAULT,
			"%s: nothing behind the mapping of %.*s there, beyond the end of what its driver maps?", what,
			PATH_SHOWN, path);
	if (S_ISCHR(f->type))
		return error_set(
			e, PHYSMON_E_BUS, EFAULT,
			"%s: nothing behind %.*s answered; the block may be unclocked, in reset, or refuse this width",
			what, PATH_SHOWN, path);
	file_extent(t);
	if (!fstat(f->windows.src.fd, &st) && file_size(f, &st, &size) && !size)
		return error_set(e, PHYSMON_E_BUS, EFAULT, "%s: the file was truncated, %.*s is empty now", what,
				 PATH_SHOWN, path);
	if (size - 1 < addr - t->info.first) /* an unknown size is no less than any other */
		return error_set(e, PHYSMON_E_BUS, EFAULT, "%s: the file was truncated, %.*s ends at %08" PRIx64 " now",
				 what, PATH_SHOWN, path, t->info.first + (size - 1));
	if (x->dir == PHYSMON_WRITE)
		return error_set(e, PHYSMON_E_BUS, EFAULT,
				 "%s: no room for this page: the disk under %.*s may be full (sparse file)", what,
				 PATH_SHOWN, path);
	return error_set(e, PHYSMON_E_BUS, EFAULT, "%s: the disk under %.*s can't deliver this page", what, PATH_SHOWN,
			 path);
}

static int file_open(struct physmon_target *t, const char *rest, const struct physmon_options *o,
		     struct physmon_error *e)
{
	struct file *f = t->priv;
	struct window_source src = { .narrow = o && o->narrow };
	const bool private = o && o->private;
	struct stat st;
	uint64_t size = 0;
	int r;

	r = file_parse(rest, &f->path, &src.first, e);
	if (r)
		return r;
	r = file_open_path(&t->info, f->path, private, &src.fd, &st, e);
	if (r)
		goto free_path;
	f->type = st.st_mode & S_IFMT;
	src.read_only = t->info.read_only;
	src.refused = file_refused;
	src.faulted = file_faulted;
	src.refresh = file_refresh;
	src.ctx = t;
	windows_init(&f->windows, &src);
	if (file_size(f, &st, &size) && size && src.first + (size - 1) < src.first) {
		r = error_set(e, PHYSMON_E_SPEC, EINVAL,
			      "%.*s does not fit between %08" PRIx64 " and the last address, ffffffffffffffff",
			      PATH_SHOWN, f->path, src.first);
		goto close_fd;
	}
	if (private && size > SIZE_MAX / 2) {
		r = error_set(e, PHYSMON_E_OPEN, EFBIG,
			      "%.*s is too large to be opened with --private: it is mapped as a whole then", PATH_SHOWN,
			      f->path);
		goto close_fd;
	}
	t->info.first = src.first;
	t->info.last = UINT64_MAX;
	t->seeks = true;
	t->windows = &f->windows;
	file_ends(t, &st);
	f->windows.src.private = f->windows.src.whole = private;
	return 0;

close_fd:
	close(src.fd);
free_path:
	free(f->path);
	f->path = NULL;
	return r;
}

static int file_transfer(struct physmon_target *t, struct physmon_xfer *x, size_t *bad, struct physmon_error *e)
{
	struct file *f = t->priv;

	return windows_transfer(&f->windows, x, bad, e);
}

static void file_close(struct physmon_target *t)
{
	struct file *f = t->priv;

	windows_drop(&f->windows);
	close(f->windows.src.fd);
	free(f->path);
}

const struct backend be_file = {
	.row = { "file", "file:PATH[@ADDR]", "a file or a device that maps memory, from ADDR on", NULL, false },
	.widths = 1 | 2 | 4 | 8,
	.private_ok = true,
	.priv_size = sizeof(struct file),
	.open = file_open,
	.transfer = file_transfer,
	.extent = file_extent,
	.close = file_close,
};
