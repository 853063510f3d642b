/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * gdb_serve: the loop that answers gdb's packets, which are those of GDB's manual, "Packets" and "General Query
 * Packets".
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "error.h"
#include "gdb_internal.h"
#include "gdb_serve.h"
#include "hex.h"
#include "interrupt.h"
#include "program.h"
#include "session.h"
#include "text.h"

_Static_assert(GDB_PACKET_MAX == 0x4000, "PacketSize as qSupported tells it");

static void reply_text(struct gdb *g, const char *text)
{
	g->nreply = strlen(text);
	memcpy(g->reply, text, g->nreply);
}

/* The error of g->e, with its sentence on standard error and, if the debugger takes it, in the reply. */
static void reply_error(struct gdb *g)
{
	if (g->texts)
		g->nreply = text_print(g->reply, sizeof(g->reply), "E.%s", g->e.text);
	else
		g->nreply = text_print(g->reply, sizeof(g->reply), "E%02x", (unsigned)g->e.err & 0xff);
	emit_error(g->s->emit, NULL, &g->e, STATUS_FAILED);
}

static void reply_send(struct gdb *g)
{
	g->nframe = gdb_packet_frame(g->frame, g->reply, g->nreply);
	out_put(&g->out, g->frame, g->nframe);
}

/* All ones: there are none, and a program counter that is no address keeps gdb from reading what is there. */
static int answer_registers(struct gdb *g)
{
	g->nreply = 2 * g->config->map.arch->register_bytes;
	memset(g->reply, 'f', g->nreply);
	return 0;
}

static int answer_supported(struct gdb *g)
{
	g->texts = memmem(g->args, g->len, "error-message+", 14);
	reply_text(g, "PacketSize=4000;QStartNoAckMode+;qXfer:features:read+;qXfer:memory-map:read+;error-message+");
	return 0;
}

static int answer_no_acks(struct gdb *g)
{
	g->acks = false;
	return 0;
}

static int answer_detach(struct gdb *g)
{
	g->done = true;
	return 0;
}

static int answer_kill(struct gdb *g)
{
	g->done = g->unwanted = true;
	return 0;
}

/* Nothing runs here, so nothing can go on; registers can't be written. */
static int answer_refusal(struct gdb *g)
{
	return error_set(&g->e, PHYSMON_E_NONE, EPERM,
			 "physmon serves memory: no register can be set, and nothing runs");
}

/* "OFFSET,LENGTH" of @text: 'm' and a part of it, 'l' and the last. */
static int answer_part(struct gdb *g, const char *text, size_t size)
{
	const char *comma = memchr(g->args, ',', g->len);
	uint64_t from, n;

	if (!comma || hex_parse(g->args, comma, &from) || hex_parse(comma + 1, g->args + g->len, &n) || from > size)
		return gdb_packet_malformed(&g->in, &g->e);
	if (n > GDB_PACKET_MAX / 2 - 1) /* every byte of it may need an escape */
		n = GDB_PACKET_MAX / 2 - 1;
	if (n > size - from)
		n = size - from;
	g->reply[0] = from + n < size ? 'm' : 'l';
	memcpy(g->reply + 1, text + from, (size_t)n);
	g->nreply = (size_t)n + 1;
	return 0;
}

static int answer_target(struct gdb *g)
{
	char xml[GDB_XML_MAX];
	const size_t n = gdb_map_target_xml(&g->config->map, xml, sizeof(xml));

	return answer_part(g, xml, n);
}

static int answer_memory_map(struct gdb *g)
{
	char xml[GDB_XML_MAX];
	const size_t n = gdb_map_memory_xml(&g->config->map, physmon_info(g->s->target), xml, sizeof(xml));

	return answer_part(g, xml, n);
}

static const struct answer {
	const char *packet; /* what it begins with; a name is whole only before one of ":;," or the end */
	const char *says;   /* always, or NULL */
	gdb_answer *make;   /* of what follows the packet's name */
} answers[] = {
	{ "qSupported", NULL, answer_supported },
	{ "QStartNoAckMode", NULL, answer_no_acks },
	{ "qXfer:features:read:target.xml:", NULL, answer_target },
	{ "qXfer:memory-map:read::", NULL, answer_memory_map },
	{ "qRcmd,", NULL, gdb_monitor },
	{ "qfThreadInfo", "m1", NULL },
	{ "qsThreadInfo", "l", NULL },
	{ "qAttached", "1", NULL }, /* it ran before gdb came, and gdb's end is not its own */
	{ "qC", "QC1", NULL },
	{ "?", "S05", NULL },
	{ "g", NULL, answer_registers },
	{ "m", NULL, gdb_memory_read },
	{ "M", NULL, gdb_memory_write_hex },
	{ "X", NULL, gdb_memory_write_bytes },
	{ "H", "OK", NULL },
	{ "T", "OK", NULL },
	{ "D", NULL, answer_detach },
	{ "k", NULL, answer_kill },
	{ "G", NULL, answer_refusal },
	{ "P", NULL, answer_refusal },
	{ "c", NULL, answer_refusal },
	{ "s", NULL, answer_refusal },
};

