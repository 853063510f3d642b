/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fuzz_gdb: bytes as a debugger, or nobody in his right mind, sends them, to a server before the demo board. The first byte
 * says whether writes are on, acknowledgements off, which ranges are given and how lines become packets: framed as they
 * must be, or taken as they are. An observer at the gate sees each access.
 */
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "commands.h"
#include "emit.h"
#include "fuzz.h"
#include "gdb_packet.h"
#include "gdb_serve.h"
#include "session.h"

#define MOST 2000	      /* accesses; then the rest is left: time is better spent on others */
#define INPUT_MAX (64u << 10) /* of the bytes as they are sent */

struct watch {
	const struct gdb_map *map;
	bool writes, monitors;
	size_t n;
};

static enum physmon_verdict before(void *ctx, const struct physmon_access *a)
{
	struct watch *w = ctx;

	FUZZ_HOLDS(a->dir == PHYSMON_READ || w->writes, "a write at %llx", (unsigned long long)a->addr);
	FUZZ_HOLDS(gdb_map_holds(w->map, a->addr, a->addr + (a->width - 1)), "an access of %u bytes at %llx", a->width,
		   (unsigned long long)a->addr);
	/* reading UART.DATA takes a byte from the FIFO: nothing for packets */
	FUZZ_HOLDS(w->monitors || a->dir == PHYSMON_WRITE || a->addr / 4 != 0x2000 / 4, "a read of a no-read register");
	return ++w->n > MOST ? PHYSMON_STOP : PHYSMON_GO;
}

static void after(void *ctx, const struct physmon_access *a, enum physmon_state state)
{
	(void)ctx;
	(void)a;
	(void)state;
}

static struct emit *nowhere(void)
{
	static struct emit_storage storage;
	static struct emit *m;
	int fd;

	if (!m) {
		fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
		if (fd < 0)
			abort();
		m = emit_open(&storage, fd, fd, EMIT_TEXT, false);
	}
	return m;
}

/* As a debugger frames: gdb_packet_frame() makes replies, whose runs no debugger sends. */
static size_t frame(char *out, const char *body, size_t n)
{
	char *p = out;
	unsigned sum = 0;

	*p++ = '$';
	for (size_t i = 0; i < n; i++) {
		const bool escaped = memchr("$#}*", body[i], 4);

		if (escaped)
			*p++ = '}';
		*p++ = escaped ? (char)(body[i] ^ 0x20) : body[i];
		sum += (unsigned char)p[-1] + (escaped ? '}' : 0);
	}
	return (size_t)(p - out) + (size_t)sprintf(p, "#%02x", sum & 0xff);
}

/* Lines, each a packet; "R" and a text is a monitor command of it, to spare the fuzzer its digits. Returns the bytes sent. */
static size_t frames(char *out, const char *s, const char *end)
{
	static char body[GDB_PACKET_MAX], hex[] = "0123456789abcdef";
	const char *eol;
	size_t n, i, used = 0;

	for (; s < end; s = eol + 1) {
		eol = memchr(s, '\n', (size_t)(end - s));
		if (!eol)
			eol = end;
		n = (size_t)(eol - s);
		if (s < eol && *s == 'R') {
			n = 6;
			memcpy(body, "qRcmd,", n);
			for (i = 1; s + i < eol && n + 2 <= sizeof(body); i++) {
				body[n++] = hex[(unsigned char)s[i] >> 4];
				body[n++] = hex[s[i] & 15];
			}
		} else {
			memcpy(body, s, n);
		}
		if (used + 2 * n + 5 > INPUT_MAX)
			break;
		used += frame(out + used, body, n);
	}
	return used;
}

/* What came back: acknowledgements and whole frames, with the sums that they must have. */
static void judge(int fd)
{
	static struct gdb_packet p;
	static unsigned char bytes[65536];
	off_t at = 0;
	ssize_t n, i;

	gdb_packet_init(&p);
	while ((n = pread(fd, bytes, sizeof(bytes), at)) > 0) {
		for (i = 0; i < n; i++) {
			FUZZ_HOLDS(p.state != GDB_BETWEEN || strchr("$+-", bytes[i]), "%02x stands between replies",
				   bytes[i]);
			FUZZ_HOLDS(gdb_packet_put(&p, bytes[i]) != GDB_BAD, "a reply is spoilt");
		}
		at += n;
	}
	FUZZ_HOLDS(p.state == GDB_BETWEEN, "the last reply has no end");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char sent[INPUT_MAX];
	static const char *const ranges[] = { "8000,100", "0,8", "2000,10", "fff0,20" };
	struct gdb_config config = { .on = true, .map.arch = gdb_map_arch_at(0) };
	struct watch w = { .map = &config.map };
	struct physmon_observer observer = { before, after, &w, NULL };
	struct physmon_error e;
	struct session *s;
	size_t n, i;
	int in, out;

	if (!size || size > GDB_PACKET_MAX / 2 || session_new(&s, commands))
		return 0;
	world_begin();
	config.writes = w.writes = data[0] & 1;
	for (i = 0; i < 4; i++)
		if (data[0] >> i & 2 && gdb_map_add(&config.map, ranges[i], &e))
			abort();
	if (data[0] & 32) {
		n = frames(sent, (const char *)data + 1, (const char *)data + size);
	} else {
		n = size - 1;
		memcpy(sent, data + 1, n);
	}
	w.monitors = memmem(sent, n, "qRcmd", 5) || memchr(sent, '}', n);
	s->emit = nowhere();
	s->options.read_only = !config.writes;
	s->width = 1u << (data[0] >> 6);
	out = memfd_create("replies", MFD_CLOEXEC);
	in = memfd_create("packets", MFD_CLOEXEC);
	if (out < 0 || in < 0 || pwrite(in, sent, n, 0) != (ssize_t)n || session_target(s, "demo", &e))
		abort();
	physmon_observe(s->target, &observer);
	FUZZ_HOLDS(!gdb_serve(s, &config, in, out), "it did not end well");
	judge(out);
	close(in);
	close(out);
	session_free(s);
	return 0;
}
