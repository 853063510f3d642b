/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * svd_loading: one file being loaded, as a tree of nodes: svd_read() makes it, svd_derive() completes it, svd_expand()
 * turns it into registers. It is freed when the file is loaded. The state and the errors that these stages share. Only
 * the files of this folder include this.
 */
#pragma once

#include "arena.h"
#include "reg_set.h"
#include "svd.h"

enum svd_kind {
	KIND_DEVICE,
	KIND_PERIPHERAL,
	KIND_CLUSTER,
	KIND_REGISTER,
	KIND_FIELD,
	KIND_ENUMS, /* enumeratedValues */
	KIND_ENUM,  /* enumeratedValue */
	KIND_BLOCK, /* addressBlock */
};

/* svd_loading_words - what a file calls each of them. */
extern const char *const svd_loading_words[];

enum svd_num {
	NUM_ADDRESS, /* baseAddress, addressOffset, offset */
	NUM_SIZE,    /* bits; of a block: bytes */
	NUM_ACCESS,  /* enum reg_access */
	NUM_RESET,
	NUM_RESET_MASK,
	NUM_DIM,
	NUM_DIM_INCREMENT,
	NUM_READ_ACTION,    /* enum reg_on_read */
	NUM_MODIFIED_WRITE, /* enum reg_on_write */
	NUM_USAGE,	    /* enum svd_usage */
	NUM_OFFSET,	    /* bitOffset; of bitRange the lower bit */
	NUM_WIDTH,	    /* bitWidth; of bitRange the count */
	NUM_LSB,
	NUM_MSB,
	NUMS,
	/* an enumerated value has others in their containers */
	NUM_VALUE = NUM_ADDRESS,
	NUM_MASK = NUM_SIZE,
	NUM_DEFAULT = NUM_ACCESS,
};

enum svd_usage { USAGE_BOTH, USAGE_READ, USAGE_WRITE };

enum svd_str { STR_NAME, STR_DESCRIPTION, STR_DISPLAY, STR_DIM_INDEX, STR_ALTERNATE, STR_DERIVED, STRS };

/* A position in the file, from 1. */
struct svd_at {
	unsigned line, column;
};

struct svd_node;

/* A node in the list of another: its own children, or those that it derives. */
struct svd_kid {
	struct svd_kid *next;
	struct svd_node *node;
};

struct svd_node {
	enum svd_kind kind;
	enum { NODE_NEW, NODE_BUSY, NODE_DONE } state; /* of derivation */
	unsigned set;				       /* of nums: 1u << NUM_..., the file's or derived */
	unsigned own;				       /* the same, the file's only */
	struct svd_at at;
	struct svd_node *parent; /* NULL: the device */
	unsigned number, last;	 /* in the file's order, of the node and of the last one in it; svd_derive sets them */
	struct svd_node *base;	 /* what it derives from, once that is known */
	bool finding;		 /* base is being looked for */
	bool noted;		 /* it has no name, address or bits, and was counted for that */
	struct svd_kid *first, **end;
	const char *str[STRS]; /* NULL where there is none */
	uint64_t num[NUMS];

	/* what svd_fields made of it: of a register for this access; of a field */
	const struct reg_field *fields;
	const struct reg_value *values;
	size_t nfields, nvalues;
	enum reg_access made_for;
	bool made, write_only; /* write_only: a register with fields, all of which are */
};

static inline bool node_has(const struct svd_node *n, enum svd_num i)
{
	return n->set >> i & 1;
}

/* "" where there is none */
static inline const char *node_text(const struct svd_node *n, enum svd_str i)
{
	return n->str[i] ? n->str[i] : "";
}

/* What is loaded all the same, each kind with its first case and how many there are. */
enum svd_note { NOTE_ADDRESS, NOTE_NAME, NOTE_BITS, NOTE_TWICE, NOTE_RENAMED, NOTE_WORD, NOTES };

