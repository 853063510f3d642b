/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * machine, and what it is made of (claim, bound, there): made-up machines in a folder, out of which one tree of regions
 * comes. Excerpts of /proc/iomem are real kernels' (6.1: arm64 virt, raspi3b, x86_64 pc in QEMU).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>

#include <cmocka.h>

#include "arena.h"
#include "bound_drivers.h"
#include "machine.h"
#include "occupant.h"
#include "root_fixture.h"

static struct machine *load(void)
{
	struct machine *m = NULL;

	assert_int_equal(machine_load(root_folder(), &m), 0);
	assert_non_null(m);
	return m;
}

static void kernel(const char *config)
{
	struct utsname u;
	char name[256];

	assert_int_equal(uname(&u), 0);
	snprintf(name, sizeof(name), "/boot/config-%s", u.release);
	root_text(name, config);
}

#define STRICT "CONFIG_DEVMEM=y\nCONFIG_STRICT_DEVMEM=y\nCONFIG_IO_STRICT_DEVMEM=y\n"

/* "FIRST-LAST depth name access|..." of all regions. */
static void assert_regions(const struct machine *m, const char *expected)
{
	char text[4096] = "", *p = text;
	const struct machine_region *r;
	size_t i;

	for (i = 0; (r = machine_at(m, i)); i++)
		p += snprintf(p, sizeof(text) - (size_t)(p - text), "%llx-%llx %u %s %s|", (unsigned long long)r->first,
			      (unsigned long long)r->last, r->depth, r->name, machine_access_word(r->access));
	assert_string_equal(text, expected);
}

static void the_tree_holds_what_all_tell(void **state)
{
	struct machine *m;

	kernel(STRICT);
	root_text("/proc/iomem",
		  "00100000-002fffff : System RAM\n  00200000-0020ffff : Kernel code\n"
		  "09000000-09000fff : pl011@9000000\n  09000000-09000fff : 9000000.pl011 pl011@9000000\n");
	ROOT_CELLS("/proc/device-tree/memory@100000/reg", 0x100000, 0x400000);
	ROOT_CELLS("/proc/device-tree/pl011@9000000/reg", 0x9000000, 0x1000);
	ROOT_CELLS("/proc/device-tree/intc@8000000/reg", 0x8000000, 0x1000, 0x8010000, 0x1000);
	root_text("/sys/bus/pci/devices/0000:00:02.0/resource",
		  "0x000000000a000000 0x000000000a000fff 0x0000000000040200\n");
	root_text("/sys/bus/pci/devices/0000:00:02.0/vendor", "0x1234\n");
	root_text("/sys/bus/pci/devices/0000:00:02.0/device", "0x5678\n");
	root_text("/sys/bus/pci/devices/0000:00:02.0/class", "0x000000\n");
	m = load();
	assert_regions(m, "100000-4fffff 0 memory@100000 open|"
			  "100000-2fffff 1 System RAM ram|200000-20ffff 2 Kernel code ram|"
			  "8000000-8000fff 0 intc@8000000 open|8010000-8010fff 0 intc@8000000 open|"
			  "9000000-9000fff 0 pl011@9000000 claimed|"
			  "9000000-9000fff 1 9000000.pl011 pl011@9000000 claimed|"
			  "a000000-a000fff 0 0000:00:02.0/0 open|");
	assert_string_equal(machine_find(m, 0x200000, MACHINE_ANY)->name, "Kernel code");
	assert_string_equal(machine_find(m, 0x200000, MACHINE_NODE)->node->path, "/memory@100000");
	assert_string_equal(machine_find(m, 0x9000000, MACHINE_ANY)->node->path, "/pl011@9000000");
	assert_int_equal(machine_find(m, 0x8010000, MACHINE_ANY)->range->index, 1);
	assert_int_equal(machine_find(m, 0xa000800, MACHINE_PCI)->bar, 0);
	assert_null(machine_find(m, 0x600000, MACHINE_ANY));
	assert_null(machine_find(m, UINT64_MAX, MACHINE_ANY));
	assert_null(machine_find(m, 0x9000000, MACHINE_PCI));
	assert_false(m->hidden);
	assert_int_equal(machine_bits(m), 32);
	machine_free(m);
}

