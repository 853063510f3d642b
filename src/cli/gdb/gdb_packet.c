/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gdb_packet: a state machine that takes bytes and returns packets, and frames replies. */
#include "gdb_packet.h"
#include "error.h"
#include "hex.h"
#include "text.h"

#define ESCAPE '}'
#define ESCAPE_XOR 0x20

void gdb_packet_init(struct gdb_packet *p)
{
	p->len = 0;
	p->state = GDB_BETWEEN;
	p->sum = 0;
	p->high = -1;
	p->spoilt = 0;
}

static void keep(struct gdb_packet *p, char c)
{
	if (p->len < GDB_PACKET_MAX)
		p->body[p->len++] = c;
	else
		p->spoilt = 1;
}

static enum gdb_event between(struct gdb_packet *p, unsigned char c)
{
	switch (c) {
	case '$':
		gdb_packet_init(p);
		p->state = GDB_INSIDE;
		return GDB_NOTHING;
	case '-':
		return GDB_AGAIN;
	case 3:
		return GDB_BREAK;
	}
	return GDB_NOTHING; /* '+', and the noise of a line */
}

static enum gdb_event inside(struct gdb_packet *p, unsigned char c)
{
	switch (c) {
	case '$': /* the rest of the packet before it was lost */
		gdb_packet_init(p);
		p->state = GDB_INSIDE;
		return GDB_NOTHING;
	case '#':
		p->state = GDB_SUM_HIGH;
		return GDB_NOTHING;
	}
	p->sum = (unsigned char)(p->sum + c);
	if (c == ESCAPE)
		p->state = GDB_ESCAPED;
	else
		keep(p, (char)c);
	return GDB_NOTHING;
}

enum gdb_event gdb_packet_put(struct gdb_packet *p, unsigned char c)
{
	int low;

	switch (p->state) {
	case GDB_BETWEEN:
		return between(p, c);
	case GDB_INSIDE:
		return inside(p, c);
	case GDB_ESCAPED:
		if (c == '$' || c == '#') { /* what it stood before was lost: neither of them is ever escaped so */
			p->spoilt = 1;
			return inside(p, c);
		}
		p->sum = (unsigned char)(p->sum + c);
		keep(p, (char)(c ^ ESCAPE_XOR));
		p->state = GDB_INSIDE;
		return GDB_NOTHING;
	case GDB_SUM_HIGH:
		p->high = hex_digit((char)c);
		p->state = GDB_SUM_LOW;
		return GDB_NOTHING;
	case GDB_SUM_LOW:
		break;
	}
	low = hex_digit((char)c);
	p->state = GDB_BETWEEN;
	p->body[p->len] = '\0';
	if (p->spoilt || p->high < 0 || low < 0 || (p->high << 4 | low) != p->sum)
		return GDB_BAD;
	return GDB_PACKET;
}

/*
 * How often @s[0], of @len bytes, is repeated, as far as one run can say: a run is the byte, '*' and a printable
 * character, its repetitions + 29. These may not be '#' and '$', which are frames, nor '+' and '-', which old gdbs take
 * for acknowledgements. 0: no run, which is worth its three bytes from 3 repetitions on.
 */
static size_t repetitions(const char *s, size_t len)
{
	size_t n = 0;

	while (n + 1 < len && n < '~' - 29 && s[n + 1] == *s)
		n++;
	while (n + 29 == '#' || n + 29 == '$' || n + 29 == '+' || n + 29 == '-')
		n--;
	return n < 3 ? 0 : n;
}

size_t gdb_packet_frame(char *out, const char *body, size_t len)
{
	char *p = out, c;
	unsigned sum = 0;
	size_t n;

	*p++ = '$';
	for (size_t i = 0; i < len; i++) {
		c = body[i];
		if (c == '$' || c == '#' || c == ESCAPE || c == '*') { /* '*' would begin a run */
			*p++ = ESCAPE;
			sum += ESCAPE;
			c ^= ESCAPE_XOR;
		}
		*p++ = c;
		sum += (unsigned char)c;
		n = c == body[i] ? repetitions(body + i, len - i) : 0;
		if (n) {
			*p++ = '*';
			*p++ = (char)(n + 29);
			sum += '*' + (unsigned)n + 29;
			i += n;
		}
	}
	*p++ = '#';
	p = hex_put(p, sum & 0xff, 2);
	return (size_t)(p - out);
}

bool gdb_packet_bytes(const char *s, size_t len, char *out)
{
	int high, low;
	size_t i;

	for (i = 0; i + 1 < len; i += 2) {
		high = hex_digit(s[i]);
		low = hex_digit(s[i + 1]);
		if (high < 0 || low < 0)
			return false;
		out[i / 2] = (char)(high << 4 | low);
	}
	return i == len;
}

int gdb_packet_malformed(struct gdb_packet *p, struct physmon_error *e)
{
	text_tame(p->body, p->body + p->len);
	return error_text(e, "gdb's packet is malformed: %.60s", p->body);
}
