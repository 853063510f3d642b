/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * svd_find: what a full name stands for. An index of all names, whose keys take no notice of case: what is spelt like
 * the name goes first, else it must be the only one.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "error.h"
#include "svd_model.h"

static uint32_t hash_of(const char *name, size_t len)
{
	uint32_t h = 0x811c9dc5; /* FNV-1a */

	while (len--) {
		const unsigned char c = (unsigned char)*name++;

		h = (h ^ (c >= 'A' && c <= 'Z' ? c | 0x20u : c)) * 0x01000193;
	}
	return h ^ h >> 15;
}

/* What has number @i of the index: a register, else a place. */
static const char *name_of(const struct svd *s, size_t i, const struct svd_register **r, const struct svd_container **p)
{
	*r = i < s->nregs ? &s->regs[i] : NULL;
	*p = *r ? NULL : &s->containers[i - s->nregs];
	return *r ? (*r)->name : (*p)->name;
}

static int make_index(struct svd *s)
{
	const size_t n = s->nregs + s->ncontainers;
	const struct svd_register *r;
	const struct svd_container *p;
	size_t room = 64;

	while (room < 2 * n)
		room *= 2;
	s->index = calloc(room, sizeof(*s->index));
	if (!s->index)
		return -ENOMEM;
	s->index_room = room;
	for (size_t i = 0; i < n; i++) {
		const char *name = name_of(s, i, &r, &p);
		size_t at = hash_of(name, strlen(name)) & (room - 1);

		while (s->index[at])
			at = (at + 1) & (room - 1);
		s->index[at] = (uint32_t)(i + 1);
	}
	return 0;
}

/* What a name may stand for, the better one first. */
struct found {
	const char *name;
	const struct svd_register *reg;
	const struct svd_container *container;
	bool exact;
};

static uint64_t addr_of(const struct found *f)
{
	return f->reg ? f->reg->addr : f->container->addr;
}

/* Is @f to be taken rather than @than? An array only says what it has. */
static int rank(const struct found *f)
{
	return f->exact * 4 + !!f->reg * 2 + (f->reg || f->container->what != CONTAINER_ARRAY);
}

/*
 * All that @name may stand for, in any case. *@other is another one that is as good as *@best and isn't the same.
 * false: there is nothing.
 */
static bool look_up(const struct svd *s, const char *name, size_t len, struct found *best, struct found *other)
{
	size_t at = hash_of(name, len) & (s->index_room - 1);
	struct found f;

	best->name = other->name = NULL;
	for (; s->index[at]; at = (at + 1) & (s->index_room - 1)) {
		f.name = name_of(s, s->index[at] - 1, &f.reg, &f.container);
		if (strlen(f.name) != len || strncasecmp(f.name, name, len))
			continue;
		f.exact = !memcmp(f.name, name, len);
		if (!best->name || (f.exact && !best->exact) || (f.exact == best->exact && rank(&f) > rank(best))) {
			/* what isn't of the same kind but spelt otherwise is as good in any case */
			if (best->name && !f.exact && strcmp(best->name, f.name))
				*other = *best;
			else
				other->name = NULL;
			*best = f;
		} else if (f.exact == best->exact &&
			   (rank(&f) == rank(best) || (!f.exact && strcmp(best->name, f.name)))) {
			if (strcmp(best->name, f.name) || addr_of(best) != addr_of(&f))
				*other = f;
		}
	}
	return best->name;
}

static int ambiguous(const struct found *a, const struct found *b, const char *name, size_t len,
		     struct physmon_error *e)
{
	if (strcmp(a->name, b->name))
		return error_set(e, PHYSMON_E_SPEC, EEXIST, "%.*s is %s or %s, in other case", (int)len, name, a->name,
				 b->name);
	return error_set(e, PHYSMON_E_SPEC, EEXIST, "%s stands at more than one address: %08llx and %08llx", a->name,
			 (unsigned long long)addr_of(a), (unsigned long long)addr_of(b));
}

/* A register, peripheral or cluster. As svd_find(). */
static int find_whole(const struct svd *s, const char *name, size_t len, struct svd_hit *hit, struct physmon_error *e)
{
	struct found best, other;

	if (!look_up(s, name, len, &best, &other))
		return -ENOENT;
	if (other.name)
		return ambiguous(&best, &other, name, len, e);
	if (!best.reg && best.container->what == CONTAINER_ARRAY)
		return error_set(e, PHYSMON_E_SPEC, ERANGE, "%.*s is an array: %s to %s", (int)len, name,
				 best.container->first, best.container->last);
	memset(hit, 0, sizeof(*hit));
	hit->addr = addr_of(&best);
	hit->reg = best.reg;
	hit->peripheral = best.reg ? best.reg->peripheral : best.container->peripheral;
	hit->what = best.reg ? SVD_REGISTER : best.container->what == CONTAINER_CLUSTER ? SVD_CLUSTER : SVD_PERIPHERAL;
	return 0;
}

/* A name that nothing has: is one of its components an array that has no such element? As svd_find(). */
static int find_array(const struct svd *s, const char *name, size_t len, struct physmon_error *e)
{
	struct found best, other;

	for (size_t i = 1; i < len; i++) {
		/* up to each '[', and up to each '.' not after an index */
		if (name[i] != '[' && (name[i] != '.' || name[i - 1] == ']'))
			continue;
		if (look_up(s, name, i, &best, &other) && !best.reg && best.container->what == CONTAINER_ARRAY) {
			const char *end = memchr(name + i, ']', len - i);
			const size_t upto = end ? (size_t)(end - name) + 1 : i;

			/* an element that there is: what comes after it is unknown */
			if (look_up(s, name, name[i] == '[' ? upto : i, &best, &other) &&
			    (best.reg || best.container->what != CONTAINER_ARRAY))
				continue;
			look_up(s, name, i, &best, &other);
			return error_set(e, PHYSMON_E_SPEC, ERANGE, "%.*s is an array: %s to %s", (int)i, name,
					 best.container->first, best.container->last);
		}
	}
	return -ENOENT;
}

int svd_find(struct svd *s, const char *name, size_t len, struct svd_hit *hit, struct physmon_error *e)
{
	const char *dot;
	int err;

	if (!s->index && make_index(s))
		return error_no_memory(e);
	err = find_whole(s, name, len, hit, e);
	if (err != -ENOENT)
		return err;
	/* a field? names of these hold a dot in strange files only */
	dot = memrchr(name, '.', len);
	err = dot ? find_whole(s, name, (size_t)(dot - name), hit, e) : -ENOENT;
	if (!err && hit->reg) {
		err = svd_find_field(hit->reg, dot + 1, (size_t)(name + len - dot - 1), &hit->field, e);
		hit->what = SVD_FIELD;
	} else if (!err) {
		err = -ENOENT;
	}
	return err == -ENOENT ? find_array(s, name, len, e) : err;
}
