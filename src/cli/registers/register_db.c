/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * register_db: loads descriptions into the session's set of registers and answers for their names. What a text that
 * turns out wrong has loaded is undone.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "array.h"
#include "emit.h"
#include "error.h"
#include "names.h"
#include "register_db.h"
#include "register_selection.h"
#include "session.h"
#include "svd.h"
#include "text.h"

/* The formats of descriptions, the one for all other files last. To add one see reg.h. */
#define FORMATS(F) F(svd_format)

#define DECLARED(name) name
extern const struct reg_format FORMATS(DECLARED);

#define LISTED(name) &name
static const struct reg_format *const formats[] = { FORMATS(LISTED) };

struct registers {
	struct session *s;
	struct reg_set *set;
	char **paths; /* of the files in it */
	size_t npaths, paths_capacity;
	struct reg_edit edit;  /* of the set: what def defined, and what is undone if the text at hand is wrong */
	size_t npaths_settled; /* of texts that were right */
	/* The target's own description: read when a name is first looked up, hidden while another target is used. */
	bool own_tried, own_loaded, own_hidden;
	size_t own_from, own_to;	/* items of the set */
	bool in_text, own_in_text;	/* a text that may turn out wrong changes the set; it made the own be read */
	struct physmon_error own_error; /* why it couldn't be read */
};

static int load_file(struct reg_set *set, const char *path, struct physmon_error *e)
{
	const size_t last = sizeof(formats) / sizeof(formats[0]) - 1;
	size_t i = 0;

	while (i < last && formats[i]->recognises && !formats[i]->recognises(path))
		i++;
	return formats[i]->load(set, path, e);
}

static void hide_own(struct registers *g, bool hidden)
{
	if (g->own_loaded && g->own_hidden != hidden)
		reg_set_hide(g->set, g->own_from, g->own_to, hidden);
	g->own_hidden = hidden;
}

/* A target's description comes and goes with it. Has the target at hand one? */
static bool follow_target(struct registers *g)
{
	const char *own = physmon_registers(session_target_when_run(g->s));

	if (own && !g->own_tried) {
		g->own_from = reg_set_mark(g->set).nitems;
		g->own_loaded =
			!svd_load_memory(g->set, "the target's own description", own, strlen(own), &g->own_error);
		g->own_to = reg_set_mark(g->set).nitems;
		g->own_tried = true;
		g->own_hidden = false;
		g->own_in_text = g->in_text;
	}
	hide_own(g, !own);
	return own;
}

/* Is anything described? */
static bool described(struct registers *g)
{
	return (follow_target(g) && g->own_loaded) || g->npaths || reg_set_nregs(g->set);
}

/* --- names --------------------------------------------------------------------------------------------------- */

static int find(void *ctx, const char *name, size_t len, struct names_hit *hit, struct physmon_error *e)
{
	struct registers *g = ctx;
	struct reg_hit x;
	int r;

	const bool own = follow_target(g);

	r = reg_find(g->set, name, len, &x, e);
	if (!r) {
		hit->addr = x.addr;
		hit->reg = x.reg;
		hit->field = x.field;
	} else if (r == -ENOENT && own && !described(g) && memchr(name, '.', len)) {
		/* what else could it be? */
		return error_set(e, PHYSMON_E_NONE, ENOSYS, "%.*s may be a register, but their names aren't known: %s",
				 (int)(len < 100 ? len : 100), name, g->own_error.text);
	}
	return r;
}

struct offered {
	void (*add)(void *add_ctx, const char *name);
	void *add_ctx;
	char name[200];
	size_t n;
};

static void offer(void *ctx, const char *name)
{
	struct offered *o = ctx;

	if (!o->n++)
		text_print(o->name, sizeof(o->name), "%s", name);
	o->add(o->add_ctx, name);
}

static void complete(void *ctx, const char *prefix, size_t len, void (*add)(void *add_ctx, const char *name),
		     void *add_ctx)
{
	struct registers *g = ctx;
	struct offered o = { .add = add, .add_ctx = add_ctx };
	struct reg_hit hit;
	size_t n;

	if (!described(g))
		return;
	reg_complete(g->set, prefix, len, offer, &o);
	n = strlen(o.name);
	if (o.n != 1 || n + 2 > sizeof(o.name) || reg_find(g->set, o.name, n, &hit, NULL))
		return;
	if (hit.field || (hit.reg && !hit.reg->nfields))
		return;
	/* the only one, and registers or fields stand behind it: it may be no whole word yet */
	o.name[n] = '.';
	o.name[n + 1] = '\0';
	add(add_ctx, o.name);
}

static int select_register(void *ctx, const struct names_hit *hit, struct selection *sel, struct physmon_error *e)
{
	register_selection(((struct registers *)ctx)->set, hit->reg, hit->name, hit->len, sel);
	return hit->field ? register_selection_field(sel, hit->field, e) : 0;
}

static int glob(void *ctx, const char *pattern, size_t len, struct selection *sel, struct physmon_error *e)
{
	struct registers *g = ctx;

	(void)e;
	return described(g) ? register_selection_glob(g->set, pattern, len, sel) : -ENOENT;
}

static void end_text(void *ctx, bool keep)
{
	struct registers *g = ctx;

	reg_edit_settle(&g->edit, keep);
	while (!keep && g->npaths > g->npaths_settled)
		free(g->paths[--g->npaths]);
	if (!keep && g->own_in_text)
		g->own_tried = g->own_loaded = false;
	g->in_text = g->own_in_text = false;
	g->npaths_settled = g->npaths;
}

/* --- targets ------------------------------------------------------------------------------------------------- */

