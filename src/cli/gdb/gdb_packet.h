/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * gdb_packet: the frames of GDB's remote serial protocol ("$body#checksum"), as the manual of GDB describes them in its
 * appendix "GDB Remote Serial Protocol". Pure: bytes in, events out; it does no I/O and doesn't interpret bodies.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include <physmon_error.h>

#define GDB_PACKET_MAX 16384 /* bytes of a body, both ways: PacketSize, which gdb is told */

enum gdb_event {
	GDB_NOTHING, /* more bytes are needed */
	GDB_PACKET,  /* a whole packet: body and len */
	GDB_BAD,     /* one with a wrong checksum, or too long: it is to be sent again */
	GDB_AGAIN,   /* '-': the last reply did not arrive */
	GDB_BREAK,   /* 03: the user wants to stop what runs */
};

struct gdb_packet {
	char body[GDB_PACKET_MAX + 1]; /* of a whole packet, escapes undone, a NUL behind it */
	size_t len;
	enum { GDB_BETWEEN, GDB_INSIDE, GDB_ESCAPED, GDB_SUM_HIGH, GDB_SUM_LOW } state;
	unsigned char sum;
	int high; /* the first digit of the checksum, or -1 */
	int spoilt;
};

/* gdb_packet_init - start without input. gdb_packet_put - take the next byte; it overwrites the last GDB_PACKET. */
void gdb_packet_init(struct gdb_packet *p);
enum gdb_event gdb_packet_put(struct gdb_packet *p, unsigned char c);

/*
 * gdb_packet_frame - put @body of @len bytes (at most GDB_PACKET_MAX) into @out as a packet, with escapes where they
 * must be and runs of one byte shortened (the same appendix, "Overview"): for replies, since a server takes no runs.
 * @out has GDB_FRAME_MAX bytes. Returns its length.
 */
#define GDB_FRAME_MAX (2 * GDB_PACKET_MAX + 4)
size_t gdb_packet_frame(char *out, const char *body, size_t len);

/* gdb_packet_bytes - decode the @len hexadecimal digits at @s into @out; false: they are no such digits. */
bool gdb_packet_bytes(const char *s, size_t len, char *out);

/* gdb_packet_malformed - @e quotes the packet, whose bytes that aren't printable become ?. Returns -EINVAL. */
int gdb_packet_malformed(struct gdb_packet *p, struct physmon_error *e);
