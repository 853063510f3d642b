/* SPDX-License-Identifier: GPL-2.0-or-later */
/* main: parses the options, runs the texts of -c and -f, opens the first target; then runs a script or the prompt. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "commands.h"
#include "devmem.h"
#include "doctor.h"
#include "error.h"
#include "input.h"
#include "interrupt.h"
#include "names_kernel.h"
#include "names_machine.h"
#include "options.h"
#include "out.h"
#include "parse.h"
#include "program.h"
#include "register_db.h"
#include "repl.h"
#include "session.h"
#include "trace.h"

/*
 * A descriptor 0, 1 or 2 that is closed would be given to the next file opened: /dev/mem as standard output. Fill them
 * with something that fails as a closed one does; where that can't be done, don't start.
 */
static void hold_standard_descriptors(void)
{
	struct pollfd fds[] = { { .fd = 0 }, { .fd = 1 }, { .fd = 2 } };

	if (!poll(fds, 3, 0)) /* none of them is worth a word */
		return;
	/* it fails where fewer descriptors are allowed than it looks at: ask each */
	for (int fd = 0; fd <= 2; fd++) {
		if (fcntl(fd, F_GETFD) >= 0 || open("/dev/null", fd ? O_RDONLY : O_WRONLY) == fd)
			continue;
		out_text(STDERR_FILENO,
			 "physmon: a standard descriptor is closed, and can't be replaced by /dev/null\n");
		_exit(STATUS_FAILED);
	}
}

static int complain(struct emit *m, const struct physmon_error *e)
{
	/* the same status as anywhere else */
	const int status = e->err == ENOMEM ? STATUS_FAILED : STATUS_TEXT;

	if (interrupt_pending()) /* a file wasn't waited for */
		return STATUS_INTERRUPTED;
	emit_error(m, NULL, e, status);
	return status;
}

/* Compile all texts of -c and -f, in the order given, as one. Files are kept in @files until the program has run. */
static int compile_texts(struct program *p, const struct options *o, char **files, struct emit *m)
{
	struct physmon_error e;
	const char *text;
	size_t n;
	int r = 0;

	for (size_t i = 0; i < o->ntexts; i++) {
		if (o->texts[i].file) {
			r = input_file(o->texts[i].text, &files[i], &n, &e);
			if (r)
				return complain(m, &e);
			text = files[i];
		} else {
			text = o->texts[i].text;
			n = strlen(text);
		}
		r = program_compile_text(p, o->texts[i].source, 1, text, n);
		if (r == -EINTR)
			return STATUS_INTERRUPTED;
		if (r)
			return emit_failure(m, STATUS_FAILED, "out of memory", 0);
	}
	if (!program_finish(p))
		return STATUS_OK;
	program_run_report(p, NULL, 0);
	return STATUS_TEXT;
}

static int load_registers(struct session *s, const struct options *o)
{
	struct physmon_error e;

	if (register_db_offer(s, o->target, &e))
		return complain(s->emit, &e);
	for (size_t i = 0; i < o->nsvds; i++)
		if (register_db_load(s, o->svds[i], &e))
			return complain(s->emit, &e);
	return STATUS_OK;
}

/*
 * Open the first target. Where the default can't be opened, "none" is instead, so that commands that touch nothing
 * work: @why is then what those that do are answered with.
 */
static int open_target(struct session *s, const struct options *o, struct physmon_error *why)
{
	struct physmon_error e;

	if (session_target(s, o->target, why)) {
		if (SMALL || o->target_chosen || o->gdb.on || why->kind != PHYSMON_E_OPEN || interrupt_pending() ||
		    session_target(s, "none", &e))
			return complain(s->emit, why);
		s->unopened = why;
	}
	s->base = o->base;
	if (o->base)
		s->env.dot = o->base;
	return STATUS_OK;
}

/* After the texts: a debugger, if it was asked for; a prompt at a terminal; else standard input as a script. */
static int talk(struct session *s, const struct options *o, struct program_again *again)
{
	s->keep_going &= !o->gdb.on;
	if (!SMALL && o->gdb.on)
		return gdb_serve(s, &o->gdb, STDIN_FILENO, STDOUT_FILENO);
	if (isatty(STDIN_FILENO) && s->unopened)
		emit_note(s->emit, "%s: 'target' opens another, physmon --doctor says why", s->unopened->text);
	if (isatty(STDIN_FILENO))
		return repl_prompt(s, !o->quiet, again);
	return repl_script(s);
}

