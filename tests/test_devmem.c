/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What devmem makes of its arguments. The accesses themselves are compared with busybox's own in tests/vm, where there
 * is a /dev/mem to access; here only calls that never get so far are made.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "devmem.h"

struct sample {
	const char *address, *width, *value; /* NULL: not given */
	int rc;
	struct devmem_request r;
	const char *says; /* a part of the sentence */
};

static void samples_check(const struct sample *s, size_t n)
{
	struct devmem_request r;
	struct physmon_error e;
	char name[] = "devmem", text[3][64];
	int argc;

	for (; n--; s++) {
		const char *given[] = { s->address, s->width, s->value };
		char *argv[5] = { name };

		for (argc = 1; argc < 4 && given[argc - 1]; argc++) {
			snprintf(text[argc - 1], sizeof(text[0]), "%s", given[argc - 1]);
			argv[argc] = text[argc - 1];
		}
		print_message("  %s %s %s\n", s->address ? s->address : "", s->width ? s->width : "",
			      s->value ? s->value : "");
		memset(&e, 'x', sizeof(e));
		assert_int_equal(devmem_parse(argc, argv, &r, &e), s->rc);
		if (s->rc) {
			assert_non_null(memchr(e.text, 0, sizeof(e.text)));
			assert_non_null(strstr(e.text, s->says));
			assert_int_equal(e.err, -s->rc);
			continue;
		}
		assert_true(r.addr == s->r.addr);
		assert_int_equal(r.width, s->r.width);
		assert_int_equal(r.write, s->r.write);
		if (r.write)
			assert_true(r.value == s->r.value);
	}
}

#define CHECK(samples) samples_check(samples, sizeof(samples) / sizeof((samples)[0]))

static void test_addresses_are_c_numbers(void **state)
{
	static const struct sample s[] = {
		{ .address = "0x1000", .r = { .addr = 0x1000, .width = 4 } },
		{ .address = "0XfF", .r = { .addr = 0xff, .width = 4 } },
		{ .address = "1000", .r = { .addr = 1000, .width = 4 } },
		{ .address = "010000", .r = { .addr = 4096, .width = 4 } },
		{ .address = "0", .r = { .addr = 0, .width = 4 } },
		{ .address = "0xffffffffffffffff", .r = { .addr = UINT64_MAX, .width = 4 } },
		{ .address = "18446744073709551615", .r = { .addr = UINT64_MAX, .width = 4 } },
	};

	(void)state;
	CHECK(s);
}

static void test_bad_addresses_call_for_the_usage(void **state)
{
	static const struct sample s[] = {
		{ .rc = -EDESTADDRREQ, .says = "" },
		{ .address = "", .rc = -EDESTADDRREQ, .says = "''" },
		{ .address = "zz", .rc = -EDESTADDRREQ, .says = "'zz'" },
		{ .address = "0x", .rc = -EDESTADDRREQ, .says = "'0x'" },
		{ .address = "08", .rc = -EDESTADDRREQ, .says = "'08'" },
		{ .address = "fed00000", .rc = -EDESTADDRREQ, .says = "'fed00000'" },
		{ .address = "0x1000 ", .rc = -EDESTADDRREQ, .says = "'0x1000 '" },
		{ .address = " 4", .rc = -EDESTADDRREQ, .says = "' 4'" },
		{ .address = "-4", .rc = -EDESTADDRREQ, .says = "'-4'" },
		{ .address = "+4", .rc = -EDESTADDRREQ, .says = "'+4'" },
		{ .address = "0x10000000000000000", .rc = -EDESTADDRREQ, .says = "64 bits" },
		{ .address = "zz", .width = "32", .value = "5", .rc = -EDESTADDRREQ, .says = "'zz'" },
	};

	(void)state;
	CHECK(s);
}

static void test_widths_are_bits_or_letters(void **state)
{
	static const struct sample s[] = {
		{ .address = "16", .width = "8", .r = { .addr = 16, .width = 1 } },
		{ .address = "16", .width = "16", .r = { .addr = 16, .width = 2 } },
		{ .address = "16", .width = "32", .r = { .addr = 16, .width = 4 } },
		{ .address = "16", .width = "64", .r = { .addr = 16, .width = 8 } },
		{ .address = "16", .width = "b", .r = { .addr = 16, .width = 1 } },
		{ .address = "16", .width = "H", .r = { .addr = 16, .width = 2 } },
		{ .address = "16", .width = "w", .r = { .addr = 16, .width = 4 } },
		{ .address = "16", .width = "L", .r = { .addr = 16, .width = sizeof(long) } },
		{ .address = "16", .width = "016", .r = { .addr = 16, .width = 2 } }, /* decimal, never octal */
	};

	(void)state;
	CHECK(s);
}

static void test_bad_widths_are_refused(void **state)
{
	static const struct sample s[] = {
		{ .address = "0", .width = "24", .rc = -EINVAL, .says = "'24'" },
		{ .address = "0", .width = "0", .rc = -EINVAL, .says = "'0'" },
		{ .address = "0", .width = "128", .rc = -EINVAL, .says = "'128'" },
		{ .address = "0", .width = "0x20", .rc = -EINVAL, .says = "'0x20'" },
		{ .address = "0", .width = "4294967304", .rc = -EINVAL, .says = "width" }, /* 2^32 + 8 */
		{ .address = "0", .width = "q", .rc = -EINVAL, .says = "'q'" },
		{ .address = "0", .width = "bb", .rc = -EINVAL, .says = "'bb'" },
		{ .address = "0", .width = "", .rc = -EINVAL, .says = "''" },
		{ .address = "0", .width = "8x", .rc = -EINVAL, .says = "'8x'" },
		{ .address = "0", .width = "-8", .rc = -EINVAL, .says = "'-8'" },
	};

	(void)state;
	CHECK(s);
}

