/* SPDX-License-Identifier: GPL-2.0-or-later */
/* backends: the table of the back ends, made of the list in backends.h. */
#include <stddef.h>

#include "backends.h"

#define BACKENDS_ROW(name) &name,
const struct backend *const backends[] = { BACKENDS(BACKENDS_ROW) NULL };
