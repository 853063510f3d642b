/* SPDX-License-Identifier: GPL-2.0-or-later */
/* cmd_target: lists targets, opens one, and shows how it is mapped. No access is made. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "args.h"
#include "error.h"
#include "mappings.h"
#include "names_machine.h"
#include "session.h"
#include "slurp.h"
#include "text.h"

#define MAPPED_MOST (4u << 20) /* bytes of a list that are looked at */

static int list_schemes(struct session *s)
{
	static const struct emit_record record = { "% %  %%",
						   { { EMIT_STR, "current", false },
						     { EMIT_STR, "syntax", true },
						     { EMIT_STR, "help", false },
						     { EMIT_STR, "copies", false } } };
	const char *current = physmon_info(s->target)->scheme;
	const struct physmon_scheme *row;
	struct emit_cell cells[4] = { { .digits = 1 } };
	size_t i, n;

	for (i = 0; (row = physmon_schemes(i)); i++) {
		n = strlen(row->syntax);
		cells[1].digits = n > cells[1].digits ? (unsigned)n : cells[1].digits;
	}
	for (i = 0; (row = physmon_schemes(i)); i++) {
		cells[0].s = strcmp(row->scheme, current) ? "" : "*";
		cells[1].s = row->syntax;
		cells[2].s = row->help;
		cells[3].s = row->by_copy ? " (copied by the kernel)" : "";
		emit_record(s->emit, &record, cells);
	}
	return STATUS_OK;
}

/* What the lists say, as a text; NULL: nothing. To be freed. */
static char *list_of(const char *path)
{
	char *text;
	size_t n;

	return slurp(path, MAPPED_MOST, &text, &n) ? NULL : text;
}

static void show_window(struct session *s, const struct physmon_window *w, const char *maps, const char *pat)
{
	static const struct emit_record record = { "%-% %-% % %%",
						   { { EMIT_ADDR, "first", true },
						     { EMIT_ADDR, "last", true },
						     { EMIT_ADDR, "virtual_first", true },
						     { EMIT_ADDR, "virtual_last", true },
						     { EMIT_STR, "permissions", false },
						     { EMIT_STR, "path", false },
						     { EMIT_STR, "type", false } } };
	const unsigned digits = session_digits(w->last), at_digits = session_digits(w->at + (w->nbytes - 1));
	struct mapping m = { .perms = "?", .path = "?" };
	char type[40] = "", shown[48] = "";
	struct emit_cell cells[] = { { .u = w->first, .digits = digits },
				     { .u = w->last, .digits = digits },
				     { .u = w->at, .digits = at_digits },
				     { .u = w->at + (w->nbytes - 1), .digits = at_digits },
				     { .s = m.perms },
				     { .s = m.path },
				     { .s = shown } };

	if (maps)
		mappings_find(maps, w->at, &m);
	if (pat && names_machine_physical(s) && mappings_type(pat, w->first, type, sizeof(type)))
		text_print(shown, sizeof(shown), " (%s)", type);
	emit_record(s->emit, &record, cells);
}

/* The next window in the order of addresses, after @w if @any. */
static bool next_window(const struct session *s, bool any, struct physmon_window *w)
{
	struct physmon_window x, best = { 0 };
	bool found = false;
	size_t i;

	for (i = 0; physmon_window(s->target, i, &x); i++) {
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
	return STATUS_OK;
}

/* It opens while running; but what names mean further on in the text hangs on it. */
static int compile_target(struct program *p, struct step *step, struct operand *operands, struct physmon_error *e)
{
	(void)e;
	if (step->noperands)
		program_session(p)->target_when_run = operands[0].text;
	return 0;
}

static int run_target(struct call *c, struct physmon_error *e)
{
	if (c->noperands && session_target(c->s, c->operands[0].text, e))
		return args_blame(c, 0, STATUS_FAILED);
	if (args_option(c, "v"))
		return list_windows(c->s);
	return c->noperands ? STATUS_OK : list_schemes(c->s);
}

const struct command cmd_target[] = {
	{ "target", NULL, "[-v] [T]", "list the kinds of target, or switch to one",
	  "Switching sets base and . to 0 and forgets what noread added. If the new target\n"
	  "can't be opened, the old one stays. -v: the windows that are mapped, a line\n"
	  "each: addresses of the target, the program's own, rights, path, and the memory\n"
	  "type where x86 tells it.",
	  0, run_target, compile_target },
	{ 0 },
};
