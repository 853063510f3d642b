/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gdb_internal: the state and the functions that the files which answer a debugger's packets share. */
#pragma once

#include "gdb_map.h"
#include "gdb_packet.h"
#include "out.h"

struct session;

struct gdb {
	struct session *s;
	const struct gdb_config *config;
	/* As the session had it when the debugger came: what monitor does to it changes nothing for packets. */
	unsigned width, widest; /* bytes: of units, and the most that an access has */
	bool noread;		/* registers that a read changes are open */
	struct gdb_packet in;
	const char *args; /* the packet's operands, of @len bytes: what follows its name */
	size_t len;
	char reply[GDB_PACKET_MAX]; /* its body */
	size_t nreply;
	char frame[GDB_FRAME_MAX]; /* as it was sent last */
	size_t nframe;
	struct out out;
	int in_fd;
	unsigned char bytes[4096]; /* as they came from there; those from at on are still to be taken */
	size_t at, nbytes;
	bool acks, done;
	bool texts;		/* the debugger understands errors with a text, "E.TEXT" */
	struct physmon_error e; /* of what the packet asks for, with a sentence */
	bool unwanted;		/* the debugger waits for no reply to this packet, or no longer */
};

/* What answers a packet. 0: the reply is in reply, "OK" if that is empty; -errno with e filled: it is that error. */
typedef int gdb_answer(struct gdb *g);

gdb_answer gdb_memory_read, gdb_memory_write_hex, gdb_memory_write_bytes; /* m, M, X */
gdb_answer gdb_monitor; /* qRcmd, whose hexadecimal text is its operand */
