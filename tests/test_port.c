/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * port and be_port: what /proc/ioports protects, /dev/port by copy in a made-up machine, and that an I/O instruction
 * without leave is caught. No test touches a real port.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "access.h"
#include "backends.h"
#include "fake_root.h"
#include "fd_transfer.h"
#include "guard.h"
#include "iomem.h"
#include "port.h"

/* Of a PC in QEMU. */
#define IOPORTS \
	"0000-0cf7 : PCI Bus 0000:00\n" \
	"  0000-001f : dma1\n" \
	"  0060-0060 : keyboard\n" \
	"  0170-0177 : 0000:00:01.1\n" \
	"    0170-0177 : ata_piix\n" \
	"  03f8-03ff : serial\n" \
	"  0510-051b : QEMU0002:00\n" \
	"  0600-063f : 0000:00:01.3\n" \
	"    0604-0605 : ACPI PM1a_CNT_BLK\n" \
	"0cf8-0cff : PCI conf1\n" \
	"0d00-ffff : PCI Bus 0000:00\n"

static int opened(struct physmon_target **t, const char *rest, const struct physmon_options *o, struct physmon_error *e)
{
	char spec[PATH_MAX];

	snprintf(spec, sizeof(spec), "port%s%s", rest ? ":" : "", rest ? rest : "");
	return target_open(fake_root(), spec, o, t, e);
}

static int make(void **state)
{
	int r = fake_root_make(state);
	char bytes[256];
	size_t i;

	for (i = 0; i < sizeof(bytes); i++)
		bytes[i] = (char)i;
	fake_put_bytes("/dev/port", bytes, sizeof(bytes));
	assert_int_equal(truncate(fake_path("/dev/port"), 65536), 0);
	fake_put("/proc/ioports", IOPORTS);
	return r;
}

static void says(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("\"%s\" does not say \"%s\"", text, part);
}

static void names_tell_claims_from_places(void **state)
{
	static const char *const claims[] = { "serial",	   "dma1",	  "PCI conf1",	  "ACPI PM_TMR",
					      "rtc0",	   "vga+",	  "0000:00:01",	  "QEMU02:00",
					      "PNP0C09:0", "PNP0C09:000", "pcie@10000000" };
	static const char *const places[] = { "PCI Bus 0000:00", "0000:00:01.1", "QEMU0002:00", "PNP0C09:00",
					      "pnp 00:03",	 "Reserved",	 "reserved" };
	struct iomem_region r = { .first = 0x100, .last = 0x1ff };
	size_t i;

	for (i = 0; i < sizeof(claims) / sizeof(claims[0]); i++) {
		r.name = claims[i];
		if (!iomem_is_port_claim(&r))
			fail_msg("%s is a claim", r.name);
	}
	for (i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		r.name = places[i];
		if (iomem_is_port_claim(&r))
			fail_msg("%s is a place", r.name);
	}
	r = (struct iomem_region){ .first = 0, .last = 0xffff, .name = "pcie@10000000" };
	assert_false(iomem_is_port_claim(&r)); /* a window of a bridge */
}

static void claimed_ports_wait_for_leave(void **state)
{
	struct physmon_target *t;
	struct physmon_error e;
	uint64_t v;

	assert_int_equal(opened(&t, NULL, NULL, &e), 0);
	assert_int_equal(physmon_read(t, 0x5f, 1, &v, &e), 0);
	assert_int_equal(v, 0x5f);
	assert_int_equal(physmon_read(t, 0x60, 1, &v, &e), -EPERM);
	assert_string_equal(e.text,
			    "reading 00000060 is refused: keyboard has claimed ports 0060-0060; 'allow port' lets"
			    " it through");
	assert_int_equal(physmon_write(t, 0x61, 1, 7, &e), 0);
	assert_int_equal(physmon_write(t, 0x3ff, 1, 7, &e), -EPERM);
	says(e.text, "serial has claimed ports 03f8-03ff");
	assert_int_equal(physmon_read(t, 0x170, 1, &v, &e), -EPERM);
	says(e.text, "ata_piix");
	assert_int_equal(physmon_read(t, 0x511, 1, &v, &e), 0);
	assert_int_equal(physmon_read(t, 0x600, 1, &v, &e), 0);
	assert_int_equal(physmon_read(t, 0x605, 1, &v, &e), -EPERM);
	assert_int_equal(physmon_read(t, 0xd00, 1, &v, &e), 0);
	physmon_allow(t, PHYSMON_PROTECT_PORT);
	assert_int_equal(physmon_read(t, 0x60, 1, &v, &e), 0);
	fake_drop("/proc/ioports");
	physmon_close(t);
}

