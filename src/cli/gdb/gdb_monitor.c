/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * gdb_monitor: commands from gdb's "monitor". They are compiled and run as all others; their output is collected in
 * memory and sent when they are done. If gdb stops waiting it can't say so: it sends another packet.
 */
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "error.h"
#include "gdb_internal.h"
#include "hex.h"
#include "interrupt.h"
#include "program.h"
#include "session.h"

#define OUTPUT_PIECE ((GDB_PACKET_MAX - 1) / 2) /* 'O' and two digits for each byte */

/* What was printed, as one "O" packet after another. */
static void send_output(struct gdb *g, int fd)
{
	char bytes[OUTPUT_PIECE], *p;
	off_t at = 0;
	ssize_t n;

	while ((n = pread(fd, bytes, sizeof(bytes), at)) > 0) {
		p = g->reply;
		*p++ = 'O';
		for (ssize_t i = 0; i < n; i++)
			p = hex_put(p, (unsigned char)bytes[i], 2);
		g->nframe = gdb_packet_frame(g->frame, g->reply, (size_t)(p - g->reply));
		out_put(&g->out, g->frame, g->nframe);
		at += n;
	}
}

static int run(struct session *s, const char *text, size_t len)
{
	struct program *p = NULL;

	if (program_new(&p, s, NULL) || program_compile_text(p, "<monitor>", 1, text, len)) {
		program_free(p);
		return -ENOMEM;
	}
	if (program_finish(p))
		program_run_report(p, NULL, 0);
	else if (program_run(p, NULL) == STATUS_INTERRUPTED)
		emit_note(s->emit, "interrupted");
	program_free(p);
	return 0;
}

/*
 * A debugger waits for the reply before it asks again: input before that means that it has given up. From now on such
 * input interrupts the command. A debugger whose packets come at once isn't watched.
 */
static void watch(struct gdb *g, struct interrupt_input *in)
{
	struct pollfd pfd = { .fd = g->in_fd, .events = POLLIN };

	/* gdb says '-' every two seconds, whatever was agreed on: it has still got nothing */
	*in = (struct interrupt_input){ .fd = g->in_fd, .means = "$\3" };
	if (g->at == g->nbytes && !poll(&pfd, 1, 0))
		interrupt_on_input(in);
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

int gdb_monitor(struct gdb *g, const char *args, size_t len)
{
	struct emit *const people = g->s->emit;
	char text[GDB_PACKET_MAX / 2];
	struct interrupt_input in;
	struct emit_storage storage;
	int fd, r;

	if (len / 2 > sizeof(text) || !gdb_packet_bytes(args, len, text))
		return gdb_packet_malformed(&g->in, &g->e);
	fd = memfd_create("physmon", MFD_CLOEXEC);
	if (fd < 0)
		return error_set(&g->e, PHYSMON_E_SYSTEM, errno, "can't collect the output of a command: %s",
				 strerror(errno));
	g->s->emit = emit_open(&storage, fd, fd, emit_format(people), false);
	g->s->remote = true;
	watch(g, &in);
	r = run(g->s, text, len / 2);
	g->unwanted = !watch_ends(g, &in);
	emit_close(g->s->emit);
	g->s->emit = people;
	g->s->remote = false;
	interrupt_clear();
	if (!g->unwanted)
		send_output(g, fd);
	close(fd);
	return r ? error_no_memory(&g->e) : 0;
}