/* Does standard input come after the texts, which ended with @status? At a terminal -i is for looking at a failure. */
static bool stdin_follows(const struct session *s, const struct options *o, int status)
{
	if (s->quit || status == STATUS_INTERRUPTED || emit_status(s->emit))
		return false;
	if (o->gdb.on)
		return !status;
	return !o->ntexts || (o->interactive && (!status || o->keep_going || isatty(STDIN_FILENO)));
}

static int run(struct session *s, const struct options *o)
{
	char **files = calloc(o->ntexts + 1, sizeof(*files));
	struct program_again again = { .what = AGAIN_NOTHING };
	struct program *p = NULL;
	struct physmon_error why;
	int status = STATUS_FAILED;

	s->options.read_only = o->read_only || (o->gdb.on && !o->gdb.writes);
	s->options.private = o->private;
	s->options.enable = o->enable && !o->dry_run; /* that would be done, not announced */
	s->allow = o->allow;
	s->width = o->width ? o->width : 1;
	s->width_chosen = o->width;
	s->root = o->root;
	s->dry_run = o->dry_run;
	s->keep_going = o->keep_going;
	s->base = s->env.dot = o->base; /* def may ask for '.' while compiling */
	emit_mute(s->emit, o->dry_run);
	if (!files || program_new(&p, s, NULL) ||
	    (!SMALL && (names_machine_add(s) || names_kernel_add(s, o->symbols))) ||
	    ((o->dry_run || o->trace) && trace_add(s))) {
		emit_failure(s->emit, STATUS_FAILED, "out of memory", 0);
		goto out;
	}
	s->target_when_run = o->target;
	status = SMALL ? STATUS_OK : load_registers(s, o);
	if (!status)
		status = compile_texts(p, o, files, s->emit);
	if (!status)
		status = open_target(s, o, &why);
	if (status)
		goto out;
	status = program_run(p, &again);
	if (stdin_follows(s, o, status))
		status = command_status_worse(talk(s, o, &again), isatty(STDIN_FILENO) ? STATUS_OK : status);
out:
	program_free(p);
	for (size_t i = 0; files && i < o->ntexts; i++)
		free(files[i]);
	free(files);
	return status;
}

/* The last word on standard output: results that never arrived are a failure; a pipe that was closed says so itself. */
static int finish(struct emit *m, int status)
{
	const int r = emit_flush(m);

	if (r && r != -EPIPE)
		emit_failure(m, STATUS_FAILED, "standard output can't be written", -r);
	emit_close(m);
	return r ? command_status_worse(STATUS_FAILED, status) : status;
}

int main(int argc, char **argv)
{
	const char *name = argc && strrchr(argv[0], '/') ? strrchr(argv[0], '/') + 1 : argc ? argv[0] : "";
	struct physmon_error e;
	struct session *s = NULL;
	struct emit_storage storage;
	struct emit *m;
	struct options o;
	int status;

	hold_standard_descriptors();
	interrupt_install();
	if (!strcmp(name, "devmem"))
		return devmem_main(argc, argv, STDOUT_FILENO, STDERR_FILENO);
	status = options_parse(argc, argv, &o, &e);
	if (!status && o.gdb.on && o.dry_run)
		status = error_text(&e, "--gdb and -n exclude each other: both want standard output");
	/* a debugger has standard output for itself */
	m = emit_open(&storage, o.gdb.on ? STDERR_FILENO : STDOUT_FILENO, STDERR_FILENO, o.format,
		      isatty(STDOUT_FILENO));
	if (status) {
		complain(m, &e);
		status = STATUS_TEXT;
	} else if (o.what == OPTIONS_HELP) {
		options_help(m);
	} else if (o.what == OPTIONS_VERSION) {
		options_version(m);
	} else if (!SMALL && o.what == OPTIONS_LIST) {
		options_list(m);
	} else if (!SMALL && o.what == OPTIONS_DOCTOR) {
		status = doctor_run(m, o.root);
		if (interrupt_pending())
			status = STATUS_INTERRUPTED;
	} else if (session_new(&s, commands)) {
		status = emit_failure(m, STATUS_FAILED, "out of memory", 0);
	} else {
		s->emit = m;
		status = run(s, &o);
		status = command_status_worse(session_free(s) ? STATUS_FAILED : STATUS_OK, status);
	}
	options_free(&o);
	status = finish(m, status);
	if (status == STATUS_INTERRUPTED)
		interrupt_die();
	return status;
}
