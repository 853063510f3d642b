/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * gdb_monitor: commands from gdb's "monitor". They are compiled and run as all others; their output is sent
 * as it comes. If gdb stops waiting it can't say so: it sends another packet.
 */
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "error.h"
#include "gdb_internal.h"
#include "hex.h"
#include "interrupt.h"
#include "program.h"
#include "session.h"

#define OUTPUT_PIECE ((GDB_PACKET_MAX - 1) / 2) /* 'O' and two digits for each byte */

/* A command that runs, and the debugger that waits for it. */
struct monitored {
	struct gdb *g;
	struct interrupt_input in;
};

/* What was printed, as one "O" packet after another, unless the debugger no longer waits for them. */
static ssize_t send_output(void *ctx, const char *s, size_t nbytes)
{
	const struct monitored *const m = ctx;
	struct gdb *const g = m->g;
	const size_t n = nbytes < OUTPUT_PIECE ? nbytes : OUTPUT_PIECE;
	char *p = g->reply;

	if (m->in.ended || (m->in.nbytes && *m->in.bytes != 3))
		return (ssize_t)nbytes;
	*p++ = 'O';
	for (size_t i = 0; i < n; i++)
		p = hex_put(p, (unsigned char)s[i], 2);
	g->nframe = gdb_packet_frame(g->frame, g->reply, (size_t)(p - g->reply));
	out_put(&g->out, g->frame, g->nframe);
	errno = -out_flush(&g->out);
	return errno ? -1 : (ssize_t)n;
}

static int run(struct session *s, const char *text, size_t len)
{
	struct program *p = NULL;
	int r = program_new(&p, s, NULL);

	if (!r)
		r = program_compile_text(p, "<monitor>", 1, text, len);
	if (r != -ENOMEM && program_finish(p) && !r)
		program_run_report(p, NULL, 0);
	else if (r == -EINTR || (!r && program_run(p, NULL) == STATUS_INTERRUPTED))
		emit_note(s->emit, "interrupted");
	program_free(p);
	return r == -ENOMEM ? r : 0;
}

/*
 * A debugger waits for the reply before it asks again: input before that means that it has given up. From now on such
 * input interrupts the command. A debugger whose packets come at once isn't watched; other bytes behind a packet mean
 * nothing.
 */
static void watch(struct gdb *g, struct interrupt_input *in)
{
	struct pollfd pfd = { .fd = g->in_fd, .events = POLLIN };
	ssize_t n = 1;

	/* gdb says '-' every two seconds, whatever was agreed on: it has still got nothing */
	*in = (struct interrupt_input){ .fd = g->in_fd, .means = "$\3" };
	while (n > 0 && !memchr(g->bytes + g->at, '$', g->nbytes - g->at) &&
	       !memchr(g->bytes + g->at, 3, g->nbytes - g->at)) {
		g->at = g->nbytes = 0;
		if (!poll(&pfd, 1, 0)) {
			interrupt_on_input(in);
			return;
		}
		n = read(g->in_fd, g->bytes, sizeof(g->bytes));
		g->nbytes = n > 0 ? (size_t)n : 0;
	}
}

/* Ends that, before the reply is sent. Is the reply wanted still? A break only asks for an end, and is taken. */
static bool watch_ends(struct gdb *g, struct interrupt_input *in)
{
	interrupt_on_input(NULL);
	if (!in->nbytes)
		return !in->ended;
	memcpy(g->bytes, in->bytes, in->nbytes);
	g->nbytes = in->nbytes;
	g->at = in->bytes[0] == 3;
	return g->at;
}

int gdb_monitor(struct gdb *g)
{
	struct emit *const people = g->s->emit;
	char text[GDB_PACKET_MAX / 2];
	struct monitored m = { .g = g };
	struct emit_storage storage;
	int r;

	if (g->len / 2 > sizeof(text) || !gdb_packet_bytes(g->args, g->len, text))
		return gdb_packet_malformed(&g->in, &g->e);
	g->s->emit = emit_open(&storage, -1, -1, emit_format(people), false);
	emit_send(g->s->emit, send_output, &m);
	g->s->remote = true;
	watch(g, &m.in);
	r = run(g->s, text, g->len / 2);
	emit_close(g->s->emit);
	g->unwanted = !watch_ends(g, &m.in);
	g->s->emit = people;
	g->s->remote = false;
	interrupt_clear();
	g->nreply = 0;
	return r ? error_no_memory(&g->e) : 0;
}
