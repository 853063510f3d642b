/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * forked_access: accesses for which the kernel may kill the process, made in a child with a mapping of its own. Each is
 * made once, in address order, as windows_transfer() does it; if the child is killed, that is an error like any other.
 */
#pragma once

#include <physmon.h>

#include "window.h"

/*
 * forked_access_transfer - windows_transfer() over the source of @w, in a child; @w's own windows aren't used. Also
 * -EFAULT with PHYSMON_E_BUS if the child was killed, *@bad being all units in that page; -ENOMEM, or fork's -errno:
 * nothing was touched.
 */
int forked_access_transfer(const struct windows *w, struct physmon_xfer *x, size_t *bad, struct physmon_error *e);
