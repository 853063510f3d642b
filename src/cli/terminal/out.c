/* SPDX-License-Identifier: GPL-2.0-or-later */
/* out: writes a buffer to a descriptor. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "interrupt.h"
#include "out.h"

/*
 * A pipe holds 64 KiB by default; then writer and reader run in lock-step, at about a third of the speed (measured).
 * 1 MiB is what the kernel grants without privilege (/proc/sys/fs/pipe-max-size).
 */
#define PIPE_SIZE (1 << 20)
/* Where the pipe stays small, writes of a quarter of it let both ends run. */
#define SMALL_SIZE 16384

void out_init(struct out *o, int fd, char *buf, size_t size)
{
	*o = (struct out){ .fd = fd, .buf = buf, .size = size, .most = size };
}

static bool grow(struct out *o)
{
	const bool endless = o->most == SIZE_MAX;
	const size_t size = endless ? 2 * o->size : o->most;
	char *own;

	if (size <= o->size || o->err)
		return false;
	own = realloc(o->own, size);
	if (!own) {
		o->err = endless ? -ENOMEM : 0;
		o->most = endless ? o->most : o->size;
		return false;
	}
	if (!o->own)
		memcpy(own, o->buf, o->len);
	o->buf = o->own = own;
	o->size = size;
	return true;
}

/* False: there was no room in that time. What went wrong here, if anything, the next write says better. */
static bool wait_writable(int fd, int ms)
{
	struct pollfd p = { .fd = fd, .events = POLLOUT };

	return poll(&p, 1, ms);
}

/* Only a terminal takes more for certain: it drops what it has on Ctrl-C. */
static bool stuck(const struct out *o, unsigned *interrupts)
{
	return interrupt_pending() && ++*interrupts > 1 && !isatty(o->fd);
}

int out_flush(struct out *o)
{
	unsigned interrupts = 0; /* while no byte moved */
	size_t done = 0;
	ssize_t n;

	if (o->aside && !o->send && !o->err && interrupt_pending() && !wait_writable(o->fd, 100))
		o->err = -EAGAIN;
	while (!o->err && done < o->len) {
		n = !SMALL && o->send ? o->send(o->ctx, o->buf + done, o->len - done)
				      : write(o->fd, o->buf + done, o->len - done);
		if (n > 0) {
			done += (size_t)n;
			interrupts = 0;
		} else if (!n) {
			o->err = -EIO;
		} else if (errno != EAGAIN && errno != EINTR) {
			o->err = -errno;
		} else if (stuck(o, &interrupts)) {
			interrupt_die(); /* a second Ctrl-C while the reader is stuck */
		} else if (errno == EAGAIN) {
			wait_writable(o->fd, -1);
		}
	}
	o->len = 0;
	return o->err;
}

void out_full(struct out *o)
{
	int size;

	if (grow(o))
		return;
	if (!o->grown) {
		o->grown = 1;
		size = fcntl(o->fd, F_GETPIPE_SZ);
		if (size >= 0 && size < PIPE_SIZE && fcntl(o->fd, F_SETPIPE_SZ, PIPE_SIZE) < 0 && o->size > SMALL_SIZE)
			o->size = SMALL_SIZE;
	}
	out_flush(o);
}

void out_put(struct out *o, const char *s, size_t n)
{
	size_t space;

	while (n > (space = o->size > o->len ? o->size - o->len : 0)) {
		memcpy(o->buf + o->len, s, space);
		o->len += space;
		s += space;
		n -= space;
		out_full(o);
	}
	memcpy(o->buf + o->len, s, n);
	o->len += n;
}

void out_str(struct out *o, const char *s)
{
	out_put(o, s, strlen(s));
}

int out_now(int fd, const void *bytes, size_t n)
{
	const char *p = bytes;
	ssize_t w;

	while (n) {
		w = write(fd, p, n);
		if (w > 0) {
			p += w;
			n -= (size_t)w;
		} else if (w == 0 || (errno != EAGAIN && errno != EINTR)) {
			return w ? -errno : -EIO;
		} else if (interrupt_pending()) {
			return -EINTR;
		} else if (errno == EAGAIN) {
			wait_writable(fd, 100); /* a Ctrl-C just before it must not be missed */
		}
	}
	return 0;
}

int out_text(int fd, const char *text)
{
	char buf[OUT_RESERVE_MAX];
	struct out o;

	out_init(&o, fd, buf, sizeof(buf));
	out_str(&o, text);
	return out_flush(&o);
}
