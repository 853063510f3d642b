/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * small_cli: stubs for the functions that the smallest build (SMALL=1) leaves out and the rest calls: no registers,
 * regions or symbols, and no gdb. See "beyond" in the Makefile.
 */
#include "bit_diagram.h"
#include "complete.h"
#include "doctor.h"
#include "gdb_serve.h"
#include "history.h"
#include "names_kernel.h"
#include "names_machine.h"
#include "read_group.h"
#include "register_db.h"

int names_machine_add(struct session *s)
{
	(void)s;
	return 0;
}

int names_kernel_add(struct session *s, const char *path)
{
	(void)s;
	(void)path;
	return 0;
}

int register_db_offer(struct session *s, const char *name, const char *text, struct physmon_error *e)
{
	(void)s;
	(void)name;
	(void)text;
	(void)e;
	return 0;
}

int register_db_load(struct session *s, const char *path, struct physmon_error *e)
{
	(void)s;
	(void)path;
	(void)e;
	return 0;
}

bool register_db_at(const struct session *s, uint64_t addr, unsigned width, struct selection *sel)
{
	(void)s;
	(void)addr;
	(void)width;
	(void)sel;
	return false;
}

bool names_machine_physical(const struct session *s)
{
	(void)s;
	return false;
}

const struct gdb_arch *gdb_map_arch_at(size_t i)
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

int doctor_run(struct emit *m, const char *root)
{
	(void)m;
	(void)root;
	return 1;
}

int bit_diagram_draw(const struct bit_diagram *p, void (*line)(void *ctx, const char *text), void *ctx)
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
int read_group(struct call *c, const struct selection *sel, bool fields, bool picture, struct physmon_error *e)
{
	(void)c;
	(void)sel;
	(void)fields;
	(void)picture;
	(void)e;
	return STATUS_FAILED;
}
