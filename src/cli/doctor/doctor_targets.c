/* SPDX-License-Identifier: GPL-2.0-or-later */
/* doctor_targets: a table of the schemes whose targets can be listed; every other scheme is shown by its syntax. */
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include <physmon.h>

#include "doctor_targets.h"
#include "pci.h"
#include "policy.h"
#include "root_path.h"
#include "text.h"
#include "uio.h"

struct offers {
	const char *root;
	enum policy_lockdown lockdown;
	void (*tell)(void *ctx, const char *spec, const char *hint);
	void *ctx;
};

static bool is_there(const struct offers *o, const char *name)
{
	char path[PATH_MAX];

	return !root_path(path, sizeof(path), o->root, name) && !access(path, F_OK);
}

/* As policy.h orders them, a stronger lockdown is a greater value. */
static bool is_closed(const struct offers *o, enum policy_lockdown from)
{
	return o->lockdown >= from;
}

/* "64k", as the language spells sizes. */
static void size_of(char out[24], uint64_t nbytes)
{
	static const char units[] = " kMGT";
	size_t i = 0;

	while (i < 4 && nbytes && !(nbytes % 1024)) {
		nbytes /= 1024;
		i++;
	}
	text_print(out, 24, i ? "%llu%c" : "%llu bytes", (unsigned long long)nbytes, units[i]);
}

/* A device without a BAR that has an address, or that may be mapped, has its configuration space at least. */
static void offer_pci_device(const struct offers *o, const struct pci_device *d)
{
	char spec[PCI_NAME + 16], hint[80], size[24];
	bool any = false;
	unsigned i;

	for (i = 0; i < PCI_BARS && !is_closed(o, LOCKDOWN_INTEGRITY); i++) {
		const struct pci_bar *const bar = &d->bars[i];

		if (bar->space == PCI_NONE || bar->unset)
			continue;
		any = true;
		text_print(spec, sizeof(spec), "pci:%s/%u", d->name, i);
		size_of(size, bar->last - bar->first + 1);
		text_print(hint, sizeof(hint), "%s%s%s%.24s", size, bar->space == PCI_IO ? " of ports" : "",
			   d->driver[0] ? ", " : "", d->driver);
		o->tell(o->ctx, spec, hint);
	}
	if (any)
		return;
	text_print(spec, sizeof(spec), "pci:%s/config", d->name);
	o->tell(o->ctx, spec, d->driver[0] ? d->driver : NULL);
}

static void offer_mem(const struct offers *o)
{
	if (!is_closed(o, LOCKDOWN_INTEGRITY))
		o->tell(o->ctx, "mem", NULL);
}

static void offer_pci(const struct offers *o)
{
	const struct pci_device *d;
	struct pci *p;
	size_t i;

	if (pci_load(o->root, &p))
		return;
	for (i = 0; (d = pci_at(p, i)); i++)
		offer_pci_device(o, d);
	pci_free(p);
}

static void offer_uio(const struct offers *o)
{
	char spec[32], name[UIO_NAME];
	unsigned n, map, maps;

	for (n = 0; !uio_next(o->root, n, &n); n++) {
		uio_name(o->root, n, name, sizeof(name));
		maps = uio_maps(o->root, n);
		for (map = 0; map < maps; map++) {
			text_print(spec, sizeof(spec), "uio:%u/%u", n, map);
			o->tell(o->ctx, spec, name[0] ? name : NULL);
		}
		if (n == UINT_MAX)
			return;
	}
}

static void offer_port(const struct offers *o)
{
	if (is_closed(o, LOCKDOWN_INTEGRITY))
		return;
#if defined(__x86_64__) || defined(__i386__)
	o->tell(o->ctx, "port", NULL);
#else
	if (is_there(o, "/dev/port"))
		o->tell(o->ctx, "port", "bytes only");
#endif
}

static void offer_kcore(const struct offers *o)
{
	if (!is_there(o, "/proc/kcore") || is_closed(o, LOCKDOWN_CONFIDENTIALITY))
		return;
	o->tell(o->ctx, "kcore", NULL);
	o->tell(o->ctx, "kcore:phys", NULL);
}

static void offer_kmem(const struct offers *o)
{
	if (is_there(o, "/dev/kmem") && !is_closed(o, LOCKDOWN_INTEGRITY))
		o->tell(o->ctx, "kmem", NULL);
}

static const struct {
	const char *scheme;
	void (*offer)(const struct offers *o);
} listed[] = {
	{ "mem", offer_mem },	{ "pci", offer_pci },	  { "uio", offer_uio },
	{ "port", offer_port }, { "kcore", offer_kcore }, { "kmem", offer_kmem },
};

void doctor_targets_tell(const char *root, enum policy_lockdown lockdown,
			 void (*tell)(void *ctx, const char *spec, const char *hint), void *ctx)
{
	const size_t n = sizeof(listed) / sizeof(listed[0]);
	const struct offers o = { root, lockdown, tell, ctx };
	const struct physmon_scheme *s;
	size_t i, k;

	for (i = 0; (s = physmon_schemes(i)); i++) {
		for (k = 0; k < n && strcmp(listed[k].scheme, s->scheme); k++)
			;
		if (k < n)
			listed[k].offer(&o);
		else
			tell(ctx, s->syntax, NULL);
	}
}
