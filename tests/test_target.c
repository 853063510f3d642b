/* SPDX-License-Identifier: GPL-2.0-or-later */
/* target: specifications and what they open, the list of schemes, options, and the handlers that opening installs. */
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "access.h"
#include "backend.h"
#include "recorder.h"

/* "mem, none, ...": whatever this build has. */
static const char *schemes(void)
{
	static char list[200];
	size_t i;

	for (i = 0, list[0] = '\0'; physmon_schemes(i); i++) {
		strcat(list, i ? ", " : "");
		strcat(list, physmon_schemes(i)->scheme);
	}
	return list;
}

static void assert_not_opened(const char *spec, const char *text)
{
	struct physmon_target *const untouched = (struct physmon_target *)&spec;
	struct physmon_target *t = untouched;
	struct physmon_error e;

	assert_int_equal(physmon_open(spec, NULL, &t, &e), -EINVAL);
	assert_ptr_equal(t, untouched);
	assert_int_equal(e.kind, PHYSMON_E_SPEC);
	assert_string_equal(e.text, text);
	assert_int_equal(physmon_open(spec, NULL, &t, NULL), -EINVAL);
}

static void assert_unknown(const char *spec, const char *what)
{
	char text[400];

	snprintf(text, sizeof(text), "%s: the targets are %s", what, schemes());
	assert_not_opened(spec, text);
}

static void unknown_schemes_list_the_known(void **unused)
{
	assert_string_equal(physmon_schemes(0)->scheme, "mem"); /* the default comes first */
	assert_unknown("", "no target is named");
	assert_unknown("foo", "unknown target foo");
	assert_unknown("foo:bar/x", "unknown target foo:bar/x");
	assert_unknown("me", "unknown target me");
	assert_unknown("memo", "unknown target memo");
	assert_unknown(":mem", "unknown target :mem");
	assert_unknown("MEM", "unknown target MEM");
}

static void paths_are_told_how_they_are_spelt(void **unused)
{
	assert_not_opened("/dev/foo", "/dev/foo is a path: open it as file:/dev/foo");
	assert_not_opened("./x", "./x is a path: open it as file:./x");
	assert_not_opened("./a:b", "./a:b is a path: open it as file:./a:b");
	assert_not_opened("dumps/x.bin", "dumps/x.bin is a path: open it as file:dumps/x.bin");
}

static void long_specifications_keep_the_sentence_whole(void **unused)
{
	struct physmon_target *t;
	struct physmon_error e;
	char spec[5000];

	memset(spec, 'x', sizeof(spec));
	spec[sizeof(spec) - 1] = '\0';
	assert_int_equal(physmon_open(spec, NULL, &t, &e), -EINVAL);
	assert_non_null(strstr(e.text, schemes()));
	spec[0] = '/';
	assert_int_equal(physmon_open(spec, NULL, &t, &e), -EINVAL);
	assert_non_null(strstr(e.text, ": open it as file:/xxx"));
}

static void what_takes_nothing_says_so(void **unused)
{
	assert_not_opened("demo:", "target demo takes nothing after its name, not even \":\"");
	assert_not_opened("demo:1", "target demo takes nothing after its name, not even \":1\"");
	assert_not_opened("none:x", "target none takes nothing after its name, not even \":x\"");
}

static void schemes_are_listed_in_order(void **unused)
{
	const struct physmon_scheme *s;
	size_t i;

	for (i = 0; (s = physmon_schemes(i)); i++) {
		assert_string_equal(s->scheme, backends[i]->row.scheme);
		assert_int_equal(strncmp(s->syntax, s->scheme, strlen(s->scheme)), 0);
		assert_true(s->help && s->help[0] && !strchr(s->help, '\n'));
	}
	assert_true(i >= 4);
	assert_null(backends[i]);
	assert_null(physmon_schemes(i + 1));
	assert_null(physmon_schemes(SIZE_MAX));
}

static void count_specs(void *ctx, const char *spec, const char *hint)
{
	size_t *n = ctx;

	/* what this machine has, if it has any */
	assert_true(!strncmp(spec, "pci:", 4) || !strncmp(spec, "uio:", 4));
	++*n;
}

