/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * be_kmem: /dev/kmem, which kernels before 5.13 may have, or a device with the same mmap: the offset is a virtual
 * address of the kernel, in the directly mapped part of its memory. Cached, as the kernel's own mapping (no O_SYNC).
 * All of it is kernel memory, so writes must be allowed first.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/utsname.h>

#include "backend.h"
#include "error.h"
#include "explain.h"
#include "mapped.h"
#include "root_path.h"
#include "text.h"

#define KMEM_PATH "/dev/kmem"

struct kmem {
	const char *path; /* in the specification, or KMEM_PATH */
};

/* Is the running kernel 5.13 or later? That removed it (drivers/char/mem.c, "drop /dev/kmem support"). */
static bool kmem_is_gone(const char *release)
{
	char *end;
	const unsigned long major = strtoul(release, &end, 10), minor = *end == '.' ? strtoul(end + 1, NULL, 10) : 0;

	return major > 5 || (major == 5 && minor >= 13);
}

static int kmem_open_failed(const struct kmem *k, int err, struct physmon_error *e)
{
	struct explain_device device = {
		.path = KMEM_PATH,
		.absent = "this kernel lacks CONFIG_DEVKMEM; kcore reads the same addresses",
		.locked_from = LOCKDOWN_INTEGRITY,
	};
	struct utsname u;

	if (strcmp(k->path, KMEM_PATH))
		return error_set(e, PHYSMON_E_OPEN, err, "can't open " SHOWN ": %s", k->path, strerror(err));
	if (!uname(&u) && kmem_is_gone(u.release))
		device.absent = "Linux has no /dev/kmem since 5.13; kcore reads the same addresses";
	return explain_open_device("", &device, err, e);
}

static int kmem_refused(void *ctx, int err, uint64_t addr, uint64_t nbytes, struct physmon_error *e)
{
	const struct physmon_target *t = ctx;
	const struct kmem *k = t->priv;
	const char *why = strerror(err);

	(void)nbytes;
	if (err == EIO || err == ENXIO)
		why = "there is none of the kernel's directly mapped memory (vmalloc and modules aren't in it)";
	else if (err == EPERM)
		why = "CONFIG_STRICT_DEVMEM keeps System RAM from it; kcore reads the same addresses";
	else if (err == EINVAL && addr >> 44 && sizeof(void *) == 4)
		why = "a program of 32 bits can't ask for this address";
	return error_set(e, PHYSMON_E_MAP, err, "can't map %08" PRIx64 " of " SHOWN ": %s", addr, k->path, why);
}

static int kmem_faulted(void *ctx, const struct guard_fault *f, const struct physmon_xfer *x, uint64_t addr,
			struct physmon_error *e)
{
	const struct physmon_target *t = ctx;
	const struct kmem *k = t->priv;

	return error_set(e, PHYSMON_E_BUS, EFAULT, "%s %s %u bits at %08" PRIx64 ": nothing behind " SHOWN " answered",
			 f->signal == SIGBUS ? "bus error" : "fault", mapped_doing(x), x->width * 8, addr, k->path);
}

static int kmem_open(struct physmon_target *t, const char *rest, const struct physmon_options *o,
		     struct physmon_error *e)
{
	static const struct window_source src = { .refused = kmem_refused, .faulted = kmem_faulted };
	struct kmem *k = t->priv;
	struct stat st;
	char how[120];
	int r;

	k->path = rest ? rest : KMEM_PATH;
	if (!*k->path)
		return error_set(e, PHYSMON_E_SPEC, EINVAL,
				 "target kmem needs a path after its ':': kmem or kmem:PATH");
	if (stat(k->path, &st))
		return kmem_open_failed(k, errno, e);
	if (!S_ISCHR(st.st_mode))
		return error_set(e, PHYSMON_E_OPEN, ENODEV,
				 SHOWN " is no character device: kmem is for those that map like /dev/kmem", k->path);
	text_print(how, sizeof(how), "through %.100s", k->path);
	r = mapped_open(t, k->path, O_NONBLOCK | O_NOCTTY | O_CLOEXEC, how);
	if (r)
		return kmem_open_failed(k, -r, e);
	mapped_windows(t, &src, o);
	return 0;
}

static int kmem_learn(struct physmon_target *t, struct physmon_error *e)
{
	t->ram_cause = "this is the kernel's own memory";
	return physmon_protect(t, 0, UINT64_MAX, PHYSMON_PROTECT_RAM, e);
}

static void kmem_offer(const char *root, enum policy_lockdown lockdown, physmon_spec_fn *add, void *ctx)
{
	if (root_path_exists(root, KMEM_PATH) && lockdown < LOCKDOWN_INTEGRITY)
		add(ctx, "kmem", NULL);
}

const struct backend be_kmem = {
	.row = { "kmem", "kmem[:PATH]", "kernel memory by mmap, as /dev/kmem had it", NULL, false },
	.widths = 1 | 2 | 4 | 8,
	.priv_size = sizeof(struct kmem),
	.space = PHYSMON_SPACE_KERNEL,
	.open = kmem_open,
	.transfer = mapped_transfer,
	.learn = kmem_learn,
	.offer = kmem_offer,
};
