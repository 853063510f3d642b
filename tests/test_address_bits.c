/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How far addresses go, on machines made of files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "address_bits.h"
#include "fake_root.h"

static void assert_reach(const char *root, const char *machine, unsigned bits, int beyond)
{
	struct address_bits r;

	address_bits_read(root, machine, &r);
	assert_int_equal(r.bits, bits);
	assert_true(r.last == (bits == 64 ? UINT64_MAX : ((uint64_t)1 << bits) - 1));
	if (bits < 64)
		assert_int_equal(r.beyond, beyond);
}

static void x86_goes_by_what_the_cpu_says(void **state)
{
	fake_put("/proc/cpuinfo", "processor\t: 0\naddress sizes\t: 40 bits physical, 48 bits virtual\n");
	assert_reach(fake_root(), "x86_64", 40, ADDRESS_BITS_REFUSE);
	assert_reach(fake_root(), "i686", 40, ADDRESS_BITS_REFUSE);
	assert_reach(fake_root(), "ia64", 64, 0);
	fake_put("/proc/cpuinfo", "address sizes\t: 32 bits physical, 48 bits virtual\n");
	assert_reach(fake_root(), "i586", 32, ADDRESS_BITS_REFUSE);
	fake_put("/proc/cpuinfo", "address sizes\t: rubbish\n");
	assert_reach(fake_root(), "x86_64", 64, 0);
	fake_drop("/proc");
	assert_reach(fake_root(), "x86_64", 64, 0);
}

static void arm64_goes_by_the_highest_end_that_anything_tells(void **state)
{
	fake_put("/proc/iomem", "09000000-09000fff : pl011@9000000\n8000000000-ffffffffff : pcie@10000000\n");
	assert_reach(fake_root(), "aarch64", 40, ADDRESS_BITS_TRY);
	assert_reach(fake_root(), "armv8l", 40, ADDRESS_BITS_TRY);
	assert_reach(fake_root(), "armv7l", 64, 0);
	assert_reach(fake_root(), "ppc64le", 64, 0);
	fake_put("/proc/iomem", "09000000-09000fff : pl011@9000000\n40000000-4bffffff : System RAM\n");
	assert_reach(fake_root(), "aarch64", 32, ADDRESS_BITS_TRY);
	fake_put("/proc/iomem", "00000000-00000000 : System RAM\n");
	assert_reach(fake_root(), "aarch64", 32, ADDRESS_BITS_TRY);
	fake_drop("/proc");
	assert_reach(fake_root(), "aarch64", 32, ADDRESS_BITS_TRY);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(x86_goes_by_what_the_cpu_says, fake_root_make, fake_root_remove),
		cmocka_unit_test_setup_teardown(arm64_goes_by_the_highest_end_that_anything_tells, fake_root_make,
						fake_root_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
