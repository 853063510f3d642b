/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * small_info: replaces the map of the machine in the smallest build (SMALL=1). It knows the address only. See "beyond"
 * in the Makefile.
 */
#include <errno.h>

#include "inflate.h"
#include "machine.h"
#include "mappings.h"
#include "occupant.h"

int machine_load(const char *root, struct machine **m)
{
	(void)root;
	*m = NULL;
	return -ENOSYS;
}

void machine_free(struct machine *m)
{
	(void)m;
}

unsigned machine_bits(const struct machine *m)
{
	(void)m;
	return 32;
}

void occupant_find(const char *root, uint64_t addr, struct occupant *t)
{
	(void)root;
	(void)addr;
	t->name[0] = t->facts[0] = '\0';
}

int inflate_gzip(const void *in, size_t nbytes, void *out, size_t room, size_t *got)
{
	(void)in;
	(void)nbytes;
	(void)out;
	(void)room;
	*got = 0;
	return -ENOSYS;
}

bool mappings_find(const char *text, uint64_t addr, struct mapping *m)
{
	(void)text;
	(void)addr;
	(void)m;
	return false;
}

bool mappings_type(const char *text, uint64_t addr, char *type, size_t size)
{
	(void)text;
	(void)addr;
	(void)type;
	(void)size;
	return false;
}
