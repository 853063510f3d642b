/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the accessors move and how they count. How many instructions that takes, of which kind, is check-access.sh's.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "access.h"

#define UNITS 40
#define GUARD 0xa5

/* Room for UNITS units of 8 bytes, with a margin on either side that nothing may touch. */
union room {
	uint64_t align;
	unsigned char b[8 + UNITS * 8 + 8];
};

static void fill(union room *r, unsigned char seed)
{
	size_t i;

	for (i = 0; i < sizeof(r->b); i++)
		r->b[i] = (unsigned char)(seed + i * 7);
}

static void get(unsigned width, void *p, void *buf, size_t n, access_count *done)
{
	if (width == 1)
		access_get_block8(p, buf, n, done);
	else if (width == 2)
		access_get_block16(p, buf, n, done);
	else if (width == 4)
		access_get_block32(p, buf, n, done);
#if ACCESS_HAS_64
	else
		access_get_block64(p, buf, n, done);
#endif
}

static void put(unsigned width, void *p, void *buf, size_t n, access_count *done)
{
	if (width == 1)
		access_put_block8(p, buf, n, done);
	else if (width == 2)
		access_put_block16(p, buf, n, done);
	else if (width == 4)
		access_put_block32(p, buf, n, done);
#if ACCESS_HAS_64
	else
		access_put_block64(p, buf, n, done);
#endif
}

static void test_widths_are_those_of_this_cpu(void **state)
{
	assert_int_equal(ACCESS_WIDTHS, sizeof(void *) == 8 ? 15 : 7);
}

/* Each length up to several rounds of the unrolled loop and each rest of it, each width, both ways. */
static void test_blocks_move_their_units_and_count_them(void **state)
{
	union room from, to, want;
	access_count done;
	unsigned width;
	size_t n;
	int way;

	for (width = 1; width & ACCESS_WIDTHS; width *= 2) {
		for (n = 0; n <= UNITS; n++) {
			for (way = 0; way < 2; way++) {
				fill(&from, (unsigned char)(n + width));
				memset(to.b, GUARD, sizeof(to.b));
				want = to;
				memcpy(want.b + 8, from.b + 8, n * width);
				done = 12345;
				if (way)
					put(width, to.b + 8, from.b + 8, n, &done);
				else
					get(width, from.b + 8, to.b + 8, n, &done);
				assert_memory_equal(to.b, want.b, sizeof(to.b));
				assert_int_equal(done, n ? n : 12345);
			}
		}
	}
}

static size_t seek(unsigned width, const void *p, uint64_t v, uint64_t mask, size_t n, access_count *done)
{
	switch (width) {
	case 1:
		return access_seek8(p, (uint8_t)v, (uint8_t)mask, n, done);
	case 2:
		return access_seek16(p, (uint16_t)v, (uint16_t)mask, n, done);
	case 4:
		return access_seek32(p, (uint32_t)v, (uint32_t)mask, n, done);
#if ACCESS_HAS_64
	case 8:
		return access_seek64(p, v, mask, n, done);
#endif
	}
	return SIZE_MAX;
}

/* One unit of all bits at each place, or at none; then two, the first of which counts; with and without a mask. */
static void test_the_first_unit_that_is_sought_is_found(void **state)
{
	union room room;
	access_count done;
	unsigned width;
	size_t n, at, want;
	int masked;

	for (width = 1; width & ACCESS_WIDTHS; width *= 2) {
		const uint64_t top = (uint64_t)1 << (8 * width - 1), all = top | (top - 1);

		for (n = 0; n < UNITS; n++) {
			for (at = 0; at <= n; at++) {
				for (masked = 0; masked < 2; masked++) {
					memset(room.b, 0, sizeof(room.b));
					memset(room.b + 8 + at * width, 0xff, 2 * width);
					want = at < n ? at : n;
					done = 12345;
					assert_int_equal(seek(width, room.b + 8, masked ? top : all,
							      masked ? top : UINT64_MAX, n, &done),
							 want);
					if (want == n)
						assert_int_equal(done, n ? n : 12345);
				}
			}
		}
	}
}

/* Each bit counts, unless it is masked. */
static void test_a_unit_that_differs_in_one_bit_is_not_what_is_sought(void **state)
{
	union room room;
	access_count done;
	unsigned width, bit;

	for (width = 1; width & ACCESS_WIDTHS; width *= 2)
		for (bit = 0; bit < 8 * width; bit++) {
			const uint64_t v = UINT64_MAX ^ (uint64_t)1 << bit;

			memset(room.b, 0xff, sizeof(room.b));
			assert_int_equal(seek(width, room.b + 8, v, UINT64_MAX, 11, &done), 11);
			assert_int_equal(seek(width, room.b + 8, v, v, 11, &done), 0);
		}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_widths_are_those_of_this_cpu),
		cmocka_unit_test(test_blocks_move_their_units_and_count_them),
		cmocka_unit_test(test_the_first_unit_that_is_sought_is_found),
		cmocka_unit_test(test_a_unit_that_differs_in_one_bit_is_not_what_is_sought),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
