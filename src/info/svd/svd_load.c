/* SPDX-License-Identifier: GPL-2.0-or-later */
/* svd_load: loads a file: reads it, completes and expands it into a set of registers, or leaves the set as it was. */
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "slurp.h"
#include "svd.h"
#include "svd_loading.h"

int svd_load_memory(struct reg_set *s, const char *path, const void *text, size_t nbytes, struct physmon_error *e)
{
	const struct reg_set_mark before = reg_set_mark(s);
	struct svd_loading l = { .path = path, .set = s, .e = e };
	int err = svd_read(&l, text, nbytes);

	if (!err)
		err = svd_derive(&l);
	if (!err)
		err = svd_expand(&l);
	if (!err && reg_set_replace_groups(s, &before))
		err = svd_loading_no_memory(&l);
	if (err)
		reg_set_undo(s, &before);
	else
		reg_set_finish(s);
	arena_free(&l.scratch);
	return err;
}

int svd_load(struct reg_set *s, const char *path, struct physmon_error *e)
{
	size_t nbytes;
	char *text;
	int err = slurp("", path, SVD_FILE_MAX + 1, &text, &nbytes);

	if (err)
		return error_set(e, PHYSMON_E_SYSTEM, -err, "%s can't be read: %s", path, strerror(-err));
	err = svd_load_memory(s, path, text, nbytes, e);
	free(text);
	return err;
}
