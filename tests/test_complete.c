/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Completion: which words are offered where in a line, by the commands' rows and the kinds of their operands. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "commands.h"
#include "complete.h"
#include "help_topics.h"
#include "names.h"
#include "optlib.h"
#include "program.h"
#include "register_db.h"
#include "session.h"

struct offers {
	char text[4096]; /* the words, a blank behind each */
	size_t n;
};

static int set_up(void **state)
{
	struct session *s;

	if (session_new(&s, commands) || names_define(s->names, "UART", 4, 0x1000) ||
	    names_define(s->names, "UART.DATA", 9, 0x1000) || names_define(s->names, "Gpio", 4, 0x2000) ||
	    names_define(s->names, "ram", 3, 0x3000))
		return -1;
	*state = s;
	return 0;
}

static int tear_down(void **state)
{
	session_free(*state);
	return 0;
}

static void collect(void *ctx, const char *word)
{
	struct offers *o = ctx;

	assert_true(strlen(o->text) + strlen(word) + 2 < sizeof(o->text));
	strcat(o->text, word);
	strcat(o->text, " ");
	o->n++;
}

/* The words offered at the end of @line for what stands behind its last blank or ';' - or from @start on. */
static struct offers at(struct session *s, const char *line, size_t start)
{
	struct offers o = { "", 0 };

	complete_line(s, line, start, strlen(line), collect, &o);
	return o;
}

static void offers(struct session *s, const char *line, const char *expected)
{
	size_t start = strlen(line);
	struct offers o;

	while (start && !strchr(" \t;", line[start - 1]))
		start--;
	o = at(s, line, start);
	if (strcmp(o.text, expected))
		fail_msg("\"%s\": \"%s\" was offered, not \"%s\"", line, o.text, expected);
}

static bool holds(const struct offers *o, const char *word)
{
	char padded[80], all[sizeof(o->text) + 1];

	snprintf(padded, sizeof(padded), " %s ", word);
	snprintf(all, sizeof(all), " %s", o->text);
	return strstr(all, padded);
}

static void a_command_is_offered_where_one_stands(void **state)
{
	const struct command *row;
	struct offers o = at(*state, "", 0), again = at(*state, "r 0;", 4);
	size_t i, n = 0;

	for (i = 0; (row = command_at(commands, i)); i++) {
		assert_true(holds(&o, row->name));
		assert_true(!row->alias || holds(&o, row->alias));
		n += row->alias ? 2 : 1;
	}
	assert_int_equal(o.n, n);
	assert_string_equal(o.text, again.text);

	offers(*state, "wid", "width ");
	offers(*state, "  wid", "width ");
	offers(*state, "r 0; wid", "width ");
	offers(*state, "r 0;wid", "width ");
	offers(*state, "echo \"a;b\" ; wid", "width ");
	offers(*state, "quit", "quit ");
	offers(*state, "zz", "");
	offers(*state, "width x; zz", "");
}

static void operands_are_offered_by_their_kind(void **state)
{
	offers(*state, "width ", "b w d q ");
	offers(*state, "width d", "d ");
	offers(*state, "width d ", "");
	offers(*state, "endian ", "little big native ");
	offers(*state, "endian l", "little ");
	offers(*state, "allow ", "ram port noread all ");
	offers(*state, "allow r", "ram ");
	offers(*state, "allow ram p", "port ");
	offers(*state, "target d", "demo ");
	offers(*state, "target f", "file: ");
	offers(*state, "target none d", "");
	offers(*state, "target X", "");
}

static void help_offers_commands_and_topics(void **state)
{
	struct offers o = at(*state, "help ", 5);
	size_t i;

	for (i = 0; help_topics_at(i); i++)
		assert_true(holds(&o, help_topics_at(i)));
	assert_true(holds(&o, "r"));
	assert_true(holds(&o, "quit"));
	offers(*state, "help wid", "width widths ");
	offers(*state, "help r ", "");
	offers(*state, "help zz", "");
}

static void names_are_offered_where_an_expression_stands(void **state)
{
	offers(*state, "r U", "UART UART.DATA ");
	offers(*state, "rd U", "UART UART.DATA ");
	offers(*state, "r.16 UART.", "UART.DATA ");
	offers(*state, "d G", "Gpio ");
	offers(*state, "w G", "Gpio ");
	offers(*state, "w Gpio U", "UART UART.DATA ");
	offers(*state, "w Gpio 1 2 3 U", "UART UART.DATA ");
	offers(*state, "wb8000 G", "Gpio ");
	offers(*state, "v UART G", "Gpio ");
	offers(*state, "? r", "ram ");
	offers(*state, "base G", "Gpio ");
	offers(*state, "noread G", "Gpio ");
	offers(*state, "def x G", "Gpio ");
	/* numbers are what is usual there: without a letter nothing is offered */
	offers(*state, "r ", "");
	offers(*state, "w UART ", "");
	offers(*state, "r 8", "");
	offers(*state, "r u", "");
}