static void what_can_not_be_told_is_claimed(void **state)
{
	struct physmon_target *t;
	struct physmon_error e;
	uint64_t v;

	fake_put("/proc/ioports", "0000-0000 : PCI Bus 0000:00\n  0000-0000 : dma1\n");
	assert_int_equal(opened(&t, NULL, NULL, &e), 0);
	assert_int_equal(physmon_read(t, 0x80, 1, &v, &e), -EPERM);
	says(e.text, "/proc/ioports hides its addresses, so any port may be claimed; 'allow port'");
	physmon_close(t);
	fake_drop("/proc/ioports");
	assert_int_equal(opened(&t, NULL, NULL, &e), 0);
	assert_int_equal(physmon_read(t, 0xffff, 1, &v, &e), -EPERM);
	says(e.text, "/proc/ioports can't be read, so any port may be claimed");
	/* who has gone meanwhile has no name any more */
	fake_put("/proc/ioports", IOPORTS);
	assert_int_equal(physmon_read(t, 0xffff, 1, &v, &e), -EPERM);
	says(e.text, "a driver had claimed this port");
	physmon_close(t);
}

static void the_file_moves_bytes_and_says_so(void **state)
{
	const struct physmon_options read_only = { .read_only = true };
	struct physmon_target *t;
	struct physmon_error e;
	uint64_t v;

	assert_int_equal(opened(&t, NULL, NULL, &e), 0);
	assert_true(t->info.by_copy && t->info.extent_known);
	assert_int_equal(t->info.widths, 1);
	assert_int_equal(t->info.last, 0xffff);
	says(t->info.note, "through /dev/port, 8 bits at a time");
	assert_int_equal(physmon_write(t, 0x80, 1, 0xa5, &e), 0);
	assert_int_equal(physmon_read(t, 0x80, 1, &v, &e), 0);
	assert_int_equal(v, 0xa5);
	assert_int_equal(physmon_read(t, 0x80, 2, &v, &e), -EINVAL);
	says(e.text, "port takes 8-bit accesses only");
	assert_int_equal(physmon_read(t, 0x10000, 1, &v, &e), -ERANGE);
	assert_int_equal(truncate(fake_path("/dev/port"), 0x100), 0);
	assert_int_equal(physmon_read(t, 0x100, 1, &v, &e), -ENODATA);
	says(e.text, "reading port 0100 through /dev/port");
	physmon_close(t);
	assert_int_equal(opened(&t, NULL, &read_only, &e), 0);
	assert_int_equal(physmon_write(t, 0x80, 1, 0, &e), -EROFS);
	physmon_close(t);
}

static void opening_tells_what_is_missing(void **state)
{
	struct physmon_target *t;
	struct physmon_error e;

	assert_int_equal(opened(&t, "1", NULL, &e), -EINVAL);
	says(e.text, "takes nothing after its name, not even \":1\"");
	fake_drop("/dev/port");
	assert_int_equal(opened(&t, NULL, NULL, &e), -ENOENT);
	says(e.text, "can't open /dev/port: there is none");
	fake_link("/dev/port", "/dev");
	assert_int_equal(opened(&t, NULL, NULL, &e), -EISDIR);
	says(e.text, strerror(EISDIR));
}

static void refusals_name_the_cause(void **state)
{
	struct physmon_error e;

	assert_int_equal(port_refused(fake_root(), EPERM, NULL), -EPERM);
	assert_int_equal(port_refused(fake_root(), EPERM, &e), -EPERM);
	says(e.text, "perhaps kernel lockdown");
	fake_put("/proc/self/status", "CapEff:\t0000000000000000\n");
	port_refused(fake_root(), EPERM, &e);
	says(e.text, "lacks CAP_SYS_RAWIO");
	fake_put("/sys/kernel/security/lockdown", "none integrity [confidentiality]\n");
	port_refused(fake_root(), EPERM, &e);
	says(e.text, "kernel lockdown (confidentiality) forbids it to everyone");
}

