/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * explain_open: the sentences about files that can't be opened: /dev/mem, other devices, /proc/kcore. The kernel
 * decides in drivers/char/mem.c (open_port) and fs/proc/kcore.c (open_kcore): the mode of the node first, then
 * CAP_SYS_RAWIO and lockdown.
 */
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>

#include "error.h"
#include "explain.h"
#include "root_path.h"
#include "text.h"

static int open_error(const char *path, int err, const char *cause, struct physmon_error *e)
{
	return error_set(e, PHYSMON_E_OPEN, err, "can't open %.100s: %s", path, cause);
}

static int open_incapable(const char *path, int err, struct physmon_error *e)
{
	return open_error(path, err,
			  "this process lacks CAP_SYS_RAWIO; run as root, for instance with sudo, or give the"
			  " container that capability",
			  e);
}

static int open_locked(const char *path, const struct policy *p, int err, struct physmon_error *e)
{
	return error_set(e, PHYSMON_E_OPEN, err,
			 "can't open %.100s: kernel lockdown (%s) forbids it to everyone; lockdown comes with Secure"
			 " Boot or with lockdown= on the kernel's command line, and ends by a boot without them",
			 path, policy_lockdown_word(p->lockdown));
}

/* @owned: the sentence names the file's owner. */
static int open_refused(const char *root, const char *path, bool owned, const struct policy *p, int err,
			struct physmon_error *e)
{
	char whole[PATH_MAX], owner[64] = "";
	struct stat st;

	if (p->euid == 0 || root_path(whole, sizeof(whole), root, path) || stat(whole, &st))
		return open_error(path, err,
				  "permission denied: by a security module (SELinux, AppArmor), or for want of"
				  " CAP_DAC_OVERRIDE",
				  e);
	if (owned)
		text_print(owner, sizeof(owner), " (owner %lu, group %lu)", (unsigned long)st.st_uid,
			   (unsigned long)st.st_gid);
	return error_set(e, PHYSMON_E_OPEN, err,
			 "can't open %.100s: its mode %04o%s keeps user %lu out; run as root, for instance with sudo",
			 path, (unsigned)st.st_mode & 07777, owner, (unsigned long)p->euid);
}

/* --- /dev/mem ------------------------------------------------------------------------------------------------ */

#define DEVMEM "/dev/mem"

static const char *devmem_absent(const struct policy *p)
{
	if (p->devmem == POLICY_NO)
		return "there is none, since this kernel lacks CONFIG_DEVMEM";
	if (p->devmem == POLICY_YES)
		return "there is none, though this kernel has CONFIG_DEVMEM: a container hides it, or it wants"
		       " \"mknod -m 600 /dev/mem c 1 1\"";
	return "there is none: this kernel lacks CONFIG_DEVMEM, or a container hides it";
}

static int devmem_forbidden(const struct policy *p, int err, struct physmon_error *e)
{
	if (p->lockdown == LOCKDOWN_INTEGRITY || p->lockdown == LOCKDOWN_CONFIDENTIALITY)
		return open_locked(DEVMEM, p, err, e);
	if (p->rawio == POLICY_NO)
		return open_incapable(DEVMEM, err, e);
	return open_error(
		DEVMEM, err,
		p->lockdown == LOCKDOWN_UNKNOWN
			? "not permitted, for a reason that can't be told: perhaps kernel lockdown (see dmesg,"
			  " or mount securityfs on /sys/kernel/security), perhaps a container's rules"
			: "not permitted, and neither lockdown nor a missing CAP_SYS_RAWIO explains it:"
			  " perhaps a container's rules (device cgroup, user namespace, seccomp)",
		e);
}

int explain_open(const char *root, int err, struct physmon_error *e)
{
	struct policy p;

	if (!e)
		return -err;
	policy_read(root, &p);
	switch (err) {
	case ENOENT:
		return open_error(DEVMEM, err, devmem_absent(&p), e);
	case EACCES:
		return open_refused(root, DEVMEM, true, &p, err, e);
	case EPERM:
		return devmem_forbidden(&p, err, e);
	case ENXIO:
	case ENODEV:
		return open_error(DEVMEM, err, "the node has no driver behind it: this kernel lacks CONFIG_DEVMEM", e);
	}
	return open_error(DEVMEM, err, strerror(err), e);
}

/* --- others -------------------------------------------------------------------------------------------------- */

static int device_forbidden(const struct explain_device *d, const struct policy *p, int err, struct physmon_error *e)
{
	if (p->rawio == POLICY_NO)
		return open_incapable(d->path, err, e);
	if (p->lockdown >= d->locked_from)
		return open_locked(d->path, p, err, e);
	return open_error(
		d->path, err,
		p->lockdown == LOCKDOWN_UNKNOWN
			? "not permitted: perhaps by kernel lockdown (see dmesg), perhaps by a container's rules"
			: "not permitted, and neither lockdown nor a missing CAP_SYS_RAWIO explains it: perhaps"
			  " a container's rules",
		e);
}

int explain_open_device(const char *root, const struct explain_device *d, int err, struct physmon_error *e)
{
	struct policy p;

	if (!e)
		return -err;
	if (err == ENOENT || err == ENXIO || err == ENODEV)
		return error_set(e, PHYSMON_E_OPEN, err, "can't open %.100s: there is none: %s", d->path, d->absent);
	policy_read(root, &p);
	if (err == EPERM)
		return device_forbidden(d, &p, err, e);
	if (err == EACCES)
		return open_refused(root, d->path, false, &p, err, e);
	return open_error(d->path, err, strerror(err), e);
}
