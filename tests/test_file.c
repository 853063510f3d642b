/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The file target behind the gate: what its specification means, what it opens and refuses, its extent, and the
 * sentences for what goes wrong. The gate's checks aren't made here.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "access.h"
#include "backends.h"
#include "guard.h"
#include "window.h"

static char folder[256]; /* of this run, removed at its end */

static int folder_make(void **state)
{
	const char *top = getenv("TMPDIR");

	snprintf(folder, sizeof(folder), "%s/physmon-file-XXXXXX", top && *top ? top : P_tmpdir);
	return mkdtemp(folder) && !chmod(folder, 0755) ? 0 : -1;
}

static int folder_remove(void **state)
{
	char command[300];

	snprintf(command, sizeof(command), "rm -rf '%s'", folder);
	return system(command);
}

/* "NAME" in the folder; in one of four buffers in turn. */
static const char *in_folder(const char *name)
{
	static char path[4][512];
	static unsigned i;

	i = (i + 1) % 4;
	snprintf(path[i], sizeof(path[i]), "%s/%s", folder, name);
	return path[i];
}

static void file_make(const char *path, const void *text, size_t nbytes)
{
	const int fd = open(path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0666);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, nbytes), nbytes);
	close(fd);
}

static int opened(struct physmon_target **t, const char *rest, const struct physmon_options *o, struct physmon_error *e)
{
	char spec[PATH_MAX];

	snprintf(spec, sizeof(spec), "file%s%s", rest ? ":" : "", rest ? rest : "");
	return target_open("", spec, o, t, e);
}

static int target_byte(struct physmon_target *t, enum physmon_dir dir, uint64_t addr, uint8_t *v,
		       struct physmon_error *e)
{
	struct physmon_xfer x = { .dir = dir, .width = 1, .addr = addr, .step = 1, .nunits = 1, .buf = v };
	size_t bad;

	return be_file.transfer(t, &x, &bad, e);
}

/* @spec, in the folder, opens @path at @addr. */
static void opens(const char *spec, const char *path, uint64_t addr)
{
	struct physmon_target *t;
	struct physmon_error e = { 0 };
	uint8_t v = 0;

	file_make(in_folder(path), path, strlen(path));
	if (opened(&t, in_folder(spec), NULL, &e))
		fail_msg("%s: %s", spec, e.text);
	assert_true(t->info.first == addr);
	assert_true(t->info.last == addr + strlen(path) - 1);
	assert_int_equal(target_byte(t, PHYSMON_READ, addr, &v, &e), 0);
	assert_int_equal(v, path[0]);
	physmon_close(t);
	unlink(in_folder(path));
}

static void refuses(const char *rest, enum physmon_kind kind, int err, const char *says)
{
	struct physmon_target *t;
	struct physmon_error e = { 0 };

	assert_int_equal(opened(&t, rest, NULL, &e), -err);
	assert_int_equal(e.kind, kind);
	assert_int_equal(e.err, err);
	if (!strstr(e.text, says))
		fail_msg("\"%s\" does not say \"%s\"", e.text, says);
	assert_int_equal(opened(&t, rest, NULL, NULL), -err);
}

static void test_the_last_at_counts_if_a_whole_number_follows(void **state)
{
	opens("plain", "plain", 0);
	opens("plain@4c000000", "plain", 0x4c000000);
	opens("plain@0x4C000000", "plain", 0x4c000000);
	opens("plain@", "plain@", 0);
	opens("plain@0x", "plain@0x", 0);
	opens("plain@fz", "plain@fz", 0);
	opens("serial@fe201000@10", "serial@fe201000", 0x10);
	opens("a@b@c.bin", "a@b@c.bin", 0);
	opens("a@10@c.bin", "a@10@c.bin", 0);
}

static void test_bad_specifications_are_refused(void **state)
{
	file_make(in_folder("eight"), "12345678", 8);
	refuses(NULL, PHYSMON_E_SPEC, EINVAL, "needs a path");
	refuses("", PHYSMON_E_SPEC, EINVAL, "needs a path");
	refuses("@1000", PHYSMON_E_SPEC, EINVAL, "needs a path");
	refuses(in_folder("eight@4"), PHYSMON_E_SPEC, EINVAL, "multiple of 8");
	refuses(in_folder("eight@11112222333344440"), PHYSMON_E_SPEC, EINVAL, "does not fit 64 bits");
	refuses(in_folder("eight@ffffffffffffffff"), PHYSMON_E_SPEC, EINVAL, "multiple of 8");
	opens("eight@fffffffffffffff8", "eight", 0xfffffffffffffff8);
	file_make(in_folder("nine"), "123456789", 9);
	refuses(in_folder("nine@fffffffffffffff8"), PHYSMON_E_SPEC, EINVAL, "does not fit between");
}

