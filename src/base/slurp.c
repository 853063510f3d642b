/* SPDX-License-Identifier: GPL-2.0-or-later */
/* slurp: reads a file to its end, in chunks that double. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "slurp.h"

/* What /proc hands out at a time, more or less; the buffer doubles from here. */
#define SLURP_FIRST 8192

static int slurp_grow(char **text, size_t *room, size_t most)
{
	size_t more = *room ? (*room > most / 2 ? most : *room * 2) : SLURP_FIRST;
	char *p;

	if (more > most)
		more = most;
	p = realloc(*text, more + 1);
	if (!p)
		return -ENOMEM;
	*text = p;
	*room = more;
	return 0;
}

ssize_t slurp_read(int fd, void *buf, size_t n)
{
	ssize_t got;

	do
		got = read(fd, buf, n);
	while (got < 0 && errno == EINTR);
	return got < 0 ? -errno : got;
}

int slurp_fd(int fd, ssize_t (*some)(int fd, void *buf, size_t n), size_t most, char **text, size_t *nbytes)
{
	char *p = NULL;
	size_t n = 0, room = 0;
	ssize_t got;
	int err;

	for (;;) {
		if (n == room) {
			if (room && room == most)
				break;
			err = slurp_grow(&p, &room, most);
			if (err)
				goto failed;
			if (n == room)
				break;
		}
		got = some(fd, p + n, room - n);
		err = got < 0 ? (int)got : 0;
		if (err)
			goto failed;
		if (!got)
			break;
		n += (size_t)got;
	}
	p[n] = '\0';
	*text = p;
	*nbytes = n;
	return 0;

failed:
	free(p);
	return err;
}

int slurp(const char *path, size_t most, char **text, size_t *nbytes)
{
	int fd, err;

	do
		fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	while (fd < 0 && errno == EINTR);
	if (fd < 0)
		return -errno;
	err = slurp_fd(fd, slurp_read, most, text, nbytes);
	close(fd);
	return err;
}
