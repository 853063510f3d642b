/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * devtree: trees as boards have them, property by property and as folders, and trees that no compiler makes. The
 * expected addresses are worked out by hand from the Devicetree Specification's rules.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "devtree.h"
#include "root_fixture.h"

static struct devtree *make(void)
{
	struct devtree *t = NULL;

	assert_int_equal(devtree_new(&t), 0);
	return t;
}

static uint32_t add(struct devtree *t, uint32_t parent, const char *name)
{
	uint32_t node = UINT32_MAX;

	assert_int_equal(devtree_add(t, parent, name, &node), 0);
	return node;
}

static void cells(struct devtree *t, uint32_t node, const char *name, size_t n, const uint32_t *v)
{
	unsigned char bytes[256];
	size_t i;

	assert_true(4 * n <= sizeof(bytes));
	for (i = 0; i < 4 * n; i++)
		bytes[i] = (unsigned char)(v[i / 4] >> (24 - 8 * (i % 4)));
	assert_int_equal(devtree_property(t, node, name, bytes, 4 * n), 0);
}

#define CELLS(t, node, name, ...) \
	cells(t, node, name, sizeof((const uint32_t[]){ __VA_ARGS__ }) / 4, (const uint32_t[]){ __VA_ARGS__ })

static void text(struct devtree *t, uint32_t node, const char *name, const char *value)
{
	assert_int_equal(devtree_property(t, node, name, value, strlen(value) + 1), 0);
}

/* The only range of the tree, or none. */
static const struct devtree_node *find_path(const struct devtree *t, const char *path)
{
	const struct devtree_node *n;
	uint32_t i;

	for (i = 0; (n = devtree_node(t, i)) && strcmp(n->path, path); i++)
		;
	return n;
}

static void assert_one(struct devtree *t, uint64_t first, uint64_t last)
{
	const struct devtree_range *r;

	assert_int_equal(devtree_finish(t), 0);
	r = devtree_range(t, 0);
	assert_non_null(r);
	if (r->first != first || r->last != last)
		fail_msg("%llx-%llx, not %llx-%llx", (unsigned long long)r->first, (unsigned long long)r->last,
			 (unsigned long long)first, (unsigned long long)last);
	assert_null(devtree_range(t, 1));
	devtree_free(t);
}

static void assert_none(struct devtree *t)
{
	assert_int_equal(devtree_finish(t), 0);
	assert_null(devtree_range(t, 0));
	devtree_free(t);
}

static void addresses_have_as_many_cells_as_the_bus_says(void **state)
{
	struct devtree *t = make();
	uint32_t n;

	CELLS(t, DEVTREE_ROOT, "#address-cells", 2);
	CELLS(t, DEVTREE_ROOT, "#size-cells", 2);
	n = add(t, DEVTREE_ROOT, "memory@840000000");
	CELLS(t, n, "reg", 8, 0x40000000, 1, 0);
	assert_one(t, 0x840000000, 0x93fffffff);

	t = make(); /* nothing said: one each, as the kernel has it */
	n = add(t, DEVTREE_ROOT, "uart@1000");
	CELLS(t, n, "reg", 0x1000, 0x20);
	assert_one(t, 0x1000, 0x101f);
}

static void a_bus_without_a_word_takes_the_one_above(void **state)
{
	struct devtree *t = make();
	uint32_t bus, n;

	CELLS(t, DEVTREE_ROOT, "#address-cells", 2);
	bus = add(t, DEVTREE_ROOT, "bus");
	assert_int_equal(devtree_property(t, bus, "ranges", "", 0), 0);
	n = add(t, bus, "uart");
	CELLS(t, n, "reg", 1, 0x1000, 0x20);
	assert_one(t, 0x100001000, 0x10000101f);
}

