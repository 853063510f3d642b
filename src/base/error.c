/* SPDX-License-Identifier: GPL-2.0-or-later */
/* error: fills struct physmon_error from a format. */
#include <stdarg.h>

#include "error.h"
#include "text.h"

int error_set(struct physmon_error *e, enum physmon_kind kind, int err, const char *fmt, ...)
{
	va_list ap;

	if (e) {
		e->kind = kind;
		e->err = err;
		error_at(e, 0, 0, 0);
		va_start(ap, fmt);
		text_vprint(e->text, sizeof(e->text), fmt, ap);
		va_end(ap);
	}
	return err ? -err : -EINVAL;
}

int error_no_memory(struct physmon_error *e)
{
	return error_set(e, PHYSMON_E_SYSTEM, ENOMEM, "out of memory");
}

void error_at(struct physmon_error *e, uint64_t addr, unsigned width, size_t done)
{
	if (!e)
		return;
	e->addr = addr;
	e->width = width;
	e->done = done;
}