static void nothing_is_offered_where_nothing_can_stand(void **state)
{
	offers(*state, "echo U", "");
	offers(*state, "sleep U", "");
	offers(*state, "source U", "");
	offers(*state, "def U", "");
	offers(*state, "q U", "");
	offers(*state, "r UART 4 4 U", "");
	offers(*state, "zz U", "");
	offers(*state, "rx U", "");
	offers(*state, "? UART U", "");
}

/* The editor breaks words at operators as well. */
static void a_word_inside_an_operand_is_completed_too(void **state)
{
	struct offers o;

	o = at(*state, "r UART+Gp", 7);
	assert_string_equal(o.text, "Gpio ");
	o = at(*state, "w 8000 1+Gp", 9);
	assert_string_equal(o.text, "Gpio ");
	o = at(*state, "r =Gp", 3);
	assert_string_equal(o.text, "Gpio ");
	o = at(*state, "r @Gp", 3);
	assert_string_equal(o.text, "Gpio ");
	o = at(*state, "r UART 4 1+Gp", 11);
	assert_string_equal(o.text, ""); /* a step */
	o = at(*state, "r UART..Gp", 8);
	assert_string_equal(o.text, "Gpio ");
}

/* Regions, say: names of any characters, known after '@' only. */
static void complete_marked(void *ctx, const char *prefix, size_t len, void (*add)(void *add_ctx, const char *name),
			    void *add_ctx)
{
	static const char *const names[] = { "gpio", "gpio@7e200000", "gp-x", "fw-cfg", "a\"b", "0000:00:01.0/0" };
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (!strncmp(names[i], prefix, len))
			add(add_ctx, names[i]);
}

static void names_after_a_mark_are_spelt_as_they_must_be(void **state)
{
	struct session *s = *state;

	assert_int_equal(names_add(s->names, &(struct names_source){ .flags = NAMES_MARKED,
								     .find = NULL,
								     .complete = complete_marked,
								     .ctx = NULL }),
			 0);
	offers(s, "r g", "");
	offers(s, "r @gp", "@gpio ");
	offers(s, "r @U", "@UART @UART.DATA ");
	offers(s, "r @fw", "@\"fw-cfg\" ");
	offers(s, "r @\"gp", "@\"gpio\" @\"gpio@7e200000\" @\"gp-x\" ");
	offers(s, "r @\"0000", "@\"0000:00:01.0/0\" ");
	offers(s, "r @a", ""); /* a quote would need another spelling */
	offers(s, "r @x", "");
}

/* Where there is no expat, one sentence says that the description can't be read, and nothing of it is offered. */
static bool described(struct session *s)
{
	struct physmon_error e = { 0 };

	if (!register_db_load(s, "tests/cli/board.svd", &e))
		return true;
	if (HAVE_EXPAT)
		fail_msg("%s", e.text);
	assert_string_equal(e.text, "tests/cli/board.svd can't be read: built without expat; def lines can replace it");
	assert_string_equal(at(s, "r UART0", 2).text, "");
	return false;
}

/* The names are svd's, here it is what is offered where. */
static void registers_are_offered_step_by_step(void **state)
{
	struct session *s = *state;

	if (!described(s))
		return;
	assert_string_equal(at(s, "r UAR", 2).text, "UART UART.DATA UART0 UART1 ");
	assert_string_equal(at(s, "r UART0", 2).text, "UART0 UART0. ");
	assert_string_equal(at(s, "r UART0.L", 2).text, "UART0.LCR UART0.LCR. ");
	assert_string_equal(at(s, "r UART0.F", 2).text, "UART0.FR UART0.FR. ");
	assert_string_equal(at(s, "r UART0.R", 2).text, "UART0.RBR ");
	assert_string_equal(at(s, "w UART0.LCR.", 2).text, "UART0.LCR.WLS UART0.LCR.STB UART0.LCR.PAR UART0.LCR.DLAB ");
	assert_string_equal(at(s, "d PIC.CH[1]", 2).text, "PIC.CH[1] PIC.CH[1]. ");
}