/* The Raspberry Pi's: 7e000000 on the bus is 3f000000 to the CPU. */
static void ranges_translate_upwards(void **state)
{
	struct devtree *t = make();
	uint32_t soc, n;

	soc = add(t, DEVTREE_ROOT, "soc");
	CELLS(t, soc, "ranges", 0x7e000000, 0x3f000000, 0x1000000, 0x40000000, 0x40000000, 0x1000);
	n = add(t, soc, "gpio@7e200000");
	CELLS(t, n, "reg", 0x7e200000, 0xb4);
	assert_one(t, 0x3f200000, 0x3f2000b3);

	t = make();
	soc = add(t, DEVTREE_ROOT, "soc");
	CELLS(t, soc, "ranges", 0x7e000000, 0x3f000000, 0x1000000, 0x40000000, 0x40000000, 0x1000);
	n = add(t, soc, "local_intc@40000000");
	CELLS(t, n, "reg", 0x40000000, 0x100);
	assert_one(t, 0x40000000, 0x400000ff);
}

static void two_buses_translate_twice(void **state)
{
	struct devtree *t = make();
	uint32_t outer, inner, n;

	CELLS(t, DEVTREE_ROOT, "#address-cells", 2);
	CELLS(t, DEVTREE_ROOT, "#size-cells", 2);
	outer = add(t, DEVTREE_ROOT, "axi");
	CELLS(t, outer, "#address-cells", 1);
	CELLS(t, outer, "#size-cells", 1);
	CELLS(t, outer, "ranges", 0x10000000, 0x4, 0x20000000, 0x1000000);
	inner = add(t, outer, "apb");
	CELLS(t, inner, "#address-cells", 1);
	CELLS(t, inner, "#size-cells", 1);
	CELLS(t, inner, "ranges", 0, 0x10800000, 0x10000);
	n = add(t, inner, "timer@3000");
	CELLS(t, n, "reg", 0x3000, 0x1000);
	assert_one(t, 0x420803000, 0x420803fff);
}

static void what_no_window_holds_has_no_address(void **state)
{
	struct devtree *t = make();
	uint32_t soc = add(t, DEVTREE_ROOT, "soc"), n;

	CELLS(t, soc, "ranges", 0x1000, 0x80000000, 0x1000);
	n = add(t, soc, "before");
	CELLS(t, n, "reg", 0xff0, 0x20);
	n = add(t, soc, "behind");
	CELLS(t, n, "reg", 0x2000, 0x20);
	n = add(t, soc, "nothing");
	CELLS(t, n, "reg", 0x1000, 0);
	assert_none(t);

	t = make(); /* what begins inside and ends outside is cut at the window's end */
	soc = add(t, DEVTREE_ROOT, "soc");
	CELLS(t, soc, "ranges", 0x1000, 0x80000000, 0x1000);
	n = add(t, soc, "across");
	CELLS(t, n, "reg", 0x1ff0, 0x20);
	assert_one(t, 0x80000ff0, 0x80000fff);
}

static void a_bus_without_ranges_leads_nowhere(void **state)
{
	struct devtree *t = make();
	uint32_t bus = add(t, DEVTREE_ROOT, "i2c-mux"), n;

	n = add(t, bus, "sensor@48");
	CELLS(t, n, "reg", 0x48, 1);
	assert_none(t);
}

static void numbers_of_devices_are_no_addresses(void **state)
{
	struct devtree *t = make();
	uint32_t cpus = add(t, DEVTREE_ROOT, "cpus"), n;

	CELLS(t, cpus, "#address-cells", 1);
	CELLS(t, cpus, "#size-cells", 0);
	assert_int_equal(devtree_property(t, cpus, "ranges", "", 0), 0);
	n = add(t, cpus, "cpu@1");
	CELLS(t, n, "reg", 1);
	assert_none(t);
}

static void below_pci_stand_functions_not_addresses(void **state)
{
	struct devtree *t = make();
	uint32_t pci = add(t, DEVTREE_ROOT, "pcie@10000000"), n;

	text(t, pci, "device_type", "pci");
	CELLS(t, pci, "#address-cells", 3);
	CELLS(t, pci, "#size-cells", 2);
	CELLS(t, pci, "reg", 0x10000000, 0x1000);
	CELLS(t, pci, "ranges", 0x02000000, 0, 0x20000000, 0x20000000, 0, 0x1000000);
	n = add(t, pci, "device@0");
	CELLS(t, n, "reg", 0, 0, 0, 0, 0x100);
	assert_true(devtree_is_pci(t, "pcie@10000000"));
	assert_false(devtree_is_pci(t, "device@0"));
	assert_one(t, 0x10000000, 0x10000fff);
}

