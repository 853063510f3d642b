/* SPDX-License-Identifier: GPL-2.0-or-later */
/* reg_glob: finds registers by pattern. */
#include "reg_set_internal.h"

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
 * Stars need no recursion: only the last one can be wrong about how much it matches. The end may be before a '.'
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

const struct reg *reg_glob_next(struct reg_glob *g)
{
	reg_set_finish(g->s);
	while (g->next < g->s->nregs) {
		const struct reg *r = g->s->regs[g->next++];

		if (matches(g->pattern, g->len, r->name, g->any_case))
			return r;
	}
	return NULL;
}

const struct reg *reg_glob_first(const struct reg_set *s, struct reg_glob *g, const char *pattern, size_t len)
{
	const struct reg *r;

	*g = (struct reg_glob){ .s = s, .pattern = pattern, .len = len };
	r = reg_glob_next(g);
	if (r)
		return r;
	g->next = 0;
	g->any_case = true;
	return reg_glob_next(g);
}
