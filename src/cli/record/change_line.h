/* SPDX-License-Identifier: GPL-2.0-or-later */
/* change_line: the line of a unit that changed: "4c000010 = 83 -> 03", with seconds before it if there is a time. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include <physmon.h>

struct session;

struct change_line {
	uint64_t addr, old, new;
	enum physmon_state old_state, new_state;
	unsigned width, digits; /* of a unit, in bytes; of addresses */
	const char *name;	/* of the register, or NULL */
	bool timed;
	uint64_t us; /* if it is timed */
};

/*
 * change_line_is - is it one? A unit that was left out or isn't known doesn't change; one that could not be read does
 * when it can, and the other way round.
 */
bool change_line_is(const struct change_line *c);

/* change_line_name - the name of the register of @width bytes at @addr in a description; NULL: it has none. */
const char *change_line_name(const struct session *s, uint64_t addr, unsigned width);

/* change_line_emit - emit it; it is one. */
void change_line_emit(struct session *s, const struct change_line *c);
