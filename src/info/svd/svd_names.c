/* SPDX-License-Identifier: GPL-2.0-or-later */
/* svd_names: expands the %s of arrays' names. */
#include <string.h>

#include "svd_names.h"

bool svd_names_indexed(const char *name)
{
	return strstr(name, "%s") != NULL;
}

void svd_names_elements(struct svd_elements *els, const struct svd_node *n)
{
	const char *name = node_text(n, STR_NAME), *place = strstr(name, "[%s]");

	memset(els, 0, sizeof(*els));
	els->node = n;
	els->count = 1;
	els->array = node_has(n, NUM_DIM) && (svd_names_indexed(name) || n->own >> NUM_DIM & 1);
	if (!els->array)
		return;
	els->count = n->num[NUM_DIM];
	els->brackets = place || !svd_names_indexed(name);
	/* in brackets stands a number, whatever the file calls it */
	if (!els->brackets || svd_number_all(n->str[STR_DIM_INDEX]))
		els->indices.p = n->str[STR_DIM_INDEX];
}

void svd_names_next(struct svd_elements *els)
{
	if (!els->array)
		return;
	svd_number_index(&els->indices, els->index, sizeof(els->index));
	for (char *p = els->index; *p; p++)
		if (*p == ' ')
			*p = '_';
}

static size_t put(char *out, size_t size, size_t at, const char *text, size_t len)
{
	if (at < size)
		memcpy(out + at, text, len < size - at ? len : size - at);
	return at + len;
}

size_t svd_names_put(const struct svd_elements *els, const char *text, bool name, char *out, size_t size)
{
	const bool found = svd_names_indexed(text);
	const char *place;
	size_t n = 0;

	while ((place = strstr(text, "%s"))) {
		const bool in_brackets = !els->array && place > text && place[-1] == '[' && place[2] == ']';

		n = put(out, size, n, text, (size_t)(place - text) - in_brackets);
		n = put(out, size, n, els->index, strlen(els->index));
		text = place + 2 + in_brackets;
	}
	n = put(out, size, n, text, strlen(text));
	if (name && els->array && !found) {
		n = put(out, size, n, "[", 1);
		n = put(out, size, n, els->index, strlen(els->index));
		n = put(out, size, n, "]", 1);
	}
	if (size)
		out[n < size ? n : size - 1] = '\0';
	return n;
}

size_t svd_names_stem(const char *name)
{
	const char *place = strstr(name, "[%s]");

	return place ? (size_t)(place - name) : strlen(name);
}
