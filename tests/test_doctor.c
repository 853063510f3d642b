/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * doctor: the table over made-up machines in a folder, the last line over an opening of /dev/mem that succeeds or fails
 * by order. The library is replaced here: no test depends on the /dev/mem of the machine it runs on.
 */
#include <errno.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <cmocka.h>

#include "doctor.h"
#include "error.h"

/* --- the library's part -------------------------------------------------------------------------------------- */

struct physmon_target {
	struct physmon_info info;
};

static struct {
	int err; /* of opening mem, positive */
	const char *sentence;
	bool read_only;
	unsigned widths;
	int open; /* targets open now */
} lib;

int physmon_open(const char *spec, const struct physmon_options *o, struct physmon_target **t, struct physmon_error *e)
{
	(void)o;
	if (!strcmp(spec, "mem") && lib.err)
		return error_set(e, PHYSMON_E_OPEN, lib.err, "%s", lib.sentence);
	*t = calloc(1, sizeof(**t));
	assert_non_null(*t);
	(*t)->info.widths = lib.widths;
	(*t)->info.read_only = lib.read_only;
	lib.open++;
	return 0;
}

void physmon_close(struct physmon_target *t)
{
	if (t)
		lib.open--;
	free(t);
}

const struct physmon_info *physmon_info(const struct physmon_target *t)
{
	return &t->info;
}

const struct physmon_scheme *physmon_schemes(size_t i)
{
	static const struct physmon_scheme rows[] = {
		{ "mem", "mem", "physical memory", NULL, false },
		{ "file", "file:PATH[@ADDR[+SIZE]]", "a file", NULL, false },
		{ "kcore", "kcore[:phys]", "the kernel's memory", NULL, false },
		{ "port", "port", "I/O ports", NULL, false },
	};

	return i < sizeof(rows) / sizeof(rows[0]) ? &rows[i] : NULL;
}

/* --- machines ------------------------------------------------------------------------------------------------ */

static char root[64];