static void a_range_that_is_listed_takes_up_what_others_say_of_it(void **state)
{
	const struct machine_region *r;
	struct machine *m;

	kernel(STRICT);
	root_text("/proc/iomem", "10000000-3efeffff : pcie@10000000\n  10000000-100fffff : 0000:00:01.0\n");
	root_text("/sys/bus/pci/devices/0000:00:01.0/resource",
		  "0x0000000010000000 0x00000000100fffff 0x0000000000040200\n");
	root_text("/sys/bus/pci/devices/0000:00:01.0/vendor", "0x1234\n");
	root_text("/sys/bus/pci/devices/0000:00:01.0/device", "0x11e8\n");
	root_text("/sys/bus/pci/devices/0000:00:01.0/class", "0x000000\n");
	root_link("/sys/bus/pci/devices/0000:00:01.0/driver", "../../../bus/pci/drivers/edu");
	m = load();
	r = machine_find(m, 0x10000000, MACHINE_ANY);
	assert_string_equal(r->name, "0000:00:01.0");
	assert_true(r->listed && r->pci && r->depth == 1);
	assert_string_equal(r->driver, "edu");
	assert_null(machine_at(m, 2));
	machine_free(m);
}

/* Ranges that overlap without one holding the other, as no kernel lists them but a device tree may. */
static void what_overlaps_stands_side_by_side(void **state)
{
	struct machine *m;

	kernel(STRICT);
	root_text("/proc/iomem", "701000-702fff : a\n");
	ROOT_CELLS("/proc/device-tree/b/reg", 0x702000, 0x2000);
	ROOT_CELLS("/proc/device-tree/c/reg", 0x702800, 0x100);
	m = load();
	assert_regions(m, "701000-702fff 0 a claimed|702000-703fff 0 b claimed|702800-7028ff 1 c claimed|");
	assert_string_equal(machine_find(m, 0x702000, MACHINE_ANY)->name, "b");
	assert_string_equal(machine_find(m, 0x702880, MACHINE_ANY)->name, "c");
	machine_free(m);
}

static void what_dev_mem_would_say_goes_by_the_kernel(void **state)
{
	static const char iomem[] = "40000000-4bffffff : System RAM\n  40210000-4185ffff : Kernel code\n"
				    "09010000-09010fff : rtc-pl031\n10000000-3efeffff : PCI Bus 0000:00\n"
				    "  fd000000-fdffffff : 0000:00:02.0\n";
	struct machine *m;

	root_text("/proc/iomem", iomem);
	m = load(); /* what isn't known counts as the stricter */
	assert_int_equal(machine_find(m, 0x40000000, MACHINE_ANY)->access, MACHINE_RAM);
	assert_int_equal(machine_find(m, 0x09010000, MACHINE_ANY)->access, MACHINE_CLAIMED);
	assert_int_equal(machine_find(m, 0x10000000, MACHINE_ANY)->access, MACHINE_OPEN);
	assert_int_equal(machine_find(m, 0xfd000000, MACHINE_ANY)->access, MACHINE_OPEN);
	machine_free(m);
	kernel("CONFIG_DEVMEM=y\n");
	m = load();
	assert_int_equal(machine_find(m, 0x40000000, MACHINE_ANY)->access, MACHINE_OPEN);
	machine_free(m);
	kernel(STRICT);
	root_text("/proc/cmdline", "quiet iomem=relaxed\n");
	m = load();
	assert_int_equal(machine_find(m, 0x40210000, MACHINE_ANY)->access, MACHINE_RAM);
	assert_int_equal(machine_find(m, 0x09010000, MACHINE_ANY)->access, MACHINE_OPEN);
	machine_free(m);
	root_text("/proc/self/status", "CapEff:\t0000000000000000\n");
	m = load();
	assert_int_equal(machine_find(m, 0x09010000, MACHINE_ANY)->access, MACHINE_CLOSED);
	machine_free(m);
	root_text("/proc/self/status", "CapEff:\t000001ffffffffff\n");
	root_text("/sys/kernel/security/lockdown", "none integrity [confidentiality]\n");
	m = load();
	assert_int_equal(machine_find(m, 0x10000000, MACHINE_ANY)->access, MACHINE_CLOSED);
	machine_free(m);
}

/* A host bridge's windows carry its node's name; a device of ACPI's is told by it, not claimed by a driver. */
static void what_is_named_after_a_bus_or_by_acpi_is_no_claim(void **state)
{
	struct machine *m;

	kernel(STRICT);
	root_text("/proc/iomem", "8000000000-ffffffffff : pcie@10000000\n09030000-09030fff : pl061@9030000\n"
				 "fed00000-fed003ff : HPET 0\n  fed00000-fed003ff : PNP0103:00\n"
				 "fee00000-fee003ff : ABCD1234:00\n  fee00000-fee003ff : ABCD1234:00\n");
	root_put("/proc/device-tree/pcie@10000000/device_type", "pci", 4);
	m = load();
	assert_int_equal(machine_find(m, 0x8000000000, MACHINE_ANY)->access, MACHINE_OPEN);
	assert_int_equal(machine_find(m, 0x09030000, MACHINE_ANY)->access, MACHINE_CLAIMED);
	assert_int_equal(machine_find(m, 0xfed00000, MACHINE_ANY)->access, MACHINE_OPEN);
	assert_int_equal(machine_find(m, 0xfee00000, MACHINE_ANY)->access, MACHINE_CLAIMED);
	assert_int_equal(machine_bits(m), 40);
	machine_free(m);
}

