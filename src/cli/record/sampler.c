/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sampler: the loop that reads the registers and stores changes. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "interrupt.h"
#include "sampler.h"
#include "unit.h"

#define SPIN_NS (100 * (uint64_t)CLOCK_US) /* a sleeper is woken some ten microseconds late */

int sampler_new(struct sampler *s)
{
	s->changes = malloc(s->nbytes);
	if (!s->changes)
		return -ENOMEM;
	/* touch each page; not with zeros, which the compiler makes a calloc() of, which touches none */
	memset(s->changes, 1, s->nbytes);
	s->capacity = s->nbytes / sizeof(*s->changes);
	s->nchanges = 0;
	return 0;
}

/* Keep what was read if it is news. False: there is no space for it. */
static inline bool keep(struct sampler *s, struct sampler_signal *g, size_t i, bool fault, uint64_t ns)
{
	const uint64_t value = fault ? 0 : unit_get(&g->unit, g->width);

	if (fault ? g->kept == SAMPLER_FAULT : g->kept == SAMPLER_VALUE && g->last == value)
		return true;
	if (s->nchanges == s->capacity || ns > SAMPLER_LONGEST)
		return false;
	g->kept = fault ? SAMPLER_FAULT : SAMPLER_VALUE;
	g->last = value;
	s->changes[s->nchanges++] = (struct sampler_change){ ns << 13 | (uint64_t)i << 1 | fault, value };
	return true;
}

/* Read @g once. 0, or -errno: nothing was read. */
static inline int read_signal(struct sampler *s, struct sampler_signal *g, uint64_t start)
{
	struct physmon_xfer x = { .dir = PHYSMON_READ,
				  .flags = PHYSMON_XFER_EXACT,
				  .nunits = 1,
				  .width = g->width,
				  .addr = g->addr,
				  .step = g->width,
				  .buf = &g->unit,
				  .state = &g->state };
	/* without an error: to explain each of a million would take all the time */
	const int r = physmon_transfer(s->target, &x, NULL);

	s->lasted_ns = clock_ns() - start;
	if (r && !x.done)
		return r;
	s->reads++;
	if (r && !s->faults++)
		s->first_fault = g->addr;
	return 0;
}

/* Read each signal once. False: it ends here, by @end. */
static inline bool read_round(struct sampler *s, uint64_t start, enum sampler_end *end)
{
	struct sampler_signal *g;
	int r;

	for (size_t i = 0; i < s->nsignals; i++) {
		g = &s->signals[i];
		r = g->same ? 0 : read_signal(s, g, start);
		if (r) {
			s->refused = g;
			*end = r == -EINTR ? SAMPLER_INTERRUPTED : SAMPLER_REFUSED;
			return false;
		}
		if (g->same) {
			g->unit = g->same->unit;
			g->state = g->same->state;
		}
		if (g->state == PHYSMON_UNKNOWN) /* a dry run */
			continue;
		if (!keep(s, g, i, g->state == PHYSMON_FAULT, s->lasted_ns)) {
			*end = SAMPLER_FULL;
			return false;
		}
	}
	return true;
}

enum sampler_end sampler_run(struct sampler *s)
{
	const uint64_t start = clock_ns(), over = s->duration_ns ? s->duration_ns : UINT64_MAX;
	enum sampler_end end = SAMPLER_ROUNDS;
	uint64_t next = 0, late;

	for (;;) {
		if (interrupt_pending())
			return SAMPLER_INTERRUPTED;
		if (!read_round(s, start, &end))
			return end;
		if (++s->done == s->rounds)
			return SAMPLER_ROUNDS;
		if (s->interval_ns) {
			next += s->interval_ns;
			if (s->lasted_ns > next) {
				late = (s->lasted_ns - next - 1) / s->interval_ns + 1;
				s->missed += late;
				next += late * s->interval_ns;
			}
			if (next >= over) {
				clock_wait(over == UINT64_MAX ? over : start + over, 0);
				s->lasted_ns = clock_ns() - start;
				return interrupt_pending() ? SAMPLER_INTERRUPTED : SAMPLER_TIME;
			}
			if (clock_wait(start + next, SPIN_NS))
				return SAMPLER_INTERRUPTED;
		} else if (s->lasted_ns >= over) {
			return SAMPLER_TIME;
		}
	}
}
