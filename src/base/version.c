/* SPDX-License-Identifier: GPL-2.0-or-later */
/* version: the texts that the Makefile gives. */
#include "version.h"

const char version_text[] = PHYSMON_VERSION;
const char version_build[] = PHYSMON_BUILD;
