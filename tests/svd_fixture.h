/* SPDX-License-Identifier: GPL-2.0-or-later */
/* svd_fixture: register descriptions for the tests of these rooms: short texts made into whole files. */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "optlib.h"
#include "svd.h"

/* What stands around the peripherals of most tests. */
#define DEVICE(inner) "<device><name>chip</name><peripherals>" inner "</peripherals></device>"
#define PERIPHERAL(name, base, inner) \
	"<peripheral><name>" name "</name><baseAddress>" base "</baseAddress><registers>" inner \
	"</registers></peripheral>"
#define REGISTER(name, offset, inner) \
	"<register><name>" name "</name><addressOffset>" offset "</addressOffset>" inner "</register>"
/* One register, R of P at 1000, and the fields in it. */
#define FIELDS(inner) DEVICE(PERIPHERAL("P", "0x1000", REGISTER("R", "0", "<fields>" inner "</fields>")))
#define FIELD(name, range, inner) "<field><name>" name "</name><bitRange>" range "</bitRange>" inner "</field>"

/* SVD_RUN - the tests; in a program built without expat the one that there is then. */
#define SVD_RUN(tests, setup) \
	(HAVE_EXPAT ? cmocka_run_group_tests(tests, setup, NULL) \
		    : cmocka_run_group_tests(svd_without_expat, NULL, NULL))
extern const struct CMUnitTest svd_without_expat[1];

/* svd_or_skip - the test is skipped where expat isn't installed. */
void svd_or_skip(void);

/* svd_of - a new one with the file in it, which must load; skips as svd_or_skip(). */
struct reg_set *svd_of(const char *text);

/* svd_lines - every register as a line "ADDRESS BITS ACCESS NAME"; free() it. */
char *svd_lines(const struct reg_set *s);

/* svd_group - peripheral @i in the order of the file, or NULL past the last. */
const struct reg_group *svd_group(const struct reg_set *s, size_t i);

/* assert_lines - these and no others, each with a newline. */
void assert_lines(const char *text, const char *lines);

/* assert_refused - the file isn't loaded, with this error (positive) and sentence, and leaves the svd as it was. */
void assert_refused(const char *text, size_t nbytes, int err, const char *sentence);

/* found - the register called that, which must be there. */
const struct reg *found(struct reg_set *s, const char *name);
