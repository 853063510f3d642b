/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * address_bits: the size of physical addresses by the machine name of uname: from the map of the machine (arm64) or
 * from /proc/cpuinfo (x86). "armv8l" is an arm64 kernel as a 32-bit program sees it.
 */
#include <stddef.h>
#include <string.h>

#include "address_bits.h"
#include "machine.h"
#include "policy.h"
#include "unit.h"

/* What a machine has for sure: nothing is above that in /proc/iomem and the device tree, and never less than 32. */
static unsigned arm64_bits(const char *root)
{
	struct machine *m;
	unsigned bits = 32;

	if (!SMALL && !machine_load(root, &m)) {
		bits = machine_bits(m);
		machine_free(m);
	}
	return bits;
}

void address_bits_read(const char *root, const char *machine, struct address_bits *r)
{
	struct policy p;

	r->beyond = ADDRESS_BITS_REFUSE;
	r->bits = 64;
	if (!strncmp(machine, "aarch64", 7) || !strncmp(machine, "armv8", 5)) {
		r->beyond = ADDRESS_BITS_TRY;
		r->bits = arm64_bits(root);
	} else if (!strcmp(machine, "x86_64") || (machine[0] == 'i' && !strcmp(machine + 2, "86"))) {
		policy_read(root, &p);
		r->bits = p.address_bits >= 32 ? p.address_bits : 64; /* not told */
	}
	r->last = unit_bits(r->bits);
}
