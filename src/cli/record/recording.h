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

/* A signal's name and its fields. */
struct recording_signal {
	const char *name;
	const struct reg *reg; /* whose fields are variables of their own; NULL: none */
	size_t id;	       /* the recording's */
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
 * that endian chooses. 0 or -ENOMEM: nothing was written.
 */
int recording_vcd(struct recording *r, const struct session *s, struct out *o);
int recording_csv(const struct recording *r, const struct session *s, struct out *o);
int recording_tell(const struct recording *r, struct session *s);
