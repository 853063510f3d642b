/* SPDX-License-Identifier: GPL-2.0-or-later */
/* register_def_internal: what parsing and printing of definitions share. */
#pragma once

#include "reg_set.h"
#include "register_def.h"

#define REGISTER_DEF_NAME_MAX 500    /* bytes */
#define REGISTER_DEF_VALUES_MAX 4096 /* of one field */

/* A definition: its words, and what they said so far. */
struct register_definition {
	struct reg_set *set;
	const char *p, *end;
	const struct reg *of; /* of a field: its register; NULL: a register is defined */
	unsigned nbits;
	bool has_access, has_write, has_read, plain, has_text;
	enum reg_access access;
	enum reg_on_write on_write;
	enum reg_on_read on_read;
	const char *description;
	/* of a register */
	struct reg reg;
	/* of a field */
	struct reg_value *values;
	size_t nvalues;
	struct physmon_error *e;
};

/*
 * register_def_words - parse all words up to d->end. 0 or -errno with d->e, and d->p is at the error; d->values is the
 * caller's to free() in any case. register_def_words_no_memory - why d->set gave no memory: -ENOMEM or -E2BIG.
 */
int register_def_words(struct register_definition *d);
int register_def_words_no_memory(const struct register_definition *d);

/* register_def_words_printable - are all of @len bytes at @s at least @least, and none a control character? */
bool register_def_words_printable(const char *s, size_t len, char least);

/* The words for enum reg_access, reg_on_write and reg_on_read, ended by NULL; "": none. */
extern const char *const register_def_words_access[], *const register_def_words_write[],
							      *const register_def_words_read[];

/* register_def_mask - the bits of a value of @nbits bits. */
static inline uint64_t register_def_mask(unsigned nbits)
{
	return nbits < 64 ? ((uint64_t)1 << nbits) - 1 : UINT64_MAX;
}

/* register_def_same - are both names of the same value, to be read or to be written? */
static inline bool register_def_same(const struct reg_value *v, const struct reg_value *o)
{
	return v->has_value == o->has_value && v->value == o->value && v->mask == o->mask &&
	       ((v->read && o->read) || (v->write && o->write));
}
