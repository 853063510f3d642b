/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of session: what is attached to it: memory, and the functions that it calls, in which order. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "error.h"
#include "session.h"

static const struct command *const no_commands[] = { NULL };
static char calls[200]; /* a word for each call of a module's function */

struct module {
	char name[8];
	bool refuses;
};

static void module_free(struct session *s, void *module)
{
	(void)s;
	strcat(strcat(calls, " free-"), ((struct module *)module)->name);
}

static int module_opened(struct session *s, void *module, struct physmon_target *t, struct physmon_error *e)
{
	const struct module *m = module;

	assert_ptr_not_equal(s->target, t);
	strcat(strcat(calls, " opened-"), m->name);
	return m->refuses ? error_no_memory(e) : 0;
}

static int module_before(struct session *s, void *module, const struct call *c, struct physmon_error *e)
{
	(void)s;
	assert_null(c);
	strcat(strcat(calls, " before-"), ((struct module *)module)->name);
	return 0;
}

static void module_answered(struct session *s, void *module, const char *line, size_t len)
{
	(void)s;
	assert_memory_equal(line, "yes", len);
	strcat(strcat(calls, " answered-"), ((struct module *)module)->name);
}

static const struct session_ops silent, all = { module_free, module_opened, module_before, module_answered },
					freed = { .free = module_free, .target_opened = module_opened };

static void called(const char *expected)
{
	assert_string_equal(calls, expected);
	calls[0] = '\0';
}

static struct module *attach(struct session *s, const struct session_ops *ops, const char *name)
{
	static const struct module zero;
	struct module *m;

	assert_null(session_attached(s, ops));
	m = session_attach(s, ops, sizeof(*m));
	assert_non_null(m);
	assert_memory_equal(m, &zero, sizeof(zero));
	strcpy(m->name, name);
	return m;
}

static void modules_are_attached_once_and_freed_from_the_last_on(void **state)
{
	struct session *s;
	struct module *a, *b, *c;
	struct physmon_error e;

	(void)state;
	assert_int_equal(session_new(&s, no_commands), 0);
	a = attach(s, &all, "a");
	assert_true(s->at_command);
	b = attach(s, &silent, "b");
	c = attach(s, &freed, "c");
	assert_ptr_equal(session_attach(s, &all, sizeof(*a)), a);
	assert_ptr_equal(session_attached(s, &silent), b);
	assert_ptr_equal(session_attached(s, &freed), c);
	called("");
	assert_int_equal(session_target(s, "none", &e), 0);
	called(" opened-a opened-c");
	assert_int_equal(session_at_command(s, NULL, &e), 0);
	session_answered(s, "yes", 3);
	called(" before-a answered-a");
	session_free(s);
	called(" free-c free-a");
}

static void a_module_can_refuse_a_target(void **state)
{
	const struct physmon_target *before;
	struct physmon_error e;
	struct session *s;

	(void)state;
	assert_int_equal(session_new(&s, no_commands), 0);
	assert_int_equal(session_target(s, "none", &e), 0);
	before = s->target;
	attach(s, &freed, "a")->refuses = true;
	assert_false(s->at_command);
	assert_int_equal(session_target(s, "none", &e), -ENOMEM);
	assert_ptr_equal(s->target, before);
	session_free(s);
	called(" opened-a free-a");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(modules_are_attached_once_and_freed_from_the_last_on),
		cmocka_unit_test(a_module_can_refuse_a_target),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
