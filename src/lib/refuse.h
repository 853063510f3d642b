/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * refuse: the error messages of the gate, each with cause and remedy. The gate has found the reason; these functions
 * put it into words. Each fills @e (NULL is fine) and returns the -errno that physmon_transfer() returns.
 */
#pragma once

#include <physmon.h>

/*
 * -EINVAL: no bus; a width that target or CPU can't do; more than PHYSMON_XFER_MAX; address or step unaligned; a search
 * in a transfer that keeps units.
 */
int refuse_no_bus(const struct physmon_target *t, const struct physmon_xfer *x, struct physmon_error *e);
int refuse_width(const struct physmon_target *t, const struct physmon_xfer *x, struct physmon_error *e);
int refuse_size(const struct physmon_xfer *x, struct physmon_error *e);
int refuse_sought(const struct physmon_xfer *x, struct physmon_error *e);
int refuse_unaligned(const struct physmon_xfer *x, struct physmon_error *e);

/* -ERANGE: past 2^64-1; outside of the target. At least one unit of @x is so. */
int refuse_wrap(const struct physmon_xfer *x, struct physmon_error *e);
int refuse_extent(const struct physmon_target *t, const struct physmon_xfer *x, struct physmon_error *e);

/* -EROFS: a write to a read-only target. */
int refuse_read_only(const struct physmon_target *t, const struct physmon_xfer *x, struct physmon_error *e);

/* -EPERM: @unit is the first one that overlaps a protected range; @what: the kind of protection. */
int refuse_protected(const struct physmon_target *t, const struct physmon_xfer *x, size_t unit, unsigned what,
		     struct physmon_error *e);

/* -EINTR: an observer stopped the transfer before @unit; one skipped a read whose value is needed. -EIO: one failed. */
int refuse_stopped(const struct physmon_xfer *x, size_t unit, struct physmon_error *e);
int refuse_skipped(const struct physmon_xfer *x, struct physmon_error *e);
int refuse_unannounced(const struct physmon_xfer *x, size_t unit, struct physmon_error *e);

/* -EINVAL: @unit is to be written, but its value isn't known, and no observer has skipped it. */
int refuse_unknown(const struct physmon_xfer *x, size_t unit, struct physmon_error *e);
