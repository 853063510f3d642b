/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * be_pci: BARs and configuration space of PCI devices, through sysfs. Memory is mapped (resourceN, or resourceN_wc);
 * I/O ports are accessed as by target port, or through resourceN if the CPU has no instructions for them; configuration
 * space is read and written a unit at a time. Address 0 is the first byte of the BAR, even if the BAR begins inside of
 * a page.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "backend.h"
#include "decoding.h"
#include "error.h"
#include "fd_transfer.h"
#include "iomem.h"
#include "mapped.h"
#include "pci_spec.h"
#include "policy.h"
#include "port.h"
#include "text.h"

/* A BAR of memory is mapped; ports are accessed through t->fd, by copy, or without it, by instructions. */
struct pci_target {
	struct pci_spec spec;
	struct decoding decoding;
};

static const struct pci_bar *pci_bar_of(const struct pci_target *p)
{
	return &p->spec.dev.bars[p->spec.bar];
}

static bool pci_gone(const struct physmon_target *t)
{
	return mapped_gone(t, "resource");
}

/* "BAR 2 of 0000:00:02.0", "the configuration space of 0000:00:02.0" */
static const char *pci_called(const struct pci_target *p, char *out, size_t room)
{
	if (p->spec.config)
		text_print(out, room, "the configuration space of %s", p->spec.dev.name);
	else
		text_print(out, room, "BAR %u of %s", p->spec.bar, p->spec.dev.name);
	return out;
}

/* --- what went wrong ----------------------------------------------------------------------------------------- */

#define GONE "it was removed; once it is back ('echo 1 > /sys/bus/pci/rescan'), open it again with 'target'"

/* Who else may have claimed the BAR, by /proc/iomem: the innermost region in it that isn't the device itself. */
static bool pci_claimant(const struct physmon_target *t, char *out, size_t room)
{
	const struct pci_bar *b = pci_bar_of(t->priv);
	const struct iomem_region *g, *best = NULL;
	struct pci_device other;
	struct iomem *m;

	if (iomem_load(t->root, "/proc/iomem", &m))
		return false;
	for (size_t i = 0; (g = iomem_at(m, i)); i++)
		if (g->first >= b->first && g->last <= b->last && (!best || g->depth > best->depth) &&
		    pci_parse_name(g->name, g->name + strlen(g->name), &other))
			best = g;
	if (best)
		text_print(out, room, "%.64s", best->name);
	iomem_free(m);
	return best;
}

/* EINVAL: drivers/pci/pci-sysfs.c refuses what iomem_is_exclusive() says is claimed. */
static int pci_refused_claim(const struct physmon_target *t, uint64_t addr, struct physmon_error *e)
{
	const struct pci_target *p = t->priv;
	struct pci_device now = p->spec.dev;
	char bar[64], who[80];

	pci_called(p, bar, sizeof(bar));
	pci_read(t->root, &now);
	if (now.driver[0])
		return error_set(e, PHYSMON_E_MAP, EINVAL,
				 "can't map %08" PRIx64 " of %s: driver %s has claimed it; unbind it ('echo %s >"
				 " /sys/bus/pci/drivers/%s/unbind'), or put iomem=relaxed on the kernel's command line",
				 addr, bar, now.driver, now.name, now.driver);
	if (pci_claimant(t, who, sizeof(who)))
		return error_set(e, PHYSMON_E_MAP, EINVAL,
				 "can't map %08" PRIx64
				 " of %s: %s has claimed it, by /proc/iomem; put iomem=relaxed on"
				 " the kernel's command line",
				 addr, bar, who);
	return error_set(e, PHYSMON_E_MAP, EINVAL,
			 "can't map %08" PRIx64 " of %s: it is claimed, though sysfs shows no driver; iomem=relaxed"
			 " on the kernel's command line may help",
			 addr, bar);
}

static int pci_refused(void *ctx, int err, uint64_t addr, uint64_t nbytes, struct physmon_error *e)
{
	const struct physmon_target *t = ctx;
	const struct pci_target *p = t->priv;
	struct policy policy;
	char bar[64];

	(void)nbytes;
	pci_called(p, bar, sizeof(bar));
	if (err == ENODEV || pci_gone(t))
		return error_set(e, PHYSMON_E_MAP, err, "can't map %08" PRIx64 " of %s: " GONE, addr, bar);
	if (err == EINVAL)
		return pci_refused_claim(t, addr, e);
	if (err != EPERM)
		return error_set(e, PHYSMON_E_MAP, err, "can't map %08" PRIx64 " of %s: %s", addr, bar, strerror(err));
	policy_read(t->root, &policy);
	if (policy.lockdown == LOCKDOWN_INTEGRITY || policy.lockdown == LOCKDOWN_CONFIDENTIALITY)
		return error_set(e, PHYSMON_E_MAP, err,
				 "can't map %08" PRIx64 " of %s: kernel lockdown (%s) forbids it to everyone; lockdown"
				 " comes with Secure Boot or with lockdown= on the kernel's command line",
				 addr, bar, policy_lockdown_word(policy.lockdown));
	return error_set(e, PHYSMON_E_MAP, err,
			 "can't map %08" PRIx64 " of %s: %s; perhaps kernel lockdown (see dmesg)", addr, bar,
			 strerror(err));
}

