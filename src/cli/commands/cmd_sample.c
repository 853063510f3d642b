/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cmd_sample: the command sample: which registers, how often, for how long, and the file for the recording. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "args.h"
#include "clock.h"
#include "datafile.h"
#include "error.h"
#include "file_kind.h"
#include "hex.h"
#include "range.h"
#include "recording.h"
#include "reg.h"
#include "session.h"
#include "single.h"
#include "text.h"
#include "unit_list.h"

#define BUFFER_MIB 8
#define BUFFER_MOST 1024 /* MiB */

enum form { FORM_TEXT, FORM_VCD, FORM_CSV };

struct sampling {
	struct sampler sampler;
	struct recording recording;
	size_t left_out;
	char *names;	      /* of those that have none, 20 bytes each */
	struct datafile file; /* without a path: none */
	enum form form;
};

static enum form form_of(const char *path)
{
	return file_ends(path, ".vcd") ? FORM_VCD : file_ends(path, ".csv") ? FORM_CSV : FORM_TEXT;
}

static int compile_sample(struct program *p, struct step *step, struct operand *operands, struct physmon_error *e)
{
	const struct operand *n = args_step_option(step, operands, "n"), *m = args_step_option(step, operands, "m");
	const struct operand *o = args_step_option(step, operands, "o"),
			     *bits = args_step_option(step, operands, "bits");

	(void)p;
	if (n && !n->expr.value) {
		step->at.column = n->column;
		return error_text(e, "the number of samples must not be 0");
	}
	if (m && (!m->expr.value || m->expr.value > BUFFER_MOST)) {
		step->at.column = m->column;
		return error_text(e, "the buffer is of 1 to %u MiB, %u if -m isn't given", BUFFER_MOST, BUFFER_MIB);
	}
	if (o && form_of(o->text) == FORM_TEXT) {
		step->at.column = o->column;
		return error_text(e, "%.60s must end in .vcd or .csv, which says how it is written", o->text);
	}
	if (bits && (!o || form_of(o->text) != FORM_VCD)) {
		step->at.column = bits->column;
		return error_text(e, "--bits is for -o FILE.vcd");
	}
	return 0;
}

/* --- which registers ----------------------------------------------------------------------------------------- */

static int refuse_noread(const struct unit_list_item *x, struct physmon_error *e)
{
	error_set(e, PHYSMON_E_PROTECTED, EPERM,
		  "%08llx is a no-read register: reading it again and again would change it ('allow noread' opens it)",
		  ull(x->addr));
	error_at(e, x->addr, x->width, 0);
	return -EPERM;
}

/* Of a peripheral or a pattern, what must not be read is left out. */
static int add(struct call *c, void *ctx, const struct unit_list_item *x, struct physmon_error *e)
{
	const struct single u = { .addr = x->addr, .width = x->width };
	struct sampling *w = ctx;
	const size_t n = w->sampler.nsignals;
	const struct sampler_signal *same = NULL; /* another name of this register: the first one */
	const bool noread = x->width && range_noread(c->s->target, x->addr, x->addr + (x->width - 1));
	int r = x->width ? single_check(c->s->target, &u, PHYSMON_READ, e) : 0;

	if (!r && noread && !x->grouped)
		return refuse_noread(x, e);
	if (r && (e->kind != PHYSMON_E_PROTECTED || !x->grouped))
		return r;
	if (r || noread || !x->width) {
		w->left_out++;
		e->text[0] = '\0';
		e->width = 0;
		return 0;
	}
	if (n == SAMPLER_SIGNALS)
		return error_set(e, PHYSMON_E_NONE, E2BIG, "more than %u registers can't be sampled at once",
				 SAMPLER_SIGNALS);
	hex_str(w->names + 20 * n, x->addr, session_digits(x->addr));
	for (size_t i = n; x->reg && i--;)
		if (w->sampler.signals[i].addr == x->addr && w->sampler.signals[i].width == x->width)
			same = &w->sampler.signals[i];
	w->sampler.signals[n] = (struct sampler_signal){ .addr = x->addr, .width = x->width, .same = same };
	w->recording.signals[n] =
		(struct recording_signal){ .name = x->reg ? x->reg->name : w->names + 20 * n, .reg = x->reg };
	w->sampler.nsignals++;
	return 0;
}

static int which(struct call *c, struct sampling *w, struct physmon_error *e)
{
	int r = unit_list(c, add, w, e);

	if (!r && !w->sampler.nsignals)
		return error_set(e, PHYSMON_E_NONE, ENOENT, "there is no register here that may be sampled");
	if (!r && w->left_out)
		emit_note(c->s->emit, "%zu register%s left out: no-read, or of a size that no access has", w->left_out,
			  w->left_out == 1 ? " was" : "s were");
	return r;
}

/* --- recording and writing ----------------------------------------------------------------------------------- */

static void summary(const struct call *c, const struct sampling *w, enum sampler_end end)
{
	const struct sampler *s = &w->sampler;
	char lasted[40];

	*hex_put_fixed(lasted, s->lasted_ns / CLOCK_US, 6) = '\0';
	if (end == SAMPLER_FULL)
		emit_note(c->s->emit, "the buffer of %zu MiB was full after %s s: -m gives it more", s->nbytes >> 20,
			  lasted);
	emit_note(c->s->emit, "%llu read%s in %s s, %llu a second; %zu change%s", (unsigned long long)s->reads,
		  s->reads == 1 ? "" : "s", lasted,
		  (unsigned long long)(s->reads * CLOCK_MS / (s->lasted_ns / CLOCK_US + 1)), s->nchanges,
		  s->nchanges == 1 ? "" : "s");
	if (s->interval_ns)
		emit_note(c->s->emit, "%llu of %llu deadlines missed%s", (unsigned long long)s->missed,
			  (unsigned long long)(s->missed + s->done),
			  s->missed ? ": started as 'chrt -f 1 physmon ...' it comes before other programs" : "");
}

