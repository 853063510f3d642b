/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * uio and the target of it: made-up sysfs files, and a regular file instead of the device: page M of it is map M, as of
 * the real one, but that it can be mapped anywhere.
 */
#include <errno.h>
#include <limits.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "backends.h"
#include "fake_root.h"
#include "guard.h"
#include "uio.h"
#include "unit.h"
#include "window.h"

static size_t page;

static int make(void **state)
{
	page = (size_t)sysconf(_SC_PAGESIZE);
	return fake_root_make(state);
}

static void put_map(unsigned n, unsigned map, const char *size, const char *offset, const char *name)
{
	const char *const files[] = { "addr", "size", "offset", "name" };
	const char *const texts[] = { "0x0000000010000000\n", size, offset, name };
	char path[128];
	size_t i;

	for (i = 0; i < 4; i++) {
		snprintf(path, sizeof(path), "/sys/class/uio/uio%u/maps/map%u/%s", n, map, files[i]);
		if (texts[i])
			fake_put(path, texts[i]);
	}
	snprintf(path, sizeof(path), "/sys/class/uio/uio%u/name", n);
	fake_put(path, "fake\n");
}

/* A device of three pages; byte i of page p is p << 4 | i & f. */
static void put_device(unsigned n)
{
	char *bytes = malloc(3 * page), path[32];
	size_t i;

	for (i = 0; i < 3 * page; i++)
		bytes[i] = (char)((i / page) << 4 | (i & 15));
	snprintf(path, sizeof(path), "/dev/uio%u", n);
	fake_put_bytes(path, bytes, 3 * page);
	free(bytes);
}

static int opened(struct physmon_target **t, const char *rest, const struct physmon_options *o, struct physmon_error *e)
{
	char spec[PATH_MAX];

	snprintf(spec, sizeof(spec), "uio%s%s", rest ? ":" : "", rest ? rest : "");
	return target_open(fake_root(), spec, o, t, e);
}

static void refuses(const char *rest, enum physmon_kind kind, int err, const char *says)
{
	struct physmon_target *t;
	struct physmon_error e = { 0 };

	assert_int_equal(opened(&t, rest, NULL, &e), -err);
	assert_int_equal(e.kind, kind);
	if (!strstr(e.text, says))
		fail_msg("\"%s\" does not say \"%s\"", e.text, says);
}

static void maps_are_what_sysfs_says(void **state)
{
	struct uio_map m;
	unsigned n;
	char name[UIO_NAME];

	assert_int_equal(uio_next(fake_root(), 0, &n), -ENOENT);
	put_map(3, 0, "0x100000\n", "0x0\n", "registers\n");
	put_map(3, 1, "0x10\n", "0x7f8\n", "na\tme\n");
	put_map(12, 0, "0x1000\n", NULL, "old\n");
	fake_put("/sys/class/uio/uiox/name", "");
	fake_put("/sys/class/uio/uio99999999999/name", "");
	assert_int_equal(uio_next(fake_root(), 0, &n), 0);
	assert_int_equal(n, 3);
	assert_int_equal(uio_next(fake_root(), 4, &n), 0);
	assert_int_equal(n, 12);
	assert_int_equal(uio_next(fake_root(), 13, &n), -ENOENT);
	assert_int_equal(uio_maps(fake_root(), 3), 2);
	assert_int_equal(uio_maps(fake_root(), 4), 0);
	assert_int_equal(uio_read(fake_root(), 3, 1, &m), 0);
	assert_int_equal(m.size, 16);
	assert_int_equal(m.offset, 0x7f8);
	assert_int_equal(m.addr, 0x10000000);
	assert_string_equal(m.name, "na?me");
	assert_int_equal(uio_read(fake_root(), 12, 0, &m), 0);
	assert_int_equal(m.offset, 0);
	assert_int_equal(uio_read(fake_root(), 3, 2, &m), -ENOENT);
	assert_int_equal(uio_read(fake_root(), 4, 0, &m), -ENODEV);
	uio_name(fake_root(), 3, name, sizeof(name));
	assert_string_equal(name, "fake");
	uio_name(fake_root(), 4, name, sizeof(name));
	assert_string_equal(name, "");
}

static void offered(void *ctx, const char *spec, const char *hint)
{
	char *list = ctx;

	snprintf(list + strlen(list), 200 - strlen(list), "%s (%s)\n", spec, hint ? hint : "-");
}

