/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The kmem target: what can be seen of it without such a device. tests/vm has one. /dev/zero maps at any offset, so
 * that it stands in for the mapping itself.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <physmon.h>

static void assert_refused(const char *spec, enum physmon_kind kind, const char *says)
{
	struct physmon_target *t = NULL;
	struct physmon_error e;

	assert_true(physmon_open(spec, NULL, &t, &e) < 0);
	assert_null(t);
	assert_int_equal(e.kind, kind);
	if (!strstr(e.text, says))
		fail_msg("%s: %s", spec, e.text);
}

static void specifications_and_files_that_cannot_be_are_refused(void **state)
{
	assert_refused("kmem:", PHYSMON_E_SPEC, "kmem or kmem:PATH");
	assert_refused("kmem:/nonexistent", PHYSMON_E_OPEN, "can't open /nonexistent: No such file");
	assert_refused("kmem:/", PHYSMON_E_OPEN, "/ is no character device");
	if (access("/dev/kmem", F_OK))
		assert_refused("kmem", PHYSMON_E_OPEN, "can't open /dev/kmem: there is none: ");
}

static void its_addresses_take_symbols(void **state)
{
	assert_int_equal(physmon_space("kmem"), PHYSMON_SPACE_KERNEL);
	assert_int_equal(physmon_space("kmem:/dev/pmtest_m"), PHYSMON_SPACE_KERNEL);
}

static void writes_wait_until_they_are_allowed(void **state)
{
	struct physmon_window w;
	uint64_t v;
	struct physmon_target *t = NULL;
	struct physmon_error e;

	assert_int_equal(physmon_open("kmem:/dev/zero", NULL, &t, &e), 0);
	assert_false(physmon_info(t)->extent_known);
	assert_false(physmon_window(t, 0, &w)); /* nothing yet */
	assert_int_equal(physmon_read(t, 0, 4, &v, &e), 0);
	assert_true(physmon_window(t, 0, &w));
	assert_true(w.first == 0 && w.last == w.nbytes - 1 && w.at);
	assert_false(physmon_window(t, 1, &w));
	assert_int_equal(physmon_write(t, 0x1000, 4, 1, &e), -EPERM);
	assert_non_null(strstr(e.text, "this is the kernel's own memory; 'allow ram'"));
	physmon_close(t);
}

static void a_refused_mapping_and_a_fault_are_told(void **state)
{
	struct physmon_target *t = NULL;
	struct physmon_error e;
	uint64_t v;

	assert_int_equal(physmon_open("kmem:/dev/null", NULL, &t, &e), 0);
	assert_int_equal(physmon_read(t, 0x1000, 4, &v, &e), -ENODEV);
	assert_int_equal(e.kind, PHYSMON_E_MAP);
	assert_non_null(strstr(e.text, "can't map 00001000 of /dev/null"));
	physmon_close(t);
	/* a shared mapping of /dev/zero has pages up to its length, and none at such an offset */
	assert_int_equal(physmon_open("kmem:/dev/zero", NULL, &t, &e), 0);
	assert_int_equal(physmon_read(t, 0x40000000, 4, &v, &e), -EFAULT);
	assert_int_equal(e.kind, PHYSMON_E_BUS);
	assert_non_null(strstr(e.text, "bus error reading 32 bits at 40000000: nothing behind /dev/zero"));
	physmon_close(t);
}

static void read_only_is_opened_so(void **state)
{
	const struct physmon_options o = { .read_only = true };
	struct physmon_target *t = NULL;
	struct physmon_error e;

	assert_int_equal(physmon_open("kmem:/dev/zero", &o, &t, &e), 0);
	assert_true(physmon_info(t)->read_only);
	assert_int_equal(physmon_write(t, 0x1000, 4, 1, &e), -EROFS);
	physmon_close(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(specifications_and_files_that_cannot_be_are_refused),
		cmocka_unit_test(its_addresses_take_symbols),
		cmocka_unit_test(writes_wait_until_they_are_allowed),
		cmocka_unit_test(a_refused_mapping_and_a_fault_are_told),
		cmocka_unit_test(read_only_is_opened_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
