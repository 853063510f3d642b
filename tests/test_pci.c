/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * pci, pci_ids: a folder of made-up sysfs files stands for a machine; the texts are those of Debian's 6.1 kernels with
 * QEMU's edu, ivshmem and pci-testdev.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fake_root.h"
#include "pci.h"
#include "pci_ids.h"

#define NONE "0x0000000000000000 0x0000000000000000 0x0000000000000000\n"
#define EDU "0x0000000010000000 0x00000000100fffff 0x0000000000040200\n" NONE NONE NONE NONE NONE NONE
#define SHM \
	"0x0000000010101000 0x00000000101010ff 0x0000000000040200\n" NONE \
	"0x0000008000000000 0x00000080000fffff 0x000000000014220c\n" NONE NONE NONE NONE
#define TESTDEV \
	"0x0000000010100000 0x0000000010100fff 0x0000000000040200\n" \
	"0x0000000000001000 0x00000000000010ff 0x0000000000040101\n" NONE NONE NONE NONE NONE

static struct pci_device named(const char *name)
{
	struct pci_device d = { 0 };

	assert_int_equal(pci_parse_name(name, name + strlen(name), &d), 0);
	return d;
}

static void names_are_parsed_to_the_last_character(void **state)
{
	static const char *const bad[] = {
		"",	    "00",      "00:02",	     "00:02.",	 "00:02.8",	     "00:20.0",
		"100:02.0", "x:02.0",  "00:02.0 ",   ":00:02.0", "0000:00:02",	     "0:0:0:0.0",
		"00:.0",    "00:02,0", "0000::02.0", "00:02.00", "123456789:00:02.0"
	};
	struct pci_device d = named("00:02.0");
	size_t i;

	assert_string_equal(d.name, "0000:00:02.0");
	d = named("0001:af:1F.7");
	assert_string_equal(d.name, "0001:af:1f.7");
	assert_int_equal(d.domain, 1);
	assert_int_equal(d.bus, 0xaf);
	assert_int_equal(d.slot, 0x1f);
	assert_int_equal(d.function, 7);
	d = named("10000:00:02.0"); /* behind a VMD bridge */
	assert_string_equal(d.name, "10000:00:02.0");
	d = named("ffffffff:0:1.0");
	assert_string_equal(d.name, "ffffffff:00:01.0");
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_int_equal(pci_parse_name(bad[i], bad[i] + strlen(bad[i]), &d), -EINVAL);
}

static void bars_come_from_the_lines_of_resource(void **state)
{
	struct pci_bar b[PCI_BARS];
	unsigned i;

	pci_parse_resource(SHM, strlen(SHM), b);
	assert_int_equal(b[0].space, PCI_MEM);
	assert_int_equal(b[0].first, 0x10101000);
	assert_int_equal(b[0].last, 0x101010ff);
	assert_false(b[0].wide || b[0].prefetch || b[0].unset);
	assert_int_equal(b[1].space, PCI_NONE);
	assert_int_equal(b[2].space, PCI_MEM);
	assert_int_equal(b[2].first, 0x8000000000);
	assert_true(b[2].wide && b[2].prefetch);
	assert_int_equal(b[3].space, PCI_NONE);
	pci_parse_resource(TESTDEV, strlen(TESTDEV), b);
	assert_int_equal(b[1].space, PCI_IO);
	assert_int_equal(b[1].first, 0x1000);
	pci_parse_resource("", 0, b);
	for (i = 0; i < PCI_BARS; i++)
		assert_int_equal(b[i].space, PCI_NONE);
}

static void a_bar_without_an_address_is_unset(void **state)
{
	static const char text[] = "0x0000000000000000 0x0000000000000fff 0x0000000020040200";
	struct pci_bar b[PCI_BARS];

	pci_parse_resource(text, strlen(text), b);
	assert_int_equal(b[0].space, PCI_MEM);
	assert_true(b[0].unset);
}

static void malformed_lines_are_no_bars(void **state)
{
	static const char *const bad[] = {
		"0x10 0x1f",
		"0x10 0x1f 0x200 0x0",
		"0x1f 0x10 0x200",
		"x 0x1f 0x200",
		"0x10 0x1f 0x200x",
		"0x10000000000000000 0x1f 0x200",
		"0x10 0x1f 0x40",
		"\n\n",
		"   ",
	};
	struct pci_bar b[PCI_BARS];
	size_t i, n;

	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		pci_parse_resource(bad[i], strlen(bad[i]), b);
		for (n = 0; n < PCI_BARS; n++)
			assert_int_equal(b[n].space, PCI_NONE);
	}
}

static void devices_come_in_order_with_all_that_sysfs_tells(void **state)
{
	const struct pci_device *d;
	struct pci *p;

	fake_pci("0000:00:03.0", "0x1b36\n", "0x0005\n", "0x00ff00\n", TESTDEV, NULL);
	fake_pci("0000:00:01.0", "0x1234\n", "0x11e8\n", "0x00ff00\n", EDU, "pmclaim");
	fake_pci("0000:00:02.0", "0x1af4\n", "0x1110\n", "0x050000\n", SHM, NULL);
	fake_put("/sys/bus/pci/devices/rubbish/resource", EDU);
	fake_put("/sys/bus/pci/devices/0000:00:04.0/vendor", "0x1234\n"); /* on its way out: no resource */
	fake_put("/sys/bus/pci/devices/00:05.0/resource", EDU);		  /* not how sysfs spells it */
	assert_true(pci_present(fake_root()));
	assert_int_equal(pci_load(fake_root(), &p), 0);
	d = pci_at(p, 0);
	assert_string_equal(d->name, "0000:00:01.0");
	assert_int_equal(d->vendor, 0x1234);
	assert_int_equal(d->device, 0x11e8);
	assert_int_equal(d->class_code, 0xff00);
	assert_string_equal(d->driver, "pmclaim");
	assert_string_equal(pci_at(p, 1)->name, "0000:00:02.0");
	assert_string_equal(pci_at(p, 1)->driver, "");
	assert_string_equal(pci_at(p, 2)->name, "0000:00:03.0");
	assert_null(pci_at(p, 3));
	pci_free(p);
	pci_free(NULL);
	assert_null(pci_at(NULL, 0));
}

