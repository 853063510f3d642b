/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * svd: whole files. Ours, register by register; and real ones of several vendors, which aren't here: PHYSMON_SVD
 * names the folder (else ../shared/svd beside the tree), and without it what needs them is left out and says so.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "svd_fixture.h"

static void our_file_gives_these_registers(void **state)
{
	struct physmon_error e = { 0 };
	char *lines, wanted[4096] = "";
	struct reg_set *s;
	size_t n;
	FILE *f;

	svd_or_skip();
	assert_int_equal(reg_set_new(&s), 0);
	if (svd_load(s, "tests/svd/features.svd", &e))
		fail_msg("%s", e.text);
	f = fopen("tests/svd/features.regs", "r");
	assert_non_null(f);
	n = fread(wanted, 1, sizeof(wanted) - 1, f);
	assert_true(n >= 1000 && n < sizeof(wanted) - 1);
	fclose(f);
	lines = svd_lines(s);
	assert_string_equal(lines, wanted);
	free(lines);
	reg_set_free(s);
}

/* What must hold of whatever was loaded. */
static void assert_sound(struct reg_set *s)
{
	for (size_t i = 0; i < reg_set_nregs(s); i++) {
		const struct reg *r = reg_set_reg(s, i), *o = i ? reg_set_reg(s, i - 1) : NULL;
		struct physmon_error e = { 0 };
		struct reg_hit hit;

		assert_true(!o || o->addr <= r->addr);
		assert_int_equal(strncmp(r->name, r->group->name, strlen(r->group->name)), 0);
		if (!reg_find(s, r->name, strlen(r->name), &hit, &e))
			assert_true(hit.what == REG_IS_REGISTER && hit.addr == r->addr);
		else
			fail_msg("%s", e.text);
		assert_non_null(reg_set_group_at(s, r->addr));
		for (size_t f = 0; f < r->nfields; f++)
			assert_true(r->fields[f].lo + r->fields[f].nbits >= 1 &&
				    r->fields[f].lo + r->fields[f].nbits <= 64);
	}
}

static void real_files_give_as_many_registers_as_they_hold(void **state)
{
	static const struct {
		const char *file;
		size_t nregs;
	} files[] = {
		{ "ARM_Sample.svd", 33 },   { "fu740.svd", 226 },	{ "rp2040.svd", 1114 },
		{ "D1-H.svd", 2566 },	    { "STM32H7A3x.svd", 2969 }, { "AT91SAM9G35.svd", 3027 },
		{ "bcm2837_lpa.svd", 409 },
	};
	const char *folder = getenv("PHYSMON_SVD");
	char path[4096];

	svd_or_skip();
	if (!folder)
		folder = "../shared/svd";
	if (access(folder, R_OK)) {
		const char *ci = getenv("CI");

		print_message("left out: no real files in %s (PHYSMON_SVD names their folder)\n", folder);
		if (!ci || strcmp(ci, "true"))
			skip();
		return;
	}
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		struct physmon_error e = { 0 };
		struct reg_set *s;

		snprintf(path, sizeof(path), "%s/%s", folder, files[i].file);
		assert_int_equal(reg_set_new(&s), 0);
		if (svd_load(s, path, &e))
			fail_msg("%s", e.text);
		assert_int_equal(reg_set_nregs(s), files[i].nregs);
		assert_sound(s);
		reg_set_free(s);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(our_file_gives_these_registers),
		cmocka_unit_test(real_files_give_as_many_registers_as_they_hold),
	};

	return SVD_RUN(tests, NULL);
}
