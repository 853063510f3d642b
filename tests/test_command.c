/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The rows of all commands: what help, completion and the compiler read from them is there, and fits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include "args.h"
#include "commands.h"
#include "emit.h"
#include "help_topics.h"
#include "operand.h"
#include "parse.h"
#include "session.h"

#define COLUMNS 79 /* of a line that a terminal of 80 shows without wrapping */

/* @text contains the line that @row's help begins with. */
static bool summed_up(const char *text, const struct command *row)
{
	char line[COLUMNS + 1];

	snprintf(line, sizeof(line), "%.*s", (int)strcspn(row->help, "\n"), row->help);
	return strstr(text, line) != NULL;
}

static void each_row_can_be_shown_and_run(void **state)
{
	const struct command *row;
	size_t i, n;

	(void)state;
	for (i = 0; (row = command_at(commands, i)); i++) {
		assert_true(row->name[0] != '\0');
		assert_non_null(row->signature);
		assert_non_null(row->run);
		assert_non_null(row->help);
		n = strcspn(row->help, "\n");
		if (!n || row->help[n - 1] == '.')
			fail_msg("the help of %s begins with no short line: %s", row->name, row->help);
		if (row->help[strlen(row->help) - 1] == '\n')
			fail_msg("the help of %s ends in an empty line", row->name);
		assert_false(row->flags & ~(COMMAND_WIDTH | COMMAND_LETTER | COMMAND_REPEAT | COMMAND_PART |
					    COMMAND_MANY | COMMAND_SILENT | COMMAND_LOCAL | COMMAND_AWAIT));
	}
	assert_true(i > 10);
	assert_null(command_at(commands, i + 1));
}

/* "ADDR [COUNT [STEP]]", "ADDR VALUE...", "[WHAT]...": kinds of the table, brackets in pairs, optional ones last. */
static void signatures_are_made_of_known_kinds(void **state)
{
	const struct operand_kind *kind = NULL;
	const struct command *row;
	size_t i, words;
	const char *s;
	int depth;

	(void)state;
	for (i = 0; (row = command_at(commands, i)); i++) {
		depth = 0;
		words = 0;
		for (s = row->signature; *s; s++) {
			if (s[0] == '[' && s[1] == '-') { /* options: below */
				s += strcspn(s, "]");
				s += s[1] == ' ';
				continue;
			}
			depth += *s == '[' ? 1 : *s == ']' ? -1 : 0;
			assert_true(depth >= 0);
			if (*s == '.' && strcmp(s + strspn(s, "."), ""))
				fail_msg("operands of %s follow \"...\"", row->name);
			if (strchr("[]. ", *s))
				continue;
			kind = operand_kind(s);
			if (!kind)
				fail_msg("unknown kind of operand in the signature of %s: %s", row->name, s);
			assert_ptr_equal(command_operand_kind(row, words), kind);
			words++;
			s += strlen(kind->word) - 1;
		}
		assert_int_equal(depth, 0);
		assert_true(command_least(row) <= words);
		assert_ptr_equal(command_operand_kind(row, words + (strstr(row->signature, "...") ? 1000 : 0)),
				 strstr(row->signature, "...") ? kind : NULL);
	}
	assert_null(operand_kind(""));
	assert_null(operand_kind("ADDRESS"));
	assert_null(operand_kind("VALUE:"));
	assert_non_null(operand_kind("VALUE..."));
	assert_ptr_not_equal(operand_kind("VALUE:any]"), operand_kind("VALUE]"));
}

/*
 * "[-m MASK] [-v] [--all]" at the front: a letter from g on, which no number begins with, or a word; with an operand or
 * without.
 */
static void options_are_letters_or_words(void **state)
{
	const struct command *row;
	const char *name;
	size_t i, k, n;

	(void)state;
	for (i = 0; (row = command_at(commands, i)); i++)
		for (k = 0; (name = command_option_at(row, k)); k++) {
			n = strspn(name, "abcdefghijklmnopqrstuvwxyz");
			if (!n || (n == 1 && *name < 'g') || (name[-2] == '-') != (n > 1))
				fail_msg("an option of %s: %s", row->name, name);
			if (name[n] == ' ')
				n += 1 + strlen(operand_kind(name + n + 1)->word);
			assert_int_equal(name[n], ']');
		}
}

