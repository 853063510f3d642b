/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * window: a cache of mappings. Offsets in the file are 64 bits wide everywhere; only the length of a window is a
 * size_t. A window may end at 2^64, so its end is never computed: bounds are checked by subtraction.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "access.h"
#include "error.h"
#include "units.h"
#include "window.h"

void windows_init(struct windows *w, const struct window_source *src)
{
	memset(w, 0, sizeof(*w));
	w->src = *src;
	w->slots = w->few;
	w->page = (size_t)sysconf(_SC_PAGESIZE);
}

static void window_unmap(struct windows *w, struct window *s)
{
	munmap(s->p, s->nbytes);
	w->unmaps++;
	if (w->latest == s)
		w->latest = NULL;
	s->p = NULL;
}

void windows_drop(struct windows *w)
{
	for (size_t i = 0; i < w->nslots; i++)
		if (w->slots[i].p)
			window_unmap(w, &w->slots[i]);
	w->nslots = 0;
	if (w->slots != w->few)
		free(w->slots);
	w->slots = w->few;
}

/* More slots than a few. false: memory is out, and these must do. */
static bool windows_grow(struct windows *w)
{
	struct window *const slots = calloc(WINDOW_SLOTS, sizeof(*slots));

	if (!slots)
		return false;
	memcpy(slots, w->few, sizeof(w->few));
	if (w->latest)
		w->latest = slots + (w->latest - w->few);
	w->slots = slots;
	return true;
}

bool windows_at(const struct windows *w, size_t i, struct physmon_window *out)
{
	const struct window *s;
	uint64_t off;

	for (size_t k = 0; k < w->nslots; k++) {
		s = &w->slots[k];
		if (!s->p || i--)
			continue;
		/* small BARs: the window begins with the page, before the source's first byte */
		off = s->start < w->src.bias ? w->src.bias : s->start;
		out->first = off - w->src.bias + w->src.first;
		out->at = (uint64_t)(uintptr_t)s->p + (off - s->start);
		out->nbytes = s->nbytes - (size_t)(off - s->start);
		out->last = out->first + (out->nbytes - 1);
		return true;
	}
	return false;
}

static bool window_holds(const struct window *s, uint64_t off)
{
	return s->p && off - s->start < s->nbytes;
}

/* Its mapping is stale: unmap every window that would serve @off. */
static void window_forget(struct windows *w, uint64_t off)
{
	for (size_t i = 0; i < w->nslots; i++)
		if (window_holds(&w->slots[i], off))
			window_unmap(w, &w->slots[i]);
}

/*
 * Where a window of @size bytes around @off begins and ends: aligned to its size, clipped at the source's ends. What
 * lies beyond the end, since the file was cut under us, isn't clipped: the access will tell.
 */
static void window_place(const struct windows *w, uint64_t off, size_t size, uint64_t *start, size_t *nbytes)
{
	const struct window_source *src = &w->src;
	const uint64_t low = src->bias & ~(uint64_t)(w->page - 1);
	uint64_t left;

	*start = src->whole ? low : off & ~(uint64_t)(size - 1);
	*nbytes = size;
	if (*start < low) {
		*nbytes -= (size_t)(low - *start);
		*start = low;
	}
	if (src->extent_known) {
		left = src->last - src->first + src->bias - *start;
		if (src->whole || (left < *nbytes - 1 && off - *start <= left))
			*nbytes = (size_t)(left | (w->page - 1)) + 1;
	}
}

static bool window_walked(const struct window *s)
{
	return s->walked >= s->nbytes / 2;
}

/*
 * A slot for a new window: the least recently used of those that were walked through, so that a dump of a gigabyte
 * keeps two megabytes resident and leaves scattered windows alone; a free one; the least recently used of all.
 */
static struct window *window_slot(struct windows *w)
{
	struct window *walked = NULL, *unused = NULL, *oldest = NULL, *s;

	for (size_t i = 0; i < w->nslots; i++) {
		s = &w->slots[i];
		if (!s->p)
			unused = s;
		else if (window_walked(s) && (!walked || s->used < walked->used))
			walked = s;
		if (s->p && (!oldest || s->used < oldest->used))
			oldest = s;
	}
	if (!walked && unused)
		return unused;
	if (!walked && w->nslots < WINDOW_SLOTS && (w->nslots != WINDOW_FEW || windows_grow(w)))
		return &w->slots[w->nslots++];
	s = walked ? walked : oldest;
	window_unmap(w, s);
	return s;
}

static int window_map(struct windows *w, uint64_t start, size_t nbytes, struct window **s)
{
	const int prot = w->src.read_only ? PROT_READ : PROT_READ | PROT_WRITE;
	const int sharing = w->src.private ? MAP_PRIVATE : MAP_SHARED;
	/* an offset from 2^63 on becomes a negative off_t, which the kernel takes as it is or refuses */
	void *p = mmap(NULL, nbytes, prot, sharing, w->src.fd, (off_t)start);

	if (p == MAP_FAILED) {
		w->refusals++;
		return -errno;
	}
	w->maps++;
	*s = window_slot(w);
	**s = (struct window){ .p = p, .start = start, .nbytes = nbytes };
	return 0;
}

/*
 * Refusals that a single page may escape: a range that is only partly forbidden or there (EIO: of /dev/kmem), too long,
 * or of two cache modes.
 */
static bool window_divisible(int r)
{
	return r == -EPERM || r == -EAGAIN || r == -EINVAL || r == -ENXIO || r == -ENOMEM || r == -EOVERFLOW ||
	       r == -EIO;
}

