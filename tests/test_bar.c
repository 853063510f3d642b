/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * be_pci and what it stands on: a made-up sysfs, in which regular files are the BARs and the configuration space. Real
 * devices are the kernels' in QEMU: "make check-vm".
 */
#include <errno.h>
#include <limits.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "access.h"
#include "backends.h"
#include "decoding.h"
#include "fake_root.h"
#include "guard.h"
#include "interrupt.h"
#include "pci_spec.h"
#include "unit.h"
#include "window.h"

#define DEVICE "0000:00:02.0"
#define AT(file) "/sys/bus/pci/devices/" DEVICE "/" file
#define NO_BAR "0x0 0x0 0x0\n"

/* BAR 0: 256 bytes in the middle of a page; 1: 256 ports; 2 and 3: 64 bits; 4: 32 KiB from a page on; 5: no address. */
#define RESOURCE \
	"0xfe010100 0xfe0101ff 0x40200\n" \
	"0xc000 0xc0ff 0x40101\n" \
	"0x8000000000 0x80000fffff 0x14220c\n" NO_BAR "0xfe020000 0xfe027fff 0x40200\n" \
	"0x0 0xfff 0x20040200\n" NO_BAR

static size_t page;

static void put_zeros(const char *name, size_t nbytes)
{
	char *bytes = calloc(1, nbytes);

	fake_put_bytes(name, bytes, nbytes);
	free(bytes);
}

static void put_command(unsigned command)
{
	unsigned char bytes[256] = { 0x34, 0x12, 0xe8, 0x11, (unsigned char)command, (unsigned char)(command >> 8) };

	bytes[255] = 0xee;
	fake_put_bytes(AT("config"), bytes, sizeof(bytes));
}

static int make(void **state)
{
	int r = fake_root_make(state);
	size_t i;
	char *bytes;

	page = (size_t)sysconf(_SC_PAGESIZE);
	fake_pci(DEVICE, "0x1234\n", "0x11e8\n", "0x00ff00\n", RESOURCE, NULL);
	fake_put(AT("enable"), "0\n");
	put_command(2);
	bytes = malloc(page > 0x8000 ? page : 0x8000);
	for (i = 0; i < page; i++)
		bytes[i] = (char)(i >> 8 & 15 ? i : 0xff);
	fake_put_bytes(AT("resource0"), bytes, page);
	free(bytes);
	put_zeros(AT("resource1"), 256);
	put_zeros(AT("resource2"), 0x100000);
	put_zeros(AT("resource2_wc"), 0x100000);
	put_zeros(AT("resource4"), page > 0x8000 ? page : 0x8000);
	fake_put("/proc/ioports", "c000-c0ff : 0000:00:02.0\n  c010-c01f : somedriver\n");
	return r;
}

static int opened(struct physmon_target **t, const char *rest, const struct physmon_options *o, struct physmon_error *e)
{
	char spec[PATH_MAX];

	snprintf(spec, sizeof(spec), "pci%s%s", rest ? ":" : "", rest ? rest : "");
	return target_open(fake_root(), spec, o, t, e);
}

static void says(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("\"%s\" does not say \"%s\"", text, part);
}

static void refuses(const char *rest, enum physmon_kind kind, int err, const char *part)
{
	struct physmon_target *t;
	struct physmon_error e = { 0 };

	assert_int_equal(opened(&t, rest, NULL, &e), -err);
	assert_int_equal(e.kind, kind);
	says(e.text, part);
}

/* --- specifications ------------------------------------------------------------------------------------------ */