static void options_are_found_by_their_words(void **state)
{
	static const struct command row = { .name = "x",
					    .signature = "[-m MASK] [-v] [--all] [--size LENGTH] ADDR [COUNT]" };
	static const struct {
		const char *word, *name; /* NULL: none of its options */
		const char *kind;	 /* NULL: it takes no operand */
		size_t len;
	} words[] = {
		{ "-m", "m", "MASK", 2 },  { "-m5", "m", "MASK", 2 },	{ "-v", "v", NULL, 2 },
		{ "-v5", NULL, 0, 0 },	   { "--all", "all", NULL, 5 }, { "--size", "size", "LENGTH", 6 },
		{ "--al", NULL, 0, 0 },	   { "--alls", NULL, 0, 0 },	{ "-a", NULL, 0, 0 },
		{ "--m", NULL, 0, 0 },	   { "-", NULL, 0, 0 },		{ "--", NULL, 0, 0 },
		{ "--size5", NULL, 0, 0 }, { "-f", NULL, 0, 0 },	{ "m", NULL, 0, 0 },
	};
	const struct operand_kind *kind;
	const char *name;
	size_t i, len;

	(void)state;
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		name = command_option(&row, words[i].word, words[i].word + strlen(words[i].word), &kind, &len);
		if (!name != !words[i].name)
			fail_msg("%s: %s", words[i].word, name ? name : "none");
		if (!name)
			continue;
		assert_int_equal(strncmp(name, words[i].name, strlen(words[i].name)), 0);
		assert_ptr_equal(kind, words[i].kind ? operand_kind(words[i].kind) : NULL);
		assert_int_equal(len, words[i].len);
	}
	assert_int_equal(command_least(&row), 1);
	assert_string_equal(command_operand_kind(&row, 0)->word, "ADDR");
	assert_string_equal(command_operand_kind(&row, 1)->word, "COUNT");
	assert_null(command_operand_kind(&row, 2));
}

static void options_of_a_step_are_found_by_name(void **state)
{
	static const char signature[] = "[-m N] [-v] [--may] ADDR";
	struct operand operands[] = { { .option = signature + 2 }, { .option = signature + 15 }, { .column = 20 } };
	const struct step step = { .noperands = 1, .noptions = 2 };
	const struct call call = { .step = &step, .operands = &operands[2], .noperands = 1 };

	(void)state;
	assert_ptr_equal(args_option(&call, "m"), &operands[0]);
	assert_ptr_equal(args_option(&call, "may"), &operands[1]);
	assert_null(args_option(&call, "v"));
	assert_null(args_option(&call, "ma"));
}

static void operands_are_counted(void **state)
{
	(void)state;
	assert_int_equal(command_least(command_find(commands, "d", 1)), 0);
	assert_int_equal(command_least(command_find(commands, "r", 1)), 0);
	assert_int_equal(command_least(command_find(commands, "w", 1)), 2);
	assert_int_equal(command_least(command_find(commands, "v", 1)), 2);
	assert_int_equal(command_least(command_find(commands, "?", 1)), 0);
	assert_int_equal(command_least(command_find(commands, "q", 1)), 0);
	assert_string_equal(command_operand_kind(command_find(commands, "r", 1), 0)->word, "ADDR");
	assert_string_equal(command_operand_kind(command_find(commands, "r", 1), 2)->word, "STEP");
	assert_null(command_operand_kind(command_find(commands, "r", 1), 3));
	assert_string_equal(command_operand_kind(command_find(commands, "w", 1), 999999)->word, "VALUE");
}

static void names_are_found_exactly_and_only_once(void **state)
{
	const struct command *row, *other;
	size_t i, k, n;

	(void)state;
	for (i = 0; (row = command_at(commands, i)); i++) {
		assert_ptr_equal(command_find(commands, row->name, strlen(row->name)), row);
		if (row->alias)
			assert_ptr_equal(command_find(commands, row->alias, strlen(row->alias)), row);
		for (k = 0; (other = command_at(commands, k)); k++) {
			assert_true(k == i || strcmp(row->name, other->name));
			assert_false(row->alias && !strcmp(row->alias, other->name));
			assert_true(k == i || !row->alias || !other->alias || strcmp(row->alias, other->alias));
		}
		/* no beginning of it is taken for it */
		for (n = 0; n < strlen(row->name); n++)
			assert_ptr_not_equal(command_find(commands, row->name, n), row);
		/* a letter with a width must mean that, not another command */
		assert_false(strlen(row->name) == 2 && parse_width(row->name + 1, row->name + 2) &&
			     (other = command_find(commands, row->name, 1)) && other->flags & COMMAND_LETTER);
	}
	assert_null(command_find(commands, "", 0));
	assert_null(command_find(commands, "R", 1));
	assert_null(command_find(commands, "quitt", 5));
	assert_null(command_find(commands, "helpme", 6));
	assert_ptr_equal(command_find(commands, "quit now", 4), command_find(commands, "q", 1));
}

static void letters_are_letters(void **state)
{
	const struct command *row;
	size_t i;

	(void)state;
	for (i = 0; (row = command_at(commands, i)); i++) {
		if (row->flags & COMMAND_LETTER) {
			assert_int_equal(strlen(row->name), 1);
			assert_true(row->flags & COMMAND_WIDTH);
		}
		if (row->flags & COMMAND_REPEAT)
			assert_string_equal(command_operand_kind(row, 0)->word, "ADDR");
	}
}

