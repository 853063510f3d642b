/* SPDX-License-Identifier: GPL-2.0-or-later */
/* position: a position in the input (source, line, column), for messages. */
#pragma once

#include <stddef.h>

/* @source NULL: nowhere (an option). line and column count from 1; 0: not known. */
struct position {
	const char *source;
	size_t line, column;
};
