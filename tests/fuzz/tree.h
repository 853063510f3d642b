/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tree: a device tree out of fuzzed bytes: what they add, to which node, and with which properties. */
#pragma once

#include "devtree.h"
#include "fuzz.h"

/* tree_take - reads @b to its end; the tree is finished, and the caller's. */
struct devtree *tree_take(struct fuzz_bytes *b);

/* tree_printable - nothing in @s could steer a terminal. */
void tree_printable(const char *s);
