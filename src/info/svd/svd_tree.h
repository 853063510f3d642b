/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * svd_tree: a file as a tree of nodes: svd_read() makes it, svd_derive() completes it, svd_expand() turns it into
 * registers. It is freed when the file is loaded. Only the files of this folder include this.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "reg.h"

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

enum svd_str { STR_NAME, STR_DESCRIPTION, STR_DISPLAY, STR_DIM_INDEX, STR_DERIVED, STRS };

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
	unsigned number, last;	 /* in the file's order, of the node and of the last one in it; svd_index sets them */
	struct svd_node *base;	 /* what it derives from, once that is known */
	bool finding;		 /* base is being looked for */
	struct svd_kid *first, **end;
	const char *str[STRS]; /* NULL where there is none */
	uint64_t num[NUMS];

	/* what svd_fields made of it: of a register for this access; of a field */
	const struct reg_field *fields;
	const struct reg_value *values;
	size_t nfields, nvalues;
	enum reg_access made_for;
	bool made;
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
