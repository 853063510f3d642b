/* SPDX-License-Identifier: GPL-2.0-or-later */
/* single: makes the transfer of one unit. */
#include "single.h"
#include "unit.h"

static struct physmon_xfer transfer_of(const struct single *u, enum physmon_dir dir)
{
	return (struct physmon_xfer){ .dir = dir, .width = u->width, .addr = u->addr, .step = u->width, .nunits = 1 };
}

int single_check(struct physmon_target *t, const struct single *u, enum physmon_dir dir, struct physmon_error *e)
{
	const struct physmon_xfer x = transfer_of(u, dir);

	return physmon_check(t, &x, e);
}

static int make(struct physmon_target *t, struct single *u, enum physmon_dir dir, uint64_t *unit,
		struct physmon_error *e)
{
	struct physmon_xfer x = transfer_of(u, dir);

	x.flags = u->exact ? PHYSMON_XFER_EXACT : 0;
	x.buf = unit;
	x.state = &u->state;
	return physmon_transfer(t, &x, e);
}

int single_read(struct physmon_target *t, struct single *u, struct physmon_error *e)
{
	uint64_t unit = 0;
	int r;

	u->state = PHYSMON_PENDING;
	r = make(t, u, PHYSMON_READ, &unit, e);
	u->value = unit_get(&unit, u->width);
	return r;
}

int single_write(struct physmon_target *t, struct single *u, struct physmon_error *e)
{
	uint64_t unit = 0;

	if (u->state != PHYSMON_UNKNOWN)
		u->state = PHYSMON_PENDING;
	unit_put(&unit, u->width, u->value);
	return make(t, u, PHYSMON_WRITE, &unit, e);
}
