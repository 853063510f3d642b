/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * names: a list of the defined names with the newest last, and a hash table of chains through it whose heads are the
 * newest, so that a redefinition hides the older one until it is committed or rolled back.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "names.h"

#define NONE UINT32_MAX

struct name {
	char *text;
	size_t len;
	uint64_t addr;
	uint32_t hash, next; /* next: an older one of the same chain, or NONE */
};

struct names {
	struct name *v;
	uint32_t *heads; /* as many as there is room in v, a power of 2 */
	size_t n, size;
	struct names_source sources[NAMES_SOURCES];
	size_t nsources;
	bool unsettled;
	struct label {
		const char *text;
		int (*find)(void *ctx, const char *name, size_t len, uint64_t *addr, struct physmon_error *e);
		void *ctx;
	} labels[NAMES_LABELS];
	size_t nlabels;
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
	n->unsettled = false; /* the sources may be gone */
	names_rollback(n, 0);
	free(n->heads);
	free(n->v);
	free(n);
}

/* FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/ */
static uint32_t hash_of(const char *name, size_t len)
{
	uint32_t h = 2166136261u;

	while (len--)
		h = (h ^ (unsigned char)*name++) * 16777619u;
	return h;
}

static uint32_t *head_of(const struct names *n, uint32_t hash)
{
	return &n->heads[hash & (n->size - 1)];
}

static void push(struct names *n, struct name x)
{
	uint32_t *head = head_of(n, x.hash);

	x.next = *head;
	n->v[n->n] = x;
	*head = (uint32_t)n->n++;
}

/* The newest is the first of its chain. */
static struct name pop(struct names *n)
{
	struct name x = n->v[--n->n];

	*head_of(n, x.hash) = x.next;
	return x;
}

static int grow(struct names *n)
{
	size_t size = n->size ? n->size * 2 : 16, used = n->n, i;
	uint32_t *heads;
	struct name *v;

	if (n->size > NONE / 2)
		return -ENOMEM;
	v = realloc(n->v, size * sizeof(*v));
	if (!v)
		return -ENOMEM;
	n->v = v;
	heads = realloc(n->heads, size * sizeof(*heads));
	if (!heads)
		return -ENOMEM;
	memset(heads, 0xff, size * sizeof(*heads)); /* all NONE */
	n->heads = heads;
	n->size = size;
	for (n->n = i = 0; i < used; i++)
		push(n, v[i]);
	return 0;
}

static struct name *lookup(const struct names *n, const char *name, size_t len, uint32_t hash)
{
	uint32_t i;

	for (i = n->size ? *head_of(n, hash) : NONE; i != NONE; i = n->v[i].next)
		if (n->v[i].hash == hash && n->v[i].len == len && !memcmp(n->v[i].text, name, len))
			return &n->v[i];
	return NULL;
}

int names_define(struct names *n, const char *name, size_t len, uint64_t addr)
{
	char *text;

	if (n->n == n->size && grow(n))
		return -ENOMEM;
	text = malloc(len + 1);
	if (!text)
		return -ENOMEM;
	memcpy(text, name, len);
	text[len] = '\0';
	push(n, (struct name){ .text = text, .len = len, .addr = addr, .hash = hash_of(name, len) });
	return 0;
}

int names_add(struct names *n, const struct names_source *src)
{
	const unsigned late = NAMES_MARKED | NAMES_LAST;
	size_t i;

	if (n->nsources == NAMES_SOURCES)
		return -ENOSPC;
	for (i = n->nsources++; i && !(src->flags & late) && n->sources[i - 1].flags & late; i--)
		n->sources[i] = n->sources[i - 1];
	n->sources[i] = *src;
	return 0;
}

bool names_any(const struct names *n)
{
	size_t i;

	for (i = 0; i < n->nsources; i++)
		if (!(n->sources[i].flags & (NAMES_MARKED | NAMES_LAST)))
			return true;
	return n->n;
}

/* As names_find(); *@by is the source that answered, NULL where that is none. */
static int find_by(const struct names *n, const char *name, size_t len, unsigned how, uint64_t *addr,
		   const struct names_source **by, struct physmon_error *e)
{
	const struct name *x = n->n ? lookup(n, name, len, hash_of(name, len)) : NULL;
	const struct names_source *src;
	int r = -ENOENT;
	size_t i;

	*by = NULL;
	if (x) {
		*addr = x->addr;
		return 0;
	}
	for (i = 0; r == -ENOENT && i < n->nsources; i++) {
		src = &n->sources[i];
		if (src->flags & NAMES_MARKED && !(how & NAMES_MARKED))
			continue;
		if (src->flags & NAMES_LAST && how & NAMES_LAST)
			continue;
		r = src->find(src->ctx, name, len, addr, e);
		*by = r == -ENOENT ? NULL : src;
	}
	return r;
}