static int pci_faulted(void *ctx, const struct guard_fault *f, const struct physmon_xfer *x, uint64_t addr,
		       struct physmon_error *e)
{
	const struct physmon_target *t = ctx;
	const struct pci_target *p = t->priv;
	char bar[64], what[120];

	(void)f;
	text_print(what, sizeof(what), "bus error %s %u bits at %08" PRIx64 " of %s", mapped_doing(x), x->width * 8,
		   addr, pci_called(p, bar, sizeof(bar)));
	if (pci_gone(t))
		return error_set(e, PHYSMON_E_BUS, EFAULT, "%s: " GONE, what);
	return error_set(e, PHYSMON_E_BUS, EFAULT,
			 "%s: the device may be asleep, in reset, behind a link that is down, or refuse this width",
			 what);
}

static int pci_copy_failed(const struct physmon_target *t, int err, const struct physmon_xfer *x,
			   struct physmon_error *e)
{
	const struct pci_target *p = t->priv;
	const uint64_t addr = x->addr + x->done * x->step;
	const char *why = strerror(err);
	char name[80];

	if (err == ENODEV || pci_gone(t))
		why = GONE;
	else if (err == ENODATA && p->spec.config)
		why = "the kernel shows no more than the first 64 bytes without CAP_SYS_ADMIN; run as root";
	else if (err == ENODATA || err == EIO)
		why = "the kernel made no access of this width";
	else if (err == EPERM)
		why = "not permitted; kernel lockdown forbids it, or a security module";
	return error_set(e, PHYSMON_E_BUS, err, "%s %u bits at %08" PRIx64 " of %s: %s", mapped_doing(x), x->width * 8,
			 addr, pci_called(p, name, sizeof(name)), why);
}

static int pci_open_failed(const struct physmon_target *t, const char *file, int err, struct physmon_error *e)
{
	const struct pci_target *p = t->priv;
	const char *why = strerror(err);
	char name[80];

	if (err == EACCES || err == EPERM)
		why = "only root may; run with sudo, for instance";
	else if (err == ENOENT && p->spec.combine)
		why = "sysfs has no resourceN_wc for it: the BAR isn't prefetchable, or this machine doesn't combine"
		      " writes; leave :wc out";
	else if (err == ENOENT && pci_gone(t))
		why = GONE;
	else if (err == ENOENT)
		why = "this kernel has no such file in sysfs, so it can't hand out BARs; try 'target mem'";
	return error_set(e, PHYSMON_E_OPEN, err, "can't open %s (%s): %s", pci_called(p, name, sizeof(name)), file,
			 why);
}

/* --- opening ------------------------------------------------------------------------------------------------- */

/* Open @file of the device; without leave to write, for reading. */
static int pci_open_file(struct physmon_target *t, const char *file, struct physmon_error *e)
{
	const struct pci_target *p = t->priv;
	char path[PATH_MAX], how[60];
	int r = pci_path(path, sizeof(path), t->root, p->spec.dev.name, file);

	text_print(how, sizeof(how), "to %s of %s", file, p->spec.dev.name);
	if (!r)
		r = mapped_open(t, path, O_SYNC | O_CLOEXEC, how);
	return r ? pci_open_failed(t, file, -r, e) : 0;
}

static int pci_open_config(struct physmon_target *t, struct physmon_error *e)
{
	struct stat st;
	int r = pci_open_file(t, "config", e);

	if (r)
		return r;
	/* 256 or 4096, whoever looks; what less an ordinary user sees, the read tells */
	t->info.last = fstat(t->fd, &st) || st.st_size < 64 ? 255 : (uint64_t)st.st_size - 1;
	t->info.by_copy = true;
	t->widths &= 7;
	return 0;
}

static int pci_open_ports(struct physmon_target *t, struct physmon_error *e)
{
	struct pci_target *p = t->priv;
	const struct pci_bar *b = pci_bar_of(p);
	char file[16];
	int r = *t->root ? -ENOSYS : port_permit(b->first, b->last);

	/* of legacy IDE's BAR at port 3f6 no 32 bits are aligned, whatever the address within it */
	t->widths &= b->first & 1 ? 1 : b->first & 2 ? 3 : 7;
	if (r == -EPERM)
		return port_refused(t->root, EPERM, e);
	if (r) {
		text_print(file, sizeof(file), "resource%u", p->spec.bar);
		r = pci_open_file(t, file, e);
		if (r)
			return r;
		t->info.by_copy = true;
	}
	return port_protect(t, b->first, b->last - b->first + 1, e);
}