static int write_file(struct call *c, struct sampling *w, struct physmon_error *e)
{
	char buf[16384], made[CLOCK_UTC], about[400];
	struct out out;
	int r;

	clock_utc(made);
	text_print(about, sizeof(about), "target %.200s, %llu reads, %llu deadlines missed",
		   physmon_info(c->s->target)->spec, (unsigned long long)w->sampler.reads,
		   (unsigned long long)w->sampler.missed);
	w->recording.made = made;
	w->recording.about = about;
	out_init(&out, w->file.fd, buf, sizeof(buf));
	if (w->form == FORM_VCD)
		recording_vcd(&w->recording, c->s, &out);
	else
		recording_csv(&w->recording, c->s, &out);
	r = out_flush(&out);
	w->recording.made = w->recording.about = NULL; /* these texts end here */
	if (r)
		datafile_failed(w->file.path, -r, e);
	return datafile_close(&w->file, r, r ? NULL : e);
}

static int record(struct call *c, struct sampling *w, struct physmon_error *e)
{
	struct sampler *s = &w->sampler;
	struct single u;
	enum sampler_end end;
	int r = 0;

	emit_flush(c->s->emit);
	end = sampler_run(s);
	if (c->s->dry_run)
		return end == SAMPLER_INTERRUPTED ? -EINTR : 0;
	if (w->file.path)
		r = write_file(c, w, e);
	else
		recording_tell(&w->recording, c->s);
	summary(c, w, end);
	if (r || end == SAMPLER_INTERRUPTED)
		return r ? r : -EINTR;
	if (end == SAMPLER_REFUSED) { /* the target changed under it: what does the gate say? */
		u = (struct single){ .addr = s->refused->addr, .width = s->refused->width };
		r = single_check(c->s->target, &u, PHYSMON_READ, e);
		return r ? r : error_set(e, PHYSMON_E_NONE, EIO, "%08llx could not be read any more", ull(u.addr));
	}
	if (s->faults)
		return error_set(e, PHYSMON_E_BUS, EFAULT, "%llu of %llu reads failed, the first one at %08llx",
				 ull(s->faults), ull(s->reads), ull(s->first_fault));
	return 0;
}

static int prepare(struct call *c, struct sampling *w, struct physmon_error *e)
{
	const struct operand *n = args_option(c, "n"), *t = args_option(c, "t"), *i = args_option(c, "i"),
			     *m = args_option(c, "m"), *o = args_option(c, "o");
	struct sampler *s = &w->sampler;
	int r;

	s->target = c->s->target;
	s->rounds = c->s->dry_run ? 1 : n ? n->expr.value : 0;
	s->duration_ns = t ? clock_after(0, t->expr.value) - t->over_ns : 0;
	s->interval_ns = i ? clock_after(0, i->expr.value) - i->over_ns : 0;
	s->nbytes = (size_t)(m ? m->expr.value : BUFFER_MIB) << 20;
	w->recording.sampler = s;
	w->recording.nanoseconds = s->interval_ns % CLOCK_US;
	w->recording.split = args_option(c, "bits");
	if (t && !s->duration_ns) {
		c->at.column = t->column;
		return error_text(e, "the time to sample must not be 0");
	}
	if (sampler_new(s))
		return error_set(e, PHYSMON_E_SYSTEM, ENOMEM, "there is no memory for a buffer of %zu MiB",
				 s->nbytes >> 20);
	if (o && !c->s->dry_run) {
		c->at.column = o->column;
		r = datafile_create(&w->file, o->text, DATAFILE_PIPE, s->target, e);
		if (r)
			return r;
		w->form = form_of(o->text);
		c->at.column = c->step->at.column;
	}
	return 0;
}

static int run_sample(struct call *c, struct physmon_error *e)
{
	struct sampling w = { .file.fd = -1 };
	int r = 0;

	w.sampler.signals = calloc(SAMPLER_SIGNALS, sizeof(*w.sampler.signals));
	w.recording.signals = calloc(SAMPLER_SIGNALS, sizeof(*w.recording.signals));
	w.names = calloc(SAMPLER_SIGNALS, 20);
	if (!w.sampler.signals || !w.recording.signals || !w.names)
		r = error_no_memory(e);
	if (!r)
		r = which(c, &w, e);
	if (!r)
		r = prepare(c, &w, e);
	if (!r)
		r = record(c, &w, e);
	free(w.sampler.changes);
	if (w.file.fd >= 0) /* nothing was written */
		datafile_close(&w.file, -EINVAL, NULL);
	free(w.sampler.signals);
	free(w.recording.signals);
	free(w.names);
	return r;
}

const struct command cmd_sample[] = {
	{ .name = "sample",
	  .signature = "[-n N] [-t TIME] [-i TIME] [-m N] [-o FILE] [--bits] ADDR...",
	  .help = "record registers, as waveforms too\n"
		  "-n: so many times, -t: for so long; else until Ctrl-C, or until the buffer of\n"
		  "changes is full (8 MiB, or -m). -i: from one time to the next, by an absolute\n"
		  "schedule, down to nanoseconds (500ns); else as fast as it can. -o writes\n"
		  "FILE.vcd, which GTKWave shows, or FILE.csv; without it changes are printed.\n"
		  "--bits makes a signal of each bit. Registers have their own size and fields.\n"
		  "Examples: sample.d -t 2s -i 100us -o t.vcd 3004 300c    sample -n 1000 UART.LSR",
	  .flags = COMMAND_WIDTH | COMMAND_MANY,
	  .run = run_sample,
	  .compile = compile_sample },
	{ 0 },
};
