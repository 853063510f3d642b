/* SPDX-License-Identifier: GPL-2.0-or-later */
/* whatis: the line that whatis prints for each thing at an address. */
#include "whatis.h"
#include "emit.h"
#include "session.h"
#include "text.h"

void whatis_say(struct whatis *w, uint64_t first, uint64_t last, const char *name, const char *source,
		const char *detail)
{
	static const struct emit_record record = { "%-% %%",
						   { { EMIT_ADDR, "first", true },
						     { EMIT_ADDR, "last", true },
						     { EMIT_STR, "name", true },
						     { EMIT_STR, NULL, false },
						     { EMIT_VALUE, "offset", false },
						     { EMIT_STR, "source", false },
						     { EMIT_STR, "detail", false } } };
	const unsigned digits = session_digits(last);
	char more[400], *p = more;
	struct emit_cell cells[] = { { .u = first, .digits = digits },
				     { .u = last, .digits = digits },
				     { .s = name },
				     { .s = more },
				     { .u = w->addr - first },
				     { .s = source },
				     { .s = detail } };

	if (w->addr != first)
		p += text_print(p, 32, "+%llx", (unsigned long long)(w->addr - first));
	text_print(p, sizeof(more) - (size_t)(p - more), detail && *detail ? " (%s: %s)" : " (%s)", source, detail);
	emit_record(w->s->emit, &record, cells);
	w->said++;
}