static void test_what_cannot_be_mapped_is_not_even_opened(void **state)
{
	struct sockaddr_un sun = { .sun_family = AF_UNIX };
	const int s = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	int reader;

	refuses(folder, PHYSMON_E_OPEN, EISDIR, "is a directory");
	assert_int_equal(mkfifo(in_folder("fifo"), 0666), 0);
	reader = open(in_folder("fifo"), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	refuses(in_folder("fifo"), PHYSMON_E_OPEN, ENODEV, "is a FIFO");
	close(reader);
	snprintf(sun.sun_path, sizeof(sun.sun_path), "%s", in_folder("socket"));
	assert_int_equal(bind(s, (struct sockaddr *)&sun, sizeof(sun)), 0);
	refuses(in_folder("socket"), PHYSMON_E_OPEN, ENODEV, "is a socket");
	close(s);
	refuses(in_folder("absent"), PHYSMON_E_OPEN, ENOENT, strerror(ENOENT));
	refuses(in_folder("absent@1000"), PHYSMON_E_OPEN, ENOENT, "absent: ");
}

static void test_the_extent_follows_the_file(void **state)
{
	struct physmon_target *t;
	const char *const path = in_folder("grows");

	file_make(path, "12345678", 8);
	assert_int_equal(opened(&t, in_folder("grows@1000"), NULL, NULL), 0);
	assert_true(t->info.extent_known && !t->info.empty && t->info.first == 0x1000 && t->info.last == 0x1007);
	assert_int_equal(truncate(path, 0x100000), 0);
	be_file.extent(t);
	assert_true(t->info.first == 0x1000 && t->info.last == 0x100fff);
	assert_int_equal(truncate(path, 0), 0);
	be_file.extent(t);
	assert_true(t->info.extent_known && t->info.empty);
	assert_int_equal(truncate(path, 1), 0);
	be_file.extent(t);
	assert_true(t->info.extent_known && !t->info.empty && t->info.last == 0x1000);
	physmon_close(t);
}

static void test_a_file_that_grows_past_the_last_address_ends_there(void **state)
{
	struct physmon_target *t;
	uint8_t v = 0;

	file_make(in_folder("top"), "12345678", 8);
	assert_int_equal(opened(&t, in_folder("top@fffffffffffffff8"), NULL, NULL), 0);
	assert_true(t->info.last == UINT64_MAX);
	assert_int_equal(target_byte(t, PHYSMON_READ, UINT64_MAX, &v, NULL), 0);
	assert_int_equal(v, '8');
	assert_int_equal(truncate(in_folder("top"), 64), 0);
	be_file.extent(t);
	assert_true(t->info.first == 0xfffffffffffffff8 && t->info.last == UINT64_MAX);
	physmon_close(t);
}

static void test_an_empty_file_is_empty(void **state)
{
	struct physmon_target *t;

	file_make(in_folder("empty"), "", 0);
	assert_int_equal(opened(&t, in_folder("empty@1000"), NULL, NULL), 0);
	assert_true(t->info.extent_known && t->info.empty && t->info.first == 0x1000);
	physmon_close(t);
}

static void test_writes_are_shared(void **state)
{
	struct physmon_target *a, *b;
	uint8_t v = 'x';
	char text[4];
	int fd;

	file_make(in_folder("shared"), "abcd", 4);
	assert_int_equal(opened(&a, in_folder("shared"), NULL, NULL), 0);
	assert_int_equal(opened(&b, in_folder("shared@100"), NULL, NULL), 0);
	assert_int_equal(target_byte(a, PHYSMON_WRITE, 2, &v, NULL), 0);
	v = 0;
	assert_int_equal(target_byte(b, PHYSMON_READ, 0x102, &v, NULL), 0);
	assert_int_equal(v, 'x');
	fd = open(in_folder("shared"), O_RDONLY | O_CLOEXEC);
	assert_int_equal(read(fd, text, 4), 4);
	assert_memory_equal(text, "abxd", 4);
	close(fd);
	physmon_close(b);
	physmon_close(a);
}

static void test_read_only_is_mapped_so(void **state)
{
	const struct physmon_options o = { .read_only = true };
	struct physmon_target *t;
	struct physmon_error e = { 0 };
	uint8_t v = 'x';

	file_make(in_folder("ro"), "abcd", 4);
	assert_int_equal(opened(&t, in_folder("ro"), &o, &e), 0);
	assert_true(t->info.read_only);
	assert_string_equal(t->info.note, ""); /* it was asked for */
	/* the gate refuses it; if it didn't, the mapping would */
	assert_int_equal(target_byte(t, PHYSMON_WRITE, 0, &v, &e), -EFAULT);
	assert_non_null(strstr(e.text, "does not allow it"));
	assert_int_equal(target_byte(t, PHYSMON_READ, 0, &v, &e), 0);
	assert_int_equal(v, 'a');
	physmon_close(t);
}

static void test_where_writing_is_refused_it_is_opened_for_reading(void **state)
{
	struct physmon_target *t, *s;
	struct physmon_error e = { 0 };
	const bool root = !geteuid();
	int r, secret;

	file_make(in_folder("mine"), "abcd", 4);
	file_make(in_folder("secret"), "abcd", 4);
	assert_int_equal(chmod(in_folder("mine"), 0444), 0);
	assert_int_equal(chmod(in_folder("secret"), 0), 0);
	if (root)
		assert_int_equal(seteuid(65534), 0);
	r = opened(&t, in_folder("mine"), NULL, &e);
	secret = opened(&s, in_folder("secret"), NULL, &e);
	if (root)
		assert_int_equal(seteuid(0), 0);
	assert_int_equal(r, 0);
	assert_true(t->info.read_only);
	assert_non_null(strstr(t->info.note, "opened for reading only"));
	assert_non_null(strstr(t->info.note, strerror(EACCES)));
	physmon_close(t);
	assert_int_equal(secret, -EACCES);
	assert_int_equal(e.kind, PHYSMON_E_OPEN);
}

static void test_a_device_is_mapped_from_its_first_byte_on(void **state)
{
	struct physmon_target *t;
	struct physmon_error e = { 0 };
	uint64_t v;

	assert_int_equal(opened(&t, "/dev/zero@1000", NULL, &e), 0);
	assert_int_equal(physmon_read(t, 0x1000ff8, 4, &v, &e), 0);
	assert_int_equal(t->windows.maps, 1);
	assert_int_equal(physmon_read(t, 0x1001000, 4, &v, &e), -ERANGE);
	assert_non_null(
		strstr(e.text, "01001000 is beyond the first 1000000 bytes of /dev/zero, whose size isn't known"));
	physmon_close(t);
	assert_int_equal(opened(&t, "/dev/zero@1000+2000000", NULL, &e), 0);
	assert_true(t->info.extent_known && t->info.last == 0x2000fff);
	assert_int_equal(physmon_read(t, 0x2000ff8, 4, &v, &e), 0);
	physmon_close(t);
	refuses("/dev/zero@1000+0", PHYSMON_E_SPEC, EINVAL, "no device has the size 0");
	refuses("/dev/zero@1000+ffffffffffffffff", PHYSMON_E_SPEC, EINVAL, "no device has the size ffffffffffffffff");
	file_make(in_folder("known"), "abcd", 4);
	refuses(in_folder("known@0+4"), PHYSMON_E_SPEC, EINVAL, "is known: '+SIZE' is for devices");
	unlink(in_folder("known"));
	opens("plus@10+x", "plus@10+x", 0);
}

static void test_what_another_target_is_for_is_refused(void **state)
{
	refuses("/proc/iomem", PHYSMON_E_OPEN, ENODEV, "is a text, which can't be mapped; 'map' shows what it says");
	refuses("/proc/cpuinfo", PHYSMON_E_OPEN, ENODEV, "/proc/cpuinfo is a text, which can't be mapped");
	if (!mknod(in_folder("memory"), S_IFCHR | 0600, makedev(1, 1))) {
		refuses(in_folder("memory"), PHYSMON_E_OPEN, EINVAL,
			"memory is what target mem is for: use 'target mem' or -t mem");
		unlink(in_folder("memory"));
	}
	if (!access("/proc/kcore", F_OK))
		refuses("/proc/kcore", PHYSMON_E_OPEN, EINVAL, "use 'target kcore' or -t kcore");
}

static void test_a_character_device_has_no_known_end(void **state)
{
	struct physmon_target *t;
	struct physmon_error e = { 0 };
	uint8_t v = 1;

	assert_int_equal(opened(&t, "/dev/zero@4000", NULL, &e), 0);
	assert_true(!t->info.extent_known && !t->info.empty && t->info.first == 0x4000);
	be_file.extent(t);
	assert_false(t->info.extent_known);
	assert_int_equal(target_byte(t, PHYSMON_READ, 0x5000, &v, &e), 0);
	assert_int_equal(v, 0);
	physmon_close(t);

	assert_int_equal(opened(&t, "/dev/null", NULL, &e), 0);
	assert_int_equal(target_byte(t, PHYSMON_READ, 0x10, &v, &e), -ENODEV);
	assert_int_equal(e.kind, PHYSMON_E_MAP);
	assert_true(e.addr == 0x10);
	assert_non_null(strstr(e.text, "/dev/null"));
	physmon_close(t);
}

static void test_a_cut_file_is_told_as_such(void **state)
{
	const long page = sysconf(_SC_PAGESIZE);
	struct physmon_target *t;
	struct physmon_error e = { 0 };
	char end[40];
	uint8_t v;

	file_make(in_folder("cut"), "abcd", 4);
	assert_int_equal(truncate(in_folder("cut"), 4 * page), 0);
	assert_int_equal(opened(&t, in_folder("cut@1000000"), NULL, &e), 0);
	assert_int_equal(target_byte(t, PHYSMON_READ, 0x1000000 + 2 * page, &v, &e), 0);
	assert_int_equal(truncate(in_folder("cut"), page), 0);
	assert_int_equal(target_byte(t, PHYSMON_READ, 0x1000000 + 2 * page, &v, &e), -EFAULT);
	assert_int_equal(e.kind, PHYSMON_E_BUS);
	assert_int_equal(e.err, EFAULT);
	assert_true(e.addr == (uint64_t)(0x1000000 + 2 * page));
	assert_non_null(strstr(e.text, "bus error reading 8 bits at 010"));
	assert_non_null(strstr(e.text, "the file was truncated"));
	snprintf(end, sizeof(end), "ends at %08lx now", 0x1000000 + page - 1);
	assert_non_null(strstr(e.text, end));
	assert_true(t->info.last == (uint64_t)(0x1000000 + page - 1)); /* so that the gate refuses from now on */
	assert_int_equal(truncate(in_folder("cut"), 0), 0);
	assert_int_equal(target_byte(t, PHYSMON_WRITE, 0x1000000, &v, &e), -EFAULT);
	assert_non_null(strstr(e.text, "is empty now"));
	assert_true(t->info.empty);
	physmon_close(t);
}

/* Units of three pages, which are three windows; then the second and third page are gone. */
static void test_units_are_exchanged_up_and_down(void **state)
{
	const struct physmon_options narrow = { .narrow = true };
	const size_t page = (size_t)sysconf(_SC_PAGESIZE), nbytes = 3 * page, first = 16, last = nbytes - 32;
	uint8_t *const old = malloc(nbytes), *const new = malloc(nbytes), *const now = malloc(nbytes), *units;
	struct physmon_xfer x = { .dir = PHYSMON_WRITE, .addr = first };
	struct physmon_target *t;
	struct physmon_error e = { 0 };
	uint64_t buf[3 * 65536 / 8];
	size_t done;
	FILE *f;

	assert_true(old && new &&now);
	for (size_t i = 0; i < nbytes; i++) {
		old[i] = (uint8_t)(i * 7 + i / page);
		new[i] = (uint8_t)~old[i];
	}
	for (unsigned k = 0; k < 8; k++) {
		x.width = 1u << k / 2;
		x.flags = PHYSMON_XFER_SWAP | (k % 2 ? PHYSMON_XFER_DOWN : 0);
		if (!(x.width & ACCESS_WIDTHS))
			continue;
		file_make(in_folder("swap"), old, nbytes);
		assert_int_equal(opened(&t, in_folder("swap"), &narrow, &e), 0);
		x.step = x.width;
		x.nunits = (last - first) / x.width;
		x.buf = units = memcpy(buf, new + first, last - first);
		assert_int_equal(physmon_transfer(t, &x, &e), 0);
		assert_int_equal(x.done, x.nunits);
		assert_memory_equal(units, old + first, last - first);
		f = fopen(in_folder("swap"), "r");
		assert_true(f && fread(now, 1, nbytes, f) == nbytes);
		fclose(f);
		assert_memory_equal(now, old, first);
		assert_memory_equal(now + first, new + first, last - first);
		assert_memory_equal(now + last, old + last, nbytes - last);

		/* a unit that faults ends it, whichever way it goes */
		assert_int_equal(truncate(in_folder("swap"), (off_t)page), 0);
		memcpy(units, old + first, last - first);
		assert_int_equal(physmon_transfer(t, &x, &e), -EFAULT);
		assert_int_equal(e.kind, PHYSMON_E_BUS);
		done = k % 2 ? 0 : (page - first) / x.width;
		assert_int_equal(x.done, done + 1);
		assert_int_equal(e.done, done);
		assert_true(e.addr == (k % 2 ? last - x.width : page));
		assert_memory_equal(units, new + first, done * x.width);
		physmon_close(t);
	}
	free(old);
	free(new);
	free(now);
}

/*
 * In a mount namespace of its own: a file system of one page, and a sparse file of four on it. Exit status: see below.
 */
static int full_disk(void)
{
	const long page = sysconf(_SC_PAGESIZE);
	struct physmon_target *t;
	struct physmon_error e = { 0 };
	char options[32];
	uint8_t v = 1;
	int r;

	if (unshare(CLONE_NEWNS)) /* only root may, where it matters */
		return 77;
	mount("none", "/", "none", MS_REC | MS_PRIVATE, NULL);
	snprintf(options, sizeof(options), "size=%ld", page);
	if (mount("none", folder, "tmpfs", 0, options))
		return 77;
	file_make(in_folder("sparse"), "", 0);
	if (truncate(in_folder("sparse"), 4 * page) || opened(&t, in_folder("sparse"), NULL, &e))
		return 1;
	if (target_byte(t, PHYSMON_WRITE, 0, &v, &e))
		return 2;
	r = target_byte(t, PHYSMON_WRITE, (uint64_t)(2 * page), &v, &e);
	if (r != -EFAULT || e.kind != PHYSMON_E_BUS || e.addr != (uint64_t)(2 * page))
		return 3;
	if (!strstr(e.text, "bus error writing 8 bits at ") || !strstr(e.text, "may be full"))
		return 4;
	physmon_close(t);
	return 0;
}

static void test_a_full_disk_under_a_sparse_file_is_told_as_such(void **state)
{
	const char *const ci = getenv("CI");
	int status = -1;
	pid_t pid;

	fflush(NULL);
	pid = fork();
	assert_true(pid >= 0);
	if (!pid)
		_exit(full_disk());
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	if (WEXITSTATUS(status) == 77 && !(ci && !strcmp(ci, "true")))
		skip(); /* no mount is allowed here */
	assert_int_equal(WEXITSTATUS(status), 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_last_at_counts_if_a_whole_number_follows),
		cmocka_unit_test(test_bad_specifications_are_refused),
		cmocka_unit_test(test_what_cannot_be_mapped_is_not_even_opened),
		cmocka_unit_test(test_the_extent_follows_the_file),
		cmocka_unit_test(test_units_are_exchanged_up_and_down),
		cmocka_unit_test(test_a_file_that_grows_past_the_last_address_ends_there),
		cmocka_unit_test(test_an_empty_file_is_empty),
		cmocka_unit_test(test_writes_are_shared),
		cmocka_unit_test(test_read_only_is_mapped_so),
		cmocka_unit_test(test_where_writing_is_refused_it_is_opened_for_reading),
		cmocka_unit_test(test_a_device_is_mapped_from_its_first_byte_on),
		cmocka_unit_test(test_what_another_target_is_for_is_refused),
		cmocka_unit_test(test_a_character_device_has_no_known_end),
		cmocka_unit_test(test_a_cut_file_is_told_as_such),
		cmocka_unit_test(test_a_full_disk_under_a_sparse_file_is_told_as_such),
	};

	return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
