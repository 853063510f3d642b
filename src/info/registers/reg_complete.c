/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reg_complete: completes names of registers. */
#include <string.h>
#include <strings.h>

#include "reg_set_internal.h"
#include "text.h"

struct way {
	const char *prefix;
	size_t len;
	bool any_case;
	size_t found;
	const char *last; /* handed over last: alternates have the same name */
	void (*add)(void *add_ctx, const char *name);
	void *ctx;
};

static bool begins(const struct way *w, const char *name, size_t len)
{
	return len <= w->len && !(w->any_case ? strncasecmp(name, w->prefix, len) : strncmp(name, w->prefix, len));
}

static void offer(struct way *w, const char *name)
{
	const size_t len = strlen(name);

	if (len < w->len || !begins(w, name, w->len) || strchr(name + w->len, '.') ||
	    (w->last && !strcmp(w->last, name)))
		return;
	w->found++;
	w->last = name;
	w->add(w->ctx, name);
}

/* Names of fields are full ones only here. */
static void offer_fields(struct way *w, const struct reg *r)
{
	const size_t len = strlen(r->name);
	char name[4096 + 512];

	if (len + 1 > w->len || w->prefix[len] != '.' || !begins(w, r->name, len))
		return;
	for (size_t i = 0; i < r->nfields; i++) {
		if (text_print(name, sizeof(name), "%s.%s", r->name, r->fields[i].name) >= sizeof(name))
			continue;
		/* it lives no longer than this turn */
		w->last = NULL;
		offer(w, name);
		w->last = NULL;
	}
}

void reg_complete(const struct reg_set *s, const char *prefix, size_t len, void (*add)(void *add_ctx, const char *name),
		  void *add_ctx)
{
	struct way w = { .prefix = prefix, .len = len, .add = add, .ctx = add_ctx };

	reg_set_finish(s);
	for (int any_case = 0; any_case < 2 && !w.found; any_case++) {
		w.any_case = any_case;
		for (size_t i = 0; i < s->nitems; i++) {
			const struct reg_container *c = s->items[i].container;

			if (c && c->kind != REG_IS_ARRAY && !reg_item_replaced(&s->items[i]))
				offer(&w, c->name);
		}
		for (size_t i = 0; i < s->nregs; i++) {
			offer(&w, s->regs[i]->name);
			offer_fields(&w, s->regs[i]);
		}
	}
}
