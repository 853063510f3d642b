/* SPDX-License-Identifier: GPL-2.0-or-later */
/* svd_none: stands for the rooms that read register descriptions where physmon is built without expat. Knows no
 * register; what a register on its own says is svd_value's here too. */
#include <errno.h>

#include "error.h"
#include "optlib.h"
#include "svd.h"

int svd_new(struct svd **s)
{
	*s = NULL;
	return 0;
}

void svd_free(struct svd *s)
{
	(void)s;
}

int svd_load(struct svd *s, const char *path, struct physmon_error *e)
{
	(void)s;
	return error_set(e, PHYSMON_E_SYSTEM, ENOSYS, "%s can't be read: %s; def lines can stand for it", path,
			 optlib_expat_why());
}

int svd_load_memory(struct svd *s, const char *path, const void *text, size_t nbytes, struct physmon_error *e)
{
	(void)text, (void)nbytes;
	return svd_load(s, path, e);
}

size_t svd_nregs(const struct svd *s)
{
	(void)s;
	return 0;
}

const struct svd_register *svd_reg(const struct svd *s, size_t i)
{
	(void)s, (void)i;
	return NULL;
}

const struct svd_peripheral *svd_peripheral(const struct svd *s, size_t i)
{
	(void)s, (void)i;
	return NULL;
}

const char *svd_device(const struct svd *s)
{
	(void)s;
	return "";
}

int svd_find(struct svd *s, const char *name, size_t len, struct svd_hit *hit, struct physmon_error *e)
{
	(void)s, (void)name, (void)len, (void)hit, (void)e;
	return -ENOENT;
}

const struct svd_register *svd_glob_first(const struct svd *s, struct svd_glob *g, const char *pattern, size_t len)
{
	(void)s, (void)g, (void)pattern, (void)len;
	return NULL;
}

const struct svd_register *svd_glob_next(struct svd_glob *g)
{
	(void)g;
	return NULL;
}

void svd_complete(const struct svd *s, const char *prefix, size_t len, void (*add)(void *add_ctx, const char *name),
		  void *add_ctx)
{
	(void)s, (void)prefix, (void)len, (void)add, (void)add_ctx;
}

const struct svd_register *svd_at(const struct svd *s, uint64_t addr, const struct svd_register *after)
{
	(void)s, (void)addr, (void)after;
	return NULL;
}

const struct svd_register *svd_innermost(const struct svd *s, uint64_t addr)
{
	(void)s, (void)addr;
	return NULL;
}

size_t svd_from(const struct svd *s, uint64_t addr)
{
	(void)s, (void)addr;
	return 0;
}

const struct svd_peripheral *svd_peripheral_at(const struct svd *s, uint64_t addr)
{
	(void)s, (void)addr;
	return NULL;
}

bool svd_search(const struct svd_register *r, const char *text, size_t len, const struct svd_field **f)
{
	(void)r, (void)text, (void)len, (void)f;
	return false;
}