static void every_part_of_a_specification_is_checked(void **state)
{
	static const struct {
		const char *rest, *part;
	} bad[] = {
		{ NULL, "needs a device and a BAR" },
		{ "", "needs a device and a BAR" },
		{ "00:02.0", "00:02.0 says no BAR" },
		{ "00:02.0/", "says no BAR" },
		{ "/0", "does not begin with a PCI device" },
		{ "02.0/0", "does not begin with a PCI device" },
		{ "00:20.0/0", "does not begin with a PCI device" },
		{ "00:02.0 /0", "does not begin with a PCI device" },
		{ "00:02.0/6", "6 is no BAR: those are 0 to 5, or config" },
		{ "00:02.0/00", "00 is no BAR" },
		{ "00:02.0/0x", "0x is no BAR" },
		{ "00:02.0/Config", "Config is no BAR" },
		{ "00:02.0/-1", "-1 is no BAR" },
		{ "00:02.0/0:", "\"\" is no memory type" },
		{ "00:02.0/0:WC", "\"WC\" is no memory type" },
		{ "00:02.0/0:wc:", "\"wc:\" is no memory type" },
		{ "00:02.0/config:wc", "nothing may follow config, not even \":wc\"" },
		{ "00:02.0/configs", "is no BAR" },
	};
	struct pci_spec s;
	struct physmon_error e;
	size_t i;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		assert_int_equal(pci_spec_parse(bad[i].rest, &s, &e), -EINVAL);
		assert_int_equal(e.kind, PHYSMON_E_SPEC);
		says(e.text, bad[i].part);
	}
	assert_int_equal(pci_spec_parse("1:0:2.0/2:wc", &s, &e), 0);
	assert_string_equal(s.dev.name, "0001:00:02.0");
	assert_true(s.bar == 2 && s.combine && !s.config);
	assert_int_equal(pci_spec_parse("00:02.0/config", &s, &e), 0);
	assert_true(s.config && !s.combine);
}

static void what_a_device_does_not_have_is_told(void **state)
{
	refuses("00:03.0/0", PHYSMON_E_OPEN, ENOENT, "no PCI device 0000:00:03.0: 'pci' lists");
	refuses("00:02.0/3", PHYSMON_E_OPEN, ENOENT, "no BAR 3 of its own: BAR 2 has 64 bits");
	refuses("00:02.0/5", PHYSMON_E_OPEN, ENXIO, "BAR 5 of 0000:00:02.0 has no address");
	refuses("00:02.0/1:wc", PHYSMON_E_OPEN, EINVAL, "BAR 1 of 0000:00:02.0 is I/O ports");
	refuses("00:02.0/4:wc", PHYSMON_E_OPEN, ENOENT, "leave :wc out");
	fake_put(AT("resource"), "0x1000 0x1fff 0x40200\n0x10 0x1f 0x40101\n");
	refuses("00:02.0/3", PHYSMON_E_OPEN, ENOENT, "no BAR 3: it has 0 (memory), 1 (I/O)");
	fake_put(AT("resource"), NO_BAR);
	refuses("00:02.0/0", PHYSMON_E_OPEN, ENOENT, "has no BAR at all, only /config");
	fake_drop("/sys");
	refuses("00:02.0/0", PHYSMON_E_OPEN, ENOENT, "this machine has no PCI bus");
}

/* --- memory -------------------------------------------------------------------------------------------------- */

static void address_0_is_where_the_bar_begins(void **state)
{
	struct physmon_target *t;
	struct physmon_error e;
	const struct windows *w;
	uint64_t v;

	assert_int_equal(opened(&t, "00:02.0/0", NULL, &e), 0);
	assert_int_equal(t->info.first, 0);
	assert_int_equal(t->info.last, 0xff);
	assert_true(t->info.extent_known && !t->info.by_copy && !t->info.read_only);
	assert_string_equal(t->info.note, "");
	assert_int_equal(physmon_read(t, 4, 4, &v, &e), 0);
	assert_int_equal(v, unit_get("\x04\x05\x06\x07", 4)); /* page offset 104 */
	assert_int_equal(physmon_read(t, 0xff, 1, &v, &e), 0);
	assert_int_equal(v, 0xff);
	assert_int_equal(physmon_write(t, 0x10, 2, 0xabab, &e), 0);
	assert_int_equal(physmon_read(t, 0x100, 1, &v, &e), -ERANGE);
	w = &t->windows;
	assert_int_equal(w->maps, 1);
	physmon_close(t);
	assert_int_equal((unsigned char)fake_get(AT("resource0"))[0x110], 0xab);
	assert_int_equal((unsigned char)fake_get(AT("resource0"))[0x112], 0x12);
}

