/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * iomem: excerpts of /proc/iomem as real kernels (6.1, arm64 virt and x86_64 pc in QEMU) show it to root and to others,
 * and bytes that no kernel writes.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include "iomem.h"
#include "slurp.h"

static size_t looked;

static const char arm64[] = "09000000-09000fff : pl011@9000000\n"
			    "  09000000-09000fff : 9000000.pl011 pl011@9000000\n"
			    "10000000-3efeffff : pcie@10000000\n"
			    "  10000000-100fffff : 0000:00:01.0\n"
			    "40000000-4bffffff : System RAM\n"
			    "  40210000-4185ffff : Kernel code\n"
			    "8000000000-ffffffffff : pcie@10000000\n"
			    "  8000000000-80000fffff : 0000:00:02.0\n";

static struct iomem *parse(const char *text, size_t nbytes)
{
	struct iomem *m = NULL;
	char *copy = malloc(nbytes + 1);

	assert_non_null(copy);
	memcpy(copy, text, nbytes);
	assert_int_equal(iomem_parse(copy, nbytes, &m), 0);
	assert_non_null(m);
	return m;
}

static size_t count(const struct iomem *m)
{
	size_t n = 0;

	while (iomem_at(m, n))
		n++;
	return n;
}

static void assert_region(const struct iomem_region *r, uint64_t first, uint64_t last, unsigned depth, const char *name)
{
	assert_non_null(r);
	assert_true(r->first == first);
	assert_true(r->last == last);
	assert_int_equal(r->depth, depth);
	assert_string_equal(r->name, name);
}

static void regions_keep_the_order_of_the_file(void **state)
{
	struct iomem *m = parse(arm64, strlen(arm64));

	(void)state;
	assert_int_equal(count(m), 8);
	assert_region(iomem_at(m, 0), 0x09000000, 0x09000fff, 0, "pl011@9000000");
	assert_region(iomem_at(m, 1), 0x09000000, 0x09000fff, 1, "9000000.pl011 pl011@9000000");
	assert_region(iomem_at(m, 7), 0x8000000000, 0x80000fffff, 1, "0000:00:02.0");
	assert_false(iomem_masked(m));
	iomem_free(m);
}

static void top_gives_the_outermost(void **state)
{
	struct iomem *m = parse(arm64, strlen(arm64));

	(void)state;
	assert_string_equal(iomem_top(m, 0x09000fff, &looked)->name, "pl011@9000000");
	assert_string_equal(iomem_top(m, 0x40210000, &looked)->name, "System RAM");
	assert_string_equal(iomem_top(m, 0x4020ffff, &looked)->name, "System RAM");
	assert_string_equal(iomem_top(m, 0x10100000, &looked)->name, "pcie@10000000");
	assert_string_equal(iomem_top(m, 0xffffffffff, &looked)->name, "pcie@10000000");
	iomem_free(m);
}

static void nothing_stands_beside_a_region(void **state)
{
	struct iomem *m = parse(arm64, strlen(arm64));

	(void)state;
	assert_null(iomem_top(m, 0x08ffffff, &looked));
	assert_null(iomem_top(m, 0x09001000, &looked));
	assert_null(iomem_top(m, 0x4c000000, &looked));
	assert_null(iomem_top(m, 0x10000000000, &looked));
	assert_null(iomem_top(m, UINT64_MAX, &looked));
	iomem_free(m);
}

static void no_level_is_too_deep(void **state)
{
	static const char text[] = "          00001000-00001fff : fifth\n          00001800-000018ff : sixth\n";
	struct iomem *m = parse(text, strlen(text));

	(void)state;
	assert_string_equal(iomem_top(m, 0x1800, &looked)->name, "fifth");
	assert_int_equal(iomem_top(m, 0x1000, &looked)->depth, 5);
	iomem_free(m);
}

static void ram_is_told_by_its_name(void **state)
{
	static const char text[] = "0-fff : System RAM\n  100-1ff : System RAM (kmem)\n1000-1fff : System RAMBUS\n"
				   "2000-2fff : System ROM\n";
	struct iomem *m = parse(text, strlen(text));

	(void)state;
	assert_true(iomem_is_ram(iomem_at(m, 0)));
	assert_true(iomem_is_ram(iomem_at(m, 1)));
	assert_false(iomem_is_ram(iomem_at(m, 2)));
	assert_false(iomem_is_ram(iomem_at(m, 3)));
	iomem_free(m);
}