int names_find(const struct names *n, const char *name, size_t len, unsigned how, uint64_t *addr,
	       struct physmon_error *e)
{
	const struct names_source *by;

	return find_by(n, name, len, how, addr, &by, e);
}

int names_selection(const struct names *n, const char *name, size_t len, unsigned how, struct selection *sel,
		    struct physmon_error *e)
{
	const struct names_source *by;
	uint64_t addr;
	int r = find_by(n, name, len, how, &addr, &by, e);

	if (r || !by || !by->selection)
		return r ? r : -ENOENT;
	return by->selection(by->ctx, name, len, sel, e);
}

int names_glob(const struct names *n, const char *pattern, size_t len, struct selection *sel, struct physmon_error *e)
{
	int r = -ENOENT;
	size_t i;

	for (i = 0; r == -ENOENT && i < n->nsources; i++)
		if (n->sources[i].glob)
			r = n->sources[i].glob(n->sources[i].ctx, pattern, len, sel, e);
	return r;
}

bool names_virtual(const struct names *n, const char *name, size_t len, unsigned how)
{
	const struct names_source *by;
	uint64_t addr;
	size_t i;

	for (i = 0; i < n->nsources && !(n->sources[i].flags & NAMES_VIRTUAL);)
		i++;
	return i < n->nsources && !find_by(n, name, len, how, &addr, &by, NULL) && by && by->flags & NAMES_VIRTUAL;
}

int names_add_label(struct names *n, const char *label,
		    int (*find)(void *ctx, const char *name, size_t len, uint64_t *addr, struct physmon_error *e),
		    void *ctx)
{
	if (n->nlabels == NAMES_LABELS)
		return -ENOSPC;
	n->labels[n->nlabels++] = (struct label){ label, find, ctx };
	return 0;
}

static const struct label *label_of(const struct names *n, const char *label, size_t len)
{
	size_t i;

	for (i = 0; i < n->nlabels; i++)
		if (strlen(n->labels[i].text) == len && !memcmp(n->labels[i].text, label, len))
			return &n->labels[i];
	return NULL;
}

bool names_label(const struct names *n, const char *label, size_t len)
{
	return label_of(n, label, len);
}

int names_find_labelled(const struct names *n, const char *label, size_t label_len, const char *name, size_t len,
			uint64_t *addr, struct physmon_error *e)
{
	const struct label *l = label_of(n, label, label_len);

	return l ? l->find(l->ctx, name, len, addr, e) : -ENOENT;
}

void names_complete(const struct names *n, const char *prefix, size_t len, unsigned how,
		    void (*add)(void *add_ctx, const char *name), void *add_ctx)
{
	size_t i;

	for (i = 0; i < n->n; i++)
		if (n->v[i].len >= len && !memcmp(n->v[i].text, prefix, len))
			add(add_ctx, n->v[i].text);
	for (i = 0; i < n->nsources; i++)
		if (n->sources[i].complete && (how & NAMES_MARKED || !(n->sources[i].flags & NAMES_MARKED)))
			n->sources[i].complete(n->sources[i].ctx, prefix, len, add, add_ctx);
}

size_t names_mark(const struct names *n)
{
	return n->n;
}

bool names_changed(const struct names *n, size_t mark)
{
	return n->n != mark || n->unsettled;
}

void names_unsettle(struct names *n)
{
	n->unsettled = true;
}

static void settle(struct names *n, bool keep)
{
	size_t i;

	for (i = 0; n->unsettled && i < n->nsources; i++)
		if (n->sources[i].settle)
			n->sources[i].settle(n->sources[i].ctx, keep);
	n->unsettled = false;
}

void names_rollback(struct names *n, size_t mark)
{
	settle(n, false);
	while (n->n > mark)
		free(pop(n).text);
}

void names_commit(struct names *n, size_t mark)
{
	size_t i, end = n->n;
	struct name *old, x;

	settle(n, true);
	while (n->n > mark)
		pop(n); /* they stay where they are, out of the chains, until each is put in again */
	for (i = mark; i < end; i++) {
		x = n->v[i];
		old = lookup(n, x.text, x.len, x.hash);
		if (old) {
			old->addr = x.addr;
			free(x.text);
		} else {
			push(n, x);
		}
	}
}

const char *names_at(const struct names *n, size_t i, uint64_t *addr)
{
	if (i >= n->n)
		return NULL;
	*addr = n->v[i].addr;
	return n->v[i].text;
}
