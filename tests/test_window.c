/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Windows over real files: what is mapped, how often, what is evicted, and what becomes of units whose page can't be
 * mapped, or is taken away while it is.
 */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "access.h"
#include "error.h"
#include "guard.h"
#include "unit.h"
#include "window.h"

#define MIB ((uint64_t)1 << 20)

struct fixture {
	struct windows w;
	int fd;
	size_t page;
	size_t refused, faulted, refreshed; /* calls */
	uint64_t refused_addr, refused_nbytes, faulted_addr;
};

static int fixture_refused(void *ctx, int err, uint64_t addr, uint64_t nbytes, struct physmon_error *e)
{
	struct fixture *f = ctx;

	f->refused++;
	f->refused_addr = addr;
	f->refused_nbytes = nbytes;
	return error_set(e, PHYSMON_E_MAP, err, "refused");
}

static int fixture_faulted(void *ctx, const struct guard_fault *fault, const struct physmon_xfer *x, uint64_t addr,
			   struct physmon_error *e)
{
	struct fixture *f = ctx;

	f->faulted++;
	f->faulted_addr = addr;
	return error_set(e, PHYSMON_E_BUS, EFAULT, "faulted by signal %d, code %d", fault->signal, fault->code);
}

static void fixture_refresh(void *ctx)
{
	struct fixture *f = ctx;
	struct stat st;

	f->refreshed++;
	if (f->w.src.extent_known && !fstat(f->fd, &st) && st.st_size)
		f->w.src.last = f->w.src.first + (uint64_t)st.st_size - 1;
}

static int file_of(uint64_t nbytes)
{
	const int fd = memfd_create("windows", MFD_CLOEXEC);

	assert_true(fd >= 0);
	assert_int_equal(ftruncate(fd, (off_t)nbytes), 0);
	return fd;
}

/* Windows over a file of @nbytes; @src says what else the source is. */
static struct fixture *fixture_open(uint64_t nbytes, struct window_source src)
{
	struct fixture *f = calloc(1, sizeof(*f));

	assert_non_null(f);
	f->fd = src.fd = file_of(nbytes);
	f->page = (size_t)sysconf(_SC_PAGESIZE);
	src.refused = fixture_refused;
	src.faulted = fixture_faulted;
	src.refresh = fixture_refresh;
	src.ctx = f;
	windows_init(&f->w, &src);
	assert_int_equal(guard_install(), 0);
	return f;
}

/* A file whose extent is known, at address @first. */
static struct fixture *fixture_file(uint64_t nbytes, uint64_t first)
{
	return fixture_open(
		nbytes, (struct window_source){ .first = first, .last = first + (nbytes - 1), .extent_known = true });
}

static void fixture_close(struct fixture *f)
{
	windows_drop(&f->w);
	assert_int_equal(f->w.maps, f->w.unmaps);
	close(f->fd);
	free(f);
}

static void file_put(int fd, uint64_t off, const void *buf, size_t nbytes)
{
	assert_int_equal(pwrite(fd, buf, nbytes, (off_t)off), nbytes);
}

static void file_get(int fd, uint64_t off, void *buf, size_t nbytes)
{
	assert_int_equal(pread(fd, buf, nbytes, (off_t)off), nbytes);
}

static size_t touched(const struct fixture *f)
{
	return f->w.maps + f->w.unmaps;
}

static uint8_t read8(struct fixture *f, uint64_t addr)
{
	uint8_t v = 0;
	struct physmon_xfer x = { .width = 1, .addr = addr, .step = 1, .nunits = 1, .buf = &v };
	size_t bad;

	assert_int_equal(windows_transfer(&f->w, &x, &bad, NULL), 0);
	assert_int_equal(x.done, 1);
	return v;
}

/* Read @nbytes from @addr on, 64 KiB at a time, as a dump does. */
static void dump(struct fixture *f, uint64_t addr, uint64_t nbytes)
{
	static uint32_t buf[65536 / 4];
	struct physmon_xfer x;
	size_t bad;

	for (; nbytes; nbytes -= x.nunits * 4, addr += x.nunits * 4) {
		x = (struct physmon_xfer){ .width = 4, .addr = addr, .step = 4, .buf = buf };
		x.nunits = nbytes < sizeof(buf) ? (size_t)nbytes / 4 : sizeof(buf) / 4;
		assert_int_equal(windows_transfer(&f->w, &x, &bad, NULL), 0);
		assert_int_equal(x.done, x.nunits);
	}
}

