/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * gdb_monitor: commands from gdb's "monitor". They are compiled and run as all others; their output is collected in
 * memory and sent when they are done. If gdb stops waiting it can't say so: it sends another packet.
 */
#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

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
	ssize_t n, i;

	while ((n = pread(fd, bytes, sizeof(bytes), at)) > 0) {
		p = g->reply;
		*p++ = 'O';
		for (i = 0; i < n; i++)
			p = hex_put(p, (unsigned char)bytes[i], 2);
		g->nreply = (size_t)(p - g->reply);
		gdb_serve_send(g);
		at += n;
	}
}

static int run(struct session *s, const char *text, size_t len)
{
	struct program *p = NULL;

	if (program_new(&p, s) || program_add(p, "<monitor>", 1, text, len)) {
		program_free(p);
		return ENOMEM;
	}
	if (program_finish(p))
		program_run_report(p, -1);
	else if (program_run(p, false) == STATUS_INTERRUPTED)
		emit_note(s->emit, "interrupted");
	program_free(p);
	return 0;
}

void gdb_monitor(struct gdb *g, const char *args, size_t len)
{
	struct emit *const people = g->s->emit;
	char text[GDB_PACKET_MAX / 2];
	struct interrupt_input in;
	struct emit_room room;
	int fd, err;

	if (len / 2 > sizeof(text) || !gdb_serve_bytes(args, len, text)) {
		gdb_serve_say_error(g, EINVAL);
		return;
	}
	fd = memfd_create("physmon", MFD_CLOEXEC);
	if (fd < 0) {
		gdb_serve_say_error(g, errno);
		return;
	}
	g->s->emit = emit_open(&room, fd, fd, emit_format(people), false);
	g->s->remote = true;
	gdb_serve_watch(g, &in);
	err = run(g->s, text, len / 2);
	g->unwanted = !gdb_serve_watch_ends(g, &in);
	emit_close(g->s->emit);
	g->s->emit = people;
	g->s->remote = false;
	interrupt_clear();
	if (!g->unwanted)
		send_output(g, fd);
	close(fd);
	if (err)
		gdb_serve_say_error(g, err);
	else
		gdb_serve_say(g, "OK");
}
