/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * small_cli: what stands in the smallest build (SMALL=1) in place of the rooms that it leaves out, for those that stay
 * and call them: nobody knows registers, regions and symbols, and there is no debugger to serve. See "beyond" in the
 * Makefile.
 */
#include "complete.h"
#include "completion.h"
#include "doctor.h"
#include "gdb_serve.h"
#include "history.h"
#include "many.h"
#include "picture.h"
#include "regions.h"
#include "registers.h"
#include "sources.h"
#include "symbol.h"

int sources_add(struct session *s)
{
	(void)s;
	return 0;
}

int symbol_new(struct symbol_source **out, struct session *s, const char *path)
{
	(void)s;
	(void)path;
	*out = NULL;
	return 0;
}

void symbol_free(struct symbol_source *src)
{
	(void)src;
}

int registers_offer(struct session *s, const char *name, const char *text, struct physmon_error *e)
{
	(void)s;
	(void)name;
	(void)text;
	(void)e;
	return 0;
}

int registers_load(struct session *s, const char *path, struct physmon_error *e)
{
	(void)s;
	(void)path;
	(void)e;
	return 0;
}

bool registers_at(const struct session *s, uint64_t addr, unsigned width, struct place *pl)
{
	(void)s;
	(void)addr;
	(void)width;
	(void)pl;
	return false;
}

bool regions_physical(const struct session *s)
{
	(void)s;
	return false;
}

const struct gdb_arch *gdb_arch_at(size_t i)
{
	(void)i;
	return NULL;
}

/* None of these can be asked for: their options aren't there. */
int gdb_serve(struct session *s, const struct gdb_config *config, int in_fd, int out_fd)
{
	(void)s;
	(void)config;
	(void)in_fd;
	(void)out_fd;
	return 1;
}

void completion_bash(struct emit *m)
{
	(void)m;
}

int doctor_run(struct emit *m, const char *root)
{
	(void)m;
	(void)root;
	return 1;
}

int picture_draw(const struct picture *p, void (*line)(void *ctx, const char *text), void *ctx)
{
	(void)p;
	(void)line;
	(void)ctx;
	return 0;
}

void complete_line(void *ctx, const char *line, size_t start, size_t end, void (*add)(void *add_ctx, const char *word),
		   void *add_ctx)
{
	(void)ctx;
	(void)line;
	(void)start;
	(void)end;
	(void)add;
	(void)add_ctx;
}

bool complete_option(void *ctx, const char *line, size_t start)
{
	(void)ctx;
	(void)line;
	(void)start;
	return false;
}

bool complete_path(void *ctx, const char *line, size_t start)
{
	(void)ctx;
	(void)line;
	(void)start;
	return false;
}

int history_open(struct history **h)
{
	*h = NULL;
	return 0;
}

bool history_add(struct history *h, const char *line, size_t len)
{
	(void)h;
	(void)line;
	(void)len;
	return false;
}

const char *history_line(const struct history *h, size_t i)
{
	(void)h;
	(void)i;
	return NULL;
}

void history_close(struct history *h)
{
	(void)h;
}

/* Nothing stands for several registers here. */
int many_run(struct call *c, const struct place *pl, bool fields, bool picture, struct physmon_error *e)
{
	(void)c;
	(void)pl;
	(void)fields;
	(void)picture;
	(void)e;
	return STATUS_FAILED;
}