static void test_units_go_where_they_belong(void **state)
{
	static const uint64_t steps[] = { 1, 2, 5, 64, 1000 }; /* in units */
	unsigned char want[8192], got[8192], buf[256 + 1], *packed;
	struct fixture *f = fixture_file(sizeof(want), 0x4c000000);
	struct physmon_xfer x;
	unsigned width, skew;
	size_t i, k, n, bad;

	for (i = 0; i < sizeof(want); i++)
		want[i] = (unsigned char)(i * 11 + i / 256);
	for (width = 1; width & ACCESS_WIDTHS; width *= 2) {
		for (k = 0; k < sizeof(steps) / sizeof(*steps); k++) {
			for (skew = 0; skew < 2; skew++) { /* 1: a buffer that is not aligned */
				n = (sizeof(want) / 2 / width - 1) / (size_t)steps[k] + 1;
				n = n > 256 / width ? 256 / width : n;
				packed = buf + skew;
				x = (struct physmon_xfer){
					.width = width, .addr = 0x4c000000 + 16, .nunits = n, .buf = packed
				};
				x.step = steps[k] * width;

				file_put(f->fd, 0, want, sizeof(want));
				assert_int_equal(windows_transfer(&f->w, &x, &bad, NULL), 0);
				assert_int_equal(x.done, n);
				for (i = 0; i < n; i++)
					assert_memory_equal(packed + i * width, want + 16 + i * x.step, width);

				memset(got, 0, sizeof(got));
				file_put(f->fd, 0, got, sizeof(got));
				x.dir = PHYSMON_WRITE;
				assert_int_equal(windows_transfer(&f->w, &x, &bad, NULL), 0);
				assert_int_equal(x.done, n);
				file_get(f->fd, 0, got, sizeof(got));
				for (i = 0; i < n; i++) {
					assert_memory_equal(got + 16 + i * x.step, want + 16 + i * x.step, width);
					memset(got + 16 + i * x.step, 0, width);
				}
				for (i = 0; i < sizeof(got); i++)
					assert_int_equal(got[i], 0);
			}
		}
	}
	assert_int_equal(f->w.maps, 1);
	fixture_close(f);
}

static void test_step_0_stays_at_one_address(void **state)
{
	struct fixture *f = fixture_file(4096, 0);
	uint16_t v[5] = { 1, 2, 3, 4, 5 }, file[3];
	struct physmon_xfer x = { .dir = PHYSMON_WRITE, .width = 2, .addr = 2, .step = 0, .nunits = 5, .buf = v };
	size_t bad, i;

	assert_int_equal(windows_transfer(&f->w, &x, &bad, NULL), 0);
	file_get(f->fd, 0, file, sizeof(file));
	assert_true(!file[0] && file[1] == 5 && !file[2]);
	x.dir = PHYSMON_READ;
	assert_int_equal(windows_transfer(&f->w, &x, &bad, NULL), 0);
	assert_int_equal(x.done, 5);
	for (i = 0; i < 5; i++)
		assert_int_equal(v[i], 5);
	fixture_close(f);
}

static void test_a_transfer_runs_over_several_windows(void **state)
{
	struct fixture *f = fixture_file(8 * MIB, 0);
	uint32_t v[8], file[8];
	struct physmon_xfer x = { .width = 4, .addr = 2 * MIB - 8, .step = 4, .nunits = 4, .buf = v };
	size_t bad, i;

	for (i = 0; i < 4; i++)
		file[i] = (uint32_t)(0x1000 + i);
	file_put(f->fd, 2 * MIB - 8, file, 16);
	assert_int_equal(windows_transfer(&f->w, &x, &bad, NULL), 0);
	assert_memory_equal(v, file, 16);
	assert_int_equal(f->w.maps, 2);

	/* strides that leave out whole windows */
	for (i = 0; i < 4; i++) {
		v[i] = (uint32_t)(0x2000 + i);
		file[i] = 0;
	}
	x = (struct physmon_xfer){
		.dir = PHYSMON_WRITE, .width = 4, .addr = MIB, .step = 2 * MIB + 4, .nunits = 4, .buf = v
	};
	assert_int_equal(windows_transfer(&f->w, &x, &bad, NULL), 0);
	for (i = 0; i < 4; i++) {
		file_get(f->fd, MIB + i * (2 * MIB + 4), file, 4);
		assert_int_equal(file[0], 0x2000 + i);
	}
	fixture_close(f);
}