static void usage_fits_and_is_cut(void **state)
{
	const struct command *row;
	char usage[100], small[5];
	size_t i;

	(void)state;
	for (i = 0; (row = command_at(commands, i)); i++) {
		command_usage(row, usage, sizeof(usage));
		assert_true(strlen(usage) < 80);
		assert_memory_equal(usage, row->name, strlen(row->name));
		command_usage(row, small, sizeof(small));
		assert_true(strlen(small) < sizeof(small));
		assert_memory_equal(usage, small, strlen(small));
	}
	command_usage(command_find(commands, "r", 1), usage, sizeof(usage));
	assert_string_equal(usage, "r[bwdq] [-v] [ADDR [COUNT [STEP]]]");
	command_usage(command_find(commands, "q", 1), usage, sizeof(usage));
	assert_string_equal(usage, "q, quit");
	command_usage(command_find(commands, "w", 1), usage, sizeof(usage));
	assert_string_equal(usage, "w[bwdq] ADDR VALUE...");
	command_usage(&(struct command){ .name = "x", .signature = "[-i MASK:or-value] [ADDR:one [VALUE:any]]..." },
		      usage, sizeof(usage));
	assert_string_equal(usage, "x [-i MASK] [ADDR [VALUE]]...");
}

static void statuses_have_an_order(void **state)
{
	static const int order[] = { STATUS_OK, STATUS_DIFFERS, STATUS_FAILED, STATUS_TEXT, STATUS_INTERRUPTED };
	size_t i, k;

	(void)state;
	for (i = 0; i < 5; i++)
		for (k = 0; k < 5; k++)
			assert_int_equal(command_status_worse(order[i], order[k]), order[i > k ? i : k]);
}

/* --- what help prints ---------------------------------------------------------------------------------------- */

struct room {
	struct session *s;
	struct program *p;
	int out;
	char *text;
};

static void ask(struct room *r, const char *command)
{
	size_t n;

	program_reset(r->p);
	assert_int_equal(program_compile_text(r->p, "<test>", 1, command, strlen(command)), 0);
	assert_int_equal(program_finish(r->p), 0);
	assert_int_equal(program_run(r->p, NULL), STATUS_OK);
	emit_flush(r->s->emit);
	n = (size_t)lseek(r->out, 0, SEEK_END);
	r->text = realloc(r->text, n + 1);
	assert_non_null(r->text);
	assert_int_equal(pread(r->out, r->text, n, 0), n);
	r->text[n] = '\0';
	assert_int_equal(ftruncate(r->out, 0), 0);
	assert_int_equal(lseek(r->out, 0, SEEK_SET), 0);
}

static void fits(const char *text, const char *whose)
{
	const char *s, *eol;

	for (s = text; *s; s = eol + 1) {
		eol = strchr(s, '\n');
		assert_non_null(eol);
		if (eol - s > COLUMNS || strcspn(s, "\t\r\033") < (size_t)(eol - s) || (eol > s && eol[-1] == ' '))
			fail_msg("%s: a line is too long or isn't plain: %.*s", whose, (int)(eol - s), s);
	}
}

static void help_tells_of_every_command_in_79_columns(void **state)
{
	const struct command *row;
	struct room r = { 0 };
	char text[200];
	struct physmon_error e;
	struct emit_storage storage;
	struct emit *m;
	size_t i;

	(void)state;
	r.out = memfd_create("out", MFD_CLOEXEC);
	assert_true(r.out >= 0);
	assert_int_equal(session_new(&r.s, commands), 0);
	m = r.s->emit = emit_open(&storage, r.out, r.out, EMIT_TEXT, false);
	assert_int_equal(session_target(r.s, "none", &e), 0);
	assert_int_equal(program_new(&r.p, r.s, NULL), 0);

	ask(&r, "help");
	fits(r.text, "help");
	for (i = 0; (row = command_at(commands, i)); i++) {
		command_usage(row, text, 100);
		if (!strstr(r.text, text) || !summed_up(r.text, row))
			fail_msg("help doesn't tell of %s", row->name);
	}
	for (i = 0; help_topics_at(i); i++)
		assert_non_null(strstr(strstr(r.text, "help COMMAND"), help_topics_at(i)));

	for (i = 0; (row = command_at(commands, i)); i++) {
		snprintf(text, sizeof(text), "help %s", row->name);
		ask(&r, text);
		fits(r.text, text);
		assert_true(summed_up(r.text, row));
		if (row->alias) {
			snprintf(text, sizeof(text), "help %s", row->alias);
			ask(&r, text);
			assert_true(summed_up(r.text, row));
		}
	}
	for (i = 0; help_topics_at(i); i++) {
		snprintf(text, sizeof(text), "help %s", help_topics_at(i));
		ask(&r, text);
		fits(r.text, text);
		assert_true(strlen(r.text) > 100);
	}
	program_free(r.p);
	session_free(r.s);
	emit_close(m);
	close(r.out);
	free(r.text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_row_can_be_shown_and_run),
		cmocka_unit_test(signatures_are_made_of_known_kinds),
		cmocka_unit_test(options_are_letters_or_words),
		cmocka_unit_test(options_are_found_by_their_words),
		cmocka_unit_test(options_of_a_step_are_found_by_name),
		cmocka_unit_test(operands_are_counted),
		cmocka_unit_test(names_are_found_exactly_and_only_once),
		cmocka_unit_test(letters_are_letters),
		cmocka_unit_test(usage_fits_and_is_cut),
		cmocka_unit_test(statuses_have_an_order),
		cmocka_unit_test(help_tells_of_every_command_in_79_columns),
	};

	return cmocka_run_group_tests_name("command", tests, NULL, NULL);
}
