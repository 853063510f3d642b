/* SPDX-License-Identifier: GPL-2.0-or-later */
/* options: the program's arguments, from one table of rows that --help prints as well. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <physmon.h>

#include "emit.h"
#include "gdb_serve.h"

struct options_text {
	const char *text;   /* the commands of -c, or the path of -f */
	const char *source; /* its name in messages */
	char label[32];	    /* of a -c, which source points to */
	bool file;
};

struct options {
	enum { OPTIONS_RUN, OPTIONS_HELP, OPTIONS_VERSION, OPTIONS_DOCTOR, OPTIONS_LIST } what;
	const char *target;
	bool target_chosen; /* else it is the default */
	const char **svds;  /* descriptions of registers, of -s */
	size_t nsvds;
	const char *symbols; /* a file in the format of System.map; NULL: /proc/kallsyms */
	uint64_t base;
	const char *root; /* "" unless given */
	unsigned width;	  /* bytes; 0: it isn't given */
	unsigned allow;	  /* enum physmon_protection, or'ed */
	enum emit_format format;
	bool read_only, private, keep_going, dry_run, quiet, interactive, trace, enable;
	struct gdb_config gdb;
	struct options_text *texts; /* of -c and -f, in the order given */
	size_t ntexts, ncommands;   /* all of them; those of -c */
};

/*
 * options_parse - 0; -EINVAL with @e filled: an unknown option, a bad or missing value, too many arguments; -ENOMEM.
 * @o is filled with what was understood even then. options_free - frees what it holds, not @o.
 */
int options_parse(int argc, char **argv, struct options *o, struct physmon_error *e);
void options_free(struct options *o);

/* options_help - print --help. options_version - print version, build options, libraries, licence. */
void options_help(struct emit *m);
void options_version(struct emit *m);

/*
 * options_list - print each option for the scripts of .completion, which ask for it: "LETTER|NAME|VALUE|WORDS|HELP".
 * NAME ends in '=' if a value must follow; WORDS: those that it may be, or begin with; VALUE says what else it is.
 */
void options_list(struct emit *m);
