/* SPDX-License-Identifier: GPL-2.0-or-later */
/* svd_load: loads a file: reads it, completes and expands it into a set of registers, or leaves the set as it was. */
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "slurp.h"
#include "svd.h"
#include "svd_loading.h"
#include "text.h"

/* What a file holds in vain, into @e. */
static void put_note(const struct svd_loading *l, const struct reg_group *twice, struct physmon_error *e)
{
	static const char *const what[] = { [KIND_PERIPHERAL] = "peripheral without baseAddress",
					    [KIND_CLUSTER] = "cluster without addressOffset",
					    [KIND_REGISTER] = "register without addressOffset" };
	const struct svd_node *const n = l->homeless;
	char others[40] = "", two[400] = "";

	if (l->nhomeless > 1)
		text_print(others, sizeof(others), ", and %zu more without address", l->nhomeless - 1);
	if (twice)
		text_print(two, sizeof(two), "%speripheral %.200s is described twice: the later one counts",
			   n ? "; " : "", twice->name);
	if (n)
		error_text(e, "%.100s:%u:%u: a %s is left out%s%s", l->path, n->at.line, n->at.column, what[n->kind],
			   others, two);
	else if (twice)
		error_text(e, "%.100s: %s", l->path, two);
	else
		error_text(e, "%s", "");
}

int svd_load_memory(struct reg_set *s, const char *path, const void *text, size_t nbytes, struct physmon_error *e)
{
	const struct reg_set_mark before = reg_set_mark(s);
	const struct reg_group *twice;
	struct svd_loading l = { .path = path, .set = s, .e = e };
	int err = svd_read(&l, text, nbytes);

	if (!err)
		err = svd_derive(&l);
	if (!err)
		err = svd_expand(&l);
	if (!err && reg_set_replace_groups(s, &before, &twice))
		err = svd_loading_no_memory(&l);
	if (err) {
		reg_set_undo(s, &before);
	} else {
		reg_set_finish(s);
		put_note(&l, twice, e);
	}
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
