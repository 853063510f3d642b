/* SPDX-License-Identifier: GPL-2.0-or-later */
/* oracle: see oracle.h. Here commands run against the log of the accesses. */
#include "oracle_internal.h"

struct oracle *oracle_new(uint64_t base, bool keep_going)
{
	/* one at a time: a megabyte to allocate each time would be half of the time */
	static struct oracle it;
	/* what the demo board says of itself: the FIFO, and what can't be read */
	static const struct oracle_range board[] = { { 0x1004, 0x100f }, { 0x2000, 0x2003 }, { 0x2008, 0x200b } };
	struct oracle *o = &it;

	memset(&o->s, 0, sizeof(o->s));
	o->nnames = o->nnodes = o->nvalues = o->nops = 0;
	o->s.width = 1;
	o->s.base = o->s.dot = base;
	o->keep_going = keep_going;
	memcpy(o->ranges, board, sizeof(board));
	o->nranges = sizeof(board) / sizeof(board[0]);
	return o;
}

bool oracle_quit(const struct oracle *o)
{
	return o->s.quit;
}

static uint64_t swapped(const struct oracle *o, uint64_t v, unsigned width)
{
	uint64_t r = 0;
	unsigned i;

	if (!o->s.swap)
		return v;
	for (i = 0; i < width; i++)
		r |= (v >> (8 * i) & 0xff) << (8 * (width - 1 - i));
	return r;
}

/* The next access must be this one. NULL: the log was cut here. */
static const struct oracle_access *expect(struct oracle *o, bool write, uint64_t addr, unsigned width, uint64_t value)
{
	const struct oracle_access *a = &o->log[o->at];

	if (o->at == o->nlog && o->cut) {
		o->ran_out = true;
		return NULL;
	}
	FUZZ_HOLDS(o->at < o->nlog, "%s of %u bytes at %llx is asked for and was not made",
		   write ? "a write" : "a read", width, (unsigned long long)addr);
	FUZZ_HOLDS(a->write == write && a->addr == addr && a->width == width && (!write || a->value == value),
		   "%s %u %llx %llx was made where %s %u %llx %llx is asked for", a->write ? "write" : "read", a->width,
		   (unsigned long long)a->addr, (unsigned long long)a->value, write ? "write" : "read", width,
		   (unsigned long long)addr, (unsigned long long)value);
	o->at++;
	return a;
}

/* May @n units be accessed at all? */
static bool allowed(uint64_t addr, unsigned width, uint64_t step, uint64_t n)
{
	const unsigned __int128 end = (unsigned __int128)(n - 1) * step + addr + width - 1;

	return addr % width == 0 && step % width == 0 && end <= BOARD_LAST;
}

static bool left_out(const struct oracle *o, uint64_t addr, unsigned width)
{
	int i;

	for (i = 0; i < o->nranges && !o->s.allow_noread; i++)
		if (addr <= o->ranges[i].last && addr + width - 1 >= o->ranges[i].first)
			return true;
	return false;
}

/* Reads; returns the status. */
static int reads(struct oracle *o, uint64_t addr, unsigned width, uint64_t step, uint64_t n, bool exact, bool remember)
{
	const struct oracle_access *a;
	bool fault = false;
	uint64_t i;

	if (!allowed(addr, width, step, n))
		return 1;
	for (i = 0; i < n; i++, addr += step) {
		if (!exact && left_out(o, addr, width))
			continue;
		a = expect(o, false, addr, width, 0);
		if (!a)
			return 1;
		fault |= a->fault;
		if (!a->fault && remember) {
			o->s.last = swapped(o, a->value, width);
			o->s.last_valid = true;
		}
	}
	return fault;
}

static bool address(struct oracle *o, const struct op *op, int i, uint64_t *v)
{
	const struct value *x = &o->values[op->first + i];

	if (i >= op->n) {
		*v = o->s.dot;
		return true;
	}
	if (!value_of(o, x->node, v))
		return false;
	if (x->relative)
		*v += o->s.base;
	return true;
}

static int run_d(struct oracle *o, const struct op *op)
{
	const unsigned w = op->width;
	uint64_t addr, n, last;

	if (!address(o, op, 0, &addr))
		return 1;
	if (op->n > 1 && o->values[op->first + 1].range_end) {
		if (!address(o, op, 1, &last) || last < addr)
			return 1;
		n = ((last - addr) / w + 1) * w;
		if (!n)
			n = UINT64_MAX / w * w; /* everything: never allowed here */
	} else if (op->n > 1) {
		if (!value_of(o, o->values[op->first + 1].node, &n) || !n || n % w)
			return 1;
	} else {
		n = 0x100;
		if (addr <= BOARD_LAST && BOARD_LAST + 1 - addr < n)
			n = (BOARD_LAST + 1 - addr) / w * w;
		else if (addr > BOARD_LAST && 0 - addr < n)
			n = (0 - addr) / w * w;
		if (!n)
			n = w;
	}
	o->s.dot = addr + n;
	return reads(o, addr, w, w, n / w, false, false);
}

