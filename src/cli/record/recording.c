/* SPDX-License-Identifier: GPL-2.0-or-later */
/* recording: writes a sampler's changes as VCD, CSV or result lines. */
#include <string.h>

#include "change_line.h"
#include "clock.h"
#include "hex.h"
#include "recording.h"
#include "reg.h"
#include "session.h"
#include "vcd.h"

/* --- VCD ----------------------------------------------------------------------------------------------------- */

/* The next field of signal @i that lies within what is read, from number *@k on; NULL past the last. */
static const struct reg_field *next_field(const struct recording *r, size_t i, size_t *k)
{
	const struct reg *reg = r->signals[i].reg;
	const struct reg_field *f;

	while (reg && *k < reg->nfields) {
		f = &reg->fields[(*k)++];
		if (reg_holds(reg, f) && f->lo + f->nbits <= 8 * r->sampler->signals[i].width)
			return f;
	}
	return NULL;
}

static void declare(struct recording *r, struct out *o)
{
	const struct reg_field *f;
	size_t i, k, id = 0;
	unsigned bits;

	for (i = 0; i < r->sampler->nsignals; i++) {
		bits = 8 * r->sampler->signals[i].width;
		r->signals[i].id = id;
		vcd_variable(o, id, r->signals[i].name, NULL, bits, r->split);
		id += r->split ? bits : 1;
		for (k = 0; (f = next_field(r, i, &k));) {
			vcd_variable(o, id, r->signals[i].name, f->name, f->nbits, r->split);
			id += r->split ? f->nbits : 1;
		}
	}
}

/* Change @i of the sampler, its value as it is to be shown. */
static struct recording_value value_of(const struct recording *r, const struct session *s,
				       const struct sampler_entry *e)
{
	return (struct recording_value){ session_swapped(s, e->value, r->sampler->signals[e->signal].width),
					 e->fault ? PHYSMON_FAULT : PHYSMON_DONE };
}

static bool known(struct recording_value v)
{
	return v.state == PHYSMON_DONE;
}

/* Variable @id, or one for each bit of it, where it isn't as it was; all: whatever it was. Moves @id behind it. */
static void put(const struct recording *r, struct out *o, size_t *id, unsigned bits, struct recording_value was,
		struct recording_value is, bool all)
{
	all = all || known(was) != known(is);
	if (!r->split || bits == 1) {
		if (all || was.v != is.v)
			vcd_value(o, *id, bits, is.v, known(is));
		++*id;
		return;
	}
	for (unsigned bit = 0; bit < bits; bit++, ++*id)
		if (all || ((was.v ^ is.v) >> bit & 1))
			vcd_value(o, *id, 1, is.v >> bit & 1, known(is));
}

static struct recording_value bits_of(struct recording_value v, const struct reg_field *f)
{
	v.v = v.v >> f->lo & UINT64_MAX >> (64 - f->nbits);
	return v;
}

/* Signal @i is @is; @all: whatever it was. */
static void put_signal(struct recording *r, struct out *o, size_t i, struct recording_value is, bool all)
{
	const struct recording_value was = r->signals[i].value;
	const struct reg_field *f;
	size_t k, id = r->signals[i].id;

	put(r, o, &id, 8 * r->sampler->signals[i].width, was, is, all);
	for (k = 0; (f = next_field(r, i, &k));)
		put(r, o, &id, f->nbits, bits_of(was, f), bits_of(is, f), all);
	r->signals[i].value = is;
}

