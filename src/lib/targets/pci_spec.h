/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pci_spec: the specification after "pci:", those that there are, and error messages for the others. It opens nothing.
 */
#pragma once

#include <stdbool.h>

#include <physmon.h>

#include "pci.h"
#include "policy.h"

struct pci_spec {
	struct pci_device dev; /* its name; the rest by pci_spec_find() */
	unsigned bar;
	bool config;  /* /config instead of a BAR */
	bool combine; /* :wc, write-combining */
};

/*
 * pci_spec_parse - "[DDDD:]BB:DD.F/N[:wc]" or ".../config" (NULL: nothing was typed). 0 or -EINVAL with @e
 * (PHYSMON_E_SPEC).
 */
int pci_spec_parse(const char *rest, struct pci_spec *s, struct physmon_error *e);

/*
 * pci_spec_find - read the device, and check that the BAR exists, has an address, and is memory if :wc was given. 0, or
 * -errno with @e (PHYSMON_E_OPEN): -ENOENT: no such device, no such BAR; -EINVAL: it can't be :wc; -ENXIO: no address.
 */
int pci_spec_find(const char *root, struct pci_spec *s, struct physmon_error *e);

/*
 * pci_spec_all, pci_spec_offer - specs and offer of struct backend. All: of each device the BARs that have an address,
 * then /config. Offer: these BARs, as long as they may be mapped; of a device without one, /config.
 */
void pci_spec_all(const char *root, physmon_spec_fn *add, void *ctx);
void pci_spec_offer(const char *root, enum policy_lockdown lockdown, physmon_spec_fn *add, void *ctx);
