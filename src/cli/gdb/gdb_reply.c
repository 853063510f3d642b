/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gdb_reply: the reply to a packet of the debugger: its text, and sending it. */
#include <string.h>

#include "gdb_internal.h"
#include "hex.h"

void gdb_reply_text(struct gdb *g, const char *text)
{
	g->nreply = strlen(text);
	memcpy(g->reply, text, g->nreply);
}

void gdb_reply_error(struct gdb *g, int err)
{
	char text[4] = "E";

	hex_put(text + 1, (unsigned)err & 0xff, 2);
	gdb_reply_text(g, text);
}

void gdb_reply_send(struct gdb *g)
{
	g->nframe = gdb_packet_frame(g->frame, g->reply, g->nreply);
	out_put(&g->out, g->frame, g->nframe);
}