/* No ioperm was asked for, and the kernel lets nobody inherit it who has dropped it: the CPU refuses. */
static void an_instruction_without_leave_is_caught(void **state)
{
	uint8_t unit[2] = { 0x55, 0x66 };
	struct physmon_xfer x = { .dir = PHYSMON_READ, .width = 1, .addr = 0x80, .step = 1, .nunits = 2, .buf = unit };
	struct physmon_error e;

	assert_int_equal(guard_install(), 0);
	x.done = 9;
	if (!ACCESS_HAS_PORTS) {
		assert_int_equal(port_permit(0, PORT_LAST), -ENOSYS);
		assert_int_equal(port_transfer(0, &x, &e), -EINVAL);
		assert_int_equal(x.done, 0);
		return;
	}
	for (x.width = 1; x.width <= 4; x.width *= 2) {
		uint32_t units[2] = { 0 };

		x.buf = units;
		x.step = x.width;
		for (x.dir = PHYSMON_READ;; x.dir = PHYSMON_WRITE) {
			assert_int_equal(port_transfer(0x1000, &x, &e), -EFAULT);
			assert_int_equal(e.kind, PHYSMON_E_BUS);
			assert_int_equal(e.addr, 0x80);
			assert_int_equal(x.done, 0);
			says(e.text, "at port 1080: the kernel has not given this process leave");
			if (x.dir == PHYSMON_WRITE)
				break;
		}
	}
	assert_int_equal(port_permit(1, 0), -EINVAL);
	assert_int_equal(port_permit(0, PORT_LAST + 1), -EINVAL);
}

#if ACCESS_HAS_PORTS
/* The Makefile has the linker put this in the place of ioperm(). */
int __real_ioperm(unsigned long from, unsigned long n, int on);
int __wrap_ioperm(unsigned long from, unsigned long n, int on);
static int leave_fails; /* with this errno, or 0 */

int __wrap_ioperm(unsigned long from, unsigned long n, int on)
{
	errno = leave_fails;
	return leave_fails ? -1 : __real_ioperm(from, n, on);
}

static void a_user_gets_no_ports(void **state)
{
	struct physmon_target *t;
	struct physmon_error e;

	leave_fails = EPERM;
	assert_int_equal(target_open("", "port", NULL, &t, &e), -EPERM);
	assert_int_equal(e.kind, PHYSMON_E_OPEN);
	leave_fails = 0;
}
#endif

static void copies_are_one_call_a_unit(void **state)
{
	uint32_t units[3] = { 0 };
	struct physmon_xfer x = { .dir = PHYSMON_READ, .width = 4, .addr = 8, .step = 8, .nunits = 3, .buf = units };
	char bytes[24];
	int fd;

	memset(bytes, 7, sizeof(bytes));
	fake_put_bytes("/f", bytes, sizeof(bytes));
	fd = open(fake_path("/f"), O_RDWR | O_CLOEXEC);
	assert_int_equal(fd_transfer(fd, &x), -ENODATA); /* the third is behind the end */
	assert_int_equal(x.done, 2);
	assert_int_equal(units[1], 0x07070707);
	assert_int_equal(units[2], 0);
	x.dir = PHYSMON_WRITE;
	x.step = 0;
	assert_int_equal(fd_transfer(fd, &x), 0);
	assert_int_equal(x.done, 3);
	close(fd);
	assert_int_equal(fd_transfer(-1, &x), -EBADF);
	assert_int_equal(x.done, 0);
}

#define T(test) cmocka_unit_test_setup_teardown(test, make, fake_root_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_tell_claims_from_places),
		T(claimed_ports_wait_for_leave),
		T(what_can_not_be_told_is_claimed),
		T(the_file_moves_bytes_and_says_so),
		T(opening_tells_what_is_missing),
		T(refusals_name_the_cause),
		cmocka_unit_test(an_instruction_without_leave_is_caught),
#if ACCESS_HAS_PORTS
		T(a_user_gets_no_ports),
#endif
		T(copies_are_one_call_a_unit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
