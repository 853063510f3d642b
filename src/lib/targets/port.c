/* SPDX-License-Identifier: GPL-2.0-or-later */
/* port: permissions for I/O ports, their accesses, and the ports that drivers have claimed. */
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "access.h"
#include "backend.h"
#include "error.h"
#include "guard.h"
#include "iomem.h"
#include "mapped.h"
#include "policy.h"
#include "port.h"
#include "text.h"
#include "unit.h"

#if ACCESS_HAS_PORTS
#include <sys/io.h>
#endif

int port_permit(uint64_t first, uint64_t last)
{
#if ACCESS_HAS_PORTS
	if (first > last || last > PORT_LAST)
		return -EINVAL;
	return ioperm((unsigned long)first, (unsigned long)(last - first + 1), 1) ? -errno : 0;
#else
	(void)first;
	(void)last;
	return -ENOSYS;
#endif
}

int port_refused(const char *root, int err, struct physmon_error *e)
{
	struct policy p;

	if (!e)
		return -err;
	policy_read(root, &p);
	if (p.lockdown == LOCKDOWN_INTEGRITY || p.lockdown == LOCKDOWN_CONFIDENTIALITY)
		return error_set(
			e, PHYSMON_E_OPEN, err,
			"can't use I/O ports: kernel lockdown (%s) forbids it to everyone; lockdown comes with"
			" Secure Boot or with lockdown= on the kernel's command line, and ends by a boot without"
			" them",
			policy_lockdown_word(p.lockdown));
	if (p.rawio == POLICY_NO)
		return error_set(e, PHYSMON_E_OPEN, err,
				 "can't use I/O ports: this process lacks CAP_SYS_RAWIO; run as root, for instance with"
				 " sudo, or give the container that capability");
	return error_set(e, PHYSMON_E_OPEN, err,
			 "can't use I/O ports: %s; perhaps kernel lockdown (see dmesg), perhaps a container's rules",
			 strerror(err));
}

#if ACCESS_HAS_PORTS
struct port_run {
	struct physmon_xfer *x;
	uint64_t base;
	access_count done;
};

static uint32_t port_in(unsigned width, uint16_t port)
{
	return width == 1 ? access_in8(port) : width == 2 ? access_in16(port) : access_in32(port);
}

static void port_out(unsigned width, uint16_t port, uint32_t v)
{
	if (width == 1)
		access_out8(port, (uint8_t)v);
	else if (width == 2)
		access_out16(port, (uint16_t)v);
	else
		access_out32(port, v);
}

/* What the guard runs. */
static void port_body(void *arg)
{
	struct port_run *r = arg;
	const struct physmon_xfer *x = r->x;
	unsigned char *unit;
	uint16_t port;

	for (size_t i = 0; i < x->nunits; i++) {
		port = (uint16_t)(r->base + x->addr + i * x->step);
		unit = (unsigned char *)x->buf + i * x->width;
		if (x->dir == PHYSMON_WRITE)
			port_out(x->width, port, (uint32_t)unit_get(unit, x->width));
		else
			unit_put(unit, x->width, port_in(x->width, port));
		r->done = i + 1;
	}
}

int port_transfer(uint64_t base, struct physmon_xfer *x, struct physmon_error *e)
{
	struct port_run run = { .x = x, .base = base };
	struct guard_fault fault;
	uint64_t addr;
	int r = guard_run(port_body, &run, &fault);

	x->done = run.done;
	if (!r)
		return 0;
	addr = x->addr + x->done * x->step;
	error_set(e, PHYSMON_E_BUS, EFAULT,
		  "the CPU refuses %s %u bits at port %04" PRIx64
		  ": the kernel has not given this process leave to use it",
		  mapped_doing(x), x->width * 8, base + addr);
	error_at(e, addr, x->width, x->done);
	return r;
}
#else
int port_transfer(uint64_t base, struct physmon_xfer *x, struct physmon_error *e)
{
	x->done = 0;
	return error_set(e, PHYSMON_E_WIDTH, EINVAL, "this CPU has no instruction for port %04" PRIx64, base + x->addr);
}
#endif

int port_protect(struct physmon_target *t, uint64_t base, uint64_t n, struct physmon_error *e)
{
	const uint64_t end = base + (n - 1);
	const struct iomem_region *g;
	uint64_t first, last;
	struct iomem *m;
	int r = 0;

	if (iomem_load(t->root, "/proc/ioports", &m) || iomem_masked(m))
		r = physmon_protect(t, 0, n - 1, PHYSMON_PROTECT_PORT, e);
	for (size_t i = 0; !iomem_masked(m) && !r && (g = iomem_at(m, i)); i++) {
		first = g->first > base ? g->first : base;
		last = g->last < end ? g->last : end;
		if (first <= last && iomem_is_port_claim(g))
			r = physmon_protect(t, first - base, last - base, PHYSMON_PROTECT_PORT, e);
	}
	iomem_free(m);
	return r;
}

void port_claimant(const char *root, uint64_t port, char *out, size_t room)
{
	const struct iomem_region *best = NULL, *g;
	struct iomem *m;

	if (iomem_load(root, "/proc/ioports", &m) || iomem_masked(m)) {
		text_print(out, room, "/proc/ioports %s, so any port may be claimed",
			   m ? "hides its addresses" : "can't be read");
		iomem_free(m);
		return;
	}
	for (size_t i = 0; (g = iomem_at(m, i)); i++)
		if (g->first <= port && port <= g->last && iomem_is_port_claim(g))
			best = g;
	if (best)
		text_print(out, room, "%.64s has claimed ports %04" PRIx64 "-%04" PRIx64, best->name, best->first,
			   best->last);
	else
		text_print(out, room, "a driver had claimed this port");
	iomem_free(m);
}
