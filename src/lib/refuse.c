/* SPDX-License-Identifier: GPL-2.0-or-later */
/* refuse: composes the error messages of the gate. */
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>

#include "backend.h"
#include "error.h"
#include "refuse.h"
#include "text.h"

static unsigned refuse_bits(const struct physmon_xfer *x)
{
	return 8 * x->width;
}

static uint64_t refuse_addr(const struct physmon_xfer *x, size_t unit)
{
	return x->addr + unit * x->step;
}

static const char *refuse_dir(const struct physmon_xfer *x)
{
	return x->dir == PHYSMON_WRITE ? "writing" : "reading";
}

/* error_set() about the access at @addr, before which @done units were done. */
static int refuse(const struct physmon_xfer *x, uint64_t addr, size_t done, struct physmon_error *e,
		  enum physmon_kind kind, int err, const char *fmt, ...) __attribute__((format(printf, 7, 8)));
static int refuse(const struct physmon_xfer *x, uint64_t addr, size_t done, struct physmon_error *e,
		  enum physmon_kind kind, int err, const char *fmt, ...)
{
	char text[PHYSMON_ERROR_TEXT];
	va_list ap;

	va_start(ap, fmt);
	text_vprint(text, sizeof(text), fmt, ap);
	va_end(ap);
	error_set(e, kind, err, "%s", text);
	error_at(e, addr, x->width, done);
	return -err;
}

int refuse_no_bus(const struct physmon_target *t, const struct physmon_xfer *x, struct physmon_error *e)
{
	return refuse(x, x->addr, 0, e, PHYSMON_E_NO_BUS, EINVAL,
		      SHOWN " has no bus, so nothing is at %08" PRIx64 ": open another with 'target' or -t", t->spec,
		      x->addr);
}

/* "8-, 16- and 32-bit", of a mask of widths. */
static const char *refuse_widths(unsigned widths, char *text, size_t nbytes)
{
	static const char *const name[] = { "8", "16", "32", "64" };
	const int count = __builtin_popcount(widths & 15);
	int i, seen = 0;
	size_t n = 0;

	text[0] = '\0';
	for (i = 0; i < 4; i++) {
		if (!(widths & 1u << i))
			continue;
		seen++;
		n += text_print(text + n, nbytes - n, "%s%s", name[i],
				seen == count	    ? "-bit"
				: seen == count - 1 ? "- and "
						    : "-, ");
	}
	return text;
}

int refuse_width(const struct physmon_target *t, const struct physmon_xfer *x, struct physmon_error *e)
{
	const unsigned bits = refuse_bits(x);
	char can[40];

	if (x->width != 1 && x->width != 2 && x->width != 4 && x->width != 8)
		return refuse(x, x->addr, 0, e, PHYSMON_E_WIDTH, EINVAL,
			      "an access of %u bytes at %08" PRIx64 " is not possible: 1, 2, 4 and 8 are", x->width,
			      x->addr);
	if (t->widths & x->width)
		return refuse(x, x->addr, 0, e, PHYSMON_E_WIDTH, EINVAL,
			      "%u-bit access at %08" PRIx64
			      ": this CPU would split it into two of %u bits; ask for those",
			      bits, x->addr, bits / 2);
	return refuse(x, x->addr, 0, e, PHYSMON_E_WIDTH, EINVAL,
		      "%u-bit access at %08" PRIx64 ": " SHOWN " takes %s accesses only", bits, x->addr, t->spec,
		      refuse_widths(t->info.widths, can, sizeof(can)));
}

int refuse_sought(const struct physmon_xfer *x, struct physmon_error *e)
{
	return refuse(x, x->addr, 0, e, PHYSMON_E_SYSTEM, EINVAL, "values can't be looked for or exchanged here");
}

int refuse_size(const struct physmon_xfer *x, struct physmon_error *e)
{
	return refuse(x, x->addr, 0, e, PHYSMON_E_SYSTEM, EINVAL,
		      "a transfer of %zu units of %u bits at %08" PRIx64 " is too large: at most %u bytes at a time",
		      x->nunits, refuse_bits(x), x->addr, PHYSMON_XFER_MAX);
}

int refuse_unaligned(const struct physmon_xfer *x, struct physmon_error *e)
{
	const uint64_t mask = x->width - 1, low = x->addr & ~mask, low_step = x->step & ~mask;
	const unsigned bits = refuse_bits(x);

	if (x->addr == low)
		return refuse(x, x->addr, 0, e, PHYSMON_E_UNALIGNED, EINVAL,
			      "step %" PRIx64 " from %08" PRIx64 " is not aligned for %u-bit accesses: "
			      "use a multiple of %u, such as %" PRIx64,
			      x->step, x->addr, bits, x->width, low_step ? low_step : x->width);
	if (low + x->width < low)
		return refuse(x, x->addr, 0, e, PHYSMON_E_UNALIGNED, EINVAL,
			      "%08" PRIx64
			      " is not aligned for a %u-bit access: the last aligned address is %08" PRIx64,
			      x->addr, bits, low);
	return refuse(x, x->addr, 0, e, PHYSMON_E_UNALIGNED, EINVAL,
		      "%08" PRIx64 " is not aligned for a %u-bit access: the next aligned addresses are %08" PRIx64
		      " and %08" PRIx64,
		      x->addr, bits, low, low + x->width);
}