static int pci_open_memory(struct physmon_target *t, const struct physmon_options *o, struct physmon_error *e)
{
	const struct pci_target *p = t->priv;
	const struct pci_bar *b = pci_bar_of(p);
	const struct window_source src = {
		.last = b->last - b->first,
		.bias = b->first & ((uint64_t)sysconf(_SC_PAGESIZE) - 1),
		.extent_known = true,
		.device = true,
		.refused = pci_refused,
		.faulted = pci_faulted,
	};
	char file[20];
	int r;

	text_print(file, sizeof(file), "resource%u%s", p->spec.bar, p->spec.combine ? "_wc" : "");
	r = pci_open_file(t, file, e);
	if (!r)
		mapped_windows(t, &src, o);
	return r;
}

/* Turn its decoding on if that was asked for. A device that is off is only reported: reads of it are harmless. */
static int pci_decode(struct physmon_target *t, const struct physmon_options *o, struct physmon_error *e)
{
	struct pci_target *p = t->priv;
	const enum pci_space space = pci_bar_of(p)->space;
	const char *const name = p->spec.dev.name;
	const int r = o->enable ? decoding_enable(&p->decoding, t->root, name, e) : 0;

	if (r || t->info.note[0])
		return r;
	if (p->decoding.on)
		text_print(t->info.note, sizeof(t->info.note),
			   "%s decodes its BARs while physmon has it open; if physmon is killed by SIGKILL, undo it by"
			   " 'echo 0 > /sys/bus/pci/devices/%s/enable; setpci -s %s COMMAND=%x:7'",
			   name, name, name, p->decoding.command & 7);
	else if (decoding_state(t->root, name, space) == DECODING_OFF)
		text_print(
			t->info.note, sizeof(t->info.note),
			"%s does not decode its %s BARs, so reads give all ones and writes vanish: --enable turns it on"
			" while physmon has it open, 'echo 1 > /sys/bus/pci/devices/%s/enable' for good",
			name, space == PCI_IO ? "I/O" : "memory", name);
	return 0;
}

static void pci_close(struct physmon_target *t)
{
	struct pci_target *p = t->priv;

	decoding_restore(&p->decoding);
}

/* Behind another root than "/", as a CPU without I/O instructions. */
static int pci_open(struct physmon_target *t, const char *rest, const struct physmon_options *o,
		    struct physmon_error *e)
{
	struct pci_target *p = t->priv;
	const struct pci_bar *b;
	char path[PATH_MAX];
	int r;

	t->info.extent_known = true;
	r = pci_spec_parse(rest, &p->spec, e);
	if (!r)
		r = pci_spec_find(t->root, &p->spec, e);
	if (r)
		return r;
	r = pci_path(path, sizeof(path), t->root, p->spec.dev.name, "");
	if (!r)
		r = mapped_folder(t, path);
	if (r)
		return pci_open_failed(t, "its folder", -r, e);
	b = pci_bar_of(p);
	t->info.last = b->last - b->first;
	if (p->spec.config)
		r = pci_open_config(t, e);
	else if (b->space == PCI_IO)
		r = pci_open_ports(t, e);
	else
		r = pci_open_memory(t, o, e);
	return r || p->spec.config ? r : pci_decode(t, o, e);
}

static int pci_transfer(struct physmon_target *t, struct physmon_xfer *x, size_t *bad, struct physmon_error *e)
{
	struct pci_target *p = t->priv;
	int r;

	*bad = 1;
	if (pci_gone(t)) {
		x->done = 0;
		*bad = x->nunits;
		if (e)
			pci_copy_failed(t, ENODEV, x, e);
		return -ENODEV;
	}
	if (t->mapped)
		return mapped_transfer(t, x, bad, e);
	if (t->fd < 0)
		return port_transfer(pci_bar_of(p)->first, x, e);
	r = fd_transfer(t->fd, x);
	if (r && e)
		pci_copy_failed(t, -r, x, e);
	return r;
}

static bool pci_claim(const struct physmon_target *t, unsigned what, uint64_t addr, char *out, size_t room)
{
	const struct pci_target *p = t->priv;

	(void)what;
	port_claimant(t->root, pci_bar_of(p)->first + addr, out, room);
	return true;
}

const struct backend be_pci = {
	.row = { "pci", "pci:DEVICE/BAR", "a BAR of a PCI device (pci:00:02.0/0), or /config", NULL, false },
	.device = true,
	.widths = 1 | 2 | 4 | 8,
	.priv_size = sizeof(struct pci_target),
	.open = pci_open,
	.transfer = pci_transfer,
	.claim = pci_claim,
	.specs = pci_spec_all,
	.offer = pci_spec_offer,
	.close = pci_close,
};