static void each_range_has_its_number_and_name(void **state)
{
	struct devtree *t = make();
	uint32_t n = add(t, DEVTREE_ROOT, "watchdog@1000");
	const struct devtree_range *r;

	CELLS(t, n, "reg", 0x1000, 0x10, 0x2000, 0, 0x3000, 0x10, 0x4000);
	assert_int_equal(devtree_property(t, n, "reg-names", "pm\0none\0asb", 12), 0);
	assert_int_equal(devtree_finish(t), 0);
	r = devtree_range(t, 0);
	assert_true(r->first == 0x1000 && r->index == 0 && r->node == n);
	assert_string_equal(r->name, "pm");
	r = devtree_range(t, 1);
	assert_true(r->first == 0x3000 && r->index == 2);
	assert_string_equal(r->name, "asb");
	assert_null(devtree_range(t, 2)); /* half an entry is none */
	devtree_free(t);
}

static void nodes_tell_who_they_are(void **state)
{
	struct devtree *t = make();
	uint32_t soc = add(t, DEVTREE_ROOT, "soc"), n = add(t, soc, "gpio@1"), rm;
	const struct devtree_node *node;

	assert_int_equal(devtree_property(t, n, "compatible", "brcm,gpio\0bad\x1b[2J", 17), 0);
	text(t, n, "status", "disabled");
	text(t, soc, "status", "okay");
	rm = add(t, soc, "frames");
	assert_int_equal(devtree_property(t, rm, "no-map", "", 0), 0);
	assert_int_equal(devtree_finish(t), 0);
	node = devtree_node(t, n);
	assert_string_equal(node->path, "/soc/gpio@1");
	assert_string_equal(node->name, "gpio@1");
	assert_string_equal(node->compatible, "brcm,gpio bad?[2J");
	assert_int_equal(node->depth, 2);
	assert_true(node->disabled);
	assert_false(devtree_node(t, soc)->disabled);
	assert_string_equal(devtree_node(t, DEVTREE_ROOT)->path, "/");
	assert_ptr_equal(find_path(t, "/soc/gpio@1"), node);
	assert_null(find_path(t, "/soc/gpio"));
	assert_null(devtree_node(t, 4));
	devtree_free(t);
}

static void aliases_and_labels_name_nodes(void **state)
{
	struct devtree *t = make();
	uint32_t a = add(t, DEVTREE_ROOT, "aliases"), s = add(t, DEVTREE_ROOT, "__symbols__");
	uint32_t n = add(t, DEVTREE_ROOT, "uart@1");
	const struct devtree_alias *x;
	size_t i, found = 0;

	text(t, a, "serial0", "/uart@1");
	text(t, a, "ethernet0", "/nowhere");
	text(t, a, "name", "aliases");
	text(t, s, "uart0", "/uart@1");
	assert_int_equal(devtree_property(t, a, "unended", "/uart@1", 7), 0);
	assert_int_equal(devtree_finish(t), 0);
	for (i = 0; (x = devtree_alias(t, i)); i++) {
		assert_int_equal(x->node, n);
		found += !strcmp(x->name, "serial0") || !strcmp(x->name, "uart0");
	}
	assert_int_equal(i, 2);
	assert_int_equal(found, 2);
	devtree_free(t);
}

