/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bound_drivers: the drivers that are bound to devices of the device tree or of a board's tables, from the links of
 * /sys/bus/platform and /sys/bus/amba. For PCI devices see pci.h. It reads names of files and links only.
 */
#pragma once

#include <stddef.h>

struct bound_drivers;

struct bound_drivers_device {
	const char *name;   /* "3f200000.gpio" */
	const char *bus;    /* "platform", "amba" */
	const char *driver; /* "pinctrl-bcm2835", or NULL: none */
	const char *node;   /* its device tree node, "/soc/gpio@7e200000", or NULL */
};

/* bound_drivers_load - 0, also without a single device; -ENOMEM. @root: put before every path, "" for this machine. */
int bound_drivers_load(const char *root, struct bound_drivers **b);
void bound_drivers_free(struct bound_drivers *b); /* NULL is fine */

/* bound_drivers_named - the device with this name, or NULL; @b may be NULL. bound_drivers_node - that of this node. */
const struct bound_drivers_device *bound_drivers_named(const struct bound_drivers *b, const char *name, size_t len);
const struct bound_drivers_device *bound_drivers_node(const struct bound_drivers *b, const char *path);
