/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * msan: tells MemorySanitizer what calls fill that it doesn't know of. Linked into the tests of "make check-msan"
 * alone. The real work is done by the system call, or by plain loops.
 */
#include <fcntl.h>
#include <sanitizer/msan_interface.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* its own stat wrappers are for C libraries before 2.33 */
int fstatat64(int dir, const char *path, struct stat64 *st, int flags)
{
	const long r = syscall(SYS_newfstatat, dir, path, st, flags);

	if (!r)
		__msan_unpoison(st, sizeof(*st));
	return (int)r;
}

int stat64(const char *path, struct stat64 *st)
{
	return fstatat64(AT_FDCWD, path, st, 0);
}

int lstat64(const char *path, struct stat64 *st)
{
	return fstatat64(AT_FDCWD, path, st, AT_SYMLINK_NOFOLLOW);
}

int fstat64(int fd, struct stat64 *st)
{
	return fstatat64(fd, "", st, AT_EMPTY_PATH);
}
