/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * reg_edit: registers defined one by one. Fields are collected until another register is defined or one is looked up;
 * then the register goes into the set, where nothing changes any more. So a thousand fields need no thousand copies.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "reg_edit.h"

void reg_edit_free(struct reg_edit *ed)
{
	if (ed->kept.fields != ed->open.fields)
		free(ed->kept.fields);
	free(ed->open.fields);
}

void reg_edit_begin(struct reg_edit *ed)
{
	if (ed->begun)
		return;
	ed->begun = true;
	ed->kept = ed->open;
	ed->mark = reg_set_mark(ed->set);
}

void reg_edit_settle(struct reg_edit *ed, bool keep)
{
	if (!ed->begun)
		return;
	if (ed->kept.fields != ed->open.fields)
		free(keep ? ed->kept.fields : ed->open.fields);
	if (!keep) {
		reg_set_undo(ed->set, &ed->mark);
		ed->open = ed->kept;
	}
	ed->begun = false;
	ed->kept = (struct reg_edit_open){ 0 };
}

/* By name, those of one name in the order of definition: they are in one array. */
static int by_name(const void *a, const void *b)
{
	const struct reg_field *const *f = a, *const *g = b;
	const int names = strcmp((*f)->name, (*g)->name);

	return names ? names : (*f > *g) - (*f < *g);
}

/* The fields of @o into @made, if there is memory for it: of each name the last. Returns how many; 0: no memory. */
static size_t last_of_names(const struct reg_edit_open *o, struct reg_field *made)
{
	const struct reg_field **sorted = made ? malloc(o->n * sizeof(*sorted)) : NULL;
	size_t n = 0;

	if (!sorted)
		return 0;
	for (size_t i = 0; i < o->n; i++)
		sorted[i] = &o->fields[i];
	qsort(sorted, o->n, sizeof(*sorted), by_name);
	for (size_t i = 0; i < o->n; i++)
		if (i + 1 == o->n || strcmp(sorted[i]->name, sorted[i + 1]->name) != 0)
			made[n++] = *sorted[i];
	free(sorted);
	return n;
}

/* The fields of the open register as the model wants them. 0 or -ENOMEM. */
static int make_fields(struct reg_edit *ed)
{
	struct reg_edit_open *o = &ed->open;
	struct reg_field *made = reg_set_take(ed->set, o->n * sizeof(*made));
	const size_t n = last_of_names(o, made);

	if (n)
		qsort(made, n, sizeof(*made), reg_field_order);
	o->reg.fields = made;
	o->reg.nfields = n;
	return n ? 0 : -ENOMEM;
}

/* Drop the fields of the open register that later ones have replaced. 0 or -ENOMEM. */
static int drop_replaced(struct reg_edit *ed)
{
	struct reg_edit_open *o = &ed->open;
	struct reg_field *made = malloc(o->n * sizeof(*made));
	const size_t n = last_of_names(o, made);

	if (!n) {
		free(made);
		return -ENOMEM;
	}
	if (!ed->begun || o->fields != ed->kept.fields) /* else they may come back */
		free(o->fields);
	o->fields = made;
	o->capacity = o->n;
	o->n = n;
	return 0;
}

/* Each of "A" and "A.B" is a name if "A.B.C" is a register's. 0 or -ENOMEM. */
static int add_clusters(struct reg_set *s, const struct reg *r)
{
	for (const char *dot = strchr(r->name, '.'); dot; dot = strchr(dot + 1, '.')) {
		const size_t len = (size_t)(dot - r->name);
		char *name;

		if (!len || reg_set_has(s, r->name, len))
			continue;
		name = reg_set_text(s, r->name, len);
		if (!name || reg_set_add_cluster(s, NULL, name, r->addr))
			return -ENOMEM;
	}
	return 0;
}

static int close_register(struct reg_edit *ed)
{
	struct reg_edit_open *o = &ed->open;

	if (!o->used)
		return 0;
	if (o->n && make_fields(ed))
		return -ENOMEM;
	if (o->was && reg_set_replace(ed->set, o->was))
		return -ENOMEM;
	if (!reg_set_add(ed->set, &o->reg) || add_clusters(ed->set, &o->reg))
		return -ENOMEM;
	if (o->fields != ed->kept.fields)
		free(o->fields);
	*o = (struct reg_edit_open){ 0 };
	return 0;
}

