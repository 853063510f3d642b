/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * explain: the sentences about mappings of /dev/mem and bus errors. The kernel decides in drivers/char/mem.c
 * (mmap_mem), kernel/resource.c (iomem_is_exclusive) and each architecture's devmem_is_allowed(); an errno is explained
 * by the facts that these use. If the facts don't decide, the sentence says so.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#include "claim.h"
#include "error.h"
#include "explain.h"
#include "iomem.h"
#include "occupant.h"
#include "text.h"

/* Of a region's name, which may be of any length, a sentence shows so many characters. */
#define EXPLAIN_NAME 64

/* --- why mmap() failed --------------------------------------------------------------------------------------- */

static int __attribute__((format(printf, 4, 5)))
explain_map_error(struct physmon_error *e, int err, const struct claim_pages *r, const char *cause, ...)
{
	char text[sizeof(e->text)];
	va_list ap;

	va_start(ap, cause);
	text_vprint(text, sizeof(text), cause, ap);
	va_end(ap);
	error_set(e, PHYSMON_E_MAP, err, "can't map %08" PRIx64 ": %s", r->addr, text);
	error_at(e, r->addr, 0, 0);
	return -err;
}

static int explain_map_ram(struct physmon_error *e, int err, const struct claim_pages *r, const struct iomem_region *g)
{
	return explain_map_error(e, err, r,
				 "%08" PRIx64 "-%08" PRIx64 " is System RAM, which CONFIG_STRICT_DEVMEM keeps from"
				 " /dev/mem; set RAM aside with mem= or memmap= on the kernel's command line;"
				 " 'target kcore:phys' reads this, nothing writes it",
				 g->first, g->last);
}

static int explain_map_claim(const char *root, struct physmon_error *e, int err, const struct claim_pages *r,
			     const struct iomem_region *g, enum policy_answer io_strict)
{
	struct occupant there;

	occupant_find(root, g->first > r->addr ? g->first : r->addr, &there);
	return explain_map_error(e, err, r,
				 "%.*s%s has claimed %08" PRIx64 "-%08" PRIx64
				 "%s; put iomem=relaxed on the kernel's command line, or unbind the driver%s",
				 EXPLAIN_NAME, g->name, there.facts, g->first, g->last,
				 io_strict == POLICY_NO ? " exclusively"
							: " and CONFIG_IO_STRICT_DEVMEM keeps others out",
				 there.unbind);
}

/* EPERM that no region explains. */
static int explain_map_unexplained(const char *root, struct physmon_error *e, int err, const struct claim_pages *r,
				   const struct policy *p)
{
	struct occupant there;

	if (p->lockdown == LOCKDOWN_INTEGRITY || p->lockdown == LOCKDOWN_CONFIDENTIALITY)
		return explain_map_error(e, err, r, "not permitted under kernel lockdown (%s)",
					 policy_lockdown_word(p->lockdown));
#ifdef __s390__
	return explain_map_error(e, err, r,
				 "not permitted: on s390 the kernel lets nothing be mapped through /dev/mem");
#endif
	occupant_find(root, r->addr, &there);
	return explain_map_error(e, err, r, "not permitted, and nothing in /proc/iomem explains it%s%s%s%s%s",
				 there.name[0] ? "; " : "", there.name, there.facts, there.name[0] ? " is there" : "",
				 p->relaxed == POLICY_YES ? ""
							  : "; iomem=relaxed on the kernel's command line may help");
}

static int explain_map_forbidden(const char *root, int err, const struct claim_pages *r, struct physmon_error *e)
{
	size_t work = 0;
	const struct iomem_region *g;
	struct iomem *m = NULL;
	struct policy p;
	int ret;

	policy_read(root, &p);
	if (iomem_load(root, "/proc/iomem", &m) || iomem_masked(m)) {
		ret = explain_map_error(
			e, err, r,
			"not permitted, and the cause (System RAM, or a driver's claim) can't be told, since"
			" /proc/iomem %s",
			m ? "shows its addresses only with CAP_SYS_ADMIN" : "can't be read");
		iomem_free(m);
		return ret;
	}
	switch (claim_find(m, &p, r, true, &g, &work)) {
	case CLAIM_RAM:
		ret = explain_map_ram(e, err, r, g);
		break;
	case CLAIM_DRIVER:
		ret = explain_map_claim(root, e, err, r, g, p.io_strict);
		break;
	default:
		ret = explain_map_unexplained(root, e, err, r, &p);
	}
	iomem_free(m);
	return ret;
}

