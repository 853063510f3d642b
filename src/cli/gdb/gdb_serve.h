/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * gdb_serve: a session with gdb over standard input and output: "target remote | ssh board physmon --gdb". It serves
 * memory only, no registers and no execution, to one client, without a socket.
 */
#pragma once

#include "gdb_map.h"

struct session;

/*
 * gdb_serve - serve @in_fd and @out_fd until the debugger detaches or hangs up. Messages for people go through the
 * session's emit, which must not write to @out_fd. Returns the exit status.
 */
int gdb_serve(struct session *s, const struct gdb_config *config, int in_fd, int out_fd);
