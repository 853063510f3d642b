/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mappings: parses lines of maps and of PAT's list. "FIRST-END PERMS OFFSET DEVICE INODE PATH" comes from
 * fs/proc/task_mmu.c, show_map_vma(). The lines of PAT come from arch/x86/mm/pat/memtype.c, memtype_seq_show(): "PAT:
 * [mem 0xFIRST-0xEND] TYPE" since Linux 5.6, "TYPE @ 0xFIRST-0xEND" before. END is always the byte after the last.
 */
#include <string.h>

#include "hex.h"
#include "mappings.h"

/* "FIRST-END", each with or without 0x, holding @addr; *@p moves behind it. */
static bool range_holds(const char **p, uint64_t addr, uint64_t *first, uint64_t *last)
{
	const char *s = *p, *dash = s + strspn(s, "0123456789abcdefABCDEFx"), *end;
	uint64_t stop;

	if (*dash != '-')
		return false;
	end = dash + 1 + strspn(dash + 1, "0123456789abcdefABCDEFx");
	if (hex_parse(s, dash, first) || hex_parse(dash + 1, end, &stop) || stop <= *first)
		return false;
	*last = stop - 1;
	*p = end;
	return *first <= addr && addr <= *last;
}

/* The next field of a line, into @out; returns what follows it and its blanks. */
static const char *field(const char *p, char *out, size_t size)
{
	const size_t n = strcspn(p, " \n");
	size_t i;

	for (i = 0; i < n && i + 1 < size; i++)
		out[i] = p[i] > ' ' && p[i] <= '~' ? p[i] : '?';
	out[i] = '\0';
	return p + n + strspn(p + n, " ");
}

static const char *next_line(const char *p)
{
	p = strchr(p, '\n');
	return p ? p + 1 : NULL;
}

bool mappings_find(const char *text, uint64_t addr, struct mapping *m)
{
	const char *p;
	char skip[32];

	for (; text; text = next_line(text)) {
		p = text;
		if (!range_holds(&p, addr, &m->first, &m->last) || *p != ' ')
			continue;
		p = field(p + 1, m->perms, sizeof(m->perms));
		p = field(p, skip, sizeof(skip));
		p = field(p, skip, sizeof(skip));
		p = field(p, skip, sizeof(skip));
		field(p, m->path, sizeof(m->path));
		return true;
	}
	return false;
}

bool mappings_type(const char *text, uint64_t addr, char *type, size_t size)
{
	static const char now[] = "PAT: [mem ", before[] = " @ ";
	uint64_t first, last;
	const char *p, *at;

	for (; text; text = next_line(text)) {
		if (!strncmp(text, now, sizeof(now) - 1)) {
			p = text + sizeof(now) - 1;
			if (range_holds(&p, addr, &first, &last) && !strncmp(p, "] ", 2)) {
				field(p + 2, type, size);
				return true;
			}
			continue;
		}
		at = strstr(text, before);
		if (!at || memchr(text, '\n', (size_t)(at - text)))
			continue;
		p = at + sizeof(before) - 1;
		if (range_holds(&p, addr, &first, &last)) {
			field(text, type, size);
			return true;
		}
	}
	return false;
}
