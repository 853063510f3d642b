/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * doctor: reports whether this user can access physical memory, a fact a line with a verdict each. It opens /dev/mem to
 * see whether that works, and makes no access.
 */
#pragma once

#include "emit.h"

/*
 * doctor_run - print the table and, last, whether /dev/mem can be used.
 * @root: put before the path of every file that is read, "" for this machine.
 * Returns the exit status: 0 if /dev/mem can be used, for reading at least; else 1.
 */
int doctor_run(struct emit *m, const char *root);