static void what_can_not_be_written_is_opened_for_reading(void **state)
{
	static const char *const specs[] = { "00:02.0/0", "00:02.0/config" };
	struct physmon_target *t;
	struct physmon_error e;
	uint64_t v;

	if (!fake_busy(AT("resource0")) || !fake_busy(AT("config")))
		return;
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(opened(&t, specs[i], NULL, &e), 0);
		assert_true(t->info.read_only);
		says(t->info.note, "is refused (Text file busy), so it is opened for reading only");
		assert_int_equal(physmon_read(t, 0, 1, &v, &e), 0);
		assert_int_equal(physmon_write(t, 0, 1, 1, &e), -EROFS);
		physmon_close(t);
	}
}

static void bars_above_4_gib_and_write_combining_ones_open(void **state)
{
	struct physmon_target *t;
	struct physmon_error e;
	uint64_t v;

	assert_int_equal(opened(&t, "0000:00:02.0/2", NULL, &e), 0);
	assert_int_equal(t->info.last, 0xfffff);
	assert_int_equal(physmon_write(t, 0xffffc, 4, 0x12345678, &e), 0);
	physmon_close(t);
	assert_int_equal(opened(&t, "00:02.0/2:wc", NULL, &e), 0);
	assert_int_equal(physmon_read(t, 0xffffc, 4, &v, &e), 0);
	assert_int_equal(v, 0); /* another file here */
	physmon_close(t);
}

static void a_device_that_is_removed_is_not_accessed_any_more(void **state)
{
	struct physmon_target *t;
	struct physmon_error e;
	uint64_t v;

	assert_int_equal(opened(&t, "00:02.0/0", NULL, &e), 0);
	assert_int_equal(physmon_read(t, 0, 4, &v, &e), 0);
	fake_drop("/sys/bus/pci/devices/" DEVICE);
	assert_int_equal(physmon_read(t, 0, 4, &v, &e), -ENODEV);
	assert_int_equal(e.kind, PHYSMON_E_BUS);
	says(e.text, "reading 32 bits at 00000000 of BAR 0 of 0000:00:02.0: it was removed");
	/* a new one at the same place isn't it */
	fake_pci(DEVICE, "0x1234\n", "0x11e8\n", "0x00ff00\n", RESOURCE, NULL);
	assert_int_equal(physmon_write(t, 0, 4, 0, &e), -ENODEV);
	says(e.text, "writing 32 bits at 00000000 of BAR 0");
	assert_int_equal(physmon_read(t, 0, 4, &v, NULL), -ENODEV);
	physmon_close(t);
}

static void a_bus_error_is_told_with_the_bar(void **state)
{
	struct physmon_target *t;
	struct physmon_error e;
	uint64_t v;

	fake_put(AT("resource4"), ""); /* nothing behind the mapping */
	assert_int_equal(opened(&t, "00:02.0/4", NULL, &e), 0);
	assert_int_equal(physmon_read(t, 8, 2, &v, &e), -EFAULT);
	says(e.text, "bus error reading 16 bits at 00000008 of BAR 4 of 0000:00:02.0: the device may be asleep");
	assert_int_equal(e.addr, 8);
	physmon_close(t);
}

static void a_kernel_that_hands_out_no_bars_is_told(void **state)
{
	fake_drop(AT("resource0"));
	refuses("00:02.0/0", PHYSMON_E_OPEN, ENOENT, "this kernel has no such file in sysfs");
	fake_drop(AT("resource1"));
	refuses("00:02.0/1", PHYSMON_E_OPEN, ENOENT, "BAR 1 of 0000:00:02.0 (resource1): this kernel has no such file");
	fake_drop(AT("resource"));
	fake_put(AT("resource/x"), "");
	refuses("00:02.0/0", PHYSMON_E_OPEN, EISDIR, "can't read sysfs' files of PCI device 0000:00:02.0");
}

