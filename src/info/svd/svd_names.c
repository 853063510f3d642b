/* SPDX-License-Identifier: GPL-2.0-or-later */
/* svd_names: expands the %s of arrays' names. */
#include <string.h>

#include "svd.h"
#include "svd_names.h"
#include "text.h"

void svd_names_elements(struct svd_elements *els, const struct svd_node *n)
{
	const char *name = node_text(n, STR_NAME), *dim_index = node_text(n, STR_DIM_INDEX);
	const bool indexed = strstr(name, "%s");

	*els = (struct svd_elements){ .count = 1 };
	els->array = node_has(n, NUM_DIM) && (indexed || n->own >> NUM_DIM & 1);
	if (!els->array)
		return;
	els->count = n->num[NUM_DIM];
	els->brackets = !indexed || strstr(name, "[%s]");
	/* in brackets is a number, whatever the file calls it */
	els->p = els->brackets && dim_index[strspn(dim_index, "0123456789-, \t")] ? "" : dim_index;
}

/* "3-7": a range of numbers; "A-D": of letters */
static bool begin_range(struct svd_elements *els, size_t len)
{
	const char *p = els->p, *dash = memchr(p, '-', len);
	uint64_t first = 0, last = 0;

	if (!dash || dash == p || dash + 1 == p + len)
		return false;
	els->letters = len == 3 && (*p | 0x20) >= 'a' && (*p | 0x20) <= 'z' && p[2] >= *p;
	if (els->letters) {
		first = (unsigned char)*p;
		last = (unsigned char)p[2];
	}
	for (const char *q = p; q < p + len && !els->letters; q++) {
		uint64_t *n = q < dash ? &first : &last;

		if (q == dash)
			continue;
		if (*q < '0' || *q > '9' || *n > 99999999)
			return false;
		*n = *n * 10 + (unsigned)(*q - '0');
	}
	els->next = first;
	els->last = last;
	return first <= last;
}

void svd_names_next(struct svd_elements *els)
{
	size_t len = 0;

	if (!els->array)
		return;
	if (!els->ranging && *(els->p += strspn(els->p, " \t,"))) {
		len = strcspn(els->p, ",");
		while (els->p[len - 1] == ' ' || els->p[len - 1] == '\t')
			len--;
		els->ranging = begin_range(els, len);
	}
	if (els->ranging)
		text_print(els->index, sizeof(els->index), els->letters ? "%c" : "%u", (unsigned)els->next);
	else if (len)
		text_print(els->index, sizeof(els->index), "%.*s", (int)len, els->p);
	else
		text_print(els->index, sizeof(els->index), "%lu", (unsigned long)els->n);
	els->p += len;
	els->n++;
	if (els->ranging && els->next++ == els->last)
		els->ranging = false;
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
	const bool found = strstr(text, "%s");
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

const char *svd_names_keep(const struct svd_elements *els, const char *text, bool name, struct reg_set *set)
{
	char out[SVD_TEXT_MAX + 1024];
	size_t len;

	if (!(name && els->array) && !strstr(text, "%s"))
		return text;
	len = svd_names_put(els, text, name, out, sizeof(out));
	return reg_set_text(set, out, len < sizeof(out) ? len : sizeof(out) - 1);
}

size_t svd_names_stem(const char *name)
{
	const char *place = strstr(name, "[%s]");

	return place ? (size_t)(place - name) : strlen(name);
}
