/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * svd_element: the elements of a file that have a meaning, where they may be, and what their text sets in a node. A
 * table; it doesn't read files.
 */
#pragma once

#include "svd_loading.h"

enum svd_element_is { IS_NODE, IS_WRAP, IS_NUMBER, IS_CHOICE, IS_TEXT, IS_NAME, IS_RANGE, IS_VALUE, IS_TRUTH };

struct svd_choice {
	const char *word;
	unsigned value;
};

/*
 * An element with a meaning. @in: in nodes of these kinds, 1u << KIND_... @i: the kind, number or text that it is.
 * IS_NODE, IS_WRAP: it contains elements (WRAP: as if these were in its parent). The rest are texts: TEXT, NAME as they
 * are.
 */
struct svd_element {
	const char *tag;
	enum svd_element_is what;
	unsigned in, i;
	const struct svd_choice *choices;
};

/* svd_element - of that name in a node of that kind, or NULL. */
const struct svd_element *svd_element(const char *tag, enum svd_kind in);

static inline bool svd_element_is_text(const struct svd_element *el)
{
	return el->what != IS_NODE && el->what != IS_WRAP;
}

/*
 * svd_element_take - what the @text of @el, other than TEXT and NAME, says of @n. 0; -EINVAL: no number; -ERANGE:
 * none of up to 64 bits. Unknown words and values are ignored.
 */
int svd_element_take(struct svd_node *n, const struct svd_element *el, const char *text);
