/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * target: opens and closes targets: finds the back end by its scheme, owns the state that all targets have in common,
 * keeps the list of observers. It makes no access: the gate does.
 */
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "access.h"
#include "backend.h"
#include "error.h"
#include "guard.h"
#include "text.h"

static const struct backend *target_find(const char *scheme, size_t len)
{
	for (size_t i = 0; backends[i]; i++)
		if (strlen(backends[i]->row.scheme) == len && !memcmp(backends[i]->row.scheme, scheme, len))
			return backends[i];
	return NULL;
}

/* No scheme: say which there are, and how a path would be spelt, since that is what people type most. */
static int target_unknown(const char *spec, struct physmon_error *e)
{
	char list[400] = "";
	size_t i, n = 0;
	bool file;

	for (i = 0; backends[i] && (!strncmp(spec, "/dev/", 5) || !strncmp(spec, "/proc/", 6)); i++)
		if (!strcmp(strrchr(spec, '/') + 1, backends[i]->row.scheme))
			return error_set(e, PHYSMON_E_SPEC, EINVAL, "%s is what target %s is for: open it as %s", spec,
					 backends[i]->row.scheme, backends[i]->row.scheme);
	if (spec[0] == '/' || spec[0] == '.' || spec[strcspn(spec, "/:")] == '/' || (*spec && !access(spec, F_OK)))
		return error_set(e, PHYSMON_E_SPEC, EINVAL, "%.200s is a path: open it as file:%.200s", spec, spec);
	for (i = 0; backends[i] && n < sizeof(list); i++)
		n += text_print(list + n, sizeof(list) - n, "%s%s", i ? ", " : "", backends[i]->row.scheme);
	if (!spec[0])
		return error_set(e, PHYSMON_E_SPEC, EINVAL, "no target is named: the targets are %s", list);
	file = !SMALL && spec[strcspn(spec, ".:")] == '.';
	return error_set(e, PHYSMON_E_SPEC, EINVAL, "unknown target %.120s: the targets are %s%s%.120s", spec, list,
			 file ? "; a file is file:" : "", file ? spec : "");
}

static size_t aligned(size_t n)
{
	return (n + _Alignof(max_align_t) - 1) & ~(_Alignof(max_align_t) - 1);
}

/* A target, what its back end keeps, and its specification: one piece of memory. NULL: there is none. */
static struct physmon_target *target_new(const struct backend *be, const char *root, const char *spec)
{
	const size_t priv = aligned(sizeof(struct physmon_target)), text = priv + aligned(be->priv_size);
	struct physmon_target *const t = calloc(1, text + strlen(spec) + 1);

	if (!t)
		return NULL;
	t->be = be;
	t->root = root;
	t->fd = t->folder = -1;
	t->priv = be->priv_size ? (char *)t + priv : NULL;
	t->spec = (char *)t + text;
	strcpy(t->spec, spec);
	return t;
}

static enum physmon_space target_space(const struct backend *be, const char *spec)
{
	const char *colon = strchr(spec, ':');

	return be->space_of ? be->space_of(colon ? colon + 1 : NULL) : be->space;
}

int target_open(const char *root, const char *spec, const struct physmon_options *o, struct physmon_target **out,
		struct physmon_error *e)
{
	static const struct physmon_options defaults;
	const char *colon = strchr(spec, ':');
	const struct backend *be = target_find(spec, colon ? (size_t)(colon - spec) : strlen(spec));
	struct physmon_target *t;
	int r;

	if (!be)
		return target_unknown(spec, e);
	if (colon && !strchr(be->row.syntax, ':'))
		return error_set(e, PHYSMON_E_SPEC, EINVAL,
				 "target %s takes nothing after its name, not even \":%.100s\"", be->row.scheme,
				 colon + 1);
	if (!o)
		o = &defaults;
	if (o->private && !be->private_ok)
		return error_set(e, PHYSMON_E_SPEC, EINVAL,
				 "%.200s can't be opened with --private, which is for regular files", spec);
	r = guard_install();
	if (r)
		return error_set(e, PHYSMON_E_SYSTEM, -r, "can't install the fault handlers: %s", strerror(-r));

	t = target_new(be, root, spec);
	if (!t)
		return error_set(e, PHYSMON_E_SYSTEM, ENOMEM, "out of memory while opening %.200s", spec);
	t->widths = be->widths;
	t->asked_read_only = o->read_only;
	t->info = (struct physmon_info){
		.scheme = be->row.scheme,
		.spec = t->spec,
		.space = target_space(be, spec),
		.read_only = o->read_only,
		.by_copy = be->row.by_copy,
		.device = be->device,
	};
	r = be->open ? be->open(t, colon ? t->spec + (colon + 1 - spec) : NULL, o, e) : 0;
	if (r) {
		physmon_close(t);
		return r;
	}
	t->info.widths = t->widths & ACCESS_WIDTHS;
	*out = t;
	return 0;
}

int physmon_open(const char *spec, const struct physmon_options *o, struct physmon_target **t, struct physmon_error *e)
{
	return target_open("", spec, o, t, e);
}

void physmon_close(struct physmon_target *t)
{
	if (!t)
		return;
	if (t->mapped)
		windows_drop(&t->windows);
	if (t->fd >= 0)
		close(t->fd);
	if (t->folder >= 0)
		close(t->folder);
	if (t->be->close)
		t->be->close(t);
	free(t->ranges);
	free(t);
}

const struct physmon_info *physmon_info(const struct physmon_target *t)
{
	return &t->info;
}

bool physmon_holds(const struct physmon_target *t, int fd)
{
	struct stat own, other;

	return t->fd >= 0 && !fstat(t->fd, &own) && !fstat(fd, &other) && own.st_dev == other.st_dev &&
	       own.st_ino == other.st_ino;
}

const struct physmon_scheme *physmon_schemes(size_t i)
{
	size_t n = 0;

	while (n < i && backends[n])
		n++;
	return backends[n] ? &backends[n]->row : NULL;
}

bool physmon_window(const struct physmon_target *t, size_t i, struct physmon_window *w)
{
	return t->mapped && windows_at(&t->windows, i, w);
}

enum physmon_space physmon_space(const char *spec)
{
	const struct backend *be = target_find(spec, strcspn(spec, ":"));

	return be ? target_space(be, spec) : PHYSMON_SPACE_OWN;
}

const char *physmon_registers(const char *spec)
{
	const struct backend *be = target_find(spec, strcspn(spec, ":"));

	return be ? be->registers : NULL;
}

void physmon_observe(struct physmon_target *t, struct physmon_observer *o)
{
	struct physmon_observer **end = &t->observers;

	while (*end && *end != o)
		end = &(*end)->next;
	if (*end)
		return; /* it is there already */
	o->next = NULL;
	*end = o;
}

void physmon_unobserve(struct physmon_target *t, struct physmon_observer *o)
{
	struct physmon_observer **at = &t->observers;

	while (*at && *at != o)
		at = &(*at)->next;
	if (*at)
		*at = o->next;
}
