/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * be_port: I/O ports, address a being port a: by the CPU's in and out if it has them and the kernel permits them, else
 * through /dev/port, which moves single bytes. Ports that drivers have claimed are protected, reads included: reading a
 * port often changes it.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <string.h>

#include "access.h"
#include "backend.h"
#include "error.h"
#include "fd_transfer.h"
#include "mapped.h"
#include "port.h"
#include "root_path.h"
#include "text.h"

static int port_open_failed(const char *root, int err, struct physmon_error *e)
{
	if (err == ENOENT || err == ENXIO || err == ENODEV)
		return error_set(
			e, PHYSMON_E_OPEN, err,
			"can't open /dev/port: there is none; this machine has no I/O ports, or its kernel lacks"
			" CONFIG_DEVPORT, or a container hides it");
	if (err == EACCES)
		return error_set(
			e, PHYSMON_E_OPEN, err,
			"can't open /dev/port: its mode keeps this user out; run as root, for instance with sudo");
	if (err == EPERM)
		return port_refused(root, err, e);
	return error_set(e, PHYSMON_E_OPEN, err, "can't open /dev/port: %s", strerror(err));
}

/* The bytes of /dev/port. */
static int port_open_file(struct physmon_target *t, struct physmon_error *e)
{
	char path[PATH_MAX];
	int r = root_path(path, sizeof(path), t->root, "/dev/port");

	if (r)
		return port_open_failed(t->root, -r, e);
	t->fd = open(path, (t->info.read_only ? O_RDONLY : O_RDWR) | O_CLOEXEC);
	if (t->fd < 0)
		return port_open_failed(t->root, errno, e);
	t->widths &= 1;
	t->info.by_copy = true;
	text_print(
		t->info.note, sizeof(t->info.note),
		"in and out are not to be had here, so ports are read and written through /dev/port, 8 bits at a time");
	return 0;
}

/* Behind another root than "/", as a CPU without I/O instructions. */
static int port_open(struct physmon_target *t, const char *rest, const struct physmon_options *o,
		     struct physmon_error *e)
{
	int r = *t->root ? -ENOSYS : port_permit(0, PORT_LAST);

	(void)rest;
	(void)o;
	t->info.last = PORT_LAST;
	t->info.extent_known = true;
	if (r == -ENOSYS)
		r = port_open_file(t, e);
	else if (r)
		r = port_refused(t->root, -r, e);
	return r ? r : port_protect(t, 0, PORT_LAST + 1, e);
}

static int port_be_transfer(struct physmon_target *t, struct physmon_xfer *x, size_t *bad, struct physmon_error *e)
{
	int r;

	*bad = 1;
	if (t->fd < 0)
		return port_transfer(0, x, e);
	r = fd_transfer(t->fd, x);
	if (r)
		error_set(e, PHYSMON_E_BUS, -r, "%s port %04" PRIx64 " through /dev/port: %s", mapped_doing(x),
			  x->addr + x->done * x->step, strerror(-r));
	return r;
}

static bool port_claim(const struct physmon_target *t, unsigned what, uint64_t addr, char *out, size_t room)
{
	(void)what;
	port_claimant(t->root, addr, out, room);
	return true;
}

static void port_offer(const char *root, enum policy_lockdown lockdown, physmon_spec_fn *add, void *ctx)
{
	if (lockdown >= LOCKDOWN_INTEGRITY)
		return;
	if (ACCESS_HAS_PORTS)
		add(ctx, "port", NULL);
	else if (root_path_exists(root, "/dev/port"))
		add(ctx, "port", "bytes only");
}

const struct backend be_port = {
	.row = { "port", "port", "I/O ports of a PC, by in and out of each width", NULL, false },
	.widths = 1 | 2 | 4,
	.open = port_open,
	.transfer = port_be_transfer,
	.claim = port_claim,
	.offer = port_offer,
};
