/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * backends: the one list of what can be opened, in the order in which lists and help show it; the first is the default.
 *
 * To add a target:
 * 1. Write src/lib/targets/be_NAME.c: functions, and at its end the row "const struct backend be_NAME" with what
 *    backend.h asks for: row, widths, space, open, transfer and close, and what else it can tell.
 * 2. Add its line here.
 * 3. Describe it in man/physmon.8, under TARGETS.
 * Lists, help, completion (the shells' too), doctor and the sentences about unknown targets read the rows.
 * tests/test_target.c and tests/cli/manual.py fail until the rows and the manual agree; tests/cli/target.t holds the
 * list.
 */
#pragma once

#include "backend.h"

#define BACKENDS_SMALL(each) each(be_mem) each(be_none) each(be_file)
#if SMALL
#define BACKENDS(each) BACKENDS_SMALL(each)
#else
#define BACKENDS(each) \
	BACKENDS_SMALL(each) \
	each(be_kcore) each(be_kmem) each(be_demo) each(be_pci) each(be_uio) each(be_port)
#endif

#define BACKENDS_DECLARE(name) extern const struct backend name;
BACKENDS(BACKENDS_DECLARE)
