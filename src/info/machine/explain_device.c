/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * explain_device: the sentences about devices other than /dev/mem. The kernel decides in drivers/char/mem.c
 * (open_port) and fs/proc/kcore.c (open_kcore): the mode of the node first, then CAP_SYS_RAWIO, then lockdown.
 */
#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>

#include "error.h"
#include "explain.h"
#include "root_path.h"
#include "text.h"

static int device_error(const struct explain_device *d, int err, const char *cause, struct physmon_error *e)
{
	return error_set(e, PHYSMON_E_OPEN, err, "can't open %.100s: %s", d->path, cause);
}

static int device_forbidden(const struct explain_device *d, const struct policy *p, int err, struct physmon_error *e)
{
	if (p->rawio == POLICY_NO)
		return device_error(d, err,
				    "this process lacks CAP_SYS_RAWIO; run as root, for instance with sudo, or give the"
				    " container that capability",
				    e);
	if (p->lockdown >= d->locked_from)
		return error_set(
			e, PHYSMON_E_OPEN, err,
			"can't open %.100s: kernel lockdown (%s) forbids it to everyone; lockdown comes with"
			" Secure Boot or with lockdown= on the kernel's command line, and ends by a boot without"
			" them",
			d->path, policy_lockdown_word(p->lockdown));
	return device_error(
		d, err,
		p->lockdown == LOCKDOWN_UNKNOWN
			? "not permitted: perhaps by kernel lockdown (see dmesg), perhaps by a container's rules"
			: "not permitted, and neither lockdown nor a missing CAP_SYS_RAWIO explains it: perhaps"
			  " a container's rules",
		e);
}

static int device_refused(const char *root, const struct explain_device *d, const struct policy *p, int err,
			  struct physmon_error *e)
{
	char path[PATH_MAX];
	struct stat st;

	if (p->euid == 0 || root_path(path, sizeof(path), root, d->path) || stat(path, &st))
		return device_error(d, err,
				    "permission denied: by a security module (SELinux, AppArmor), or for want of"
				    " CAP_DAC_OVERRIDE",
				    e);
	return error_set(e, PHYSMON_E_OPEN, err,
			 "can't open %.100s: its mode %04o keeps user %lu out; run as root, for instance with sudo",
			 d->path, (unsigned)st.st_mode & 07777, (unsigned long)p->euid);
}

int explain_device(const char *root, const struct explain_device *d, int err, struct physmon_error *e)
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
		return device_refused(root, d, &p, err, e);
	return device_error(d, err, strerror(err), e);
}