static void each_map_of_each_device_is_offered(void **state)
{
	char list[200] = "";

	put_map(3, 0, "0x100000\n", "0x0\n", "registers\n");
	put_map(3, 1, "0x10\n", "0x7f8\n", "more\n");
	put_map(2147483647, 0, "0x1000\n", NULL, "last\n");
	be_uio.specs(fake_root(), offered, list);
	assert_string_equal(list, "uio:3/0 (fake)\nuio:3/1 (fake)\nuio:2147483647/0 (fake)\n");
}

static void what_makes_no_sense_is_refused(void **state)
{
	static const char *const sizes[] = { "0x0\n", "", "x\n", "0x10000000000000000\n", "0xffffffffffffffff\n" };
	struct uio_map m;
	size_t i;

	put_device(0);
	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		put_map(0, 0, sizes[i], "0x0\n", "a");
		assert_int_equal(uio_read(fake_root(), 0, 0, &m), -EINVAL);
		refuses("0", PHYSMON_E_OPEN, EINVAL, "makes no sense");
	}
	put_map(0, 0, "0x10\n", "0x1000000\n", "a");
	assert_int_equal(uio_read(fake_root(), 0, 0, &m), -EINVAL);
}

static void a_map_begins_where_its_offset_says_and_ends_with_its_size(void **state)
{
	struct physmon_target *t;
	struct physmon_error e;
	const struct windows *w;
	uint64_t v;
	char size[32];

	put_device(0);
	snprintf(size, sizeof(size), "0x%zx\n", page);
	put_map(0, 0, size, "0x0\n", "a");
	put_map(0, 1, "0x10\n", "0x408\n", "b");
	assert_int_equal(opened(&t, "0/1", NULL, &e), 0);
	assert_int_equal(t->info.first, 0);
	assert_int_equal(t->info.last, 15);
	assert_int_equal(physmon_read(t, 0, 4, &v, &e), 0);
	assert_int_equal(v, unit_get("\x18\x19\x1a\x1b", 4));
	assert_int_equal(physmon_read(t, 12, 4, &v, &e), 0);
	assert_int_equal(v, unit_get("\x14\x15\x16\x17", 4));
	assert_int_equal(physmon_write(t, 1, 1, 0xee, &e), 0);
	assert_int_equal(physmon_read(t, 16, 1, &v, &e), -ERANGE);
	w = &t->windows;
	assert_int_equal(w->maps, 1);
	assert_int_equal(w->latest->start, page);
	assert_int_equal(w->latest->nbytes, page);
	physmon_close(t);
	assert_int_equal(opened(&t, "0", NULL, &e), 0);
	assert_int_equal(t->info.last, page - 1);
	assert_int_equal(physmon_read(t, page - 1, 1, &v, &e), 0);
	assert_int_equal(v, 0x0f);
	physmon_close(t);
}

static void a_map_that_crosses_pages_is_mapped_as_one(void **state)
{
	struct physmon_target *t;
	struct physmon_error e;
	const struct windows *w;
	uint64_t v;
	char size[32];

	put_device(0);
	snprintf(size, sizeof(size), "0x%zx\n", page);
	put_map(0, 0, "0x8\n", "0x0\n", "a");
	put_map(0, 1, size, "0x10\n", "b"); /* its last 16 bytes stand in the next page */
	fake_put("/sys/class/uio/uio0/maps/map1/addr", "0x0000000010000010\n");
	assert_int_equal(opened(&t, "0/1", NULL, &e), 0);
	assert_int_equal(physmon_read(t, page - 16, 1, &v, &e), 0);
	assert_int_equal(v, 0x20);
	assert_int_equal(physmon_read(t, 0, 1, &v, &e), 0);
	assert_int_equal(v, 0x10);
	w = &t->windows;
	assert_int_equal(w->maps, 1);
	assert_int_equal(w->latest->nbytes, 2 * page);
	physmon_close(t);
}

/* As uio_pdrv_genirq does it. */
static void a_size_that_includes_the_offset_asks_for_no_page_more(void **state)
{
	struct physmon_target *t;
	struct physmon_error e;
	uint64_t v;
	char size[32];

	put_device(0);
	snprintf(size, sizeof(size), "0x%zx\n", page);
	put_map(0, 0, size, "0x80\n", "a");
	assert_int_equal(opened(&t, "0", NULL, &e), 0);
	assert_int_equal(t->info.last, page - 0x80 - 1);
	assert_int_equal(physmon_read(t, 3, 1, &v, &e), 0);
	assert_int_equal(v, 0x03);
	assert_int_equal(t->windows.latest->nbytes, page);
	physmon_close(t);
}

