/* SPDX-License-Identifier: GPL-2.0-or-later */
/* names_kernel: reads the list of symbols at the first look-up, and answers for the names of the language. */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "names.h"
#include "names_kernel.h"
#include "parse.h"
#include "session.h"
#include "slurp.h"
#include "symbols.h"
#include "text.h"

#define KALLSYMS "/proc/kallsyms"
#define LISTED 4 /* addresses of an ambiguous name that its error lists */

struct names_kernel {
	const struct session *s;
	const char *path;
	struct symbols *symbols; /* NULL: not read yet */
};

/* Why the kernel shows addresses of 0 only: see kallsyms_show_value() in kernel/kallsyms.c. */
static int hidden(const struct names_kernel *src, struct physmon_error *e)
{
	char *text = NULL, level = '?';
	size_t n = 0;

	if (!slurp("", "/proc/sys/kernel/kptr_restrict", 16, &text, &n) && n)
		level = *text;
	free(text);
	return error_set(
		e, PHYSMON_E_NONE, EACCES,
		"the addresses in %.100s are hidden (kernel.kptr_restrict is %c): %s, or name a System.map with"
		" --symbols",
		src->path, level,
		level == '2' ? "set that to 0 or 1" : "run as root, or with the capability CAP_SYSLOG");
}

/* What could not be had before is tried again each time: it may be allowed now. */
static int load(struct names_kernel *src, struct physmon_error *e)
{
	int r;

	if (src->symbols)
		return 0;
	r = symbols_load(src->path, &src->symbols);
	if (r)
		return error_set(e, PHYSMON_E_NONE, r == -ENOENT ? EIO : -r,
				 "can't read the kernel's symbols from %.100s: %s", src->path, strerror(-r));
	if (!symbols_by_name(src->symbols, 0)) {
		r = error_set(e, PHYSMON_E_NONE, ENODATA, "%.100s lists no symbols: ADDRESS TYPE NAME on each line",
			      src->path);
	} else if (symbols_hidden(src->symbols)) {
		r = hidden(src, e);
	} else {
		return 0;
	}
	symbols_free(src->symbols);
	src->symbols = NULL;
	return r;
}

/* Static ones of one name at several addresses: only the user knows which. */
static int ambiguous(struct symbols *symbols, const char *name, size_t len, struct physmon_error *e)
{
	char list[200] = "";
	const struct symbol *x;
	size_t i, n = 0;

	for (i = 0; (x = symbols_named(symbols, name, len, i)); i++)
		if (i < LISTED)
			n += text_print(list + n, sizeof(list) - n, "%s%08" PRIx64 "%s%.20s%s", i ? ", " : "", x->addr,
					x->module ? " [" : "", x->module ? x->module : "", x->module ? "]" : "");
	return error_text(e, "%.*s is the name of %zu symbols: %s%s", parse_shown(name, name + len), name, i, list,
			  i > LISTED ? ", ..." : "");
}

static int find_labelled(void *ctx, const char *name, size_t len, struct names_hit *hit, struct physmon_error *e)
{
	struct names_kernel *src = ctx;
	const struct symbol *x, *other;
	int r = load(src, e);

	if (r)
		return r;
	x = symbols_named(src->symbols, name, len, 0);
	if (!x)
		return -ENOENT;
	for (size_t i = 1; (other = symbols_named(src->symbols, name, len, i)); i++)
		if (other->addr != x->addr)
			return ambiguous(src->symbols, name, len, e);
	hit->addr = x->addr;
	return 0;
}

static bool takes_symbols(const struct names_kernel *src)
{
	return physmon_space(session_target_when_run(src->s)) == PHYSMON_SPACE_KERNEL;
}

static int find(void *ctx, const char *name, size_t len, struct names_hit *hit, struct physmon_error *e)
{
	const struct names_kernel *src = ctx;

	return takes_symbols(src) ? find_labelled(ctx, name, len, hit, e) : -ENOENT;
}

static void complete(void *ctx, const char *prefix, size_t len, void (*add)(void *add_ctx, const char *name),
		     void *add_ctx)
{
	static const char label[] = "sym:";
	const size_t n = sizeof(label) - 1;
	const bool with_label = len >= n && !memcmp(prefix, label, n);
	struct names_kernel *src = ctx;
	const struct symbol *x, *last = NULL;
	char word[200];

	if (with_label) {
		prefix += n;
		len -= n;
	} else if (!takes_symbols(src)) {
		return;
	}
	if (load(src, NULL))
		return;
	for (size_t i = symbols_after(src->symbols, prefix, len); (x = symbols_by_name(src->symbols, i));
	     i++, last = x) {
		if (strncmp(x->name, prefix, len))
			break;
		if ((last && !strcmp(last->name, x->name)) ||
		    parse_name_span(x->name, x->name + strlen(x->name)) != strlen(x->name))
			continue;
		text_print(word, sizeof(word), "%s%s", with_label ? label : "", x->name);
		add(add_ctx, word);
	}
}

static void free_symbols(struct session *s, void *module)
{
	struct names_kernel *src = module;

	(void)s;
	symbols_free(src->symbols);
}

static const struct session_ops ops = { .free = free_symbols };

int names_kernel_add(struct session *s, const char *path)
{
	struct names_kernel *src = session_attach(s, &ops, sizeof(*src));
	int r;

	if (!src)
		return -ENOMEM;
	src->s = s;
	src->path = path ? path : KALLSYMS;
	r = names_add(s->names,
		      &(struct names_source){
			      .flags = NAMES_LAST | NAMES_VIRTUAL, .find = find, .complete = complete, .ctx = src });
	return r ? r
		 : names_add(s->names, &(struct names_source){ .flags = NAMES_SYMBOL | NAMES_VIRTUAL,
							       .find = find_labelled,
							       .ctx = src });
}

int names_kernel_whatis(struct whatis *w, struct physmon_error *e)
{
	struct names_kernel *src = session_attached(w->s, &ops);
	const struct symbol *x;
	uint64_t last;
	char module[80] = "";
	int r;

	if (!src || physmon_info(w->s->target)->space != PHYSMON_SPACE_KERNEL)
		return 0;
	r = load(src, e);
	if (r)
		return r;
	x = symbols_near(src->symbols, w->addr, &last);
	if (!x)
		return 0;
	if (x->module)
		text_print(module, sizeof(module), "module %.60s", x->module);
	whatis_say(w, x->addr, last, x->name, "symbols", x->module ? module : NULL);
	return 0;
}