int refuse_wrap(const struct physmon_xfer *x, struct physmon_error *e)
{
	/* The address is aligned, so the first unit fits; with step 0 all would. */
	const uint64_t fit = (UINT64_MAX - (x->width - 1) - x->addr) / x->step + 1;
	char apart[32] = "";

	if (x->step != x->width)
		text_print(apart, sizeof(apart), ", %" PRIx64 " apart,", x->step);
	return refuse(x, x->addr, 0, e, PHYSMON_E_WRAP, ERANGE,
		      "%zu units of %u bits from %08" PRIx64 " on%s run past the last address, %016" PRIx64
		      ": at most %" PRIu64 " fit there",
		      x->nunits, refuse_bits(x), x->addr, apart, UINT64_MAX, fit);
}

int refuse_extent(const struct physmon_target *t, const struct physmon_xfer *x, struct physmon_error *e)
{
	const struct physmon_info *info = &t->info;
	uint64_t addr = x->addr, units = 0;

	if (x->addr < info->first)
		return refuse(x, addr, 0, e, PHYSMON_E_EXTENT, ERANGE,
			      "%08" PRIx64 " is before the start of " SHOWN ", whose first address is %08" PRIx64, addr,
			      t->spec, info->first);
	if (info->empty)
		return refuse(x, addr, 0, e, PHYSMON_E_EXTENT, ERANGE,
			      "%08" PRIx64 " is beyond the end of " SHOWN ", which is empty: give it a size first",
			      addr, t->spec);
	/* The first unit that isn't whole within the target. */
	if (x->addr <= info->last && info->last - x->addr >= x->width - 1)
		units = (info->last - x->addr - (x->width - 1)) / x->step + 1;
	addr += units * x->step;
	if (addr <= info->last)
		return refuse(x, addr, 0, e, PHYSMON_E_EXTENT, ERANGE,
			      "%u bits at %08" PRIx64 " reach beyond the end of " SHOWN
			      ", whose last address is %08" PRIx64,
			      refuse_bits(x), addr, t->spec, info->last);
	return refuse(x, addr, 0, e, PHYSMON_E_EXTENT, ERANGE,
		      "%08" PRIx64 " is beyond the end of " SHOWN ", whose last address is %08" PRIx64, addr, t->spec,
		      info->last);
}

int refuse_read_only(const struct physmon_target *t, const struct physmon_xfer *x, struct physmon_error *e)
{
	const char *why = t->asked_read_only ? "opened with -r" : "it could not be opened for writing";

	return refuse(x, x->addr, 0, e, PHYSMON_E_READ_ONLY, EROFS,
		      "writing %08" PRIx64 " is refused: " SHOWN " is read-only (%s)", x->addr, t->spec,
		      t->read_only_cause ? t->read_only_cause : why);
}

int refuse_protected(const struct physmon_target *t, const struct physmon_xfer *x, size_t unit, unsigned what,
		     struct physmon_error *e)
{
	const bool ram = what & PHYSMON_PROTECT_RAM;
	const uint64_t addr = refuse_addr(x, unit);
	const char *cause = "a driver has claimed this port", *const remedy = ram ? "ram" : "port";
	char claim[200] = "";
	bool helps = true;

	if (!SMALL && what & PHYSMON_PROTECT_FENCE)
		return refuse(x, addr, 0, e, PHYSMON_E_PROTECTED, EPERM,
			      "%s %08" PRIx64 " is refused: it is outside of the ranges given to --gdb", refuse_dir(x),
			      addr);
	if (ram)
		cause = t->ram_cause ? t->ram_cause : "System RAM, in use by the kernel";
	if (t->be->claim)
		helps = t->be->claim(t, ram ? PHYSMON_PROTECT_RAM : PHYSMON_PROTECT_PORT, addr, claim, sizeof(claim));
	if (claim[0])
		cause = claim;
	if (!helps)
		return refuse(x, addr, 0, e, PHYSMON_E_PROTECTED, EPERM, "%s %08" PRIx64 " is refused: %s",
			      refuse_dir(x), addr, cause);
	return refuse(x, addr, 0, e, PHYSMON_E_PROTECTED, EPERM,
		      "%s %08" PRIx64 " is refused: %s; 'allow %s' lets it through", refuse_dir(x), addr, cause,
		      remedy);
}

int refuse_stopped(const struct physmon_xfer *x, size_t unit, struct physmon_error *e)
{
	return refuse(x, refuse_addr(x, unit), x->done, e, PHYSMON_E_STOPPED, EINTR,
		      "stopped before %s %u bits at %08" PRIx64, refuse_dir(x), refuse_bits(x), refuse_addr(x, unit));
}

int refuse_unannounced(const struct physmon_xfer *x, size_t unit, struct physmon_error *e)
{
	return refuse(x, refuse_addr(x, unit), x->done, e, PHYSMON_E_SYSTEM, EIO,
		      "%s %u bits at %08" PRIx64 " is refused: it can't be announced on standard error first",
		      refuse_dir(x), refuse_bits(x), refuse_addr(x, unit));
}

int refuse_skipped(const struct physmon_xfer *x, struct physmon_error *e)
{
	return refuse(x, x->addr, 0, e, PHYSMON_E_STOPPED, EINTR,
		      "%u bits at %08" PRIx64 " are not known: the read was skipped", refuse_bits(x), x->addr);
}

int refuse_unknown(const struct physmon_xfer *x, size_t unit, struct physmon_error *e)
{
	return refuse(x, refuse_addr(x, unit), x->done, e, PHYSMON_E_SYSTEM, EINVAL,
		      "writing %u bits at %08" PRIx64
		      " is refused: what to write isn't known, since a read was skipped",
		      refuse_bits(x), refuse_addr(x, unit));
}
