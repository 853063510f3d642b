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

struct iomem {
	struct iomem_region *regions;
	size_t n, room;
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
		if (array_add(&m->regions, &m->room, &m->n, &r, sizeof(r)))
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
	free(m->text);
	free(m);
}

const struct iomem_region *iomem_at(const struct iomem *m, size_t i)
{
	return m && i < m->n ? &m->regions[i] : NULL;
}

const struct iomem_region *iomem_top(const struct iomem *m, uint64_t addr)
{
	const struct iomem_region *best = NULL, *r;

	for (size_t i = 0; (r = iomem_at(m, i)); i++)
		if (r->first <= addr && addr <= r->last && (!best || r->depth < best->depth))
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