static void a_machine_without_pci_has_no_devices(void **state)
{
	struct pci_device d = named("00:01.0");
	struct pci *p;

	fake_drop("/sys");
	assert_false(pci_present(fake_root()));
	assert_int_equal(pci_load(fake_root(), &p), -ENOENT);
	assert_int_equal(pci_read(fake_root(), &d), -ENOENT);
	fake_put("/sys/bus/pci/devices/x", "");
	assert_int_equal(pci_load(fake_root(), &p), 0);
	assert_null(pci_at(p, 0));
	pci_free(p);
}

static void numbers_that_are_none_are_zero(void **state)
{
	struct pci_device d = named("00:07.0");

	fake_pci(d.name, "0x12345\n", "foo\n", "\n", EDU, "name\twith\nrubbish-that-is-longer-than-any-driver's-name");
	assert_int_equal(pci_read(fake_root(), &d), 0);
	assert_int_equal(d.vendor, 0);
	assert_int_equal(d.device, 0);
	assert_int_equal(d.class_code, 0);
	assert_string_equal(d.driver, "name?with?rubbish-that-is-longe");
}

static const char ids_text[] = "# comment\n"
			       "1234  Technical Corp.\n"
			       "\t1111  QEMU Virtual Video Controller\n"
			       "\t\t1af4 1100  Sub\n"
			       "\t11e8  edu \xc3\xa9\n"
			       "\n"
			       "1af4  Red Hat, Inc.\n"
			       "\t1110  Inter-VM shared memory\n"
			       "C 05  Memory controller\n"
			       "\t00  RAM memory\n"
			       "C ff  Unassigned class";

static const char *device_name(const char *ids, unsigned vendor, unsigned device)
{
	static char name[64];

	pci_ids_device(ids, (uint16_t)vendor, (uint16_t)device, name, sizeof(name));
	return name;
}

static const char *class_name(const char *ids, uint32_t class_code)
{
	static char name[64];

	pci_ids_class(ids, class_code, name, sizeof(name));
	return name;
}

static void names_come_from_pci_ids(void **state)
{
	const char *ids = ids_text;
	char small[8];

	assert_string_equal(device_name(ids, 0x1234, 0x11e8), "Technical Corp. edu ??");
	assert_string_equal(device_name(ids, 0x1234, 0x1111), "Technical Corp. QEMU Virtual Video Controller");
	assert_string_equal(device_name(ids, 0x1234, 0x9999), "Technical Corp.");
	assert_string_equal(device_name(ids, 0x1af4, 0x1110), "Red Hat, Inc. Inter-VM shared memory");
	assert_string_equal(device_name(ids, 0x1af4, 0x11e8), "Red Hat, Inc.");
	assert_string_equal(device_name(ids, 0x9999, 0x1110), "");
	assert_string_equal(class_name(ids, 0x050000), "RAM memory");
	assert_string_equal(class_name(ids, 0x058000), "Memory controller");
	assert_string_equal(class_name(ids, 0xff0000), "Unassigned class");
	assert_string_equal(class_name(ids, 0x0c0330), "");
	pci_ids_device(ids, 0x1234, 0x1111, small, sizeof(small));
	assert_string_equal(small, "Technic");
	assert_string_equal(device_name(NULL, 0x1234, 0x1111), "");
}

static void pci_ids_is_found_where_distributions_keep_it(void **state)
{
	char *ids;

	assert_null(pci_ids_load(fake_root()));
	fake_put("/usr/share/hwdata/pci.ids", ids_text);
	ids = pci_ids_load(fake_root());
	assert_non_null(ids);
	assert_string_equal(class_name(ids, 0x050000), "RAM memory");
	free(ids);
	fake_put("/usr/share/misc/pci.ids", "C 05  Another\n");
	ids = pci_ids_load(fake_root());
	assert_non_null(ids);
	assert_string_equal(class_name(ids, 0x050000), "Another");
	free(ids);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_parsed_to_the_last_character),
		cmocka_unit_test(bars_come_from_the_lines_of_resource),
		cmocka_unit_test(a_bar_without_an_address_is_unset),
		cmocka_unit_test(malformed_lines_are_no_bars),
		cmocka_unit_test_setup_teardown(devices_come_in_order_with_all_that_sysfs_tells, fake_root_make,
						fake_root_remove),
		cmocka_unit_test_setup_teardown(a_machine_without_pci_has_no_devices, fake_root_make, fake_root_remove),
		cmocka_unit_test_setup_teardown(numbers_that_are_none_are_zero, fake_root_make, fake_root_remove),
		cmocka_unit_test(names_come_from_pci_ids),
		cmocka_unit_test_setup_teardown(pci_ids_is_found_where_distributions_keep_it, fake_root_make,
						fake_root_remove),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
