/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * be_kcore: kernel memory, by virtual or physical address, through the ELF core /proc/kcore or a saved ELF core.
 * Read-only, since the kernel makes a copy: it works where /dev/mem is closed to System RAM. Addresses outside of all
 * segments are refused here, though the kernel would read some of them as zeros.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "backend.h"
#include "elfcore.h"
#include "error.h"
#include "explain.h"
#include "root_path.h"
#include "text.h"
#include "units.h"

#define KCORE_PATH "/proc/kcore"

struct kcore {
	struct elfcore *core;
	const char *path; /* in the specification, or KCORE_PATH */
	enum elfcore_by by;
	uint64_t page;
	int fd; /* the target's */
};

/* [phys[:PATH]] or [PATH]; a file of that name is ./phys. */
static enum elfcore_by kcore_parse(const char *rest, const char **path)
{
	static const char word[] = "phys";
	const size_t n = sizeof(word) - 1;

	*path = rest ? rest : KCORE_PATH;
	if (!rest || strncmp(rest, word, n) || (rest[n] && rest[n] != ':'))
		return ELFCORE_VIRTUAL;
	*path = rest[n] ? rest + n + 1 : KCORE_PATH;
	return ELFCORE_PHYSICAL;
}

/* A path may be that of another machine's memory; symbols can be read from a file as well. */
static enum physmon_space kcore_space(const char *rest)
{
	const char *path;

	if (kcore_parse(rest, &path) == ELFCORE_VIRTUAL)
		return PHYSMON_SPACE_KERNEL;
	return strchr(rest, ':') ? PHYSMON_SPACE_OWN : PHYSMON_SPACE_PHYSICAL;
}

static int64_t kcore_pread(void *ctx, uint64_t offset, void *buf, size_t nbytes)
{
	const struct kcore *k = ctx;
	ssize_t n;

	if (offset > INT64_MAX)
		return -EOVERFLOW;
	do
		n = pread(k->fd, buf, nbytes, (off_t)offset);
	while (n < 0 && errno == EINTR);
	return n < 0 ? -errno : n;
}

static int kcore_open_failed(const struct kcore *k, int err, struct physmon_error *e)
{
	static const struct explain_device device = {
		.path = KCORE_PATH,
		.absent = "this kernel lacks CONFIG_PROC_KCORE, or /proc isn't mounted",
		.locked_from = LOCKDOWN_CONFIDENTIALITY,
	};

	if (!strcmp(k->path, KCORE_PATH))
		return explain_open_device("", &device, err, e);
	return error_set(e, PHYSMON_E_OPEN, err, "can't open " SHOWN ": %s", k->path, strerror(err));
}

static int kcore_load(struct kcore *k, struct physmon_error *e)
{
	const char *why;
	const int r = elfcore_read(kcore_pread, k, &k->core, &why);

	if (r == -ENOMEM)
		return error_no_memory(e);
	if (r == -ENOEXEC)
		return error_set(e, PHYSMON_E_OPEN, -r, "can't use " SHOWN " as a core: %s", k->path, why);
	if (r)
		return error_set(e, PHYSMON_E_OPEN, -r, "can't read the header of " SHOWN ": %s", k->path,
				 strerror(-r));
	return 0;
}

static int kcore_open(struct physmon_target *t, const char *rest, const struct physmon_options *o,
		      struct physmon_error *e)
{
	struct kcore *k = t->priv;
	int r;

	(void)o;
	k->page = (uint64_t)sysconf(_SC_PAGESIZE);
	k->by = kcore_parse(rest, &k->path);
	if (!*k->path)
		return error_set(e, PHYSMON_E_SPEC, EINVAL,
				 "target kcore needs something after its ':': kcore, kcore:phys, kcore:PATH or"
				 " kcore:phys:PATH");
	/* O_NONBLOCK: whatever else the path may be, opening it must not wait */
	t->fd = k->fd = open(k->path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (k->fd < 0)
		return kcore_open_failed(k, errno, e);
	r = kcore_load(k, e);
	if (r)
		return r;
	if (!elfcore_ends(k->core, k->by, &t->info.first, &t->info.last))
		return error_set(
			e, PHYSMON_E_OPEN, ENODATA, SHOWN " holds no memory%s", k->path,
			k->by == ELFCORE_PHYSICAL ? " with a physical address (kernels write these from 4.12 on)" : "");
	t->info.extent_known = true;
	t->info.read_only = true;
	t->read_only_cause = "a core is for reading only";
	return 0;
}

static int kcore_not_held(const struct physmon_target *t, const struct physmon_xfer *x, uint64_t addr, size_t *bad,
			  struct physmon_error *e)
{
	const struct kcore *k = t->priv;
	char where[50] = "";
	uint64_t next;
	int r;

