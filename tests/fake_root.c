/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fake_root: see fake_root.h. */
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "fake_root.h"

static char root[256];

int fake_root_make(void **state)
{
	const char *top = getenv("TMPDIR");

	snprintf(root, sizeof(root), "%s/physmon-root-XXXXXX", top && *top ? top : P_tmpdir);
	return mkdtemp(root) ? 0 : -1;
}

int fake_root_remove(void **state)
{
	char command[300];

	snprintf(command, sizeof(command), "rm -rf '%s'", root);
	return system(command);
}

const char *fake_root(void)
{
	return root;
}

const char *fake_path(const char *name)
{
	static char path[4][1024];
	static unsigned i;

	i = (i + 1) % 4;
	snprintf(path[i], sizeof(path[i]), "%s%s", root, name);
	return path[i];
}

static void folders_of(const char *path)
{
	char folder[1024], *p;

	snprintf(folder, sizeof(folder), "%s", path);
	for (p = folder + strlen(root) + 1; (p = strchr(p, '/')); *p++ = '/') {
		*p = '\0';
		if (mkdir(folder, 0755))
			assert_int_equal(errno, EEXIST);
	}
}

void fake_put_bytes(const char *name, const void *bytes, size_t nbytes)
{
	const char *path = fake_path(name);
	int fd;

	folders_of(path);
	fd = open(path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0644);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, nbytes), nbytes);
	close(fd);
}

void fake_put(const char *name, const char *text)
{
	fake_put_bytes(name, text, strlen(text));
}

void fake_link(const char *name, const char *to)
{
	const char *path = fake_path(name);

	folders_of(path);
	unlink(path);
	assert_int_equal(symlink(to, path), 0);
}

void fake_drop(const char *name)
{
	char command[1100];

	snprintf(command, sizeof(command), "rm -rf '%s'", fake_path(name));
	assert_int_equal(system(command), 0);
}

bool fake_busy(const char *name)
{
	int fd;

	fake_link(name, "/proc/self/exe");
	fd = open(fake_path(name), O_RDWR | O_CLOEXEC);
	if (fd < 0)
		return errno == ETXTBSY;
	close(fd);
	return false;
}

const char *fake_get(const char *name)
{
	static char text[4096];
	const int fd = open(fake_path(name), O_RDONLY | O_CLOEXEC);
	ssize_t n;

	assert_true(fd >= 0);
	n = read(fd, text, sizeof(text) - 1);
	assert_true(n >= 0);
	text[n] = '\0';
	close(fd);
	return text;
}

void fake_pci(const char *name, const char *vendor, const char *device, const char *class_code, const char *resource,
	      const char *driver)
{
	const char *const files[] = { "vendor", "device", "class", "resource" };
	const char *const texts[] = { vendor, device, class_code, resource };
	char path[256], link[128];
	size_t i;

	for (i = 0; i < 4; i++) {
		snprintf(path, sizeof(path), "/sys/bus/pci/devices/%s/%s", name, files[i]);
		fake_put(path, texts[i]);
	}
	if (driver) {
		snprintf(path, sizeof(path), "/sys/bus/pci/devices/%s/driver", name);
		snprintf(link, sizeof(link), "../../../bus/pci/drivers/%s", driver);
		fake_link(path, link);
	}
}