static void values_of_fields_are_offered_by_name(void **state)
{
	struct session *s = *state;

	if (!described(s))
		return;
	assert_string_equal(at(s, "w UART0.LCR ", 12).text, "WLS= STB= PAR= DLAB= ");
	assert_string_equal(at(s, "w UART0.LCR STB=1 W", 18).text, "WLS= ");
	assert_string_equal(at(s, "w UART0.LCR WLS=", 12).text, "WLS=5bit WLS=6bit WLS=7bit WLS=8bit ");
	assert_string_equal(at(s, "w UART0.LCR WLS=8", 12).text, "WLS=8bit ");
	assert_string_equal(at(s, "w UART0.LCR.PAR ", 16).text, "none odd even ");
	assert_string_equal(at(s, "w UART0.LCR.PAR o", 16).text, "odd ");
	assert_string_equal(at(s, "w @ADC.V ", 9).text, "");
	assert_string_equal(at(s, "w UART0.FR ", 11).text, "");
	assert_string_equal(at(s, "v UART0.LCR W", 12).text, "");
	assert_string_equal(at(s, "w Gpio Gp", 7).text, "Gpio ");
	/* what is awaited: values that reading can give, and one each */
	assert_string_equal(at(s, "poll UART0.LCR.PAR ", 19).text, "odd even ");
	assert_string_equal(at(s, "poll.b UART0.LCR.WLS 8", 21).text, "8bit ");
	assert_string_equal(at(s, "expect UART0.LCR.WLS 7", 21).text, "7bit ");
	assert_string_equal(at(s, "expect UART0.LCR W", 17).text, "");
}

static void options_are_offered_where_one_may_stand(void **state)
{
	struct session *s = *state;
	size_t from;

	assert_int_equal(complete_word(s, "find -", 5, &from), EDITOR_OPTION);
	assert_int_equal(complete_word(s, "find --", 5, &from), EDITOR_OPTION);
	assert_int_equal(complete_word(s, "r 0; find -m 1 -", 15, &from), EDITOR_OPTION);
	assert_int_not_equal(complete_word(s, "find ", 5, &from), EDITOR_OPTION);
	assert_int_not_equal(complete_word(s, "find 0 -", 7, &from), EDITOR_OPTION);
	assert_int_not_equal(complete_word(s, "find -m -", 8, &from),
			     EDITOR_OPTION); /* its operand: the dash is a sign */
	assert_int_not_equal(complete_word(s, "? -", 2, &from), EDITOR_OPTION);
	assert_int_not_equal(complete_word(s, "-", 0, &from), EDITOR_OPTION);
	offers(s, "find -", "-m -n ");
	offers(s, "find -n", "-n ");
	offers(s, "pci --", "");
	offers(s, "regs -", "--def ");
	offers(s, "? -", "");
}

static void paths_stand_where_a_row_says_file(void **state)
{
	struct session *s = *state;
	size_t from;

	assert_int_equal(complete_word(s, "load ", 5, &from), EDITOR_PATH);
	assert_int_equal(complete_word(s, "r 0; source x", 12, &from), EDITOR_PATH);
	assert_int_equal(complete_word(s, "snap -o f", 8, &from), EDITOR_PATH);
	assert_int_equal(complete_word(s, "sample -n 3 -o t.vcd 0", 15, &from), EDITOR_PATH);
	assert_int_equal(from, 0);
	assert_int_equal(complete_word(s, "target file:x", 7, &from), EDITOR_PATH);
	assert_int_equal(from, 5);
	assert_int_not_equal(complete_word(s, "target kmem:x", 7, &from), EDITOR_PATH);
	assert_int_not_equal(complete_word(s, "load f 0", 7, &from), EDITOR_PATH);
	assert_int_not_equal(complete_word(s, "snap f", 5, &from), EDITOR_PATH);
	assert_int_not_equal(complete_word(s, "r f", 2, &from), EDITOR_PATH);
	assert_int_not_equal(complete_word(s, "load", 0, &from), EDITOR_PATH);
	assert_int_not_equal(complete_word(s, "nosuch f", 7, &from), EDITOR_PATH);
	assert_int_not_equal(complete_word(s, "log -", 4, &from), EDITOR_PATH);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_command_is_offered_where_one_stands, set_up, tear_down),
		cmocka_unit_test_setup_teardown(operands_are_offered_by_their_kind, set_up, tear_down),
		cmocka_unit_test_setup_teardown(help_offers_commands_and_topics, set_up, tear_down),
		cmocka_unit_test_setup_teardown(names_are_offered_where_an_expression_stands, set_up, tear_down),
		cmocka_unit_test_setup_teardown(nothing_is_offered_where_nothing_can_stand, set_up, tear_down),
		cmocka_unit_test_setup_teardown(options_are_offered_where_one_may_stand, set_up, tear_down),
		cmocka_unit_test_setup_teardown(paths_stand_where_a_row_says_file, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_word_inside_an_operand_is_completed_too, set_up, tear_down),
		cmocka_unit_test_setup_teardown(registers_are_offered_step_by_step, set_up, tear_down),
		cmocka_unit_test_setup_teardown(values_of_fields_are_offered_by_name, set_up, tear_down),
		cmocka_unit_test_setup_teardown(names_after_a_mark_are_spelt_as_they_must_be, set_up, tear_down),
	};

	return cmocka_run_group_tests_name("complete", tests, NULL, NULL);
}
