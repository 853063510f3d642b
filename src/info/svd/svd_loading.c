/* SPDX-License-Identifier: GPL-2.0-or-later */
/* svd_loading: errors of a file being loaded, and the limits of memory and work. */
#include <errno.h>
#include <stdarg.h>
#include <string.h>

#include "error.h"
#include "svd_loading.h"
#include "text.h"

/* a few hundred million comparisons take a second or so */
#define WORK_MAX ((uint64_t)1 << 28)

const char *const svd_loading_words[] = { "device", "peripheral",	"cluster",	   "register",
					  "field",  "enumeratedValues", "enumeratedValue", "addressBlock" };

int svd_loading_bad(struct svd_loading *l, const struct svd_at *at, int err, const char *fmt, ...)
{
	char what[PHYSMON_ERROR_TEXT], where[32] = "";
	va_list ap;

	va_start(ap, fmt);
	text_vprint(what, sizeof(what), fmt, ap);
	va_end(ap);
	if (at)
		text_print(where, sizeof(where), ":%u:%u", at->line, at->column);
	return error_set(l->e, PHYSMON_E_SYSTEM, err, "%s%s: %s", l->path, where, what);
}

void svd_loading_note(struct svd_loading *l, enum svd_note kind, const struct svd_at *at, const char *fmt, ...)
{
	char *text = l->notes[kind].text;
	const size_t size = sizeof(l->notes[kind].text);
	va_list ap;
	size_t n;

	if (l->notes[kind].n++)
		return;
	n = text_print(text, size, "%u:%u: ", at->line, at->column);
	va_start(ap, fmt);
	text_vprint(text + n, size - n, fmt, ap);
	va_end(ap);
}

int svd_loading_no_memory(struct svd_loading *l)
{
	if (reg_set_full(l->set))
		return svd_loading_bad(l, NULL, E2BIG, "it would take more than %lu MiB of memory",
				       (unsigned long)(l->memory >> 20));
	return svd_loading_bad(l, NULL, ENOMEM, "out of memory");
}

int svd_loading_works(struct svd_loading *l, uint64_t steps)
{
	l->work += steps;
	return l->work <= WORK_MAX
		       ? 0
		       : svd_loading_bad(l, NULL, E2BIG, "what it derives and repeats grows beyond all bounds");
}

void *svd_loading_take(struct svd_loading *l, size_t nbytes)
{
	void *p = reg_set_spend(l->set, nbytes) ? arena_take(&l->scratch, nbytes) : NULL;

	return p ? memset(p, 0, nbytes) : NULL;
}

char *svd_loading_copy(struct svd_loading *l, const char *text, size_t len)
{
	return reg_set_spend(l->set, len) ? arena_text(&l->scratch, text, len) : NULL;
}