static void who_holds_a_bar_is_named(void **state)
{
	const struct window_source *src;
	struct physmon_target *t;
	struct physmon_error e;

	assert_int_equal(opened(&t, "00:02.0/0", NULL, &e), 0);
	src = &t->windows.src;
	assert_int_equal(src->refused(src->ctx, EINVAL, 0x10, 4, &e), -EINVAL);
	says(e.text, "can't map 00000010 of BAR 0 of 0000:00:02.0: it is claimed, though");
	fake_put("/proc/iomem", "fe000000-fe0fffff : PCI Bus 0000:00\n"
				"  fe010100-fe0101ff : 0000:00:02.0\n"
				"    fe010100-fe01017f : efifb\n");
	src->refused(src->ctx, EINVAL, 0x10, 4, &e);
	says(e.text, "efifb has claimed it, by /proc/iomem");
	fake_link(AT("driver"), "../../../bus/pci/drivers/somedriver");
	src->refused(src->ctx, EINVAL, 0x10, 4, &e);
	says(e.text, "driver somedriver has claimed it; unbind it ('echo 0000:00:02.0 >"
		     " /sys/bus/pci/drivers/somedriver/unbind')");
	src->refused(src->ctx, ENODEV, 0x10, 4, &e);
	says(e.text, "BAR 0 of 0000:00:02.0: it was removed");
	src->refused(src->ctx, EPERM, 0x10, 4, &e);
	says(e.text, "perhaps kernel lockdown");
	fake_put("/sys/kernel/security/lockdown", "none [integrity] confidentiality\n");
	src->refused(src->ctx, EPERM, 0x10, 4, &e);
	says(e.text, "kernel lockdown (integrity) forbids it");
	src->refused(src->ctx, ENOMEM, 0x10, 4, &e);
	says(e.text, strerror(ENOMEM));
	physmon_close(t);
}

/* --- configuration space ------------------------------------------------------------------------------------- */

static void configuration_space_is_copied_in_its_widths(void **state)
{
	struct physmon_target *t;
	struct physmon_error e;
	uint64_t v;

	assert_int_equal(opened(&t, "00:02.0/config", NULL, &e), 0);
	assert_true(t->info.by_copy && t->info.extent_known);
	assert_int_equal(t->info.last, 255);
	assert_int_equal(physmon_read(t, 0, 4, &v, &e), 0);
	assert_int_equal(v, unit_get("\x34\x12\xe8\x11", 4));
	assert_int_equal(physmon_read(t, 255, 1, &v, &e), 0);
	assert_int_equal(v, 0xee);
	assert_int_equal(physmon_read(t, 0, 8, &v, &e), -EINVAL);
	assert_int_equal(physmon_read(t, 256, 1, &v, &e), -ERANGE);
	assert_int_equal(physmon_write(t, 0x3c, 1, 5, &e), 0);
	assert_int_equal(physmon_read(t, 0x3c, 1, &v, &e), 0);
	assert_int_equal(v, 5);
	/* as an ordinary user sees it */
	assert_int_equal(truncate(fake_path(AT("config")), 64), 0);
	assert_int_equal(physmon_read(t, 0x40, 4, &v, &e), -ENODATA);
	says(e.text,
	     "reading 32 bits at 00000040 of the configuration space of 0000:00:02.0: the kernel shows no more");
	fake_drop("/sys/bus/pci/devices/" DEVICE);
	assert_int_equal(physmon_read(t, 0, 4, &v, &e), -ENODEV);
	says(e.text, "it was removed");
	physmon_close(t);
}

/* --- ports --------------------------------------------------------------------------------------------------- */

static void ports_go_through_their_file_where_the_cpu_has_none(void **state)
{
	struct physmon_target *t;
	struct physmon_error e;
	uint64_t v;

	put_command(1);
	assert_int_equal(opened(&t, "00:02.0/1", NULL, &e), 0);
	assert_true(t->info.by_copy);
	assert_int_equal(t->info.last, 0xff);
	assert_int_equal(physmon_write(t, 0x20, 4, 0x01020304, &e), 0);
	assert_int_equal(physmon_read(t, 0x20, 4, &v, &e), 0);
	assert_int_equal(v, 0x01020304);
	assert_int_equal(physmon_read(t, 0x20, 8, &v, &e), -EINVAL);
	assert_int_equal(physmon_read(t, 0x12, 1, &v, &e), -EPERM);
	says(e.text, "somedriver has claimed ports c010-c01f; 'allow port' lets it through");
	physmon_allow(t, PHYSMON_PROTECT_PORT);
	assert_int_equal(physmon_read(t, 0x12, 1, &v, &e), 0);
	assert_int_equal(truncate(fake_path(AT("resource1")), 0x80), 0);
	assert_int_equal(physmon_read(t, 0xf0, 2, &v, &e), -ENODATA);
	says(e.text, "the kernel made no access of this width");
	physmon_close(t);
}