	if (elfcore_next(k->core, k->by, addr, &next)) {
		text_print(where, sizeof(where), "; the next one begins at %08" PRIx64, next);
		*bad = units_within(x->step, x->nunits - x->done, next - addr);
	}
	r = error_set(e, PHYSMON_E_EXTENT, ERANGE, "no segment of " SHOWN " holds the %u bits at %08" PRIx64 "%s",
		      k->path, x->width * 8, addr, where);
	error_at(e, addr, x->width, x->done);
	return r;
}

/* Virtual addresses mean one thing only; of physical ones a crash dump has copies. */
static int kcore_two(const struct kcore *k, const struct physmon_xfer *x, uint64_t addr,
		     const struct elfcore_segment *s, const struct elfcore_segment *other, uint64_t until, size_t *bad,
		     struct physmon_error *e)
{
	*bad = units_within(x->step, x->nunits - x->done, until - addr + 1);
	error_set(e, PHYSMON_E_MAP, EINVAL,
		  "two segments of " SHOWN " hold %08" PRIx64 ": %08" PRIx64 "-%08" PRIx64 " at its byte %" PRIx64
		  ", and %08" PRIx64 "-%08" PRIx64 " at its byte %" PRIx64,
		  k->path, addr, s->first, s->last, s->offset, other->first, other->last, other->offset);
	error_at(e, addr, x->width, x->done);
	return -EINVAL;
}

static int kcore_failed(const struct physmon_target *t, const struct physmon_xfer *x, uint64_t addr, int err,
			size_t *bad, struct physmon_error *e)
{
	const struct kcore *k = t->priv;
	const char *why = strerror(err);

	*bad = units_within(x->step, x->nunits - x->done, k->page - (addr & (k->page - 1)));
	if (!err)
		why = "the file ends before it";
	else if (err == EPERM)
		why = "not permitted: the kernel was locked down (confidentiality) meanwhile";
	error_set(e, PHYSMON_E_MAP, err ? err : ENODATA, "can't read %u bits at %08" PRIx64 " through " SHOWN ": %s",
		  x->width * 8, addr, k->path, why);
	error_at(e, addr, x->width, x->done);
	return err ? -err : -ENODATA;
}

static int kcore_transfer(struct physmon_target *t, struct physmon_xfer *x, size_t *bad, struct physmon_error *e)
{
	const struct elfcore_segment *s = NULL, *other = NULL;
	struct kcore *k = t->priv;
	uint64_t addr, room, until = 0;
	size_t units, want, n;
	int64_t got;

	x->done = 0;
	*bad = 1;
	while (x->done < x->nunits) {
		addr = x->addr + x->done * x->step;
		if (!s || addr < s->first || addr > until) {
			s = elfcore_find(k->core, k->by, addr);
			until = s ? s->last : 0;
			if (s && k->by == ELFCORE_VIRTUAL)
				other = elfcore_other(k->core, k->by, s, addr, &until);
		}
		if (other)
			return kcore_two(k, x, addr, s, other, until, bad, e);
		room = s ? until - addr : 0; /* bytes after the first */
		if (!s || room < x->width - 1)
			return kcore_not_held(t, x, addr, bad, e);
		units = 1;
		if (x->step == x->width) {
			units = x->nunits - x->done;
			if ((room - (x->width - 1)) / x->width < units)
				units = (size_t)((room - (x->width - 1)) / x->width) + 1;
		}
		for (n = 0, want = units * x->width; n < want; n += (size_t)got) {
			got = kcore_pread(k, s->offset + (addr - s->first) + n, (char *)x->buf + x->done * x->width + n,
					  want - n);
			if (got <= 0) {
				x->done += n / x->width;
				return kcore_failed(t, x, addr + n / x->width * x->width, (int)-got, bad, e);
			}
		}
		x->done += units;
	}
	return 0;
}

static void kcore_close(struct physmon_target *t)
{
	struct kcore *k = t->priv;

	elfcore_free(k->core);
}

static void kcore_offer(const char *root, enum policy_lockdown lockdown, physmon_spec_fn *add, void *ctx)
{
	if (!root_path_exists(root, KCORE_PATH) || lockdown >= LOCKDOWN_CONFIDENTIALITY)
		return;
	add(ctx, "kcore", NULL);
	add(ctx, "kcore:phys", NULL);
}

const struct backend be_kcore = {
	.row = { "kcore", "kcore[:phys][:PATH]", "kernel memory, read-only", NULL, true },
	.widths = 1 | 2 | 4 | 8,
	.priv_size = sizeof(struct kcore),
	.private_ok = true,
	.space_of = kcore_space,
	.open = kcore_open,
	.transfer = kcore_transfer,
	.offer = kcore_offer,
	.close = kcore_close,
};
