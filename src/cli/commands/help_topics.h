/* SPDX-License-Identifier: GPL-2.0-or-later */
/* help_topics: topics of help besides commands: numbers, addresses, values, output, and each kind of target. Pure. */
#pragma once

#include <stddef.h>

/*
 * help_topics_at - name of topic @i, or NULL past the last. help_topics_text - its text, or NULL if there is no such
 * topic.
 */
const char *help_topics_at(size_t i);
const char *help_topics_text(const char *name);
