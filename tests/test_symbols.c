/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * symbols: lines as /proc/kallsyms and System.map have them, and bytes that neither has; and a list as long as the
 * longest.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "symbols.h"

static const char kernel[] = "0000000000000000 A fixed_percpu_data\n"
			     "ffffffff81000000 t local\n"
			     "ffffffff81000000 T _text\n"
			     "ffffffff81000000 T _stext\n"
			     "ffffffff81000100 t stat\n"
			     "ffffffff82000000 D jiffies\n"
			     "ffffffff82000000 D jiffies_64\n"
			     "ffffffff81000200 t stat\n"
			     "ffffffffc0000000 t init_module\t[ext4]\n"
			     "ffffffffc0000040 T jiffies_6\t[ext4]\n";

static struct symbols *parse(const char *text, size_t nbytes)
{
	struct symbols *s = NULL;
	char *copy = malloc(nbytes + 1);

	assert_non_null(copy);
	memcpy(copy, text, nbytes);
	assert_int_equal(symbols_parse(copy, nbytes, &s), 0);
	assert_non_null(s);
	return s;
}

static size_t count(struct symbols *s)
{
	size_t n = 0;

	while (symbols_by_name(s, n))
		n++;
	return n;
}

static uint64_t addr_of(struct symbols *s, const char *name, size_t i)
{
	const struct symbol *x = symbols_named(s, name, strlen(name), i);

	return x ? x->addr : 1;
}

static void addresses_are_found_by_name(void **state)
{
	struct symbols *s = parse(kernel, strlen(kernel));

	assert_int_equal(count(s), 10);
	assert_true(addr_of(s, "jiffies", 0) == 0xffffffff82000000);
	assert_true(addr_of(s, "jiffies_64", 0) == 0xffffffff82000000);
	assert_true(addr_of(s, "jiffies_6", 0) == 0xffffffffc0000040);
	assert_true(addr_of(s, "jiffies", 1) == 1);
	assert_true(addr_of(s, "jiffie", 0) == 1);
	assert_true(addr_of(s, "jiffies_640", 0) == 1);
	assert_true(addr_of(s, "", 0) == 1);
	assert_true(addr_of(s, "zzz", 0) == 1);
	assert_true(addr_of(s, "fixed_percpu_data", 0) == 0);
	/* several of one name, by address, whatever the file's order */
	assert_true(addr_of(s, "stat", 0) == 0xffffffff81000100);
	assert_true(addr_of(s, "stat", 1) == 0xffffffff81000200);
	assert_true(addr_of(s, "stat", 2) == 1);
	assert_null(symbols_named(s, "stat\0x", 6, 0));
	assert_string_equal(symbols_named(s, "init_module", 11, 0)->module, "ext4");
	assert_null(symbols_named(s, "_text", 5, 0)->module);
	symbols_free(s);
}

static void prefixes_are_found_in_the_order_of_names(void **state)
{
	struct symbols *s = parse(kernel, strlen(kernel));
	size_t i = symbols_after(s, "jif", 3);

	assert_string_equal(symbols_by_name(s, i)->name, "jiffies");
	assert_string_equal(symbols_by_name(s, i + 1)->name, "jiffies_6");
	assert_string_equal(symbols_by_name(s, i + 2)->name, "jiffies_64");
	assert_string_equal(symbols_by_name(s, symbols_after(s, "", 0))->name, "_stext");
	assert_null(symbols_by_name(s, symbols_after(s, "t", 1)));
	for (i = 1; symbols_by_name(s, i); i++)
		assert_true(strcmp(symbols_by_name(s, i - 1)->name, symbols_by_name(s, i)->name) <= 0);
	symbols_free(s);
}

