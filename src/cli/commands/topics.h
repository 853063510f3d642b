/* SPDX-License-Identifier: GPL-2.0-or-later */
/* topics: what help tells beside commands: numbers, addresses, values, output, and each kind of target. Pure. */
#ifndef CLI_TOPICS_H
#define CLI_TOPICS_H

#include <stddef.h>

/* topic_at - name of topic @i, or NULL past the last. topic_text - its text, or NULL if there is no such topic. */
const char *topic_at(size_t i);
const char *topic_text(const char *name);

#endif
