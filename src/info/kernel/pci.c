/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pci: reads the PCI devices from sysfs. The files are those of drivers/pci/pci-sysfs.c: "resource" has a line "FIRST
 * LAST FLAGS" for each BAR, all zeros if there is none; "vendor", "device" and "class" hold a number; "driver" is a
 * link.
 */
#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "array.h"
#include "hex.h"
#include "pci.h"
#include "root_path.h"
#include "slurp.h"
#include "text.h"

#define PCI_FOLDER "/sys/bus/pci/devices"
#define PCI_MOST 4096 /* bytes of any of these files: sysfs hands out a page at most */

/* Of include/linux/ioport.h, which is not among the headers for programs. */
#define PCI_FLAG_IO 0x100u
#define PCI_FLAG_MEM 0x200u
#define PCI_FLAG_PREFETCH 0x2000u
#define PCI_FLAG_64 0x100000u
#define PCI_FLAG_UNSET 0x20000000u

struct pci {
	struct pci_device *devices;
	size_t n, room;
};

/* Hexadecimal digits up to @stop, @least to @most of them; moves *@p behind @stop. */
static bool pci_field(const char **p, const char *end, char stop, size_t least, size_t most, uint64_t *v)
{
	const char *from = *p, *q = from;

	while (q < end && hex_digit(*q) >= 0)
		q++;
	if ((size_t)(q - from) < least || (size_t)(q - from) > most || hex_parse(from, q, v))
		return false;
	if (stop && (q == end || *q++ != stop))
		return false;
	*p = q;
	return true;
}

int pci_parse_name(const char *text, const char *end, struct pci_device *d)
{
	uint64_t domain = 0, bus, slot, function;
	const char *p = text, *colon = memchr(text, ':', (size_t)(end - text));

	if (!colon)
		return -EINVAL;
	if (memchr(colon + 1, ':', (size_t)(end - colon - 1)) && !pci_field(&p, end, ':', 1, 8, &domain))
		return -EINVAL;
	if (!pci_field(&p, end, ':', 1, 2, &bus) || !pci_field(&p, end, '.', 1, 2, &slot) || slot > 31 ||
	    !pci_field(&p, end, '\0', 1, 1, &function) || function > 7 || p != end)
		return -EINVAL;
	d->domain = (uint32_t)domain;
	d->bus = (uint8_t)bus;
	d->slot = (uint8_t)slot;
	d->function = (uint8_t)function;
	text_print(d->name, sizeof(d->name), "%04x:%02x:%02x.%u", (unsigned)domain, (unsigned)bus, (unsigned)slot,
		   (unsigned)function);
	return 0;
}

/* "0xFIRST 0xLAST 0xFLAGS" */
static bool pci_parse_line(const char *p, const char *end, uint64_t v[3])
{
	const char *q;

	for (size_t i = 0; i < 3; i++, p = q) {
		while (p < end && *p == ' ')
			p++;
		for (q = p; q < end && *q != ' ';)
			q++;
		if (hex_parse(p, q, &v[i]))
			return false;
	}
	return p == end;
}

void pci_parse_resource(const char *text, size_t nbytes, struct pci_bar bars[PCI_BARS])
{
	const char *p = text, *const stop = text + nbytes, *end;
	struct pci_bar *b = bars;
	uint64_t v[3];

	memset(bars, 0, PCI_BARS * sizeof(*bars));
	for (; p < stop && b < bars + PCI_BARS; p = end + 1, b++) {
		end = memchr(p, '\n', (size_t)(stop - p));
		if (!end)
			end = stop;
		if (!pci_parse_line(p, end, v) || v[1] < v[0] || !(v[2] & (PCI_FLAG_IO | PCI_FLAG_MEM)))
			continue;
		b->space = v[2] & PCI_FLAG_MEM ? PCI_MEM : PCI_IO;
		b->first = v[0];
		b->last = v[1];
		b->wide = v[2] & PCI_FLAG_64;
		b->prefetch = v[2] & PCI_FLAG_PREFETCH;
		b->unset = v[2] & PCI_FLAG_UNSET;
	}
}