static void a_map_inside_of_a_page_is_told_as_such(void **state)
{
	const struct window_source *src;
	struct physmon_target *t;
	struct physmon_error e;

	put_device(0);
	put_map(0, 0, "0x20\n", "0x0\n", "a");
	fake_put("/sys/class/uio/uio0/maps/map0/addr", "0x0000000010000080\n");
	assert_int_equal(opened(&t, "0", NULL, &e), 0);
	src = &t->windows.src;
	assert_int_equal(src->refused(src->ctx, ENODEV, 4, 4, &e), -ENODEV);
	assert_string_equal(e.text,
			    "can't map 00000004 of uio0: map 0 is at 10000080, inside of a page, where the kernel"
			    " maps none; its driver must give the page and an offset, or use 'target mem'");
	physmon_close(t);
}

static void units_are_aligned_on_the_bus_or_refused(void **state)
{
	static const struct {
		const char *offset;
		unsigned widths;
	} cases[] = { { "0x1\n", 1 }, { "0x2\n", 3 }, { "0x4\n", 7 }, { "0x8\n", 15 } };
	struct physmon_target *t;
	struct physmon_error e;
	uint64_t v;
	size_t i;

	put_device(0);
	for (i = 0; i < 4; i++) {
		put_map(0, 0, "0x20\n", cases[i].offset, "a");
		assert_int_equal(opened(&t, "0", NULL, &e), 0);
		assert_int_equal(t->info.widths, cases[i].widths & (sizeof(long) == 8 ? 15 : 7));
		physmon_close(t);
	}
	put_map(0, 0, "0x20\n", "0x2\n", "a");
	assert_int_equal(opened(&t, "0", NULL, &e), 0);
	assert_int_equal(physmon_read(t, 0, 4, &v, &e), -EINVAL);
	assert_non_null(strstr(e.text, "8- and 16-bit accesses only"));
	physmon_close(t);
}

static void every_part_of_a_specification_may_be_missing(void **state)
{
	static const char *const bad[] = {
		NULL, "", "x", "0x1", "-1", "/0", "0/", "0/x", "0/0/0", " 0", "0 ", "1234567"
	};
	size_t i;

	put_device(0);
	put_map(0, 0, "0x10\n", "0x0\n", "a");
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		refuses(bad[i], PHYSMON_E_SPEC, EINVAL, "uio:N/M");
}

static void what_is_not_there_is_told_with_what_is(void **state)
{
	refuses("0", PHYSMON_E_OPEN, ENODEV, "nor any other UIO device");
	put_map(1, 0, "0x10\n", "0x0\n", "a");
	refuses("0", PHYSMON_E_OPEN, ENODEV, "there is no uio0: there is uio1");
	refuses("1", PHYSMON_E_OPEN, ENOENT, "can't open /dev/uio1: sysfs has the device");
	refuses("1/1", PHYSMON_E_OPEN, ENOENT, "uio1 (fake) has no map 1: 0 is its only one");
	put_map(1, 1, "0x10\n", "0x0\n", "a");
	refuses("1/4", PHYSMON_E_OPEN, ENOENT, "has no map 4: it has 0 to 1");
	fake_put("/sys/class/uio/uio2/name", "none\n");
	refuses("2", PHYSMON_E_OPEN, ENOENT, "uio2 (none) has no memory map at all");
}

static void a_device_that_goes_is_not_accessed_any_more(void **state)
{
	struct physmon_target *t;
	struct physmon_error e;
	uint64_t v;

	put_device(0);
	put_map(0, 0, "0x10\n", "0x0\n", "a");
	assert_int_equal(opened(&t, "0", NULL, &e), 0);
	assert_int_equal(physmon_read(t, 0, 1, &v, &e), 0);
	fake_drop("/sys/class/uio/uio0");
	assert_int_equal(physmon_read(t, 0, 1, &v, &e), -ENODEV);
	assert_non_null(strstr(e.text, "reading 8 bits at 00000000 of uio0: the device is gone"));
	put_map(0, 0, "0x10\n", "0x0\n", "another");
	assert_int_equal(physmon_write(t, 0, 1, 1, &e), -ENODEV);
	physmon_close(t);
}

