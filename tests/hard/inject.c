/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * inject: a library for LD_PRELOAD that lets the N-th call of a function of the C library fail, once or from then on.
 * Calls are counted from main() on. It writes nothing to the program's own streams and changes nothing else.
 *
 * PHYSMON_INJECT=CALL:N:HOW[+] in the environment: CALL is a row's name below, N counts from 1, HOW is an errno as a
 * number, or "short": a read or write that moves one byte only, or "end": one that moves none, as at a file's end; + makes
 * all later calls fail as well. PHYSMON_INJECT_FD is a descriptor that gets a line "CALL FD" each time a call is made to
 * fail (FD: the call's descriptor or -1), and at exit a line "leak N" for each N bytes that the program itself allocated
 * and didn't free.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void __libc_free(void *);

static char wanted[32];
static long count, at;
static int how;
static bool short_count, at_end, from_then_on;
static int report = -1;

static void put_number(char **p, long n)
{
	char digits[24], *d = digits + sizeof(digits);

	if (n < 0) {
		*(*p)++ = '-';
		n = -n;
	}
	do
		*--d = (char)('0' + n % 10);
	while (n /= 10);
	memcpy(*p, d, (size_t)(digits + sizeof(digits) - d));
	*p += digits + sizeof(digits) - d;
}

/* Is this call to fail? errno is set if so. */
static bool fails(const char *call, int fd)
{
	char line[64], *p = line;
	size_t n = strlen(call);

	if (strcmp(call, wanted))
		return false;
	count++;
	if (count < at || (count > at && !from_then_on))
		return false;
	memcpy(p, call, n);
	p += n;
	*p++ = ' ';
	put_number(&p, fd);
	*p++ = '\n';
	if (report >= 0)
		syscall(SYS_write, report, line, (size_t)(p - line));
	errno = how;
	return true;
}

__attribute__((constructor)) static void start(void)
{
	const char *s = getenv("PHYSMON_INJECT"), *fd = getenv("PHYSMON_INJECT_FD"), *colon;
	char *end;

	colon = s ? strchr(s, ':') : NULL;
	if (!colon || (size_t)(colon - s) >= sizeof(wanted))
		return;
	report = fd ? atoi(fd) : -1;
	at = strtol(colon + 1, &end, 10);
	if (*end++ != ':')
		_exit(126);
	short_count = !strncmp(end, "short", 5);
	at_end = !strncmp(end, "end", 3);
	how = short_count || at_end ? 0 : (int)strtol(end, &end, 10);
	from_then_on = strchr(end, '+') != NULL;
	memcpy(wanted, s, (size_t)(colon - s));
}

static void *next(const char *name)
{
	void *p = dlsym(RTLD_NEXT, name);

	if (!p)
		_exit(126);
	return p;
}

/* Defines NAME, which calls the next one of that name unless the call CALL is to fail. */
#define WRAP(type, name, call, fd, failure, params, args) \
	type name params; \
	type name params \
	{ \
		static type(*real) params; \
		if (fails(call, fd)) \
			return failure; \
		if (!real) \
			real = (type(*) params)(uintptr_t)next(#name); \
		return real args; \
	}

/* The same for those that move bytes. */
#define WRAP_MOVE(name, call, params, args, args_short) \
	ssize_t name params; \
	ssize_t name params \
	{ \
		static ssize_t(*real) params; \
		if (!real) \
			real = (ssize_t(*) params)(uintptr_t)next(#name); \
		if (!fails(call, fd)) \
			return real args; \
		if (short_count) \
			return real args_short; \
		return at_end ? 0 : -1; \
	}

/* libtinfo, which readline needs, doesn't look at what calloc gives: its own calls are left alone. */
static bool fails_for(const char *call, void *caller)
{
	Dl_info info;

	if (strcmp(call, wanted) || (dladdr(caller, &info) && info.dli_fname && strstr(info.dli_fname, "libtinfo")))
		return false;
	return fails(call, -1);
}

/* What the program itself allocated and didn't free yet: a hash table, without removals' holes being closed. */
#define SLOTS (1u << 16)
#define GONE ((void *)1)
static struct {
	void *p;
	size_t n;
} live[SLOTS];
static size_t used;

/* The slot of @p, or the one where it may go; SLOTS: the table is full, and leaks aren't looked for. */
static size_t slot(const void *p, bool to_add)
{
	size_t i = (uintptr_t)p / 16 % SLOTS;

	if (used > SLOTS / 2)
		return SLOTS;
	while (live[i].p && live[i].p != p && !(to_add && live[i].p == GONE))
		i = (i + 1) % SLOTS;
	return i;
}

/* Only the program's own: libraries keep what they like. */
static void *allocated(void *p, size_t n, void *caller)
{
	Dl_info info;
	size_t i;

	if (report < 0 || !p || !dladdr(caller, &info) || !info.dli_fname || strstr(info.dli_fname, ".so"))
		return p;
	i = slot(p, true);
	if (i < SLOTS) {
		used += !live[i].p;
		live[i].p = p;
		live[i].n = n;
	}
	return p;
}

static void freed(const void *p)
{
	const size_t i = p && report >= 0 ? slot(p, false) : SLOTS;

	if (i < SLOTS && live[i].p == p)
		live[i].p = GONE;
}

__attribute__((destructor)) static void tell_leaks(void)
{
	if (report < 0 || used > SLOTS / 2)
		return;
	for (size_t i = 0; i < SLOTS; i++) {
		char line[32] = "leak ", *p = line + 5;

		if (!live[i].p || live[i].p == GONE)
			continue;
		put_number(&p, (long)live[i].n);
		*p++ = '\n';
		syscall(SYS_write, report, line, (size_t)(p - line));
	}
}

void *malloc(size_t n)
{
	void *caller = __builtin_return_address(0);

	return fails_for("malloc", caller) ? NULL : allocated(__libc_malloc(n), n, caller);
}

void *calloc(size_t n, size_t each)
{
	void *caller = __builtin_return_address(0);

	return fails_for("calloc", caller) ? NULL : allocated(__libc_calloc(n, each), n * each, caller);
}

void free(void *p)
{
	freed(p);
	__libc_free(p);
}

/* Libraries' own calls are left alone: readline doesn't look at what it gives. */
char *strdup(const char *s);
char *strdup(const char *s)
{
	static char *(*real)(const char *);
	Dl_info info;

	if (!dladdr(__builtin_return_address(0), &info) || !info.dli_fname || strstr(info.dli_fname, ".so") ||
	    !fails("strdup", -1)) {
		if (!real)
			real = (char *(*)(const char *))(uintptr_t)next("strdup");
		return allocated(real(s), strlen(s) + 1, __builtin_return_address(0));
	}
	return NULL;
}

void *realloc(void *p, size_t n)
{
	void *caller = __builtin_return_address(0), *q;

	if (fails_for("realloc", caller))
		return NULL;
	q = __libc_realloc(p, n);
	if (q || !n)
		freed(p);
	return allocated(q, n, caller);
}

#define OPEN(name) \
	int name(const char *path, int flags, ...); \
	int name(const char *path, int flags, ...) \
	{ \
		static int (*real)(const char *, int, ...); \
		va_list ap; \
		mode_t mode; \
		if (fails("open", -1)) \
			return -1; \
		va_start(ap, flags); \
		mode = flags & O_CREAT ? va_arg(ap, mode_t) : 0; \
		va_end(ap); \
		if (!real) \
			real = (int (*)(const char *, int, ...))(uintptr_t)next(#name); \
		return real(path, flags, mode); \
	}

#define OPENAT(name) \
	int name(int dir, const char *path, int flags, ...); \
	int name(int dir, const char *path, int flags, ...) \
	{ \
		static int (*real)(int, const char *, int, ...); \
		va_list ap; \
		mode_t mode; \
		if (fails("openat", -1)) \
			return -1; \
		va_start(ap, flags); \
		mode = flags & O_CREAT ? va_arg(ap, mode_t) : 0; \
		va_end(ap); \
		if (!real) \
			real = (int (*)(int, const char *, int, ...))(uintptr_t)next(#name); \
		return real(dir, path, flags, mode); \
	}

#define ONE_ARGUMENT(name, call, type) \
	int name(int fd, type request, ...); \
	int name(int fd, type request, ...) \
	{ \
		static int (*real)(int, type, ...); \
		va_list ap; \
		void *argument; \
		if (fails(call, fd)) \
			return -1; \
		va_start(ap, request); \
		argument = va_arg(ap, void *); \
		va_end(ap); \
		if (!real) \
			real = (int (*)(int, type, ...))(uintptr_t)next(#name); \
		return real(fd, request, argument); \
	}

OPEN(open64)
OPEN(open)
OPENAT(openat64)
OPENAT(openat)
WRAP(int, __open64_2, "open", -1, -1, (const char *path, int flags), (path, flags))
ONE_ARGUMENT(ioctl, "ioctl", unsigned long)
ONE_ARGUMENT(fcntl64, "fcntl", int)
WRAP_MOVE(read, "read", (int fd, void *buf, size_t n), (fd, buf, n), (fd, buf, n ? 1 : 0))
WRAP_MOVE(pread64, "pread", (int fd, void *buf, size_t n, off64_t o), (fd, buf, n, o), (fd, buf, n ? 1 : 0, o))
WRAP_MOVE(write, "write", (int fd, const void *buf, size_t n), (fd, buf, n), (fd, buf, n ? 1 : 0))
WRAP(void *, mmap64, "mmap", fd, MAP_FAILED, (void *p, size_t n, int prot, int flags, int fd, off64_t o),
     (p, n, prot, flags, fd, o))
WRAP(int, munmap, "munmap", -1, -1, (void *p, size_t n), (p, n))
WRAP(int, sigaction, "sigaction", -1, -1, (int sig, const struct sigaction *a, struct sigaction *old), (sig, a, old))
WRAP(int, sigprocmask, "sigprocmask", -1, -1, (int how_, const sigset_t *set, sigset_t *old), (how_, set, old))
WRAP(int, fstat64, "fstat", fd, -1, (int fd, struct stat64 *st), (fd, st))
WRAP(int, stat64, "stat", -1, -1, (const char *path, struct stat64 *st), (path, st))
WRAP(off64_t, lseek64, "lseek", fd, -1, (int fd, off64_t o, int whence), (fd, o, whence))
WRAP(int, close, "close", fd, -1, (int fd), (fd))
WRAP(int, ppoll, "ppoll", -1, -1, (struct pollfd * p, nfds_t n, const struct timespec *ts, const sigset_t *set),
     (p, n, ts, set))
WRAP(int, poll, "poll", -1, -1, (struct pollfd * p, nfds_t n, int ms), (p, n, ms))
WRAP(int, isatty, "isatty", fd, 0, (int fd), (fd))
WRAP(int, tcgetattr, "tcgetattr", fd, -1, (int fd, struct termios *t), (fd, t))
WRAP(int, tcsetattr, "tcsetattr", fd, -1, (int fd, int when, const struct termios *t), (fd, when, t))
WRAP(int, tcdrain, "tcdrain", fd, -1, (int fd), (fd))
WRAP(int, fsync, "fsync", fd, -1, (int fd), (fd))
WRAP(int, fdatasync, "fdatasync", fd, -1, (int fd), (fd))
WRAP(int, flock, "flock", fd, -1, (int fd, int operation), (fd, operation))
WRAP(int, mkdirat, "mkdirat", fd, -1, (int fd, const char *path, mode_t mode), (fd, path, mode))
WRAP(int, renameat, "renameat", fd, -1, (int fd, const char *a, int to, const char *b), (fd, a, to, b))
WRAP(int, unlinkat, "unlinkat", fd, -1, (int fd, const char *path, int flags), (fd, path, flags))
WRAP(int, rename, "rename", -1, -1, (const char *a, const char *b), (a, b))
WRAP(int, unlink, "unlink", -1, -1, (const char *path), (path))
WRAP(int, ftruncate64, "ftruncate", fd, -1, (int fd, off64_t n), (fd, n))
WRAP(int, mkostemp64, "mkostemp", -1, -1, (char *path, int flags), (path, flags))
WRAP(int, fchown, "fchown", fd, -1, (int fd, uid_t uid, gid_t gid), (fd, uid, gid))
WRAP(int, fchmod, "fchmod", fd, -1, (int fd, mode_t mode), (fd, mode))
WRAP(ssize_t, readlink, "readlink", -1, -1, (const char *path, char *to, size_t n), (path, to, n))
WRAP(pid_t, fork, "fork", -1, -1, (void), ())
WRAP(int, pipe2, "pipe2", -1, -1, (int fds[2], int flags), (fds, flags))
WRAP(int, memfd_create, "memfd_create", -1, -1, (const char *name, unsigned flags), (name, flags))
WRAP(int, uname, "uname", -1, -1, (struct utsname * u), (u))
WRAP(int, clock_gettime, "clock_gettime", -1, -1, (clockid_t clock, struct timespec *ts), (clock, ts))
WRAP(void *, dlopen, "dlopen", -1, NULL, (const char *path, int flags), (path, flags))
WRAP(FILE *, fdopen, "fdopen", fd, NULL, (int fd, const char *mode), (fd, mode))
