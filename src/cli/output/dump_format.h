/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dump_format: formats units and rows of a dump into a char buffer, fast and without stdio. Functions write their text
 * at @p, without a NUL, and return its end. They may write beyond that end: FORMAT_MAX bytes must be free at @p,
 * however short the text is.
 */
#pragma once

#include <physmon.h>

#include "row.h"

/* The longest row has 83 characters (16 and 2 of address, 48 of units, 1, 16); stores are of 16 bytes at a time. */
#define FORMAT_MAX 128

/* dump_format_hex - the lowest @digits (1 to 16) hexadecimal digits of @v. */
char *dump_format_hex(char *p, uint64_t v, unsigned digits);

/* dump_format_addr - an address: @digits digits, but at least 8, and never fewer than it needs. */
char *dump_format_addr(char *p, uint64_t addr, unsigned digits);

/* dump_format_value - a value of @width bytes (1, 2, 4, 8), or the mark of its state for each digit: - ~ ? */
char *dump_format_value(char *p, unsigned width, uint64_t value, enum physmon_state state);

/* dump_format_marks - the mark of a state other than PHYSMON_DONE, for @digits digits. */
char *dump_format_marks(char *p, unsigned digits, enum physmon_state state);

/* dump_format_load - unit @i of packed units in host byte order, byte-swapped if @swap. */
uint64_t dump_format_load(const void *units, unsigned width, unsigned i, bool swap);

/*
 * dump_format_ascii - the bytes of @nunits units in memory order as characters: '.' for what isn't printable ASCII, a
 * blank for the bytes of a unit that isn't PHYSMON_DONE. @state NULL: all are.
 */
char *dump_format_ascii(char *p, unsigned width, unsigned nunits, const void *units, const uint8_t *state);

/* dump_format_row - "4c000000: 00 01 ... 0f  ................", without the newline. At least one unit. */
char *dump_format_row(char *p, const struct emit_row *row);