static void ports_that_begin_between_units_take_narrow_ones(void **state)
{
	struct physmon_target *t;
	struct physmon_error e;

	fake_put(AT("resource"), "0x3f6 0x3f9 0x110\n");
	fake_put(AT("resource0"), "....");
	assert_int_equal(opened(&t, "00:02.0/0", NULL, &e), 0);
	assert_int_equal(t->info.widths, 3);
	physmon_close(t);
}

/* --- decoding ------------------------------------------------------------------------------------------------ */

static const struct physmon_options enable = { .enable = true };

static unsigned command(void)
{
	const unsigned char *bytes = (const unsigned char *)fake_get(AT("config"));

	return bytes[4] | (unsigned)bytes[5] << 8;
}

static void a_device_that_is_off_says_so(void **state)
{
	const struct physmon_options read_only = { .read_only = true };
	struct physmon_target *t;
	struct physmon_error e;

	put_command(0x100);
	assert_int_equal(opened(&t, "00:02.0/0", &read_only, &e), 0);
	says(t->info.note, "0000:00:02.0 does not decode its memory BARs");
	says(t->info.note, "/sys/bus/pci/devices/0000:00:02.0/enable' for good"); /* it is whole */
	physmon_close(t);
	assert_int_equal(opened(&t, "00:02.0/1", NULL, &e), 0);
	says(t->info.note, "does not decode its I/O BARs");
	physmon_close(t);
	put_command(1);
	assert_int_equal(decoding_state(fake_root(), DEVICE, PCI_MEM), DECODING_OFF);
	assert_int_equal(decoding_state(fake_root(), DEVICE, PCI_IO), DECODING_ON);
	fake_put(AT("enable"), "2\n");
	assert_int_equal(decoding_state(fake_root(), DEVICE, PCI_MEM), DECODING_ON);
	assert_int_equal(opened(&t, "00:02.0/0", NULL, &e), 0);
	assert_string_equal(t->info.note, "");
	physmon_close(t);
	fake_drop(AT("enable"));
	fake_drop(AT("config"));
	assert_int_equal(decoding_state(fake_root(), DEVICE, PCI_MEM), DECODING_UNKNOWN);
}

static void enable_turns_it_on_and_close_puts_it_back(void **state)
{
	struct physmon_target *t;
	struct physmon_error e;

	put_command(0x100);
	assert_int_equal(opened(&t, "00:02.0/0", &enable, &e), 0);
	says(t->info.note, "0000:00:02.0 decodes its BARs while physmon has it open");
	says(t->info.note, "setpci -s 0000:00:02.0 COMMAND=0:7'"); /* it is whole */
	assert_string_equal(fake_get(AT("enable")), "1\n");
	put_command(0x146); /* what the kernel makes of it, and a bit that another has set meanwhile */
	physmon_close(t);
	assert_string_equal(fake_get(AT("enable")), "0\n");
	assert_int_equal(command(), 0x140);
}

static void what_is_on_is_left_alone(void **state)
{
	struct physmon_target *t;
	struct physmon_error e;

	fake_put(AT("enable"), "2\n");
	put_command(0x106);
	assert_int_equal(opened(&t, "00:02.0/0", &enable, &e), 0);
	assert_string_equal(fake_get(AT("enable")), "2\n");
	physmon_close(t);
	assert_string_equal(fake_get(AT("enable")), "2\n");
	assert_int_equal(command(), 0x106);
}