/* Cells that can't be right: too many, too large, of the wrong length. */
static void strange_cells_translate_nothing(void **state)
{
	static const uint32_t many[] = { 0, 5, 6, 255, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff };
	struct devtree *t;
	uint32_t bus, n;
	size_t i;

	for (i = 0; i < sizeof(many) / sizeof(many[0]); i++) {
		t = make();
		bus = add(t, DEVTREE_ROOT, "bus");
		CELLS(t, bus, "#address-cells", many[i]);
		CELLS(t, bus, "#size-cells", many[(i + 3) % 8]);
		CELLS(t, bus, "ranges", 0, 0, 0xffffffff);
		n = add(t, bus, "x");
		CELLS(t, n, "reg", 1, 2, 3, 4, 5, 6, 7, 8);
		assert_int_equal(devtree_finish(t), 0);
		if (many[i] != 0xffffffff) /* that is what no word looks like: the one above counts */
			assert_null(devtree_range(t, 0));
		devtree_free(t);
	}
	t = make(); /* more than 64 bits */
	CELLS(t, DEVTREE_ROOT, "#address-cells", 3);
	n = add(t, DEVTREE_ROOT, "x");
	CELLS(t, n, "reg", 1, 0, 0, 0x100);
	assert_none(t);
	t = make(); /* past the end of all addresses */
	CELLS(t, DEVTREE_ROOT, "#address-cells", 2);
	n = add(t, DEVTREE_ROOT, "x");
	CELLS(t, n, "reg", 0xffffffff, 0xfffff000, 0x2000);
	assert_none(t);
	t = make(); /* a window that would be moved past it */
	CELLS(t, DEVTREE_ROOT, "#address-cells", 2);
	bus = add(t, DEVTREE_ROOT, "bus");
	CELLS(t, bus, "#address-cells", 1);
	CELLS(t, bus, "ranges", 0, 0xffffffff, 0xfffff000, 0x10000);
	n = add(t, bus, "x");
	CELLS(t, n, "reg", 0x0, 0x2000);
	n = add(t, bus, "y");
	CELLS(t, n, "reg", 0x2000, 0x10);
	assert_none(t);
}

static void a_tree_that_is_too_large_is_cut_and_says_so(void **state)
{
	struct devtree *t = make();
	char *big = calloc(1, DEVTREE_PROPERTY + 1);
	uint32_t n = DEVTREE_ROOT, i;

	assert_non_null(big);
	assert_false(devtree_cut(t));
	for (i = 1; i <= DEVTREE_DEPTH; i++)
		n = add(t, n, "deeper");
	assert_int_equal(devtree_add(t, n, "too deep", &n), -E2BIG);
	assert_true(devtree_cut(t));
	devtree_free(t);

	t = make();
	assert_int_equal(devtree_property(t, DEVTREE_ROOT, "compatible", big, DEVTREE_PROPERTY + 1), -E2BIG);
	assert_true(devtree_cut(t));
	for (i = 1; i < DEVTREE_NODES; i++)
		add(t, DEVTREE_ROOT, "n");
	assert_int_equal(devtree_add(t, DEVTREE_ROOT, "n", &n), -E2BIG);
	assert_int_equal(devtree_finish(t), 0);
	devtree_free(t);

	t = make();
	for (i = 0; i < DEVTREE_BYTES / DEVTREE_PROPERTY + 10; i++)
		if (devtree_property(t, DEVTREE_ROOT, "reg", big, DEVTREE_PROPERTY))
			break;
	assert_true(i < DEVTREE_BYTES / DEVTREE_PROPERTY + 10);
	devtree_free(t);
	assert_false(devtree_cut(NULL));
	free(big);
}

/* Windows that are looked through in vain for each of many ranges: the work has an end. */
static void hostile_trees_keep_nobody_waiting(void **state)
{
	struct devtree *t = make();
	uint32_t n = DEVTREE_ROOT, i;
	unsigned char *many = malloc(DEVTREE_PROPERTY);

	assert_non_null(many);
	for (i = 0; i < DEVTREE_PROPERTY; i++)
		many[i] = (unsigned char)(i % 12 == 11);
	for (i = 1; i < DEVTREE_DEPTH; i++) {
		n = add(t, n, "bus");
		assert_int_equal(devtree_property(t, n, "ranges", many, DEVTREE_PROPERTY / 12 * 12), 0);
	}
	n = add(t, n, "x");
	memset(many, 0x77, DEVTREE_PROPERTY);
	assert_int_equal(devtree_property(t, n, "reg", many, DEVTREE_PROPERTY), 0);
	assert_int_equal(devtree_finish(t), 0);
	assert_true(devtree_cut(t));
	devtree_free(t);
	free(many);
}

/* --- as folders ---------------------------------------------------------------------------------------------- */

