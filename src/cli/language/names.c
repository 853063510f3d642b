/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * names: a list of the defined names with the newest last, and a hash table of chains through it whose heads are the
 * newest, so that a redefinition hides the older one until it is committed or rolled back.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "names.h"
#include "text.h"

#define NONE UINT32_MAX

struct name {
	char *text;
	size_t len;
	uint64_t addr;
	uint32_t hash, next; /* next: an older one of the same chain, or NONE */
	bool undefined;
};

struct names {
	struct name *v;
	uint32_t *heads; /* as many as there is space in v, a power of 2 */
	size_t n, size;
	struct names_source sources[NAMES_SOURCES];
	size_t nsources;
	bool source_changed;
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
	n->source_changed = false; /* the sources may be gone */
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
	for (uint32_t i = n->size ? *head_of(n, hash) : NONE; i != NONE; i = n->v[i].next)
		if (n->v[i].hash == hash && n->v[i].len == len && !memcmp(n->v[i].text, name, len))
			return &n->v[i];
	return NULL;
}

static int push_copy(struct names *n, struct name x, const char *name)
{
	if (n->n == n->size && grow(n))
		return -ENOMEM;
	x.text = strndup(name, x.len);
	if (!x.text)
		return -ENOMEM;
	push(n, x);
	return 0;
}

int names_define(struct names *n, const char *name, size_t len, uint64_t addr)
{
	return push_copy(n, (struct name){ .len = len, .addr = addr, .hash = hash_of(name, len) }, name);
}

int names_undefine(struct names *n, const char *name, size_t len)
{
	const uint32_t hash = hash_of(name, len);
	const struct name *x = lookup(n, name, len, hash);

	if (!x || x->undefined)
		return 0;
	return push_copy(n, (struct name){ .len = len, .hash = hash, .undefined = true }, name);
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
	for (size_t i = 0; i < n->nsources; i++)
		if (!(n->sources[i].flags & (NAMES_MARKED | NAMES_LAST | NAMES_SYMBOL)))
			return true;
	return n->n;
}

int names_find(const struct names *n, const char *name, size_t len, unsigned how, struct names_hit *hit,
	       struct physmon_error *e)
{
	const struct name *x = n->n && how != NAMES_SYMBOL ? lookup(n, name, len, hash_of(name, len)) : NULL;
	int r = -ENOENT;

	if (x && !x->undefined) {
		*hit = (struct names_hit){ .name = name, .len = len, .addr = x->addr };
		return 0;
	}
	for (const struct names_source *src = n->sources; r == -ENOENT && src < n->sources + n->nsources; src++) {
		if ((src->flags ^ how) & NAMES_SYMBOL || (src->flags & NAMES_MARKED && how != NAMES_MARKED) ||
		    (src->flags & NAMES_LAST && how == NAMES_LAST))
			continue;
		*hit = (struct names_hit){ .name = name, .len = len, .source = src };
		r = src->find(src->ctx, name, len, hit, e);
	}
	return r;
}

int names_select(const struct names_hit *hit, struct selection *sel, struct physmon_error *e)
{
	return hit->source && hit->source->select ? hit->source->select(hit->source->ctx, hit, sel, e) : -ENOENT;
}

int names_glob(const struct names *n, const char *pattern, size_t len, struct selection *sel, struct physmon_error *e)
{
	int r = -ENOENT;

	for (size_t i = 0; r == -ENOENT && i < n->nsources; i++)
		if (n->sources[i].glob)
			r = n->sources[i].glob(n->sources[i].ctx, pattern, len, sel, e);
	return r;
}

void names_complete(const struct names *n, const char *prefix, size_t len, unsigned how,
		    void (*add)(void *add_ctx, const char *name), void *add_ctx)
{
	for (size_t i = 0; i < n->n; i++)
		if (!n->v[i].undefined && n->v[i].len >= len && !memcmp(n->v[i].text, prefix, len))
			add(add_ctx, n->v[i].text);
	for (size_t i = 0; i < n->nsources; i++)
		if (n->sources[i].complete && (how & NAMES_MARKED || !(n->sources[i].flags & NAMES_MARKED)))
			n->sources[i].complete(n->sources[i].ctx, prefix, len, add, add_ctx);
}

/* The name that is nearest to a typed one so far. */
struct near {
	const char *name;
	size_t len, part; /* part: up to the end of the part that is looked at, as sources complete part by part */
	unsigned distance;
	char *out;
};

static void offer_near(void *ctx, const char *name)
{
	struct near *x = ctx;
	const size_t len = strlen(name);
	const unsigned whole = text_distance(x->name, x->len, name, len),
		       part = text_distance(x->name, x->part, name, len);
	const size_t rest = whole <= part ? 0 : x->len - x->part;

	if ((whole < part ? whole : part) >= x->distance || len + rest >= NAMES_NEAR)
		return;
	x->distance = whole < part ? whole : part;
	memcpy(x->out, name, len);
	memcpy(x->out + len, x->name + x->len - rest, rest);
	x->out[len + rest] = '\0';
}

void names_near(const struct names *n, const char *name, size_t len, unsigned how, char out[NAMES_NEAR])
{
	struct near x = { .name = name, .len = len, .distance = 2, .out = out };
	struct names_hit hit;
	const char *dot;

	for (size_t from = 0; len > 2 && !(how & NAMES_SYMBOL) && from < len && x.distance > 1; from = x.part + 1) {
		dot = memchr(name + from, '.', len - from);
		x.part = dot ? (size_t)(dot - name) : len;
		names_complete(n, name, from, how, offer_near, &x);
		if (x.distance < 2 && names_find(n, out, strlen(out), NAMES_MARKED, &hit, NULL))
			x.distance = 2;
	}
	if (x.distance > 1)
		*out = '\0';
}

size_t names_mark(const struct names *n)
{
	return n->n;
}

bool names_changed(const struct names *n, size_t mark)
{
	return n->n != mark || n->source_changed;
}

void names_source_changed(struct names *n)
{
	n->source_changed = true;
}

static void end_text(struct names *n, bool keep)
{
	for (size_t i = 0; n->source_changed && i < n->nsources; i++)
		if (n->sources[i].end_text)
			n->sources[i].end_text(n->sources[i].ctx, keep);
	n->source_changed = false;
}

void names_rollback(struct names *n, size_t mark)
{
	end_text(n, false);
	while (n->n > mark)
		free(pop(n).text);
}

void names_commit(struct names *n, size_t mark)
{
	size_t i, end = n->n;
	struct name *old, x;

	end_text(n, true);
	while (n->n > mark)
		pop(n); /* they stay where they are, out of the chains, until each is put in again */
	for (i = mark; i < end; i++) {
		x = n->v[i];
		old = lookup(n, x.text, x.len, x.hash);
		if (old) {
			old->addr = x.addr;
			old->undefined = x.undefined;
			free(x.text);
		} else {
			push(n, x);
		}
	}
}

const char *names_next(const struct names *n, size_t *i, uint64_t *addr)
{
	while (*i < n->n && n->v[*i].undefined)
		++*i;
	if (*i == n->n)
		return NULL;
	*addr = n->v[*i].addr;
	return n->v[(*i)++].text;
}
