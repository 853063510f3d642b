/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * register_db: loads descriptions and answers for their names. Each file that a text loads makes a new set, of all
 * files so far; the old sets are kept, since compiled programs point into them.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "names.h"
#include "register_db.h"
#include "register_selection.h"
#include "session.h"
#include "svd.h"
#include "text.h"

struct version {
	struct reg_set *svd;
	size_t npaths; /* of files in it */
};

struct registers {
	struct names *names;
	char **paths;
	struct version *v; /* the last one counts */
	size_t npaths, n;
	size_t settled; /* versions of texts that were right */
	/* What the target tells of itself: read before all files, when a name is first asked for. */
	const char *own, *own_name;
	bool own_tried;
	struct physmon_error own_error; /* why it couldn't be read */
};

static int out_of_memory(struct physmon_error *e)
{
	return error_no_memory(e);
}

static struct reg_set *current(const struct registers *g)
{
	return g->n ? g->v[g->n - 1].svd : NULL;
}

static void drop_version(struct registers *g)
{
	const size_t left = g->n > 1 ? g->v[g->n - 2].npaths : 0;

	reg_set_free(g->v[--g->n].svd);
	while (g->npaths > left)
		free(g->paths[--g->npaths]);
}

/* A new version, of all files. */
static int add_version(struct registers *g, struct physmon_error *e)
{
	struct reg_set *svd = NULL;
	size_t i;
	int r = reg_set_new(&svd);

	if (r)
		return out_of_memory(e);
	if (g->own)
		r = svd_load_memory(svd, g->own_name, g->own, strlen(g->own), e);
	for (i = 0; !r && i < g->npaths; i++)
		r = svd_load(svd, g->paths[i], e);
	if (r)
		reg_set_free(svd);
	else
		g->v[g->n++] = (struct version){ svd, g->npaths };
	return r;
}

/* Is anything described? */
static bool described(struct registers *g)
{
	if (!g->n && g->own && !g->own_tried) {
		g->own_tried = true;
		g->v = malloc(sizeof(*g->v));
		if (!g->v)
			out_of_memory(&g->own_error);
		else if (!add_version(g, &g->own_error))
			g->settled = g->n;
		g->own_error.kind = PHYSMON_E_NONE; /* what needs no names goes on */
	}
	return g->n;
}

/* --- names --------------------------------------------------------------------------------------------------- */

static int find(void *ctx, const char *name, size_t len, struct names_hit *hit, struct physmon_error *e)
{
	struct registers *g = ctx;
	struct reg_hit x;
	int r = described(g) ? reg_find(current(g), name, len, &x, e) : -ENOENT;

	if (!r) {
		hit->addr = x.addr;
		hit->reg = x.reg;
		hit->field = x.field;
	} else if (!g->n && g->own_tried && memchr(name, '.', len)) { /* what else could it be? */
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
	reg_complete(current(g), prefix, len, offer, &o);
	n = strlen(o.name);
	if (o.n != 1 || n + 2 > sizeof(o.name) || reg_find(current(g), o.name, n, &hit, NULL))
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
	register_selection(current(ctx), hit->reg, hit->name, hit->len, sel);
	return hit->field ? register_selection_field(sel, hit->field, e) : 0;
}

static int glob(void *ctx, const char *pattern, size_t len, struct selection *sel, struct physmon_error *e)
{
	struct registers *g = ctx;

	(void)e;
	return described(g) ? register_selection_glob(current(g), pattern, len, sel) : -ENOENT;
}

static void settle(void *ctx, bool keep)
{
	struct registers *g = ctx;

	while (!keep && g->n > g->settled)
		drop_version(g);
	g->settled = g->n;
}

/* --- targets ------------------------------------------------------------------------------------------------- */

static int protect(struct session *s, void *module, struct physmon_target *t, struct physmon_error *e)
{
	const struct reg_set *svd = current(module);
	const struct reg *reg;
	size_t i;
	int r = 0;

	(void)s;
	for (i = 0; svd && !r && (reg = reg_set_reg(svd, i)); i++)
		if (reg_noread(reg))
			r = physmon_protect(t, reg->addr, reg->addr + reg_bytes(reg) - 1, PHYSMON_PROTECT_NOREAD, e);
	return r;
}

static void free_registers(struct session *s, void *module)
{
	struct registers *g = module;

	(void)s;
	while (g->n)
		drop_version(g);
	free(g->paths);
	free(g->v);
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
		.find = find, .complete = complete, .select = select_register, .glob = glob, .settle = settle
	};

	if (!g || g->names)
		return g;
	source.ctx = g;
	if (names_add(s->names, &source))
		return NULL;
	g->names = s->names;
	return g;
}

/* Room for one more path and version, and the path in it. */
static int add_path(struct registers *g, const char *path)
{
	char **paths = realloc(g->paths, (g->npaths + 1) * sizeof(*paths));
	struct version *v;

	if (!paths)
		return -ENOMEM;
	g->paths = paths;
	v = realloc(g->v, (g->n + 1) * sizeof(*v));
	if (!v)
		return -ENOMEM;
	g->v = v;
	paths[g->npaths] = strdup(path);
	if (!paths[g->npaths])
		return -ENOMEM;
	g->npaths++;
	return 0;
}

int register_db_offer(struct session *s, const char *name, const char *text, struct physmon_error *e)
{
	struct registers *g = registers_of(s);

	if (!g)
		return out_of_memory(e);
	g->own = text;
	g->own_name = name;
	return 0;
}

int register_db_load(struct session *s, const char *path, struct physmon_error *e)
{
	struct registers *g = registers_of(s);
	int r;

	if (!g || add_path(g, path))
		return out_of_memory(e);
	r = g->n ? svd_load(current(g), path, e) : add_version(g, e);
	if (r)
		free(g->paths[--g->npaths]);
	else
		g->v[g->n - 1].npaths = g->npaths;
	g->settled = g->n;
	return r;
}

int register_db_load_text(struct session *s, const char *path, struct physmon_error *e)
{
	struct registers *g = registers_of(s);
	int r;

	if (!g || add_path(g, path))
		return out_of_memory(e);
	r = add_version(g, e);
	if (!r) {
		names_unsettle(g->names);
		return 0;
	}
	free(g->paths[--g->npaths]);
	if (r != -ENOMEM)
		e->kind = PHYSMON_E_NONE; /* the file is wrong, not the system: so is the text that asks for it */
	return r;
}

int register_db_get(const struct session *s, struct reg_set **svd, struct physmon_error *e)
{
	struct registers *g = session_attached(s, &ops);
	struct reg_set *probe;
	int r;

	*svd = g && described(g) ? current(g) : NULL;
	if (*svd)
		return 0;
	if (g && g->own_tried) {
		*e = g->own_error;
		return -ENOENT;
	}
	/* where none can be loaded, better say so at once */
	r = reg_set_new(&probe);
	if (r)
		return out_of_memory(e);
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
	const struct reg *r;
	struct physmon_error e;
	struct reg_set *svd;

	if (register_db_get(s, &svd, &e))
		return false;
	r = reg_set_begins(svd, addr, width);
	if (r)
		register_selection(svd, r, r->name, strlen(r->name), sel);
	return r;
}

const char *register_db_path(const struct session *s, size_t i)
{
	const struct registers *g = session_attached(s, &ops);

	return g && i < g->npaths ? g->paths[i] : NULL;
}
