/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz_pci: the first byte chooses a parser: a device's name, a sysfs "resource", pci.ids, a specification,
 * /proc/ioports. Whatever the text, BARs are in order within themselves, names are fit to be printed, and what a name
 * was taken for spells it again.
 */
#include <string.h>

#include "fuzz.h"
#include "iomem.h"
#include "pci.h"
#include "pci_ids.h"
#include "pci_spec.h"

static void printable(const char *p)
{
	for (; *p; p++)
		FUZZ_HOLDS(*p >= ' ' && *p <= '~', "a name holds the byte %02x", (unsigned char)*p);
}

static void name(const char *text, size_t n)
{
	struct pci_device d = { 0 }, again = { 0 };

	if (pci_parse_name(text, text + n, &d))
		return;
	FUZZ_HOLDS(d.slot < 32 && d.function < 8, "device %x.%u", d.slot, d.function);
	FUZZ_HOLDS(strlen(d.name) < sizeof(d.name), "the name has no end");
	FUZZ_HOLDS(!pci_parse_name(d.name, d.name + strlen(d.name), &again), "%s is no name", d.name);
	FUZZ_HOLDS(again.domain == d.domain && again.bus == d.bus && again.slot == d.slot &&
			   again.function == d.function && !strcmp(again.name, d.name),
		   "%s is another one", d.name);
}

static void resource(const char *text, size_t n)
{
	struct pci_bar bars[PCI_BARS];
	unsigned i;

	memset(bars, 0xa5, sizeof(bars));
	pci_parse_resource(text, n, bars);
	for (i = 0; i < PCI_BARS; i++) {
		FUZZ_HOLDS(bars[i].space == PCI_NONE || bars[i].space == PCI_MEM || bars[i].space == PCI_IO, "space %d",
			   (int)bars[i].space);
		FUZZ_HOLDS(bars[i].first <= bars[i].last, "BAR %u ends before it begins", i);
		FUZZ_HOLDS(bars[i].space != PCI_NONE || !bars[i].last, "BAR %u is none, and has an address", i);
	}
}

static void ids(const char *text, size_t n)
{
	static const uint16_t numbers[] = { 0, 0x1234, 0x11e8, 0xffff };
	char *names = malloc(n + 1);
	char out[40];
	size_t i, k;

	FUZZ_HOLDS(names, "memory is out");
	if (n)
		memcpy(names, text, n);
	names[n] = '\0';
	for (i = 0; i < 4; i++) {
		for (k = 0; k < 4; k++) {
			memset(out, 1, sizeof(out));
			pci_ids_device(names, numbers[i], numbers[k], out, sizeof(out) - 1);
			FUZZ_HOLDS(out[sizeof(out) - 1] == 1 && memchr(out, 0, sizeof(out)), "it was written too far");
			printable(out);
		}
		memset(out, 1, sizeof(out));
		pci_ids_class(names, (uint32_t)numbers[i] << 8, out, i ? sizeof(out) - 1 : 1);
		FUZZ_HOLDS(memchr(out, 0, sizeof(out)), "it was written too far");
		printable(out);
	}
	free(names);
}

static void spec(const char *text)
{
	struct physmon_error e = { 0 };
	struct pci_spec s;

	if (pci_spec_parse(text, &s, &e)) {
		FUZZ_HOLDS(e.kind == PHYSMON_E_SPEC && e.text[0], "refused without a sentence");
		return;
	}
	FUZZ_HOLDS(s.bar < PCI_BARS && !(s.config && (s.combine || s.bar)), "BAR %u", s.bar);
	FUZZ_HOLDS(s.dev.name[0], "it has no device");
}

static void ioports(const char *text, size_t n)
{
	const struct iomem_region *r;
	struct iomem *m;
	char *copy = malloc(n + 1);
	size_t i;

	FUZZ_HOLDS(copy, "memory is out");
	memcpy(copy, text, n);
	FUZZ_HOLDS(!iomem_parse(copy, n, &m), "memory is out");
	for (i = 0; (r = iomem_at(m, i)); i++)
		FUZZ_HOLDS(!iomem_is_port_claim(r) || r->last - r->first < 0xfff, "%s is a claim", r->name);
	iomem_free(m);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text;
	size_t n;

	if (!size)
		return 0;
	n = size - 1;
	text = malloc(n + 1);
	if (!text)
		abort();
	memcpy(text, data + 1, n);
	text[n] = '\0';
	switch (data[0] % 5) {
	case 0:
		name(text, n);
		break;
	case 1:
		resource(text, n);
		break;
	case 2:
		ids(text, n);
		break;
	case 3:
		spec(text);
		break;
	case 4:
		ioports(text, n);
		break;
	}
	free(text);
	return 0;
}