static bool window_goes_by_pages(const struct windows *w, uint64_t start)
{
	for (size_t i = 0; i < w->nby_pages && i < WINDOW_REFUSED; i++)
		if (w->by_pages[i] == start)
			return true;
	return false;
}

/* Of a window to be made around @off. For a device, it is small unless there is one nearby or right before already. */
static size_t window_size(const struct windows *w, uint64_t off)
{
	const uint64_t nearby = off & ~(uint64_t)(WINDOW_MAX - 1);
	bool again = !w->src.device || (w->latest && w->latest->start + w->latest->nbytes == off);

	if (w->src.narrow || w->page > WINDOW_MAX)
		return w->page;
	for (size_t i = 0; i < w->nslots && !again; i++)
		again = w->slots[i].p && w->slots[i].start - nearby < WINDOW_MAX;
	if (again)
		return WINDOW_MAX;
	return w->page > WINDOW_FIRST ? w->page : WINDOW_FIRST;
}

/* The window that holds @off, in *@s; or mmap's -errno and in *@start and *@nbytes what was refused. */
static int window_get(struct windows *w, uint64_t off, struct window **s, uint64_t *start, size_t *nbytes)
{
	int r;

	if (w->latest && window_holds(w->latest, off)) {
		*s = w->latest;
		return 0;
	}
	for (size_t i = 0; i < w->nslots; i++) {
		*s = &w->slots[i];
		if (window_holds(*s, off))
			goto found;
	}
	window_place(w, off, window_size(w, off), start, nbytes);
	if (off - *start >= *nbytes) {
		/* outside of the source, though the gate let it pass: a neighbour's memory must not answer */
		*start = off;
		*nbytes = 1;
		return -ERANGE;
	}
	if (*nbytes == w->page || w->src.whole) {
		r = window_map(w, *start, *nbytes, s);
	} else {
		r = window_goes_by_pages(w, *start) ? -EAGAIN : window_map(w, *start, *nbytes, s);
		if (window_divisible(r)) {
			if (!window_goes_by_pages(w, *start))
				w->by_pages[w->nby_pages++ % WINDOW_REFUSED] = *start;
			window_place(w, off, w->page, start, nbytes);
			r = window_map(w, *start, *nbytes, s);
		}
	}
	if (r)
		return r;
found:
	(*s)->used = ++w->clock;
	w->latest = *s;
	return 0;
}

/* Keep what eviction goes by: @n units were tried from @off on. */
static void window_note(struct window *s, uint64_t off, const struct physmon_xfer *x, size_t n)
{
	const uint64_t span = x->step ? n * x->step : x->width;

	s->walked = off == s->next ? s->walked + span : span;
	s->next = off + span;
}

int windows_transfer(struct windows *w, struct physmon_xfer *x, size_t *bad, struct physmon_error *e)
{
	const bool down = ACCESS_SEEKS && x->flags & PHYSMON_XFER_DOWN;
	struct units run = { .dir = x->dir, .width = x->width, .sought = x->sought };
	struct guard_fault fault;
	struct window *s = NULL;
	uint64_t addr, off, room, start = 0;
	size_t left, nbytes = 0;
	int r;

	if (ACCESS_SEEKS && x->flags & PHYSMON_XFER_SWAP)
		run.way = down ? -1 : 1;
	x->done = 0;
	*bad = 1;
	if (!(x->width & ACCESS_WIDTHS)) /* the gate has refused it; yet nothing may look like a value */
		return error_set(e, PHYSMON_E_WIDTH, EINVAL, "this CPU makes no single access of %u bits",
				 x->width * 8);
	while (x->done < x->nunits && !run.found) {
		left = x->nunits - x->done;
		addr = x->addr + (down ? left - 1 : x->done) * x->step;
		off = addr - w->src.first + w->src.bias;
		r = window_get(w, off, &s, &start, &nbytes);
		if (r) {
			nbytes -= (size_t)(off - start);
			*bad = units_within(x->step, left, nbytes);
			if (e) {
				/* from the unit on, not from its page on: that is the address that was typed */
				w->src.refused(w->src.ctx, -r, addr, nbytes, e);
				error_at(e, addr, x->width, x->done);
			}
			return r;
		}
		room = s->nbytes - (off - s->start);
		run.p = s->p + (off - s->start);
		if (!x->sought)
			run.buf = (unsigned char *)x->buf + (down ? left - 1 : x->done) * x->width;
		run.step = (size_t)x->step; /* where it doesn't fit, there is but one unit */
		run.n = units_within(x->step, left, down ? off - s->start + x->width : room);
		run.block = (run.n == 1 || x->step == x->width) && !((uintptr_t)run.buf & (x->width - 1));
		run.done = 0;
		r = guard_run(units_access, &run, &fault);
		if (r)
			run.done += access_uncounted(fault.pc);
		x->done += run.done;
		s->good |= run.done > 0;
		window_note(s, off, x, run.n);
		if (!r)
			continue;
		w->faults++;
		addr += down ? 0 - run.done * x->step : run.done * x->step;
		off += down ? 0 - run.done * x->step : run.done * x->step;
		if (fault.signal == SIGBUS && fault.code == BUS_ADRERR && s->good && !w->src.private) {
			/* the new window is not good yet: a second fault at this unit is final */
			if (w->src.refresh)
				w->src.refresh(w->src.ctx);
			window_forget(w, off);
			continue;
		}
		if (e) {
			w->src.faulted(w->src.ctx, &fault, x, addr, e);
			error_at(e, addr, x->width, x->done);
		}
		return -EFAULT;
	}
	x->found = run.found;
	return 0;
}
