/* SPDX-License-Identifier: GPL-2.0-or-later */
/* session: opens and closes targets, keeps the state, and reads for commands. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "error.h"
#include "hex.h"
#include "names.h"
#include "session.h"

/*
 * CPUs take a load for one of what was just stored where the lowest bits of both addresses agree, and wait. Targets are
 * mapped by pages, so the units stand in the middle of one: copies take half the time.
 */
#define ALIASES 4096

int session_new(struct session **out, command_families commands)
{
	struct session *s = calloc(1, sizeof(*s));

	if (!s)
		return -ENOMEM;
	s->commands = commands;
	s->width = 1;
	s->root = "";
	s->units = s->few_units;
	s->states = s->few_states;
	s->units_capacity = SESSION_FEW;
	if (names_new(&s->names)) {
		session_free(s);
		return -ENOMEM;
	}
	*out = s;
	return 0;
}

struct session_module {
	const struct session_ops *ops;
	void *memory;
};

void *session_attached(const struct session *s, const struct session_ops *ops)
{
	for (size_t i = 0; i < s->nmodules; i++)
		if (s->modules[i].ops == ops)
			return s->modules[i].memory;
	return NULL;
}

void *session_attach(struct session *s, const struct session_ops *ops, size_t nbytes)
{
	void *memory = session_attached(s, ops);
	struct session_module *modules;

	if (memory)
		return memory;
	modules = array_grow(s->modules, &s->modules_size, s->nmodules, sizeof(*modules));
	if (!modules)
		return NULL;
	s->modules = modules;
	memory = calloc(1, nbytes);
	if (!memory)
		return NULL;
	modules[s->nmodules++] = (struct session_module){ ops, memory };
	s->at_command |= ops->at_command != NULL;
	return memory;
}

static void free_modules(struct session *s)
{
	const struct session_module *m;

	while (s->nmodules) {
		m = &s->modules[--s->nmodules];
		if (m->ops->free)
			m->ops->free(s, m->memory);
		free(m->memory);
	}
	free(s->modules);
}

static int target_opened(struct session *s, struct physmon_target *t, struct physmon_error *e)
{
	int r = 0;

	for (size_t i = 0; !r && i < s->nmodules; i++)
		if (s->modules[i].ops->target_opened)
			r = s->modules[i].ops->target_opened(s, s->modules[i].memory, t, e);
	return r;
}

int session_at_command(struct session *s, const struct call *c, struct physmon_error *e)
{
	int r = 0;

	for (size_t i = 0; !r && i < s->nmodules; i++)
		if (s->modules[i].ops->at_command)
			r = s->modules[i].ops->at_command(s, s->modules[i].memory, c, e);
	return r;
}

void session_answered(struct session *s, const char *line, size_t len)
{
	for (size_t i = 0; i < s->nmodules; i++)
		if (s->modules[i].ops->answered)
			s->modules[i].ops->answered(s, s->modules[i].memory, line, len);
}

void session_observe(struct session *s, struct physmon_observer *o)
{
	s->observers[s->nobservers++] = o;
	if (s->target)
		physmon_observe(s->target, o);
}

void session_unobserve(struct session *s)
{
	physmon_unobserve(s->target, s->observers[--s->nobservers]);
}

/* What is kept of a target that was used before, by its specification. */
struct session_kept {
	char *spec;
	uint64_t base;
	struct physmon_range *noread;
	size_t n, size;
};

static struct session_kept *kept_of(const struct session *s, const char *spec)
{
	for (size_t i = 0; i < s->nkept; i++)
		if (!strcmp(s->kept[i].spec, spec))
			return &s->kept[i];
	return NULL;
}

static struct session_kept *new_kept(struct session *s, const char *spec)
{
	struct session_kept *all = array_grow(s->kept, &s->kept_size, s->nkept, sizeof(*all));
	char *copy = all ? strdup(spec) : NULL;

	s->kept = all ? all : s->kept;
	if (!copy)
		return NULL;
	all[s->nkept] = (struct session_kept){ .spec = copy };
	return &all[s->nkept++];
}

