/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gdb_internal: the functions and the state that gdb_serve, gdb_memory and gdb_monitor share. */
#ifndef CLI_GDB_INTERNAL_H
#define CLI_GDB_INTERNAL_H

#include "gdb_packet.h"
#include "gdb_serve.h"
#include "interrupt.h"
#include "out.h"

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
	bool unwanted; /* nobody waits for this reply any more */
};

/* gdb_serve_say - the reply is @text. gdb_serve_say_error - it is the errno @err, positive, as "E16". */
void gdb_serve_say(struct gdb *g, const char *text);
void gdb_serve_say_error(struct gdb *g, int err);
/* gdb_serve_send - send the reply, before the last one of this packet (output of a command). */
void gdb_serve_send(struct gdb *g);

/*
 * A debugger waits for the reply before it asks again: input before that says that it has given up. gdb_serve_watch -
 * from now on that interrupts what is done for it. gdb_serve_watch_ends - no more, before the reply is sent; is that
 * reply wanted still? A break, which asks for no more than an end, is taken. Whose packets come at once isn't watched.
 */
void gdb_serve_watch(struct gdb *g, struct interrupt_input *in);
bool gdb_serve_watch_ends(struct gdb *g, struct interrupt_input *in);

/* The answers to m, M and X, whose operands stand at @args; gdb_memory.c. */
void gdb_memory_read(struct gdb *g, const char *args, size_t len);
void gdb_memory_write_hex(struct gdb *g, const char *args, size_t len);
void gdb_memory_write_bytes(struct gdb *g, const char *args, size_t len);

/* The answer to qRcmd, whose hexadecimal text stands at @args; gdb_monitor.c. */
void gdb_monitor(struct gdb *g, const char *args, size_t len);

/* gdb_serve_bytes - the bytes that the @len hexadecimal digits at @s stand for, into @out; false: they are none. */
bool gdb_serve_bytes(const char *s, size_t len, char *out);

#endif
