/* SPDX-License-Identifier: GPL-2.0-or-later */
/* options: the table of options, and the parser that reads it. */
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "allow_words.h"
#include "commands.h"
#include "complete.h"
#include "error.h"
#include "options.h"
#include "optlib.h"
#include "parse.h"
#include "text.h"
#include "version.h"

#define OPTIONS_WORDS_MAX 400 /* bytes of the words that a value may be, listed */

static int bad_value(const char *name, const char *value, const char *wanted, struct physmon_error *e)
{
	return error_text(e, "%s %.60s: %s", name, value, wanted);
}

static int set_width(struct options *o, const char *value, struct physmon_error *e)
{
	o->width = parse_width(value, value + strlen(value));
	return o->width ? 0 : bad_value("-w", value, "a width is b or 8, w or 16, d or 32, q or 64", e);
}

/* The first -c is told from the others by its number. */
static int add_commands(struct options *o, const char *value, struct physmon_error *e)
{
	struct options_text *t = &o->texts[o->ntexts++];

	(void)e;
	t->text = value;
	t->source = t->label;
	o->ncommands++;
	text_print(t->label, sizeof(t->label), o->ncommands == 1 ? "<-c>" : "<-c %zu>", o->ncommands);
	return 0;
}

static int add_script(struct options *o, const char *value, struct physmon_error *e)
{
	const char *source = strcmp(value, "-") ? value : "<stdin>";

	(void)e;
	o->texts[o->ntexts++] = (struct options_text){ .text = value, .source = source, .file = true };
	return 0;
}

static int set_allow(struct options *o, const char *value, struct physmon_error *e)
{
	unsigned mask;
	int r = allow_words_parse(value, &mask, e);

	if (!r)
		o->allow |= mask;
	return r;
}

#if !SMALL
static int add_svd(struct options *o, const char *value, struct physmon_error *e)
{
	(void)e;
	o->svds[o->nsvds++] = value;
	return 0;
}

static int set_gdb(struct options *o, const char *value, struct physmon_error *e)
{
	o->gdb.on = true;
	return value ? gdb_map_add(&o->gdb.map, value, e) : 0;
}

static void list_archs(const char *between, char *list, size_t size)
{
	const struct gdb_arch *a;
	size_t n = 0;

	for (size_t i = 0; (a = gdb_map_arch_at(i)); i++)
		n += text_print(list + n, size - n, "%s%s", i ? between : "", a->name);
}

static int set_gdb_arch(struct options *o, const char *value, struct physmon_error *e)
{
	char list[OPTIONS_WORDS_MAX];

	o->gdb.map.arch = gdb_map_arch_find(value);
	if (o->gdb.map.arch)
		return 0;
	list_archs(", ", list, sizeof(list));
	return error_text(e, "--gdb-arch %.60s: it is one of %s", value, list);
}

static int set_demo(struct options *o, const char *value, struct physmon_error *e)
{
	(void)value;
	(void)e;
	o->target = "demo";
	return 0;
}
#endif