static void schemes_tell_what_could_be_opened(void **unused)
{
	size_t n = 0;

	physmon_specs("pci", count_specs, &n);
	physmon_specs("uio", count_specs, &n);
	n = 0;
	physmon_specs("mem", count_specs, &n);
	physmon_specs("nosuch", count_specs, &n);
	assert_int_equal(n, 0);
}

static void info_tells_what_was_opened(void **unused)
{
	struct physmon_options o = { .read_only = true };
	const struct physmon_info *info;
	struct physmon_target *t;
	struct physmon_error e;
	char spec[] = "demo";

	assert_int_equal(physmon_open(spec, NULL, &t, &e), 0);
	spec[0] = 'X'; /* it was copied */
	info = physmon_info(t);
	assert_string_equal(info->scheme, "demo");
	assert_string_equal(info->spec, "demo");
	assert_int_equal(info->widths, ACCESS_WIDTHS);
	assert_int_equal(info->first, 0);
	assert_int_equal(info->last, 0xffff);
	assert_true(info->extent_known);
	assert_false(info->empty);
	assert_false(info->read_only);
	assert_false(info->by_copy);
	assert_string_equal(info->note, "");
	physmon_close(t);

	assert_int_equal(physmon_open("demo", &o, &t, &e), 0);
	assert_true(physmon_info(t)->read_only);
	assert_int_equal(physmon_write(t, 0x8000, 4, 1, &e), -EROFS);
	assert_string_equal(e.text, "writing 00008000 is refused: demo is read-only (opened with -r)");
	physmon_close(t);
}

static void none_has_no_bus(void **unused)
{
	struct recorder r;
	struct physmon_target *t;
	struct physmon_error e;
	uint64_t v = 5;

	recorder_init(&r);
	assert_int_equal(physmon_open("none", NULL, &t, &e), 0);
	physmon_observe(t, &r.observer);
	assert_int_equal(physmon_read(t, 0, 1, &v, &e), -EINVAL);
	assert_int_equal(e.kind, PHYSMON_E_NO_BUS);
	assert_int_equal(physmon_write(t, 0, 1, 0, &e), -EINVAL);
	assert_int_equal(r.n, 0);
	assert_int_equal(v, 5);
	physmon_close(t);
}

static void targets_stand_side_by_side(void **unused)
{
	struct physmon_target *a, *b;
	uint64_t v;

	assert_int_equal(physmon_open("demo", NULL, &a, NULL), 0);
	assert_int_equal(physmon_open("demo", NULL, &b, NULL), 0);
	assert_int_equal(physmon_write(a, 0x9000, 4, 0x11111111, NULL), 0);
	assert_int_equal(physmon_write(b, 0x9000, 4, 0x22222222, NULL), 0);
	physmon_close(b);
	assert_int_equal(physmon_read(a, 0x9000, 4, &v, NULL), 0);
	assert_int_equal(v, 0x11111111);
	physmon_close(a);
	physmon_close(NULL);
}

static void opening_installs_the_handlers(void **unused)
{
	struct physmon_target *t;
	struct sigaction before, bus, segv;

	assert_int_equal(sigaction(SIGBUS, NULL, &before), 0);
	assert_int_equal(physmon_open("demo", NULL, &t, NULL), 0);
	assert_int_equal(sigaction(SIGBUS, NULL, &bus), 0);
	assert_int_equal(sigaction(SIGSEGV, NULL, &segv), 0);
	assert_true(bus.sa_handler != before.sa_handler && bus.sa_handler != SIG_DFL);
	assert_true(segv.sa_handler == bus.sa_handler);
	physmon_close(t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(unknown_schemes_list_the_known),
		cmocka_unit_test(paths_are_told_how_they_are_spelt),
		cmocka_unit_test(long_specifications_keep_the_sentence_whole),
		cmocka_unit_test(what_takes_nothing_says_so),
		cmocka_unit_test(schemes_are_listed_in_order),
		cmocka_unit_test(schemes_tell_what_could_be_opened),
		cmocka_unit_test(info_tells_what_was_opened),
		cmocka_unit_test(none_has_no_bus),
		cmocka_unit_test(targets_stand_side_by_side),
		cmocka_unit_test(opening_installs_the_handlers),
	};

	return cmocka_run_group_tests_name("target", tests, NULL, NULL);
}
