/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * reg_find: finds the register, field or peripheral of a full name, by the index of names. A name in the same case goes
 * first; in any other case it must be the only one.
 */
#include <errno.h>
#include <string.h>
#include <strings.h>

#include "error.h"
#include "reg_set_internal.h"

static uint64_t addr_of(const struct reg_item *i)
{
	return i->reg ? i->reg->addr : i->container->addr;
}

static bool is_array(const struct reg_item *i)
{
	return i->container && i->container->kind == REG_IS_ARRAY;
}

/* Which of two with the same name is meant: a register, else what isn't an array. */
static int rank(const struct reg_item *i)
{
	return i->reg ? 2 : !is_array(i);
}

/*
 * The item that @name, which has that hash, means, in any case, or NULL. *@other is another one that fits as well
 * and isn't the same, or NULL.
 */
static const struct reg_item *look_up(const struct reg_set *s, const char *name, size_t len, uint32_t hash,
				      const struct reg_item **other)
{
	const struct reg_item *best = NULL;
	bool best_exact = false;
	uint32_t next = s->nbuckets ? reg_set_bucket(s, hash)->first : 0;

	*other = NULL;
	while (next) {
		const struct reg_item *i = &s->items[next - 1];
		const char *its = reg_item_name(i);
		bool exact, differs;

		next = i->next;
		if (reg_item_replaced(i) || strlen(its) != len || strncasecmp(its, name, len))
			continue;
		exact = !memcmp(its, name, len);
		differs = best && strcmp(reg_item_name(best), its);
		if (!best || exact > best_exact || (exact == best_exact && rank(i) > rank(best))) {
			/* another spelling fits as well, whatever it names */
			*other = differs && !exact ? best : NULL;
			best = i;
			best_exact = exact;
		} else if (exact == best_exact && (differs || (rank(i) == rank(best) && addr_of(best) != addr_of(i)))) {
			*other = i;
		}
	}
	return best;
}

static int ambiguous(const struct reg_item *a, const struct reg_item *b, const char *name, size_t len,
		     struct physmon_error *e)
{
	if (strcmp(reg_item_name(a), reg_item_name(b)))
		return error_set(e, PHYSMON_E_SPEC, EEXIST, "%.*s is %s or %s, in other case", (int)len, name,
				 reg_item_name(a), reg_item_name(b));
	return error_set(e, PHYSMON_E_SPEC, EEXIST, "%s has more than one address: %08llx and %08llx", reg_item_name(a),
			 (unsigned long long)addr_of(a), (unsigned long long)addr_of(b));
}

static int no_element(const struct reg_container *array, const char *name, size_t len, struct physmon_error *e)
{
	return error_set(e, PHYSMON_E_SPEC, ERANGE, "%.*s is an array: %s to %s", (int)len, name, array->first,
			 array->last);
}

/* A register, peripheral or cluster. As reg_find(). */
static int find_whole(const struct reg_set *s, const char *name, size_t len, struct reg_hit *hit,
		      struct physmon_error *e)
{
	const struct reg_item *other, *i = look_up(s, name, len, reg_set_hash(REG_SET_HASH, name, len), &other);

	if (!i)
		return -ENOENT;
	if (other)
		return ambiguous(i, other, name, len, e);
	if (is_array(i))
		return no_element(i->container, name, len, e);
	*hit = (struct reg_hit){ .what = i->reg ? REG_IS_REGISTER : i->container->kind,
				 .addr = addr_of(i),
				 .reg = i->reg,
				 .group = i->reg ? i->reg->group : i->container->group };
	return 0;
}

/* An unknown name: is one of its components an array that has no such element? As reg_find(). */
static int find_array(const struct reg_set *s, const char *name, size_t len, struct physmon_error *e)
{
	uint32_t hash = REG_SET_HASH;

	for (size_t n = 1; n < len; n++) {
		const struct reg_item *other, *array, *element = NULL;
		const char *end;

		hash = reg_set_hash(hash, name + n - 1, 1);

		/* up to each '[', and up to each '.' not after an index */
		if (name[n] != '[' && (name[n] != '.' || name[n - 1] == ']'))
			continue;
		array = look_up(s, name, n, hash, &other);
		if (!array || !is_array(array))
			continue;
		/* the element may exist: then what follows it is unknown */
		end = name[n] == '[' ? memchr(name + n, ']', len - n) : NULL;
		if (end)
			element = look_up(s, name, (size_t)(end + 1 - name),
					  reg_set_hash(hash, name + n, (size_t)(end + 1 - name) - n), &other);
		if (!element || is_array(element))
			return no_element(array->container, name, n, e);
	}
	return -ENOENT;
}

int reg_find(const struct reg_set *s, const char *name, size_t len, struct reg_hit *hit, struct physmon_error *e)
{
	const char *dot;
	int err;

	reg_set_close(s);
	err = find_whole(s, name, len, hit, e);
	if (err != -ENOENT)
		return err;
	/* a field? names of these hold a dot in strange files only */
	dot = memrchr(name, '.', len);
	err = dot ? find_whole(s, name, (size_t)(dot - name), hit, e) : -ENOENT;
	if (!err && hit->reg) {
		err = reg_find_field(hit->reg, dot + 1, (size_t)(name + len - dot - 1), &hit->field, e);
		hit->what = REG_IS_FIELD;
	} else if (!err) {
		err = -ENOENT;
	}
	return err == -ENOENT ? find_array(s, name, len, e) : err;
}

const struct reg_group *reg_find_group(const struct reg_set *s, const struct reg_set_mark *m, const char *name,
				       size_t len)
{
	const struct reg_item *i;

	for (uint32_t next = s->nbuckets ? reg_set_bucket_of(s, name, len)->first : 0; next; next = i->next) {
		i = &s->items[next - 1];
		if (next > m->nitems && i->container && i->container->kind == REG_IS_PERIPHERAL &&
		    !strncmp(i->container->name, name, len) && !i->container->name[len])
			return i->container->group;
	}
	return NULL;
}
