/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dump_parse: reads a row of a dump as d prints it, for load and snapshots. Strict: it refuses every other line, so
 * that nothing is loaded by mistake. Pure.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <physmon.h>

#define DUMP_PARSE_BYTES 16

struct dump_row {
	uint64_t addr;
	unsigned width;			  /* bytes of a unit: 1, 2, 4, 8 */
	unsigned nunits;		  /* DUMP_PARSE_BYTES / width at most, at least 1 */
	uint64_t units[DUMP_PARSE_BYTES]; /* as printed */
	/* enum physmon_state: PHYSMON_DONE, or the state of the marks - ~ or ?, with the unit 0 */
	uint8_t states[DUMP_PARSE_BYTES];
};

/*
 * dump_parse - the row [s, end), without its newline: "4c000000: 00 01 ... 0f  ........", the characters or a part of
 * them may be missing. @swap: the units are in the byte order that isn't the CPU's; a row whose characters show that
 * this is wrong is refused. 0, or -EINVAL with *@at on the error and a sentence in @e.
 */
int dump_parse(const char *s, const char *end, bool swap, struct dump_row *row, const char **at,
	       struct physmon_error *e);
