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
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "backend.h"
#include "error.h"
#include "hex.h"
#include "mapped.h"
#include "text.h"

#define FILE_PROC_MAGIC 0x9fa0 /* PROC_SUPER_MAGIC of linux/magic.h, which musl's compiler doesn't find */

struct file {
	char *path;
	mode_t type;
	/* Of a character device: bytes that are mapped, from its first on. 0: it is mapped where an access needs it. */
	uint64_t mapped;
	bool agreed; /* these are all that its driver maps; else all that were tried, or that the user said */
};

/*
 * What is mapped of a character device whose size isn't known. Its driver may ignore the offset (that of an old
 * /dev/gpiomem), or take no other than 0, so a page that isn't the first can't be asked for: all are mapped at once.
 */
#define FILE_TRIED ((size_t)16 << 20)

/*
 * PATH[@ADDR[+SIZE]]: the last @ counts if whole hexadecimal numbers follow, else it belongs to the path. *@size: 0 if
 * there is none.
 */
static int file_parse(const char *rest, char **path, uint64_t *addr, uint64_t *size, struct physmon_error *e)
{
	const char *end, *at, *plus;
	int r;

	if (!rest || !*rest)
		return error_set(e, PHYSMON_E_SPEC, EINVAL, "target file needs a path: file:PATH[@ADDR[+SIZE]]");
	end = rest + strlen(rest);
	at = strrchr(rest, '@');
	plus = at ? strchr(at, '+') : NULL;
	r = at ? hex_parse(at + 1, plus ? plus : end, addr) : -EINVAL;
	*size = 0;
	if (!r && plus)
		r = hex_parse(plus + 1, end, size);
	if (r == -ERANGE)
		return error_set(e, PHYSMON_E_SPEC, EINVAL, "address %.40s does not fit 64 bits", at + 1);
	for (const char *s = at; !SMALL && !r && s; s = s == at ? plus : NULL) /* of '@' and '+' */
		if (hex_foreign_binary(s + 1, s == at && plus ? plus : end))
			return error_set(
				e, PHYSMON_E_SPEC, EINVAL,
				"%.40s can be read in two ways: write 0x%.40s, or the binary number in hexadecimal",
				s + 1, s + 2);
	if (!r)
		end = at;
	else
		*addr = *size = 0;
	if (end == rest)
		return error_set(e, PHYSMON_E_SPEC, EINVAL,
				 "target file needs a path before its address: file:PATH[@ADDR[+SIZE]]");
	if (!r && plus && (!*size || *size - 1 > SIZE_MAX / 2 || *addr + (*size - 1) < *addr))
		return error_set(e, PHYSMON_E_SPEC, EINVAL, "no device has the size %.40s here", plus + 1);
	if (*addr & 7)
		return error_set(e, PHYSMON_E_SPEC, EINVAL,
				 "a file can't begin at %08" PRIx64
				 ": its address must be a multiple of 8, so that units of 64"
				 " bits are aligned in the file as they are on the bus",
				 *addr);
	*path = strndup(rest, (size_t)(end - rest));
	return *path ? 0 : error_no_memory(e);
}

static int file_open_failed(const char *path, int err, struct physmon_error *e)
{
	return error_set(e, PHYSMON_E_OPEN, err, "can't open " SHOWN ": %s", path, strerror(err));
}

/*
 * The target that is for this file, or NULL: a device of drivers/char/mem.c (major number 1), which mapped as a file
 * would lack what its target protects; /proc/kcore, which can't be mapped.
 */
static const char *file_meant(const char *path, const struct stat *st, bool proc)
{
	static const char *const memory[] = { [1] = "mem", [2] = "kmem", [4] = "port" };

	if (S_ISCHR(st->st_mode) && major(st->st_rdev) == 1 && minor(st->st_rdev) < sizeof(memory) / sizeof(memory[0]))
		return memory[minor(st->st_rdev)];
	return proc && st->st_size && strstr(path, "/kcore") ? "kcore" : NULL;
}

