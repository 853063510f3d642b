/* SPDX-License-Identifier: GPL-2.0-or-later */
/* register_whatis: reports registers and peripherals at an address to whatis. */
#include <errno.h>

#include "register_db.h"
#include "register_print.h"
#include "register_whatis.h"
#include "session.h"

int register_whatis(struct whatis *w, struct physmon_error *e)
{
	const struct reg *r;
	const struct reg_group *p;
	char about[200];
	struct reg_set *svd;
	size_t i = 0;
	int err;

	/* registers have no virtual addresses */
	if (physmon_info(w->s->target)->space == PHYSMON_SPACE_KERNEL)
		return 0;
	err = register_db_get(w->s, &svd, e);
	if (err)
		return err == -ENOMEM ? err : 0;
	while ((r = reg_set_at(svd, w->addr, &i))) {
		register_print_sentence(about, sizeof(about), r->description);
		whatis_say(w, r->addr, r->addr + reg_bytes(r) - 1, r->name, r->format, about);
	}
	p = reg_set_group_at(svd, w->addr);
	for (i = 0; p && i < p->nblocks; i++) {
		if (w->addr < p->blocks[i].first || w->addr > p->blocks[i].last)
			continue;
		register_print_sentence(about, sizeof(about), p->description);
		whatis_say(w, p->blocks[i].first, p->blocks[i].last, p->name, p->format, about);
	}
	return 0;
}
