/* SPDX-License-Identifier: GPL-2.0-or-later */
/* be_uio: opens the target with another root folder than "/", for tests. */
#pragma once

#include <physmon.h>

/* be_uio_open_at - be_uio's open, every path behind @root, which must live as long as the target. */
int be_uio_open_at(struct physmon_target *t, const char *root, const char *rest, struct physmon_error *e);
