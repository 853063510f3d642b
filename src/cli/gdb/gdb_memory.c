/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * gdb_memory: reads and writes for gdb. An aligned piece of 1, 2, 4 or 8 bytes is one access of that width, or several
 * of the width of -w where that is narrower; anything else is made of units of the session's width, or refused. gdb
 * reads more than the user asked for, so it gets no register that must not be read.
 */
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "error.h"
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
static unsigned width_of(const struct gdb *g, uint64_t addr, uint64_t nbytes)
{
	if ((nbytes == 1 || nbytes == 2 || nbytes == 4 || nbytes == 8) && !(addr % nbytes))
		return nbytes < g->widest ? (unsigned)nbytes : g->widest;
	return nbytes && !(addr % g->width) && !(nbytes % g->width) ? g->width : 0;
}

/* How many units of the read @x come before one that would change its register. */
static size_t harmless(const struct physmon_target *t, const struct physmon_xfer *x)
{
	const struct physmon_range *r;

	for (size_t i = 0; (r = physmon_protected(t, i)); i++)
		if (r->what & PHYSMON_PROTECT_NOREAD && r->last >= x->addr &&
		    r->first <= x->addr + (x->nunits * x->width - 1))
			return r->first <= x->addr ? 0 : (size_t)(r->first - x->addr) / x->width;
	return x->nunits;
}

/* Move a piece; *@done: bytes that went well, from its start on. 0 or -errno with g->e. */
static int transfer(struct gdb *g, enum physmon_dir dir, uint64_t addr, uint64_t nbytes, char *bytes, size_t *done)
{
	const unsigned width = width_of(g, addr, nbytes);
	struct physmon_xfer x = { .dir = dir, .width = width, .addr = addr, .step = width };
	uint64_t units[GDB_PACKET_MAX / 8];
	uint8_t state[GDB_PACKET_MAX];
	int r;

	*done = 0;
	if (!width || nbytes > sizeof(units) || nbytes - 1 > UINT64_MAX - addr)
		return error_set(&g->e, PHYSMON_E_NONE, EINVAL,
				 "%" PRIu64 " bytes from %08" PRIx64 " on can't be accessed by units of %u bits",
				 nbytes, addr, 8 * g->width);
	x.nunits = (size_t)nbytes / width;
	x.buf = units;
	x.state = state;
	memset(state, 0, sizeof(state));
	if (dir == PHYSMON_WRITE)
		memcpy(units, bytes, (size_t)nbytes);
	else if (!g->noread)
		x.nunits = harmless(g->s->target, &x);
	r = physmon_transfer(g->s->target, &x, &g->e);
	while (*done < x.done && state[*done] == PHYSMON_DONE)
		++*done;
	*done *= width;
	if (dir == PHYSMON_READ)
		memcpy(bytes, units, *done);
	if (!r && *done < nbytes)
		return error_set(&g->e, PHYSMON_E_PROTECTED, EPERM,
				 "reading %08" PRIx64 " would change it: 'monitor r' reads it, --allow=noread lets gdb",
				 addr + *done);
	return r;
}

int gdb_memory_read(struct gdb *g)
{
	char bytes[GDB_PACKET_MAX / 2], *p = g->reply;
	uint64_t addr, nbytes;
	size_t done;
	int r;

	if (!parse_piece(g->args, g->args + g->len, &addr, &nbytes))
		return gdb_packet_malformed(&g->in, &g->e);
	if (nbytes > sizeof(bytes)) /* it asks for the rest */
		nbytes = sizeof(bytes);
	r = transfer(g, PHYSMON_READ, addr, nbytes, bytes, &done);
	if (!done)
		return r;
	if (r)
		emit_error(g->s->emit, NULL, &g->e, STATUS_FAILED); /* the reply is what came before it */
	for (size_t i = 0; i < done; i++)
		p = hex_put(p, (unsigned char)bytes[i], 2);
	g->nreply = (size_t)(p - g->reply);
	return 0;
}

/* "ADDR,LENGTH:" and the bytes, in hexadecimal or as they are. */
static int write_piece(struct gdb *g, bool hex)
{
	const char *colon = memchr(g->args, ':', g->len), *end = g->args + g->len;
	char bytes[GDB_PACKET_MAX];
	uint64_t addr, nbytes;
	size_t n, done;

	if (!colon || !parse_piece(g->args, colon, &addr, &nbytes))
		return gdb_packet_malformed(&g->in, &g->e);
	n = (size_t)(end - colon - 1);
	if (hex ? n / 2 != nbytes || !gdb_packet_bytes(colon + 1, n, bytes) : n != nbytes)
		return gdb_packet_malformed(&g->in, &g->e);
	if (!hex)
		memcpy(bytes, colon + 1, n);
	if (!n) /* gdb writes nothing, to see whether it can */
		return 0;
	if (!g->config->writes)
		return error_set(&g->e, PHYSMON_E_READ_ONLY, EPERM,
				 "writing %08" PRIx64 " is refused: --gdb-writes lets gdb write", addr);
	return transfer(g, PHYSMON_WRITE, addr, nbytes, bytes, &done);
}

int gdb_memory_write_hex(struct gdb *g)
{
	return write_piece(g, true);
}

int gdb_memory_write_bytes(struct gdb *g)
{
	return write_piece(g, false);
}