static void names_are_found_by_address(void **state)
{
	struct symbols *s = parse(kernel, strlen(kernel));
	uint64_t last = 0;

	assert_string_equal(symbols_near(s, 0xffffffff81000100, &last)->name, "stat");
	assert_true(last == 0xffffffff810001ff);
	assert_string_equal(symbols_near(s, 0xffffffff810000ff, &last)->name, "_text"); /* the first global one */
	assert_string_equal(symbols_near(s, 0xffffffff81000000, &last)->name, "_text");
	assert_string_equal(symbols_near(s, 0xffffffff82000007, &last)->name, "jiffies");
	assert_null(symbols_near(s, 0xffffffff80ffffff, &last));
	assert_null(symbols_near(s, 0xffffffff82000001 + SYMBOLS_FAR, &last));
	assert_non_null(symbols_near(s, 0xffffffff82000000 + SYMBOLS_FAR, &last));
	assert_string_equal(symbols_near(s, 0xffffffffc000003f, &last)->name, "init_module");
	assert_string_equal(symbols_near(s, 4, &last)->name, "fixed_percpu_data");
	symbols_free(s);
}

static void lines_that_are_none_are_left_out(void **state)
{
	static const char text[] = "\nrubbish\n                 U puts\n123 T\n123 T \n123  name\n1 T a b\n"
				   "11112222333344445 T long\n12x T x\n-1 T minus\n 12 T blank\n12 T tab\tmore\n"
				   "13 T good\r\n14 T next\t[mod\n15 \x80 odd\n16 T \x01\n17 T half\0name\n18 T last";
	struct symbols *s = parse(text, sizeof(text) - 1);
	uint64_t last;

	assert_true(addr_of(s, "good", 0) == 0x13);
	assert_true(addr_of(s, "next", 0) == 0x14);
	assert_true(addr_of(s, "last", 0) == 0x18);
	assert_int_equal(count(s), 3);
	symbols_free(s);
	s = parse("", 0);
	assert_int_equal(count(s), 0);
	assert_false(symbols_hidden(s));
	assert_null(symbols_near(s, 0, &last));
	assert_null(symbols_named(s, "x", 1, 0));
	symbols_free(s);
	symbols_free(NULL);
}

static void hidden_addresses_are_known_as_such(void **state)
{
	static const char zeros[] = "0000000000000000 T a\n0000000000000000 T b\n";
	struct symbols *s = parse(zeros, strlen(zeros));

	assert_true(symbols_hidden(s));
	symbols_free(s);
	s = parse(kernel, strlen(kernel));
	assert_false(symbols_hidden(s));
	symbols_free(s);
}

/* As many as a kernel with all its modules has, out of order. */
static void a_long_list_is_complete(void **state)
{
	enum { MANY = 200000 };
	char *text = malloc(MANY * 48), *p = text, name[32];
	struct symbols *s = NULL;
	uint64_t i, k, last;

	assert_non_null(text);
	for (i = 0; i < MANY; i++) {
		k = i * 77773 % MANY;
		p += sprintf(p, "ffff8000%08llx T some_function_%llu\n", (unsigned long long)k * 16,
			     (unsigned long long)k);
	}
	assert_int_equal(symbols_parse(text, (size_t)(p - text), &s), 0);
	for (i = 0; i < MANY; i += 997) {
		sprintf(name, "some_function_%llu", (unsigned long long)i);
		assert_true(addr_of(s, name, 0) == 0xffff800000000000 + i * 16);
		assert_string_equal(symbols_near(s, 0xffff800000000000 + i * 16 + 15, &last)->name, name);
	}
	symbols_free(s);
}

static void files_are_loaded_or_the_cause_is_told(void **state)
{
	struct symbols *s = NULL;

	assert_int_equal(symbols_load("/nonexistent/kallsyms", &s), -ENOENT);
	assert_int_equal(symbols_load("/", &s), -EISDIR);
	assert_null(s);
	assert_int_equal(symbols_load("/dev/null", &s), 0);
	symbols_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_are_found_by_name),
		cmocka_unit_test(prefixes_are_found_in_the_order_of_names),
		cmocka_unit_test(names_are_found_by_address),
		cmocka_unit_test(lines_that_are_none_are_left_out),
		cmocka_unit_test(hidden_addresses_are_known_as_such),
		cmocka_unit_test(a_long_list_is_complete),
		cmocka_unit_test(files_are_loaded_or_the_cause_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
