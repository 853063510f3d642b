/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cmd_pci: the command pci: lists PCI devices, their drivers, and their BARs that can be opened as targets. It reads
 * sysfs and pci.ids, and touches no bus.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "hex.h"
#include "pci.h"
#include "pci_ids.h"
#include "program.h"
#include "session.h"
#include "text.h"

#define DRIVER_COLUMNS 15
#define TARGET_COLUMNS 18 /* of pci:0000:00:02.0/0 */
#define KIND_COLUMNS 11

static void list_device(struct emit *m, const struct pci_device *d, const char *ids)
{
	char name[160];
	size_t n;

	pci_ids_device(ids, d->vendor, d->device, name, sizeof(name));
	n = strlen(name);
	if (n < sizeof(name) - 4) {
		if (n)
			text_print(name + n, sizeof(name) - n, ", ");
		pci_ids_class(ids, d->class_code, name + strlen(name), sizeof(name) - strlen(name));
		if (n && !name[n + 2])
			name[n] = '\0';
	}
	emit_result(m, "%s{*device}  %*llx{*vendor}:%*llx{*id}  %*llx{*class}  %-*s{*driver}%s%s{name}", d->name, 4,
		    ull(d->vendor), 4, ull(d->device), 6, ull(d->class_code), name[0] ? DRIVER_COLUMNS : 0,
		    d->driver[0] ? d->driver : "-", name[0] ? "  " : "", name);
}

/* As the language spells it: 100 is 256 bytes, 4k, 1M. */
static void size_text(uint64_t size, char *out, size_t out_size)
{
	static const char units[] = " kMG";
	unsigned i = 0;

	while (i < 3 && size && !(size & 1023)) {
		size >>= 10;
		i++;
	}
	if (i)
		text_print(out, out_size, "%llu%c", (unsigned long long)size, units[i]);
	else
		text_print(out, out_size, "%llx", (unsigned long long)size);
}

static const char *kind_text(const struct pci_bar *b)
{
	if (b->space == PCI_IO)
		return "ports";
	if (b->wide)
		return b->prefetch ? "64-bit wc" : "64-bit";
	return b->prefetch ? "32-bit wc" : "32-bit";
}

static void list_bar(struct emit *m, const struct pci_device *d, unsigned n)
{
	const struct pci_bar *b = &d->bars[n];
	char target[PCI_NAME + 8], size[32];

	text_print(target, sizeof(target), "pci:%s/%u", d->name, n);
	size_text(b->last - b->first + 1, size, sizeof(size));
	if (b->unset)
		emit_result(m, "  no address         %-*s{unset}  %-*s{kind}  %s{size}", TARGET_COLUMNS, target,
			    KIND_COLUMNS, kind_text(b), size);
	else
		emit_result(m, "  %*llx{*first}-%*llx{*last}  %-*s{*target}  %-*s{kind}  %s{size}",
			    session_digits(b->last), ull(b->first), session_digits(b->last), ull(b->last),
			    TARGET_COLUMNS, target, KIND_COLUMNS, kind_text(b), size);
}

static int run_pci(struct call *c, struct physmon_error *e)
{
	const char *root = c->s->root;
	char *ids;
	const struct pci_device *d;
	struct pci *all;
	int r = pci_load(root, &all);

	if (r == -ENOENT)
		return error_set(e, PHYSMON_E_NONE, ENOENT, "this machine has no PCI bus, or /sys isn't mounted");
	if (r)
		return error_set(e, PHYSMON_E_SYSTEM, -r, "can't list PCI devices: %s", strerror(-r));
	/* without it the devices keep their numbers */
	ids = pci_ids_load(root);
	for (size_t i = 0; (d = pci_at(all, i)); i++) {
		list_device(c->s->emit, d, ids);
		for (unsigned n = 0; n < PCI_BARS; n++)
			if (d->bars[n].space != PCI_NONE)
				list_bar(c->s->emit, d, n);
	}
	free(ids);
	pci_free(all);
	return 0;
}

const struct command cmd_pci[] = {
	{ .name = "pci",
	  .signature = "",
	  .help = "list PCI devices, their BARs, drivers and names\n"
		  "A line for each device: where it is, vendor:device, class, driver (-: none),\n"
		  "name by pci.ids where that file is; below it one for each BAR: addresses or\n"
		  "ports, the target that opens it, its kind (wc: /N:wc maps it write-combining)\n"
		  "and size. Configuration space is pci:DEVICE/config.\n"
		  "Examples: target pci:00:02.0/0    target pci:0000:00:02.0/config",
	  .run = run_pci },
	{ 0 },
};
