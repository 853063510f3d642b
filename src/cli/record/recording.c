/* SPDX-License-Identifier: GPL-2.0-or-later */
/* recording: writes a sampler's changes as VCD, CSV or result lines. */
#include <errno.h>
#include <stdlib.h>
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
		if (f->lo + f->nbits <= 8 * r->sampler->signals[i].width)
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

struct value {
	uint64_t v;
	bool known;
};

/* Variable @id, or one for each bit of it, where it isn't as it was; all: whatever it was. Moves @id behind it. */
static void put(const struct recording *r, struct out *o, size_t *id, unsigned bits, struct value was, struct value is,
		bool all)
{
	const bool same = was.known == is.known;
	unsigned bit;

	if (!r->split || bits == 1) {
		if (all || !same || was.v != is.v)
			vcd_value(o, *id, bits, is.v, is.known);
		++*id;
		return;
	}
	for (bit = 0; bit < bits; bit++, ++*id)
		if (all || !same || ((was.v ^ is.v) >> bit & 1))
			vcd_value(o, *id, 1, is.v >> bit & 1, is.known);
}

static struct value bits_of(struct value v, const struct reg_field *f)
{
	v.v = v.v >> f->lo & UINT64_MAX >> (64 - f->nbits);
	return v;
}

static void put_signal(const struct recording *r, struct out *o, size_t i, struct value was, struct value is, bool all)
{
	const struct reg_field *f;
	size_t k, id = r->signals[i].id;

	put(r, o, &id, 8 * r->sampler->signals[i].width, was, is, all);
	for (k = 0; (f = next_field(r, i, &k));)
		put(r, o, &id, f->nbits, bits_of(was, f), bits_of(is, f), all);
}

int recording_vcd(struct recording *r, const struct session *s, struct out *o)
{
	const struct sampler *sampler = r->sampler;
	const unsigned unit = r->nanoseconds ? 1 : CLOCK_US;
	struct value *was = calloc(sampler->nsignals, sizeof(*was)), is;
	struct sampler_entry e;
	uint64_t now = 0;
	size_t i;

	if (!was)
		return -ENOMEM;
	vcd_begin(o, r->made, r->about, r->nanoseconds);
	declare(r, o);
	vcd_defined(o);
	vcd_time(o, 0);
	out_str(o, "$dumpvars\n");
	for (i = 0; i < sampler->nsignals; i++)
		put_signal(r, o, i, (struct value){ 0, false }, (struct value){ 0, false }, true);
	out_str(o, "$end\n");
	for (i = 0; i < sampler->nchanges; i++) {
		e = sampler_entry(sampler, i);
		if (e.ns / unit != now) {
			now = e.ns / unit;
			vcd_time(o, now);
		}
		is = (struct value){ session_swapped(s, e.value, sampler->signals[e.signal].width), !e.fault };
		put_signal(r, o, e.signal, was[e.signal], is, false);
		was[e.signal] = is;
	}
	/* so that the last value has a length */
	if (sampler->lasted_ns / unit > now)
		vcd_time(o, sampler->lasted_ns / unit);
	free(was);
	return 0;
}

/* --- CSV ----------------------------------------------------------------------------------------------------- */

static void put_cell(struct out *o, const char *name)
{
	const char *s;

	if (!strpbrk(name, ",\"\n\r")) {
		out_str(o, name);
		return;
	}
	out_put(o, "\"", 1);
	for (s = name; *s; s++)
		out_put(o, *s == '"' ? "\"\"" : s, *s == '"' ? 2 : 1);
	out_put(o, "\"", 1);
}

static void put_csv_value(struct out *o, struct value v, unsigned width)
{
	char *p;

	if (!v.known) {
		out_put(o, ",x", 2);
		return;
	}
	p = out_room(o, 32);
	memcpy(p, ",0x", 3);
	out_used(o, hex_put(p + 3, v.v, 2 * width));
}

int recording_csv(const struct recording *r, const struct session *s, struct out *o)
{
	const struct sampler *sampler = r->sampler;
	struct value *is = calloc(sampler->nsignals, sizeof(*is));
	struct sampler_entry e;
	size_t i, k;

	if (!is)
		return -ENOMEM;
	out_str(o, "seconds");
	for (i = 0; i < sampler->nsignals; i++) {
		out_put(o, ",", 1);
		put_cell(o, r->signals[i].name);
	}
	out_put(o, "\n", 1);
	for (i = 0; i < sampler->nchanges; i++) {
		e = sampler_entry(sampler, i);
		is[e.signal] =
			(struct value){ session_swapped(s, e.value, sampler->signals[e.signal].width), !e.fault };
		if (i + 1 < sampler->nsignals) /* the first round: a row needs them all */
			continue;
		out_used(o, hex_put_fixed(out_room(o, 64), e.ns, 9));
		for (k = 0; k < sampler->nsignals; k++)
			put_csv_value(o, is[k], sampler->signals[k].width);
		out_put(o, "\n", 1);
	}
	free(is);
	return 0;
}

/* --- results ------------------------------------------------------------------------------------------------- */

int recording_tell(const struct recording *r, struct session *s)
{
	const struct sampler *sampler = r->sampler;
	struct change_line *was = calloc(sampler->nsignals, sizeof(*was)), *d;
	const struct sampler_signal *g;
	struct sampler_entry e;
	uint64_t last = 0;
	size_t i;

	if (!was)
		return -ENOMEM;
	for (i = 0; i < sampler->nsignals; i++)
		if (sampler->signals[i].addr > last)
			last = sampler->signals[i].addr;
	for (i = 0; i < sampler->nchanges && !emit_status(s->emit); i++) {
		e = sampler_entry(sampler, i);
		g = &sampler->signals[e.signal];
		d = &was[e.signal];
		d->old = d->new;
		d->old_state = d->new_state;
		d->new = e.value;
		d->new_state = e.fault ? PHYSMON_FAULT : PHYSMON_DONE;
		d->us = e.ns / CLOCK_US;
		if (d->timed) {
			change_line_emit(s, d);
			continue;
		}
		d->addr = g->addr;
		d->width = g->width;
		d->digits = session_digits(last);
		d->timed = true;
		d->name = r->signals[e.signal].reg ? r->signals[e.signal].name : NULL;
		emit_result(s->emit, "%.6llu{seconds} %*llx{addr} = %*.*llx{*value}?(  %s{name})|%u{width}", ull(d->us),
			    d->digits, ull(d->addr), 2 * d->width, d->new_state,
			    ull(session_swapped(s, d->new, d->width)), d->name, 8 * d->width);
	}
	free(was);
	return 0;
}
