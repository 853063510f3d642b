/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cmd_log: the command log: begins and ends the transcript. It touches no bus. */
#include <errno.h>

#include "args.h"
#include "error.h"
#include "session.h"
#include "transcript.h"

static int compile_log(struct program *p, struct step *step, struct operand *operands, struct physmon_error *e)
{
	(void)p;
	if (!step->noperands || !args_step_option(step, operands, "off"))
		return 0;
	return error_text(e, "log --off takes no file: the log ends wherever it goes");
}

static int run_log(struct call *c, struct physmon_error *e)
{
	struct session *s = c->s;
	const char *path;

	if (s->dry_run) /* nothing happens that could be told */
		return 0;
	if (args_option(c, "off"))
		return transcript_end(s, e);
	if (c->noperands)
		return args_blame(c, 0, transcript_begin(s, c->operands[0].text, e));
	path = transcript_path(s);
	if (path)
		emit_result(s->emit, "%s{*log}", path);
	return 0;
}

const struct command cmd_log[] = {
	{ .name = "log",
	  .signature = "[--off] [FILE]",
	  .help = "keep a transcript in FILE that can be run again\n"
		  "Each command is a line, what came of it follows as comments with the seconds\n"
		  "since the log began. It is written behind what FILE holds. --off ends the log;\n"
		  "log alone says where it goes. The target is in a comment only: give it\n"
		  "with -t when you run the transcript.\n"
		  "Example: log board7.physmon; then physmon -t mem -f board7.physmon",
	  .flags = COMMAND_SILENT | COMMAND_LOCAL,
	  .run = run_log,
	  .compile = compile_log },
	{ 0 },
};
