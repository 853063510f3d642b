/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * names_kernel: the kernel's symbols as a source of names, after all others: sym:NAME always, and bare names if the
 * target's addresses are the kernel's virtual ones. The list is read when a name is first looked up that no other
 * source knows.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include <physmon.h>

#include "whatis.h"

struct session;

/*
 * names_kernel_add - make the symbols of @path, or of the running kernel where that is NULL, a source of names of @s.
 * Reads nothing yet. 0, -ENOMEM or -ENOSPC.
 */
int names_kernel_add(struct session *s, const char *path);

/* names_kernel_whatis - report the symbol that holds w->addr. 0, or -errno with @e: the list can't be read. */
whatis_fn names_kernel_whatis;