static void folders_become_a_tree(void **state)
{
	const struct devtree_range *r;
	struct devtree *t;

	ROOT_CELLS("/proc/device-tree/soc/ranges", 0x7e000000, 0x3f000000, 0x1000000);
	ROOT_CELLS("/proc/device-tree/soc/gpio@7e200000/reg", 0x7e200000, 0xb4);
	root_put("/proc/device-tree/soc/gpio@7e200000/compatible", "a\0b", 4);
	assert_int_equal(devtree_load(root_folder(), &t), 0);
	r = devtree_range(t, 0);
	assert_non_null(r);
	assert_true(r->first == 0x3f200000);
	assert_string_equal(devtree_node(t, r->node)->path, "/soc/gpio@7e200000");
	assert_string_equal(devtree_node(t, r->node)->compatible, "a b");
	assert_false(devtree_cut(t));
	devtree_free(t);
}

static void sysfs_is_asked_first(void **state)
{
	struct devtree *t;

	root_put("/proc/device-tree/proc/", "", 0);
	root_put("/sys/firmware/devicetree/base/sys/", "", 0);
	assert_int_equal(devtree_load(root_folder(), &t), 0);
	assert_non_null(find_path(t, "/sys"));
	assert_null(find_path(t, "/proc"));
	devtree_free(t);
}

static void a_machine_without_a_tree_has_none(void **state)
{
	struct devtree *t = NULL;

	assert_int_equal(devtree_load(root_folder(), &t), -ENOENT);
	root_text("/proc/device-tree", "a file");
	assert_int_equal(devtree_load(root_folder(), &t), -ENOENT);
	assert_null(t);
	devtree_free(NULL);
	assert_null(devtree_node(NULL, 0));
	assert_null(devtree_range(NULL, 0));
	assert_null(devtree_alias(NULL, 0));
}

/* A made-up tree may hold anything: links out of it, devices that block, folders where a property should stand. */
static void nothing_in_a_folder_misleads(void **state)
{
	char path[256];
	struct devtree *t;

	ROOT_CELLS("/proc/device-tree/good@1000/reg", 0x1000, 0x10);
	root_link("/proc/device-tree/loop", ".");
	root_link("/proc/device-tree/good@1000/compatible", "/etc/passwd");
	root_put("/proc/device-tree/bad/reg/inside/", "", 0);
	root_put("/proc/device-tree/.hidden/", "", 0);
	snprintf(path, sizeof(path), "%s/proc/device-tree/bad/ranges", root_folder());
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_int_equal(devtree_load(root_folder(), &t), 0);
	assert_non_null(find_path(t, "/good@1000"));
	assert_null(find_path(t, "/good@1000")->compatible);
	assert_null(find_path(t, "/loop"));
	assert_null(find_path(t, "/.hidden"));
	assert_null(devtree_range(t, 1));
	devtree_free(t);
}

int main(void)
{
#define R(name) cmocka_unit_test_setup_teardown(name, root_make, root_drop)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_have_as_many_cells_as_the_bus_says),
		cmocka_unit_test(a_bus_without_a_word_takes_the_one_above),
		cmocka_unit_test(ranges_translate_upwards),
		cmocka_unit_test(two_buses_translate_twice),
		cmocka_unit_test(what_no_window_holds_has_no_address),
		cmocka_unit_test(a_bus_without_ranges_leads_nowhere),
		cmocka_unit_test(numbers_of_devices_are_no_addresses),
		cmocka_unit_test(below_pci_stand_functions_not_addresses),
		cmocka_unit_test(each_range_has_its_number_and_name),
		cmocka_unit_test(nodes_tell_who_they_are),
		cmocka_unit_test(aliases_and_labels_name_nodes),
		cmocka_unit_test(strange_cells_translate_nothing),
		cmocka_unit_test(a_tree_that_is_too_large_is_cut_and_says_so),
		cmocka_unit_test(hostile_trees_keep_nobody_waiting),
		R(folders_become_a_tree),
		R(sysfs_is_asked_first),
		R(a_machine_without_a_tree_has_none),
		R(nothing_in_a_folder_misleads),
	};

	return cmocka_run_group_tests_name("devtree", tests, NULL, NULL);
}