/* Ends a child that has it enabled by @sig; the config space is then as the kernel would have left it. */
static void end_by(int sig)
{
	struct physmon_target *t;
	int status, ready[2];
	pid_t child;
	char byte;

	put_command(0x100);
	assert_int_equal(pipe(ready), 0);
	child = fork();
	if (!child) {
		interrupt_install();
		interrupt_die_if_waiting(true);
		if (opened(&t, "00:02.0/0", &enable, NULL) || write(ready[1], "x", 1) != 1)
			_exit(1);
		for (;;)
			pause();
	}
	assert_int_equal(read(ready[0], &byte, 1), 1);
	assert_string_equal(fake_get(AT("enable")), "1\n");
	put_command(0x146);
	kill(child, sig);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), sig);
	close(ready[0]);
	close(ready[1]);
}

static void a_signal_that_ends_the_program_puts_it_back(void **state)
{
	const int signals[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };

	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
		fake_put(AT("enable"), "0\n");
		end_by(signals[i]);
		assert_string_equal(fake_get(AT("enable")), "0\n");
		assert_int_equal(command(), 0x140);
	}
	end_by(SIGKILL);
	assert_string_equal(fake_get(AT("enable")), "1\n");
}

static void two_devices_are_put_back_in_any_order(void **state)
{
	struct physmon_target *a, *b;
	struct physmon_error e;

	for (int first = 0; first < 2; first++) {
		put_command(0x100);
		assert_int_equal(opened(&a, "00:02.0/0", &enable, &e), 0);
		fake_put(AT("enable"), "0\n"); /* it stands for another device */
		assert_int_equal(opened(&b, "00:02.0/0", &enable, &e), 0);
		physmon_close(first ? a : b);
		fake_put(AT("enable"), "1\n");
		physmon_close(first ? b : a);
		assert_string_equal(fake_get(AT("enable")), "0\n");
		fake_put(AT("enable"), "1\n");
		physmon_abandon(); /* the list is empty */
		assert_string_equal(fake_get(AT("enable")), "1\n");
		fake_put(AT("enable"), "0\n");
	}
}

static void what_can_not_be_enabled_is_told(void **state)
{
	struct physmon_target *t;
	struct physmon_error e;

	fake_drop(AT("config"));
	assert_int_equal(opened(&t, "00:02.0/0", &enable, &e), -ENOENT);
	says(e.text, "can't enable 0000:00:02.0: config");
	fake_put(AT("config"), "...");
	assert_int_equal(opened(&t, "00:02.0/0", &enable, &e), -EIO);
	says(e.text, "its configuration space can't be read");
	put_command(0);
	fake_drop(AT("enable"));
	assert_int_equal(opened(&t, "00:02.0/0", &enable, &e), -ENOENT);
	says(e.text, "can't enable 0000:00:02.0: enable");
	fake_link(AT("enable"), "/dev/full");
	assert_int_equal(opened(&t, "00:02.0/0", &enable, &e), -ENOSPC);
	says(e.text, "can't enable 0000:00:02.0: enable");
}

#define T(test) cmocka_unit_test_setup_teardown(test, make, fake_root_remove)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_part_of_a_specification_is_checked),
		T(what_a_device_does_not_have_is_told),
		T(address_0_is_where_the_bar_begins),
		T(what_can_not_be_written_is_opened_for_reading),
		T(bars_above_4_gib_and_write_combining_ones_open),
		T(a_device_that_is_removed_is_not_accessed_any_more),
		T(a_bus_error_is_told_with_the_bar),
		T(a_kernel_that_hands_out_no_bars_is_told),
		T(who_holds_a_bar_is_named),
		T(configuration_space_is_copied_in_its_widths),
		T(ports_go_through_their_file_where_the_cpu_has_none),
		T(ports_that_begin_between_units_take_narrow_ones),
		T(a_device_that_is_off_says_so),
		T(enable_turns_it_on_and_close_puts_it_back),
		T(what_is_on_is_left_alone),
		T(a_signal_that_ends_the_program_puts_it_back),
		T(two_devices_are_put_back_in_any_order),
		T(what_can_not_be_enabled_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
