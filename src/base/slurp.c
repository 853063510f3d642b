/* SPDX-License-Identifier: GPL-2.0-or-later */
/* slurp: reads a file to its end, in chunks that double. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "root_path.h"
#include "slurp.h"

/* What /proc hands out at a time, more or less; the buffer doubles from here. */
#define SLURP_FIRST 8192

ssize_t slurp_read(int fd, void *buf, size_t n)
{
	const ssize_t got = read(fd, buf, n);

	return got < 0 ? -errno : got;
}

int slurp_fd(int fd, ssize_t (*some)(int fd, void *buf, size_t n), size_t most, char **text, size_t *nbytes)
{
	size_t n = 0, capacity = 0;
	char *p = NULL, *grown;
	ssize_t got;

	do {
		if (n == capacity) {
			capacity = capacity ? 2 * capacity : SLURP_FIRST;
			capacity = capacity < most ? capacity : most;
			grown = realloc(p, capacity + 1);
			if (!grown) {
				free(p);
				return -ENOMEM;
			}
			p = grown;
		}
		got = n < capacity ? some(fd, p + n, capacity - n) : 0;
		if (got < 0) {
			free(p);
			return (int)got;
		}
		n += (size_t)got;
	} while (got && n < most);
	p[n] = '\0';
	*text = p;
	*nbytes = n;
	return 0;
}

int slurp_path(const char *path, int flags, size_t most, char **text, size_t *nbytes)
{
	const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | flags);
	int err;

	if (fd < 0)
		return -errno;
	err = slurp_fd(fd, slurp_read, most, text, nbytes);
	close(fd);
	return err;
}

int slurp(const char *root, const char *name, size_t most, char **text, size_t *nbytes)
{
	char path[PATH_MAX];
	const int err = root_path(path, sizeof(path), root, name);

	return err ? err : slurp_path(path, O_NONBLOCK, most, text, nbytes);
}
