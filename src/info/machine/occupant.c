/* SPDX-License-Identifier: GPL-2.0-or-later */
/* occupant: describes the region at a physical address, from a map of the machine that is read anew. */
#include <string.h>

#include "machine.h"
#include "occupant.h"
#include "text.h"

static void there_facts(const struct machine *m, uint64_t addr, const struct machine_region *r, struct occupant *t)
{
	const struct machine_region *const node = machine_find(m, addr, MACHINE_NODE), *const pci = machine_find(
											       m, addr, MACHINE_PCI);
	const char *const driver = r->driver		  ? r->driver
				   : node && node->driver ? node->driver
				   : pci		  ? pci->driver
							  : NULL;
	const struct bound_drivers_device *const b = r->bound ? r->bound : node ? node->bound : NULL;
	char list[sizeof(t->facts) - 4], *p = list;

	*p = '\0';
	if (driver)
		p += text_print(p, 48, ", driver %.32s", driver);
	if (node)
		p += text_print(p, 128, ", node %.60s%s%.40s", node->node->path, node->node->compatible ? ", " : "",
				node->node->compatible ? node->node->compatible : "");
	if (pci)
		text_print(p, 40, ", BAR %u of %s", pci->bar, pci->pci->name);
	if (b)
		text_print(t->unbind, sizeof(t->unbind), ": echo %.60s >/sys/bus/%s/drivers/%.60s/unbind", b->name,
			   b->bus, b->driver);
	else if (pci && pci->pci->driver[0])
		text_print(t->unbind, sizeof(t->unbind), ": echo %s >/sys/bus/pci/drivers/%s/unbind", pci->pci->name,
			   pci->pci->driver);
	if (*list)
		text_print(t->facts, sizeof(t->facts), " (%s)", list + 2);
}

void occupant_find(const char *root, uint64_t addr, struct occupant *t)
{
	const struct machine_region *r;
	struct machine *m;

	memset(t, 0, sizeof(*t));
	if (SMALL || machine_load(root, &m))
		return;
	r = machine_find(m, addr, MACHINE_ANY);
	if (r) {
		text_print(t->name, sizeof(t->name), "%.64s", r->name);
		there_facts(m, addr, r, t);
	}
	machine_free(m);
}
