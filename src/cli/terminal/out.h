/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * out: buffered bytes to a descriptor; the caller owns the buffer. It handles short writes, EINTR and descriptors in
 * non-blocking mode. The first error is kept: from then on all output is dropped, so that callers need not check each
 * call; out_flush() returns the error. It doesn't interpret the bytes.
 */
#pragma once

#include <stddef.h>
#include <sys/types.h>

/* The most that out_reserve() may be asked for; no buffer may be smaller. */
#define OUT_RESERVE_MAX 1024

struct out {
	int fd;	     /* the caller's */
	int err;     /* the first -errno that writing met, else 0 */
	int grown;   /* a full buffer has been written: a pipe has been asked to grow */
	int aside;   /* dropped, as by -EAGAIN, if there is no room after Ctrl-C */
	size_t size; /* of buf */
	size_t len;  /* bytes in buf */
	char *buf;
	/*
	 * Short output needs little memory: buf grows when it is full for the first time, to @most bytes, which the
	 * caller may raise. Without memory it keeps its size. SIZE_MAX: it grows without end, and is written by
	 * out_flush() only; without memory that is -ENOMEM.
	 */
	size_t most;
	char *own; /* buf, once it has grown: the caller frees it */
	/* Instead of write(2) to fd; NULL: that. */
	ssize_t (*send)(void *ctx, const char *s, size_t n);
	void *ctx;
};

/* out_init - write to @fd through @buf of @size bytes (at least OUT_RESERVE_MAX); the caller owns both. No call. */
void out_init(struct out *o, int fd, char *buf, size_t size);

/*
 * out_flush - write what is in the buffer. Waits for a non-blocking descriptor. Returns 0 or the first -errno that
 * write(2) ever gave (-EPIPE: no reader any more, -ENOSPC, -EBADF, ...); -EIO if it wrote nothing without an error.
 * A second SIGINT while a pipe's reader is stuck ends the program by SIGINT.
 */
int out_flush(struct out *o);

/*
 * out_full - free space in the buffer, by growing or as out_flush(); before the first write it asks a pipe to grow to 1
 * MiB.
 */
void out_full(struct out *o);

/* out_reserve - space for the next @n bytes (at most OUT_RESERVE_MAX); out_used() then adds them. */
static inline char *out_reserve(struct out *o, size_t n)
{
	if (o->size - o->len < n)
		out_full(o);
	return o->buf + o->len;
}

/* out_used - @end: just behind the last byte that was put into out_reserve(). */
static inline void out_used(struct out *o, const char *end)
{
	o->len = (size_t)(end - o->buf);
}

/*
 * out_now - write all of these bytes; waits for a non-blocking descriptor. 0, or -errno; -EINTR: Ctrl-C came before;
 * -EIO: it wrote nothing without an error.
 */
int out_now(int fd, const void *bytes, size_t n);

/* out_text - write @text to @fd, without a buffer that outlives the call. 0 or -errno, as out_flush(). */
int out_text(int fd, const char *text);

/* out_put - @n bytes, any number of them. out_str - up to the NUL. */
void out_put(struct out *o, const char *s, size_t n);
void out_str(struct out *o, const char *s);
