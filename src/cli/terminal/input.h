/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * input: scripts: line by line from a descriptor, however long the lines, and files as a whole. For a person at a
 * terminal see editor.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <physmon.h>

struct input {
	int fd;
	void (*before_wait)(void *ctx);
	void *ctx;
	bool regular; /* reading never waits */
	bool begun, ended;
	char *buf;	       /* the caller frees it */
	size_t from, to, size; /* buf[from..to) is not yet handed out */
	size_t searched;       /* no newline in buf[from..searched) */
};

/*
 * input_begin - read @fd; the caller closes it. @before_wait is called with @ctx before a read that may wait, to flush
 * what is buffered.
 */
void input_begin(struct input *in, int fd, void (*before_wait)(void *ctx), void *ctx);

/*
 * input_line - the next line, without its newline, and without a byte order mark before the first; valid until the next
 * call. The last one needs no newline.
 * SIGINT while it waits for input ends the program.
 * 1: a line; 0: end of input; -errno of read(), -ENOMEM, or -EINTR (SIGINT came before).
 */
int input_line(struct input *in, const char **line, size_t *len);

/*
 * input_file - read a whole file ("-": standard input), but a byte order mark at its head, into memory that the caller
 * frees. 0, or -errno with @e naming the file and the cause (a directory, absent, not readable).
 */
int input_file(const char *path, char **text, size_t *nbytes, struct physmon_error *e);
