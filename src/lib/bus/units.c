/* SPDX-License-Identifier: GPL-2.0-or-later */
/* units: calls the accessor of a transfer's width and direction. */
#include <string.h>

#include "units.h"

static void touch_read(const void *p, unsigned width, void *to)
{
	uint16_t v16;
	uint32_t v32;

	switch (width) {
	case 1:
		*(uint8_t *)to = access_read8(p);
		break;
	case 2:
		v16 = access_read16(p);
		memcpy(to, &v16, sizeof(v16));
		break;
	case 4:
		v32 = access_read32(p);
		memcpy(to, &v32, sizeof(v32));
		break;
#if ACCESS_HAS_64
	case 8: {
		const uint64_t v64 = access_read64(p);
		memcpy(to, &v64, sizeof(v64));
		break;
	}
#endif
	}
}

static void touch_write(void *p, unsigned width, const void *from)
{
	uint16_t v16;
	uint32_t v32;

	switch (width) {
	case 1:
		access_write8(p, *(const uint8_t *)from);
		break;
	case 2:
		memcpy(&v16, from, sizeof(v16));
		access_write16(p, v16);
		break;
	case 4:
		memcpy(&v32, from, sizeof(v32));
		access_write32(p, v32);
		break;
#if ACCESS_HAS_64
	case 8: {
		uint64_t v64;
		memcpy(&v64, from, sizeof(v64));
		access_write64(p, v64);
		break;
	}
#endif
	}
}

static void touch_block(struct units *r)
{
	const bool put = r->dir == PHYSMON_WRITE;

	switch (r->width) {
	case 1:
		put ? access_put_block8(r->p, r->buf, r->n, &r->done) : access_get_block8(r->p, r->buf, r->n, &r->done);
		break;
	case 2:
		put ? access_put_block16(r->p, r->buf, r->n, &r->done)
		    : access_get_block16(r->p, r->buf, r->n, &r->done);
		break;
	case 4:
		put ? access_put_block32(r->p, r->buf, r->n, &r->done)
		    : access_get_block32(r->p, r->buf, r->n, &r->done);
		break;
#if ACCESS_HAS_64
	case 8:
		put ? access_put_block64(r->p, r->buf, r->n, &r->done)
		    : access_get_block64(r->p, r->buf, r->n, &r->done);
		break;
#endif
	}
}

#if ACCESS_SEEKS
static void touch_seek(struct units *r)
{
	const uint64_t v = r->sought->value, mask = r->sought->mask;
	size_t i = r->n;

	switch (r->width) {
	case 1:
		i = access_seek8(r->p, (uint8_t)v, (uint8_t)mask, r->n, &r->done);
		break;
	case 2:
		i = access_seek16(r->p, (uint16_t)v, (uint16_t)mask, r->n, &r->done);
		break;
	case 4:
		i = access_seek32(r->p, (uint32_t)v, (uint32_t)mask, r->n, &r->done);
		break;
#if ACCESS_HAS_64
	case 8:
		i = access_seek64(r->p, v, mask, r->n, &r->done);
		break;
#endif
	}
	r->found = i < r->n;
	r->done = i + r->found;
}
#endif

void units_access(void *arg)
{
	struct units *r = arg;
	size_t i;

#if ACCESS_SEEKS
	if (r->sought) {
		touch_seek(r);
		return;
	}
#endif
	if (r->block) {
		touch_block(r);
		return;
	}
	for (i = 0; i < r->n; i++) {
		if (r->dir == PHYSMON_WRITE)
			touch_write(r->p + i * r->step, r->width, r->buf + i * r->width);
		else
			touch_read(r->p + i * r->step, r->width, r->buf + i * r->width);
		r->done = i + 1;
	}
}