static void hidden_addresses_leave_the_others(void **state)
{
	struct machine *m;

	root_text("/proc/iomem", "00000000-00000000 : System RAM\n00000000-00000000 : rtc-pl031\n");
	ROOT_CELLS("/proc/device-tree/pl031@9010000/reg", 0x9010000, 0x1000);
	m = load();
	assert_true(m->hidden);
	assert_non_null(m->iomem);
	assert_regions(m, "9010000-9010fff 0 pl031@9010000 unknown|");
	machine_free(m);
}

static void a_machine_that_tells_nothing_is_empty(void **state)
{
	struct machine *m = load();

	assert_null(machine_at(m, 0));
	assert_null(machine_find(m, 0, MACHINE_ANY));
	assert_true(m->hidden && !m->iomem);
	assert_false(m->cut);
	assert_int_equal(machine_bits(m), 32);
	machine_free(m);
	machine_free(NULL);
	assert_null(machine_at(NULL, 0));
}

/* --- names --------------------------------------------------------------------------------------------------- */

static uint64_t named(const struct machine *m, const char *name)
{
	struct machine_name found[4];

	if (machine_names_find(m, name, strlen(name), found, 4) != 1)
		fail_msg("%s is no name, or one of several", name);
	return found[0].addr;
}

static void make_board(void)
{
	kernel(STRICT);
	root_text("/proc/iomem",
		  "3f100000-3f100113 : 3f100000.watchdog pm\n3f200000-3f2000b3 : 3f200000.gpio gpio@7e200000\n"
		  "3f215040-3f21507f : serial\n");
	root_put("/proc/device-tree/aliases/serial0", "/soc/serial@7e201000", 21);
	ROOT_CELLS("/proc/device-tree/soc/ranges", 0x7e000000, 0x3f000000, 0x1000000);
	ROOT_CELLS("/proc/device-tree/soc/gpio@7e200000/reg", 0x7e200000, 0xb4);
	ROOT_CELLS("/proc/device-tree/soc/serial@7e201000/reg", 0x7e201000, 0x200);
	ROOT_CELLS("/proc/device-tree/soc/watchdog@7e100000/reg", 0x7e100000, 0x114, 0x7e00a000, 0x24);
	root_put("/proc/device-tree/soc/watchdog@7e100000/reg-names", "pm\0asb", 7);
}

static void regions_have_many_names(void **state)
{
	struct machine *m;

	make_board();
	m = load();
	assert_true(named(m, "gpio") == 0x3f200000);
	assert_true(named(m, "gpio@7e200000") == 0x3f200000);
	assert_true(named(m, "/soc/gpio@7e200000") == 0x3f200000);
	assert_true(named(m, "3f200000.gpio") == 0x3f200000);
	assert_true(named(m, "3f200000.gpio gpio@7e200000") == 0x3f200000);
	assert_true(named(m, "gpio/0") == 0x3f200000);
	assert_true(named(m, "watchdog") == 0x3f100000);
	assert_true(named(m, "watchdog/1") == 0x3f00a000);
	assert_true(named(m, "watchdog/asb") == 0x3f00a000);
	assert_true(named(m, "/soc/watchdog@7e100000/pm") == 0x3f100000);
	assert_true(named(m, "serial0") == 0x3f201000);
	assert_int_equal(machine_names_find(m, "", 0, NULL, 0), 0);
	assert_int_equal(machine_names_find(m, "gpi", 3, NULL, 0), 0);
	assert_int_equal(machine_names_find(m, "gpio/1", 6, NULL, 0), 0);
	machine_free(m);
}

static void what_several_could_be_called_is_each_of_them_once(void **state)
{
	struct machine_name found[2];
	struct machine *m;

	make_board();
	m = load();
	assert_int_equal(machine_names_find(m, "serial", 6, found, 2), 2);
	assert_true(found[0].addr == 0x3f201000);
	assert_string_equal(found[0].full, "/soc/serial@7e201000");
	assert_true(found[1].addr == 0x3f215040);
	assert_string_equal(found[1].full, "serial");
	assert_int_equal(machine_names_find(m, "serial", 6, found, 1), 2);
	assert_true(found[0].addr == 0x3f201000);
	machine_free(m);
}

static void note(void *ctx, const char *name)
{
	char *text = ctx;

	assert_true(strlen(text) + strlen(name) + 2 < 1024);
	strcat(strcat(text, name), "|");
}