/* Transfers over a border of windows that look for a value: until none is left. */
static void test_a_value_is_sought_over_several_windows(void **state)
{
	static const uint64_t where[] = { 0, 8, 2 * MIB - 8, 2 * MIB, 2 * MIB + 72, 4 * MIB - 8 };
	struct fixture *f = fixture_file(4 * MIB, 0x80000000);
	struct physmon_sought sought;
	uint8_t unit[8] = { 0 };
	struct physmon_xfer x;
	unsigned width, masked;
	uint64_t addr;
	size_t bad, i;

	for (width = 1; width & ACCESS_WIDTHS; width *= 2) {
		/* a unit of this width at each of the places, and in no other: elsewhere all is 0 */
		unit_put(unit, width, 0x8877665544332211);
		sought.value = unit_get(unit, width);
		for (i = 0; i < sizeof(where) / sizeof(*where); i++)
			file_put(f->fd, where[i], unit, sizeof(unit));
		for (masked = 0; masked < 2; masked++) {
			sought.mask = masked ? 0xff : UINT64_MAX;
			addr = 0x80000000;
			for (i = 0; i < sizeof(where) / sizeof(*where); i++) {
				x = (struct physmon_xfer){
					.width = width, .addr = addr, .step = width, .sought = &sought
				};
				x.nunits = (size_t)(0x80000000 + 4 * MIB - addr) / width;
				assert_int_equal(windows_transfer(&f->w, &x, &bad, NULL), 0);
				assert_true(x.found);
				addr += x.done * width;
				assert_true(addr - width == 0x80000000 + where[i]);
			}
			x.addr = addr;
			x.nunits = (size_t)(0x80000000 + 4 * MIB - addr) / width;
			x.found = false;
			assert_int_equal(windows_transfer(&f->w, &x, &bad, NULL), 0);
			assert_false(x.found);
			assert_int_equal(x.done, x.nunits);
		}
	}
	fixture_close(f);
}

static void test_scattered_reads_need_few_mappings(void **state)
{
	struct fixture *f = fixture_file(64 * MIB, 0x80000000);
	uint32_t seed = 1;
	size_t i;

	for (i = 0; i < 100000; i++) {
		seed = seed * 1664525 + 1013904223;
		read8(f, 0x80000000 + seed / 64);
	}
	assert_true(f->w.maps >= 32);
	assert_true(touched(f) < 100);
	fixture_close(f);
}

static void test_a_long_dump_keeps_one_window_and_leaves_the_others(void **state)
{
	struct fixture *f = fixture_file(64 * MIB, 0);
	size_t maps;

	read8(f, 50 * MIB);
	read8(f, 55 * MIB);
	read8(f, 60 * MIB);
	dump(f, 0, 32 * MIB);
	assert_int_equal(f->w.maps, 3 + 16);
	assert_int_equal(f->w.maps - f->w.unmaps, 3 + 1);
	maps = f->w.maps;
	read8(f, 50 * MIB);
	read8(f, 55 * MIB);
	read8(f, 60 * MIB);
	assert_int_equal(f->w.maps, maps);
	fixture_close(f);
}

static void test_strides_over_much_memory_keep_one_window_too(void **state)
{
	struct fixture *f = fixture_file(64 * MIB, 0);
	static uint8_t buf[4096];
	struct physmon_xfer x = { .width = 1, .addr = 0, .step = 16384, .nunits = sizeof(buf), .buf = buf };
	size_t bad;

	assert_int_equal(windows_transfer(&f->w, &x, &bad, NULL), 0);
	assert_int_equal(f->w.maps, 32);
	assert_int_equal(f->w.unmaps, 31);
	fixture_close(f);
}

