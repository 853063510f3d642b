/* SPDX-License-Identifier: GPL-2.0-or-later */
/* protection: the words for protected ranges that allow and --allow take: ram, port, noread, all. Pure. */
#ifndef CLI_PROTECTION_H
#define CLI_PROTECTION_H

#include <stddef.h>

#include <physmon.h>

/* protection_at - word @i (without "all") and its mask, or NULL past the last. */
const char *protection_at(size_t i, unsigned *mask);

/* protection_parse - one word, or several with commas between. 0, or -EINVAL with @e filled. */
int protection_parse(const char *text, unsigned *mask, struct physmon_error *e);

#endif
