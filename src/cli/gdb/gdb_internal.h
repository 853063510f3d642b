/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gdb_internal: the functions and the state that the files which answer a debugger's packets share. */
#pragma once

#include "gdb_map.h"
#include "gdb_packet.h"
#include "out.h"

struct session;

struct gdb {
	struct session *s;
	const struct gdb_config *config;
	struct gdb_packet in;
	char reply[GDB_PACKET_MAX]; /* its body */
	size_t nreply;
	char frame[GDB_FRAME_MAX]; /* as it was sent last */
	size_t nframe;
	struct out out;
	int in_fd;
	unsigned char bytes[4096]; /* as they came from there; those from at on are still to be taken */
	size_t at, nbytes;
	bool acks, done;
	bool unwanted; /* the debugger no longer waits for this reply */
};

/* gdb_reply_text - the reply is @text. gdb_reply_error - it is the errno @err, positive, as "E16". */
void gdb_reply_text(struct gdb *g, const char *text);
void gdb_reply_error(struct gdb *g, int err);
/* gdb_reply_send - send the reply, before the last one of this packet (output of a command). */
void gdb_reply_send(struct gdb *g);

/* Answer m, M and X, whose operands are at @args; gdb_memory.c. */
void gdb_memory_read(struct gdb *g, const char *args, size_t len);
void gdb_memory_write_hex(struct gdb *g, const char *args, size_t len);
void gdb_memory_write_bytes(struct gdb *g, const char *args, size_t len);

/* Answer qRcmd, whose hexadecimal text is at @args; gdb_monitor.c. */
void gdb_monitor(struct gdb *g, const char *args, size_t len);
