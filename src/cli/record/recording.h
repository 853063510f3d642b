/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * recording: a sampler's changes as a value change dump, as comma-separated values, or as lines of results. It touches
 * no bus.
 */
#pragma once

#include "out.h"
#include "sampler.h"

struct reg;
struct session;

struct recording_value {
	uint64_t v;
	enum physmon_state state; /* PHYSMON_PENDING before the first change */
};

/* A signal's name and its fields. */
struct recording_signal {
	const char *name;
	const struct reg *reg; /* whose fields are variables of their own; NULL: none */
	/* the recording's, all zero to begin with: */
	size_t id;
	struct recording_value value;
};

struct recording {
	const struct sampler *sampler;
	struct recording_signal *signals; /* one for each of the sampler's */
	const char *made, *about;	  /* the date, or ""; what was recorded */
	bool nanoseconds;		  /* the unit of times in VCD, else microseconds */
	bool split;			  /* vectors, into bits */
};

/*
 * recording_vcd, recording_csv - write all of it to @o. recording_tell - emit it as results. Values in the byte order
 * that endian chooses. One of them, once.
 */
void recording_vcd(struct recording *r, const struct session *s, struct out *o);
void recording_csv(struct recording *r, const struct session *s, struct out *o);
void recording_tell(struct recording *r, struct session *s);