static int run_r(struct oracle *o, const struct op *op)
{
	const unsigned w = op->width;
	uint64_t addr, n = 1, step = w, last;
	bool own = op->n > 2;
	int hi = op->n ? o->values[op->first].hi : -1;

	if (!op->n && o->s.read_valid) {
		hi = o->s.read_hi;
		if (hi >= 8 * (int)w)
			return 1;
		addr = o->s.read_addr;
		n = o->s.read_count;
		own = o->s.read_own_step;
		if (own)
			step = o->s.read_step;
	} else {
		if (!address(o, op, 0, &addr) || (own && !value_of(o, o->values[op->first + 2].node, &step)))
			return 1;
		if (op->n > 1 && o->values[op->first + 1].range_end) {
			if (!address(o, op, 1, &last) || last < addr || !step)
				return 1;
			n = (last - addr) / step;
			n += n < UINT64_MAX;
		} else if (op->n > 1 && (!value_of(o, o->values[op->first + 1].node, &n) || !n)) {
			return 1;
		}
	}
	o->s.dot = step ? addr + n * step : addr;
	o->s.read_valid = true;
	o->s.read_own_step = own;
	o->s.read_hi = hi;
	o->s.read_addr = addr;
	o->s.read_count = n;
	o->s.read_step = step;
	return reads(o, addr, w, step, n, n == 1 || !step, true);
}

/* The values of w and v, all of them known to be right before the first is written. */
static int write_values(struct oracle *o, const struct op *op, uint64_t addr)
{
	const struct oracle_access *a;
	const unsigned w = op->width;
	const uint64_t mask = w == 8 ? UINT64_MAX : ((uint64_t)1 << (8 * w)) - 1;
	uint64_t v = 0;
	int i, n = op->n - 1;

	for (i = 1; i <= n; i++) {
		const struct value *x = &o->values[op->first + i];

		if (!value_of(o, x->node, &v) || !fits(x->form, v, 8 * w))
			return 1;
	}
	if (!allowed(addr, w, w, (uint64_t)n))
		return 1;
	for (i = 1; i <= n; i++) {
		value_of(o, o->values[op->first + i].node, &v);
		a = expect(o, true, addr + (uint64_t)(i - 1) * w, w, swapped(o, v, w) & mask);
		if (!a || a->fault)
			return 1;
	}
	if (op->what == 'w')
		return 0;
	a = expect(o, false, addr, w, 0);
	return !a || a->fault ? 1 : a->value == (swapped(o, v, w) & mask) ? 0 : 3;
}

/* Bits of a unit: one read, one write. */
static int write_bits(struct oracle *o, const struct op *op, uint64_t addr)
{
	const struct value *b = &o->values[op->first], *x = b + 1;
	const unsigned w = op->width, n = (unsigned)(b->hi - b->lo + 1);
	const uint64_t mask = (n == 64 ? UINT64_MAX : ((uint64_t)1 << n) - 1) << b->lo;
	const struct oracle_access *a;
	uint64_t v;

	if (!value_of(o, x->node, &v) || !fits(x->form, v, n) || !allowed(addr, w, w, 1) || left_out(o, addr, w))
		return 1;
	a = expect(o, false, addr, w, 0);
	if (!a || a->fault)
		return 1;
	v = (swapped(o, a->value, w) & ~mask) | (v << b->lo & mask);
	a = expect(o, true, addr, w, swapped(o, w == 8 ? v : v & (((uint64_t)1 << (8 * w)) - 1), w));
	return !a || a->fault;
}

static int run_w(struct oracle *o, const struct op *op)
{
	uint64_t addr;
	int status;

	if (!address(o, op, 0, &addr))
		return 1;
	status = o->values[op->first].hi >= 0 ? write_bits(o, op, addr) : write_values(o, op, addr);
	if (op->what == 'w')
		o->s.dot = addr; /* not before: a value may hold . */
	return status;
}

static int run_noread(struct oracle *o, const struct op *op)
{
	uint64_t first, n;

	if (!op->n)
		return 0;
	if (!address(o, op, 0, &first))
		return 1;
	if (o->values[op->first + 1].range_end) {
		if (!address(o, op, 1, &n))
			return 1;
	} else {
		if (!value_of(o, o->values[op->first + 1].node, &n) || !n)
			return 1;
		n = first + n - 1;
	}
	if (n < first)
		return 1;
	if (o->nranges == RANGES)
		return -1;
	o->ranges[o->nranges].first = first;
	o->ranges[o->nranges++].last = n;
	return 0;
}

static int run_op(struct oracle *o, const struct op *op)
{
	const bool big = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__;
	uint64_t v;

	switch (op->what) {
	case 'd':
		return run_d(o, op);
	case 'r':
		return run_r(o, op);
	case 'w':
	case 'v':
		return run_w(o, op);
	case 'n':
		return run_noread(o, op);
	case '?':
		return op->n && !value_of(o, o->values[op->first].node, &v);
	case 'b':
		if (op->n && !value_of(o, o->values[op->first].node, &v))
			return 1;
		if (op->n)
			o->s.base = v;
		return 0;
	case 'e':
		if (op->n)
			o->s.swap = op->mask != 3 && (op->mask == 2) != big;
		return 0;
	case 'a':
		o->s.allow_noread |= (op->mask & 4) != 0;
		return 0;
	case 'q':
		o->s.quit = true;
	}
	return 0;
}

int oracle_run(struct oracle *o, const struct oracle_access *log, size_t n, bool cut)
{
	int i, status, worst = 0;

	o->log = log;
	o->nlog = n;
	o->at = 0;
	o->cut = cut;
	o->ran_out = false;
	for (i = 0; i < o->nops && !o->s.quit; i++) {
		o->s.width = o->ops[i].width_after;
		status = run_op(o, &o->ops[i]);
		if (o->ran_out || status < 0)
			return -1;
		if (status == 1 || (status && !worst))
			worst = status;
		if (status && !o->keep_going)
			break;
	}
	FUZZ_HOLDS(o->at == n, "%zu accesses were made, %zu are asked for; the first too many is at %llx", n, o->at,
		   (unsigned long long)log[o->at].addr);
	return worst;
}