static void put(const char *name, const char *text)
{
	char path[512], *p;
	FILE *f;

	snprintf(path, sizeof(path), "%s%s", root, name);
	for (p = path + strlen(root) + 1; (p = strchr(p, '/')); p++) {
		*p = '\0';
		if (mkdir(path, 0700))
			assert_int_equal(errno, EEXIST);
		*p = '/';
	}
	f = fopen(path, "w");
	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static void put_debian(void)
{
	struct utsname u;
	char name[256];

	put("/proc/self/status", "Uid:\t0\t0\t0\t0\nCapEff:\t000001ffffffffff\n");
	put("/dev/mem", "");
	put("/sys/kernel/security/lockdown", "[none] integrity confidentiality\n");
	put("/proc/cmdline", "console=ttyS0 quiet\n");
	put("/proc/iomem", "09000000-09000fff : pl011@9000000\n  09000000-09000fff : 9000000.pl011 pl011@9000000\n");
	put("/proc/cpuinfo", "address sizes\t: 40 bits physical, 48 bits virtual\n");
	assert_int_equal(uname(&u), 0);
	snprintf(name, sizeof(name), "/boot/config-%s", u.release);
	put(name, "CONFIG_DEVMEM=y\nCONFIG_STRICT_DEVMEM=y\nCONFIG_IO_STRICT_DEVMEM=y\n");
}

static int setup(void **state)
{
	(void)state;
	memset(&lib, 0, sizeof(lib));
	lib.widths = 15;
	snprintf(root, sizeof(root), P_tmpdir "/test_doctor.XXXXXX");
	return mkdtemp(root) ? 0 : -1;
}

static int drop(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static int teardown(void **state)
{
	(void)state;
	return nftw(root, drop, 16, FTW_DEPTH | FTW_PHYS);
}

/* What the doctor prints, to be freed. */
static char *run(enum emit_format format, int status)
{
	int fd = memfd_create("doctor", MFD_CLOEXEC);
	struct emit_storage storage;
	struct emit *m;
	char *text;
	off_t end;

	assert_true(fd >= 0);
	m = emit_open(&storage, fd, fd, format, false);
	assert_int_equal(doctor_run(m, root), status);
	assert_int_equal(emit_close(m), 0);
	assert_int_equal(lib.open, 0);
	end = lseek(fd, 0, SEEK_END);
	text = calloc(1, (size_t)end + 1);
	assert_non_null(text);
	assert_int_equal(pread(fd, text, (size_t)end, 0), end);
	close(fd);
	return text;
}

/* The table has this line, as it stands. */
static void assert_line(const char *text, const char *line)
{
	const char *p = strstr(text, line);

	if (!p || (p > text && p[-1] != '\n') || p[strlen(line)] != '\n')
		fail_msg("no line \"%s\" in:\n%s", line, text);
}

static void assert_last(const char *text, const char *line)
{
	const size_t n = strlen(text), nline = strlen(line);

	assert_true(n > nline + 1);
	assert_line(text, line);
	assert_int_equal(text[n - 1], '\n');
	assert_memory_equal(text + n - 1 - nline, line, nline);
}

static void a_good_machine_is_told_fact_by_fact(void **state)
{
	char line[64], *text;

	(void)state;
	put_debian();
	text = run(EMIT_TEXT, 0);
	assert_line(text, "ok    user              root (euid 0)");
	assert_line(text, "ok    capability        CAP_SYS_RAWIO");
	assert_line(text, "ok    capability        CAP_SYS_ADMIN");
	assert_line(text, "ok    /dev/mem          its mode lets this user read and write");
	assert_line(text, "ok    lockdown          none");
	assert_line(text, "ok    DEVMEM            yes");
	assert_line(text, "info  STRICT_DEVMEM     yes: System RAM is refused");
	assert_line(text, "info  IO_STRICT_DEVMEM  yes: what drivers claim is refused");
	assert_line(text, "info  iomem=relaxed     no: not on the kernel's command line");
	assert_line(text, "ok    /proc/iomem       2 regions");
	snprintf(line, sizeof(line), "info  page size         %ld bytes", sysconf(_SC_PAGESIZE));
	assert_line(text, line);
	assert_line(text, "info  address bits      40");
	assert_line(text, "info  64-bit access     yes");
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	assert_line(text, "info  byte order        little-endian");
#else
	assert_line(text, "info  byte order        big-endian");
#endif
	assert_line(text, "info  target            physmon -t mem");
	assert_line(text, "info  target            physmon -t file:PATH[@ADDR[+SIZE]]");
	assert_last(text, "/dev/mem can be used");
	free(text);
}

static void a_bare_machine_is_unknown_not_guessed(void **state)
{
	char *text;

	(void)state;
	lib.err = ENOENT;
	lib.sentence = "can't open /dev/mem: there is none";
	lib.widths = 7;
	text = run(EMIT_TEXT, 1);
	assert_line(text, "?     capability        CAP_SYS_RAWIO: /proc/self/status doesn't tell");
	assert_line(text, "no    /dev/mem          missing: no CONFIG_DEVMEM, or a container hides it");
	assert_line(text, "?     lockdown          unknown: no /sys/kernel/security/lockdown to read");
	assert_line(text, "?     DEVMEM            unknown: no configuration in /boot, /lib/modules, /proc");
	assert_line(text, "?     STRICT_DEVMEM     unknown: no configuration in /boot, /lib/modules, /proc");
	assert_line(text, "?     iomem=relaxed     unknown: /proc/cmdline can't be read");
	assert_line(text, "no    /proc/iomem       can't be read: writes want \"allow ram\"");
	assert_line(text, "info  64-bit access     no: this CPU would split it");
	assert_line(text, "info  address bits      at least 32");
	assert_line(text, "info  device tree       none");
	assert_last(text, "/dev/mem can't be used: there is none");
	free(text);
}

static void what_stands_in_the_way_is_no(void **state)
{
	char *text;

	(void)state;
	put_debian();
	put("/proc/self/status", "Uid:\t1000\t1000\t1000\t1000\nCapEff:\t0000000000000000\n");
	put("/sys/kernel/security/lockdown", "none [integrity] confidentiality\n");
	put("/proc/cmdline", "iomem=relaxed\n");
	put("/proc/iomem", "00000000-00000000 : System RAM\n");
	lib.err = EPERM;
	lib.sentence = "something else";
	text = run(EMIT_TEXT, 1);
	assert_line(text, "no    user              euid 1000: mostly only root may use /dev/mem; try sudo");
	assert_line(text, "no    capability        CAP_SYS_RAWIO is missing: run as root, or grant it");
	assert_line(text, "no    capability        CAP_SYS_ADMIN is missing: /proc/iomem hides its addresses");
	assert_line(text, "no    lockdown          integrity: it forbids /dev/mem to everyone");
	assert_line(text, "info  IO_STRICT_DEVMEM  yes: but iomem=relaxed lifts it");
	assert_line(text, "info  iomem=relaxed     yes: what drivers claim can be mapped");
	assert_line(text, "no    /proc/iomem       masked: wants CAP_SYS_ADMIN; writes want \"allow ram\"");
	assert_last(text, "/dev/mem can't be used: something else");
	free(text);
}

static void what_lockdown_closes_is_no_target(void **state)
{
	char *text;

	(void)state;
	put_debian();
	put("/proc/kcore", "");
	put("/dev/port", "");
	text = run(EMIT_TEXT, 0);
	assert_line(text, "info  target            physmon -t mem");
	assert_line(text, "info  target            physmon -t kcore");
	assert_non_null(strstr(text, "physmon -t port"));
	free(text);
	put("/sys/kernel/security/lockdown", "none [integrity] confidentiality\n");
	text = run(EMIT_TEXT, 0);
	assert_line(text, "info  target            physmon -t kcore:phys");
	assert_line(text, "info  target            physmon -t file:PATH[@ADDR[+SIZE]]");
	assert_null(strstr(text, "physmon -t mem"));
	assert_null(strstr(text, "physmon -t port"));
	free(text);
	put("/sys/kernel/security/lockdown", "none integrity [confidentiality]\n");
	text = run(EMIT_TEXT, 0);
	assert_null(strstr(text, "physmon -t kcore"));
	free(text);
}

static void reading_only_is_said_and_is_enough(void **state)
{
	char *text;

	(void)state;
	put_debian();
	lib.read_only = true;
	text = run(EMIT_TEXT, 0);
	assert_last(text, "/dev/mem can be used for reading only");
	free(text);
}

static void no_line_is_wider_than_80_columns(void **state)
{
	const char *p, *end;
	char *text;
	int i;

	(void)state;
	for (i = 0; i < 2; i++) {
		if (i)
			put_debian();
		text = run(EMIT_TEXT, 0);
		for (p = text; (end = strchr(p, '\n')); p = end + 1) {
			/* why there is no library may be a long story */
			if (strncmp(p, "info  line editor", 17) && strncmp(p, "info  SVD files", 15))
				assert_true(end - p <= 80);
		}
		free(text);
	}
}

static void json_has_the_values_without_padding(void **state)
{
	char *text;

	(void)state;
	put_debian();
	lib.err = EPERM;
	lib.sentence = "can't open /dev/mem: \"no\"";
	text = run(EMIT_JSON, 1);
	assert_line(text, "{\"verdict\":\"ok\",\"fact\":\"user\",\"value\":\"root (euid 0)\"}");
	assert_line(text, "{\"verdict\":\"info\",\"fact\":\"STRICT_DEVMEM\",\"value\":\"yes\",\"hint\":\"System RAM is "
			  "refused\"}");
	assert_last(text, "{\"summary\":\"/dev/mem can't be used: \\\"no\\\"\",\"status\":1}");
	free(text);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(a_good_machine_is_told_fact_by_fact), T(a_bare_machine_is_unknown_not_guessed),
		T(what_stands_in_the_way_is_no),	T(what_lockdown_closes_is_no_target),
		T(reading_only_is_said_and_is_enough),	T(no_line_is_wider_than_80_columns),
		T(json_has_the_values_without_padding),
	};

	return cmocka_run_group_tests_name("doctor", tests, NULL, NULL);
}