static const struct answer *answer_of(const struct gdb_packet *p)
{
	const struct answer *a;
	size_t n;

	for (size_t i = 0; i < sizeof(answers) / sizeof(answers[0]); i++) {
		a = &answers[i];
		n = strlen(a->packet);
		if (p->len < n || memcmp(p->body, a->packet, n))
			continue;
		if (n == 1 || strchr(":,", a->packet[n - 1]) || p->len == n || strchr(":;,", p->body[n]))
			return a;
	}
	return NULL;
}

/* An empty reply says that a packet isn't known: vMustReplyEmpty, qTStatus and all that later gdbs may ask. */
static void answer(struct gdb *g)
{
	const struct answer *a = answer_of(&g->in);
	size_t n;

	g->nreply = 0;
	g->unwanted = false;
	if (g->acks) {
		out_put(&g->out, "+", 1);
		out_flush(&g->out); /* at once: what follows may take long, and gdb would send it again */
	}
	if (a && a->says) {
		reply_text(g, a->says);
	} else if (a) {
		n = strlen(a->packet);
		g->args = g->in.body + n;
		g->len = g->in.len - n;
		if (a->make(g))
			reply_error(g);
		else if (!g->nreply)
			reply_text(g, "OK");
	}
	if (!g->unwanted)
		reply_send(g);
}

static void take(struct gdb *g, unsigned char c)
{
	switch (gdb_packet_put(&g->in, c)) {
	case GDB_NOTHING:
		break;
	case GDB_PACKET:
		answer(g);
		break;
	case GDB_BAD:
		if (g->acks)
			out_put(&g->out, "-", 1);
		break;
	case GDB_AGAIN:
		if (g->acks)
			out_put(&g->out, g->frame, g->nframe);
		break;
	case GDB_BREAK: /* it is stopped already */
		reply_text(g, "S02");
		reply_send(g);
		break;
	}
}

/* Until the debugger is done; the bytes read, 0 at the end, or -errno. */
static ssize_t serve(struct gdb *g)
{
	ssize_t n = 0;
	int r;

	while (!g->done) {
		r = out_flush(&g->out);
		if (r)
			return r == -EPIPE ? 0 : r; /* it hung up */
		r = interrupt_wait(g->in_fd, -1);
		if (r == -EINTR && isatty(g->in_fd)) /* typed at the prompt of a shell */
			return r;
		if (r == -EINTR) { /* Ctrl-C at the desk may reach this end: it means what runs, and nothing does */
			interrupt_clear();
			continue;
		}
		n = r < 0 ? r : read(g->in_fd, g->bytes, sizeof(g->bytes));
		if (n < 0 && r >= 0 && (errno == EINTR || errno == EAGAIN))
			continue;
		if (n <= 0)
			return r < 0 ? r : n < 0 ? -errno : 0;
		g->at = 0;
		g->nbytes = (size_t)n;
		while (g->at < g->nbytes && !g->done)
			take(g, g->bytes[g->at++]);
	}
	out_flush(&g->out);
	return n;
}

int gdb_serve(struct session *s, const struct gdb_config *config, int in_fd, int out_fd)
{
	struct gdb *const g = calloc(1, sizeof(*g));
	char buffer[OUT_RESERVE_MAX];
	ssize_t r;

	if (!g)
		return emit_failure(s->emit, STATUS_FAILED, "out of memory", 0);
	g->s = s;
	g->config = config;
	g->width = s->width;
	g->widest = s->width_chosen ? s->width_chosen : 8;
	g->noread = physmon_allowed(s->target) & PHYSMON_PROTECT_NOREAD;
	g->acks = true;
	gdb_packet_init(&g->in);
	out_init(&g->out, out_fd, buffer, sizeof(buffer));
	g->in_fd = in_fd;
	r = gdb_map_fence(&config->map, s->target, &g->e) ? -ENOMEM : serve(g);
	free(g);
	if (r == -EINTR)
		return STATUS_INTERRUPTED;
	if (r >= 0)
		return STATUS_OK;
	return emit_failure(s->emit, STATUS_FAILED, "lost the connection to the debugger", (int)-r);
}
