/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * doctor: a table of the facts, each a function and a row; policy reads them. A verdict is "ok", "no", "?" (unknown) or
 * "info" (neither good nor bad). It changes nothing; the hint of a row says how to repair a "no".
 */
#include <stdarg.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <physmon.h>

#include "doctor.h"
#include "explain.h"
#include "iomem.h"
#include "machine.h"
#include "optlib.h"
#include "policy.h"
#include "text.h"

/* Of the columns verdict and fact, in text; with these a line of the table stays within 80 columns. */
#define DOCTOR_VERDICT 4
#define DOCTOR_FACT 16

struct doctor {
	const char *root;
	struct policy p;
};

/* What is told about a fact: the value, and where that helps, a hint. */
struct doctor_line {
	const char *verdict;
	char value[128];
	const char *hint;
};

static bool doctor_say(struct doctor_line *l, const char *verdict, const char *hint, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
static bool doctor_say(struct doctor_line *l, const char *verdict, const char *hint, const char *fmt, ...)
{
	va_list ap;

	l->verdict = verdict;
	l->hint = hint;
	va_start(ap, fmt);
	text_vprint(l->value, sizeof(l->value), fmt, ap);
	va_end(ap);
	return true;
}

/* --- facts: false where there is nothing to tell ------------------------------------------------------------- */

static bool doctor_kernel(const struct doctor *d, struct doctor_line *l)
{
	struct utsname u;

	(void)d;
	if (uname(&u))
		return false;
	return doctor_say(l, "info", NULL, "%.80s %.40s", u.release, u.machine);
}

static bool doctor_user(const struct doctor *d, struct doctor_line *l)
{
	if (d->p.euid == 0)
		return doctor_say(l, "ok", NULL, "root (euid 0)");
	return doctor_say(l, d->p.rawio == POLICY_YES && d->p.node_access == POLICY_YES ? "ok" : "no",
			  "mostly only root may use /dev/mem; try sudo", "euid %lu", (unsigned long)d->p.euid);
}

static bool doctor_held(struct doctor_line *l, enum policy_answer held, const char *name, const char *hint)
{
	if (held == POLICY_NO)
		return doctor_say(l, "no", hint, "%s is missing", name);
	if (held == POLICY_YES)
		return doctor_say(l, "ok", NULL, "%s", name);
	return doctor_say(l, "?", "/proc/self/status doesn't tell", "%s", name);
}

static bool doctor_capability(const struct doctor *d, struct doctor_line *l)
{
	return doctor_held(l, d->p.rawio, "CAP_SYS_RAWIO", "run as root, or grant it");
}

static bool doctor_admin(const struct doctor *d, struct doctor_line *l)
{
	return doctor_held(l, d->p.admin, "CAP_SYS_ADMIN", "/proc/iomem hides its addresses");
}

static bool doctor_tree(const struct doctor *d, struct doctor_line *l)
{
	struct devtree *t;
	size_t n = 0;

	if (devtree_load(d->root, &t))
		return doctor_say(l, "info", NULL, "none");
	while (devtree_range(t, n))
		n++;
	doctor_say(l, "info", devtree_cut(t) ? "it is too large: some is left out" : "'map' shows them", "%zu ranges",
		   n);
	devtree_free(t);
	return true;
}

static bool doctor_node(const struct doctor *d, struct doctor_line *l)
{
	if (d->p.node == POLICY_NO)
		return doctor_say(l, "no", "no CONFIG_DEVMEM, or a container hides it", "missing");
	if (d->p.node == POLICY_UNKNOWN)
		return doctor_say(l, "?", "it can't be looked at", "unknown");
	if (d->p.node_access != POLICY_YES)
		return doctor_say(l, "no", "run as root", "its mode keeps this user out");
	return doctor_say(l, "ok", NULL, "its mode lets this user read and write");
}

static bool doctor_lockdown(const struct doctor *d, struct doctor_line *l)
{
	const char *const word = policy_lockdown_word(d->p.lockdown);

	switch (d->p.lockdown) {
	case LOCKDOWN_NONE:
		return doctor_say(l, "ok", NULL, "%s", word);
	case LOCKDOWN_UNKNOWN:
		return doctor_say(l, "?", "no /sys/kernel/security/lockdown to read", "%s", word);
	default:
		return doctor_say(l, "no", "it forbids /dev/mem to everyone", "%s", word);
	}
}

static bool doctor_option(const struct doctor *d, struct doctor_line *l, enum policy_answer a, const char *good,
			  const char *bad, const char *yes, const char *no)
{
	if (a == POLICY_UNKNOWN)
		return doctor_say(l, "?",
				  d->p.packed ? "no zlib to read /proc/config.gz"
					      : "no configuration in /boot, /lib/modules, /proc",
				  "unknown");
	return a == POLICY_YES ? doctor_say(l, good, yes, "yes") : doctor_say(l, bad, no, "no");
}

static bool doctor_devmem(const struct doctor *d, struct doctor_line *l)
{
	return doctor_option(d, l, d->p.devmem, "ok", "no", NULL, "this kernel has no /dev/mem");
}

static bool doctor_strict(const struct doctor *d, struct doctor_line *l)
{
	return doctor_option(d, l, d->p.strict, "info", "info", "System RAM is refused", "System RAM can be mapped");
}

static bool doctor_io_strict(const struct doctor *d, struct doctor_line *l)
{
	return doctor_option(d, l, d->p.io_strict, "info", "info",
			     d->p.relaxed == POLICY_YES ? "but iomem=relaxed lifts it"
							: "what drivers claim is refused",
			     "what drivers claim can be mapped");
}

static bool doctor_relaxed(const struct doctor *d, struct doctor_line *l)
{
	if (d->p.relaxed == POLICY_UNKNOWN)
		return doctor_say(l, "?", "/proc/cmdline can't be read", "unknown");
	return doctor_say(l, "info",
			  d->p.relaxed == POLICY_YES ? "what drivers claim can be mapped"
						     : "not on the kernel's command line",
			  "%s", d->p.relaxed == POLICY_YES ? "yes" : "no");
}

static bool doctor_iomem(const struct doctor *d, struct doctor_line *l)
{
	struct iomem *m;
	size_t n = 0;

	if (iomem_load(d->root, "/proc/iomem", &m))
		return doctor_say(l, "no", "writes want \"allow ram\"", "can't be read");
	if (iomem_masked(m)) {
		doctor_say(l, "no", "wants CAP_SYS_ADMIN; writes want \"allow ram\"", "masked");
	} else {
		while (iomem_at(m, n))
			n++;
		doctor_say(l, "ok", NULL, "%zu regions", n);
	}
	iomem_free(m);
	return true;
}

static bool doctor_page(const struct doctor *d, struct doctor_line *l)
{
	(void)d;
	return doctor_say(l, "info", NULL, "%ld bytes", sysconf(_SC_PAGESIZE));
}

static bool doctor_address_bits(const struct doctor *d, struct doctor_line *l)
{
	struct machine *m;

	if (d->p.address_bits)
		return doctor_say(l, "info", NULL, "%u", d->p.address_bits);
	/* no file tells it here, but what is somewhere can be reached */
	if (machine_load(d->root, &m))
		return false;
	doctor_say(l, "info", NULL, "at least %u", machine_bits(m));
	machine_free(m);
	return true;
}

/* The target without a bus tells what this CPU can do, whatever else is missing. */
static bool doctor_64(const struct doctor *d, struct doctor_line *l)
{
	struct physmon_target *t;
	bool yes;

	(void)d;
	if (physmon_open("none", NULL, &t, NULL))
		return false;
	yes = physmon_info(t)->widths & 8;
	physmon_close(t);
	return doctor_say(l, "info", yes ? NULL : "this CPU would split it", "%s", yes ? "yes" : "no");
}

static bool doctor_byte_order(const struct doctor *d, struct doctor_line *l)
{
	const uint16_t one = 1;
	unsigned char first;

	(void)d;
	memcpy(&first, &one, 1);
	return doctor_say(l, "info", NULL, "%s", first ? "little-endian" : "big-endian");
}

static bool doctor_editor(const struct doctor *d, struct doctor_line *l)
{
	const char *const version = optlib_readline_version();

	(void)d;
	if (!version)
		return doctor_say(l, "info", optlib_readline_why(), "the terminal's own");
	return doctor_say(l, "info", NULL, "readline %.40s", version);
}

static bool doctor_svd(const struct doctor *d, struct doctor_line *l)
{
	const char *const version = optlib_expat_version();

	(void)d;
	if (!version)
		return doctor_say(l, "info", optlib_expat_why(), "can't be read");
	return doctor_say(l, "info", NULL, "expat %.40s", version);
}

static const struct doctor_row {
	const char *fact;
	bool (*tell)(const struct doctor *d, struct doctor_line *l);
} doctor_rows[] = {
	{ "kernel", doctor_kernel },
	{ "user", doctor_user },
	{ "capability", doctor_capability },
	{ "capability", doctor_admin },
	{ "/dev/mem", doctor_node },
	{ "lockdown", doctor_lockdown },
	{ "DEVMEM", doctor_devmem },
	{ "STRICT_DEVMEM", doctor_strict },
	{ "IO_STRICT_DEVMEM", doctor_io_strict },
	{ "iomem=relaxed", doctor_relaxed },
	{ "/proc/iomem", doctor_iomem },
	{ "device tree", doctor_tree },
	{ "page size", doctor_page },
	{ "address bits", doctor_address_bits },
	{ "64-bit access", doctor_64 },
	{ "byte order", doctor_byte_order },
	{ "line editor", doctor_editor },
	{ "SVD files", doctor_svd },
};

/* --- the table ----------------------------------------------------------------------------------------------- */

static void doctor_put(struct emit *m, const char *fact, const struct doctor_line *l)
{
	emit_result(m, "%-*s{*verdict}  %-*s{*fact}  %s{*value}?(: %s{hint})", DOCTOR_VERDICT, l->verdict, DOCTOR_FACT,
		    fact, l->value, l->hint);
}

static void doctor_target(void *ctx, const char *spec, const char *hint)
{
	struct doctor_line l;

	doctor_say(&l, "info", hint, "physmon -t %.100s", spec);
	doctor_put(ctx, "target", &l);
}

static int doctor_conclude(struct emit *m)
{
	static const char failed[] = EXPLAIN_OPEN_FAILED;
	const size_t nfailed = sizeof(failed) - 1;
	struct physmon_target *t = NULL;
	struct physmon_error e;
	char text[PHYSMON_ERROR_TEXT + 32];
	const char *why = e.text;
	int err = physmon_open("mem", NULL, &t, &e);

	if (!err)
		text_print(text, sizeof(text), "/dev/mem can be used%s",
			   physmon_info(t)->read_only ? " for reading only" : "");
	else
		text_print(text, sizeof(text), "/dev/mem can't be used: %s",
			   strncmp(why, failed, nfailed) ? why : why + nfailed);
	physmon_close(t);
	emit_result(m, "%s{*summary}|%u{status}", text, err ? 1 : 0);
	return err ? 1 : 0;
}

int doctor_run(struct emit *m, const char *root)
{
	struct doctor d = { .root = root };
	struct doctor_line l;

	policy_read(root, &d.p);
	for (size_t i = 0; i < sizeof(doctor_rows) / sizeof(doctor_rows[0]); i++) {
		if (doctor_rows[i].tell(&d, &l))
			doctor_put(m, doctor_rows[i].fact, &l);
	}
	physmon_offers(root, doctor_target, m);
	return doctor_conclude(m);
}