static void test_values_fill_their_width(void **state)
{
	static const struct sample s[] = {
		{ .address = "4", .width = "b", .value = "0xff", .r = { 4, 1, true, 0xff } },
		{ .address = "4", .width = "16", .value = "65535", .r = { 4, 2, true, 0xffff } },
		{ .address = "4", .width = "32", .value = "037777777777", .r = { 4, 4, true, 0xffffffff } },
		{ .address = "8", .width = "64", .value = "0xffffffffffffffff", .r = { 8, 8, true, UINT64_MAX } },
		{ .address = "8", .width = "8", .value = "0", .r = { 8, 1, true, 0 } },
	};

	(void)state;
	CHECK(s);
}

static void test_bad_or_too_wide_values_are_refused(void **state)
{
	static const struct sample s[] = {
		{ .address = "0",
		  .width = "8",
		  .value = "0x100",
		  .rc = -ERANGE,
		  .says = "value 100 does not fit 8 bits" },
		{ .address = "0", .width = "h", .value = "65536", .rc = -ERANGE, .says = "16 bits" },
		{ .address = "0", .width = "32", .value = "0x100000000", .rc = -ERANGE, .says = "32 bits" },
		{ .address = "0", .width = "64", .value = "0x10000000000000000", .rc = -EINVAL, .says = "64 bits" },
		{ .address = "0", .width = "32", .value = "zz", .rc = -EINVAL, .says = "'zz'" },
		{ .address = "0", .width = "32", .value = "0x12junk", .rc = -EINVAL, .says = "'0x12junk'" },
		{ .address = "0", .width = "32", .value = "-1", .rc = -EINVAL, .says = "'-1'" },
		{ .address = "0", .width = "32", .value = "", .rc = -EINVAL, .says = "''" },
	};

	(void)state;
	CHECK(s);
}

static void test_a_long_word_is_cut_in_its_sentence(void **state)
{
	char name[] = "devmem", word[4096];
	char *argv[] = { name, word, NULL };
	struct devmem_request r;
	struct physmon_error e;

	(void)state;
	memset(word, 'z', sizeof(word) - 1);
	word[sizeof(word) - 1] = 0;
	assert_int_equal(devmem_parse(2, argv, &r, &e), -EDESTADDRREQ);
	assert_true(strlen(e.text) >= 64 && strlen(e.text) <= 128);
}

/* devmem_main() with arguments that never reach /dev/mem; its two outputs come back in @out and @err. */
static int main_run(int argc, char *const argv[], char out[1024], char err[1024])
{
	int o[2], e[2], status;
	ssize_t n;

	assert_int_equal(pipe(o), 0);
	assert_int_equal(pipe(e), 0);
	status = devmem_main(argc, argv, o[1], e[1]);
	close(o[1]);
	close(e[1]);
	n = read(o[0], out, 1023);
	out[n > 0 ? n : 0] = 0;
	n = read(e[0], err, 1023);
	err[n > 0 ? n : 0] = 0;
	close(o[0]);
	close(e[0]);
	return status;
}

static void test_the_usage_goes_to_standard_error(void **state)
{
	char name[] = "devmem", help[] = "--help", zz[] = "zz", out[1024], err[1024];
	char *argv[] = { name, NULL, NULL };

	(void)state;
	assert_int_equal(main_run(1, argv, out, err), 1);
	assert_string_equal(out, "");
	assert_ptr_equal(strstr(err, "Usage: devmem ADDRESS [WIDTH [VALUE]]\n"), err);
	argv[1] = help;
	assert_int_equal(main_run(2, argv, out, err), 0);
	assert_string_equal(out, "");
	assert_ptr_equal(strstr(err, "Usage: devmem ADDRESS [WIDTH [VALUE]]\n"), err);
	argv[1] = zz;
	assert_int_equal(main_run(2, argv, out, err), 1);
	assert_string_equal(out, "");
	assert_ptr_equal(strstr(err, "devmem: address 'zz' is no number"), err);
	assert_non_null(strstr(err, "\nUsage: "));
}

static void test_a_refused_value_is_status_1_and_one_sentence(void **state)
{
	char name[] = "devmem", addr[] = "0x1000", width[] = "8", value[] = "0x1234", out[1024], err[1024];
	char *argv[] = { name, addr, width, value, NULL };

	(void)state;
	assert_int_equal(main_run(4, argv, out, err), 1);
	assert_string_equal(out, "");
	assert_string_equal(err, "devmem: value 1234 does not fit 8 bits\n");
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_addresses_are_c_numbers),
		cmocka_unit_test(test_bad_addresses_call_for_the_usage),
		cmocka_unit_test(test_widths_are_bits_or_letters),
		cmocka_unit_test(test_bad_widths_are_refused),
		cmocka_unit_test(test_values_fill_their_width),
		cmocka_unit_test(test_bad_or_too_wide_values_are_refused),
		cmocka_unit_test(test_a_long_word_is_cut_in_its_sentence),
		cmocka_unit_test(test_the_usage_goes_to_standard_error),
		cmocka_unit_test(test_a_refused_value_is_status_1_and_one_sentence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
