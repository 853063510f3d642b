/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * svd_load: a file, through the rooms that read, complete and expand it, into an svd, which stays as it was if
 * anything goes wrong. Also what these rooms have in common: complaints, and the limits of memory and of work.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "error.h"
#include "svd_model.h"
#include "svd_names.h"
#include "text.h"

/* a few hundred million comparisons take a second or so */
#define WORK_MAX ((uint64_t)1 << 28)

int svd_bad(struct svd_loading *l, const struct svd_at *at, int err, const char *fmt, ...)
{
	char what[PHYSMON_ERROR_TEXT], where[32] = "";
	va_list ap;

	va_start(ap, fmt);
	text_vprint(what, sizeof(what), fmt, ap);
	va_end(ap);
	if (at)
		text_print(where, sizeof(where), ":%u:%u", at->line, at->column);
	return error_set(l->e, PHYSMON_E_SYSTEM, err, "%s%s: %s", l->path, where, what);
}

int svd_nomem(struct svd_loading *l)
{
	if (l->budget.spent)
		return svd_bad(l, NULL, E2BIG, "it would take more than %lu MiB of memory",
			       (unsigned long)(SVD_MEMORY_MAX >> 20));
	return svd_bad(l, NULL, ENOMEM, "out of memory");
}

int svd_works(struct svd_loading *l, uint64_t steps)
{
	l->work += steps;
	return l->work <= WORK_MAX ? 0 : svd_bad(l, NULL, E2BIG, "what it derives and repeats grows beyond all bounds");
}

void *svd_room(struct svd_loading *l, void *old, size_t n, size_t *room, size_t size)
{
	void *new;

	if (n < *room)
		return old;
	if (n * size > l->budget.left) {
		l->budget.spent = true;
		return NULL;
	}
	new = realloc(old, (n ? n * 2 : 64) * size);
	if (!new)
		return NULL;
	l->budget.left -= n * size;
	*room = n ? n * 2 : 64;
	return new;
}

/* --- What is there once a file is added --- */

static int by_address(const void *a, const void *b)
{
	const struct svd_register *const *p = a, *const *q = b;
	const struct svd_register *r = *p, *o = *q;
	int names;

	if (r->addr != o->addr)
		return r->addr < o->addr ? -1 : 1;
	names = svd_cmp_names(r->name, o->name);
	/* else as in the file, in which they stand one after the other */
	return names ? names : (r > o) - (r < o);
}

static int by_base(const void *a, const void *b)
{
	const struct svd_peripheral *const *p = a, *const *q = b;
	const struct svd_peripheral *r = *p, *o = *q;

	if (r->base != o->base)
		return r->base < o->base ? -1 : 1;
	return svd_cmp_names(r->name, o->name);
}

/* The arrays of the svd to be. */
struct merged {
	const struct svd_register **sorted;
	struct svd_register *regs;
	struct svd_peripheral **peripherals;
	struct svd_container *containers;
	struct svd_file *file;
};

static void *array(size_t n, size_t size)
{
	return calloc(n ? n : 1, size);
}

static void drop_merged(struct merged *m)
{
	free(m->sorted);
	free(m->regs);
	free(m->peripherals);
	free(m->containers);
	free(m->file);
}

/* A peripheral of that name at that base takes the place of the one that was there. Marked by having no registers. */
static void mark_replaced(struct svd *s, const struct svd_loading *l)
{
	for (size_t i = 0; i < s->nperipherals && l->nperipherals; i++)
		if (bsearch(&s->peripherals[i], l->peripherals, l->nperipherals, sizeof(struct svd_peripheral *),
			    by_base))
			s->peripherals[i]->nregs = SIZE_MAX;
}

static bool replaced(const struct svd_peripheral *p)
{
	return p->nregs == SIZE_MAX;
}

