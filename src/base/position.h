/* SPDX-License-Identifier: GPL-2.0-or-later */
/* position: where in the input something is: for messages. */
#ifndef BASE_POSITION_H
#define BASE_POSITION_H

#include <stddef.h>

/* @source NULL: nowhere (an option). line and column count from 1; 0: not known. */
struct position {
	const char *source;
	size_t line, column;
};

#endif
