/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * program: a text compiled into steps, and run. Compiling reads no target: it splits, looks up, counts, resolves and
 * checks everything that can be known before; only a program without an error is run.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <physmon.h>

#include "command.h"
#include "operand.h"
#include "position.h"

struct program;
struct session;

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
	struct program_again *again;
};

/* What an empty line at the prompt does: again what the last command did, a d or r whose address was a number. */
struct program_again {
	enum { AGAIN_NOTHING, AGAIN_DUMP, AGAIN_READ } what;
	uint64_t nbytes; /* of the dump */
	bool repeating;	 /* the command that runs is such a repetition */
};

#define PROGRAM_ERRORS 20 /* so many errors of a text are listed, then how many more there are */

struct program_error {
	struct position at;
	struct physmon_error e;
};

/*
 * program_new - an empty program for @s, whose names, width and target its texts are compiled against. 0 or -ENOMEM.
 * program_compile_text - compile a text. @source: its name in messages ("<stdin>"); @line: of its first line. @text
 * must live as long as the program. Errors are collected, not returned: 0 or -ENOMEM. program_compile_line - the same
 * for one line, without its newline.
 * program_finish - the last text was added: what width and def did is committed if there was no error, else undone.
 * Returns the number of errors; the first PROGRAM_ERRORS are in program_error_at().
 * program_reset - empty it, keeping its memory, for the next line.
 */
int program_new(struct program **p, struct session *s);
void program_free(struct program *p);
void program_reset(struct program *p);
int program_compile_text(struct program *p, const char *source, size_t line, const char *text, size_t nbytes);
int program_compile_line(struct program *p, const char *source, size_t line, const char *text, size_t nbytes);
size_t program_finish(struct program *p);
const struct program_error *program_error_at(const struct program *p, size_t i);

/*
 * For compile functions: the session, the code of expressions, the sticky width of what follows, memory that lives as
 * long as the program, and the compilation of a file in the middle of a text.
 */
struct session *program_session(const struct program *p);
void program_set_width(struct program *p, unsigned width);
const struct expr_code *program_code(const struct program *p);
bool program_busy(const struct program *p); /* commands were compiled before this one, and will run before it */
int program_keep(void *p, size_t nbytes, char **room);
int program_compile_file(struct program *p, const char *path, struct physmon_error *e);

/*
 * program_run - run the steps of a program that had no errors; results, errors and notes go through the session's emit.
 * @keep_going: continue after an error. Returns the worst exit status, or STATUS_INTERRUPTED. @again: what the
 * last command leaves to be done again; NULL: not asked.
 */
int program_run(struct program *p, bool keep_going, struct program_again *again);

/*
 * program_run_report - emit the errors that kept a program from running. @caret: the width of the prompt that the line
 * was typed at (its place has no source): a caret is put under the word; -1: there is no prompt.
 */
void program_run_report(const struct program *p, int caret);
