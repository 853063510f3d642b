/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sources: all that names addresses besides def, in the order in which it is asked: registers, regions, symbols. */
#ifndef CLI_SOURCES_H
#define CLI_SOURCES_H

struct session;

/* sources_add - let the session know them all; none reads anything before it is asked. 0 or -errno. */
int sources_add(struct session *s);

#endif