/* A row's next four: a function for the value; or the member that becomes the value, or @v, a bool or an enum. */
#define CALL(function) function, 0, 0, 0
#define SET(member, v) NULL, offsetof(struct options, member), sizeof(((struct options *)0)->member), v
#define FORM(NAME, option, sink, help) \
	{ \
		0, option, NULL, SET(format, EMIT_##NAME), help \
	}

static const struct option_row {
	char letter;
	const char *name, *value;
	int (*set)(struct options *o, const char *value, struct physmon_error *e);
	unsigned short offset, size;
	unsigned v;
	const char *help;
} rows[] = {
	{ 't', "target", "TARGET", SET(target, 0), "what to open: mem (the default), or see 'target'" },
	{ 'w', "width", "WIDTH", CALL(set_width), "width to begin with: b w d q or 8 16 32 64" },
	{ 'r', "read-only", NULL, SET(read_only, true), "open and map for reading only" },
	{ 'k', "keep-going", NULL, SET(keep_going, true), "go on after an error" },
	{ 'n', "dry-run", NULL, SET(dry_run, true), "print the accesses instead of making them" },
	{ 'q', "quiet", NULL, SET(quiet, true), "no banner" },
	{ 'i', "interactive", NULL, SET(interactive, true), "go on with standard input after -c and -f" },
	{ 'c', "command", "COMMANDS", CALL(add_commands), "run these commands; may be given several times" },
	{ 'f', "file", "SCRIPT", CALL(add_script), "run the commands of a file (-: standard input)" },
	FORMS(FORM),
	{ 0, "trace", NULL, SET(trace, true), "announce each access on standard error first" },
	{ 0, "private", NULL, SET(private, true), "keep what is written to a file in this session" },
#if !SMALL
	{ 's', "svd", "FILE", CALL(add_svd), "registers by name, from a CMSIS-SVD file" },
	{ 0, "symbols", "FILE", SET(symbols, 0), "kernel symbols from a System.map" },
#endif
	{ 0, "allow", "WHAT", CALL(set_allow), "open protected ranges: ram, port, noread, all" },
#if !SMALL
	{ 0, "root", "DIR", SET(root, 0), "know the machine whose proc and sys are below DIR" },
	{ 0, "enable", NULL, SET(enable, true), "turn a PCI device's decoding on while it is open" },
	{ 0, "gdb", "[ADDR,LENGTH]", CALL(set_gdb), "serve gdb on standard input and output" },
	{ 0, "gdb-arch", "ARCH", CALL(set_gdb_arch), "the processor gdb shall think in" },
	{ 0, "gdb-writes", NULL, SET(gdb.writes, true), "let gdb write, too" },
	{ 0, "demo", NULL, CALL(set_demo), "the simulated demo board: -t demo" },
	{ 0, "doctor", NULL, SET(what, OPTIONS_DOCTOR), "tell what this machine allows, and why" },
	{ 0, "list-options", NULL, SET(what, OPTIONS_LIST), NULL }, /* for .completion only */
#endif
	{ 'h', "help", NULL, SET(what, OPTIONS_HELP), "this text" },
	{ 0, "version", NULL, SET(what, OPTIONS_VERSION), "version, build options, libraries, licence" },
};

#define NROWS (sizeof(rows) / sizeof(rows[0]))
#define LONG 256 /* getopt's value of row i without a letter is LONG + i */

static int parse_base(struct options *o, const char *word, struct physmon_error *e)
{
	const char *end = word + strlen(word);
	int r = parse_number(word, end, &o->base);

	if (r == -EINVAL && !SMALL && *word && !parse_digit(*word) && *word != '-')
		return error_text(e,
				  "%.*s is not the number of a base: a command follows -c (-c 'r %.*s'), a target -t"
				  " (-t uio:0, -t file:NAME), a description -s",
				  parse_shown(word, end), word, parse_shown(word, end), word);
	return r ? parse_number_error(word, end, r, e) : 0;
}

static bool is_command(const char *word)
{
	const struct command *c;
	unsigned width;

	return !SMALL && *word && !command_word(commands, &word, word + strlen(word), &c, &width, NULL) && !*word;
}

/* The line that was typed behind the options belongs behind -c. */
static int refuse_command(char *const *words, struct physmon_error *e)
{
	char line[80];
	size_t n = 0;

	for (size_t i = 0; words[i] && n < sizeof(line); i++)
		n += text_print(line + n, sizeof(line) - n, i ? " %s" : "%s", words[i]);
	return error_text(e, "%.20s is a command, and commands go behind -c: physmon -c '%s'", words[0], line);
}

/* A value in brackets may be left out. */
static int takes_value(const struct option_row *row)
{
	return !row->value ? no_argument : row->value[0] == '[' ? optional_argument : required_argument;
}

/* The rows as getopt_long() wants them. */
static void make_getopt(char *letters, struct option *longs)
{
	size_t i;

	*letters++ = ':'; /* a missing value is told from an unknown option */
	for (i = 0; i < NROWS; i++) {
		longs[i] = (struct option){ rows[i].name, takes_value(&rows[i]), NULL, (int)(LONG + i) };
		if (!rows[i].letter)
			continue;
		*letters++ = rows[i].letter;
		if (rows[i].value)
			*letters++ = ':';
	}
	*letters = '\0';
	longs[i] = (struct option){ 0 };
}

static const struct option_row *row_of(int c)
{
	size_t i;

	if (c >= LONG)
		return &rows[c - LONG];
	for (i = 0; rows[i].letter != c; i++)
		;
	return &rows[i];
}

/*
 * What getopt_long() stopped at. Where it was a letter, optopt has it; argv[optind - 1] may be another word then, or,
 * with musl, lie behind the last one.
 */
static int refuse_option(int c, char **argv, struct physmon_error *e)
{
	char letter[3] = { '-', (char)optopt, '\0' };
	const char *word = optopt > 0 && optopt < LONG ? letter : argv[optind - 1];

	if (c == ':')
		return error_text(e, "%.60s needs its %s", word, row_of(optopt)->value);
	return error_text(
		e, optopt >= LONG ? "%.60s takes no value" : "%.60s is no option: 'physmon --help' lists them", word);
}

static int apply(const struct option_row *row, struct options *o, const char *value, struct physmon_error *e)
{
	void *const member = (char *)o + row->offset;

	if (row->set)
		return row->set(o, value, e);
	if (row->value)
		*(const char **)member = value;
	else if (row->size == sizeof(bool))
		*(bool *)member = row->v;
	else
		*(unsigned *)member = row->v;
	return 0;
}

int options_parse(int argc, char **argv, struct options *o, struct physmon_error *e)
{
	struct option longs[NROWS + 1];
	char letters[2 * NROWS + 2];
	int c, r;

	memset(o, 0, sizeof(*o));
	o->texts = calloc((size_t)argc + 1, sizeof(*o->texts));
	o->svds = calloc((size_t)argc + 1, sizeof(*o->svds));
	o->target = physmon_schemes(0)->scheme;
	o->root = "";
	if (!SMALL)
		o->gdb.map.arch = gdb_map_arch_at(0);
	if (!o->texts || !o->svds)
		return error_no_memory(e);
	make_getopt(letters, longs);
	opterr = 0;
	while ((c = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
		if (c == ':' || c == '?')
			return refuse_option(c, argv, e);
		r = apply(row_of(c), o, optarg, e);
		if (r)
			return r;
	}
	o->target_chosen = o->target != physmon_schemes(0)->scheme; /* the same text, typed, is another */
	r = optind < argc ? parse_base(o, argv[optind], e) : 0;
	if ((r || argc - optind > 1) && is_command(argv[optind]))
		return refuse_command(argv + optind, e);
	if (!r && argc - optind > 1)
		return error_text(e, "%.60s is one argument too many: BASE is the only one; commands go behind -c",
				  argv[optind + 1]);
	return r;
}

void options_free(struct options *o)
{
	free(o->texts);
	free(o->svds);
}

void options_help(struct emit *m)
{
	char line[120], name[40];
	const char *value;
	bool optional;

	emit_text(m, "usage: physmon [OPTION]... [BASE]\n"
		     "Read, write and dump physical memory and device registers, interactively or\n"
		     "by script, with exact 8, 16, 32 and 64-bit accesses. Addresses are relative\n"
		     "to BASE.\n");
	for (size_t i = 0; i < NROWS; i++) {
		value = rows[i].value ? rows[i].value : "";
		optional = *value == '[';
		text_print(name, sizeof(name), "--%s%s%s%s", rows[i].name, optional ? "[" : "", *value ? "=" : "",
			   value + optional);
		if (!rows[i].help)
			continue;
		if (rows[i].letter)
			text_print(line, sizeof(line), "  -%c, %-19s %s", rows[i].letter, name, rows[i].help);
		else
			text_print(line, sizeof(line), "      %-19s %s", name, rows[i].help);
		emit_text(m, line);
	}
	emit_text(m, SMALL ? "\nThe command 'help' explains the language."
			   : "\nThe command 'help' explains the language, 'help demo' the demo board.");
}

#if !SMALL
static void add_word(void *list, const char *word)
{
	const size_t n = strlen(list);

	text_print((char *)list + n, OPTIONS_WORDS_MAX - n, "%s%s", n ? " " : "", word);
}

void options_list(struct emit *m)
{
	char words[OPTIONS_WORDS_MAX], line[OPTIONS_WORDS_MAX + 200];
	const struct option_row *row;

	for (size_t i = 0; i < NROWS; i++) {
		row = &rows[i];
		if (!row->help)
			continue;
		words[0] = '\0';
		if (row->set == set_gdb_arch)
			list_archs(" ", words, sizeof(words));
		else if (row->value)
			complete_kind(row->value, add_word, words);
		text_print(line, sizeof(line), "%s%.1s|--%s%s|%s|%s|%s", row->letter ? "-" : "", &row->letter,
			   row->name, takes_value(row) == required_argument ? "=" : "", row->value ? row->value : "",
			   words, row->help);
		emit_text(m, line);
	}
}
#endif

/* A library and its version, or the reason why there is none. */
static void put_library(char *out, size_t size, const char *name, const char *version, const char *why)
{
	if (version)
		text_print(out, size, "%s %s", name, version);
	else
		text_print(out, size, "no %s (%s)", name, why);
}

void options_version(struct emit *m)
{
	char readline[300], expat[300], line[620];

	put_library(readline, sizeof(readline), "readline", optlib_readline_version(), optlib_readline_why());
	put_library(expat, sizeof(expat), "expat", optlib_expat_version(), optlib_expat_why());
	text_print(line, sizeof(line), "physmon %s", version_text);
	emit_text(m, line);
	text_print(line, sizeof(line), "build: %s", version_build);
	emit_text(m, line);
	text_print(line, sizeof(line), "libraries: %s, %s", readline, expat);
	emit_text(m, line);
	emit_text(m, "licence: GPL-2.0-or-later; there is no warranty, to the extent permitted by law");
}
