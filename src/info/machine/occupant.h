/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * occupant: who stands at a physical address, in words for a sentence about it: what machine.h knows, read anew, since
 * a driver may have come or gone. For errors: it is too slow for anything that goes well.
 */
#ifndef INFO_OCCUPANT_H
#define INFO_OCCUPANT_H

#include <stdint.h>

struct occupant {
	char name[72];	 /* of the innermost region; "": nothing is known there */
	char facts[220]; /* " (driver pl011, node /soc/serial@7e201000, arm,pl011)" or "" */
};

/* occupant_find - of @addr; @root as everywhere: put before every path. If memory is out, nothing is known. */
void occupant_find(const char *root, uint64_t addr, struct occupant *t);

#endif
