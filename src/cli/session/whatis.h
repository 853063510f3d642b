/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * whatis: what stands at an address, by all that know something: a literal table of tellers in whatis.c, each of which
 * names what it knows or says nothing. Touches no bus.
 *
 * To add one: a whatis_tell_fn, its declaration here, its line in the table.
 */
#ifndef CLI_WHATIS_H
#define CLI_WHATIS_H

#include <stddef.h>
#include <stdint.h>

#include <physmon.h>

struct session;

struct whatis {
	struct session *s;
	uint64_t addr; /* of the session's target */
	bool physical; /* it is a physical address, so what the machine tells applies */
	size_t said;
};

/*
 * A teller: calls whatis_say() for each thing that it knows to hold w->addr, the innermost first. 0, also if it knows
 * nothing; or -errno with @e: it can't tell.
 */
typedef int whatis_tell_fn(struct whatis *w, struct physmon_error *e);

/*
 * whatis_say - "FIRST-LAST NAME+OFFSET (SOURCE: DETAIL)". @name: of what begins at @first. @source: who tells: "iomem",
 * "svd".
 * @detail: more, or NULL.
 */
void whatis_say(struct whatis *w, uint64_t first, uint64_t last, const char *name, const char *source,
		const char *detail);

/*
 * whatis_tell - ask all tellers about w->addr. 0, also if nobody knows it (w->said is 0); or the -errno of one, with
 * @e.
 */
int whatis_tell(struct whatis *w, struct physmon_error *e);

/* The tellers, in the order in which they are asked. */
whatis_tell_fn names_kernel_whatis;  /* symbol.c: the kernel's symbols */
whatis_tell_fn register_whatis;	     /* register_tell.c: descriptions of registers */
whatis_tell_fn names_machine_whatis; /* regions.c: /proc/iomem, device tree, PCI */

#endif
