/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * be_uio: a memory map of a UIO device. Page M of /dev/uioN is map M, which is mapped as a whole; sysfs has its size
 * and its offset in its first page. The driver chooses the caching.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "backend.h"
#include "error.h"
#include "mapped.h"
#include "text.h"
#include "uio.h"

#define GONE "the device is gone; its driver was unbound or unloaded"

struct uio {
	unsigned n, map;
};

/* Decimal digits, nothing else, up to @end. */
static bool uio_parse_number(const char *p, const char *end, unsigned *v)
{
	*v = 0;
	if (p == end || end - p > 6)
		return false;
	for (; p < end; p++) {
		if (*p < '0' || *p > '9')
			return false;
		*v = *v * 10 + (unsigned)(*p - '0');
	}
	return true;
}

static int uio_parse(const char *rest, struct uio *u, struct physmon_error *e)
{
	const char *slash;

	if (!rest || !*rest)
		return error_set(e, PHYSMON_E_SPEC, EINVAL,
				 "target uio needs a device's number: uio:N, or uio:N/M for its map M, both decimal");
	slash = strchr(rest, '/');
	if (!uio_parse_number(rest, slash ? slash : rest + strlen(rest), &u->n))
		return error_set(
			e, PHYSMON_E_SPEC, EINVAL,
			"%.100s does not begin with a device's number: uio:N/M is map M of /dev/uioN, both decimal",
			rest);
	if (slash && !uio_parse_number(slash + 1, rest + strlen(rest), &u->map))
		return error_set(e, PHYSMON_E_SPEC, EINVAL,
				 "%.100s does not end with a map's number: uio:N/M is map M of /dev/uioN, both decimal",
				 rest);
	return 0;
}

/* No such device: say which there are. */
static int uio_no_device(const char *root, const struct uio *u, struct physmon_error *e)
{
	char list[160] = "";
	size_t used = 0;
	unsigned n;

	for (unsigned from = 0; used < sizeof(list) && !uio_next(root, from, &n); from = n + 1)
		used += text_print(list + used, sizeof(list) - used, "%suio%u", used ? ", " : "", n);
	if (used)
		return error_set(e, PHYSMON_E_OPEN, ENODEV, "there is no uio%u: there is %s%s", u->n, list,
				 used < sizeof(list) ? "" : "...");
	return error_set(e, PHYSMON_E_OPEN, ENODEV,
			 "there is no uio%u, nor any other UIO device: a UIO driver must be bound to one first (see the"
			 " manual)",
			 u->n);
}

static int uio_no_map(const char *root, const struct uio *u, struct physmon_error *e)
{
	const unsigned maps = uio_maps(root, u->n);
	char name[UIO_NAME];

	uio_name(root, u->n, name, sizeof(name));
	if (!maps)
		return error_set(e, PHYSMON_E_OPEN, ENOENT, "uio%u (%s) has no memory map at all", u->n, name);
	if (maps == 1)
		return error_set(e, PHYSMON_E_OPEN, ENOENT, "uio%u (%s) has no map %u: 0 is its only one", u->n, name,
				 u->map);
	return error_set(e, PHYSMON_E_OPEN, ENOENT, "uio%u (%s) has no map %u: it has 0 to %u", u->n, name, u->map,
			 maps - 1);
}

static int uio_refused(void *ctx, int err, uint64_t addr, uint64_t nbytes, struct physmon_error *e)
{
	const struct physmon_target *t = ctx;
	const struct uio *u = t->priv;
	struct uio_map m;

	(void)nbytes;
	/* drivers/uio/uio.c, uio_mmap_physical() */
	if (err == ENODEV && !mapped_gone(t, "name") && !uio_read(t->root, u->n, u->map, &m) &&
	    m.addr & ((uint64_t)sysconf(_SC_PAGESIZE) - 1))
		return error_set(e, PHYSMON_E_MAP, err,
				 "can't map %08" PRIx64 " of uio%u: map %u is at %08" PRIx64
				 ", inside of a page, where the"
				 " kernel maps none; its driver must give the page and an offset, or use 'target mem'",
				 addr, u->n, u->map, m.addr);
	if (err == ENODEV || mapped_gone(t, "name"))
		return error_set(e, PHYSMON_E_MAP, err, "can't map %08" PRIx64 " of uio%u: " GONE, addr, u->n);
	return error_set(e, PHYSMON_E_MAP, err, "can't map %08" PRIx64 " of uio%u: its driver refuses map %u (%s)%s",
			 addr, u->n, u->map, strerror(err), err == EPERM ? "; perhaps kernel lockdown forbids it" : "");
}

static int uio_faulted(void *ctx, const struct guard_fault *f, const struct physmon_xfer *x, uint64_t addr,
		       struct physmon_error *e)
{
	const struct physmon_target *t = ctx;
	const struct uio *u = t->priv;
	char what[80];