static void masked_addresses_are_noticed(void **state)
{
	static const char text[] = "00000000-00000000 : Reserved\n00000000-00000000 : System RAM\n"
				   "  00000000-00000000 : Kernel code\n";
	struct iomem *m = parse(text, strlen(text));

	(void)state;
	assert_int_equal(count(m), 3);
	assert_true(iomem_masked(m));
	iomem_free(m);
	m = parse("", 0);
	assert_true(iomem_masked(m));
	iomem_free(m);
	assert_true(iomem_masked(NULL));
	m = parse("00000000-00000fff : Reserved\n", 29);
	assert_false(iomem_masked(m));
	iomem_free(m);
}

static void the_last_line_needs_no_newline(void **state)
{
	struct iomem *m = parse("1000-1fff : abc", 15);

	(void)state;
	assert_int_equal(count(m), 1);
	assert_region(iomem_at(m, 0), 0x1000, 0x1fff, 0, "abc");
	iomem_free(m);
	m = parse("1000-1fff : abcdef", 15); /* nothing beyond nbytes is read */
	assert_region(iomem_at(m, 0), 0x1000, 0x1fff, 0, "abc");
	iomem_free(m);
}

static void malformed_lines_are_left_out(void **state)
{
	static const char *const bad[] = {
		"",
		"\n",
		" ",
		"rubbish\n",
		"1000\n",
		"1000-\n",
		"-1fff : a\n",
		"1000-1fff\n",
		"1000-1fff :\n",
		"1000-1fff : \n",
		"1000-1fff: a\n",
		"1000 - 1fff : a\n",
		"1fff-1000 : reversed\n",
		"g000-1fff : a\n",
		"0x1000-0x1fff : a\n",
		"\t1000-1fff : a\n",
		"1000-10000000000000000 : 65 bits\n",
		"1ffffffffffffffff-2ffffffffffffffff : a\n",
		"-1000-1fff : a\n",
		"+1000-1fff : a\n",
		":\n",
		"-\n",
		" : \n",
		"- : a\n",
	};
	char text[128];
	struct iomem *m;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		m = parse(bad[i], strlen(bad[i]));
		assert_int_equal(count(m), 0);
		iomem_free(m);
		snprintf(text, sizeof(text), "%s\n2000-2fff : good\n", bad[i]);
		m = parse(text, strlen(text));
		assert_int_equal(count(m), 1);
		assert_string_equal(iomem_at(m, 0)->name, "good");
		iomem_free(m);
	}
}

static void the_whole_address_space_can_be_one_region(void **state)
{
	static const char text[] = "00000000-ffffffffffffffff : all\n00000000000000000007-7 : zeros before\n";
	struct iomem *m = parse(text, strlen(text));

	(void)state;
	assert_region(iomem_at(m, 0), 0, UINT64_MAX, 0, "all");
	assert_region(iomem_at(m, 1), 7, 7, 0, "zeros before");
	assert_string_equal(iomem_top(m, UINT64_MAX, &looked)->name, "all");
	iomem_free(m);
}

static void bytes_that_could_steer_a_terminal_are_tamed(void **state)
{
	static const char text[] = "1000-1fff : a\x1b[2J\0b\r\xff\n2000-2fff : c\n";
	struct iomem *m = parse(text, sizeof(text) - 1);

	(void)state;
	assert_int_equal(count(m), 2);
	assert_string_equal(iomem_at(m, 0)->name, "a?[2J?b??");
	assert_string_equal(iomem_at(m, 1)->name, "c");
	iomem_free(m);
}

static void depth_may_jump_and_lines_may_be_long(void **state)
{
	const size_t nbytes = 300000;
	char *text = malloc(nbytes);
	struct iomem *m;

	(void)state;
	assert_non_null(text);
	memset(text, ' ', nbytes);
	memcpy(text + 200000, "1000-1fff : deep\n1000-1fff : ", 29);
	memset(text + 200029, 'x', nbytes - 200029);
	m = parse(text, nbytes);
	assert_int_equal(count(m), 2);
	assert_int_equal(iomem_at(m, 0)->depth, 100000);
	assert_int_equal(strlen(iomem_at(m, 1)->name), nbytes - 200029);
	iomem_free(m);
	free(text);
}

static void thousands_of_regions_are_kept(void **state)
{
	const size_t n = 5000;
	char *text = malloc(n * 40), *p = text;
	struct iomem *m;
	size_t i, k;

	(void)state;
	assert_non_null(text);
	for (i = 0; i < n; i++)
		p += sprintf(p, "%08zx-%08zx : r%zu\n", i * 0x1000, i * 0x1000 + 0xfff, i);
	m = parse(text, (size_t)(p - text));
	assert_int_equal(count(m), n);
	assert_string_equal(iomem_top(m, 0x1387fff, &looked)->name, "r4999");
	assert_null(iomem_top(m, 0x1388000, &looked));
	looked = 0;
	for (i = 0, k = 0; (k = iomem_next(m, k, 0x1000000, 0x1002fff, &looked)) < n; k++)
		assert_int_equal(k, 0x1000 + i++);
	assert_int_equal(i, 3);
	assert_true(looked < n / 20);
	iomem_free(m);
	free(text);
}

