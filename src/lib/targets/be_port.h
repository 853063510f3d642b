/* SPDX-License-Identifier: GPL-2.0-or-later */
/* be_port: opens the target with another root folder than "/", for tests. */
#ifndef LIB_BE_PORT_H
#define LIB_BE_PORT_H

#include <physmon.h>

/*
 * be_port_open_at - be_port's open, every path behind @root; @direct false: as a CPU without I/O instructions. @root
 * must live on.
 */
int be_port_open_at(struct physmon_target *t, const char *root, bool direct, const char *rest,
		    const struct physmon_options *o, struct physmon_error *e);

#endif
