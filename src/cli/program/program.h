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

#include "arena.h"
#include "command.h"
#include "operand.h"
#include "position.h"

struct session;

/* A compiled command. */
struct step {
	const struct command *command;
	struct position at;
	unsigned width;	      /* bytes; the command's own, its register's, or the sticky one */
	unsigned width_after; /* the sticky width once it has started */
	bool several;	      /* its operands are names, each of which it acts on */
	bool typed_width;     /* the command's own: goes before that of a register */
	uint32_t noperands, noptions;
	size_t first;	      /* of its operands in the program; its options stand before them */
	const char *line;     /* that it is in, as long as its text lives; at.column counts from there unless nested */
	size_t length;	      /* of the command in it */
	struct program *body; /* of commands that hold commands: see program_body.h */
};

/*
 * What a command's function gets. at.column may be moved to the wrong operand.
 * It returns 0 or -errno with the sentence in *e; e->text is empty if it was told already. -EINTR: SIGINT. Where it
 * returns 0, call.status is its exit status, with a sentence in *e unless that was told.
 */
struct call {
	struct session *s;
	const struct step *step;
	const struct operand *operands;
	uint32_t noperands;
	const struct expr_code *code; /* of the operands' expressions */
	struct position at;
	int status; /* what a command that went to its end says: a comparison did not hold; the worst of what it ran */
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

#define PROGRAM_KINDS 3	     /* kinds of so many operands are kept */
#define PROGRAM_SIGNATURES 8 /* of so many commands */

struct program {
	struct session *s;
	unsigned width;		       /* sticky, of what is compiled next */
	unsigned depth;		       /* of source */
	struct program *parent;	       /* of a body: the program that holds it, and its command */
	const struct command *command; /* NULL: it is no body */
	struct program *bodies, *next; /* those of its commands, freed with it */
	struct step *steps;
	size_t nsteps, steps_size;
	struct operand *operands;
	size_t noperands, operands_size;
	struct expr_code code;
	struct arena *arena; /* for what lives as long as the program: own_arena, or the parent's */
	struct arena own_arena;
	struct arena_mark empty; /* its first block is kept from line to line */
	struct program_error *errors;
	size_t nerrors;
	size_t mark; /* of the names */
	struct {     /* a cache of the last command found, as it was typed: scripts repeat commands */
		char text[8];
		unsigned char len;   /* 0: none yet */
		unsigned char width; /* its own, or 0 */
		bool lone;	     /* an address is its only operand, and compiling does nothing else */
		const struct command *command;
	} latest;
	/* What was read from signatures: reading one takes longer than parsing a line. See program_operands.c. */
	struct program_signature {
		const struct command *command;
		size_t least; /* operands that it needs */
		const struct operand_kind *kinds[PROGRAM_KINDS];
	} signatures[PROGRAM_SIGNATURES];
};

/*
 * program_new - an empty program for @s, whose names, width and target its texts are compiled against; @parent: of a
 * body, else NULL. 0 or -ENOMEM.
 * program_compile_text - compile a text. @source: its name in messages ("<stdin>"); @line: of its first line. @text
 * must live as long as the program. Errors are collected, not returned: 0, -ENOMEM, or -EINTR (SIGINT).
 * program_compile_line - the same for one line, without its newline.
 * program_finish - the last text was added: what width and def did is committed if there was no error, else undone.
 * Returns the number of errors; the first PROGRAM_ERRORS are in program_error_at().
 * program_reset - empty it, keeping its memory, for the next line.
 */
int program_new(struct program **p, struct session *s, struct program *parent);
void program_free(struct program *p);
void program_reset(struct program *p);
int program_compile_text(struct program *p, const char *source, size_t line, const char *text, size_t nbytes);
int program_compile_line(struct program *p, const char *source, size_t line, const char *text, size_t nbytes);
size_t program_finish(struct program *p);
const struct program_error *program_error_at(const struct program *p, size_t i);

/* program_compile_file - compile a file in the middle of a text, for compile functions. 0 or -errno with @e. */
int program_compile_file(struct program *p, const char *path, struct physmon_error *e);

/*
 * program_run - run the steps of a program that had no errors; results, errors and notes go through the session's emit.
 * Returns the worst exit status, or STATUS_INTERRUPTED. @again: what the last command leaves to be done again, or NULL.
 */
int program_run(struct program *p, struct program_again *again);

/*
 * program_run_report - emit the errors that kept a program from running. @line: the text of places without a source,
 * typed behind a prompt of @prompt columns: a caret is put under the word; NULL: there is no prompt.
 */
void program_run_report(const struct program *p, const char *line, size_t prompt);

/* --- among the files of this folder -------------------------------------------------------------------------- */

/* program_reserve - make space for one more step and one more operand, which may move the others. 0 or -ENOMEM. */
int program_reserve(struct program *p);

/* program_add_error - remember an error; those past PROGRAM_ERRORS are only counted. 0 or -ENOMEM. */
int program_add_error(struct program *p, struct position at, const struct physmon_error *e);

/*
 * program_compile_steps - compile one line, without its newline, into steps; its errors are added to the program's. 0,
 * -ENOMEM or -EINTR.
 */
int program_compile_steps(struct program *p, const char *source, size_t number, const char *line, const char *end);
