/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * An emit whose results and messages are caught in two memory files, for the tests of emit and of its sinks.
 */
#pragma once

#include "emit.h"

struct emit_fixture {
	struct emit *m;
	struct emit_storage room;
	int out, err;
};

extern const enum emit_format emit_fixture_formats[3]; /* text, json, bare */

/* For cmocka_unit_test_setup_teardown(). */
int emit_fixture_open(void **state);
int emit_fixture_close(void **state);

/* emit_fixture_use - an emit of this format, not by line, instead of the one before. */
struct emit *emit_fixture_use(struct emit_fixture *f, enum emit_format format);

/* emit_fixture_got - what the file got since it was last asked must be @expected; nothing is flushed. */
void emit_fixture_got(int fd, const char *expected);

/* emit_fixture_said - flush; results and messages since the last time must be these. */
void emit_fixture_said(struct emit_fixture *f, const char *out, const char *err);
