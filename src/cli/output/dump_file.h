/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dump_file: files of rows as d prints them. Their first line announces the last one, which holds the number of bytes
 * that have a value, and their CRC-32 in the order of memory: a file that was cut can be refused. It opens no file.
 */
#pragma once

#include <physmon.h>

#include "crc32.h"
#include "out.h"
#include "row.h"

#define DUMP_FILE_NOT_ENDED "%.200s has no line '# end': whether it is whole can't be checked"

struct dump_file {
	struct crc32 crc;
	uint64_t nbytes;
	bool begun, ended; /* of one that is read: the first line was there, the last one was */
};

/*
 * dump_file_begin - nothing was read or written yet. dump_file_add - @n units, as they are in memory, were read.
 * dump_file_comment - so was the line [s, end), which begins with #. dump_file_whole - that was all. Both: 0, or
 * -EINVAL with @e: rows are missing, or were changed.
 */
void dump_file_begin(struct dump_file *d);
void dump_file_add(struct dump_file *d, const void *units, const uint8_t *states, unsigned width, size_t n);
int dump_file_comment(struct dump_file *d, const char *s, const char *end, struct physmon_error *e);
int dump_file_whole(const struct dump_file *d, struct physmon_error *e);

/*
 * dump_file_first - write the first line. dump_file_rows - write @n units: @row has the address of the first one, and
 * everything but nunits. dump_file_last - write the last line.
 */
void dump_file_first(struct out *o);
void dump_file_rows(struct dump_file *d, struct out *o, struct emit_row row, size_t n);
void dump_file_last(const struct dump_file *d, struct out *o);