/* On x86 all mappings of a page must agree on caching; arch/x86/mm/pat/memtype.c refuses what doesn't. */
#define EXPLAIN_MEMORY_TYPE \
	"the kernel maps it with another memory type already (on x86 see /sys/kernel/debug/x86/pat_memtype_list)"

static int explain_map_invalid(const char *root, int err, const struct claim_pages *r, struct physmon_error *e)
{
	struct occupant there;
	struct policy p;

	policy_read(root, &p);
	if (!p.address_bits)
		return explain_map_error(e, err, r, "this is more than the CPU or its kernel can address");
	if (r->wraps || (p.address_bits < 64 && r->last >> p.address_bits))
		return explain_map_error(e, err, r, "this is more than the CPU can address (%u bits)", p.address_bits);
	occupant_find(root, r->addr, &there);
	return explain_map_error(e, err, r, EXPLAIN_MEMORY_TYPE "%s%s%s", there.name[0] ? "; at this address: " : "",
				 there.name, there.facts);
}

/* What the others mean when they come from mmap() of /dev/mem. */
static const struct {
	int err;
	const char *cause;
} map_causes[] = {
	{ EAGAIN, EXPLAIN_MEMORY_TYPE },
	{ ENOMEM,
	  "out of memory, or this process has too many mappings (vm.max_map_count) or too little room (ulimit -v)" },
	{ EACCES, "/dev/mem is open for reading only, or a security module forbids it" },
	{ EOVERFLOW, "this is more than mmap can address here" },
	{ ENXIO, "the driver behind /dev/mem knows no such address" },
	{ ENODEV, "the driver behind /dev/mem maps nothing" },
};

int explain_map(const char *root, int err, uint64_t addr, uint64_t nbytes, struct physmon_error *e)
{
	struct claim_pages r;

	if (!e)
		return -err;
	claim_pages(&r, addr, nbytes);
	if (err == EPERM)
		return explain_map_forbidden(root, err, &r, e);
	if (err == EINVAL)
		return explain_map_invalid(root, err, &r, e);
	for (size_t i = 0; i < sizeof(map_causes) / sizeof(map_causes[0]); i++)
		if (map_causes[i].err == err)
			return explain_map_error(e, err, &r, "%s", map_causes[i].cause);
	return explain_map_error(e, err, &r, "%s", strerror(err));
}

bool explain_ram_closed(const char *root, uint64_t addr)
{
	size_t work = 0;
	const struct iomem_region *g;
	struct claim_pages r;
	struct iomem *m;
	struct policy p;
	bool closed = false;

	policy_read(root, &p);
	claim_pages(&r, addr, 1);
	if (p.strict == POLICY_YES && !iomem_load(root, "/proc/iomem", &m)) {
		closed = !iomem_masked(m) && claim_find(m, &p, &r, false, &g, &work) == CLAIM_RAM;
		iomem_free(m);
	}
	return closed;
}

/* --- what a bus error may mean ------------------------------------------------------------------------------- */

int explain_bus(const char *root, uint64_t addr, unsigned width, const char *doing, struct physmon_error *e)
{
	struct iomem *m = NULL;
	struct occupant there;

	if (!e)
		return -EFAULT;
	occupant_find(root, addr, &there);
	if (there.name[0])
		error_set(e, PHYSMON_E_BUS, EFAULT,
			  "bus error %s %u bits at %08" PRIx64
			  ": %s%s is there; it may be unclocked, in reset, or refuse this width",
			  doing, width * 8, addr, there.name, there.facts);
	else if (iomem_load(root, "/proc/iomem", &m) || iomem_masked(m))
		error_set(e, PHYSMON_E_BUS, EFAULT,
			  "bus error %s %u bits at %08" PRIx64
			  ": the address may be a hole, or the block unclocked, in reset, or"
			  " without this width; what is there is not known, since /proc/iomem %s",
			  doing, width * 8, addr, m ? "shows its addresses only with CAP_SYS_ADMIN" : "can't be read");
	else
		error_set(e, PHYSMON_E_BUS, EFAULT,
			  "bus error %s %u bits at %08" PRIx64
			  ": nothing is listed there in /proc/iomem; the address may be a"
			  " hole, or the block unclocked or in reset",
			  doing, width * 8, addr);
	error_at(e, addr, width, 0);
	iomem_free(m);
	return -EFAULT;
}
