/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * port: x86 I/O ports by the CPU's own instructions, for the target port and for I/O BARs of PCI devices; and which of
 * them a driver has claimed. One unit is one in or out of its width. It opens nothing.
 */
#pragma once

#include <physmon.h>

#define PORT_LAST 0xffffu /* the CPU has 64 Ki of them */

/*
 * port_permit - ask the kernel to let this thread use ports [@first, @last] itself, until the process ends: another
 * target may need it. 0; -ENOSYS: this CPU has no I/O instructions, or the kernel no ioperm (x86 without
 * CONFIG_X86_IOPL_IOPERM); -EPERM: no CAP_SYS_RAWIO, or lockdown.
 */
int port_permit(uint64_t first, uint64_t last);

/* port_refused - the sentence for port_permit()'s -EPERM, and for /dev/port's (@err: open's). Returns -@err. */
int port_refused(const char *root, int err, struct physmon_error *e);

/*
 * port_transfer - transfer() of struct backend, at port @base + x->addr. -EFAULT: the CPU refused (SIGSEGV), as without
 * port_permit().
 */
int port_transfer(uint64_t base, struct physmon_xfer *x, struct physmon_error *e);

/*
 * port_protect - protect (PHYSMON_PROTECT_PORT) those of the ports [@base, @base + @n) that /proc/ioports shows as
 * claimed, or all of them if it can't be read. The target's address 0 is port @base. 0 or physmon_protect()'s -errno.
 * port_claimant - the driver that has claimed the port @port, as the beginning of a sentence ("serial has claimed ports
 * 03f8-03ff"), into @out.
 */
int port_protect(struct physmon_target *t, uint64_t base, uint64_t n, struct physmon_error *e);
void port_claimant(const char *root, uint64_t port, char *out, size_t room);
