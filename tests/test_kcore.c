/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The kcore target, through the gate: a core saved to a file here stands in for /proc/kcore, which tests/vm sees.
 */
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <physmon.h>

#define TEXT 0xffffffff81000000
#define RAM 0xffff888000100000

static char folder[256], core[300], spec[320], phys[320];

/*
 * 2000 bytes of text at file offset 1000, which physically stand at 5600000; 1000 of RAM from 100000 on at 3000;
 * vmalloc, without a physical address, whose bytes the file lacks from its second half on. Byte i of the file holds i *
 * 7.
 */
static int core_make(void **state)
{
	static unsigned char bytes[0x4800];
	const struct {
		uint64_t virt, phys, nbytes, offset;
	} s[] = { { TEXT, 0x5600000, 0x2000, 0x1000 },
		  { RAM, 0x100000, 0x1000, 0x3000 },
		  { 0xffffc90000000000, UINT64_MAX, 0x1000, 0x4000 } };
	const char *top = getenv("TMPDIR");
	Elf64_Ehdr head = {
		.e_type = ET_CORE, .e_phoff = sizeof(head), .e_phentsize = sizeof(Elf64_Phdr), .e_phnum = 3
	};
	Elf64_Phdr p;
	size_t i;
	int fd;

	for (i = 0; i < sizeof(bytes); i++)
		bytes[i] = (unsigned char)(i * 7);
	memcpy(head.e_ident, ELFMAG, SELFMAG);
	head.e_ident[EI_CLASS] = ELFCLASS64;
	head.e_ident[EI_DATA] = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__ ? ELFDATA2MSB : ELFDATA2LSB;
	memcpy(bytes, &head, sizeof(head));
	for (i = 0; i < 3; i++) {
		p = (Elf64_Phdr){ .p_type = PT_LOAD,
				  .p_vaddr = s[i].virt,
				  .p_paddr = s[i].phys,
				  .p_filesz = s[i].nbytes,
				  .p_offset = s[i].offset };
		memcpy(bytes + sizeof(head) + i * sizeof(p), &p, sizeof(p));
	}
	snprintf(folder, sizeof(folder), "%s/physmon-kcore-XXXXXX", top && *top ? top : P_tmpdir);
	if (!mkdtemp(folder))
		return -1;
	snprintf(core, sizeof(core), "%s/core", folder);
	snprintf(spec, sizeof(spec), "kcore:%s", core);
	snprintf(phys, sizeof(phys), "kcore:phys:%s", core);
	fd = open(core, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
	if (fd < 0 || write(fd, bytes, sizeof(bytes)) != sizeof(bytes))
		return -1;
	return close(fd);
}

static int core_remove(void **state)
{
	return unlink(core) || rmdir(folder);
}

static struct physmon_target *open_target(const char *what)
{
	struct physmon_target *t = NULL;
	struct physmon_error e;

	if (physmon_open(what, NULL, &t, &e))
		fail_msg("%s", e.text);
	return t;
}

static void assert_bytes(const void *buf, size_t nbytes, size_t offset)
{
	const unsigned char *p = buf;
	size_t i;

	for (i = 0; i < nbytes; i++)
		assert_int_equal(p[i], (unsigned char)((offset + i) * 7));
}

static void memory_is_read_by_virtual_and_physical_address(void **state)
{
	unsigned char buf[0x2000];
	uint8_t states[0x2000];
	struct physmon_xfer x = { .width = 1, .addr = TEXT, .step = 1, .nunits = 0x2000, .buf = buf, .state = states };
	struct physmon_target *t = open_target(spec);
	uint64_t v;

	assert_int_equal(physmon_transfer(t, &x, NULL), 0);
	assert_int_equal(x.done, 0x2000);
	assert_bytes(buf, 0x2000, 0x1000);
	assert_true(physmon_info(t)->by_copy && physmon_info(t)->read_only);
	physmon_close(t);
	t = open_target(phys);
	assert_int_equal(physmon_read(t, 0x100ffe, 2, &v, NULL), 0);
	memcpy(buf, &(uint16_t){ (uint16_t)v }, 2);
	assert_bytes(buf, 2, 0x3ffe);
	x = (struct physmon_xfer){ .width = 2, .addr = 0x5600010, .step = 0x20, .nunits = 3, .buf = buf };
	assert_int_equal(physmon_transfer(t, &x, NULL), 0);
	assert_bytes(buf, 2, 0x1010);
	assert_bytes(buf + 2, 2, 0x1030);
	assert_bytes(buf + 4, 2, 0x1050);
	x = (struct physmon_xfer){ .width = 1, .addr = 0x5600011, .step = 0, .nunits = 2, .buf = buf };
	assert_int_equal(physmon_transfer(t, &x, NULL), 0);
	assert_bytes(buf, 1, 0x1011);
	assert_bytes(buf + 1, 1, 0x1011);
	physmon_close(t);
}

/* The second segment at the addresses of the first one's last 800. */
static void two_segments_at_one_virtual_address_are_an_error(void **state)
{
	const uint64_t clash = TEXT + 0x1800;
	const off_t at = (off_t)(sizeof(Elf64_Ehdr) + sizeof(Elf64_Phdr) + offsetof(Elf64_Phdr, p_vaddr));
	const int fd = open(core, O_WRONLY | O_CLOEXEC);
	unsigned char buf[16];
	uint8_t states[4];
	struct physmon_target *t;
	struct physmon_xfer x = { .width = 4, .addr = clash - 8, .step = 4, .nunits = 4, .buf = buf, .state = states };
	struct physmon_error e;
	uint64_t v;
	char first[32];

	(void)state;
	assert_int_equal(pwrite(fd, &clash, sizeof(clash), at), sizeof(clash));
	t = open_target(spec);
	assert_int_equal(physmon_transfer(t, &x, &e), -EINVAL);
	assert_true(e.addr == clash);
	snprintf(first, sizeof(first), "hold %" PRIx64 ": ", clash);
	assert_non_null(strstr(e.text, first));
	assert_non_null(strstr(e.text, "at its byte 1000, and "));
	assert_non_null(strstr(e.text, "at its byte 3000"));
	assert_int_equal(states[1], PHYSMON_DONE);
	assert_int_equal(states[2], PHYSMON_FAULT);
	assert_bytes(buf, 8, 0x1000 + 0x1800 - 8);
	assert_int_equal(physmon_read(t, TEXT + 0x2000, 4, &v, &e), 0); /* the second alone */
	physmon_close(t);
	t = open_target(phys); /* a crash dump holds the text twice */
	assert_int_equal(physmon_read(t, 0x5601800, 4, &v, &e), 0);
	physmon_close(t);
	assert_int_equal(pwrite(fd, &(uint64_t){ RAM }, sizeof(uint64_t), at), sizeof(uint64_t));
	close(fd);
}

static void what_no_segment_holds_is_a_fault_and_the_read_goes_on_behind(void **state)
{
	unsigned char buf[64];
	uint8_t states[8];
	struct physmon_target *t = open_target(phys);
	struct physmon_xfer x = {
		.width = 4, .addr = 0x100ff0, .step = 0x1000000, .nunits = 8, .buf = buf, .state = states
	};
	struct physmon_error e;

	/* units at 100ff0, 1100ff0, ... 7100ff0: beyond the last address, the gate refuses */
	assert_int_equal(physmon_transfer(t, &x, &e), -ERANGE);
	assert_int_equal(e.kind, PHYSMON_E_EXTENT);
	assert_int_equal(x.done, 0);
	/* 100ff0 is held, 2b00ff0 isn't */
	x.nunits = 3;
	x.step = 0x2a80000;
	x.addr = 0x100ff0;
	x.dir = PHYSMON_READ;
	x.nunits = 2;
	assert_int_equal(physmon_transfer(t, &x, &e), -ERANGE);
	assert_int_equal(e.kind, PHYSMON_E_EXTENT);
	assert_true(e.addr == 0x2b80ff0 && e.width == 4);
	assert_non_null(strstr(e.text, "no segment"));
	assert_non_null(strstr(e.text, "05600000"));
	assert_int_equal(states[0], PHYSMON_DONE);
	assert_int_equal(states[1], PHYSMON_FAULT);
	/* from the hole into a segment: two units fail for one cause, the third is read */
	x = (struct physmon_xfer){ .width = 4, .addr = 0x55ffff8, .step = 4, .nunits = 3, .buf = buf, .state = states };
	assert_int_equal(physmon_transfer(t, &x, &e), -ERANGE);
	assert_true(e.addr == 0x55ffff8);
	assert_int_equal(states[0], PHYSMON_FAULT);
	assert_int_equal(states[1], PHYSMON_FAULT);
	assert_int_equal(states[2], PHYSMON_DONE);
	assert_bytes(buf + 8, 4, 0x1000);
	/* one address of a hole again and again */
	x = (struct physmon_xfer){ .width = 4, .addr = 0x1000000, .step = 0, .nunits = 3, .buf = buf, .state = states };
	assert_int_equal(physmon_transfer(t, &x, &e), -ERANGE);
	assert_int_equal(x.done, 3);
	assert_int_equal(states[2], PHYSMON_FAULT);
	assert_false(physmon_window(t, 0, &(struct physmon_window){ 0 }));
	physmon_close(t);
}

static void a_core_that_ends_early_fails_there(void **state)
{
	unsigned char buf[16];
	uint8_t states[4];
	struct physmon_xfer x = {
		.width = 4, .addr = 0xffffc900000007f8, .step = 4, .nunits = 4, .buf = buf, .state = states
	};
	struct physmon_target *t = open_target(spec);
	struct physmon_error e;

	assert_int_equal(physmon_transfer(t, &x, &e), -ENODATA);
	assert_true(e.addr == 0xffffc90000000800);
	assert_non_null(strstr(e.text, "the file ends before it"));
	assert_int_equal(states[1], PHYSMON_DONE);
	assert_int_equal(states[2], PHYSMON_FAULT);
	assert_int_equal(states[3], PHYSMON_FAULT);
	assert_bytes(buf, 8, 0x47f8);
	physmon_close(t);
}

static void writing_is_refused_with_the_reason(void **state)
{
	struct physmon_target *t = open_target(spec);
	struct physmon_error e;

	assert_int_equal(physmon_write(t, TEXT, 1, 0, &e), -EROFS);
	assert_non_null(strstr(e.text, "a core is for reading only"));
	physmon_close(t);
}

static void assert_refused(const char *what, enum physmon_kind kind, const char *says)
{
	struct physmon_target *t = NULL;
	struct physmon_error e;

	assert_true(physmon_open(what, NULL, &t, &e) < 0);
	assert_null(t);
	assert_int_equal(e.kind, kind);
	if (!strstr(e.text, says))
		fail_msg("%s: %s", what, e.text);
}

static void what_is_no_core_is_refused(void **state)
{
	Elf64_Ehdr head;
	char path[400];
	int fd;

	assert_refused("kcore:", PHYSMON_E_SPEC, "needs something");
	assert_refused("kcore:phys:", PHYSMON_E_SPEC, "needs something");
	assert_refused("kcore:/nonexistent/core", PHYSMON_E_OPEN, "can't open /nonexistent/core: No such file");
	assert_refused("kcore:phys:/nonexistent/core", PHYSMON_E_OPEN, "can't open /nonexistent/core");
	assert_refused("kcore:/dev/null", PHYSMON_E_OPEN, "it ends within its headers");
	snprintf(path, sizeof(path), "kcore:%s", folder);
	assert_refused(path, PHYSMON_E_OPEN, "Is a directory");
	/* a core of notes only */
	fd = open(core, O_RDONLY | O_CLOEXEC);
	assert_int_equal(read(fd, &head, sizeof(head)), sizeof(head));
	close(fd);
	snprintf(path, sizeof(path), "kcore:phys:%s/empty", folder);
	fd = open(path + 11, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
	head.e_phnum = 1;
	assert_int_equal(write(fd, &head, sizeof(head)), sizeof(head));
	assert_int_equal(write(fd, &(Elf64_Phdr){ .p_type = PT_NOTE }, sizeof(Elf64_Phdr)), sizeof(Elf64_Phdr));
	close(fd);
	assert_refused(path, PHYSMON_E_OPEN, "holds no memory with a physical address");
	unlink(path + 11);
}

static void only_virtual_addresses_take_symbols(void **state)
{
	assert_int_equal(physmon_space("kcore"), PHYSMON_SPACE_KERNEL);
	assert_int_equal(physmon_space("kcore:core"), PHYSMON_SPACE_KERNEL);
	assert_int_equal(physmon_space("kcore:./phys"), PHYSMON_SPACE_KERNEL);
	assert_int_equal(physmon_space("kcore:physical"), PHYSMON_SPACE_KERNEL);
	assert_int_equal(physmon_space("kcore:phys"), PHYSMON_SPACE_PHYSICAL);
	assert_int_equal(physmon_space("kcore:phys:core"), PHYSMON_SPACE_OWN);
	assert_int_equal(physmon_space("mem"), PHYSMON_SPACE_PHYSICAL);
	assert_int_equal(physmon_space("file:kcore"), PHYSMON_SPACE_OWN);
	assert_int_equal(physmon_space("nosuch"), PHYSMON_SPACE_OWN);
	assert_int_equal(physmon_space(""), PHYSMON_SPACE_OWN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_read_by_virtual_and_physical_address),
		cmocka_unit_test(two_segments_at_one_virtual_address_are_an_error),
		cmocka_unit_test(what_no_segment_holds_is_a_fault_and_the_read_goes_on_behind),
		cmocka_unit_test(a_core_that_ends_early_fails_there),
		cmocka_unit_test(writing_is_refused_with_the_reason),
		cmocka_unit_test(what_is_no_core_is_refused),
		cmocka_unit_test(only_virtual_addresses_take_symbols),
	};

	return cmocka_run_group_tests(tests, core_make, core_remove);
}