static void test_two_long_walks_side_by_side_keep_two_windows(void **state)
{
	struct fixture *f = fixture_file(64 * MIB, 0);
	uint64_t at;

	for (at = 0; at < 16 * MIB; at += 65536) {
		dump(f, at, 65536);
		dump(f, 32 * MIB + at, 65536);
	}
	/* early on, the first is dropped once for the second, before that one has been walked */
	assert_true(f->w.maps <= 16 + 1);
	assert_true(f->w.maps - f->w.unmaps <= 2);
	fixture_close(f);
}

static void test_the_least_recently_used_window_makes_room(void **state)
{
	struct fixture *f = fixture_file((WINDOW_SLOTS + 1) * 2 * MIB, 0);
	size_t i;

	for (i = 0; i < WINDOW_SLOTS; i++)
		read8(f, i * 2 * MIB);
	assert_int_equal(f->w.unmaps, 0);
	read8(f, 0); /* so that the second is the oldest */
	read8(f, WINDOW_SLOTS * 2 * MIB);
	assert_int_equal(f->w.maps, WINDOW_SLOTS + 1);
	assert_int_equal(f->w.unmaps, 1);
	read8(f, 0);
	for (i = 2; i <= WINDOW_SLOTS; i++)
		read8(f, i * 2 * MIB);
	assert_int_equal(f->w.maps, WINDOW_SLOTS + 1);
	read8(f, 2 * MIB);
	assert_int_equal(f->w.maps, WINDOW_SLOTS + 2);
	fixture_close(f);
}

static void test_windows_end_with_the_extent(void **state)
{
	const size_t page = (size_t)sysconf(_SC_PAGESIZE);
	struct fixture *f = fixture_file(page + 8, 0x1000000);

	read8(f, 0x1000000);
	assert_int_equal(f->w.latest->nbytes, 2 * page);
	read8(f, 0x1000000 + page + 7);
	assert_int_equal(f->w.maps, 1);

	/* it grew */
	assert_int_equal(ftruncate(f->fd, (off_t)(3 * MIB)), 0);
	f->w.src.last = 0x1000000 + 3 * MIB - 1;
	read8(f, 0x1000000 + 3 * MIB - 1);
	assert_int_equal(f->w.latest->nbytes, MIB);
	read8(f, 0x1000000 + MIB);
	assert_int_equal(f->w.latest->nbytes, 2 * MIB);
	fixture_close(f);
}

static void test_narrow_windows_are_pages(void **state)
{
	struct fixture *f = fixture_open(MIB, (struct window_source){ .narrow = true });
	const size_t page = f->page;
	uint8_t v[4];
	struct physmon_xfer x = { .width = 1, .addr = page - 2, .step = 1, .nunits = 4, .buf = v };
	size_t bad;

	assert_int_equal(windows_transfer(&f->w, &x, &bad, NULL), 0);
	assert_int_equal(f->w.maps, 2);
	assert_int_equal(f->w.latest->start, page);
	assert_int_equal(f->w.latest->nbytes, page);
	fixture_close(f);
}

static void test_windows_of_a_device_begin_small(void **state)
{
	struct fixture *f = fixture_open(8 * MIB, (struct window_source){ .device = true });

	read8(f, MIB + 5);
	assert_int_equal(f->w.latest->start, MIB);
	assert_int_equal(f->w.latest->nbytes, WINDOW_FIRST);
	/* far away: small again */
	read8(f, 4 * MIB);
	assert_int_equal(f->w.latest->nbytes, WINDOW_FIRST);
	read8(f, MIB + WINDOW_FIRST - 1);
	assert_int_equal(f->w.maps, 2);
	/* beside the first one: the whole of what a window may hold */
	read8(f, MIB + WINDOW_FIRST);
	assert_int_equal(f->w.latest->start, 0);
	assert_int_equal(f->w.latest->nbytes, 2 * MIB);
	read8(f, 0);
	assert_int_equal(f->w.maps, 3);
	fixture_close(f);
}

static void test_the_bias_is_where_the_first_address_stands(void **state)
{
	const struct window_source src = {
		.first = 0xfebf1100, .last = 0xfebf11ff, .extent_known = true, .bias = 0x100
	};
	struct fixture *f = fixture_open(8192, src);

	file_put(f->fd, 0x100, "abcdefgh", 8);
	assert_int_equal(read8(f, 0xfebf1100), 'a');
	assert_int_equal(read8(f, 0xfebf1107), 'h');
	assert_int_equal(f->w.latest->start, 0);
	assert_int_equal(f->w.latest->nbytes, f->page);
	fixture_close(f);
}

