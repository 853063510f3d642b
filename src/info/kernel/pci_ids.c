/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pci_ids: searches pci.ids. A line is "VVVV Vendor", "<tab>DDDD Device" of the vendor above, "<tab><tab>..." of a
 * subsystem; "C CC Class" and "<tab>SS Subclass"; # begins a comment. Reading 40000 lines takes a millisecond, so there
 * is no index for the few devices of a machine.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "hex.h"
#include "pci_ids.h"
#include "slurp.h"
#include "text.h"

#define IDS_MOST (16u << 20) /* it is 1.5 MB today */

struct ids_line {
	const char *p, *end;
};

char *pci_ids_load(const char *root)
{
	static const char *const places[] = { "/usr/share/misc/pci.ids", "/usr/share/hwdata/pci.ids",
					      "/usr/share/pci.ids" };
	size_t nbytes;
	char *text;

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (!slurp(root, places[i], IDS_MOST, &text, &nbytes))
			return text;
	return NULL;
}

/* The next line of the text behind @l, without comments and empty ones. */
static bool ids_next(const char *ids, struct ids_line *l)
{
	do {
		l->p = !l->end ? ids : *l->end ? l->end + 1 : l->end;
		l->end = l->p + strcspn(l->p, "\n");
	} while (*l->p == '\n' || *l->p == '#');
	return l->p < l->end;
}

/* Does @l begin with @lead, then @digits digits that are @v, then two blanks? Returns the name behind them, or NULL. */
static const char *ids_name(const struct ids_line *l, const char *lead, unsigned digits, uint32_t v)
{
	const size_t n = strlen(lead);
	uint64_t seen;
	const char *p = l->p + n;

	if ((size_t)(l->end - l->p) <= n + digits + 2 || memcmp(l->p, lead, n) || p[digits] != ' ' || p[1] == 'x' ||
	    hex_parse(p, p + digits, &seen) || seen != v)
		return NULL;
	p += digits;
	while (p < l->end && *p == ' ')
		p++;
	return p < l->end ? p : NULL;
}

/* The name of @outer, and behind it (@both) or in its place that of @inner below it. */
static void ids_find(const char *ids, const char *lead, unsigned digits, uint32_t outer, uint32_t inner, bool both,
		     char *out, size_t room)
{
	struct ids_line l = { NULL, NULL };
	const char *name = NULL;
	size_t n;

	*out = '\0';
	while (ids && !name && ids_next(ids, &l))
		name = ids_name(&l, lead, digits, outer);
	if (!name)
		return;
	n = text_print(out, room, "%.*s", (int)(l.end - name), name);
	while (ids_next(ids, &l) && *l.p == '\t') {
		name = ids_name(&l, "\t", digits, inner);
		if (!name)
			continue;
		if (!both)
			n = 0;
		n = n < room ? n : room - 1;
		text_print(out + n, room - n, n ? " %.*s" : "%.*s", (int)(l.end - name), name);
		break;
	}
	text_tame(out, out + strlen(out));
}

void pci_ids_device(const char *ids, uint16_t vendor, uint16_t device, char *out, size_t room)
{
	ids_find(ids, "", 4, vendor, device, true, out, room);
}

void pci_ids_class(const char *ids, uint32_t class_code, char *out, size_t room)
{
	ids_find(ids, "C ", 2, class_code >> 16, class_code >> 8 & 0xff, false, out, room);
}
