/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * input: scripts: line by line from a descriptor, however long the lines, and files as a whole. For a person at a
 * terminal see editor.
 */
#ifndef CLI_INPUT_H
#define CLI_INPUT_H

#include <stddef.h>

#include <physmon.h>

struct input;
struct emit;

/* input_open - read @fd, which stays the caller's. 0 or -ENOMEM. */
int input_open(struct input **in, int fd);
void input_close(struct input *in);

/*
 * input_line - the next line, without its newline; valid until the next call. The last one needs no newline.
 * What @m has buffered is flushed before the program waits for input; SIGINT while it waits ends the program.
 * 1: a line; 0: end of input; -errno of read(), -ENOMEM, or -EINTR (SIGINT came before).
 */
int input_line(struct input *in, struct emit *m, const char **line, size_t *len);

/*
 * input_file - read a whole file ("-": standard input) into memory that the caller frees. 0, or -errno with @e saying
 * which file and why (a directory, not there, not readable).
 */
int input_file(const char *path, char **text, size_t *nbytes, struct physmon_error *e);

#endif
