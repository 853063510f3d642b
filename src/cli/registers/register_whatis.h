/* SPDX-License-Identifier: GPL-2.0-or-later */
/* register_whatis: registers and peripherals at an address, for whatis. */
#pragma once

#include "whatis.h"

/* register_whatis - report the registers that hold w->addr, then their peripheral. 0, or -ENOMEM with @e. */
whatis_fn register_whatis;
