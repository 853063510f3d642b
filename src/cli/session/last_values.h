/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * last_values: the values of registers when they were last read, so that changes can be marked. A register is an
 * address and a width; names aren't needed.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct session;

/*
 * last_values_swap - store @value of the register of @width bytes at @addr. True and *@before if it was read before,
 * from the session's current target. If memory is out the value isn't stored.
 */
bool last_values_swap(struct session *s, uint64_t addr, unsigned width, uint64_t value, uint64_t *before);
