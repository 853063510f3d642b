/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * gdb_memory: reads and writes for gdb. An aligned piece of 1, 2, 4 or 8 bytes is one access of that width; anything
 * else is made of units of the session's width, or refused.
 */
#include <errno.h>
#include <string.h>

#include "gdb_internal.h"
#include "hex.h"
#include "session.h"

/* "ADDR,LENGTH" up to @end, which is the end of the text or a ':'. */
static bool parse_piece(const char *s, const char *end, uint64_t *addr, uint64_t *nbytes)
{
	const char *comma = memchr(s, ',', (size_t)(end - s));

	return comma && !hex_parse(s, comma, addr) && !hex_parse(comma + 1, end, nbytes);
}

/* The width of the accesses that a piece is made of, or 0. */
static unsigned width_of(const struct session *s, uint64_t addr, uint64_t nbytes)
{
	if ((nbytes == 1 || nbytes == 2 || nbytes == 4 || nbytes == 8) && !(addr % nbytes))
		return physmon_info(s->target)->widths & nbytes ? (unsigned)nbytes : 0;
	return nbytes && !(addr % s->width) && !(nbytes % s->width) ? s->width : 0;
}

/* Move a piece; *@done: bytes that went well, from its start on. 0 or -errno, told to people as well. */
static int transfer(struct gdb *g, enum physmon_dir dir, uint64_t addr, uint64_t nbytes, char *bytes, size_t *done)
{
	struct session *s = g->s;
	const unsigned width = width_of(s, addr, nbytes);
	struct physmon_xfer x = { .dir = dir, .width = width, .addr = addr, .step = width };
	uint64_t units[GDB_PACKET_MAX / 8];
	uint8_t state[GDB_PACKET_MAX];
	struct physmon_error e = { 0 };
	int r;

	*done = 0;
	if (!width || nbytes > sizeof(units) || nbytes - 1 > UINT64_MAX - addr)
		return -EINVAL;
	if (!gdb_map_holds(&g->config->map, addr, addr + (nbytes - 1)))
		return -EFAULT;
	x.nunits = (size_t)nbytes / width;
	x.flags = x.nunits == 1 ? PHYSMON_XFER_EXACT : 0;
	x.buf = units;
	x.state = state;
	memset(state, 0, sizeof(state));
	if (dir == PHYSMON_WRITE)
		memcpy(units, bytes, (size_t)nbytes);
	r = physmon_transfer(s->target, &x, &e);
	if (r)
		emit_error(s->emit, NULL, &e, 1);
	while (*done < x.done && state[*done] == PHYSMON_DONE)
		++*done;
	*done *= width;
	if (dir == PHYSMON_READ)
		memcpy(bytes, units, *done);
	if (!r && *done < nbytes) /* left out, as a register that must not be read */
		return -EPERM;
	return r;
}

int gdb_memory_read(struct gdb *g, const char *args, size_t len)
{
	char bytes[GDB_PACKET_MAX / 2], *p = g->reply;
	uint64_t addr, nbytes;
	size_t done;
	int r;

	if (!parse_piece(args, args + len, &addr, &nbytes))
		return -EINVAL;
	if (nbytes > sizeof(bytes)) /* it asks for the rest */
		nbytes = sizeof(bytes);
	r = transfer(g, PHYSMON_READ, addr, nbytes, bytes, &done);
	if (!done)
		return r;
	for (size_t i = 0; i < done; i++)
		p = hex_put(p, (unsigned char)bytes[i], 2);
	g->nreply = (size_t)(p - g->reply);
	return 0;
}

static int write_piece(struct gdb *g, uint64_t addr, uint64_t nbytes, char *bytes)
{
	size_t done;

	if (!nbytes) /* gdb writes nothing, to see whether it can */
		return 0;
	return g->config->writes ? transfer(g, PHYSMON_WRITE, addr, nbytes, bytes, &done) : -EPERM;
}

int gdb_memory_write_hex(struct gdb *g, const char *args, size_t len)
{
	const char *colon = memchr(args, ':', len), *end = args + len;
	char bytes[GDB_PACKET_MAX / 2];
	uint64_t addr, nbytes;

	if (!colon || !parse_piece(args, colon, &addr, &nbytes) || nbytes > sizeof(bytes) ||
	    (size_t)(end - colon - 1) != 2 * nbytes || !gdb_packet_bytes(colon + 1, 2 * (size_t)nbytes, bytes))
		return -EINVAL;
	return write_piece(g, addr, nbytes, bytes);
}

int gdb_memory_write_bytes(struct gdb *g, const char *args, size_t len)
{
	const char *colon = memchr(args, ':', len), *end = args + len;
	char bytes[GDB_PACKET_MAX];
	uint64_t addr, nbytes;

	if (!colon || !parse_piece(args, colon, &addr, &nbytes) || (uint64_t)(end - colon - 1) != nbytes)
		return -EINVAL;
	memcpy(bytes, colon + 1, (size_t)nbytes);
	return write_piece(g, addr, nbytes, bytes);
}
