/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cmd_map: map and whatis: the machine's physical address space. They touch no bus. */
#include <errno.h>
#include <fnmatch.h>
#include <string.h>

#include "args.h"
#include "error.h"
#include "machine.h"
#include "names_kernel.h"
#include "names_machine.h"
#include "register_whatis.h"
#include "session.h"
#include "text.h"
#include "whatis.h"

/* --- map ----------------------------------------------------------------------------------------------------- */

#define INDENT_MOST 12 /* levels that are shown by blanks: /proc/iomem has five */

/* "driver uart-pl011, claimed" */
static void map_facts(const struct machine_region *r, char *out, size_t size)
{
	text_print(out, size, " (%s%.80s%s%s%s)", r->driver ? "driver " : "", r->driver ? r->driver : "",
		   r->driver ? ", " : "", r->node && r->node->disabled ? "disabled, " : "",
		   machine_access_word(r->access));
}

static void map_region(struct session *s, const struct machine_region *r, unsigned depth, unsigned digits)
{
	const unsigned indent = 2 * (depth < INDENT_MOST ? depth : INDENT_MOST);
	char facts[140], bar[PCI_NAME + 4] = "";

	map_facts(r, facts, sizeof(facts));
	if (r->pci)
		text_print(bar, sizeof(bar), "%s/%u", r->pci->name, r->bar);
	emit_result(s->emit,
		    "%*llx{*first}-%*llx{*last} %-*s%s{name}%s"
		    "|%u{depth}%s{driver}%s{devmem}%s{node}%s{compatible}%s{pci}",
		    digits, ull(r->first), digits, ull(r->last), indent, "", r->name, facts, r->depth, r->driver,
		    machine_access_word(r->access), r->node ? r->node->path : NULL,
		    r->node ? r->node->compatible : NULL, bar);
}

static bool map_like(const char *glob, const char *text)
{
	return text && !fnmatch(glob, text, 0);
}

/* By anything that it is called. */
static bool map_matches(const struct machine_region *r, const char *glob)
{
	char bar[PCI_NAME + 4];

	if (map_like(glob, r->name) || map_like(glob, r->driver))
		return true;
	if (r->node &&
	    (map_like(glob, r->node->name) || map_like(glob, r->node->path) || map_like(glob, r->node->compatible)))
		return true;
	if (!r->pci)
		return false;
	text_print(bar, sizeof(bar), "%s/%u", r->pci->name, r->bar);
	return map_like(glob, bar);
}

/* What isn't there is said: an address space that looks empty but for that. */
static void map_notes(struct session *s, const struct machine *m)
{
	if (m->hidden)
		emit_note(s->emit, "/proc/iomem %s: this is what the device tree and sysfs tell",
			  !m->iomem ? "can't be read" : "shows addresses only with CAP_SYS_ADMIN");
	if (m->cut)
		emit_note(s->emit, "the device tree is too large, or was read too slowly: some of it is missing here");
}

static int run_map(struct call *c, struct physmon_error *e)
{
	const char *glob = c->noperands ? c->operands[0].text : NULL;
	const struct machine_region *r;
	struct session *s = c->s;
	const struct machine *m = names_machine_get(s, true, e);
	uint64_t last = 0;
	size_t i, n = 0;

	if (!m)
		return -ENOMEM;
	for (i = 0; (r = machine_at(m, i)); i++) {
		if (!glob || map_matches(r, glob))
			last = r->last > last ? r->last : last;
	}
	for (i = 0; (r = machine_at(m, i)); i++) {
		if (emit_status(s->emit))
			return -EPIPE;
		if (glob && !map_matches(r, glob))
			continue;
		map_region(s, r, glob ? 0 : r->depth, session_digits(last));
		n++;
	}
	map_notes(s, m);
	if (n)
		return 0;
	if (glob) {
		return args_blame(
			c, 0,
			error_set(e, PHYSMON_E_NONE, ENOENT, "no region, node, driver or BAR is called %.60s", glob));
	}
	return error_set(e, PHYSMON_E_NONE, ENOENT,
			 "nothing is known of this machine: neither /proc/iomem nor a device tree can be read");
}

/* --- whatis -------------------------------------------------------------------------------------------------- */

/* Who reports what holds an address, in the order of their lines. To add one: its function, and its name here. */
static whatis_fn *const reports[] = { register_whatis, names_machine_whatis, names_kernel_whatis };

static int run_whatis(struct call *c, struct physmon_error *e)
{
	struct whatis w = { .s = c->s, .physical = physmon_info(c->s->target)->space == PHYSMON_SPACE_PHYSICAL };
	int r = args_address(c, 0, &w.addr, e);

	for (size_t i = 0; !r && i < sizeof(reports) / sizeof(reports[0]); i++)
		r = reports[i](&w, e);
	if (r || w.said)
		return r;
	return args_blame(
		c, 0,
		error_set(e, PHYSMON_E_NONE, ENOENT,
			  w.physical ? "nothing is known about %08llx" : "nothing is known about %08llx in this target",
			  (unsigned long long)w.addr));
}

const struct command cmd_map[] = {
	{ .name = "map",
	  .signature = "[GLOB]",
	  .help = "list what is in memory, and which driver holds it\n"
		  "From /proc/iomem, the device tree and PCI's BARs. In parentheses: the driver,\n"
		  "and whether /dev/mem lets one in: open; ram (the kernel's); claimed (by a\n"
		  "driver); closed (/dev/mem can't be opened at all); unknown.\n"
		  "A GLOB selects by name, node, compatible string, driver or BAR: map \"*gpio*\"",
	  .run = run_map },
	{ .name = "whatis",
	  .signature = "ADDR",
	  .help = "show what is at an address\n"
		  "The innermost region, its device tree node and compatible strings, its PCI BAR;\n"
		  "on kcore and kmem the kernel's symbol. Nothing is read there.",
	  .run = run_whatis },
	{ 0 },
};
