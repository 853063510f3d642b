/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mapped: lines as Linux 6.1 on x86_64 shows them, in both forms of PAT's list, and lines that are none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "mappings.h"

static const char maps[] = "00400000-0048b000 r-xp 00000000 00:01 1030                               /bin/physmon\n"
			   "7f3f1c000000-7f3f1c200000 rw-s 0c000000 00:05 3                  /dev/mem\n"
			   "7f3f1c200000-7f3f1c201000 rw-p 00000000 00:00 0 \n"
			   "rubbish\n"
			   "7f3f1c300000-7f3f1c301000\n"
			   "7ffc00000000-7ffc00021000 rw-p 00000000 00:00 0     [stack \x1b]\n"
			   "ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0  [vsyscall]";

static void the_line_that_holds_an_address_is_found(void **state)
{
	struct mapping m;

	assert_true(mappings_find(maps, 0x7f3f1c000000, &m));
	assert_true(m.first == 0x7f3f1c000000 && m.last == 0x7f3f1c1fffff);
	assert_string_equal(m.perms, "rw-s");
	assert_string_equal(m.path, "/dev/mem");
	assert_true(mappings_find(maps, 0x7f3f1c1fffff, &m));
	assert_string_equal(m.path, "/dev/mem");
	assert_true(mappings_find(maps, 0x7f3f1c200000, &m));
	assert_string_equal(m.path, "");
	assert_true(mappings_find(maps, 0x7ffc00000fff, &m));
	assert_string_equal(m.path, "[stack");
	assert_true(mappings_find(maps, 0xffffffffff600fff, &m));
	assert_string_equal(m.path, "[vsyscall]");
	assert_false(mappings_find(maps, 0x7f3f1c201000, &m));
	assert_false(mappings_find(maps, 0x7f3f1c300000, &m)); /* a line that is cut off is none */
	assert_false(mappings_find("", 0, &m));
}

static void memory_types_are_found_in_both_forms(void **state)
{
	static const char now[] = "PAT memtype list:\nPAT: [mem 0x00000000c0000000-0x00000000c0001000] uncached-minus\n"
				  "PAT: [mem 0x00000000fed00000-0x00000000fed01000] write-combining\n";
	static const char before[] = "PAT memtype list:\nuncached-minus @ 0xc0000000-0xc0001000\n"
				     "write-combining @ 0xfed00000-0xfed01000\n";
	const char *const both[] = { now, before };
	char type[40];
	size_t i;

	for (i = 0; i < 2; i++) {
		assert_true(mappings_type(both[i], 0xc0000fff, type, sizeof(type)));
		assert_string_equal(type, "uncached-minus");
		assert_true(mappings_type(both[i], 0xfed00000, type, sizeof(type)));
		assert_string_equal(type, "write-combining");
		assert_true(mappings_type(both[i], 0xfed00000, type, 6));
		assert_string_equal(type, "write");
		assert_false(mappings_type(both[i], 0xc0001000, type, sizeof(type)));
		assert_false(mappings_type(both[i], 0, type, sizeof(type)));
	}
	assert_false(mappings_type("PAT: [mem 0x1000-0x2000\nPAT: [mem 0x2000-0x1000] x\n @ 1\n@ 0-1", 0x1000, type,
				   sizeof(type)));
	assert_false(mappings_type("", 0, type, sizeof(type)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_line_that_holds_an_address_is_found),
		cmocka_unit_test(memory_types_are_found_in_both_forms),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
