/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reg: one register, one field: its access, the names of its fields and values, search in its texts. */
#include <errno.h>
#include <string.h>
#include <strings.h>

#include "error.h"
#include "reg.h"

const char *const reg_access_words[] = { "rw", "ro", "wo", "w1", "rw1", NULL };
const char *const reg_write_words[] = { "", "wm", "1c", "1s", "1t", "0c", "0s", "0t", "wc", "ws", NULL };
const char *const reg_read_words[] = { "", "rc", "rs", "rm", "re", NULL };

int reg_cmp_names(const char *a, const char *b)
{
	static const char digits[] = "0123456789";

	while (*a && *b) {
		const char *p = a, *q = b;

		if (!strchr(digits, *a) || !strchr(digits, *b)) {
			if (*a != *b)
				break;
			a++, b++;
			continue;
		}
		p += strspn(p, "0");
		q += strspn(q, "0");
		a = p + strspn(p, digits);
		b = q + strspn(q, digits);
		if (a - p != b - q)
			return a - p < b - q ? -1 : 1;
		if (memcmp(p, q, (size_t)(a - p)))
			return memcmp(p, q, (size_t)(a - p));
	}
	return (unsigned char)*a - (unsigned char)*b;
}

int reg_field_order(const void *a, const void *b)
{
	const struct reg_field *f = a, *g = b;

	if (f->lo != g->lo)
		return f->lo < g->lo ? -1 : 1;
	if (f->nbits != g->nbits)
		return f->nbits < g->nbits ? -1 : 1;
	return reg_cmp_names(f->name, g->name);
}

bool reg_readable(enum reg_access access)
{
	return access != REG_WO && access != REG_W1;
}

bool reg_writable(enum reg_access access)
{
	return access != REG_RO;
}

bool reg_noread(const struct reg *r)
{
	if (!reg_readable(r->access) || r->on_read != REG_READ_NONE)
		return true;
	for (size_t i = 0; i < r->nfields; i++)
		if (r->fields[i].on_read != REG_READ_NONE)
			return true;
	return false;
}

const struct reg_value *reg_value_of(const struct reg_field *f, uint64_t v, bool write)
{
	const struct reg_value *otherwise = NULL;

	for (size_t i = 0; i < f->nvalues; i++) {
		const struct reg_value *e = &f->values[i];

		if (!(write ? e->write : e->read))
			continue;
		if (e->has_value && (v & e->mask) == e->value)
			return e;
		if (e->is_default && !otherwise)
			otherwise = e;
	}
	return otherwise;
}

bool reg_value_same(const struct reg_value *a, const struct reg_value *b)
{
	return a->has_value == b->has_value && a->value == b->value && a->mask == b->mask &&
	       ((a->read && b->read) || (a->write && b->write));
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

int reg_find_field(const struct reg *r, const char *name, size_t len, const struct reg_field **f,
		   struct physmon_error *e)
{
	const struct reg_field *found = NULL, *first = NULL, *last = NULL;

	for (int any_case = 0; any_case < 2 && !found; any_case++) {
		for (size_t i = 0; i < r->nfields; i++) {
			const struct reg_field *g = &r->fields[i];

			if (in_array(g->name, name, len)) {
				first = first ? first : g;
				last = g;
			}
			if (!is(g->name, name, len, any_case))
				continue;
			if (found && (strcmp(found->name, g->name) || found->lo != g->lo || found->nbits != g->nbits))
				return error_set(e, PHYSMON_E_SPEC, EEXIST,
						 "%.*s is more than one field of %s: %s from bit %u, %s from bit %u",
						 (int)len, name, r->name, found->name, found->lo, g->name, g->lo);
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

int reg_find_value(const struct reg_field *f, const char *name, size_t len, bool write, const struct reg_value **v,
		   struct physmon_error *e)
{
	const struct reg_value *found = NULL;

	for (int any_case = 0; any_case < 2 && !found; any_case++) {
		for (size_t i = 0; i < f->nvalues; i++) {
			const struct reg_value *g = &f->values[i];

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

static bool holds_text(const char *s, const char *text, size_t len)
{
	for (; *s; s++)
		if (!strncasecmp(s, text, len))
			return true;
	return !len;
}

bool reg_search(const struct reg *r, const char *text, size_t len, const struct reg_field **f)
{
	*f = NULL;
	if (holds_text(r->name, text, len) || holds_text(r->description, text, len) ||
	    holds_text(r->display_name, text, len) || (r->group && holds_text(r->group->description, text, len)))
		return true;
	for (size_t i = 0; i < r->nfields; i++) {
		if (holds_text(r->fields[i].name, text, len) || holds_text(r->fields[i].description, text, len)) {
			*f = &r->fields[i];
			return true;
		}
	}
	return false;
}
