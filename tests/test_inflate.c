/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * inflate: a packed text, whole and damaged; without zlib, the error that says so.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "inflate.h"
#include "optlib.h"

static const char text[] = "CONFIG_DEVMEM=y\nCONFIG_STRICT_DEVMEM=y\nCONFIG_IO_STRICT_DEVMEM=y\n";

/* text, as gzip packs it; its header holds a name */
static const uint8_t packed[] = {
	0x1f, 0x8b, 0x08, 0x08, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x63, 0x6f, 0x6e, 0x66, 0x69,
	0x67, 0x00, 0x73, 0xf6, 0xf7, 0x73, 0xf3, 0x74, 0x8f, 0x77, 0x71, 0x0d, 0xf3, 0x75, 0xf5,
	0xb5, 0xad, 0xe4, 0x72, 0x86, 0xf0, 0x83, 0x43, 0x82, 0x3c, 0x9d, 0x43, 0x30, 0x84, 0x3d,
	0xfd, 0x31, 0x64, 0x00, 0x73, 0x8a, 0x68, 0x00, 0x41, 0x00, 0x00, 0x00,
};

static int unpack(const uint8_t *in, size_t nbytes, size_t room, size_t *got)
{
	char *out = malloc(room + 1);
	int r;

	assert_non_null(out);
	r = inflate_gzip(in, nbytes, out, room, got);
	if (!r)
		assert_memory_equal(out, text, *got);
	free(out);
	return r;
}

static void packed_text_is_unpacked_as_far_as_there_is_room(void **state)
{
	const size_t n = strlen(text);
	size_t got = 1;

	if (!optlib_zlib()) {
		assert_non_null(optlib_zlib_why());
		assert_int_equal(unpack(packed, sizeof(packed), n, &got), -ENOTSUP);
		assert_int_equal(got, 0);
		return;
	}
	assert_null(optlib_zlib_why());
	assert_int_equal(unpack(packed, sizeof(packed), n, &got), 0);
	assert_int_equal(got, n);
	assert_int_equal(unpack(packed, sizeof(packed), n - 1, &got), -ENOSPC);
	assert_int_equal(got, 0);
	assert_int_equal(unpack(packed, sizeof(packed), 0, &got), -ENOSPC);
}

static void what_is_cut_damaged_or_not_gzip_is_refused(void **state)
{
	static const uint8_t zlib[] = { 0x78, 0x9c, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01 };
	uint8_t copy[sizeof(packed)];
	size_t got, i;

	if (!optlib_zlib()) {
		assert_int_equal(unpack((const uint8_t *)text, strlen(text), 4096, &got), -ENOTSUP);
		return;
	}
	for (i = 0; i < sizeof(packed); i++) {
		assert_int_equal(unpack(packed, i, 4096, &got), -EBADMSG);
		assert_int_equal(got, 0);
	}
	memcpy(copy, packed, sizeof(copy));
	copy[sizeof(copy) - 4] ^= 1; /* the size at its end */
	assert_int_equal(unpack(copy, sizeof(copy), 4096, &got), -EBADMSG);
	assert_int_equal(unpack(zlib, sizeof(zlib), 4096, &got), -EBADMSG);
	assert_int_equal(unpack((const uint8_t *)text, strlen(text), 4096, &got), -EBADMSG);
	assert_int_equal(unpack(NULL, 0, 4096, &got), -EBADMSG);
}

static void all_members_of_a_file_are_unpacked(void **state)
{
	uint8_t two[2 * sizeof(packed) + 3] = { 0 };
	const size_t n = strlen(text);
	char out[2 * sizeof(text)];
	size_t got;

	if (!optlib_zlib())
		return;
	memcpy(two, packed, sizeof(packed));
	memcpy(two + sizeof(packed), packed, sizeof(packed));
	for (size_t more = 0; more <= 3; more++) { /* zeros behind them */
		assert_int_equal(inflate_gzip(two, 2 * sizeof(packed) + more, out, sizeof(out), &got), 0);
		assert_int_equal(got, 2 * n);
		assert_memory_equal(out, text, n);
		assert_memory_equal(out + n, text, n);
	}
	assert_int_equal(inflate_gzip(two, 2 * sizeof(packed), out, 2 * n - 1, &got), -ENOSPC);
	/* the second one is cut */
	for (size_t cut = sizeof(packed) + 2; cut < 2 * sizeof(packed); cut++)
		assert_int_equal(inflate_gzip(two, cut, out, sizeof(out), &got), -EBADMSG);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(packed_text_is_unpacked_as_far_as_there_is_room),
		cmocka_unit_test(what_is_cut_damaged_or_not_gzip_is_refused),
		cmocka_unit_test(all_members_of_a_file_are_unpacked),
	};

	return cmocka_run_group_tests_name("inflate", tests, NULL, NULL);
}
