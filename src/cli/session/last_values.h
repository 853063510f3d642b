/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * last_values: the values of registers when they were last read, so that changes can be marked. A register is an
 * address and a width; names aren't needed.
 */
#ifndef CLI_LAST_VALUES_H
#define CLI_LAST_VALUES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All zero to begin with. */
struct last_values {
	struct last_value {
		uint64_t addr, value;
		unsigned width; /* bytes */
	} * v;			/* sorted by addr, then width */
	size_t n, room;
};

/*
 * last_values_swap - the register of @width bytes at @addr has been read as @value. True and *@before if it had been
 * read before. Without memory it is forgotten again.
 */
bool last_values_swap(struct last_values *s, uint64_t addr, unsigned width, uint64_t value, uint64_t *before);

/* last_values_clear - forget all: another target holds other things. */
void last_values_clear(struct last_values *s);

#endif
