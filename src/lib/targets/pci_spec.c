/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pci_spec: parses "DEVICE/BAR" and "DEVICE/config", and finds the device. */
#include <errno.h>
#include <string.h>

#include "error.h"
#include "pci_spec.h"
#include "text.h"

#define HOW \
	"pci:[DDDD:]BB:DD.F/N is BAR N of a device, .../config its configuration space; 'pci' lists devices and BARs"

int pci_spec_parse(const char *rest, struct pci_spec *s, struct physmon_error *e)
{
	const char *slash, *what;

	memset(s, 0, sizeof(*s));
	if (!rest || !*rest)
		return error_set(e, PHYSMON_E_SPEC, EINVAL, "target pci needs a device and a BAR: " HOW);
	slash = strchr(rest, '/');
	if (pci_parse_name(rest, slash ? slash : rest + strlen(rest), &s->dev))
		return error_set(e, PHYSMON_E_SPEC, EINVAL, "%.100s does not begin with a PCI device: " HOW, rest);
	if (!slash || !slash[1])
		return error_set(e, PHYSMON_E_SPEC, EINVAL, "%.100s says no BAR: " HOW, rest);
	what = slash + 1;
	if (!strcmp(what, "config")) {
		s->config = true;
		return 0;
	}
	if (!strncmp(what, "config:", 7))
		return error_set(
			e, PHYSMON_E_SPEC, EINVAL,
			"nothing may follow config, not even \"%.40s\": configuration space has no memory type",
			what + 6);
	if (*what < '0' || *what >= '0' + PCI_BARS || (what[1] && what[1] != ':'))
		return error_set(e, PHYSMON_E_SPEC, EINVAL, "%.40s is no BAR: those are 0 to %u, or config", what,
				 PCI_BARS - 1);
	s->bar = (unsigned)(*what - '0');
	s->combine = what[1];
	if (s->combine && strcmp(what + 2, "wc"))
		return error_set(e, PHYSMON_E_SPEC, EINVAL,
				 "\"%.40s\" is no memory type of a BAR: it is wc (write-combining) or left out",
				 what + 2);
	return 0;
}

static int spec_no_device(const char *root, const struct pci_spec *s, int err, struct physmon_error *e)
{
	if (err != ENOENT)
		return error_set(e, PHYSMON_E_OPEN, err, "can't read sysfs' files of PCI device %s: %s", s->dev.name,
				 strerror(err));
	if (!pci_present(root))
		return error_set(e, PHYSMON_E_OPEN, ENOENT,
				 "there is no PCI device %s: this machine has no PCI bus, or /sys isn't mounted",
				 s->dev.name);
	return error_set(
		e, PHYSMON_E_OPEN, ENOENT,
		"there is no PCI device %s: 'pci' lists those that are there; 'echo 1 > /sys/bus/pci/rescan' looks"
		" for new ones",
		s->dev.name);
}

/* "0 (memory), 1 (I/O)" */
static bool spec_bars(const struct pci_device *d, char *out, size_t room)
{
	size_t used = 0;

	out[0] = '\0';
	for (unsigned n = 0; n < PCI_BARS && used < room; n++)
		if (d->bars[n].space != PCI_NONE)
			used += text_print(out + used, room - used, "%s%u (%s)", used ? ", " : "", n,
					   d->bars[n].space == PCI_IO ? "I/O" : "memory");
	return used;
}

static int spec_no_bar(const struct pci_spec *s, struct physmon_error *e)
{
	const struct pci_device *d = &s->dev;
	char bars[100];

	if (s->bar && d->bars[s->bar - 1].wide)
		return error_set(e, PHYSMON_E_OPEN, ENOENT,
				 "%s has no BAR %u of its own: BAR %u has 64 bits, and this is their upper half",
				 d->name, s->bar, s->bar - 1);
	if (!spec_bars(d, bars, sizeof(bars)))
		return error_set(e, PHYSMON_E_OPEN, ENOENT, "%s has no BAR at all, only /config", d->name);
	return error_set(e, PHYSMON_E_OPEN, ENOENT, "%s has no BAR %u: it has %s", d->name, s->bar, bars);
}

int pci_spec_find(const char *root, struct pci_spec *s, struct physmon_error *e)
{
	const int r = pci_read(root, &s->dev);
	const struct pci_bar *b = &s->dev.bars[s->bar];

	if (r)
		return spec_no_device(root, s, -r, e);
	if (s->config)
		return 0;
	if (b->space == PCI_NONE)
		return spec_no_bar(s, e);
	if (b->unset)
		return error_set(e, PHYSMON_E_OPEN, ENXIO,
				 "BAR %u of %s has no address: the kernel found no room for it (see dmesg)", s->bar,
				 s->dev.name);
	if (s->combine && b->space == PCI_IO)
		return error_set(e, PHYSMON_E_OPEN, EINVAL,
				 "BAR %u of %s is I/O ports, which can't be write-combining: leave :wc out", s->bar,
				 s->dev.name);
	return 0;
}

/* --- what there is ------------------------------------------------------------------------------------------- */

/* "64k", as the language spells sizes. */
static void spec_size(char out[24], uint64_t nbytes)
{
	static const char units[] = " kMGT";
	size_t i = 0;

	while (i < 4 && nbytes && !(nbytes % 1024)) {
		nbytes /= 1024;
		i++;
	}
	text_print(out, 24, i ? "%llu%c" : "%llu bytes", (unsigned long long)nbytes, units[i]);
}

/* The BARs of a device that have an address. Returns whether there are any. */
static bool spec_bars_of(const struct pci_device *d, physmon_spec_fn *add, void *ctx)
{
	char spec[PCI_NAME + 16], hint[80], size[24];
	const struct pci_bar *b;
	bool any = false;

	for (unsigned n = 0; n < PCI_BARS; n++) {
		b = &d->bars[n];
		if (b->space == PCI_NONE || b->unset)
			continue;
		any = true;
		text_print(spec, sizeof(spec), "pci:%s/%u", d->name, n);
		spec_size(size, b->last - b->first + 1);
		text_print(hint, sizeof(hint), "%s%s%s%.24s", size, b->space == PCI_IO ? " of ports" : "",
			   d->driver[0] ? ", " : "", d->driver);
		add(ctx, spec, hint);
	}
	return any;
}

static void spec_config_of(const struct pci_device *d, physmon_spec_fn *add, void *ctx)
{
	char spec[PCI_NAME + 16];

	text_print(spec, sizeof(spec), "pci:%s/config", d->name);
	add(ctx, spec, d->driver[0] ? d->driver : NULL);
}

void pci_spec_all(const char *root, physmon_spec_fn *add, void *ctx)
{
	const struct pci_device *d;
	struct pci *all;

	if (pci_load(root, &all))
		return;
	for (size_t i = 0; (d = pci_at(all, i)); i++) {
		spec_bars_of(d, add, ctx);
		spec_config_of(d, add, ctx);
	}
	pci_free(all);
}

void pci_spec_offer(const char *root, enum policy_lockdown lockdown, physmon_spec_fn *add, void *ctx)
{
	const struct pci_device *d;
	struct pci *all;

	if (pci_load(root, &all))
		return;
	for (size_t i = 0; (d = pci_at(all, i)); i++)
		if (lockdown >= LOCKDOWN_INTEGRITY || !spec_bars_of(d, add, ctx))
			spec_config_of(d, add, ctx);
	pci_free(all);
}