static void test_what_maps_only_whole_is_mapped_whole(void **state)
{
	const size_t page = (size_t)sysconf(_SC_PAGESIZE);
	const struct window_source src = {
		.first = 0x10000008,
		.last = 0x10000008 + 3 * page - 9,
		.extent_known = true,
		.bias = page + 8,
		.whole = true,
		.narrow = true,
	};
	struct fixture *f = fixture_open(8 * page, src);

	file_put(f->fd, page + 8, "a", 1);
	file_put(f->fd, 4 * page - 1, "z", 1);
	assert_int_equal(read8(f, src.last), 'z');
	assert_int_equal(f->w.latest->start, page);
	assert_int_equal(f->w.latest->nbytes, 3 * page);
	assert_int_equal(read8(f, src.first), 'a');
	assert_int_equal(f->w.maps, 1);
	fixture_close(f);
}

/* A descriptor that may only be read can't be mapped for writing, in whatever size. */
static void test_a_refusal_fails_all_units_of_the_window_at_once(void **state)
{
	struct fixture *f = fixture_file(4 * MIB, 0x40000000);
	uint32_t v[4] = { 0 };
	struct physmon_xfer x = { .width = 4, .addr = 0x40000000 + 2 * MIB - 8, .step = 4, .nunits = 4, .buf = v };
	struct physmon_error e = { 0 };
	char path[64];
	size_t bad = 0;
	int fd;

	snprintf(path, sizeof(path), "/proc/self/fd/%d", f->fd);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	close(f->fd);
	f->fd = f->w.src.fd = fd;
	assert_true(f->fd >= 0);
	assert_int_equal(windows_transfer(&f->w, &x, &bad, &e), -EACCES);
	assert_int_equal(x.done, 0);
	assert_int_equal(bad, 2);
	assert_int_equal(f->w.refusals, 1);
	assert_int_equal(f->refused, 1);
	assert_true(f->refused_addr == x.addr); /* not its window's start: a sentence names what was typed */
	assert_true(f->refused_nbytes == 8);
	assert_int_equal(e.kind, PHYSMON_E_MAP);
	assert_true(e.addr == x.addr);
	assert_int_equal(e.width, 4);

	x.step = 0; /* one address: all of them */
	assert_int_equal(windows_transfer(&f->w, &x, &bad, NULL), -EACCES);
	assert_int_equal(bad, 4);
	assert_int_equal(f->refused, 1); /* without an error struct nobody is asked */
	x.step = MIB;
	x.addr = 0x40000000;
	assert_int_equal(windows_transfer(&f->w, &x, &bad, NULL), -EACCES);
	assert_int_equal(bad, 2);
	f->w.src.read_only = true;
	assert_int_equal(read8(f, 0x40000000), 0);
	fixture_close(f);
}

#if ACCESS_HAS_64
/*
 * The kernel refuses mappings that reach past the greatest file, 2^63-1 bytes: a window there as a whole, its pages
 * not, but the last one, which is only partly there.
 */
static void test_a_refused_window_goes_by_pages_and_is_not_tried_again(void **state)
{
	struct fixture *f = fixture_open(INT64_MAX, (struct window_source){ 0 });
	const uint64_t top = (uint64_t)1 << 63, page = f->page;
	uint8_t v[8];
	struct physmon_xfer x = { .width = 1, .addr = top - 2 * page - 4, .step = 1, .nunits = 8, .buf = v };
	struct physmon_error e = { 0 };
	size_t bad;

	assert_int_equal(windows_transfer(&f->w, &x, &bad, &e), 0);
	assert_int_equal(f->w.refusals, 1);
	assert_int_equal(f->w.maps, 2);
	read8(f, top - 5 * page);
	assert_int_equal(f->w.refusals, 1);
	assert_int_equal(f->w.maps, 3);
	assert_int_equal(f->refused, 0);

	/* units in the refused page: one attempt for all of them, and what came before is done */
	x.addr = top - page - 4;
	assert_int_equal(windows_transfer(&f->w, &x, &bad, &e), -EOVERFLOW);
	assert_int_equal(x.done, 4);
	assert_int_equal(bad, 4);
	assert_int_equal(f->w.refusals, 2);
	assert_int_equal(f->refused, 1);
	assert_true(f->refused_addr == top - page);
	assert_true(f->refused_nbytes == page);
	assert_true(e.addr == top - page);
	assert_int_equal(e.done, 4);
	fixture_close(f);
}
#endif