struct svd_loading {
	const char *path;		   /* in messages */
	unsigned lines_before;		   /* of blanks, before the first line that is read */
	struct reg_set *set;		   /* what is filled; also counts the memory of scratch */
	size_t memory;			   /* that it may take, for messages */
	const struct reg_set_mark *before; /* what was in it */
	struct arena scratch;		   /* the tree */
	struct svd_node *device;
	unsigned derived; /* kinds that derive, 1u << KIND_...; 1u << 31: by a path */
	uint64_t work;	  /* steps that no size of the file bounds */
	uint64_t nregs, ncontainers;
	struct {
		size_t n;
		char text[160]; /* "LINE:COLUMN: ..." */
	} notes[NOTES];
	struct physmon_error *e;
};

/* svd_loading_bad - the file is wrong at @at (NULL: nowhere in particular): "PATH:LINE:COLUMN: ...". Returns -@err. */
int svd_loading_bad(struct svd_loading *l, const struct svd_at *at, int err, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

/* svd_loading_note - something strange at @at that stops nothing. */
void svd_loading_note(struct svd_loading *l, enum svd_note kind, const struct svd_at *at, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

/* svd_loading_no_memory - memory or the budget for it is out. Returns -ENOMEM or -E2BIG. */
int svd_loading_no_memory(struct svd_loading *l);

/* svd_loading_works - count @steps; -E2BIG if a file needs more than any real one. */
int svd_loading_works(struct svd_loading *l, uint64_t steps);

/*
 * svd_loading_take - @nbytes of scratch, zeroed. svd_loading_copy - a text, likewise. NULL: svd_loading_no_memory()
 * says why.
 */
void *svd_loading_take(struct svd_loading *l, size_t nbytes);
char *svd_loading_copy(struct svd_loading *l, const char *text, size_t len);

/*
 * svd_read - the tree of the @nbytes at @text. svd_derive - complete it by what it derives. svd_expand - registers,
 * containers, peripherals.
 */
int svd_read(struct svd_loading *l, const char *text, size_t nbytes);
int svd_derive(struct svd_loading *l);
int svd_expand(struct svd_loading *l);

/* svd_fields_bits - the bits of field @n, in any of the file's forms. false: it has none. */
bool svd_fields_bits(const struct svd_node *n, uint64_t *lsb, uint64_t *width);

/* svd_fields_make - the fields of register @n where its access is @access, into n->fields. */
int svd_fields_make(struct svd_loading *l, struct svd_node *n, enum reg_access access);

/* --- the elements that have a meaning, where they may be, and what their text sets in a node ----------------- */

enum svd_element_is { IS_NODE, IS_WRAP, IS_NUMBER, IS_CHOICE, IS_TEXT, IS_NAME, IS_RANGE, IS_VALUE, IS_TRUTH };

struct svd_choice {
	const char *word;
	unsigned value;
};

/*
 * An element with a meaning. @in: in nodes of these kinds, 1u << KIND_... @i: the kind, number or text that it is.
 * IS_NODE, IS_WRAP: it contains elements (WRAP: as if these were in its parent). The rest are texts: TEXT, NAME as they
 * are.
 */
struct svd_element {
	const char *tag;
	enum svd_element_is what;
	unsigned in, i;
	const struct svd_choice *choices;
};

/* svd_element - of that name in a node of that kind, or NULL. */
const struct svd_element *svd_element(const char *tag, enum svd_kind in);

static inline bool svd_element_is_text(const struct svd_element *el)
{
	return el->what != IS_NODE && el->what != IS_WRAP;
}

/*
 * svd_element_take - what the @text of @el, other than TEXT and NAME, says of @n. 0; -EINVAL: no number; -ERANGE:
 * none of up to 64 bits; -ENOENT: a word that isn't known. Unknown words and values are ignored.
 */
int svd_element_take(struct svd_node *n, const struct svd_element *el, const char *text);
