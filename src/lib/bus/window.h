/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * window: cached mappings of one file descriptor, and transfers through them. Maps, finds, evicts and maps again; runs
 * the accesses under the fault guard. It doesn't explain errors, since only the source's owner knows the device behind
 * the descriptor. It checks no range: the gate has.
 */
#pragma once

#include <physmon.h>

#include "guard.h"

#define WINDOW_FEW 4	/* as many windows as most sessions need: they take no allocation */
#define WINDOW_SLOTS 64 /* the most that there may be */
#define WINDOW_REFUSED 16
#define WINDOW_FIRST (64u << 10)
#define WINDOW_MAX (2u << 20) /* bytes: above it, mapping takes no time compared with the accesses (measured) */

/* The source of mappings. Address a is byte a - first + bias of the file. */
struct window_source {
	int fd;		   /* the owner's: windows neither open nor close it */
	uint64_t first;	   /* the first address */
	uint64_t last;	   /* the last one, where extent_known */
	uint64_t bias;	   /* (bias - first) must be a multiple of 8, or units would straddle pages */
	bool extent_known; /* windows end with the page of the last address */
	bool whole; /* it can only be mapped as a whole, from bias's page on; extent_known, and last - first small */
	bool read_only;
	bool narrow;  /* windows of one page */
	bool device;  /* mmap itself fills the page tables, which takes time: windows begin with WINDOW_FIRST bytes */
	bool private; /* MAP_PRIVATE: whole too, since unmapping a window would lose what was written */

	/*
	 * Why a window could not be mapped (@err, by mmap), or why an access at @addr faulted: fills @e, which is never
	 * NULL here, and returns -errno. [@addr, @addr + @nbytes) goes from the failing unit to the end of the window.
	 * The caller adds the access to @e.
	 */
	int (*refused)(void *ctx, int err, uint64_t addr, uint64_t nbytes, struct physmon_error *e);
	int (*faulted)(void *ctx, const struct guard_fault *f, const struct physmon_xfer *x, uint64_t addr,
		       struct physmon_error *e);
	/* The page of a good window was removed: refresh the extent. NULL: nothing to refresh. */
	void (*refresh)(void *ctx);
	void *ctx;
};

struct window {
	unsigned char *p; /* NULL: the slot is free */
	uint64_t start;	  /* in the file */
	size_t nbytes;
	uint64_t used;	 /* the clock when it was last used */
	uint64_t next;	 /* in the file: where the last run through it ended */
	uint64_t walked; /* bytes that runs accessed without a gap, up to there */
	bool good;	 /* an access succeeded since it was mapped */
};

struct windows {
	struct window_source src; /* extent_known and last may be changed at any time */
	struct window *slots;	  /* few, or WINDOW_SLOTS of them on the heap */
	struct window few[WINDOW_FEW];
	size_t nslots;	       /* the first of these, which have been used */
	struct window *latest; /* used last, NULL: none */
	uint64_t clock;
	size_t page;
	uint64_t by_pages[WINDOW_REFUSED]; /* starts of windows that were refused as a whole; a ring */
	size_t nby_pages;		   /* ever put there */
	size_t maps, unmaps, refusals, faults;
};

/*
 * windows_init - an empty cache over @src, which is copied; @w must stay where it is. windows_drop - unmap all windows
 * and free their slots; @w stays usable.
 */
void windows_init(struct windows *w, const struct window_source *src);
void windows_drop(struct windows *w);

/* windows_at - window @i, in no order, as physmon_window() returns it; false past the last. */
bool windows_at(const struct windows *w, size_t i, struct physmon_window *out);

/*
 * windows_transfer - make the accesses of @x, as transfer() of struct backend.
 * A unit that faults is not tried again, but for one case: SIGBUS with BUS_ADRERR through a window that was good means
 * that its page was removed (a driver revoked it, a file was truncated) and that no access was issued; then it is
 * mapped again, once, and the transfer continues at that unit.
 * Supports x->sought. With @e NULL no sentence is made. Returns 0; mmap's -errno, *@bad being all units in that page;
 * -EFAULT, *@bad 1.
 */
int windows_transfer(struct windows *w, struct physmon_xfer *x, size_t *bad, struct physmon_error *e);
