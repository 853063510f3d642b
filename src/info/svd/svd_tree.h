/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * svd_tree: what the rooms that load a file have in common: the file as a tree of nodes, as svd_read finds it,
 * svd_derive completes it and svd_expand turns it into what svd.h tells. Gone when the file is loaded. Nobody else
 * includes this.
 */
#ifndef INFO_SVD_TREE_H
#define INFO_SVD_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "svd.h"
#include "svd_arena.h"

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
	NUM_ACCESS,  /* enum svd_access */
	NUM_RESET,
	NUM_RESET_MASK,
	NUM_DIM,
	NUM_DIM_INCREMENT,
	NUM_READ_ACTION,    /* enum svd_read_action */
	NUM_MODIFIED_WRITE, /* enum svd_modified_write */
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

enum svd_str { STR_NAME, STR_DESCRIPTION, STR_DISPLAY, STR_ALTERNATE, STR_GROUP, STR_DIM_INDEX, STR_DERIVED, STRS };

/* Where something stands in its file, from 1. */
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
	struct svd_node *base;	 /* what it derives from, once that is known */
	bool finding;		 /* base is being looked for */
	struct svd_kid *first, **end;
	const char *str[STRS]; /* NULL where there is none */
	uint64_t num[NUMS];

	/* what svd_fields made of it: of a register for this access; of a field */
	const struct svd_field *fields;
	const struct svd_enum *enums;
	size_t nfields, nenums;
	enum svd_access made_for;
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

/* An array, a cluster or a peripheral: what find knows besides registers. */
struct svd_container {
	const char *name; /* full */
	const struct svd_peripheral *peripheral;
	uint64_t addr;
	enum { CONTAINER_PERIPHERAL, CONTAINER_CLUSTER, CONTAINER_ARRAY } what;
	const char *first, *last; /* of an array: its first and last element's full names */
};

/* One file being loaded, and the first thing that went wrong with it. */
struct svd_loading {
	const char *path; /* in sentences */
	struct svd_budget budget;
	struct svd_arena keep;	  /* strings, fields, enumerated values: what the svd will hold */
	struct svd_arena scratch; /* the tree: dropped */
	struct svd_node *device;
	unsigned derived; /* kinds that derive, 1u << KIND_...; 1u << 31: by a path */
	uint64_t work;	  /* steps that no size of the file bounds */

	struct svd_register *regs; /* to be taken over by the svd, free()d */
	size_t nregs, regs_room;
	struct svd_container *containers;
	size_t ncontainers, containers_room;
	struct svd_peripheral **peripherals; /* each in keep */
	size_t nperipherals, peripherals_room;

	struct physmon_error *e;
};

/* svd_bad - the file is wrong at @at (NULL: nowhere in particular): "PATH:LINE:COLUMN: ...". Returns -@err. */
int svd_bad(struct svd_loading *l, const struct svd_at *at, int err, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

/* svd_nomem - memory or the budget for it is out. Returns -ENOMEM or -E2BIG. */
int svd_nomem(struct svd_loading *l);

/* svd_works - @steps more; -E2BIG where a file makes so many that it can't be meant. */
int svd_works(struct svd_loading *l, uint64_t steps);

/*
 * svd_room - the array @old of @n elements of @size bytes with room for one more; NULL, and @old as it was, where
 * there is none: svd_nomem() tells why.
 */
void *svd_room(struct svd_loading *l, void *old, size_t n, size_t *room, size_t size);

/* A source of bytes: up to @size into @buf; 0 at the end; -errno. */
typedef ssize_t svd_more(void *ctx, char *buf, size_t size);

/*
 * svd_read - the tree of a file. svd_derive - complete it by what it derives. svd_expand - registers, containers,
 * peripherals.
 */
int svd_read(struct svd_loading *l, svd_more *more, void *ctx);
int svd_derive(struct svd_loading *l);
int svd_expand(struct svd_loading *l);

/* svd_bits_of - where field @n lies: whichever way it says so. false: it doesn't. */
bool svd_bits_of(const struct svd_node *n, uint64_t *lsb, uint64_t *width);

/* svd_make_fields - the fields of register @n where its access is @access, into n->fields. */
int svd_make_fields(struct svd_loading *l, struct svd_node *n, enum svd_access access);

#endif
