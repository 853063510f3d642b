/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * range: the common part of the commands on ranges: takes a range out of a call, checks all of it before any access,
 * and walks it in pieces that fit a transfer. Between pieces it checks for SIGINT and output errors and updates the
 * progress line. It knows no command.
 */
#pragma once

#include "args.h"
#include "progress.h"

struct range {
	uint64_t addr;
	uint64_t nunits;
	unsigned width; /* bytes */
};

/* range_bytes - its length. range_last - its last byte; for ranges that were checked, and so don't wrap around. */
static inline uint64_t range_bytes(const struct range *b)
{
	return b->nunits * b->width;
}
static inline uint64_t range_last(const struct range *b)
{
	return b->addr + (range_bytes(b) - 1);
}

/*
 * range_get - the range of operands @i (ADDR) and @i + 1 (LENGTH, or the end of a range).
 * range_like - the range of the same length that begins at operand @i.
 * 0, or -errno with @e and the column of the wrong operand.
 */
int range_get(struct call *c, size_t i, struct range *b, struct physmon_error *e);
int range_like(struct call *c, size_t i, const struct range *like, struct range *b, struct physmon_error *e);

/*
 * range_check - refuse @b as a whole, as physmon_check(). RANGE_WHOLE: refuse it as well if it holds no-read registers
 * that aren't allowed, for commands that need each unit. 0 or -errno with @e.
 */
enum range_holes { RANGE_HOLES, RANGE_WHOLE };
int range_check(struct session *s, const struct range *b, enum physmon_dir dir, enum range_holes holes,
		struct physmon_error *e);

/* range_reserve - make the session's buffer large enough for a piece of @b. 0 or -ENOMEM with @e. */
int range_reserve(struct session *s, const struct range *b, struct physmon_error *e);

/* range_noread - the first no-read range that touches [@first, @last] and isn't open, or NULL. */
const struct physmon_range *range_noread(const struct physmon_target *t, uint64_t first, uint64_t last);

/*
 * range_read - read the units of @x, however many: in pieces, SIGINT and the output looked at between them. For each
 * piece @each is called with @x narrowed to it, its units and states in the session's space, where x->buf and x->state
 * are pointed. @piece: units of a piece, 0: as many as fit. @x is used up.
 * Checked as a whole before the first access. A read's first error is kept in @e and the others are counted in its
 * text. 0; -EINTR: SIGINT; -EPIPE: the output is gone; else -errno with @e filled.
 */
typedef void range_piece_fn(struct session *s, const struct physmon_xfer *piece, void *ctx);
int range_read(struct session *s, struct physmon_xfer *x, size_t piece, range_piece_fn *each, void *ctx,
	       struct physmon_error *e);

/* range_all_done - each unit of @x that was handled was accessed: there is no hole. */
bool range_all_done(const struct physmon_xfer *x);

/*
 * range_left_out - a note of the @n units that were left out, if there are any. range_more_failed - to the sentence of
 * the first of @faults units that failed, add how many more did.
 */
void range_left_out(struct session *s, uint64_t n);
void range_more_failed(uint64_t faults, struct physmon_error *e);

/* A walk over a range, or over two of one length: piece after piece, from the first unit to the last. */
struct range_walk {
	struct session *s;
	uint64_t nunits; /* in all */
	uint64_t done;	 /* units of pieces that were handled */
	size_t piece;	 /* units at most */
	unsigned width;
	uint64_t faults, left_out; /* units of reads */
	int err;		   /* -errno of the first fault, or of what ended the walk */
	struct progress progress;
};

/*
 * range_walk_begin - over as many units as @b has. range_walk_more - *@n units, the next piece; false at the end,
 * SIGINT, lost output.
 */
void range_walk_begin(struct range_walk *w, struct session *s, const struct range *b);
bool range_walk_more(struct range_walk *w, size_t *n);

/*
 * range_walk_read - read @n units at @addr of the walk's width, the first error of the walk into @e. Units that can't
 * be read are counted and the read goes on. 0, or -errno: the walk must end, its units can't be relied on.
 * range_walk_seek - read up to @n units, as many as it takes until one is @sought, which *@found tells, and deal with
 * them; where physmon_seeks() says so. Else as range_walk_read().
 * range_walk_write - write them; @states as physmon_transfer() has them, may be NULL. 0, or -errno with @e: the walk
 * must end.
 */
int range_walk_read(struct range_walk *w, uint64_t addr, size_t n, void *buf, uint8_t *states, struct physmon_error *e);
int range_walk_seek(struct range_walk *w, uint64_t addr, size_t n, const struct physmon_sought *sought, bool *found,
		    struct physmon_error *e);
int range_walk_write(struct range_walk *w, uint64_t addr, size_t n, void *buf, uint8_t *states,
		     struct physmon_error *e);

/* range_walk_did - the piece of @n units is done. */
static inline void range_walk_did(struct range_walk *w, size_t n)
{
	w->done += n;
}

/*
 * range_walk_end - 0, or the -errno that ended the walk or of the first fault. After SIGINT a note gives the number of
 * units done, and after faults @e counts the others. Every range_walk_begin() has its range_walk_end().
 */
int range_walk_end(struct range_walk *w, struct physmon_error *e);
