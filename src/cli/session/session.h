/* SPDX-License-Identifier: GPL-2.0-or-later */
/* session: the state between commands: the target, base, width, '.', '$'; and the work space of commands. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <physmon.h>

#include "command.h"
#include "emit.h"
#include "expr.h"
#include "selection.h"

struct call;
struct line_source;
struct editor;
struct names;

#define SESSION_OBSERVERS 2 /* trace, and the command time */
#define SESSION_FEW 8	    /* units of 8 bytes: enough for most commands, without an allocation */

struct session {
	struct physmon_target *target;
	struct physmon_options options; /* each target is opened with */
	/* Why "none" is open instead of the default target, which can't be opened; NULL: it isn't. */
	const struct physmon_error *unopened;
	unsigned allow; /* enum physmon_protection, or'ed: opened by the user, for every target */
	struct emit *emit;
	const struct command *const *commands; /* families: see command.h */
	struct names *names;
	/*
	 * While a text is compiled: the target that it will have opened when it runs the command at hand, as
	 * far as that can be known; NULL: the one that is open. What may be asked by name depends on it.
	 */
	const char *target_when_run;
	const struct editor *editor;	 /* at the prompt, else NULL */
	struct line_source *line_source; /* where a command gets a line from, or NULL */
	const char *root; /* put before /proc, /sys and /boot: the machine that is described; "" for this one */
	bool dry_run;
	bool keep_going; /* an error doesn't end the text: -k */
	bool quit;	 /* q was run */
	bool remote;	 /* the commands come from a debugger */

	struct session_kept *kept; /* of targets that were used before; see session_target() */
	size_t nkept, kept_size;
	struct session_module *modules; /* see session_attach() */
	size_t nmodules, modules_size;
	bool at_command; /* a module has such a function: session_at_command() is worth a call */
	bool failed;	 /* a module failed when it was freed, and told so */
	struct physmon_observer *observers[SESSION_OBSERVERS]; /* see session_observe() */
	size_t nobservers;

	unsigned width;	       /* bytes, sticky */
	unsigned width_chosen; /* bytes: by -w, or the command width; 0: not chosen */
	uint64_t base;
	bool swap;	     /* values are typed and printed byte-swapped */
	struct expr_env env; /* . and $ */

	/* The addresses of the last r, for a bare r. */
	struct {
		bool valid, own_step;
		bool placed; /* it had a selection */
		uint64_t addr, count, step;
		struct selection selection;
		char *name; /* of the selection; the session owns it */
	} read;

	/* The buffer of transfers, and the state of each unit: see session_reserve(). */
	void *units;
	uint8_t *states;
	size_t units_capacity; /* units of 8 bytes that both hold */
	void *units_buffer;    /* what is to be freed, or NULL */
	uint64_t few_units[SESSION_FEW];
	uint8_t few_states[8 * SESSION_FEW];
};

/*
 * session_new - a session without a target, width 8 bits, that knows the commands of @commands, which must stay. 0 or
 * -ENOMEM. session_free - closes the target, then frees the modules, the last one first. Returns session.failed.
 */
int session_new(struct session **s, command_families commands);
bool session_free(struct session *s);

/*
 * A module of a session: memory of its own, and functions that the session calls; each may be NULL.
 * free: release what the memory refers to; the emit still works, and s->failed may be set.
 * target_opened: @t was opened, and is to become the session's target. 0, or -errno with @e: it is closed again.
 * at_command: a command that isn't part of another is about to run, @c, or NULL: it has ended without an error. 0, or
 * -errno with @e: it isn't run, or has failed.
 * answered: a command has taken @line for itself, and is about to act on it.
 */
struct session_ops {
	void (*free)(struct session *s, void *module);
	int (*target_opened)(struct session *s, void *module, struct physmon_target *t, struct physmon_error *e);
	int (*at_command)(struct session *s, void *module, const struct call *c, struct physmon_error *e);
	void (*answered)(struct session *s, void *module, const char *line, size_t len);
};

/*
 * session_attach - the memory of the module with @ops: @nbytes, zeroed when it is attached, which the first call does.
 * The session frees it, after ops->free. NULL: no memory. session_attached - the same; NULL if it isn't attached.
 */
void *session_attach(struct session *s, const struct session_ops *ops, size_t nbytes);
void *session_attached(const struct session *s, const struct session_ops *ops);

/* session_at_command, session_answered - call these functions of all modules, at_command up to the first failure. */
int session_at_command(struct session *s, const struct call *c, struct physmon_error *e);
void session_answered(struct session *s, const char *line, size_t len);

/*
 * session_observe - @o observes the session's target, and each that is opened later. At most SESSION_OBSERVERS.
 * session_unobserve - the one that was added last no longer does.
 */
void session_observe(struct session *s, struct physmon_observer *o);
void session_unobserve(struct session *s);

/*
 * session_target - open @spec and make it the session's target, with the base and the noread ranges that it had when it
 * was the session's target before, else base 0; '.' is base, or without one its first address. On failure the old
 * target stays open. 0 or physmon_open()'s -errno with @e filled. The target's note is emitted.
 */
int session_target(struct session *s, const char *spec, struct physmon_error *e);

/* session_target_when_run - the specification of the target that the text being compiled will act on, if known. */
const char *session_target_when_run(const struct session *s);

/* session_remember - a bare r is to read @sel again, which is copied. 0 or -ENOMEM with @e filled. */
int session_remember(struct session *s, const struct selection *sel, struct physmon_error *e);

/*
 * session_reserve - make units and states large enough for @nunits units of @width bytes, which may be at most
 * PHYSMON_XFER_MAX bytes. Their contents are lost. 0 or -ENOMEM with @e filled.
 */
int session_reserve(struct session *s, size_t nunits, unsigned width, struct physmon_error *e);

/* session_swapped - @value as it is typed and printed, or back: byte-swapped at @width bytes if endian says so. */
uint64_t session_swapped(const struct session *s, uint64_t value, unsigned width);

/* session_digits - digits of the addresses of a command that ends with the byte at @last. */
unsigned session_digits(uint64_t last);