static void before_look_up(void *ctx)
{
	close_register(ctx); /* without memory it stays open, and isn't found */
}

void reg_edit_init(struct reg_edit *ed, struct reg_set *set)
{
	ed->set = set;
	reg_set_before_look_up(set, before_look_up, ed);
}

/* Open @r, which replaces @was. */
static void open_register(struct reg_edit *ed, const struct reg *r, const struct reg *was)
{
	struct reg_edit_open *o = &ed->open;

	o->reg = *r;
	o->was = was;
	o->reg.fields = NULL;
	o->reg.nfields = 0;
	o->reg.defined = true;
	o->reg.format = "def";
	o->used = true;
}

static bool is_open(const struct reg_edit *ed, const char *name, size_t len)
{
	return ed->open.used && strlen(ed->open.reg.name) == len && !memcmp(ed->open.reg.name, name, len);
}

int reg_edit_register(struct reg_edit *ed, const struct reg *r)
{
	const size_t len = strlen(r->name);
	const struct reg *old;

	if (close_register(ed))
		return -ENOMEM;
	while ((old = reg_set_named(ed->set, NULL, r->name, len)))
		if (reg_set_replace(ed->set, old))
			return -ENOMEM;
	open_register(ed, r, NULL);
	return 0;
}

static int add_field(struct reg_edit *ed, const struct reg_field *f)
{
	struct reg_edit_open *o = &ed->open;
	const bool kept = ed->begun && o->fields == ed->kept.fields;

	if (o->full)
		return -E2BIG;
	if (array_add(&o->fields, &o->capacity, &o->n, f, sizeof(*f)))
		return -ENOMEM;
	if (kept) { /* the same array, which may have moved */
		ed->kept.fields = o->fields;
		ed->kept.capacity = o->capacity;
	}
	if (o->n <= REG_EDIT_FIELDS_MAX + o->more)
		return 0;
	if (drop_replaced(ed))
		return -ENOMEM;
	/* what is replaced from now on is dropped after so many more: dropping takes a sort */
	o->more = o->n > REG_EDIT_FIELDS_MAX - REG_EDIT_FIELDS_MAX / 8 ? REG_EDIT_FIELDS_MAX / 8 : 0;
	o->full = o->n > REG_EDIT_FIELDS_MAX;
	return o->full ? -E2BIG : 0;
}

int reg_edit_field(struct reg_edit *ed, const struct reg *r, const struct reg_field *f)
{
	int err = 0;

	if (!is_open(ed, r->name, strlen(r->name))) {
		if (close_register(ed))
			return -ENOMEM;
		open_register(ed, r, r);
		for (size_t i = 0; !err && i < r->nfields; i++)
			err = add_field(ed, &r->fields[i]);
	}
	return err ? err : add_field(ed, f);
}

int reg_edit_remove(struct reg_edit *ed, const char *name, size_t len)
{
	const struct reg *r;

	if (is_open(ed, name, len) && close_register(ed))
		return -ENOMEM;
	r = reg_set_named(ed->set, NULL, name, len);
	return r && r->defined ? reg_set_replace(ed->set, r) : 0;
}

const struct reg *reg_edit_find(const struct reg_edit *ed, const char *name, size_t len)
{
	const struct reg *r = is_open(ed, name, len) ? &ed->open.reg : reg_set_named(ed->set, NULL, name, len);

	return r && r->defined ? r : NULL;
}

const struct reg *reg_edit_of(const struct reg_edit *ed, const char *name, size_t len, const char **field)
{
	const struct reg *r = NULL;
	const char *dot = name + len;

	while (!r && (dot = memrchr(name, '.', (size_t)(dot - name))))
		if (dot + 1 < name + len)
			r = reg_edit_find(ed, name, (size_t)(dot - name));
	*field = dot ? dot + 1 : NULL;
	return r;
}

bool reg_edit_noread(const struct reg_edit *ed, const struct reg *r)
{
	struct reg whole = *r;

	if (r == &ed->open.reg) {
		whole.fields = ed->open.fields;
		whole.nfields = ed->open.n;
	}
	return reg_noread(&whole);
}