int pci_path(char *path, size_t room, const char *root, const char *name, const char *file)
{
	return text_print(path, room, "%s" PCI_FOLDER "/%s/%s", root, name, file) < room ? 0 : -ENAMETOOLONG;
}

bool pci_present(const char *root)
{
	return root_path_exists(root, PCI_FOLDER);
}

/* The number that a file holds; 0 if it doesn't. */
static uint32_t pci_number(const char *root, const char *name, const char *file, uint32_t most)
{
	char path[PATH_MAX], *text;
	uint64_t v = 0;
	size_t n;

	if (pci_path(path, sizeof(path), root, name, file) || slurp("", path, PCI_MOST, &text, &n))
		return 0;
	if (hex_parse(text, text + strcspn(text, "\n"), &v) || v > most)
		v = 0;
	free(text);
	return (uint32_t)v;
}

static void pci_driver(const char *root, struct pci_device *d)
{
	char path[PATH_MAX], link[PATH_MAX], *base;
	ssize_t n;

	d->driver[0] = '\0';
	if (pci_path(path, sizeof(path), root, d->name, "driver"))
		return;
	n = readlink(path, link, sizeof(link) - 1);
	if (n <= 0)
		return;
	link[n] = '\0';
	base = strrchr(link, '/');
	text_print(d->driver, sizeof(d->driver), "%s", base ? base + 1 : link);
	text_tame(d->driver, d->driver + strlen(d->driver));
}

int pci_read(const char *root, struct pci_device *d)
{
	char path[PATH_MAX], *text;
	size_t n;
	int r;

	r = pci_path(path, sizeof(path), root, d->name, "resource");
	if (!r)
		r = slurp("", path, PCI_MOST, &text, &n);
	if (r)
		return r;
	pci_parse_resource(text, n, d->bars);
	free(text);
	d->vendor = (uint16_t)pci_number(root, d->name, "vendor", 0xffff);
	d->device = (uint16_t)pci_number(root, d->name, "device", 0xffff);
	d->class_code = pci_number(root, d->name, "class", 0xffffff);
	pci_driver(root, d);
	return 0;
}

static int pci_compare(const void *a, const void *b)
{
	const struct pci_device *l = a, *r = b;
	const uint64_t at_l = (uint64_t)l->domain << 16 | l->bus << 8 | l->slot << 3 | l->function;
	const uint64_t at_r = (uint64_t)r->domain << 16 | r->bus << 8 | r->slot << 3 | r->function;

	return at_l < at_r ? -1 : at_l > at_r;
}

int pci_load(const char *root, struct pci **out)
{
	char path[PATH_MAX];
	struct pci_device d;
	struct dirent *entry;
	struct pci *p;
	DIR *dir;
	int r = 0;

	if (text_print(path, sizeof(path), "%s" PCI_FOLDER, root) >= sizeof(path))
		return -ENAMETOOLONG;
	p = calloc(1, sizeof(*p));
	if (!p)
		return -ENOMEM;
	dir = opendir(path);
	if (!dir) {
		r = errno == ENOMEM ? -ENOMEM : -ENOENT;
		goto no_dir;
	}
	while (!r && (entry = readdir(dir))) {
		memset(&d, 0, sizeof(d));
		/* one that is taken away meanwhile is left out */
		if (!pci_parse_name(entry->d_name, entry->d_name + strlen(entry->d_name), &d) &&
		    !strcmp(d.name, entry->d_name) && !pci_read(root, &d))
			r = array_add(&p->devices, &p->room, &p->n, &d, sizeof(d));
	}
	closedir(dir);
	if (r)
		goto no_dir;
	if (p->n)
		qsort(p->devices, p->n, sizeof(*p->devices), pci_compare);
	*out = p;
	return 0;

no_dir:
	pci_free(p);
	return r;
}

void pci_free(struct pci *p)
{
	if (!p)
		return;
	free(p->devices);
	free(p);
}

const struct pci_device *pci_at(const struct pci *p, size_t i)
{
	return p && i < p->n ? &p->devices[i] : NULL;
}
