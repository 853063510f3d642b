/* SPDX-License-Identifier: GPL-2.0-or-later */
/* row: one row of a dump, up to 16 bytes, as commands pass it to emit, and emit to dump_format. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct emit_row {
	uint64_t addr;
	unsigned addr_digits;
	unsigned width;	      /* bytes: 1, 2, 4, 8 */
	unsigned nunits;      /* at most 16 / width; fewer are padded so that the characters keep their column */
	bool swap;	      /* print the values byte-swapped (the characters stay in memory order) */
	const void *units;    /* packed, host order */
	const uint8_t *state; /* nunits of enum physmon_state; NULL: all PHYSMON_DONE */
};