/* Pseudo-random lines out of the alphabet of the format: nothing may be read or written outside (sanitizers watch). */
static void no_bytes_upset_the_parser(void **state)
{
	static const char alphabet[] = "0123456789abcdef-- : :  \n\n\0xz\xff";
	char text[512];
	uint32_t seed = 1;
	struct iomem *m;
	size_t i, j, k;

	(void)state;
	for (i = 0; i < 2000; i++) {
		for (j = 0; j < sizeof(text); j++) {
			seed = seed * 1103515245u + 12345u;
			text[j] = alphabet[(seed >> 16) % (sizeof(alphabet) - 1)];
		}
		m = parse(text, i % sizeof(text));
		for (k = 0; iomem_at(m, k); k++) {
			assert_true(iomem_at(m, k)->first <= iomem_at(m, k)->last);
			assert_true(strlen(iomem_at(m, k)->name) > 0);
			assert_non_null(iomem_top(m, iomem_at(m, k)->last, &looked));
		}
		iomem_free(m);
	}
}

/* A file without a name; open()ing @path reads it from its start. To be closed. */
static int make_file(char path[32], const char *text, size_t nbytes, size_t times)
{
	int fd = memfd_create("iomem", MFD_CLOEXEC);

	assert_true(fd >= 0);
	while (times--)
		assert_int_equal(write(fd, text, nbytes), nbytes);
	snprintf(path, 32, "/proc/self/fd/%d", fd);
	return fd;
}

static void load_reads_the_whole_file(void **state)
{
	char path[32];
	struct iomem *m;
	int fd;

	(void)state;
	fd = make_file(path, arm64, strlen(arm64), 1000); /* larger than the first buffers */
	assert_int_equal(iomem_load("", path, &m), 0);
	assert_int_equal(count(m), 8000);
	assert_region(iomem_at(m, 7999), 0x8000000000, 0x80000fffff, 1, "0000:00:02.0");
	iomem_free(m);
	close(fd);
}

static void load_says_why_it_failed(void **state)
{
	char path[32];
	struct iomem *m;
	int fd;

	(void)state;
	assert_int_equal(iomem_load("", "/nonexistent/iomem", &m), -ENOENT);
	assert_int_equal(iomem_load("/", "", &m), -EISDIR);
	fd = make_file(path, "", 0, 1);
	assert_int_equal(ftruncate(fd, 16 << 20), 0);
	assert_int_equal(iomem_load("", path, &m), -EFBIG);
	close(fd);
	iomem_free(NULL);
}

static void slurp_stops_at_its_limit(void **state)
{
	char path[32];
	size_t nbytes;
	char *text;
	int fd;

	(void)state;
	fd = make_file(path, "0123456789", 10, 2000);
	assert_int_equal(slurp("", path, 7, &text, &nbytes), 0);
	assert_int_equal(nbytes, 7);
	assert_string_equal(text, "0123456");
	free(text);
	assert_int_equal(slurp("", path, 19999, &text, &nbytes), 0);
	assert_int_equal(nbytes, 19999);
	assert_int_equal(text[19998], '8');
	free(text);
	assert_int_equal(slurp("", path, 1 << 20, &text, &nbytes), 0);
	assert_int_equal(nbytes, 20000);
	free(text);
	assert_int_equal(slurp("", path, 0, &text, &nbytes), 0);
	assert_int_equal(nbytes, 0);
	assert_string_equal(text, "");
	free(text);
	close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(regions_keep_the_order_of_the_file),
		cmocka_unit_test(top_gives_the_outermost),
		cmocka_unit_test(nothing_stands_beside_a_region),
		cmocka_unit_test(no_level_is_too_deep),
		cmocka_unit_test(ram_is_told_by_its_name),
		cmocka_unit_test(masked_addresses_are_noticed),
		cmocka_unit_test(the_last_line_needs_no_newline),
		cmocka_unit_test(malformed_lines_are_left_out),
		cmocka_unit_test(the_whole_address_space_can_be_one_region),
		cmocka_unit_test(bytes_that_could_steer_a_terminal_are_tamed),
		cmocka_unit_test(depth_may_jump_and_lines_may_be_long),
		cmocka_unit_test(thousands_of_regions_are_kept),
		cmocka_unit_test(no_bytes_upset_the_parser),
		cmocka_unit_test(load_reads_the_whole_file),
		cmocka_unit_test(load_says_why_it_failed),
		cmocka_unit_test(slurp_stops_at_its_limit),
	};

	return cmocka_run_group_tests_name("iomem", tests, NULL, NULL);
}