/* Also before it is opened, which may wake or change something. */
static int file_check_type(const char *path, const struct stat *st, struct physmon_error *e)
{
	const mode_t mode = st->st_mode;
	struct statfs fs;
	const bool proc = !SMALL && S_ISREG(mode) && !statfs(path, &fs) && fs.f_type == FILE_PROC_MAGIC;
	const char *what = SMALL ? NULL : file_meant(path, st, proc);

	if (what)
		return error_set(e, PHYSMON_E_OPEN, EINVAL, SHOWN " is what target %s is for: use 'target %s' or -t %s",
				 path, what, what, what);
	if (proc && !st->st_size)
		return error_set(e, PHYSMON_E_OPEN, ENODEV, SHOWN " is a text, which can't be mapped%s", path,
				 strstr(path, "/iomem") ? "; 'map' shows what it says" : "");
	if (S_ISREG(mode) || S_ISBLK(mode) || S_ISCHR(mode))
		return 0;
	what = S_ISDIR(mode)	? "a directory"
	       : S_ISFIFO(mode) ? "a FIFO"
	       : S_ISSOCK(mode) ? "a socket"
				: "of an unknown kind";
	return error_set(e, PHYSMON_E_OPEN, S_ISDIR(mode) ? EISDIR : ENODEV,
			 SHOWN " is %s, which can't be mapped; a file target is a regular file or a device", path,
			 what);
}

static int file_open_path(struct physmon_target *t, const char *path, bool private, struct stat *st,
			  struct physmon_error *e)
{
	/* O_SYNC: a driver maps uncached then; a regular file's mapping doesn't mind */
	const int flags = O_SYNC | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
	char how[120];
	int r;

	if (stat(path, st))
		return file_open_failed(path, errno, e);
	r = file_check_type(path, st, e);
	if (r)
		return r;
	if (private && !S_ISREG(st->st_mode))
		return error_set(e, PHYSMON_E_OPEN, EINVAL,
				 SHOWN " is a device, which can't be opened with --private: that is for regular files",
				 path);
	text_print(how, sizeof(how), "to %.100s", path);
	if (private)
		t->fd = open(path, O_RDONLY | flags);
	else
		mapped_open(t, path, flags, how);
	/* it may be another file by now */
	if (t->fd < 0 || fstat(t->fd, st))
		return file_open_failed(path, errno, e);
	return file_check_type(path, st, e);
}

/* Bytes that the file of status @st holds; false where that can't be known (character devices). */
static bool file_size(const struct physmon_target *t, const struct stat *st, uint64_t *size)
{
	const off_t end = S_ISREG(st->st_mode) ? st->st_size : S_ISBLK(st->st_mode) ? lseek(t->fd, 0, SEEK_END) : -1;

	*size = (uint64_t)end;
	return end >= 0;
}

static void file_ends(struct physmon_target *t, const struct stat *st)
{
	struct window_source *src = &t->windows.src;
	uint64_t size;

	if (!file_size(t, st, &size) || src->whole) /* a private mapping stays what it was when it was opened */
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
	struct stat st;

	if (!fstat(t->fd, &st))
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
		return error_set(e, PHYSMON_E_MAP, err, "can't map " SHOWN ": it can't be mapped at all (%s)", f->path,
				 strerror(err));
	if (f->mapped && err == ERANGE)
		return error_set(e, PHYSMON_E_MAP, err,
				 f->agreed ? "%08" PRIx64 " is beyond the %" PRIx64 " bytes that the driver of " SHOWN
					     " maps"
					   : "%08" PRIx64 " is beyond the first %" PRIx64 " bytes of " SHOWN
					     ", whose size isn't known: file:PATH@ADDR+SIZE gives it",
				 addr, f->mapped, f->path);
	if (S_ISCHR(f->type) && (err == EINVAL || err == ENXIO || err == EOVERFLOW))
		why = ", beyond the end of what its driver maps?";
	return error_set(e, PHYSMON_E_MAP, err, "can't map %08" PRIx64 "-%08" PRIx64 " of " SHOWN ": %s%s", addr,
			 addr + (nbytes - 1), f->path, strerror(err), why);
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
		   mapped_doing(x), x->width * 8, addr);
	if (fault->signal != SIGBUS)
		return error_set(e, PHYSMON_E_BUS, EFAULT, "%s: the mapping of " SHOWN " does not allow it", what,
				 path);
	if (S_ISCHR(f->type) && fault->code == BUS_ADRERR)
		return error_set(e, PHYSMON_E_BUS, EFAULT,
				 "%s: nothing behind the mapping of " SHOWN
				 " there, beyond the end of what its driver maps?",
				 what, path);
	if (S_ISCHR(f->type))
		return error_set(e, PHYSMON_E_BUS, EFAULT,
				 "%s: nothing behind " SHOWN
				 " answered; the block may be unclocked, in reset, or refuse this width",
				 what, path);
	file_extent(t);
	if (!fstat(t->fd, &st) && file_size(t, &st, &size) && !size)
		return error_set(e, PHYSMON_E_BUS, EFAULT, "%s: the file was truncated, " SHOWN " is empty now", what,
				 path);
	if (size - 1 < addr - t->info.first) /* an unknown size is no less than any other */
		return error_set(e, PHYSMON_E_BUS, EFAULT,
				 "%s: the file was truncated, " SHOWN " ends at %08" PRIx64 " now", what, path,
				 t->info.first + (size - 1));
	if (x->dir == PHYSMON_WRITE)
		return error_set(e, PHYSMON_E_BUS, EFAULT,
				 "%s: no room for this page: the disk under " SHOWN " may be full (sparse file)", what,
				 path);
	return error_set(e, PHYSMON_E_BUS, EFAULT, "%s: the disk under " SHOWN " can't deliver this page", what, path);
}