	text_print(what, sizeof(what), "bus error %s %u bits at %08" PRIx64 " of uio%u", mapped_doing(x), x->width * 8,
		   addr, u->n);
	if (mapped_gone(t, "name"))
		return error_set(e, PHYSMON_E_BUS, EFAULT, "%s: " GONE, what);
	if (f->signal == SIGBUS && f->code == BUS_ADRERR)
		return error_set(e, PHYSMON_E_BUS, EFAULT, "%s: its driver has no page there", what);
	return error_set(e, PHYSMON_E_BUS, EFAULT, "%s: the block may be unclocked, in reset, or refuse this width",
			 what);
}

static int uio_open_failed(unsigned n, int err, struct physmon_error *e)
{
	const char *why = strerror(err);

	if (err == ENOENT)
		why = "sysfs has the device, but there is no node; a container hides it, or it was not created";
	else if (err == EACCES)
		why = "its mode keeps this user out; run as root, for instance with sudo";
	else if (err == ENODEV)
		why = "its driver is going";
	return error_set(e, PHYSMON_E_OPEN, err, "can't open /dev/uio%u: %s", n, why);
}

/* The device and its folder of sysfs. 0 or -errno. */
static int uio_open_files(struct physmon_target *t, unsigned n)
{
	char path[PATH_MAX], how[40];
	int r;

	if (text_print(path, sizeof(path), "%s/sys/class/uio/uio%u", t->root, n) >= sizeof(path))
		return -ENAMETOOLONG;
	r = mapped_folder(t, path);
	if (r)
		return r;
	text_print(path, sizeof(path), "%s/dev/uio%u", t->root, n);
	text_print(how, sizeof(how), "to /dev/uio%u", n);
	return mapped_open(t, path, O_SYNC | O_CLOEXEC, how);
}

/*
 * The bytes of @m from its first one on that can be mapped: the kernel maps no page beyond the one that addr + size
 * ends in (drivers/uio/uio.c, uio_mmap()). The size of uio_pdrv_genirq and uio_dfl includes the offset already.
 */
static uint64_t uio_extent(const struct uio_map *m)
{
	const uint64_t page = (uint64_t)sysconf(_SC_PAGESIZE), end = (m->addr & (page - 1)) + m->size;
	const uint64_t room = (end + page - 1) / page * page;

	if (room <= m->offset)
		return 0;
	return m->size < room - m->offset ? m->size : room - m->offset;
}

/* The widths whose units lie aligned on the bus when they are aligned in the map. */
static unsigned uio_widths(uint64_t offset)
{
	return offset & 1 ? 1 : offset & 2 ? 3 : offset & 4 ? 7 : 15;
}

static int uio_open(struct physmon_target *t, const char *rest, const struct physmon_options *o,
		    struct physmon_error *e)
{
	struct window_source src = {
		.whole = true, .extent_known = true, .refused = uio_refused, .faulted = uio_faulted
	};
	struct uio *u = t->priv;
	struct uio_map m;
	int r = uio_parse(rest, u, e);

	if (r)
		return r;
	r = uio_read(t->root, u->n, u->map, &m);
	if (r == -ENODEV)
		return uio_no_device(t->root, u, e);
	if (r == -ENOENT)
		return uio_no_map(t->root, u, e);
	if (!r && (m.size - 1 > SIZE_MAX / 2 || !uio_extent(&m)))
		r = -EINVAL;
	if (r)
		return error_set(e, PHYSMON_E_OPEN, -r, "sysfs describes map %u of uio%u in a way that makes no sense",
				 u->map, u->n);
	r = uio_open_files(t, u->n);
	if (r)
		return uio_open_failed(u->n, -r, e);
	src.last = uio_extent(&m) - 1;
	src.bias = (uint64_t)u->map * (uint64_t)sysconf(_SC_PAGESIZE) + m.offset;
	mapped_windows(t, &src, o);
	t->widths &= uio_widths(m.offset);
	return 0;
}

static int uio_transfer(struct physmon_target *t, struct physmon_xfer *x, size_t *bad, struct physmon_error *e)
{
	struct uio *u = t->priv;

	if (mapped_gone(t, "name")) {
		x->done = 0;
		*bad = x->nunits;
		return error_set(e, PHYSMON_E_BUS, ENODEV, "%s %u bits at %08" PRIx64 " of uio%u: " GONE,
				 mapped_doing(x), x->width * 8, x->addr, u->n);
	}
	return mapped_transfer(t, x, bad, e);
}

static void uio_specs(const char *root, physmon_spec_fn *add, void *ctx)
{
	char spec[40], name[UIO_NAME];
	unsigned n, maps;

	for (unsigned from = 0; !uio_next(root, from, &n); from = n + 1) {
		uio_name(root, n, name, sizeof(name));
		maps = uio_maps(root, n);
		for (unsigned map = 0; map < maps; map++) {
			text_print(spec, sizeof(spec), "uio:%u/%u", n, map);
			add(ctx, spec, name[0] ? name : NULL);
		}
	}
}

const struct backend be_uio = {
	.row = { "uio", "uio:N[/MAP]", "a memory map of /dev/uioN, 0 if none is given", NULL, false },
	.device = true,
	.widths = 1 | 2 | 4 | 8,
	.priv_size = sizeof(struct uio),
	.open = uio_open,
	.transfer = uio_transfer,
	.specs = uio_specs,
};
