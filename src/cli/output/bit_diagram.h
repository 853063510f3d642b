/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bit_diagram: a register as engineers draw it: bit numbers above the bits, 16 a row, field names below, the meaning of
 * their values beside them; plain ASCII, never wider than BIT_DIAGRAM_COLUMNS. Pure: it doesn't know registers, targets
 * or outputs.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BIT_DIAGRAM_COLUMNS 80u

struct bit_diagram_field {
	const char *name;
	const char *note; /* follows the name after a blank: "= 3 (8 bits)"; "" or NULL: nothing */
	const char
		*mark; /* two characters that stand in each of its bits where no value is known ("rw"); may be NULL */
	unsigned lsb, width; /* bits */
	bool changed;	     /* marked by a * before the name, and bold if bold is set */
};

struct bit_diagram {
	unsigned width; /* bits of the register: 1 to 64 */
	bool known;	/* value is valid: its bits are drawn */
	bool bold;	/* the terminal knows ECMA-48's SGR: ESC [ 1 m begins bold, ESC [ 0 m ends it */
	uint64_t value;
	const char *mark; /* as a field's, for bits outside of all fields; may be NULL */
	const struct bit_diagram_field
		*fields; /* in any order; a field that overlaps one before it is listed below, not drawn */
	size_t nfields;
};

/*
 * bit_diagram_draw - call @line with each line of the picture, without newline, from the top on. A name or note that
 * doesn't fit beside its field is printed below the picture, with its bits; nothing is cut. Characters outside of ASCII
 * are replaced by similar ones, or by ?. 0, or -ENOMEM with nothing drawn.
 */
int bit_diagram_draw(const struct bit_diagram *p, void (*line)(void *ctx, const char *text), void *ctx);

/*
 * bit_diagram_ascii - @s in plain ASCII, runs of blanks as one, as bit_diagram_draw() prints it; at most @size bytes
 * with the NUL. Returns its uncut length. @out may be NULL if @size is 0.
 */
size_t bit_diagram_ascii(char *out, size_t size, const char *s);