static int protect(struct session *s, void *module, struct physmon_target *t, struct physmon_error *e)
{
	struct registers *g = module;
	const struct reg *reg;
	int r = 0;

	(void)s;
	hide_own(g, !physmon_registers(physmon_info(t)->spec));
	for (size_t i = 0; !r && (reg = reg_set_reg(g->set, i)); i++)
		if (reg_noread(reg))
			r = physmon_protect(t, reg->addr, reg->addr + reg_bytes(reg) - 1, PHYSMON_PROTECT_NOREAD, e);
	return r;
}

static void free_registers(struct session *s, void *module)
{
	struct registers *g = module;

	(void)s;
	reg_edit_free(&g->edit);
	reg_set_free(g->set);
	while (g->npaths)
		free(g->paths[--g->npaths]);
	free(g->paths);
}

static const struct session_ops ops = { .free = free_registers, .target_opened = protect };

int register_db_protect(struct session *s, struct physmon_target *t, struct physmon_error *e)
{
	struct registers *g = session_attached(s, &ops);

	return g ? protect(s, g, t, e) : 0;
}

/* --- loading ------------------------------------------------------------------------------------------------- */

/* The session's, made when first needed. NULL: no memory. */
static struct registers *registers_of(struct session *s)
{
	struct registers *g = session_attach(s, &ops, sizeof(*g));
	struct names_source source = {
		.find = find, .complete = complete, .select = select_register, .glob = glob, .end_text = end_text
	};

	if (!g || g->s)
		return g;
	source.ctx = g;
	if ((!g->set && reg_set_new(&g->set)) || names_add(s->names, &source))
		return NULL;
	reg_edit_init(&g->edit, g->set);
	g->s = s;
	return g;
}

/* What the text at hand loads and defines is undone if it turns out wrong. */
static void begin(struct registers *g)
{
	follow_target(g); /* the target's own isn't the text's */
	reg_edit_begin(&g->edit);
	g->in_text = true;
	names_source_changed(g->s->names);
}

/* Add what @path describes to the set. */
static int load(struct session *s, struct registers *g, const char *path, struct physmon_error *e)
{
	char **paths = array_grow(g->paths, &g->paths_capacity, g->npaths, sizeof(*paths)), *copy;
	int r;

	if (!paths)
		return error_no_memory(e);
	g->paths = paths;
	/* the target's own goes first */
	reg_set_finish(g->set);
	if (follow_target(g) && !g->own_loaded) {
		*e = g->own_error;
		return -e->err;
	}
	copy = strdup(path);
	r = copy ? load_file(g->set, path, e) : error_no_memory(e);
	if (r) {
		free(copy);
		return r;
	}
	paths[g->npaths++] = copy;
	if (*e->text)
		emit_note(s->emit, "%s", e->text);
	return 0;
}

int register_db_offer(struct session *s, const char *spec, struct physmon_error *e)
{
	return physmon_registers(spec) && !registers_of(s) ? error_no_memory(e) : 0;
}

int register_db_load(struct session *s, const char *path, struct physmon_error *e)
{
	struct registers *g = registers_of(s);

	int r = g ? load(s, g, path, e) : error_no_memory(e);

	if (!r)
		g->npaths_settled = g->npaths;
	return r;
}

int register_db_load_text(struct session *s, const char *path, struct physmon_error *e)
{
	struct registers *g = registers_of(s);
	int r;

	if (!g)
		return error_no_memory(e);
	begin(g);
	r = load(s, g, path, e);
	if (r && r != -ENOMEM)
		e->kind = PHYSMON_E_NONE; /* the file is wrong, not the system: so is the text that asks for it */
	return r;
}

int register_db_edit(struct session *s, struct reg_edit **edit, struct physmon_error *e)
{
	struct registers *g = registers_of(s);

	if (!g)
		return error_no_memory(e);
	begin(g);
	*edit = &g->edit;
	return 0;
}

const struct reg_edit *register_db_edited(const struct session *s)
{
	const struct registers *g = session_attached(s, &ops);

	return g ? &g->edit : NULL;
}

int register_db_get(const struct session *s, struct reg_set **svd, struct physmon_error *e)
{
	struct registers *g = session_attached(s, &ops);
	struct reg_set *probe;
	int r;

	*svd = g && described(g) ? g->set : NULL;
	if (*svd)
		return 0;
	if (g && follow_target(g)) {
		*e = g->own_error;
		e->kind = PHYSMON_E_NONE; /* what needs no names goes on */
		return -ENOENT;
	}
	/* where none can be loaded, better say so at once */
	r = reg_set_new(&probe);
	if (r)
		return error_no_memory(e);
	r = svd_load_memory(probe, "a description of registers", "", 0, e);
	reg_set_free(probe);
	if (r == -ENOSYS) {
		e->kind = PHYSMON_E_NONE;
		return r;
	}
	return error_set(e, PHYSMON_E_NONE, ENOENT,
			 "no registers are known: -s FILE or 'svd FILE' loads a description of the chip (CMSIS-SVD)");
}

bool register_db_at(const struct session *s, uint64_t addr, unsigned width, struct selection *sel)
{
	struct registers *g = session_attached(s, &ops);
	const struct reg *r = g && described(g) ? reg_set_begins(g->set, addr, width) : NULL;

	if (r)
		register_selection(g->set, r, r->name, strlen(r->name), sel);
	return r;
}

const char *register_db_path(const struct session *s, size_t i)
{
	const struct registers *g = session_attached(s, &ops);

	return g && i < g->npaths ? g->paths[i] : NULL;
}
