/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * command: rows of commands, and a text compiled into a program of them. Compiling reads no target: it splits, looks
 * up, counts, resolves and checks everything that can be known; only a program without an error is run.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <physmon.h>

#include "emit.h"
#include "expr.h"
#include "operand.h"

struct session;
struct program;
struct command;

/* A compiled command. */
struct step {
	const struct command *command;
	struct position at;
	unsigned width;	      /* bytes; the command's own, its register's, or the sticky one */
	unsigned width_after; /* the sticky width once it has started */
	bool typed_width;     /* the command's own: goes before that of a register */
	uint32_t noperands, noptions;
	size_t first;	  /* of its operands in the program; its options stand before them */
	const char *line; /* that it stands in, as long as its text lives; at.column counts from there unless nested */
	size_t length;	  /* of the command in it */
	struct program *body; /* of commands that hold commands: see nested.h */
};

/*
 * What a command's function gets. at.column may be moved to the operand that is to blame.
 * It returns the exit status that it earned: 0 all well; 1 or 3 with the sentence in *e (e->text empty: it was told
 * already); STATUS_INTERRUPTED after SIGINT.
 */
struct call {
	struct session *s;
	const struct step *step;
	const struct operand *operands;
	uint32_t noperands;
	const struct expr_code *code; /* of the operands' expressions */
	struct position at;
	bool keep_going; /* as in program_run(), for commands that run others */
};

enum { STATUS_OK, STATUS_FAILED, STATUS_TEXT, STATUS_DIFFERS, STATUS_INTERRUPTED };

#define COMMAND_WIDTH 1u   /* takes a width: a letter right after the name (letter commands) or after a dot */
#define COMMAND_LETTER 2u  /* a letter command: its width is sticky */
#define COMMAND_REPEAT 4u  /* an empty line at the prompt repeats it */
#define COMMAND_PART 8u	   /* its address may be a part of a unit: bits, a field */
#define COMMAND_MANY 16u   /* its address may be a quoted pattern of names */
#define COMMAND_SILENT 32u /* a log doesn't hold it, but what it stands for or nothing */
#define COMMAND_LOCAL 64u  /* for who is there: not for a debugger's "monitor" */
#define COMMAND_AWAIT 128u /* its values are what is hoped to be read, not what is written */

struct command {
	const char *name;
	const char *alias;     /* another exact name, or NULL */
	const char *signature; /* of options and operand letters: "A [C [S]]", "[-m M] [-v] [--all] A V..." */
	const char *help;      /* one line */
	const char *manual;    /* more lines, or NULL */
	unsigned flags;
	int (*run)(struct call *c, struct physmon_error *e);
	/*
	 * Acts, or checks more than the signature says, while compiling. 0 or -errno with *e, and step->at.column on
	 * the operand to blame if that isn't the first; may be NULL.
	 */
	int (*compile)(struct program *p, struct step *step, struct operand *operands, struct physmon_error *e);
};

/* Families, each a literal table at the end of its cmd_*.c, ended by a row without a name. */
extern const struct command cmd_dump[], cmd_read[], cmd_write[], cmd_state[], cmd_svd[], cmd_regs[], cmd_fields[],
	cmd_pci[], cmd_basic[], cmd_poll[], cmd_repeat[];
extern const struct command cmd_map[], cmd_target[];
extern const struct command cmd_range[], cmd_find[], cmd_edit[], cmd_save[], cmd_load[], cmd_bits[];
extern const struct command cmd_snap[], cmd_log[], cmd_sample[], cmd_watch[];
extern const struct command cmd_test[];

/* command_at - row @i over all families in their order, or NULL past the last. command_find - by its exact name. */
const struct command *command_at(size_t i);
const struct command *command_find(const char *name, size_t len);

/* command_usage - "r[bwdq] [ADDR [COUNT [STEP]]]" into @out, cut to @size. */
void command_usage(const struct command *c, char *out, size_t size);

/*
 * command_option - the option of @c that the word [@s, @end) is ("-m", "--all") or begins with ("-m5"): its name in the
 * signature ("m"), or NULL. *@kind: the letter of its operand, '\0' if it takes none; *@len: of "-m" in the word.
 * command_option_at - the name of option @i, or NULL past the last. An option's name ends before what isn't a letter.
 */
const char *command_option(const struct command *c, const char *s, const char *end, char *kind, size_t *len);
const char *command_option_at(const struct command *c, size_t i);

/*
 * args_option - the option @name ("m", "all") of a call, with its operand, or NULL where it wasn't given.
 * args_step_option - the same while compiling.
 */
const struct operand *args_option(const struct call *c, const char *name);
const struct operand *args_step_option(const struct step *step, const struct operand *operands, const char *name);

/*
 * command_operand_kind - the letter of operand @i, or '\0' where the command takes no more. command_least - how many it
 * needs.
 */
char command_operand_kind(const struct command *c, size_t i);
size_t command_least(const struct command *c);

/* --- programs ------------------------------------------------------------------------------------------------ */

#define PROGRAM_ERRORS 20 /* so many errors of a text are listed, then how many more there are */

struct program_error {
	struct position at;
	struct physmon_error e;
};

/*
 * program_new - an empty program for @s, whose names, width and target its texts are compiled against. 0 or -ENOMEM.
 * program_add - compile a text. @source: what messages call it ("<stdin>"); @line: of its first line. @text must live
 * as long as the program. Errors are collected, not returned: 0 or -ENOMEM. program_add_line - the same for one line,
 * without its newline.
 * program_finish - the last text was added: what width and def did is committed if there was no error, else undone.
 * Returns the number of errors; the first PROGRAM_ERRORS are in program_error_at().
 * program_reset - empty it, keeping its memory, for the next line.
 */
int program_new(struct program **p, struct session *s);
void program_free(struct program *p);
void program_reset(struct program *p);
int program_add(struct program *p, const char *source, size_t line, const char *text, size_t nbytes);
int program_add_line(struct program *p, const char *source, size_t line, const char *text, size_t nbytes);
size_t program_finish(struct program *p);
size_t program_nerrors(const struct program *p);
const struct program_error *program_error_at(const struct program *p, size_t i);

/*
 * program_steps - the steps, in order; *@n of them. program_operands - the operands of all, which step->first points
 * into.
 */
const struct step *program_steps(const struct program *p, size_t *n);
const struct operand *program_operands(const struct program *p);
const struct expr_code *program_code(const struct program *p);

/* For compile functions: the session, the sticky width of what follows, memory that lives as long as the program, and
 * the compilation of a file in the middle of a text. */
struct session *program_session(const struct program *p);
void program_set_width(struct program *p, unsigned width);
bool program_busy(const struct program *p);   /* commands stand before this one, and will run before it */
bool program_nested(const struct program *p); /* it is the body of a command of another program */
int program_keep(void *p, size_t nbytes, char **room);
int program_source(struct program *p, const char *path, struct physmon_error *e);

/*
 * program_run - run the steps of a program that had no errors; results, errors and notes go through the session's emit.
 * @keep_going: go on after what failed. Returns the worst exit status, or STATUS_INTERRUPTED.
 */
int program_run(struct program *p, bool keep_going);

/*
 * program_run_report - emit the errors that kept a program from running. @caret: the width of the prompt that the line
 * was typed at (its place has no source): a caret is put under the word; -1: there is no prompt.
 */
void program_run_report(const struct program *p, int caret);

/* command_status_worse - the worse of two exit statuses: 2, 1, 3, 0. */
int command_status_worse(int a, int b);

#endif
