/* SPDX-License-Identifier: GPL-2.0-or-later */
/* names: see names.h. A list with the newest last: looked through backwards, so a redefinition hides what it replaces. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "names.h"

struct name {
	char *text;
	size_t len;
	uint64_t addr;
};

struct names {
	struct name *v;
	size_t n, size;
};

int names_new(struct names **n)
{
	*n = calloc(1, sizeof(**n));
	return *n ? 0 : -ENOMEM;
}

void names_free(struct names *n)
{
	if (!n)
		return;
	names_rollback(n, 0);
	free(n->v);
	free(n);
}

int names_define(struct names *n, const char *name, size_t len, uint64_t addr)
{
	struct name *v;
	char *text;

	if (n->n == n->size) {
		v = realloc(n->v, (n->size * 2 + 16) * sizeof(*v));
		if (!v)
			return -ENOMEM;
		n->v = v;
		n->size = n->size * 2 + 16;
	}
	text = malloc(len + 1);
	if (!text)
		return -ENOMEM;
	memcpy(text, name, len);
	text[len] = '\0';
	n->v[n->n++] = (struct name){ text, len, addr };
	return 0;
}

static const struct name *lookup(const struct names *n, const char *name, size_t len, size_t before)
{
	while (before--)
		if (n->v[before].len == len && !memcmp(n->v[before].text, name, len))
			return &n->v[before];
	return NULL;
}

int names_find(const struct names *n, const char *name, size_t len, uint64_t *addr)
{
	const struct name *x = lookup(n, name, len, n->n);

	if (!x)
		return -ENOENT;
	*addr = x->addr;
	return 0;
}

size_t names_mark(const struct names *n)
{
	return n->n;
}

void names_rollback(struct names *n, size_t mark)
{
	while (n->n > mark)
		free(n->v[--n->n].text);
}

void names_commit(struct names *n, size_t mark)
{
	const struct name *old;
	size_t i, to = mark;

	for (i = mark; i < n->n; i++) {
		old = lookup(n, n->v[i].text, n->v[i].len, to);
		if (old) {
			n->v[old - n->v].addr = n->v[i].addr;
			free(n->v[i].text);
		} else {
			n->v[to++] = n->v[i];
		}
	}
	n->n = to;
}

const char *names_at(const struct names *n, size_t i, uint64_t *addr)
{
	if (i >= n->n)
		return NULL;
	*addr = n->v[i].addr;
	return n->v[i].text;
}
