/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * be_mem: physical memory through /dev/mem, uncached (O_SYNC) unless asked otherwise. Byte a of the file is physical
 * address a. It finds System RAM, so that the gate can protect it, and the addresses that the CPU can't access; policy
 * explains why the kernel refuses one.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/utsname.h>

#include "address_bits.h"
#include "backend.h"
#include "error.h"
#include "explain.h"
#include "forked_access.h"
#include "iomem.h"
#include "mapped.h"
#include "text.h"

struct mem {
	struct address_bits bits;
	bool bits_known;
};

static int mem_refused(void *ctx, int err, uint64_t addr, uint64_t nbytes, struct physmon_error *e)
{
	(void)ctx;
	return explain_map("", err, addr, nbytes, e);
}

static int mem_faulted(void *ctx, const struct guard_fault *f, const struct physmon_xfer *x, uint64_t addr,
		       struct physmon_error *e)
{
	(void)ctx;
	(void)f; /* on riscv a bus error is a SIGSEGV: the signal tells nothing more */
	return explain_bus("", addr, x->width, mapped_doing(x), e);
}

/*
 * "cached". Whether it changes anything is the kernel's to decide, phys_mem_access_prot(): on arm and arm64 everything
 * that isn't the kernel's own memory is uncached with or without O_SYNC.
 */
static int mem_parse(const char *rest, int *flags, struct physmon_error *e)
{
	struct utsname u;

	if (!rest)
		return 0;
	if (strcmp(rest, "cached"))
		return error_set(e, PHYSMON_E_SPEC, EINVAL,
				 "target mem takes nothing but \":cached\" after its name, not \":%.100s\"", rest);
	if (!uname(&u) && (!strncmp(u.machine, "aarch64", 7) || !strncmp(u.machine, "arm", 3)))
		return error_set(
			e, PHYSMON_E_SPEC, EINVAL,
			"mem:cached changes nothing on arm and arm64: all but the kernel's own memory is mapped"
			" uncached there; open mem");
	*flags &= ~O_SYNC;
	return 0;
}

static int mem_open(struct physmon_target *t, const char *rest, const struct physmon_options *o,
		    struct physmon_error *e)
{
	static const struct window_source src = { .device = true, .refused = mem_refused, .faulted = mem_faulted };
	int flags = O_SYNC | O_CLOEXEC;
	int r = mem_parse(rest, &flags, e);

	if (r)
		return r;
	r = mapped_open(t, "/dev/mem", flags, "through /dev/mem");
	if (r)
		return explain_open("", -r, e);
	mapped_windows(t, &src, o);
	return 0;
}

/* How many units lie wholly at or below the last address that is sure. */
static size_t mem_sure(struct mem *m, const struct physmon_xfer *x)
{
	const uint64_t span = x->nunits ? (x->nunits - 1) * x->step + (x->width - 1) : 0;
	struct utsname u;
	size_t n;

	if (x->addr + span < ADDRESS_BITS_SURE)
		return x->nunits;
	if (!m->bits_known) {
		address_bits_read("", uname(&u) ? "" : u.machine, &m->bits);
		m->bits_known = true;
	}
	if (x->addr + span <= m->bits.last)
		return x->nunits;
	for (n = 0; n < x->nunits && x->addr + n * x->step + (x->width - 1) <= m->bits.last;)
		n++;
	return n;
}

static int mem_transfer(struct physmon_target *t, struct physmon_xfer *x, size_t *bad, struct physmon_error *e)
{
	struct mem *m = t->priv;
	const size_t sure = mem_sure(m, x);
	struct physmon_xfer part;
	int r = 0;

	if (sure == x->nunits)
		return windows_transfer(&t->windows, x, bad, e);
	x->done = 0;
	if (sure) {
		part = backend_part(x, 0, sure);
		r = windows_transfer(&t->windows, &part, bad, e);
		x->done = part.done;
		x->found = part.found;
		if (r || x->found)
			return r;
	}
	part = backend_part(x, sure, x->nunits - sure);
	if (ADDRESS_BITS_TRIES && m->bits.beyond == ADDRESS_BITS_TRY) {
		r = forked_access_transfer(&t->windows, &part, bad, e);
	} else {
		*bad = part.nunits;
		r = explain_map("", EINVAL, part.addr, x->width, e);
	}
	x->done += part.done;
	x->found = part.found;
	if (r)
		error_at(e, part.addr + part.done * part.step, x->width, x->done);
	return r;
}

static int mem_learn(struct physmon_target *t, struct physmon_error *e)
{
	const struct iomem_region *r;
	struct iomem *m;
	size_t i, found = 0;
	int ret = iomem_load("", "/proc/iomem", &m);

	if (ret == -ENOMEM)
		return error_set(e, PHYSMON_E_SYSTEM, ENOMEM, "out of memory reading /proc/iomem");
	for (i = 0, ret = 0; !iomem_masked(m) && !ret && (r = iomem_at(m, i)); i++) {
		if (iomem_is_ram(r)) {
			ret = physmon_protect(t, r->first, r->last, PHYSMON_PROTECT_RAM, e);
			found++;
		}
	}
	if (!found) {
		/* a machine without RAM is one whose RAM isn't shown to us */
		t->ram_cause = !m		 ? "/proc/iomem can't be read, so any address may be System RAM"
			       : iomem_masked(m) ? "/proc/iomem hides its addresses, so any address may be System RAM"
						 : "/proc/iomem lists no System RAM, so any address may be";
		ret = physmon_protect(t, 0, UINT64_MAX, PHYSMON_PROTECT_RAM, e);
	}
	iomem_free(m);
	return ret;
}

static bool mem_claim(const struct physmon_target *t, unsigned what, uint64_t addr, char *out, size_t room)
{
	(void)what;
	if (SMALL || t->ram_cause || !explain_ram_closed("", addr))
		return true;
	text_print(
		out, room,
		"System RAM, which CONFIG_STRICT_DEVMEM keeps from /dev/mem; set RAM aside with mem= or memmap= on the"
		" kernel's command line");
	return false;
}

static void mem_offer(const char *root, enum policy_lockdown lockdown, physmon_spec_fn *add, void *ctx)
{
	(void)root;
	if (lockdown < LOCKDOWN_INTEGRITY)
		add(ctx, "mem", NULL);
}

const struct backend be_mem = {
	.row = { "mem", "mem[:cached]", "physical memory through /dev/mem (the default)", NULL, false },
	.device = true,
	.widths = 1 | 2 | 4 | 8,
	.priv_size = sizeof(struct mem),
	.space = PHYSMON_SPACE_PHYSICAL,
	.open = mem_open,
	.transfer = mem_transfer,
	.learn = mem_learn,
	.claim = mem_claim,
	.offer = mem_offer,
};
