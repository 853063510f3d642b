/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * elfcore: parses the headers of an ELF core. Layouts are those of <elf.h>, read byte by byte: the file may have the
 * other word size and byte order. fs/proc/kcore.c writes p_paddr since Linux 4.12: all ones if there is no physical
 * address; before that it is always 0.
 */
#include <elf.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "elfcore.h"

/*
 * A segment a node and a hotplugged block at most: some thousands on the largest machines. PN_XNUM can't be exceeded.
 */
#define ELFCORE_SEGMENTS PN_XNUM
#define ELFCORE_BATCH 64 /* program headers read at a time */

struct elfcore {
	struct elfcore_segment *segments[2]; /* by enum elfcore_by */
	size_t n[2], room[2];
};

/* How the numbers of this file are laid out. */
struct layout {
	bool is64, big;
};

static uint64_t number(const struct layout *l, const unsigned char *p, size_t nbytes)
{
	uint64_t v = 0;

	for (size_t i = 0; i < nbytes; i++)
		v = v << 8 | p[l->big ? i : nbytes - 1 - i];
	return v;
}

#define FIELD(l, p, type, member) \
	((l)->is64 ? number(l, (p) + offsetof(Elf64_##type, member), sizeof(((Elf64_##type *)0)->member)) \
		   : number(l, (p) + offsetof(Elf32_##type, member), sizeof(((Elf32_##type *)0)->member)))

static int strange(const char **why, const char *text)
{
	*why = text;
	return -ENOEXEC;
}

/* All of it, or an error: a header that is cut off is none. */
static int read_whole(elfcore_read_fn *source, void *ctx, uint64_t offset, void *buf, size_t nbytes, const char **why)
{
	size_t n = 0;
	int64_t got;

	while (n < nbytes) {
		got = source(ctx, offset + n, (char *)buf + n, nbytes - n);
		if (got < 0)
			return (int)got;
		if (!got)
			return strange(why, "it ends within its headers");
		n += (size_t)got;
	}
	return 0;
}

static int add(struct elfcore *c, enum elfcore_by by, uint64_t first, uint64_t nbytes, uint64_t offset)
{
	const struct elfcore_segment s = { first, first + (nbytes - 1), offset };

	if (!nbytes || first + (nbytes - 1) < first || offset + (nbytes - 1) < offset)
		return 0;
	return array_add(&c->segments[by], &c->room[by], &c->n[by], &s, sizeof(s));
}

static int add_header(struct elfcore *c, const struct layout *l, const unsigned char *p)
{
	const uint64_t nbytes = FIELD(l, p, Phdr, p_filesz), offset = FIELD(l, p, Phdr, p_offset);
	const uint64_t phys = FIELD(l, p, Phdr, p_paddr), none = l->is64 ? UINT64_MAX : UINT32_MAX;
	int r;

	if (FIELD(l, p, Phdr, p_type) != PT_LOAD)
		return 0;
	r = add(c, ELFCORE_VIRTUAL, FIELD(l, p, Phdr, p_vaddr), nbytes, offset);
	if (!r && phys != none)
		r = add(c, ELFCORE_PHYSICAL, phys, nbytes, offset);
	return r;
}

/* Several segments, and all of them at 0: physical addresses were not written. */
static void drop_unwritten(struct elfcore *c)
{
	size_t i;

	for (i = 0; i < c->n[ELFCORE_PHYSICAL]; i++)
		if (c->segments[ELFCORE_PHYSICAL][i].first)
			return;
	if (i > 1)
		c->n[ELFCORE_PHYSICAL] = 0;
}

static int read_headers(struct elfcore *c, elfcore_read_fn *source, void *ctx, const char **why)
{
	unsigned char head[sizeof(Elf64_Ehdr)], batch[ELFCORE_BATCH * sizeof(Elf64_Phdr)];
	struct layout l = { false, false };
	uint64_t offset, n, size, k;
	int r;

	r = read_whole(source, ctx, 0, head, sizeof(Elf32_Ehdr), why);
	if (r)
		return r;
	if (memcmp(head, ELFMAG, SELFMAG))
		return strange(why, "it is no ELF file");
	l.is64 = head[EI_CLASS] == ELFCLASS64;
	l.big = head[EI_DATA] == ELFDATA2MSB;
	if ((!l.is64 && head[EI_CLASS] != ELFCLASS32) || (!l.big && head[EI_DATA] != ELFDATA2LSB))
		return strange(why, "it is an ELF file of an unknown kind");
	if (l.is64) {
		r = read_whole(source, ctx, 0, head, sizeof(Elf64_Ehdr), why);
		if (r)
			return r;
	}
	if (FIELD(&l, head, Ehdr, e_type) != ET_CORE)
		return strange(why, "it is an ELF file, but no core");
	size = l.is64 ? sizeof(Elf64_Phdr) : sizeof(Elf32_Phdr);
	offset = FIELD(&l, head, Ehdr, e_phoff);
	n = FIELD(&l, head, Ehdr, e_phnum);
	if (!n || n >= ELFCORE_SEGMENTS || FIELD(&l, head, Ehdr, e_phentsize) != size || offset + n * size < offset)
		return strange(why, "its program headers are strange");
	for (uint64_t i = 0; i < n; i += k) {
		k = n - i < ELFCORE_BATCH ? n - i : ELFCORE_BATCH;
		r = read_whole(source, ctx, offset + i * size, batch, (size_t)(k * size), why);
		for (uint64_t j = 0; !r && j < k; j++)
			r = add_header(c, &l, batch + j * size);
		if (r)
			return r;
	}
	drop_unwritten(c);
	return 0;
}

int elfcore_read(elfcore_read_fn *source, void *ctx, struct elfcore **out, const char **why)
{
	struct elfcore *c = calloc(1, sizeof(*c));
	int r;

	*why = "";
	if (!c)
		return -ENOMEM;
	r = read_headers(c, source, ctx, why);
	if (r) {
		elfcore_free(c);
		return r;
	}
	*out = c;
	return 0;
}

void elfcore_free(struct elfcore *c)
{
	if (!c)
		return;
	free(c->segments[ELFCORE_VIRTUAL]);
	free(c->segments[ELFCORE_PHYSICAL]);
	free(c);
}

const struct elfcore_segment *elfcore_find(const struct elfcore *c, enum elfcore_by by, uint64_t addr)
{
	const struct elfcore_segment *s = c->segments[by];

	for (size_t i = 0; i < c->n[by]; i++, s++)
		if (s->first <= addr && addr <= s->last)
			return s;
	return NULL;
}

const struct elfcore_segment *elfcore_other(const struct elfcore *c, enum elfcore_by by,
					    const struct elfcore_segment *s, uint64_t addr, uint64_t *until)
{
	const struct elfcore_segment *o = c->segments[by], *other = NULL;

	*until = s->last;
	for (size_t i = 0; i < c->n[by]; i++, o++) {
		if (o->last < addr || o->first > *until || o->first - o->offset == s->first - s->offset)
			continue;
		if (o->first > addr) {
			*until = o->first - 1;
		} else {
			other = o;
			*until = o->last < *until ? o->last : *until;
		}
	}
	return other;
}

bool elfcore_next(const struct elfcore *c, enum elfcore_by by, uint64_t addr, uint64_t *next)
{
	const struct elfcore_segment *s = c->segments[by];
	bool found = false;

	for (size_t i = 0; i < c->n[by]; i++, s++) {
		if (s->last <= addr || (found && s->first >= *next))
			continue;
		*next = s->first > addr ? s->first : addr + 1;
		found = true;
	}
	return found;
}

bool elfcore_ends(const struct elfcore *c, enum elfcore_by by, uint64_t *first, uint64_t *last)
{
	const struct elfcore_segment *s = c->segments[by];
	size_t i;

	for (i = 0; i < c->n[by]; i++, s++) {
		*first = !i || s->first < *first ? s->first : *first;
		*last = !i || s->last > *last ? s->last : *last;
	}
	return i > 0;
}
