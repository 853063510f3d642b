/* SPDX-License-Identifier: GPL-2.0-or-later */
/* CRC-32 against known sums, and against one that is made bit by bit, from the polynomial's definition alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "crc32.h"

static uint32_t sum(const void *bytes, size_t n)
{
	struct crc32 c;

	crc32_begin(&c);
	crc32_add(&c, bytes, n);
	return crc32_end(&c);
}

/* The remainder of the message by 104c11db7, most significant bit first, each byte mirrored, as the standard has it. */
static uint32_t by_bits(const unsigned char *p, size_t n)
{
	uint32_t r = 0xffffffff, mirrored = 0;
	unsigned bit;
	size_t i;

	for (i = 0; i < n; i++)
		for (bit = 0; bit < 8; bit++) {
			const uint32_t top = r >> 31 ^ (p[i] >> bit & 1);

			r = r << 1 ^ (top ? 0x04c11db7 : 0);
		}
	for (bit = 0; bit < 32; bit++)
		mirrored |= (r >> bit & 1) << (31 - bit);
	return ~mirrored;
}

static void the_sums_are_those_that_others_know(void **state)
{
	/* 123456789 is what lists of CRCs give the sum of; the others are what zlib.crc32() of Python says */
	assert_int_equal(sum("123456789", 9), 0xcbf43926);
	assert_int_equal(sum("", 0), 0);
	assert_int_equal(sum("a", 1), 0xe8b7be43);
	assert_int_equal(sum("The quick brown fox jumps over the lazy dog", 43), 0x414fa339);
}

static void every_length_and_place_gives_the_same_as_bit_by_bit(void **state)
{
	unsigned char bytes[80];
	size_t from, n;

	for (n = 0; n < sizeof(bytes); n++)
		bytes[n] = (unsigned char)(n * 167 + 13);
	for (from = 0; from < 9; from++)
		for (n = 0; from + n <= sizeof(bytes); n++)
			assert_int_equal(sum(bytes + from, n), by_bits(bytes + from, n));
}

static void pieces_give_the_sum_of_the_whole(void **state)
{
	unsigned char bytes[1000];
	struct crc32 c;
	size_t cut, i;

	for (i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)(i * i >> 3);
	for (cut = 0; cut <= sizeof(bytes); cut += 7) {
		crc32_begin(&c);
		crc32_add(&c, bytes, cut);
		crc32_add(&c, bytes + cut, sizeof(bytes) - cut);
		assert_int_equal(crc32_end(&c), sum(bytes, sizeof(bytes)));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_sums_are_those_that_others_know),
		cmocka_unit_test(every_length_and_place_gives_the_same_as_bit_by_bit),
		cmocka_unit_test(pieces_give_the_sum_of_the_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
