/* SPDX-License-Identifier: GPL-2.0-or-later */
/* svd_value: what a register or a field on its own says: may it be read, what is a value called, which field has a
 * name. */
#include <errno.h>
#include <string.h>
#include <strings.h>

#include "error.h"
#include "svd.h"

const char *svd_access_name(enum svd_access access)
{
	static const char *const names[] = { "rw", "ro", "wo", "w1", "rw1" };

	return names[access];
}

bool svd_readable(enum svd_access access)
{
	return access != SVD_WO && access != SVD_W1;
}

bool svd_writable(enum svd_access access)
{
	return access != SVD_RO;
}

bool svd_noread(const struct svd_register *r)
{
	if (!svd_readable(r->access) || r->read_action != SVD_READ_NONE)
		return true;
	for (size_t i = 0; i < r->nfields; i++)
		if (r->fields[i].read_action != SVD_READ_NONE)
			return true;
	return false;
}

const struct svd_enum *svd_enum_of(const struct svd_field *f, uint64_t v, bool write)
{
	const struct svd_enum *otherwise = NULL;

	for (size_t i = 0; i < f->nenums; i++) {
		const struct svd_enum *e = &f->enums[i];

		if (!(write ? e->write : e->read))
			continue;
		if (e->has_value && (v & e->mask) == e->value)
			return e;
		if (e->is_default && !otherwise)
			otherwise = e;
	}
	return otherwise;
}

static bool is(const char *known, const char *name, size_t len, bool any_case)
{
	return strlen(known) == len && !(any_case ? strncasecmp(known, name, len) : strncmp(known, name, len));
}

/* "BUF" or "BUF[7]" where there are BUF[0] to BUF[3] */
static bool in_array(const char *known, const char *name, size_t len)
{
	const char *bracket = strrchr(known, '['), *mine = memchr(name, '[', len);
	const size_t stem = mine ? (size_t)(mine - name) : len;

	return bracket && (size_t)(bracket - known) == stem && !strncasecmp(known, name, stem);
}

int svd_find_field(const struct svd_register *r, const char *name, size_t len, const struct svd_field **f,
		   struct physmon_error *e)
{
	const struct svd_field *found = NULL, *first = NULL, *last = NULL;

	for (int any_case = 0; any_case < 2 && !found; any_case++) {
		for (size_t i = 0; i < r->nfields; i++) {
			const struct svd_field *g = &r->fields[i];

			if (in_array(g->name, name, len)) {
				first = first ? first : g;
				last = g;
			}
			if (!is(g->name, name, len, any_case))
				continue;
			if (found && (strcmp(found->name, g->name) || found->lsb != g->lsb || found->width != g->width))
				return error_set(e, PHYSMON_E_SPEC, EEXIST,
						 "%.*s is more than one field of %s: %s from bit %u, %s from bit %u",
						 (int)len, name, r->name, found->name, found->lsb, g->name, g->lsb);
			found = found ? found : g;
		}
	}
	if (!found && first)
		return error_set(e, PHYSMON_E_SPEC, ERANGE, "%s has fields %s to %s, not %.*s", r->name, first->name,
				 last->name, (int)len, name);
	if (!found)
		return -ENOENT;
	*f = found;
	return 0;
}

int svd_find_enum(const struct svd_field *f, const char *name, size_t len, bool write, const struct svd_enum **v,
		  struct physmon_error *e)
{
	const struct svd_enum *found = NULL;

	for (int any_case = 0; any_case < 2 && !found; any_case++) {
		for (size_t i = 0; i < f->nenums; i++) {
			const struct svd_enum *g = &f->enums[i];

			if (!(write ? g->write : g->read) || !len || !is(g->name, name, len, any_case))
				continue;
			if (found && (found->value != g->value || found->mask != g->mask))
				return error_set(e, PHYSMON_E_SPEC, EEXIST,
						 "%.*s is more than one value of %s: %s is %lx, %s is %lx", (int)len,
						 name, f->name, found->name, (unsigned long)found->value, g->name,
						 (unsigned long)g->value);
			found = found ? found : g;
		}
	}
	if (!found)
		return -ENOENT;
	*v = found;
	return 0;
}
