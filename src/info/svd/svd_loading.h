/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * svd_loading: one file being loaded: the state and the errors that the stages of loading share. Only the files of this
 * folder include this.
 */
#pragma once

#include "arena.h"
#include "reg_set.h"
#include "svd.h"
#include "svd_tree.h"

struct svd_loading {
	const char *path;     /* in messages */
	struct reg_set *set;  /* what is filled; also counts the memory of scratch */
	struct arena scratch; /* the tree */
	struct svd_node *device;
	unsigned derived; /* kinds that derive, 1u << KIND_...; 1u << 31: by a path */
	uint64_t work;	  /* steps that no size of the file bounds */
	uint64_t nregs, ncontainers;
	struct physmon_error *e;
};

/* svd_loading_bad - the file is wrong at @at (NULL: nowhere in particular): "PATH:LINE:COLUMN: ...". Returns -@err. */
int svd_loading_bad(struct svd_loading *l, const struct svd_at *at, int err, const char *fmt, ...)
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