/* Nothing can fail any more. */
static void take_over(struct svd *s, struct svd_loading *l, struct merged *m)
{
	size_t n = 0, np = 0, nreg = 0;

	mark_replaced(s, l);
	for (size_t i = 0; i < s->nregs; i++)
		if (!replaced(s->regs[i].peripheral))
			m->sorted[nreg++] = &s->regs[i];
	for (size_t i = 0; i < l->nregs; i++)
		m->sorted[nreg++] = &l->regs[i];
	if (nreg)
		qsort(m->sorted, nreg, sizeof(*m->sorted), by_address);
	for (size_t i = 0; i < nreg; i++) {
		m->regs[i] = *m->sorted[i];
		if (svd_bytes(&m->regs[i]) > s->widest)
			s->widest = svd_bytes(&m->regs[i]);
	}
	for (size_t i = 0; i < s->ncontainers; i++)
		if (!replaced(s->containers[i].peripheral))
			m->containers[n++] = s->containers[i];
	for (size_t i = 0; i < l->ncontainers; i++)
		m->containers[n++] = l->containers[i];
	for (size_t i = 0; i < s->nperipherals; i++)
		if (!replaced(s->peripherals[i]))
			m->peripherals[np++] = s->peripherals[i];
	for (size_t i = 0; i < l->nperipherals; i++)
		m->peripherals[np++] = l->peripherals[i];
	if (np)
		qsort(m->peripherals, np, sizeof(*m->peripherals), by_base);
	free(s->regs);
	free(s->containers);
	free(s->peripherals);
	free(s->index);
	s->index = NULL;
	s->regs = m->regs;
	s->nregs = nreg;
	s->containers = m->containers;
	s->ncontainers = n;
	s->peripherals = m->peripherals;
	s->nperipherals = np;
	m->file->keep = l->keep;
	m->file->keep.budget = NULL;
	m->file->next = s->files;
	s->files = m->file;
	s->device = node_text(l->device, STR_NAME);
	s->left = l->budget.left;
	free(m->sorted);
	memset(&l->keep, 0, sizeof(l->keep));
}

static int add(struct svd *s, struct svd_loading *l)
{
	struct merged m = {
		.sorted = array(s->nregs + l->nregs, sizeof(*m.sorted)),
		.regs = array(s->nregs + l->nregs, sizeof(*m.regs)),
		.peripherals = array(s->nperipherals + l->nperipherals, sizeof(*m.peripherals)),
		.containers = array(s->ncontainers + l->ncontainers, sizeof(*m.containers)),
		.file = array(1, sizeof(*m.file)),
	};

	if (!m.sorted || !m.regs || !m.peripherals || !m.containers || !m.file) {
		drop_merged(&m);
		return svd_nomem(l);
	}
	if (l->nperipherals)
		qsort(l->peripherals, l->nperipherals, sizeof(*l->peripherals), by_base);
	take_over(s, l, &m);
	return 0;
}

/* --- Loading --- */

static int load(struct svd *s, const char *path, svd_more *more, void *ctx, struct physmon_error *e)
{
	struct svd_loading l;
	int err;

	memset(&l, 0, sizeof(l));
	l.path = path;
	l.e = e;
	l.budget.left = s->left;
	l.keep.budget = l.scratch.budget = &l.budget;
	err = svd_read(&l, more, ctx);
	if (!err)
		err = svd_derive(&l);
	if (!err)
		err = svd_expand(&l);
	if (!err)
		err = add(s, &l);
	free(l.regs);
	free(l.containers);
	free(l.peripherals);
	svd_drop(&l.keep);
	svd_drop(&l.scratch);
	return err;
}

static ssize_t more_of_file(void *ctx, char *buf, size_t size)
{
	const int *fd = ctx;
	ssize_t got;

	do
		got = read(*fd, buf, size);
	while (got < 0 && errno == EINTR);
	return got < 0 ? -errno : got;
}

int svd_load(struct svd *s, const char *path, struct physmon_error *e)
{
	int fd, err;

	do
		fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	while (fd < 0 && errno == EINTR);
	if (fd < 0) {
		err = errno;
		return error_set(e, PHYSMON_E_SYSTEM, err, "%s can't be read: %s", path, strerror(err));
	}
	err = load(s, path, more_of_file, &fd, e);
	close(fd);
	return err;
}

struct memory {
	const char *p;
	size_t left;
};

static ssize_t more_of_memory(void *ctx, char *buf, size_t size)
{
	struct memory *m = ctx;
	const size_t n = size < m->left ? size : m->left;

	if (n)
		memcpy(buf, m->p, n);
	m->p += n;
	m->left -= n;
	return (ssize_t)n;
}

int svd_load_memory(struct svd *s, const char *path, const void *text, size_t nbytes, struct physmon_error *e)
{
	struct memory m = { text, nbytes };

	return load(s, path, more_of_memory, &m, e);
}

int svd_new(struct svd **s)
{
	*s = calloc(1, sizeof(**s));
	if (!*s)
		return -ENOMEM;
	(*s)->left = SVD_MEMORY_MAX;
	(*s)->device = "";
	return 0;
}

void svd_free(struct svd *s)
{
	if (!s)
		return;
	while (s->files) {
		struct svd_file *f = s->files;

		s->files = f->next;
		svd_drop(&f->keep);
		free(f);
	}
	free(s->regs);
	free(s->containers);
	free(s->peripherals);
	free(s->index);
	free(s);
}