void recording_vcd(struct recording *r, const struct session *s, struct out *o)
{
	const struct sampler *sampler = r->sampler;
	const unsigned unit = r->nanoseconds ? 1 : CLOCK_US;
	struct sampler_entry e;
	uint64_t now = 0;

	vcd_begin(o, r->made, r->about, r->nanoseconds);
	declare(r, o);
	out_str(o, VCD_DEFINED);
	vcd_time(o, 0);
	out_str(o, "$dumpvars\n");
	for (size_t i = 0; i < sampler->nsignals; i++)
		put_signal(r, o, i, r->signals[i].value, true);
	out_str(o, "$end\n");
	for (size_t i = 0; i < sampler->nchanges; i++) {
		e = sampler_entry(sampler, i);
		if (e.ns / unit != now) {
			now = e.ns / unit;
			vcd_time(o, now);
		}
		put_signal(r, o, e.signal, value_of(r, s, &e), false);
	}
	/* so that the last value has a length */
	if (sampler->lasted_ns / unit > now)
		vcd_time(o, sampler->lasted_ns / unit);
}

/* --- CSV ----------------------------------------------------------------------------------------------------- */

static void put_cell(struct out *o, const char *name)
{
	if (!strpbrk(name, ",\"\n\r")) {
		out_str(o, name);
		return;
	}
	out_put(o, "\"", 1);
	for (const char *s = name; *s; s++)
		out_put(o, *s == '"' ? "\"\"" : s, *s == '"' ? 2 : 1);
	out_put(o, "\"", 1);
}

static void put_csv_value(struct out *o, struct recording_value v, unsigned width)
{
	char *p;

	if (!known(v)) {
		out_put(o, ",x", 2);
		return;
	}
	p = out_reserve(o, 32);
	memcpy(p, ",0x", 3);
	out_used(o, hex_put(p + 3, v.v, 2 * width));
}

void recording_csv(struct recording *r, const struct session *s, struct out *o)
{
	const struct sampler *sampler = r->sampler;
	struct sampler_entry e;

	out_str(o, "seconds");
	for (size_t i = 0; i < sampler->nsignals; i++) {
		out_put(o, ",", 1);
		put_cell(o, r->signals[i].name);
	}
	out_put(o, "\n", 1);
	for (size_t i = 0; i < sampler->nchanges; i++) {
		e = sampler_entry(sampler, i);
		r->signals[e.signal].value = value_of(r, s, &e);
		if (i + 1 < sampler->nsignals) /* the first round: a row needs them all */
			continue;
		out_used(o, hex_put_fixed(out_reserve(o, 64), e.ns, 9));
		for (size_t k = 0; k < sampler->nsignals; k++)
			put_csv_value(o, r->signals[k].value, sampler->signals[k].width);
		out_put(o, "\n", 1);
	}
}

/* --- results ------------------------------------------------------------------------------------------------- */

void recording_tell(struct recording *r, struct session *s)
{
	const struct sampler *sampler = r->sampler;
	const struct sampler_signal *g;
	struct recording_signal *signal;
	struct change_line d = { .timed = true };
	struct sampler_entry e;
	uint64_t last = 0;

	for (size_t i = 0; i < sampler->nsignals; i++)
		if (sampler->signals[i].addr > last)
			last = sampler->signals[i].addr;
	d.digits = session_digits(last);
	for (size_t i = 0; i < sampler->nchanges && !emit_status(s->emit); i++) {
		e = sampler_entry(sampler, i);
		g = &sampler->signals[e.signal];
		signal = &r->signals[e.signal];
		d.addr = g->addr;
		d.width = g->width;
		d.name = signal->reg ? signal->name : NULL;
		d.us = e.ns / CLOCK_US;
		d.old = signal->value.v;
		d.old_state = signal->value.state;
		d.new = e.value;
		d.new_state = e.fault ? PHYSMON_FAULT : PHYSMON_DONE;
		signal->value = (struct recording_value){ d.new, d.new_state };
		if (d.old_state != PHYSMON_PENDING) {
			change_line_emit(s, &d);
			continue;
		}
		emit_result(s->emit, "%.6llu{seconds} %*llx{addr} = %*.*llx{*value}?(  %s{name})|%u{width}", ull(d.us),
			    d.digits, ull(d.addr), 2 * d.width, d.new_state, ull(session_swapped(s, d.new, d.width)),
			    d.name, 8 * d.width);
	}
}
