/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * program_internal: the struct of a program, for the files that fill, run and nest programs; program.h is the interface
 * for all others.
 */
#pragma once

#include "program.h"

struct chunk { /* of memory that lives until the program is emptied */
	struct chunk *next;
	size_t used, size;
	char room[];
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
	struct chunk *chunks;
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

/* program_room - make space for one more step and one more operand, which may move the others. 0 or -ENOMEM. */
int program_room(struct program *p);

/* program_add_error - remember an error; those past PROGRAM_ERRORS are only counted. 0 or -ENOMEM. */
int program_add_error(struct program *p, struct position at, const struct physmon_error *e);

/*
 * program_compile_steps - compile one line, without its newline, into steps; its errors are added to the program's. 0
 * or -ENOMEM.
 */
int program_compile_steps(struct program *p, const char *source, size_t number, const char *line, const char *end);
