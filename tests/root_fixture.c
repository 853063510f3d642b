/* SPDX-License-Identifier: GPL-2.0-or-later */
/* root_fixture: see root_fixture.h. */
#include <errno.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "root_fixture.h"

static char root[64];

int root_make(void **state)
{
	(void)state;
	snprintf(root, sizeof(root), P_tmpdir "/physmon-test.XXXXXX");
	return mkdtemp(root) ? 0 : -1;
}

static int drop(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

int root_drop(void **state)
{
	(void)state;
	return nftw(root, drop, 16, FTW_DEPTH | FTW_PHYS);
}

const char *root_folder(void)
{
	return root;
}

/* Its path, with the folders on the way there. */
static void place(char path[4096], const char *name)
{
	char *p;

	assert_true(snprintf(path, 4096, "%s%s", root, name) < 4096);
	for (p = path + strlen(root) + 1; (p = strchr(p, '/')); p++) {
		*p = '\0';
		if (mkdir(path, 0700))
			assert_int_equal(errno, EEXIST);
		*p = '/';
	}
}

void root_put(const char *name, const void *bytes, size_t nbytes)
{
	char path[4096];
	FILE *f;

	place(path, name);
	if (path[strlen(path) - 1] == '/') /* a folder alone */
		return;
	f = fopen(path, "w");
	assert_non_null(f);
	if (nbytes)
		assert_int_equal(fwrite(bytes, 1, nbytes, f), nbytes);
	assert_int_equal(fclose(f), 0);
}

void root_text(const char *name, const char *text)
{
	root_put(name, text, strlen(text));
}

void root_link(const char *name, const char *to)
{
	char path[4096];

	place(path, name);
	assert_int_equal(symlink(to, path), 0);
}

void root_cells(const char *name, size_t n, const uint32_t *cells)
{
	unsigned char bytes[256];
	size_t i;

	assert_true(4 * n <= sizeof(bytes));
	for (i = 0; i < 4 * n; i++)
		bytes[i] = (unsigned char)(cells[i / 4] >> (24 - 8 * (i % 4)));
	root_put(name, bytes, 4 * n);
}
