/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * command: rows of commands: found by exact name, counted and shown from their signatures; and the word that a command
 * begins with. Pure.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <physmon.h>

struct call;
struct operand;
struct operand_kind;
struct program;
struct step;

enum { STATUS_OK, STATUS_FAILED, STATUS_TEXT, STATUS_DIFFERS, STATUS_INTERRUPTED };

/* command_status_worse - the worse of two exit statuses: 2, 1, 3, 0. */
int command_status_worse(int a, int b);

#define COMMAND_WIDTH 1u   /* takes a width: a letter right after the name (letter commands) or after a dot */
#define COMMAND_LETTER 2u  /* a letter command: its width is sticky */
#define COMMAND_REPEAT 4u  /* an empty line at the prompt repeats it */
#define COMMAND_PART 8u	   /* its address may be a part of a unit: bits, a field */
#define COMMAND_MANY 16u   /* its address may be a quoted pattern of names */
#define COMMAND_SILENT 32u /* a log doesn't contain it, but the commands that it runs, or nothing */
#define COMMAND_LOCAL 64u  /* for the local user only: not for a debugger's "monitor" */
#define COMMAND_AWAIT 128u /* its values are compared with what is read, not written */

struct command {
	const char *name;
	const char *alias;     /* another exact name, or NULL */
	const char *signature; /* options and kinds of operands: "ADDR [COUNT [STEP]]", "[-m MASK] [--all] VALUE..." */
	const char *help;      /* a line for the list of commands; further lines for "help NAME" */
	unsigned flags;
	int (*run)(struct call *c, struct physmon_error *e);
	/*
	 * Acts, or checks more than the signature says, while compiling. 0 or -errno with *e, and step->at.column on
	 * the wrong operand if that isn't the first; may be NULL.
	 */
	int (*compile)(struct program *p, struct step *step, struct operand *operands, struct physmon_error *e);
};

/*
 * A table of families: each a literal table of rows, ended by one without a name; the table ends with NULL.
 * command_at - row @i over all families in their order, or NULL past the last. command_find - by its exact name.
 */
typedef const struct command *const command_families[];
const struct command *command_at(command_families families, size_t i);
const struct command *command_find(command_families families, const char *name, size_t len);

/* command_usage - "r[bwdq] [ADDR [COUNT [STEP]]]" into @out, cut to @size. */
void command_usage(const struct command *c, char *out, size_t size);

/*
 * command_option - the option of @c that the word [@s, @end) is ("-m", "--all") or begins with ("-m5"): its name in the
 * signature ("m"), or NULL. *@kind: of its operand, NULL if it takes none; *@len: of "-m" in the word.
 * command_option_at - the name of option @i, or NULL past the last. An option's name ends before what isn't a letter.
 */
const char *command_option(const struct command *c, const char *s, const char *end, const struct operand_kind **kind,
			   size_t *len);
const char *command_option_at(const struct command *c, size_t i);

/*
 * command_operand_kind - the kind of operand @i, or NULL where the command takes no more. command_least - how many it
 * needs.
 */
const struct operand_kind *command_operand_kind(const struct command *c, size_t i);
size_t command_least(const struct command *c);

/*
 * command_word - the word at *@s, which isn't blank: "r", "rd", "r.32", "find.16", "?"; *@s moves behind it. *@width:
 * in bytes, 0: it holds none. 0, or -EINVAL with @e: there is no such command, it takes no width, or that is none.
 */
int command_word(command_families families, const char **s, const char *end, const struct command **c, unsigned *width,
		 struct physmon_error *e);
