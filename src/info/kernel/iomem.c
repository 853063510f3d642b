/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * iomem: parses /proc/iomem. A line is "FIRST-LAST : NAME", indented by two blanks for each level (kernel/resource.c,
 * r_show()). Regions are kept in one array in the file's order, parents before children; their names in one copy of the
 * text.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "array.h"
#include "hex.h"
#include "iomem.h"
#include "pci.h"
#include "slurp.h"
#include "text.h"

/* The largest machines have some ten thousand lines of 60 bytes. More than this is no /proc/iomem. */
#define IOMEM_MOST (16u << 20)

/* What so many regions, in the file's order, hold together: a search passes over those that hold nothing of it. */
#define GROUP 64
struct iomem_group {
	uint64_t first, last;
};

struct iomem {
	struct iomem_region *regions;
	size_t n, room;
	struct iomem_group *groups;
	size_t ngroups, groups_room;
	char *text;
};

/* The number at @p; returns what follows it, or NULL: no number, or one of more than 64 bits. */
static const char *iomem_number(const char *p, const char *end, uint64_t *v)
{
	const char *start = p;

	while (p < end && hex_digit(*p) >= 0)
		p++;
	return hex_parse(start, p, v) ? NULL : p;
}

/* Where the name begins; NULL if the line isn't one of /proc/iomem's. */
static char *iomem_line(char *line, const char *end, struct iomem_region *r)
{
	static const char between[] = " : ";
	const size_t nbetween = sizeof(between) - 1;
	const char *p = line;

	while (p < end && *p == ' ')
		p++;
	r->depth = (unsigned)((size_t)(p - line) / 2);
	p = iomem_number(p, end, &r->first);
	if (!p || p == end || *p++ != '-')
		return NULL;
	p = iomem_number(p, end, &r->last);
	if (!p || r->last < r->first || (size_t)(end - p) <= nbetween || memcmp(p, between, nbetween))
		return NULL;
	return line + (p - line) + nbetween;
}

static int iomem_add(struct iomem *m, const struct iomem_region *r)
{
	const struct iomem_group alone = { r->first, r->last };
	struct iomem_group *g;

	if (m->n % GROUP == 0 && array_add(&m->groups, &m->groups_room, &m->ngroups, &alone, sizeof(alone)))
		return -ENOMEM;
	g = &m->groups[m->ngroups - 1];
	if (r->first < g->first)
		g->first = r->first;
	if (r->last > g->last)
		g->last = r->last;
	return array_add(&m->regions, &m->room, &m->n, r, sizeof(*r));
}

static int iomem_lines(struct iomem *m, size_t nbytes)
{
	char *line = m->text, *const stop = m->text + nbytes, *end, *name;
	struct iomem_region r;

	*stop = '\n';
	for (; line < stop; line = end + 1) {
		end = memchr(line, '\n', (size_t)(stop - line) + 1);
		name = iomem_line(line, end, &r);
		if (!name)
			continue;
		text_tame(name, end);
		*end = '\0';
		r.name = name;
		if (iomem_add(m, &r))
			return -ENOMEM;
	}
	return 0;
}

int iomem_parse(char *text, size_t nbytes, struct iomem **out)
{
	struct iomem *m = calloc(1, sizeof(*m));

	if (!m) {
		free(text);
		return -ENOMEM;
	}
	m->text = text;
	if (iomem_lines(m, nbytes)) {
		iomem_free(m);
		return -ENOMEM;
	}
	*out = m;
	return 0;
}

int iomem_load(const char *root, const char *name, struct iomem **m)
{
	size_t nbytes;
	char *text;
	int err = slurp(root, name, IOMEM_MOST, &text, &nbytes);

	*m = NULL;
	if (err)
		return err;
	/* half of it would leave System RAM unprotected */
	if (nbytes == IOMEM_MOST) {
		free(text);
		return -EFBIG;
	}
	return iomem_parse(text, nbytes, m);
}

void iomem_free(struct iomem *m)
{
	if (!m)
		return;
	free(m->regions);
	free(m->groups);
	free(m->text);
	free(m);
}

const struct iomem_region *iomem_at(const struct iomem *m, size_t i)
{
	return m && i < m->n ? &m->regions[i] : NULL;
}

size_t iomem_next(const struct iomem *m, size_t i, uint64_t first, uint64_t last, size_t *work)
{
	const struct iomem_group *g;
	const struct iomem_region *r;

	while (m && i < m->n) {
		++*work;
		g = &m->groups[i / GROUP];
		r = &m->regions[i];
		if (g->first > last || g->last < first)
			i = (i / GROUP + 1) * GROUP;
		else if (r->first > last || r->last < first)
			i++;
		else
			break;
	}
	return i;
}

const struct iomem_region *iomem_top(const struct iomem *m, uint64_t addr, size_t *work)
{
	const struct iomem_region *best = NULL, *r;

	size_t i = 0;

	for (; (!best || best->depth) && (r = iomem_at(m, i = iomem_next(m, i, addr, addr, work))); i++)
		if (!best || r->depth < best->depth)
			best = r;
	return best;
}

bool iomem_is_ram(const struct iomem_region *r)
{
	static const char name[] = "System RAM";
	const size_t n = sizeof(name) - 1;

	return !strncmp(r->name, name, n) && (!r->name[n] || r->name[n] == ' ');
}

bool iomem_masked(const struct iomem *m)
{
	const struct iomem_region *r;

	for (size_t i = 0; (r = iomem_at(m, i)); i++)
		if (r->last)
			return false;
	return true;
}

/* --- meaning of names ---------------------------------------------------------------------------------------- */

/* "QEMU0002:00", "PNP0C09:00": an ACPI identification of three or four letters and four digits, and an instance. */
bool iomem_is_acpi(const char *name)
{
	size_t letters = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

	return (letters == 7 || letters == 8) && name[letters] == ':' && hex_digit(name[letters + 1]) >= 0 &&
	       hex_digit(name[letters + 2]) >= 0 && !name[letters + 3];
}

bool iomem_is_pci(const char *name)
{
	struct pci_device d;

	return !pci_parse_name(name, name + strlen(name), &d);
}

bool iomem_is_port_claim(const struct iomem_region *r)
{
	if (r->last - r->first >= 0x1000 - 1)
		return false;
	return strncmp(r->name, "PCI Bus ", 8) && strncmp(r->name, "pnp ", 4) && strcasecmp(r->name, "reserved") &&
	       !iomem_is_acpi(r->name) && !iomem_is_pci(r->name);
}