static void test_the_last_addresses_do_not_wrap(void **state)
{
	struct fixture *f = fixture_open(4096, (struct window_source){ 0 });
	uint8_t v[4];
	struct physmon_xfer x = { .width = 1, .addr = UINT64_MAX - 3, .step = 1, .nunits = 4, .buf = v };
	size_t bad;

	assert_true(windows_transfer(&f->w, &x, &bad, NULL) < 0);
	assert_int_equal(x.done, 0);
	assert_int_equal(bad, 4);
	assert_int_equal(f->w.maps, 0);
	fixture_close(f);
}

static void test_what_lies_outside_of_the_source_is_not_touched(void **state)
{
	const uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE);
	const struct window_source src = {
		.first = 0x1000,
		.last = 0x1000 + page - 1,
		.extent_known = true,
		.bias = 2 * page,
		.whole = true,
	};
	struct fixture *f = fixture_open(8 * page, src);
	uint8_t v[3];
	struct physmon_xfer x = { .width = 1, .addr = 0x1000 + page, .step = 1, .nunits = 3, .buf = v };
	size_t bad;

	assert_int_equal(windows_transfer(&f->w, &x, &bad, NULL), -ERANGE);
	assert_int_equal(bad, 1);
	x.addr = 0xfff;
	assert_int_equal(windows_transfer(&f->w, &x, &bad, NULL), -ERANGE);
	f->w.src.whole = false;
	assert_int_equal(windows_transfer(&f->w, &x, &bad, NULL), -ERANGE);
	assert_int_equal(bad, 1);
	assert_int_equal(f->w.maps, 0);
	fixture_close(f);
}

static void test_a_file_cut_by_pages_fails_where_it_was_cut(void **state)
{
	struct fixture *f = fixture_file(16 * (uint64_t)sysconf(_SC_PAGESIZE), 0x1000000);
	const size_t page = f->page;
	uint32_t v[8];
	struct physmon_xfer x = { .width = 4, .addr = 0x1000000 + page - 12, .step = 4, .nunits = 8, .buf = v };
	struct physmon_error e = { 0 };
	size_t bad;

	memset(v, 0x77, sizeof(v));
	file_put(f->fd, page - 12, v, sizeof(v));
	assert_int_equal(windows_transfer(&f->w, &x, &bad, &e), 0);
	assert_int_equal(f->w.faults, 0);

	assert_int_equal(ftruncate(f->fd, (off_t)page), 0);
	assert_int_equal(windows_transfer(&f->w, &x, &bad, &e), -EFAULT);
	assert_int_equal(x.done, 3);
	assert_int_equal(bad, 1);
	assert_int_equal(f->w.faults, 2); /* the window was good, so once more through a new one, and no more */
	assert_int_equal(f->w.maps, 2);
	assert_int_equal(f->refreshed, 1);
	assert_int_equal(f->faulted, 1);
	assert_true(f->faulted_addr == 0x1000000 + page);
	assert_true(e.addr == 0x1000000 + page);
	assert_int_equal(e.kind, PHYSMON_E_BUS);
	assert_int_equal(e.width, 4);
	assert_int_equal(e.done, 3);

	/* the next unit: this window was never good */
	x.addr = 0x1000000 + page + 4;
	assert_int_equal(windows_transfer(&f->w, &x, &bad, NULL), -EFAULT);
	assert_int_equal(x.done, 0);
	assert_int_equal(f->w.faults, 3);
	assert_int_equal(f->w.maps, 2);
	assert_int_equal(f->faulted, 1); /* without an error struct nobody is asked */

	assert_int_equal(ftruncate(f->fd, (off_t)(16 * page)), 0);
	assert_int_equal(windows_transfer(&f->w, &x, &bad, &e), 0);
	assert_int_equal(v[0], 0);
	assert_int_equal(f->w.faults, 3);
	fixture_close(f);
}

