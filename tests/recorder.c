/* SPDX-License-Identifier: GPL-2.0-or-later */
/* recorder: see recorder.h. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "access.h"
#include "error.h"
#include "recorder.h"
#include "unit.h"

static enum physmon_verdict recorder_before(void *ctx, const struct physmon_access *a)
{
	struct recorder *r = ctx;
	const size_t i = r->n++;

	if (i < RECORDS)
		r->records[i].before = *a;
	if (i == r->verdict_at || (r->verdict_stays && i > r->verdict_at))
		return r->verdict;
	return PHYSMON_GO;
}

static void recorder_after(void *ctx, const struct physmon_access *a, enum physmon_state state)
{
	struct recorder *r = ctx;

	r->ntold++;
	if (!r->n || r->n > RECORDS)
		return;
	r->records[r->n - 1].after = *a;
	r->records[r->n - 1].state = state;
	r->records[r->n - 1].told = true;
}

void recorder_init(struct recorder *r)
{
	memset(r, 0, sizeof(*r));
	r->observer.before = recorder_before;
	r->observer.after = recorder_after;
	r->observer.ctx = r;
	r->verdict_at = SIZE_MAX;
}

bool recorder_is(const struct recorder *r, size_t i, enum physmon_dir dir, unsigned width, uint64_t addr,
		 enum physmon_state state)
{
	const struct record *rec = &r->records[i];

	return i < r->n && rec->told && rec->before.dir == dir && rec->after.dir == dir && rec->before.width == width &&
	       rec->after.width == width && rec->before.addr == addr && rec->after.addr == addr && rec->state == state;
}

static int fake_transfer(struct physmon_target *t, struct physmon_xfer *x, size_t *bad, struct physmon_error *e)
{
	struct fake *f = t->priv;
	uint64_t addr;
	uint8_t was[8];
	char *buf;
	size_t i, unit;

	if (f->ncalls < FAKE_CALLS)
		f->calls[f->ncalls] = (struct fake_call){ x->dir, x->width, x->addr, x->step, x->nunits, e != NULL };
	f->ncalls++;
	for (i = 0; i < x->nunits; i++) {
		unit = x->flags & PHYSMON_XFER_DOWN ? x->nunits - 1 - i : i;
		addr = x->addr + unit * x->step;
		buf = x->buf ? (char *)x->buf + unit * x->width : NULL;

		uint8_t *const at = f->mem + (addr - t->info.first) % FAKE_SIZE;

		x->done = i;
		if (addr + x->width - 1 >= f->fault_first && addr <= f->fault_last) {
			*bad = f->fault_bad;
			return error_set(e, PHYSMON_E_BUS, EFAULT, "fault at %llx", (unsigned long long)addr);
		}
		if (x->sought) {
			x->found = !((unit_get(at, x->width) ^ x->sought->value) & x->sought->mask);
			i += x->found;
			if (x->found)
				break;
		} else if (x->dir == PHYSMON_READ) {
			memcpy(buf, at, x->width);
		} else {
			memcpy(was, at, x->width);
			memcpy(at, buf, x->width);
			if (x->flags & PHYSMON_XFER_SWAP)
				memcpy(buf, was, x->width);
		}
	}
	x->done = i;
	return 0;
}

static void fake_extent(struct physmon_target *t)
{
	struct fake *f = t->priv;

	f->nextents++;
	if (f->grown_last)
		t->info.last = f->grown_last;
	t->info.empty = f->empty;
}

static int fake_learn(struct physmon_target *t, struct physmon_error *e)
{
	struct fake *f = t->priv;

	f->nlearns++;
	if (f->learn_fails) {
		f->learn_fails--;
		return error_set(e, PHYSMON_E_SYSTEM, ENOMEM, "can't learn");
	}
	return 0;
}

void fake_init(struct fake *f, uint64_t first)
{
	static char spec[] = "fake";
	size_t i;

	memset(f, 0, sizeof(*f));
	f->be.row.scheme = spec;
	f->be.widths = f->t.widths = 1 | 2 | 4 | 8;
	f->be.transfer = fake_transfer;
	f->be.extent = fake_extent;
	f->be.learn = fake_learn;
	f->t.be = &f->be;
	f->t.priv = f;
	f->t.spec = spec;
	f->t.info.scheme = spec;
	f->t.info.spec = spec;
	f->t.info.first = first;
	f->t.info.last = first + (FAKE_SIZE - 1);
	f->t.info.extent_known = true;
	f->t.info.widths = f->be.widths & ACCESS_WIDTHS;
	f->fault_first = UINT64_MAX; /* and fault_last is 0: none */
	f->fault_bad = 1;
	for (i = 0; i < FAKE_SIZE; i++)
		f->mem[i] = (uint8_t)i;
}

void fake_done(struct fake *f)
{
	free(f->t.ranges);
}
