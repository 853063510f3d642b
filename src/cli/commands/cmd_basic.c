/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cmd_basic: commands that only print, wait or end: ?, help, echo, sleep, source, history, q. They touch no bus. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "args.h"
#include "bit_ruler.h"
#include "clock.h"
#include "editor.h"
#include "error.h"
#include "help_topics.h"
#include "hex.h"
#include "session.h"
#include "text.h"

/* --- help ---------------------------------------------------------------------------------------------------- */

#define HELP_COLUMN 29 /* of r's usage; longer ones stand above their help */
#define HELP_WHOLE 79  /* columns of a line */

static void help_all(struct emit *m, command_families commands)
{
	const struct command *row;
	const char *topic;
	char usage[100], line[200];

	for (size_t i = 0; (row = command_at(commands, i)); i++) {
		command_usage(row, usage, sizeof(usage));
		if (strlen(usage) > HELP_COLUMN) { /* it has a line of its own */
			emit_text(m, usage);
			usage[0] = '\0';
		}
		text_print(line, sizeof(line), "%-*s %.*s", HELP_COLUMN, usage, (int)strcspn(row->help, "\n"),
			   row->help);
		emit_text(m, line);
	}
	text_print(line, sizeof(line), "help COMMAND, or one of:");
	for (size_t i = 0; (topic = help_topics_at(i)); i++)
		text_print(line + strlen(line), sizeof(line) - strlen(line), " %s", topic);
	emit_text(m, line);
}

static void help_command(struct emit *m, const struct command *row)
{
	const size_t summary = strcspn(row->help, "\n");
	char usage[100], line[240];

	command_usage(row, usage, sizeof(usage));
	text_print(line, sizeof(line), "%s:%c%.*s", usage, strlen(usage) + summary + 2 > HELP_WHOLE ? '\n' : ' ',
		   (int)summary, row->help);
	emit_text(m, line);
	if (row->help[summary])
		emit_text(m, row->help + summary + 1);
}

static int compile_help(struct program *p, struct step *step, struct operand *operands, struct physmon_error *e)
{
	if (!step->noperands || command_find(p->s->commands, operands[0].text, operands[0].len) ||
	    help_topics_text(operands[0].text))
		return 0;
	return error_set(e, PHYSMON_E_NONE, ENOENT, "there is no help on %s: 'help' lists what there is",
			 operands[0].text);
}

static int run_help(struct call *c, struct physmon_error *e)
{
	const struct command *row;

	(void)e;
	if (!c->noperands) {
		help_all(c->s->emit, c->s->commands);
		return 0;
	}
	row = command_find(c->s->commands, c->operands[0].text, c->operands[0].len);
	if (row)
		help_command(c->s->emit, row);
	else
		emit_text(c->s->emit, help_topics_text(c->operands[0].text));
	return 0;
}

/* --- ? ------------------------------------------------------------------------------------------------------- */

static int run_value(struct call *c, struct physmon_error *e)
{
	char hex[20] = "0x", dec[24] = "0t", bin[68] = "0y", ruler[BIT_RULER_MAX], *p;
	unsigned bits = 1;
	uint64_t v;
	int r;

	if (!c->noperands)
		return run_help(c, e);
	r = args_evaluate(c->s, c->code, &c->operands[0], &v, e);
	if (r == -ENODATA) /* a dry run prints no results: it needn't know this one */
		return 0;
	if (r)
		return args_blame(c, 0, r);
	hex_str(hex + 2, v, hex_digits(v, 1));
	*hex_put_decimal(dec + 2, v) = '\0';
	while (bits < 64 && v >> bits)
		bits++;
	for (p = bin + 2; bits--;)
		*p++ = (char)('0' + (v >> bits & 1));
	*p = '\0';
	emit_result(c->s->emit, "%s{*hex} = %s{decimal} = %s{binary}", hex, dec, bin);
	if (emit_format(c->s->emit) == EMIT_TEXT) {
		bit_ruler_draw(ruler, v);
		emit_text(c->s->emit, ruler);
	}
	return 0;
}

/* --- echo, sleep, source, history, q ------------------------------------------------------------------------- */

static int run_echo(struct call *c, struct physmon_error *e)
{
	size_t i, n = 1;
	char *line, *p;

	for (i = 0; i < c->noperands; i++)
		n += c->operands[i].len + 1;
	line = malloc(n);
	if (!line)
		return error_no_memory(e);
	for (p = line, i = 0; i < c->noperands; i++) {
		if (i)
			*p++ = ' ';
		memcpy(p, c->operands[i].text, c->operands[i].len);
		p += c->operands[i].len;
	}
	*p = '\0';
	emit_text(c->s->emit, line);
	free(line);
	return 0;
}

static int run_sleep(struct call *c, struct physmon_error *e)
{
	(void)e;
	if (c->s->dry_run)
		return 0;
	emit_flush(c->s->emit);
	return clock_wait(clock_after(clock_ns(), c->operands[0].expr.value), 0);
}

static int compile_source(struct program *p, struct step *step, struct operand *operands, struct physmon_error *e)
{
	(void)step;
	return program_compile_file(p, operands[0].text, e);
}

static int run_nothing(struct call *c, struct physmon_error *e)
{
	(void)c;
	(void)e;
	return 0;
}

static int run_history(struct call *c, struct physmon_error *e)
{
	const char *line;

	(void)e;
	for (size_t i = 0; c->s->editor && (line = editor_history(c->s->editor, i)); i++)
		emit_result(c->s->emit, "%zu{number}  %s{*line}", i + 1, line);
	return 0;
}

static int run_quit(struct call *c, struct physmon_error *e)
{
	(void)e;
	c->s->quit = true;
	return 0;
}

const struct command cmd_basic[] = {
	{ .name = "?",
	  .signature = "[EXPR]",
	  .help = "a value in hexadecimal, decimal and binary\n"
		  "And its bits under their numbers. ? alone is help.\n"
		  "Examples: ? 4c000000+10    ? $&0t15    ? (1 << 31 | 3)",
	  .run = run_value },
	{ .name = "help",
	  .signature = "[COMMAND]",
	  .help = "list the commands, or tell more about one",
	  .run = run_help,
	  .compile = compile_help },
	{ .name = "echo",
	  .signature = "[TEXT]...",
	  .help = "print text\n"
		  "Quotes keep blanks together; \\\" \\\\ \\n \\xNN are escapes inside them.",
	  .run = run_echo },
	{ .name = "sleep",
	  .signature = "TIME",
	  .help = "wait: 500 or 500ms, 2s, 10us\n"
		  "A number alone is milliseconds. Ctrl-C ends it.",
	  .run = run_sleep },
	{ .name = "source",
	  .signature = "FILE",
	  .help = "run the commands of a file\n"
		  "They are compiled in this place, before anything of the text is run.",
	  .flags = COMMAND_SILENT | COMMAND_LOCAL,
	  .run = run_nothing,
	  .compile = compile_source },
	{ .name = "history", .signature = "", .help = "list the lines typed at the prompt", .run = run_history },
	{ .name = "q",
	  .alias = "quit",
	  .signature = "",
	  .help = "end the session",
	  .flags = COMMAND_LOCAL,
	  .run = run_quit },
	{ .name = "exit", .signature = "", .help = "the same", .flags = COMMAND_LOCAL, .run = run_quit },
	{ 0 },
};