/* Behind the descriptor stands another file than the one that is mapped, which was cut: the mapping was taken away. */
static void take_away(struct fixture *f, uint64_t nbytes, int fill)
{
	const int fd = file_of(nbytes);
	unsigned char page[256];
	uint64_t at;

	memset(page, fill, sizeof(page));
	for (at = 0; at < nbytes; at += sizeof(page))
		file_put(fd, at, page, sizeof(page));
	assert_int_equal(ftruncate(f->fd, (off_t)f->page), 0);
	assert_int_equal(dup3(fd, f->fd, O_CLOEXEC), f->fd);
	close(fd);
}

static void test_a_page_that_was_taken_away_is_mapped_again(void **state)
{
	const uint64_t nbytes = 8 * (uint64_t)sysconf(_SC_PAGESIZE);
	struct fixture *f = fixture_file(nbytes, 0);
	const struct physmon_sought sought = { 0x55, 0xff };
	struct physmon_error e = { 0 };
	struct physmon_xfer x;
	uint8_t v[8];
	size_t bad;

	memset(v, 0x11, sizeof(v));
	file_put(f->fd, f->page - 4, v, 8);
	read8(f, 0);
	take_away(f, nbytes, 0x22);
	x = (struct physmon_xfer){ .width = 1, .addr = f->page - 4, .step = 1, .nunits = 8, .buf = v };
	assert_int_equal(windows_transfer(&f->w, &x, &bad, &e), 0);
	assert_int_equal(x.done, 8);
	/* the units that were done stay as they were read, and it goes on at the very unit that faulted */
	assert_memory_equal(v, "\x11\x11\x11\x11\x22\x22\x22\x22", 8);
	assert_int_equal(f->w.faults, 1);
	assert_int_equal(f->w.maps, 2);
	assert_int_equal(f->w.unmaps, 1);
	assert_int_equal(f->refreshed, 1);
	assert_int_equal(f->faulted + f->refused, 0);

	/* a write, unit by unit with a step; then it is taken away once more */
	memset(v, 0x33, sizeof(v));
	take_away(f, nbytes, 0x44);
	x = (struct physmon_xfer){
		.dir = PHYSMON_WRITE, .width = 1, .addr = f->page - 4, .step = 2, .nunits = 4, .buf = v
	};
	assert_int_equal(windows_transfer(&f->w, &x, &bad, &e), 0);
	assert_int_equal(f->w.faults, 2);
	file_get(f->fd, f->page - 4, v, 8);
	assert_memory_equal(v, "\x44\x44\x44\x44\x33\x44\x33\x44", 8);

	/* a value that is sought behind there */
	take_away(f, nbytes, 0x55);
	x = (struct physmon_xfer){ .width = 1, .addr = f->page - 20, .step = 1, .nunits = 60, .sought = &sought };
	assert_int_equal(windows_transfer(&f->w, &x, &bad, &e), 0);
	assert_true(x.found);
	assert_int_equal(x.done, 21);
	assert_int_equal(f->w.faults, 3);
	fixture_close(f);
}

static void test_one_unit_makes_a_window_good(void **state)
{
	const uint64_t nbytes = 8 * (uint64_t)sysconf(_SC_PAGESIZE);
	struct fixture *f = fixture_file(nbytes, 0);
	struct physmon_error e = { 0 };
	struct physmon_xfer x;
	uint8_t v;
	size_t bad;

	read8(f, 0);
	take_away(f, nbytes, 0x22);
	x = (struct physmon_xfer){ .width = 1, .addr = f->page, .step = 1, .nunits = 1, .buf = &v };
	assert_int_equal(windows_transfer(&f->w, &x, &bad, &e), 0);
	assert_int_equal(v, 0x22);
	assert_int_equal(f->w.faults, 1);
	fixture_close(f);
}

