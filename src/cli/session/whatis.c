/* SPDX-License-Identifier: GPL-2.0-or-later */
/* whatis: the line that whatis prints for each thing at an address. */
#include "whatis.h"
#include "emit.h"
#include "session.h"
#include "text.h"

void whatis_say(struct whatis *w, uint64_t first, uint64_t last, const char *name, const char *source,
		const char *detail)
{
	const unsigned digits = session_digits(last);
	char more[400], *p = more;

	if (w->addr != first)
		p += text_print(p, 32, "+%llx", (unsigned long long)(w->addr - first));
	text_print(p, sizeof(more) - (size_t)(p - more), detail && *detail ? " (%s: %s)" : " (%s)", source, detail);
	emit_result(w->s->emit, "%*llx{*first}-%*llx{*last} %s{*name}%s|%llx{offset}%s{source}%s{detail}", digits,
		    ull(first), digits, ull(last), name, more, ull(w->addr - first), source, detail);
	w->said++;
}
