/* SPDX-License-Identifier: GPL-2.0-or-later */
/* names_machine: reads the map of the machine at the first look-up, and answers for names and whatis. */
#include <errno.h>
#include <string.h>

#include "error.h"
#include "machine.h"
#include "names.h"
#include "names_machine.h"
#include "parse.h"
#include "session.h"
#include "text.h"

struct kept {
	struct machine *machine; /* NULL: not read yet */
};

static void free_machine(struct session *s, void *module)
{
	struct kept *kept = module;

	(void)s;
	machine_free(kept->machine);
}

struct machine *names_machine_get(struct session *s, bool anew, struct physmon_error *e)
{
	static const struct session_ops ops = { .free = free_machine };
	struct kept *kept = session_attach(s, &ops, sizeof(*kept));
	struct machine *fresh = NULL;

	if (kept && kept->machine && !anew)
		return kept->machine;
	if (!kept || machine_load(s->root, &fresh)) {
		error_no_memory(e);
		return NULL;
	}
	machine_free(kept->machine);
	kept->machine = fresh;
	return fresh;
}

/* --- names --------------------------------------------------------------------------------------------------- */

/* So many of the places that a name means are listed. */
#define REGIONS_LISTED 4

static int regions_ambiguous(const char *name, size_t len, const struct machine_name *found, size_t n,
			     struct physmon_error *e)
{
	const int shown = parse_shown(name, name + len);
	char list[300], *p = list;

	for (size_t i = 0; i < n && i < REGIONS_LISTED; i++)
		p += text_print(p, 64, "%s%.40s at %08llx", i ? ", " : "", found[i].full,
				(unsigned long long)found[i].addr);
	return error_set(e, PHYSMON_E_NONE, ENOTUNIQ, "@%.*s is ambiguous: %s%s", shown, name, list,
			 n > REGIONS_LISTED ? ", and others ('map' lists them)" : "");
}

static int regions_find(void *ctx, const char *name, size_t len, struct names_hit *hit, struct physmon_error *e)
{
	struct machine_name found[REGIONS_LISTED];
	const struct machine *m = names_machine_get(ctx, false, e);
	size_t n;

	if (!m)
		return -ENOMEM;
	n = machine_names_find(m, name, len, found, REGIONS_LISTED);
	if (!n)
		return -ENOENT;
	if (n > 1)
		return regions_ambiguous(name, len, found, n, e);
	hit->addr = found[0].addr;
	return 0;
}

static void regions_complete(void *ctx, const char *prefix, size_t len, void (*add)(void *add_ctx, const char *name),
			     void *add_ctx)
{
	const struct machine *m = names_machine_get(ctx, false, NULL);

	if (m)
		machine_names(m, prefix, len, add, add_ctx);
}

int names_machine_add(struct session *s)
{
	return names_add(s->names,
			 &(struct names_source){
				 .flags = NAMES_MARKED, .find = regions_find, .complete = regions_complete, .ctx = s });
}

/* --- whatis -------------------------------------------------------------------------------------------------- */

static void regions_tell_region(struct whatis *w, const struct machine *m)
{
	const struct machine_region *r = machine_find(m, w->addr, MACHINE_ANY);
	char detail[120];

	if (!r || (!r->listed && (r->node || r->pci)))
		return; /* its own teller does */
	text_print(detail, sizeof(detail), "%s%.80s%s%s", r->driver ? "driver " : "", r->driver ? r->driver : "",
		   r->driver ? ", " : "", machine_access_word(r->access));
	whatis_say(w, r->first, r->last, r->name, "iomem", detail);
}

static void regions_tell_node(struct whatis *w, const struct machine *m)
{
	const struct machine_region *r = machine_find(m, w->addr, MACHINE_NODE);
	char detail[300];

	if (!r)
		return;
	text_print(detail, sizeof(detail), "%.200s%s%.40s%s", r->node->compatible ? r->node->compatible : "",
		   r->range->name ? ", " : "", r->range->name ? r->range->name : "",
		   r->node->disabled ? ", disabled" : "");
	whatis_say(w, r->first, r->last, r->node->path, "device tree", detail);
}

static void regions_tell_pci(struct whatis *w, const struct machine *m)
{
	const struct machine_region *r = machine_find(m, w->addr, MACHINE_PCI);
	char name[PCI_NAME + 4], detail[120];

	if (!r)
		return;
	text_print(name, sizeof(name), "%s/%u", r->pci->name, r->bar);
	text_print(detail, sizeof(detail), "%04x:%04x, %s%s", r->pci->vendor, r->pci->device,
		   r->pci->driver[0] ? "driver " : "no driver", r->pci->driver);
	whatis_say(w, r->first, r->last, name, "pci", detail);
}

int names_machine_whatis(struct whatis *w, struct physmon_error *e)
{
	const struct machine *m = w->physical ? names_machine_get(w->s, true, e) : NULL;

	if (!m)
		return w->physical ? -ENOMEM : 0;
	regions_tell_region(w, m);
	regions_tell_node(w, m);
	regions_tell_pci(w, m);
	return 0;
}
