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

static int slurp_fd(int fd, size_t most, char **text, size_t *nbytes)
{
	size_t n = 0, room = 0;
	ssize_t got;
	int err;

	for (;;) {
		if (n == room) {
			if (room && room == most)
				break;
			err = slurp_grow(text, &room, most);
			if (err)
				return err;
			if (n == room)
				break;
		}
		got = read(fd, *text + n, room - n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -errno;
		if (got == 0)
			break;
		n += (size_t)got;
	}
	(*text)[n] = '\0';
	*nbytes = n;
	return 0;
}

int slurp(const char *path, size_t most, char **text, size_t *nbytes)
{
	char *p = NULL;
	int fd, err;

	do
		fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	while (fd < 0 && errno == EINTR);
	if (fd < 0)
		return -errno;
	err = slurp_fd(fd, most, &p, nbytes);
	close(fd);
	if (err) {
		free(p);
		return err;
	}
	*text = p;
	return 0;
}