/* Keep what belongs to the session's target, which is about to be closed. */
static int keep_target(struct session *s, struct physmon_error *e)
{
	const char *spec = physmon_info(s->target)->spec;
	struct session_kept *k = kept_of(s, spec);
	const struct physmon_range *r;
	struct physmon_range *noread;

	k = k ? k : new_kept(s, spec);
	if (!k)
		return error_no_memory(e);
	k->base = s->base;
	k->n = 0;
	for (size_t i = 0; (r = physmon_protected(s->target, i)); i++) {
		if (!(r->what & PHYSMON_PROTECT_NOREAD))
			continue;
		noread = array_grow(k->noread, &k->size, k->n, sizeof(*noread));
		if (!noread)
			return error_no_memory(e);
		k->noread = noread;
		noread[k->n++] = *r;
	}
	return 0;
}

static void free_kept(struct session *s)
{
	while (s->nkept) {
		free(s->kept[--s->nkept].spec);
		free(s->kept[s->nkept].noread);
	}
	free(s->kept);
}

bool session_free(struct session *s)
{
	bool failed;

	if (!s)
		return false;
	physmon_close(s->target);
	free_modules(s);
	names_free(s->names);
	free(s->read.name);
	if (!SMALL)
		free_kept(s);
	free(s->units_buffer);
	failed = s->failed;
	free(s);
	return failed;
}

int session_reserve(struct session *s, size_t nunits, unsigned width, struct physmon_error *e)
{
	char *buffer;
	size_t off;

	if (nunits * width <= 8 * s->units_capacity)
		return 0;
	/* one piece for both: once for the session, and most sessions never need it */
	buffer = malloc(2 * PHYSMON_XFER_MAX + ALIASES);
	if (!buffer)
		return error_no_memory(e);
	off = (ALIASES / 2 - (uintptr_t)buffer) % ALIASES;
	s->units_buffer = buffer;
	s->units = buffer + off;
	s->states = (uint8_t *)buffer + off + PHYSMON_XFER_MAX;
	s->units_capacity = PHYSMON_XFER_MAX / 8;
	return 0;
}

int session_remember(struct session *s, const struct selection *sel, struct physmon_error *e)
{
	char *name = malloc(sel->len + 1);

	if (!name)
		return error_no_memory(e);
	if (sel->len)
		memcpy(name, sel->name, sel->len);
	name[sel->len] = '\0';
	s->read.selection = *sel;
	s->read.selection.name = name;
	s->read.placed = true;
	free(s->read.name); /* not before: it may be @sel's */
	s->read.name = name;
	return 0;
}

int session_target(struct session *s, const char *spec, struct physmon_error *e)
{
	const struct session_kept *k;
	struct physmon_target *t;
	int r = physmon_open(spec, &s->options, &t, e);

	if (r)
		return r;
	r = !SMALL && s->target ? keep_target(s, e) : 0;
	if (!r)
		r = target_opened(s, t, e);
	k = SMALL ? NULL : kept_of(s, physmon_info(t)->spec);
	for (size_t i = 0; !r && k && i < k->n; i++)
		r = physmon_protect(t, k->noread[i].first, k->noread[i].last, PHYSMON_PROTECT_NOREAD, e);
	if (r) {
		physmon_close(t);
		return r;
	}
	physmon_close(s->target);
	s->target = t;
	s->unopened = NULL;
	physmon_allow(t, s->allow);
	for (size_t i = 0; i < s->nobservers; i++)
		physmon_observe(t, s->observers[i]);
	s->base = s->env.dot = k ? k->base : 0;
	if (!s->base && physmon_info(t)->extent_known)
		s->env.dot = physmon_info(t)->first;
	s->read.valid = s->read.placed = false;
	if (physmon_info(t)->note[0])
		emit_note(s->emit, "%s", physmon_info(t)->note);
	return 0;
}

const char *session_target_when_run(const struct session *s)
{
	return s->target_when_run ? s->target_when_run : s->target ? physmon_info(s->target)->spec : "none";
}

uint64_t session_swapped(const struct session *s, uint64_t v, unsigned width)
{
	if (!s->swap)
		return v;
	return width == 2   ? __builtin_bswap16((uint16_t)v)
	       : width == 4 ? __builtin_bswap32((uint32_t)v)
	       : width == 8 ? __builtin_bswap64(v)
			    : v;
}

unsigned session_digits(uint64_t last)
{
	return hex_digits(last, 8);
}