static void names_can_be_completed(void **state)
{
	char text[1024] = "";
	struct machine *m;

	make_board();
	m = load();
	assert_int_equal(machine_names(m, "gpio", 4, note, text), 0);
	assert_string_equal(text, "gpio|gpio/0|gpio@7e200000|gpio@7e200000/0|");
	*text = '\0';
	assert_int_equal(machine_names(m, "nobody", 6, note, text), 0);
	assert_string_equal(text, "");
	machine_free(m);
}

/* --- who stands there ---------------------------------------------------------------------------------------- */

static void a_sentence_tells_driver_node_and_bar(void **state)
{
	struct occupant t;

	make_board();
	root_put("/proc/device-tree/soc/gpio@7e200000/compatible", "brcm,bcm2835-gpio", 18);
	root_link("/sys/bus/platform/devices/3f200000.gpio/of_node",
		  "../../../../firmware/devicetree/base/soc/gpio@7e200000");
	root_link("/sys/bus/platform/devices/3f200000.gpio/driver", "../../../../bus/platform/drivers/pinctrl-bcm2835");
	occupant_find(root_folder(), 0x3f200034, &t);
	assert_string_equal(t.name, "3f200000.gpio gpio@7e200000");
	assert_string_equal(t.facts, " (driver pinctrl-bcm2835, node /soc/gpio@7e200000, brcm,bcm2835-gpio)");
	occupant_find(root_folder(), 0x3f215040, &t);
	assert_string_equal(t.name, "serial");
	assert_string_equal(t.facts, "");
	occupant_find(root_folder(), 0, &t);
	assert_string_equal(t.name, "");
	assert_string_equal(t.facts, "");
}

static void drivers_are_found_by_node_and_by_name(void **state)
{
	struct bound_drivers *b;

	root_link("/sys/bus/platform/devices/a/of_node", "../x/firmware/devicetree/base/soc/a@1");
	root_link("/sys/bus/platform/devices/b/of_node", "../x/firmware/devicetree/base/soc/a@1");
	root_link("/sys/bus/platform/devices/b/driver", "../drivers/bee");
	root_link("/sys/bus/amba/devices/c/driver", "cee"); /* no folder: nothing that sysfs makes */
	root_put("/sys/bus/amba/devices/d/", "", 0);
	assert_int_equal(bound_drivers_load(root_folder(), &b), 0);
	assert_string_equal(bound_drivers_node(b, "/soc/a@1")->driver, "bee");
	assert_null(bound_drivers_node(b, "/soc"));
	assert_null(bound_drivers_named(b, "a", 1)->driver);
	assert_null(bound_drivers_named(b, "c", 1)->driver);
	assert_null(bound_drivers_named(b, "d", 1)->node);
	assert_null(bound_drivers_named(b, "dd", 2));
	bound_drivers_free(b);
	bound_drivers_free(NULL);
	assert_null(bound_drivers_named(NULL, "a", 1));
}

static void an_arena_gives_room_that_stays(void **state)
{
	struct arena a = { 0 };
	char *texts[500], expected[16], *large;
	size_t i;

	large = arena_take(&a, 100000);
	assert_non_null(large);
	memset(large, 'x', 100000);
	for (i = 0; i < 500; i++) {
		snprintf(expected, sizeof(expected), "text %zu", i);
		texts[i] = arena_text(&a, expected, strlen(expected));
		assert_non_null(texts[i]);
	}
	for (i = 0; i < 500; i++) {
		snprintf(expected, sizeof(expected), "text %zu", i);
		assert_string_equal(texts[i], expected);
	}
	assert_int_equal((uintptr_t)arena_take(&a, 1) % _Alignof(max_align_t), 0);
	assert_null(arena_take(&a, SIZE_MAX));
	assert_string_equal(arena_text(&a, NULL, 0), "");
	arena_free(&a);
	assert_int_equal(a.nbytes, 0);
}

int main(void)
{
#define R(name) cmocka_unit_test_setup_teardown(name, root_make, root_drop)
	const struct CMUnitTest tests[] = {
		R(the_tree_holds_what_all_tell),
		R(a_range_that_is_listed_takes_up_what_others_say_of_it),
		R(what_overlaps_stands_side_by_side),
		R(what_dev_mem_would_say_goes_by_the_kernel),
		R(what_is_named_after_a_bus_or_by_acpi_is_no_claim),
		R(hidden_addresses_leave_the_others),
		R(a_machine_that_tells_nothing_is_empty),
		R(regions_have_many_names),
		R(what_several_could_be_called_is_each_of_them_once),
		R(names_can_be_completed),
		R(a_sentence_tells_driver_node_and_bar),
		R(drivers_are_found_by_node_and_by_name),
		cmocka_unit_test(an_arena_gives_room_that_stays),
	};

	return cmocka_run_group_tests_name("machine", tests, NULL, NULL);
}
