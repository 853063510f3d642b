/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cmd_target: lists targets, opens one, and shows how it is mapped. No access is made. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "args.h"
#include "error.h"
#include "mappings.h"
#include "names_machine.h"
#include "register_db.h"
#include "session.h"
#include "slurp.h"
#include "text.h"

#define MAPPED_MOST (4u << 20) /* bytes of a list that are looked at */

static int list_schemes(struct session *s)
{
	const char *current = physmon_info(s->target)->scheme;
	const struct physmon_scheme *row;
	unsigned columns = 0;

	for (size_t i = 0; (row = physmon_schemes(i)); i++)
		columns = strlen(row->syntax) > columns ? (unsigned)strlen(row->syntax) : columns;
	for (size_t i = 0; (row = physmon_schemes(i)); i++)
		emit_result(s->emit, "%-*s{current} %-*s{*syntax}  %s{help}%s{copies}", 1,
			    strcmp(row->scheme, current) ? "" : "*", columns, row->syntax, row->help,
			    row->by_copy ? " (copied by the kernel)" : "");
	return 0;
}

/* What the lists say, as a text; NULL: nothing. To be freed. */
static char *list_of(const char *path)
{
	char *text;
	size_t n;

	return slurp("", path, MAPPED_MOST, &text, &n) ? NULL : text;
}

static void show_window(struct session *s, const struct physmon_window *w, const char *maps, const char *pat)
{
	const unsigned digits = session_digits(w->last);
	const uint64_t at_last = w->at + (w->nbytes - 1);
	struct mapping m = { .perms = "?", .path = "?" };
	char type[40] = "", shown[48] = "";

	if (!SMALL && maps)
		mappings_find(maps, w->at, &m);
	if (!SMALL && pat && physmon_info(s->target)->space == PHYSMON_SPACE_PHYSICAL &&
	    mappings_type(pat, w->first, type, sizeof(type)))
		text_print(shown, sizeof(shown), " (%s)", type);
	emit_result(s->emit,
		    "%*llx{*first}-%*llx{*last} %*llx{*virtual_first}-%*llx{*virtual_last} "
		    "%s{permissions} %s{path}%s{type}",
		    digits, ull(w->first), digits, ull(w->last), session_digits(at_last), ull(w->at),
		    session_digits(at_last), ull(at_last), m.perms, m.path, shown);
}

/* The next window in the order of addresses, after @w if @any. */
static bool next_window(const struct session *s, bool any, struct physmon_window *w)
{
	struct physmon_window x, best = { 0 };
	bool found = false;

	for (size_t i = 0; physmon_window(s->target, i, &x); i++) {
		if ((any && x.first <= w->first) || (found && x.first >= best.first))
			continue;
		best = x;
		found = true;
	}
	*w = best;
	return found;
}

static int list_windows(struct session *s)
{
	char *const maps = list_of(MAPPED_MAPS), *const pat = list_of(MAPPED_PAT);
	struct physmon_window w;
	bool any = false;

	for (; next_window(s, any, &w); any = true)
		show_window(s, &w, maps, pat);
	if (!any)
		emit_note(s->emit, "nothing of %s is mapped%s", physmon_info(s->target)->spec,
			  physmon_info(s->target)->by_copy ? ": the kernel copies" : " yet");
	free(maps);
	free(pat);
	return 0;
}

/* It opens while running; but what names mean further on in the text hangs on it. */
static int compile_target(struct program *p, struct step *step, struct operand *operands, struct physmon_error *e)
{
	if (!step->noperands)
		return 0;
	p->s->target_when_run = operands[0].text;
	return SMALL ? 0 : register_db_offer(p->s, operands[0].text, e);
}

static int run_target(struct call *c, struct physmon_error *e)
{
	const int r = c->noperands ? session_target(c->s, c->operands[0].text, e) : 0;

	if (r)
		return args_blame(c, 0, r);
	if (args_option(c, "v"))
		return list_windows(c->s);
	return c->noperands ? 0 : list_schemes(c->s);
}

const struct command cmd_target[] = {
	{ .name = "target",
	  .signature = "[-v] [TARGET]",
	  .help = "list the kinds of target, or switch to one\n"
		  "Each target of a session keeps its base, at first 0, and what noread added. If\n"
		  "the new target can't be opened, the old one stays. -v: the windows that are\n"
		  "mapped, a line each: addresses of the target, the program's own, rights, path,\n"
		  "and the memory type where x86 shows it.",
	  .run = run_target,
	  .compile = compile_target },
	{ 0 },
};
