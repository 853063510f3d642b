/* SPDX-License-Identifier: GPL-2.0-or-later */
/* svd_list: registers and peripherals in order, by pattern, by the beginning of a name, by address, by text.
 * Allocates nothing. */
#include <string.h>
#include <strings.h>

#include "svd_model.h"

size_t svd_nregs(const struct svd *s)
{
	return s->nregs;
}

const struct svd_register *svd_reg(const struct svd *s, size_t i)
{
	return i < s->nregs ? &s->regs[i] : NULL;
}

const struct svd_peripheral *svd_peripheral(const struct svd *s, size_t i)
{
	return i < s->nperipherals ? s->peripherals[i] : NULL;
}

const char *svd_device(const struct svd *s)
{
	return s->device;
}

/* --- By pattern --- */

static char folded(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

/* Up to which it matches, @name may go on with '.' or '['. */
static bool ends(const char *name)
{
	return !*name || *name == '.' || *name == '[';
}

/*
 * Stars need no recursion: only the last one can be wrong about how much it stands for. The end may be before a '.'
 * or '[': tried wherever the pattern is through.
 */
static bool matches(const char *p, size_t len, const char *name, bool any_case)
{
	const char *const end = p + len, *star = NULL, *from = NULL;

	for (;;) {
		if (p < end && *p == '*') {
			star = ++p;
			from = name;
			if (p == end)
				return true;
		} else if (p == end && ends(name)) {
			return true;
		} else if (p < end && *name &&
			   (*p == '?' || *p == *name || (any_case && folded(*p) == folded(*name)))) {
			p++;
			name++;
		} else if (star && *from) {
			name = ++from;
			p = star;
		} else {
			return false;
		}
	}
}

const struct svd_register *svd_glob_next(struct svd_glob *g)
{
	while (g->next < g->s->nregs) {
		const struct svd_register *r = &g->s->regs[g->next++];

		if (matches(g->pattern, g->len, r->name, g->any_case))
			return r;
	}
	return NULL;
}

const struct svd_register *svd_glob_first(const struct svd *s, struct svd_glob *g, const char *pattern, size_t len)
{
	const struct svd_register *r;

	*g = (struct svd_glob){ .s = s, .pattern = pattern, .len = len };
	r = svd_glob_next(g);
	if (r)
		return r;
	g->next = 0;
	g->any_case = true;
	return svd_glob_next(g);
}

/* --- By the beginning of a name --- */

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
static void offer_fields(struct way *w, const struct svd_register *r)
{
	const size_t len = strlen(r->name);
	char name[4096 + 512];

	if (len + 1 > w->len || w->prefix[len] != '.' || !begins(w, r->name, len))
		return;
	for (size_t i = 0; i < r->nfields; i++) {
		const size_t flen = strlen(r->fields[i].name);

		if (len + 1 + flen >= sizeof(name))
			continue;
		memcpy(name, r->name, len);
		name[len] = '.';
		memcpy(name + len + 1, r->fields[i].name, flen + 1);
		/* it lives no longer than this turn */
		w->last = NULL;
		offer(w, name);
		w->last = NULL;
	}
}

void svd_complete(const struct svd *s, const char *prefix, size_t len, void (*add)(void *add_ctx, const char *name),
		  void *add_ctx)
{
	struct way w = { .prefix = prefix, .len = len, .add = add, .ctx = add_ctx };

	for (int any_case = 0; any_case < 2 && !w.found; any_case++) {
		w.any_case = any_case;
		for (size_t i = 0; i < s->ncontainers; i++)
			if (s->containers[i].what != CONTAINER_ARRAY)
				offer(&w, s->containers[i].name);
		for (size_t i = 0; i < s->nregs; i++) {
			offer(&w, s->regs[i].name);
			offer_fields(&w, &s->regs[i]);
		}
	}
}

/* --- By address --- */

size_t svd_from(const struct svd *s, uint64_t addr)
{
	size_t low = 0, high = s->nregs;

	while (low < high) {
		const size_t middle = low + (high - low) / 2;

		if (s->regs[middle].addr < addr)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool holds(const struct svd_register *r, uint64_t addr)
{
	return addr >= r->addr && addr - r->addr < svd_bytes(r);
}

const struct svd_register *svd_at(const struct svd *s, uint64_t addr, const struct svd_register *after)
{
	size_t i = after ? (size_t)(after - s->regs) + 1 : svd_from(s, addr < s->widest ? 0 : addr - s->widest + 1);

	for (; i < s->nregs && s->regs[i].addr <= addr; i++)
		if (holds(&s->regs[i], addr))
			return &s->regs[i];
	return NULL;
}

const struct svd_register *svd_innermost(const struct svd *s, uint64_t addr)
{
	const struct svd_register *r, *best = NULL;

	for (r = svd_at(s, addr, NULL); r; r = svd_at(s, addr, r))
		if (!best || r->bits < best->bits)
			best = r;
	return best;
}

const struct svd_peripheral *svd_peripheral_at(const struct svd *s, uint64_t addr)
{
	const struct svd_register *r = svd_innermost(s, addr);
	const struct svd_peripheral *best = NULL;
	uint64_t least = UINT64_MAX;

	if (r)
		return r->peripheral;
	for (size_t i = 0; i < s->nperipherals; i++) {
		const struct svd_peripheral *p = s->peripherals[i];

		for (size_t b = 0; b < p->nblocks; b++) {
			const struct svd_block *k = &p->blocks[b];

			if (addr < k->first || addr > k->last || (best && k->last - k->first >= least))
				continue;
			best = p;
			least = k->last - k->first;
		}
	}
	return best;
}

/* --- By text --- */

static bool holds_text(const char *s, const char *text, size_t len)
{
	for (; *s; s++)
		if (!strncasecmp(s, text, len))
			return true;
	return !len;
}

bool svd_search(const struct svd_register *r, const char *text, size_t len, const struct svd_field **f)
{
	*f = NULL;
	if (holds_text(r->name, text, len) || holds_text(r->description, text, len) ||
	    holds_text(r->display_name, text, len) || holds_text(r->peripheral->description, text, len))
		return true;
	for (size_t i = 0; i < r->nfields; i++) {
		if (holds_text(r->fields[i].name, text, len) || holds_text(r->fields[i].description, text, len)) {
			*f = &r->fields[i];
			return true;
		}
	}
	return false;
}
