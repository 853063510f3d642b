/* SPDX-License-Identifier: GPL-2.0-or-later */
/* input: reads lines and whole files from descriptors. */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "error.h"
#include "input.h"
#include "interrupt.h"
#include "slurp.h"

#define INPUT_CHUNK 65536

/* Bytes of the byte order mark that the text begins with: editors of other systems put it there. */
static size_t byte_order_mark(const char *s, size_t n)
{
	return n >= 3 && !memcmp(s, "\xef\xbb\xbf", 3) ? 3 : 0;
}

void input_begin(struct input *in, int fd, void (*before_wait)(void *ctx), void *ctx)
{
	struct stat st;

	*in = (struct input){ .fd = fd, .before_wait = before_wait, .ctx = ctx };
	in->regular = !fstat(fd, &st) && S_ISREG(st.st_mode);
}

static ssize_t read_some(int fd, void *buf, size_t n)
{
	ssize_t r;

	do
		r = read(fd, buf, n);
	while (r < 0 && errno == EINTR && !interrupt_pending());
	if (r < 0 && errno == EAGAIN) {
		/* someone else's non-blocking descriptor: wait as if it weren't */
		r = interrupt_wait(fd, -1);
		return r < 0 ? r : read_some(fd, buf, n);
	}
	return r < 0 ? -errno : r;
}

/* Make room behind buf[to) and read into it. 1, 0 at the end, -errno. */
static int refill(struct input *in)
{
	ssize_t r;
	char *buf;

	if (in->from) {
		memmove(in->buf, in->buf + in->from, in->to - in->from);
		in->to -= in->from;
		in->searched -= in->from;
		in->from = 0;
	}
	if (in->size - in->to < INPUT_CHUNK) {
		buf = realloc(in->buf, in->size * 2 + INPUT_CHUNK);
		if (!buf)
			return -ENOMEM;
		in->buf = buf;
		in->size = in->size * 2 + INPUT_CHUNK;
	}
	if (!in->regular) {
		in->before_wait(in->ctx);
		interrupt_die_if_waiting(true);
	}
	r = read_some(in->fd, in->buf + in->to, INPUT_CHUNK);
	if (!in->regular)
		interrupt_die_if_waiting(false);
	if (r < 0)
		return (int)r;
	in->to += (size_t)r;
	return r > 0;
}

int input_line(struct input *in, const char **line, size_t *len)
{
	char *eol;
	int r;

	for (;;) {
		eol = in->buf ? memchr(in->buf + in->searched, '\n', in->to - in->searched) : NULL;
		if (eol || in->ended)
			break;
		in->searched = in->to;
		r = refill(in);
		if (r < 0)
			return r;
		in->ended = !r;
	}
	if (__builtin_expect(!in->begun, 0) && in->buf)
		in->from += byte_order_mark(in->buf, eol ? (size_t)(eol - in->buf) : in->to);
	in->begun = true;
	*line = in->buf + in->from;
	if (eol) {
		*len = (size_t)(eol - *line);
		in->from = in->searched = (size_t)(eol - in->buf) + 1;
		return 1;
	}
	*len = in->to - in->from;
	in->from = in->searched = in->to;
	return *len > 0;
}

int input_file(const char *path, char **text, size_t *nbytes, struct physmon_error *e)
{
	const bool standard = !strcmp(path, "-");
	size_t mark;
	int fd, r;

	do
		fd = standard ? 0 : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	while (fd < 0 && errno == EINTR && !interrupt_pending());
	if (fd < 0)
		return error_set(e, PHYSMON_E_NONE, errno, "the script %s can't be opened: %s", path, strerror(errno));
	r = slurp_fd(fd, read_some, SIZE_MAX / 2, text, nbytes);
	if (!standard)
		close(fd);
	if (!r) {
		mark = byte_order_mark(*text, *nbytes);
		*nbytes -= mark;
		memmove(*text, *text + mark, *nbytes + 1);
	}
	if (r)
		return error_set(e, PHYSMON_E_NONE, -r, "the script %s can't be read: %s", path, strerror(-r));
	return 0;
}
