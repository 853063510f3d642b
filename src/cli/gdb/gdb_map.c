/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gdb_map: the target description and the memory map as XML. */
#include <errno.h>
#include <string.h>

#include "error.h"
#include "gdb_map.h"
#include "parse.h"
#include "text.h"

/*
 * The bytes are those of the general registers up to the program counter, as the features of gdb/features/ list them.
 */
static const struct gdb_arch archs[] = {
	{ "i386:x86-64", 17 * 8 }, /* rax to r15, rip */
	{ "i386", 9 * 4 },	   /* eax to edi, eip */
	{ "aarch64", 33 * 8 },	   /* x0 to x30, sp, pc */
	{ "arm", 16 * 4 },	   /* r0 to pc */
	{ "riscv:rv64", 33 * 8 },  /* x0 to x31, pc */
	{ "riscv:rv32", 33 * 4 },
};

const struct gdb_arch *gdb_map_arch_at(size_t i)
{
	return i < sizeof(archs) / sizeof(archs[0]) ? &archs[i] : NULL;
}

const struct gdb_arch *gdb_map_arch_find(const char *name)
{
	const struct gdb_arch *a;

	for (size_t i = 0; (a = gdb_map_arch_at(i)); i++)
		if (!strcmp(a->name, name))
			return a;
	return NULL;
}

int gdb_map_add(struct gdb_map *m, const char *text, struct physmon_error *e)
{
	const char *comma = strchr(text, ','), *end = text + strlen(text);
	uint64_t first, nbytes;

	if (!comma || parse_number(text, comma, &first) || parse_number(comma + 1, end, &nbytes) || !nbytes ||
	    nbytes - 1 > UINT64_MAX - first)
		return error_text(e, "--gdb %.60s: a range is ADDR,LENGTH, hexadecimal, below 2^64", text);
	if (m->nranges == GDB_RANGES)
		return error_text(e, "--gdb %.60s is one range too many: there may be %d", text, GDB_RANGES);
	m->ranges[m->nranges++] = (struct gdb_range){ first, first + (nbytes - 1) };
	return 0;
}

bool gdb_map_holds(const struct gdb_map *m, uint64_t first, uint64_t last)
{
	for (size_t i = 0; i < m->nranges; i++)
		if (first >= m->ranges[i].first && last <= m->ranges[i].last)
			return true;
	return !m->nranges;
}

int gdb_map_fence(const struct gdb_map *m, struct physmon_target *t, struct physmon_error *e)
{
	const struct gdb_range *r;
	uint64_t from = 0, to;
	int err = 0;

	/* from one end of a range to the next: all of it is inside, or nothing */
	do {
		to = UINT64_MAX;
		for (r = m->ranges; r < m->ranges + m->nranges; r++) {
			if (r->first > from && r->first - 1 < to)
				to = r->first - 1;
			if (r->last >= from && r->last < to)
				to = r->last;
		}
		if (!gdb_map_holds(m, from, to))
			err = physmon_protect(t, from, to, PHYSMON_PROTECT_FENCE, e);
		from = to + 1;
	} while (!err && from);
	return err;
}

size_t gdb_map_target_xml(const struct gdb_map *m, char *out, size_t size)
{
	return text_print(out, size,
			  "<?xml version=\"1.0\"?>\n<!DOCTYPE target SYSTEM \"gdb-target.dtd\">\n"
			  "<target><architecture>%s</architecture></target>\n",
			  m->arch->name);
}

static size_t put_range(char *out, size_t size, uint64_t first, uint64_t last)
{
	/* a length of 2^64 can't be said: the last byte is left to those who ask for it by name */
	const uint64_t nbytes = last - first == UINT64_MAX ? UINT64_MAX : last - first + 1;

	return text_print(out, size, "<memory type=\"ram\" start=\"0x%llx\" length=\"0x%llx\"/>\n",
			  (unsigned long long)first, (unsigned long long)nbytes);
}

size_t gdb_map_memory_xml(const struct gdb_map *m, const struct physmon_info *info, char *out, size_t size)
{
	size_t n;

	n = text_print(
		out, size,
		"<?xml version=\"1.0\"?>\n<!DOCTYPE memory-map PUBLIC \"+//IDN gnu.org//DTD GDB Memory Map V1.0//EN\" "
		"\"http://sourceware.org/gdb/gdb-memory-map.dtd\">\n<memory-map>\n");
	for (size_t i = 0; i < m->nranges; i++)
		n += put_range(out + n, size - n, m->ranges[i].first, m->ranges[i].last);
	if (!m->nranges && info->extent_known && !info->empty)
		n += put_range(out + n, size - n, info->first, info->last);
	n += text_print(out + n, size - n, "</memory-map>\n");
	return n;
}
