/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * elfcore: cores laid out here, of both sizes and byte orders, as /proc/kcore has them; and what no kernel writes.
 */
#include <elf.h>
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "elfcore.h"

struct image {
	unsigned char bytes[8192];
	size_t n;
	size_t most;  /* bytes that one read gives at most; 0: all */
	int fails_at; /* the read that fails with EIO, counted from 1 */
	int reads;
};

static int64_t image_read(void *ctx, uint64_t offset, void *buf, size_t nbytes)
{
	struct image *m = ctx;

	if (++m->reads == m->fails_at)
		return -EIO;
	if (offset >= m->n)
		return 0;
	if (nbytes > m->n - offset)
		nbytes = m->n - (size_t)offset;
	if (m->most && nbytes > m->most)
		nbytes = m->most;
	memcpy(buf, m->bytes + offset, nbytes);
	return (int64_t)nbytes;
}

static void put(unsigned char *p, uint64_t v, size_t nbytes, bool big)
{
	size_t i;

	for (i = 0; i < nbytes; i++)
		p[big ? nbytes - 1 - i : i] = (unsigned char)(v >> 8 * i);
}

struct segment {
	uint64_t type, virt, phys, nbytes, offset;
};

#define SET(p, type, member, v) \
	put((p) + (is64 ? offsetof(Elf64_##type, member) : offsetof(Elf32_##type, member)), v, \
	    is64 ? sizeof(((Elf64_##type *)0)->member) : sizeof(((Elf32_##type *)0)->member), big)

static void make(struct image *m, bool is64, bool big, const struct segment *s, size_t n)
{
	const size_t head = is64 ? sizeof(Elf64_Ehdr) : sizeof(Elf32_Ehdr);
	const size_t size = is64 ? sizeof(Elf64_Phdr) : sizeof(Elf32_Phdr);
	unsigned char *p;
	size_t i;

	memset(m, 0, sizeof(*m));
	memcpy(m->bytes, ELFMAG, SELFMAG);
	m->bytes[EI_CLASS] = is64 ? ELFCLASS64 : ELFCLASS32;
	m->bytes[EI_DATA] = big ? ELFDATA2MSB : ELFDATA2LSB;
	SET(m->bytes, Ehdr, e_type, ET_CORE);
	SET(m->bytes, Ehdr, e_phoff, head);
	SET(m->bytes, Ehdr, e_phnum, n);
	SET(m->bytes, Ehdr, e_phentsize, size);
	for (i = 0; i < n; i++) {
		p = m->bytes + head + i * size;
		SET(p, Phdr, p_type, s[i].type);
		SET(p, Phdr, p_vaddr, s[i].virt);
		SET(p, Phdr, p_paddr, s[i].phys);
		SET(p, Phdr, p_filesz, s[i].nbytes);
		SET(p, Phdr, p_offset, s[i].offset);
	}
	m->n = head + n * size;
}

static const struct segment kcore[] = {
	{ PT_NOTE, 0, 0, 0x1000, 0x1f0 },
	{ PT_LOAD, 0xffffffff81000000, 0x5600000, 0x2800000, 0x7fff81002000 },
	{ PT_LOAD, 0xffffc90000000000, UINT64_MAX, 0x1fffffffffff, 0x490000002000 },
	{ PT_LOAD, 0xffff888000001000, 0x1000, 0x9e000, 0x8000003000 },
	{ PT_LOAD, 0xffff888000100000, 0x100000, 0xbf00000, 0x8000102000 },
};

static struct elfcore *load(struct image *m)
{
	struct elfcore *c = NULL;
	const char *why;

	assert_int_equal(elfcore_read(image_read, m, &c, &why), 0);
	assert_non_null(c);
	return c;
}

static void addresses_are_found_both_ways(void **state)
{
	const struct elfcore_segment *s;
	struct elfcore *c;
	struct image m;
	uint64_t first, last;

	make(&m, true, false, kcore, 5);
	m.most = 7; /* a read may give less than was asked for */
	c = load(&m);
	s = elfcore_find(c, ELFCORE_VIRTUAL, 0xffffffff81000010);
	assert_non_null(s);
	assert_true(s->first == 0xffffffff81000000 && s->last == 0xffffffff837fffff && s->offset == 0x7fff81002000);
	s = elfcore_find(c, ELFCORE_PHYSICAL, 0x5600000); /* in two: the first of the file counts */
	assert_true(s && s->offset == 0x7fff81002000);
	s = elfcore_find(c, ELFCORE_PHYSICAL, 0x55fffff);
	assert_true(s && s->first == 0x100000 && s->offset == 0x8000102000);
	assert_null(elfcore_find(c, ELFCORE_PHYSICAL, 0xfff));
	assert_non_null(elfcore_find(c, ELFCORE_PHYSICAL, 0x1000));
	assert_non_null(elfcore_find(c, ELFCORE_PHYSICAL, 0x9efff));
	assert_null(elfcore_find(c, ELFCORE_PHYSICAL, 0x9f000));
	assert_null(elfcore_find(c, ELFCORE_PHYSICAL, UINT64_MAX)); /* vmalloc has no physical address */
	assert_null(elfcore_find(c, ELFCORE_VIRTUAL, 0x1000));
	assert_true(elfcore_ends(c, ELFCORE_PHYSICAL, &first, &last));
	assert_true(first == 0x1000 && last == 0xbffffff);
	assert_true(elfcore_ends(c, ELFCORE_VIRTUAL, &first, &last));
	assert_true(first == 0xffff888000001000 && last == 0xffffffff837fffff);
	elfcore_free(c);
}

static void the_next_address_is_found(void **state)
{
	struct elfcore *c;
	struct image m;
	uint64_t next = 0;

	make(&m, true, false, kcore, 5);
	c = load(&m);
	assert_true(elfcore_next(c, ELFCORE_PHYSICAL, 0, &next) && next == 0x1000);
	assert_true(elfcore_next(c, ELFCORE_PHYSICAL, 0x1000, &next) && next == 0x1001);
	assert_true(elfcore_next(c, ELFCORE_PHYSICAL, 0x9efff, &next) && next == 0x100000);
	assert_false(elfcore_next(c, ELFCORE_PHYSICAL, 0xbffffff, &next));
	assert_false(elfcore_next(c, ELFCORE_VIRTUAL, UINT64_MAX, &next));
	elfcore_free(c);
}

static void other_sizes_and_byte_orders_are_read(void **state)
{
	const struct segment s32[] = { { PT_LOAD, 0xc0000000, 0x60000000, 0x1000, 0x2000 },
				       { PT_LOAD, 0xe0000000, UINT32_MAX, 0x1000, 0x3000 },
				       { PT_LOAD, 0xfffff000, 0x70000000, 0x1000, 0x4000 } };
	const struct elfcore_segment *s;
	struct elfcore *c;
	struct image m;
	int big;

	for (big = 0; big < 2; big++) {
		make(&m, false, big, s32, 3);
		c = load(&m);
		s = elfcore_find(c, ELFCORE_PHYSICAL, 0x60000fff);
		assert_true(s && s->first == 0x60000000 && s->offset == 0x2000);
		assert_null(elfcore_find(c, ELFCORE_PHYSICAL, UINT32_MAX));
		assert_non_null(elfcore_find(c, ELFCORE_VIRTUAL, UINT32_MAX));
		elfcore_free(c);
		make(&m, true, big, kcore, 5);
		c = load(&m);
		assert_non_null(elfcore_find(c, ELFCORE_PHYSICAL, 0x5600000));
		elfcore_free(c);
	}
}

/* Kernels before 4.12 write 0 everywhere; a lone segment at 0 may be true. */
static void unwritten_physical_addresses_are_not_believed(void **state)
{
	struct segment s[] = { { PT_LOAD, 0xc0000000, 0, 0x1000, 0x2000 }, { PT_LOAD, 0xe0000000, 0, 0x1000, 0x3000 } };
	struct elfcore *c;
	struct image m;
	uint64_t first, last;

	make(&m, true, false, s, 2);
	c = load(&m);
	assert_false(elfcore_ends(c, ELFCORE_PHYSICAL, &first, &last));
	assert_null(elfcore_find(c, ELFCORE_PHYSICAL, 0));
	assert_non_null(elfcore_find(c, ELFCORE_VIRTUAL, 0xe0000000));
	elfcore_free(c);
	make(&m, true, false, s, 1);
	c = load(&m);
	assert_non_null(elfcore_find(c, ELFCORE_PHYSICAL, 0xfff));
	elfcore_free(c);
	s[1].phys = 0x1000;
	make(&m, true, false, s, 2);
	c = load(&m);
	assert_non_null(elfcore_find(c, ELFCORE_PHYSICAL, 0));
	elfcore_free(c);
}

static void segments_that_cannot_be_are_left_out(void **state)
{
	const struct segment s[] = { { PT_LOAD, 0x1000, 0x1000, 0, 0x2000 },
				     { PT_LOAD, UINT64_MAX, 0x2000, 2, 0x2000 },
				     { PT_LOAD, 0x3000, 0x3000, 0x1000, UINT64_MAX - 0xffe },
				     { PT_LOAD, UINT64_MAX, 0x5000, 1, 0x2000 } };
	struct elfcore *c;
	struct image m;

	make(&m, true, false, s, 4);
	c = load(&m);
	assert_null(elfcore_find(c, ELFCORE_VIRTUAL, 0x1000));
	assert_null(elfcore_find(c, ELFCORE_VIRTUAL, 0));
	assert_null(elfcore_find(c, ELFCORE_VIRTUAL, 0x3000));
	assert_non_null(elfcore_find(c, ELFCORE_VIRTUAL, UINT64_MAX));
	elfcore_free(c);
}

static void assert_strange(struct image *m, const char *word)
{
	struct elfcore *c = NULL;
	const char *why;

	assert_int_equal(elfcore_read(image_read, m, &c, &why), -ENOEXEC);
	assert_null(c);
	assert_non_null(strstr(why, word));
}

static void what_is_no_core_is_refused_with_the_reason(void **state)
{
	const bool is64 = true, big = false;
	struct image m;

	memset(&m, 0, sizeof(m));
	assert_strange(&m, "ends within");
	memset(m.bytes, 'x', 100);
	m.n = 100;
	assert_strange(&m, "no ELF file");
	make(&m, true, false, kcore, 5);
	m.bytes[EI_CLASS] = 3;
	assert_strange(&m, "unknown kind");
	make(&m, true, false, kcore, 5);
	m.bytes[EI_DATA] = 0;
	assert_strange(&m, "unknown kind");
	make(&m, true, false, kcore, 5);
	SET(m.bytes, Ehdr, e_type, ET_EXEC);
	assert_strange(&m, "no core");
	make(&m, true, false, kcore, 5);
	SET(m.bytes, Ehdr, e_phnum, 0);
	assert_strange(&m, "program headers");
	SET(m.bytes, Ehdr, e_phnum, PN_XNUM);
	assert_strange(&m, "program headers");
	SET(m.bytes, Ehdr, e_phnum, 5);
	SET(m.bytes, Ehdr, e_phentsize, 55);
	assert_strange(&m, "program headers");
	make(&m, true, false, kcore, 5);
	SET(m.bytes, Ehdr, e_phoff, UINT64_MAX - 3);
	assert_strange(&m, "program headers");
	make(&m, true, false, kcore, 5);
	m.n--;
	assert_strange(&m, "ends within");
	m.n = 60;
	assert_strange(&m, "ends within");
}

static void reads_that_fail_are_told(void **state)
{
	struct elfcore *c = NULL;
	const char *why;
	struct image m;
	int i;

	for (i = 1; i <= 3; i++) {
		make(&m, true, false, kcore, 5);
		m.fails_at = i;
		assert_int_equal(elfcore_read(image_read, &m, &c, &why), -EIO);
		assert_string_equal(why, "");
	}
	elfcore_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_are_found_both_ways),
		cmocka_unit_test(the_next_address_is_found),
		cmocka_unit_test(other_sizes_and_byte_orders_are_read),
		cmocka_unit_test(unwritten_physical_addresses_are_not_believed),
		cmocka_unit_test(segments_that_cannot_be_are_left_out),
		cmocka_unit_test(what_is_no_core_is_refused_with_the_reason),
		cmocka_unit_test(reads_that_fail_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
