/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * occupant: describes the region at a physical address, as a part of an error message. It reads the map of machine.h
 * anew, since a driver may have been bound or removed. For errors only: it is slow.
 */
#pragma once

#include <stdint.h>

struct occupant {
	char name[72];	  /* of the innermost region; "": none is known */
	char facts[220];  /* " (driver pl011, node /soc/serial@7e201000, arm,pl011)" or "" */
	char unbind[200]; /* ": echo 9000000.pl011 >/sys/bus/amba/drivers/uart-pl011/unbind" or "" */
};

/* occupant_find - describe @addr; @root: put before every path. Out of memory counts as nothing known. */
void occupant_find(const char *root, uint64_t addr, struct occupant *t);