static void test_a_page_that_was_taken_away_and_is_refused_now_fails(void **state)
{
	struct fixture *f = fixture_file(8 * (uint64_t)sysconf(_SC_PAGESIZE), 0);
	struct physmon_xfer x;
	struct physmon_error e = { 0 };
	uint8_t v[8];
	size_t bad;
	int fds[2];

	read8(f, 0);
	assert_int_equal(ftruncate(f->fd, (off_t)f->page), 0);
	assert_int_equal(pipe(fds), 0);
	assert_int_equal(dup3(fds[0], f->fd, O_CLOEXEC), f->fd); /* which nobody can map */
	x = (struct physmon_xfer){ .width = 1, .addr = f->page - 4, .step = 1, .nunits = 8, .buf = v };
	assert_true(windows_transfer(&f->w, &x, &bad, &e) < 0);
	assert_int_equal(e.kind, PHYSMON_E_MAP);
	assert_true(e.addr == f->page);
	assert_int_equal(x.done, 4);
	assert_int_equal(bad, 4);
	assert_int_equal(f->w.faults, 1);
	assert_int_equal(f->refused, 1);
	close(fds[0]);
	close(fds[1]);
	fixture_close(f);
}

static void test_a_segmentation_fault_is_not_tried_again(void **state)
{
	struct fixture *f = fixture_open(4096, (struct window_source){ .read_only = true });
	struct physmon_error e = { 0 };
	uint8_t v[2] = { 1, 2 };
	struct physmon_xfer x = { .dir = PHYSMON_WRITE, .width = 1, .addr = 16, .step = 1, .nunits = 2, .buf = v };
	size_t bad;

	read8(f, 0); /* a good window */
	assert_int_equal(windows_transfer(&f->w, &x, &bad, &e), -EFAULT);
	assert_int_equal(x.done, 0);
	assert_int_equal(f->w.faults, 1);
	assert_int_equal(f->w.maps, 1);
	assert_true(e.addr == 16);
	fixture_close(f);
}

static void test_a_width_that_this_cpu_splits_is_never_a_value(void **state)
{
	struct fixture *f = fixture_file(4096, 0);
	uint8_t v[16];
	struct physmon_xfer x = { .width = 16, .addr = 0, .step = 16, .nunits = 1, .buf = v };
	struct physmon_error e = { 0 };
	size_t bad;

	assert_int_equal(windows_transfer(&f->w, &x, &bad, &e), -EINVAL);
	assert_int_equal(e.kind, PHYSMON_E_WIDTH);
	assert_int_equal(x.done, 0);
#if !ACCESS_HAS_64
	x.width = 8;
	x.step = 8;
	assert_int_equal(windows_transfer(&f->w, &x, &bad, &e), -EINVAL);
#endif
	assert_int_equal(f->w.maps, 0);
	fixture_close(f);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_units_go_where_they_belong),
		cmocka_unit_test(test_step_0_stays_at_one_address),
		cmocka_unit_test(test_a_transfer_runs_over_several_windows),
		cmocka_unit_test(test_a_value_is_sought_over_several_windows),
		cmocka_unit_test(test_scattered_reads_need_few_mappings),
		cmocka_unit_test(test_a_long_dump_keeps_one_window_and_leaves_the_others),
		cmocka_unit_test(test_strides_over_much_memory_keep_one_window_too),
		cmocka_unit_test(test_two_long_walks_side_by_side_keep_two_windows),
		cmocka_unit_test(test_the_least_recently_used_window_makes_room),
		cmocka_unit_test(test_windows_end_with_the_extent),
		cmocka_unit_test(test_narrow_windows_are_pages),
		cmocka_unit_test(test_windows_of_a_device_begin_small),
		cmocka_unit_test(test_the_bias_is_where_the_first_address_stands),
		cmocka_unit_test(test_what_maps_only_whole_is_mapped_whole),
		cmocka_unit_test(test_a_refusal_fails_all_units_of_the_window_at_once),
#if ACCESS_HAS_64
		cmocka_unit_test(test_a_refused_window_goes_by_pages_and_is_not_tried_again),
#endif
		cmocka_unit_test(test_the_last_addresses_do_not_wrap),
		cmocka_unit_test(test_what_lies_outside_of_the_source_is_not_touched),
		cmocka_unit_test(test_a_file_cut_by_pages_fails_where_it_was_cut),
		cmocka_unit_test(test_a_page_that_was_taken_away_is_mapped_again),
		cmocka_unit_test(test_one_unit_makes_a_window_good),
		cmocka_unit_test(test_a_page_that_was_taken_away_and_is_refused_now_fails),
		cmocka_unit_test(test_a_segmentation_fault_is_not_tried_again),
		cmocka_unit_test(test_a_width_that_this_cpu_splits_is_never_a_value),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
