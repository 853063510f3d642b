/* SPDX-License-Identifier: GPL-2.0-or-later */
/* allow_words: the words for protected ranges that allow and --allow take: ram, port, noread, all. Pure. */
#pragma once

#include <stddef.h>

#include <physmon.h>

/* allow_words_at - word @i (without "all") and its mask, or NULL past the last. */
const char *allow_words_at(size_t i, unsigned *mask);

/* allow_words_parse - one word, or several with commas between. 0, or -EINVAL with @e filled. */
int allow_words_parse(const char *text, unsigned *mask, struct physmon_error *e);