static void a_page_that_the_driver_does_not_have_faults(void **state)
{
	struct physmon_target *t;
	struct physmon_error e;
	uint64_t v;

	put_map(0, 0, "0x10\n", "0x0\n", "a");
	fake_put("/dev/uio0", ""); /* no byte is behind the mapping */
	assert_int_equal(opened(&t, "0", NULL, &e), 0);
	assert_int_equal(physmon_read(t, 0, 1, &v, &e), -EFAULT);
	assert_non_null(strstr(e.text, "bus error reading 8 bits at 00000000 of uio0: its driver has no page there"));
	physmon_close(t);
}

static void refusals_name_the_device_and_the_cause(void **state)
{
	const struct window_source *src;
	const struct guard_fault fault = { .signal = SIGBUS, .code = BUS_OBJERR };
	const struct physmon_xfer x = { .dir = PHYSMON_WRITE, .width = 2 };
	struct physmon_target *t;
	struct physmon_error e;

	put_device(0);
	put_map(0, 0, "0x10\n", "0x0\n", "a");
	assert_int_equal(opened(&t, "0", NULL, &e), 0);
	src = &t->windows.src;
	assert_int_equal(src->refused(src->ctx, EPERM, 4, 4, &e), -EPERM);
	assert_non_null(strstr(e.text, "can't map 00000004 of uio0: its driver refuses map 0"));
	assert_non_null(strstr(e.text, "perhaps kernel lockdown"));
	assert_int_equal(src->refused(src->ctx, ENODEV, 4, 4, &e), -ENODEV);
	assert_non_null(strstr(e.text, "the device is gone"));
	assert_int_equal(src->faulted(src->ctx, &fault, &x, 4, &e), -EFAULT);
	assert_non_null(strstr(e.text, "bus error writing 16 bits at 00000004 of uio0: the block may be unclocked"));
	fake_drop("/sys/class/uio/uio0");
	src->faulted(src->ctx, &fault, &x, 4, &e);
	assert_non_null(strstr(e.text, "the device is gone"));
	physmon_close(t);
}

static void read_only_maps_for_reading(void **state)
{
	const struct physmon_options o = { .read_only = true };
	struct physmon_target *t;
	struct physmon_error e;
	uint64_t v;

	put_device(0);
	put_map(0, 0, "0x10\n", "0x0\n", "a");
	assert_int_equal(opened(&t, "0", &o, &e), 0);
	assert_int_equal(physmon_read(t, 0, 1, &v, &e), 0);
	assert_int_equal(physmon_write(t, 0, 1, 1, &e), -EROFS);
	physmon_close(t);
}

static void what_can_not_be_written_is_opened_for_reading(void **state)
{
	struct physmon_target *t;
	struct physmon_error e;
	uint64_t v;

	put_map(0, 0, "0x10\n", "0x0\n", "a");
	if (!fake_busy("/dev/uio0"))
		return;
	assert_int_equal(opened(&t, "0", NULL, &e), 0);
	assert_true(t->info.read_only);
	assert_string_equal(t->info.note,
			    "writing to /dev/uio0 is refused (Text file busy), so it is opened for reading"
			    " only");
	assert_int_equal(physmon_read(t, 0, 1, &v, &e), 0);
	assert_int_equal(v, 0x7f);
	assert_int_equal(physmon_write(t, 0, 1, 1, &e), -EROFS);
	physmon_close(t);
}

#define T(test) cmocka_unit_test_setup_teardown(test, make, fake_root_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(maps_are_what_sysfs_says),
		T(each_map_of_each_device_is_offered),
		T(what_makes_no_sense_is_refused),
		T(a_map_begins_where_its_offset_says_and_ends_with_its_size),
		T(a_map_that_crosses_pages_is_mapped_as_one),
		T(a_size_that_includes_the_offset_asks_for_no_page_more),
		T(a_map_inside_of_a_page_is_told_as_such),
		T(units_are_aligned_on_the_bus_or_refused),
		T(every_part_of_a_specification_may_be_missing),
		T(what_is_not_there_is_told_with_what_is),
		T(a_device_that_goes_is_not_accessed_any_more),
		T(a_page_that_the_driver_does_not_have_faults),
		T(refusals_name_the_device_and_the_cause),
		T(read_only_maps_for_reading),
		T(what_can_not_be_written_is_opened_for_reading),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
