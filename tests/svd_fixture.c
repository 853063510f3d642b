/* SPDX-License-Identifier: GPL-2.0-or-later */
/* svd_fixture: see svd_fixture.h. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reg_set_internal.h"
#include "svd_fixture.h"

void svd_or_skip(void)
{
	if (!optlib_expat()) {
		print_message("no expat: %s\n", optlib_expat_why());
		skip();
	}
}

struct reg_set *svd_of(const char *text)
{
	struct physmon_error e = { 0 };
	struct reg_set *s = NULL;

	svd_or_skip();
	assert_int_equal(reg_set_new(&s), 0);
	if (svd_load_memory(s, "t.svd", text, strlen(text), &e))
		fail_msg("%s", e.text);
	return s;
}

char *svd_lines(const struct reg_set *s)
{
	char *text = NULL;
	size_t size = 0;
	FILE *f = open_memstream(&text, &size);

	assert_non_null(f);
	for (size_t i = 0; i < reg_set_nregs(s); i++) {
		const struct reg *r = reg_set_reg(s, i);

		fprintf(f, "%08" PRIx64 " %u %s %s\n", r->addr, r->bits, reg_access_words[r->access], r->name);
	}
	assert_null(reg_set_reg(s, reg_set_nregs(s)));
	fclose(f);
	return text;
}

const struct reg_group *svd_group(const struct reg_set *s, size_t i)
{
	for (size_t k = 0; k < s->nitems; k++) {
		const struct reg_container *c = s->items[k].container;

		if (c && c->kind == REG_IS_PERIPHERAL && !c->group->replaced && !i--)
			return c->group;
	}
	return NULL;
}

void assert_lines(const char *text, const char *lines)
{
	struct reg_set *s = svd_of(text);
	char *got = svd_lines(s);

	assert_string_equal(got, lines);
	free(got);
	reg_set_free(s);
}

void assert_refused(const char *text, size_t nbytes, int err, const char *sentence)
{
	static const char there[] = DEVICE(PERIPHERAL("THERE", "1", REGISTER("R", "0", "")));
	struct reg_set *s = svd_of(there);
	struct physmon_error e = { 0 };

	assert_int_equal(svd_load_memory(s, "t.svd", text, nbytes, &e), -err);
	assert_int_equal(e.err, err);
	assert_string_equal(e.text, sentence);
	assert_int_equal(reg_set_nregs(s), 1);
	assert_string_equal(found(s, "THERE.R")->name, "THERE.R");
	reg_set_free(s);
}

const struct reg *found(struct reg_set *s, const char *name)
{
	struct physmon_error e = { 0 };
	struct reg_hit hit;

	if (reg_find(s, name, strlen(name), &hit, &e))
		fail_msg("%s isn't found: %s", name, e.text);
	assert_non_null(hit.reg);
	return hit.reg;
}

static void one_sentence_says_that_there_is_no_expat(void **state)
{
	struct physmon_error e = { 0 };
	struct reg_set *s;

	assert_int_equal(reg_set_new(&s), 0);
	assert_int_equal(svd_load(s, "chip.svd", &e), -ENOSYS);
	assert_string_equal(e.text, "chip.svd can't be read: built without expat; def lines can replace it");
	assert_int_equal(reg_set_nregs(s), 0);
	reg_set_free(s);
}

const struct CMUnitTest svd_without_expat[1] = { cmocka_unit_test(one_sentence_says_that_there_is_no_expat) };