/* The most that the driver maps from offset 0 on, FILE_TRIED at most; 0: nothing at all. */
static size_t file_agreed(const struct physmon_target *t)
{
	const int prot = t->info.read_only ? PROT_READ : PROT_READ | PROT_WRITE;
	const size_t page = (size_t)sysconf(_SC_PAGESIZE);
	void *p;

	for (size_t n = FILE_TRIED; n; n -= page) {
		p = mmap(NULL, n, prot, MAP_SHARED, t->fd, 0);
		if (p != MAP_FAILED) {
			munmap(p, n);
			return n;
		}
		if (errno == ENODEV || errno == EACCES)
			break;
	}
	return 0;
}

static int file_open(struct physmon_target *t, const char *rest, const struct physmon_options *o,
		     struct physmon_error *e)
{
	struct file *f = t->priv;
	struct window_source src = { .refused = file_refused, .faulted = file_faulted, .refresh = file_refresh };
	uint64_t size = 0, given;
	struct stat st;
	int r;

	r = file_parse(rest, &f->path, &src.first, &given, e);
	if (r)
		return r;
	r = file_open_path(t, f->path, o->private, &st, e);
	if (r)
		return r;
	f->type = st.st_mode & S_IFMT;
	if (given && !S_ISCHR(f->type))
		return error_set(e, PHYSMON_E_SPEC, EINVAL,
				 "the size of " SHOWN " is known: '+SIZE' is for devices whose driver doesn't tell",
				 f->path);
	if (file_size(t, &st, &size) && size && src.first + (size - 1) < src.first)
		return error_set(e, PHYSMON_E_SPEC, EINVAL,
				 SHOWN " does not fit between %08" PRIx64 " and the last address, ffffffffffffffff",
				 f->path, src.first);
	if (o->private && size > SIZE_MAX / 2)
		return error_set(e, PHYSMON_E_OPEN, EFBIG,
				 SHOWN " is too large to be opened with --private: it is mapped as a whole then",
				 f->path);
	if (S_ISCHR(f->type)) {
		f->mapped = given ? given : file_agreed(t);
		f->agreed = !given && f->mapped < FILE_TRIED;
		src.last = src.first + (f->mapped - 1);
		if (src.last < src.first)
			src.last = UINT64_MAX;
	}
	src.extent_known = src.whole = f->mapped > 0;
	mapped_windows(t, &src, o);
	if (!given) {
		t->info.extent_known = false;
		t->info.last = UINT64_MAX;
	}
	file_ends(t, &st);
	if (o->private)
		t->windows.src.private = t->windows.src.whole = true;
	return 0;
}

static void file_close(struct physmon_target *t)
{
	struct file *f = t->priv;

	free(f->path);
}

const struct backend be_file = {
	.row = { "file", "file:PATH[@ADDR[+SIZE]]", "a file or a device that maps memory, from ADDR on", NULL, false },
	.widths = 1 | 2 | 4 | 8,
	.private_ok = true,
	.priv_size = sizeof(struct file),
	.open = file_open,
	.transfer = mapped_transfer,
	.extent = file_extent,
	.close = file_close,
};
