/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * backend: the interface between the gate and the back ends. Before the gate calls a back end it has checked width,
 * alignment, wrap, extent, read-only and protected ranges. A back end only makes the accesses.
 */
#pragma once

#include <physmon.h>

#include "policy.h"
#include "window.h"

/* A specification or a path may be of any length; a sentence must keep its end, which holds the remedy. */
#define SHOWN "%.200s"

/* backend_part - units [@from, @from + @n) of @x as a transfer. A search has no buffer. */
static inline struct physmon_xfer backend_part(const struct physmon_xfer *x, size_t from, size_t n)
{
	struct physmon_xfer part = *x;

	part.addr += from * x->step;
	part.nunits = n;
	part.done = 0;
	if (!x->sought)
		part.buf = (char *)x->buf + from * x->width;
	return part;
}

struct backend {
	struct physmon_scheme row; /* scheme, syntax, help: what lists and help print */
	unsigned widths;	   /* mask of the widths it can do, before the CPU's own limit */
	size_t priv_size;	   /* bytes of t->priv, zeroed before open */
	bool device;		   /* see physmon_info */
	bool private_ok;	   /* it can be opened with physmon_options.private */

	enum physmon_space space;
	/* Where it depends on the specification, instead of that; @rest as for open(). NULL: it doesn't. */
	enum physmon_space (*space_of)(const char *rest);

	/* Its registers as the text of a CMSIS-SVD file. NULL: it has none, or this build can't read it. */
	const char *registers;

	/*
	 * Open what follows "SCHEME:" (@rest, a part of t->spec, is NULL without a colon; a row whose syntax has none
	 * gets no other). Fills t->info: first, last, extent_known, note, and read_only, which already says what the
	 * options ask for; may open t->fd and t->folder, and add protected ranges. 0 or -errno with @e. NULL: nothing
	 * to open.
	 */
	int (*open)(struct physmon_target *t, const char *rest, const struct physmon_options *o,
		    struct physmon_error *e);

	/*
	 * Make the accesses of @x from its first unit on. x->done: units done. When a unit fails, it returns -errno
	 * with @e filled (if not NULL), x->done being the units done before it, and *@bad, at least 1, the units from
	 * there on that fail for this same cause (the rest of a page that can't be mapped) so that they need not be
	 * tried.
	 * x->state is the gate's, not the back end's, and x->sought is NULL unless t->mapped: then the
	 * transfer ends behind the unit that matches, with x->found. NULL: the target has no bus.
	 */
	int (*transfer)(struct physmon_target *t, struct physmon_xfer *x, size_t *bad, struct physmon_error *e);

	/*
	 * Read the protected ranges, which takes time (/proc/iomem) and which only writes need: calls
	 * physmon_protect(). The gate calls it once, before it checks the first write, so that a session that only
	 * reads starts without it. A failure refuses that write, and the next write asks again. 0 or -errno with @e.
	 * NULL: nothing to learn.
	 */
	int (*learn)(struct physmon_target *t, struct physmon_error *e);

	/*
	 * The extent may have changed (a file grew): refresh t->info. Called before a range is refused. NULL: it can't.
	 */
	void (*extent)(struct physmon_target *t);

	/*
	 * Why @addr of a range protected as @what (RAM or PORT) is refused: the beginning of a sentence, into @out; or
	 * nothing: as without this. Returns whether physmon_allow() lets it through. NULL: t->ram_cause, or "a driver".
	 */
	bool (*claim)(const struct physmon_target *t, unsigned what, uint64_t addr, char *out, size_t room);

	/*
	 * Hand specifications that could be opened on the machine whose files are behind @root to @add, in order. NULL:
	 * the scheme's name says it all.
	 */
	void (*specs)(const char *root, physmon_spec_fn *add, void *ctx);

	/* The same for those that are worth opening while @lockdown is in force. NULL: as specs; or row.syntax. */
	void (*offer)(const char *root, enum policy_lockdown lockdown, physmon_spec_fn *add, void *ctx);

	/* Undo what open() did, also if it failed, but for t->fd, t->folder and the windows. NULL: nothing to undo. */
	void (*close)(struct physmon_target *t);
};

struct physmon_target {
	const struct backend *be;
	void *priv; /* be->priv_size bytes, the back end's */
	char *spec;
	const char *root; /* put before every path: "", but in tests */
	int fd;		  /* set by open(), closed with the target; -1: none */
	int folder;	  /* the device's folder of sysfs, as fd */
	bool mapped;	  /* by mapped_open(): windows over fd, which support x->sought */
	struct windows windows;
	struct physmon_info info; /* widths: set after open, from the field below */
	unsigned widths;	  /* mask of the target's widths, whatever the CPU's are; open may reduce be->widths */
	struct physmon_observer *observers;
	struct physmon_range *ranges; /* sorted, disjoint */
	size_t nranges, ranges_size;
	unsigned allowed;	     /* enum physmon_protection, or'ed */
	bool learned;		     /* the gate's: be->learn() has succeeded */
	bool asked_read_only;	     /* info.read_only by the options, not because writing was refused */
	const char *read_only_cause; /* a literal; NULL: writing was refused, or asked_read_only */
	const char
		*ram_cause; /* why the RAM ranges are protected, a literal set by learn(); NULL: in use by the kernel */
};

/* The back ends of this build, NULL at the end: see backends.c. */
extern const struct backend *const backends[];

/* target_open - physmon_open() with @root before the path of every file; it must live as long as the target. */
int target_open(const char *root, const char *spec, const struct physmon_options *o, struct physmon_target **t,
		struct physmon_error *e);
