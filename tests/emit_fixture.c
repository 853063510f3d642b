/* SPDX-License-Identifier: GPL-2.0-or-later */
/* emit_fixture: see emit_fixture.h. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmocka.h>

#include "emit_fixture.h"

const enum emit_format emit_fixture_formats[3] = { EMIT_TEXT, EMIT_JSON, EMIT_BARE };

int emit_fixture_open(void **state)
{
	struct emit_fixture *const f = calloc(1, sizeof(*f));

	if (!f)
		return -1;
	signal(SIGPIPE, SIG_IGN);
	f->out = memfd_create("out", MFD_CLOEXEC);
	f->err = memfd_create("err", MFD_CLOEXEC);
	*state = f;
	return f->out < 0 || f->err < 0 ? -1 : 0;
}

int emit_fixture_close(void **state)
{
	struct emit_fixture *const f = *state;

	if (f->m)
		emit_close(f->m);
	close(f->out);
	close(f->err);
	free(f);
	return 0;
}

struct emit *emit_fixture_use(struct emit_fixture *f, enum emit_format format)
{
	if (f->m)
		assert_int_equal(emit_close(f->m), 0);
	f->m = emit_open(&f->room, f->out, f->err, format, false);
	return f->m;
}

void emit_fixture_got(int fd, const char *expected)
{
	char got[4096];
	const ssize_t n = pread(fd, got, sizeof(got) - 1, 0);

	assert_true(n >= 0);
	got[n] = '\0';
	assert_string_equal(got, expected);
	assert_int_equal(ftruncate(fd, 0), 0);
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
}

void emit_fixture_said(struct emit_fixture *f, const char *out, const char *err)
{
	assert_int_equal(emit_flush(f->m), 0);
	emit_fixture_got(f->out, out);
	emit_fixture_got(f->err, err);
}
