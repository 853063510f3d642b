/* SPDX-License-Identifier: GPL-2.0-or-later */
/* completion: prints the script that a shell runs to complete physmon's options. */
#include <string.h>

#include <physmon.h>

#include "allow_words.h"
#include "completion.h"
#include "gdb_map.h"
#include "options.h"
#include "text.h"

#define LIST_MAX 1024 /* characters of a list of words */

struct list {
	char text[LIST_MAX];
	size_t len;
};

/* @word with what stands before and behind it; one that finds no room is left out whole, and so are all after it. */
static void list_add(struct list *l, const char *before, const char *word, int nword, const char *behind)
{
	l->len += text_print(l->text + l->len, sizeof(l->text) - l->len, "%s%s%.*s%s", l->len ? " " : "", before, nword,
			     word, behind);
	if (l->len >= sizeof(l->text))
		l->len = sizeof(l->text) - 1;
}

/* ---- values, by the words that --help has for them ---- */

/* "file:" where more must follow. */
static void add_targets(struct list *l)
{
	const struct physmon_scheme *row;
	size_t i, n;

	for (i = 0; (row = physmon_schemes(i)); i++) {
		n = strcspn(row->syntax, ":[");
		list_add(l, "", row->syntax, (int)n, row->syntax[n] == ':' ? ":" : "");
	}
}

static void add_widths(struct list *l)
{
	list_add(l, "", "b w d q 8 16 32 64", LIST_MAX, "");
}

static void add_protections(struct list *l)
{
	const char *word;
	unsigned mask;
	size_t i;

	for (i = 0; (word = allow_words_at(i, &mask)); i++)
		list_add(l, "", word, LIST_MAX, "");
	list_add(l, "", "all", LIST_MAX, "");
}

static void add_archs(struct list *l)
{
	const struct gdb_arch *a;
	size_t i;

	for (i = 0; (a = gdb_map_arch_at(i)); i++)
		list_add(l, "", a->name, LIST_MAX, "");
}

static void add_shells(struct list *l)
{
	list_add(l, "", "bash", LIST_MAX, "");
}

static const struct value_row {
	const char *value;	     /* as a row of options has it */
	const char *kind;	     /* what the script makes of it */
	void (*add)(struct list *l); /* the words that it can be, or NULL */
} values[] = {
	{ "TARGET", "target", add_targets },
	{ "WIDTH", "words", add_widths },
	{ "WHAT", "commas", add_protections },
	{ "ARCH", "words", add_archs },
	{ "SHELL", "words", add_shells },
	{ "SCRIPT", "file", NULL },
	{ "FILE", "file", NULL },
	{ "DIR", "folder", NULL },
};

static const struct value_row *value_of(const char *value)
{
	size_t i;

	for (i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		if (!strcmp(values[i].value, value))
			return &values[i];
	return NULL;
}

/* ---- the script ---- */

static const char *const head[] = {
	"# bash completion of physmon, as \"physmon --completion bash\" prints it",
	"_physmon()",
	"{",
	"\tlocal rest=${COMP_LINE:0:COMP_POINT} word cur= prev= option value quoted= kind= list= before= i",
	"\tlocal IFS=$' \\t\\n'",
	"\tCOMPREPLY=()",
	"\t# the words as the program gets them: bash parts them at '=' and ':' as well",
	"\tfor ((i = 0; i <= COMP_CWORD; i++)); do",
	"\t\tcase $rest in",
	"\t\t[[:space:]]*) prev=$cur cur= rest=${rest#\"${rest%%[![:space:]]*}\"} ;;",
	"\t\tesac",
	"\t\tword=${COMP_WORDS[i]}",
	"\t\t((i < COMP_CWORD)) || word=$rest",
	"\t\tcur+=$word rest=${rest#\"$word\"}",
	"\tdone",
	"\toption=$prev value=$cur",
	"\tcase $cur in",
	"\t--*=*) option=${cur%%=*} value=${cur#*=} ;;",
	"\tesac",
	"\tcase $value in",
	"\t[\\'\\\"]*) quoted=${value:0:1} value=${value:1} ;;",
	"\t*) value=${value//\\\\/} ;;",
	"\tesac",
	"\tcase $option in",
};

static const char *const tail[] = {
	"\tesac",
	"\tcase $kind:$value in",
	"\ttarget:file:*) kind=file before=file: value=${value#file:} ;;",
	"\tcommas:*,*) before=${value%,*}, value=${value##*,} ;;",
	"\tesac",
	"\tcase $kind in",
	"\tfile) mapfile -t COMPREPLY < <(compgen -P \"$before\" -f -- \"$value\") ;;",
	"\tfolder) mapfile -t COMPREPLY < <(compgen -d -- \"$value\") ;;",
	"\t?*) mapfile -t COMPREPLY < <(compgen -P \"$before\" -W \"$list\" -- \"$value\") ;;",
	"\tesac",
	"\tcase $kind in",
	"\tfile | folder) compopt -o filenames 2>/dev/null ;;",
	"\tesac",
	"\tcase ${#COMPREPLY[@]}:${COMPREPLY[0]-} in",
	"\t1:*[=:]) compopt -o nospace 2>/dev/null ;;",
	"\tesac",
	"\t# bash replaces what stands behind the last place where it parts",
	"\tvalue=$before$value",
	"\tif [[ ! $quoted && $value == *:* && $COMP_WORDBREAKS == *:* ]]; then",
	"\t\tCOMPREPLY=(\"${COMPREPLY[@]#\"${value%\"${value##*:}\"}\"}\")",
	"\telif [[ $cur == --*=* && $COMP_WORDBREAKS != *=* ]]; then",
	"\t\tCOMPREPLY=(\"${COMPREPLY[@]/#/$option=}\")",
	"\tfi",
	"}",
	"complete -F _physmon physmon",
};

static void put_lines(struct emit *m, const char *const *lines, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		emit_text(m, lines[i]);
}

/* One option that takes a value: a pattern of its spellings, and what can stand behind it. */
static void put_value(struct emit *m, const char *letter, const char *name, const char *value)
{
	const struct value_row *row = value_of(value);
	struct list words = { .len = 0 };
	char line[LIST_MAX + 120];

	if (value[0] == '[') /* what may be left out never stands in a word of its own, and starts with no known word */
		return;
	if (row && row->add)
		row->add(&words);
	text_print(line, sizeof(line), "\t%s%s%s--%s)%s%s%s%s%s ;;", letter[0] ? "-" : "", letter,
		   letter[0] ? " | " : "", name, row ? " kind=" : "", row ? row->kind : "", words.len ? " list='" : "",
		   words.text, words.len ? "'" : "");
	emit_text(m, line);
}

void completion_bash(struct emit *m)
{
	struct list all = { .len = 0 };
	char line[LIST_MAX + 60], letter[2] = "";
	const char *name, *value;
	size_t i;

	put_lines(m, head, sizeof(head) / sizeof(head[0]));
	for (i = 0; (name = options_at(i, &value)); i++) {
		letter[0] = options_letter(i);
		if (letter[0])
			list_add(&all, "-", letter, 1, "");
		list_add(&all, "--", name, LIST_MAX, value && value[0] != '[' ? "=" : "");
		if (value)
			put_value(m, letter, name, value);
	}
	emit_text(m, "\t*)");
	emit_text(m, "\t\tcase $cur in");
	text_print(line, sizeof(line), "\t\t-*) kind=words list='%s' ;;", all.text);
	emit_text(m, line);
	emit_text(m, "\t\tesac");
	emit_text(m, "\t\t;;");
	put_lines(m, tail, sizeof(tail) / sizeof(tail[0]));
}
