/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cmd_pci: the list of a made-up machine, as text, JSON and bare. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "commands.h"
#include "emit_fixture.h"
#include "fake_root.h"
#include "program.h"
#include "session.h"

#define NONE "0x0 0x0 0x0\n"

static int make(void **state)
{
	return fake_root_make(state) || emit_fixture_open(state);
}

static int remove_all(void **state)
{
	return emit_fixture_close(state) || fake_root_remove(state);
}

/* The exit status of the command. */
static int list(struct emit_fixture *f, enum emit_format format)
{
	struct session *s;
	struct program *p;
	int status;

	assert_int_equal(session_new(&s, commands), 0);
	s->emit = emit_fixture_use(f, format);
	s->root = fake_root();
	assert_int_equal(program_new(&p, s, NULL), 0);
	assert_int_equal(program_compile_text(p, "<test>", 1, "pci", 3), 0);
	assert_int_equal(program_finish(p), 0);
	status = program_run(p, NULL);
	program_free(p);
	session_free(s);
	return status;
}

static void put_devices(void)
{
	fake_pci("0000:00:1f.3", "0x8086\n", "0x1234\n", "0x0c0500\n", NONE, NULL);
	fake_pci("0000:00:02.0", "0x1af4\n", "0x1110\n", "0x050000\n",
		 "0x10101000 0x101010ff 0x40200\n0x1000 0x1007 0x40101\n0x8000000000 0x80000fffff 0x14220c\n" NONE
		 "0x0 0x3fff 0x20042200\n0xa0000000 0xdfffffff 0x40200\n",
		 "somedriver");
}

static void a_device_and_its_bars_are_listed(void **state)
{
	struct emit_fixture *f = *state;

	put_devices();
	assert_int_equal(list(f, EMIT_TEXT), STATUS_OK);
	emit_fixture_said(f,
			  "0000:00:02.0  1af4:1110  050000  somedriver\n"
			  "  10101000-101010ff  pci:0000:00:02.0/0  32-bit       100\n"
			  "  00001000-00001007  pci:0000:00:02.0/1  ports        8\n"
			  "  8000000000-80000fffff  pci:0000:00:02.0/2  64-bit wc    1M\n"
			  "  no address         pci:0000:00:02.0/4  32-bit wc    16k\n"
			  "  a0000000-dfffffff  pci:0000:00:02.0/5  32-bit       1G\n"
			  "0000:00:1f.3  8086:1234  0c0500  -\n",
			  "");
}

static void names_come_from_pci_ids(void **state)
{
	struct emit_fixture *f = *state;

	put_devices();
	fake_put("/usr/share/misc/pci.ids",
		 "1af4  Red Hat\n\t1110  Shared memory\nC 05  Memory\n\t00  RAM\nC 0c  Serial bus\n");
	assert_int_equal(list(f, EMIT_JSON), STATUS_OK);
	emit_fixture_said(
		f,
		"{\"device\":\"0000:00:02.0\",\"vendor\":\"0x1af4\",\"id\":\"0x1110\",\"class\":\"0x050000\","
		"\"driver\":\"somedriver\",\"name\":\"Red Hat Shared memory, RAM\"}\n"
		"{\"first\":\"0x10101000\",\"last\":\"0x101010ff\",\"target\":\"pci:0000:00:02.0/0\",\"kind\":\"32-bit\","
		"\"size\":\"100\"}\n"
		"{\"first\":\"0x00001000\",\"last\":\"0x00001007\",\"target\":\"pci:0000:00:02.0/1\",\"kind\":\"ports\","
		"\"size\":\"8\"}\n"
		"{\"first\":\"0x8000000000\",\"last\":\"0x80000fffff\",\"target\":\"pci:0000:00:02.0/2\","
		"\"kind\":\"64-bit wc\",\"size\":\"1M\"}\n"
		"{\"unset\":\"pci:0000:00:02.0/4\",\"kind\":\"32-bit wc\",\"size\":\"16k\"}\n"
		"{\"first\":\"0xa0000000\",\"last\":\"0xdfffffff\",\"target\":\"pci:0000:00:02.0/5\",\"kind\":\"32-bit\","
		"\"size\":\"1G\"}\n"
		"{\"device\":\"0000:00:1f.3\",\"vendor\":\"0x8086\",\"id\":\"0x1234\",\"class\":\"0x0c0500\","
		"\"driver\":\"-\",\"name\":\"Serial bus\"}\n",
		"");
	assert_int_equal(list(f, EMIT_BARE), STATUS_OK);
	emit_fixture_said(f,
			  "0000:00:02.0 0x1af4 0x1110 0x050000 somedriver\n"
			  "0x10101000 0x101010ff pci:0000:00:02.0/0\n"
			  "0x00001000 0x00001007 pci:0000:00:02.0/1\n"
			  "0x8000000000 0x80000fffff pci:0000:00:02.0/2\n"
			  "0xa0000000 0xdfffffff pci:0000:00:02.0/5\n"
			  "0000:00:1f.3 0x8086 0x1234 0x0c0500 -\n",
			  "");
}

static void a_machine_without_pci_is_told(void **state)
{
	struct emit_fixture *f = *state;

	assert_int_equal(list(f, EMIT_TEXT), STATUS_FAILED);
	emit_fixture_said(f, "", "physmon: <test>:1:1: this machine has no PCI bus, or /sys isn't mounted\n");
}

#define T(test) cmocka_unit_test_setup_teardown(test, make, remove_all)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_device_and_its_bars_are_listed),
		T(names_come_from_pci_ids),
		T(a_machine_without_pci_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
