/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * editor_readline: reads a line by GNU readline, through its callbacks: it is called only when a key has been pressed,
 * and sleeps only in interrupt_wait(). It never handles a signal, and writes no escape sequence to a terminal that may
 * not know any. Between two lines the terminal is in its normal mode.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "array.h"
#include "editor_internal.h"
#include "interrupt.h"
#include "optlib.h"
#include "out.h"

#if HAVE_READLINE

/* On a terminal that can do nothing, lines scroll sideways in a window one column narrower than this. */
#define DUMB_COLUMNS 80

#define CTRL_G '\007' /* readline: abort whatever is going on */

/* Wherever an operand may begin. Not among them: what names and specifications are made of (. @ : [ ] " =). */
#define WORD_BREAKS " \t;+-*/%&|^~<>(),"
/* a specification with a path, and an option, is one word up to the next blank */
#define PATH_BREAKS " \t;"

struct state {
	struct editor *ed;
	const struct optlib_readline *rl;
	bool dumb;
	bool done;  /* readline has called back: the line is there, or its end of input */
	bool ended; /* it was the end of input, or a hang-up */
	bool nul;   /* a NUL was among what was pasted */
	bool cr;    /* the last key was a CR: an LF that comes next is a part of the same end of line */
	int err;    /* -errno of storing the line, or of reading the terminal */

	char **words; /* what completes a word: until readline takes them over */
	size_t nwords, words_size;

	unsigned short rows, columns; /* of the terminal, as last told to readline */
};

/*
 * readline is there once in a process, and hands nothing of ours to its callbacks. So this is where they find the
 * editor that is open, in place of an argument; nothing else uses it.
 */
static struct state *the;

/* Reads one key. Called when one is there; when readline wants more than one at a time this is where it sleeps. */
static int read_key(FILE *in)
{
	struct editor *const ed = the->ed;
	unsigned char c;

	(void)in;
	for (;;) {
		ssize_t n = ed->ahead.from < ed->ahead.to ? 1 : editor_tty_read(ed, 1);

		if (n == 1) {
			c = (unsigned char)ed->ahead.text[ed->ahead.from++];
			if (c == '\n' && the->cr) {
				the->cr = false;
				continue;
			}
			the->cr = c == '\r';
			if ((c == '\r' || c == '\n') && !*the->rl->rl_end)
				ed->typed = editor_tty_alone(ed);
			/*
			 * amid pasted text a Tab is a blank (a completion would change the line), and a NUL, which
			 * readline drops, is the error that it is elsewhere
			 */
			if ((c == '\t' || c == '\0') && editor_tty_follows(ed)) {
				the->nul |= c == '\0';
				return ' ';
			}
			return c;
		}
		if (n == -EAGAIN)
			continue;
		if (n == -EINTR)
			return CTRL_G; /* the loop in readline_line() sees the signal next */
		if (n == 0 && !editor_tty_hung_up(ed))
			continue;
		the->ended = true;
		if (n < 0 && n != -EIO) /* which is what a terminal that hung up gives */
			the->err = (int)n;
		return EOF;
	}
}

/* The copy is what counts: readline's own buffer may hold the line of the history that this one was made from. */
static void take_line(char *line)
{
	if (!line)
		the->ended = true;
	else
		the->err =
			editor_tty_store(the->ed, line, strlen(line) + the->nul); /* its own NUL, to be refused for */
	free(line);
	the->done = true;
	/* here, not later: otherwise readline would show its next prompt at once */
	the->rl->rl_callback_handler_remove();
}

static enum editor_word kind_of_word(const char *line, size_t start, size_t *from)
{
	const struct editor_config *config = &the->ed->config;

	return config->word ? config->word(config->ctx, line, start, from) : EDITOR_WORD;
}

/* An add() of complete(): a word that there is no memory for is not offered. */
static void add_word(void *ctx, const char *word)
{
	char *copy = strdup(word);

	(void)ctx;
	if (copy && array_add(&the->words, &the->words_size, &the->nwords, &copy, sizeof(copy)))
		free(copy);
}

/* For readline: word @i, which it frees. */
static char *word_at(const char *text, int i)
{
	(void)text;
	return (size_t)i < the->nwords ? the->words[i] : NULL;
}

/* The path begins behind @n characters of @text. */
static void add_paths(const char *text, size_t n)
{
	const struct optlib_readline *rl = the->rl;
	char *path, *word;

	for (int i = 0; (path = rl->rl_filename_completion_function(text + n, i)); i++) {
		/* what would have to stand in quotes is no word */
		if (!strpbrk(path, PATH_BREAKS "\"") && asprintf(&word, "%.*s%s", (int)n, text, path) >= 0) {
			add_word(NULL, word);
			free(word);
		}
		free(path);
	}
	/* what follows is "/" or "@ADDR" as likely as a blank */
	*rl->rl_completion_append_character = '\0';
}

static char **complete(const char *text, int start, int end)
{
	const struct optlib_readline *rl = the->rl;
	const struct editor_config *config = &the->ed->config;
	size_t from;
	char **list;

	/* set by readline before each call, and looked at after it */
	*rl->rl_attempted_completion_over = 1;
	the->nwords = 0;
	if (kind_of_word(*rl->rl_line_buffer, (size_t)start, &from) == EDITOR_PATH)
		add_paths(text, from);
	else if (config->complete)
		config->complete(config->ctx, *rl->rl_line_buffer, (size_t)start, (size_t)end, add_word, NULL);
	list = rl->rl_completion_matches(text, word_at);
	if (list && *list[0] && list[0][strlen(list[0]) - 1] == '=') /* a value follows, no blank */
		*rl->rl_completion_append_character = '\0';
	return list;
}

/*
 * Lists what could be meant. Readline asks before it lists many words, but not when it is used by callbacks: then a
 * slow line would be busy for minutes with the registers of a chip.
 */
static void list_words(char **words, int n, int longest)
{
	const struct optlib_readline *rl = the->rl;

	if (*rl->rl_completion_query_items > 0 && n >= *rl->rl_completion_query_items)
		fprintf(*rl->rl_outstream, "\n%d words begin like this: type more of it\n", n);
	else
		rl->rl_display_match_list(words, n, longest);
	rl->rl_forced_update_display();
}

/*
 * Where the name begins whose quote is open at @point, at its '@'; 0: there is none. What parts words elsewhere is a
 * part of the name there.
 */
static size_t quoted_name(const char *line, size_t point)
{
	bool open = false;
	size_t i, at = 0;

	for (i = 0; i < point; i++) {
		if (line[i] != '"')
			continue;
		open = !open;
		at = open && i && line[i - 1] == '@' ? i - 1 : 0;
	}
	return at;
}

/* Which characters part words, where the cursor is. */
static char *word_breaks(void)
{
	const struct optlib_readline *rl = the->rl;
	const char *line = *rl->rl_line_buffer;
	static char path_breaks[] = PATH_BREAKS, breaks[] = WORD_BREAKS, before[2];
	const size_t point = (size_t)*rl->rl_point;
	size_t from = point, at = quoted_name(line, point), path;

	if (at) {
		before[0] = line[at - 1];
		return before;
	}

	while (from && !strchr(PATH_BREAKS, line[from - 1]))
		from--;
	return kind_of_word(line, from, &path) == EDITOR_WORD ? breaks : path_breaks;
}

/* Tells readline the size of the terminal where it has changed, while it shows a line (@shown) or before. */
static void fit(struct state *s, bool shown)
{
	const struct optlib_readline *rl = s->rl;
	struct winsize ws = { 0 };
	int rows, columns;

	if (ioctl(s->ed->config.in_fd, TIOCGWINSZ, &ws) || (ws.ws_row == s->rows && ws.ws_col == s->columns))
		return;
	s->rows = ws.ws_row;
	s->columns = ws.ws_col;
	if (s->dumb) {
		/* no redrawing here: it would fill the new width with blanks */
		rl->rl_get_screen_size(&rows, &columns);
		columns = ws.ws_col && ws.ws_col < DUMB_COLUMNS ? ws.ws_col : DUMB_COLUMNS;
		rl->rl_set_screen_size(rows, columns);
	} else if (shown) {
		rl->rl_resize_terminal();
	} else {
		rl->rl_reset_screen_size();
	}
}

static void readline_close(struct editor *ed)
{
	struct state *s = ed->state;

	s->rl->clear_history();
	the = NULL;
	free(s->words);
	free(s);
}

/* What no terminal gets from us, whatever an inputrc says; and what one that can do nothing doesn't. */
static void bind_variables(const struct state *s)
{
	static const struct {
		const char *name, *value;
		bool dumb_only;
	} rows[] = {
		{ "enable-bracketed-paste", "off", false },   { "enable-active-region", "off", false },
		{ "page-completions", "off", false },	      { "enable-keypad", "off", true },
		{ "enable-meta-key", "off", true },	      { "colored-stats", "off", true },
		{ "colored-completion-prefix", "off", true }, { "show-mode-in-prompt", "off", true },
		{ "blink-matching-paren", "off", true },      { "horizontal-scroll-mode", "on", true },
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (!rows[i].dumb_only || s->dumb)
			s->rl->rl_variable_bind(rows[i].name, rows[i].value);
	}
}

/* What a terminal puts around a paste that a shell asked it to mark: the lines in it are lines. */
static int pass_over(int count, int key)
{
	(void)count;
	(void)key;
	return 0;
}

static int readline_open(struct editor *ed)
{
	const char *term = getenv("TERM"), *line;
	const struct optlib_readline *rl;
	struct state *s;

	if (the || !isatty(ed->config.in_fd) || !isatty(ed->config.out_fd))
		return -ENOSYS;
	rl = optlib_readline();
	if (!rl)
		return -ENOSYS;
	s = calloc(1, sizeof(*s));
	if (!s)
		return -ENOMEM;
	s->ed = ed;
	s->rl = rl;
	ed->state = the = s;
	s->dumb = !term || !*term || !strcmp(term, "dumb");
	if (s->dumb)
		*rl->rl_terminal_name = "dumb";
	*rl->rl_readline_name = "physmon";
	*rl->rl_instream = stdin;
	*rl->rl_outstream = ed->config.out_fd == STDOUT_FILENO ? stdout : stderr;
	*rl->rl_getc_function = read_key;
	*rl->rl_catch_signals = 0;
	*rl->rl_catch_sigwinch = 0;
	*rl->rl_change_environment = 0;
	*rl->rl_attempted_completion_function = complete;
	*rl->rl_completer_word_break_characters = WORD_BREAKS;
	*rl->rl_completer_quote_characters = "";
	*rl->rl_completion_word_break_hook = word_breaks;
	*rl->rl_completion_display_matches_hook = list_words;
	bind_variables(s); /* before readline's own start, which may write what they allow */
	rl->rl_initialize();
	bind_variables(s); /* and after it, for it reads the inputrc */
	rl->rl_bind_keyseq("\033[200~", pass_over);
	rl->rl_bind_keyseq("\033[201~", pass_over);
	rl->stifle_history(HISTORY_GROWN);
	for (size_t i = 0; (line = history_line(ed->history, i)); i++)
		rl->add_history(line);
	return 0;
}

/* The terminal in its normal mode, behind what was typed; the line is given up if @drop. */
static void leave(struct state *s, bool drop)
{
	const struct optlib_readline *rl = s->rl;

	*rl->rl_point = *rl->rl_end;
	rl->rl_redisplay();
	if (drop) {
		rl->rl_callback_sigcleanup();
		rl->rl_free_line_state();
		rl->rl_callback_handler_remove();
	} else {
		rl->rl_deprep_terminal();
	}
}

/* Does what the signals that came ask for. */
static void signalled(struct state *s)
{
	const struct optlib_readline *rl = s->rl;
	bool away = false;
	int sig;

	while ((sig = interrupt_held())) {
		if (sig == SIGWINCH) {
			fit(s, true);
			continue;
		}
		/* stopped, gone on, or to be ended: either way another program has the terminal meanwhile */
		away = true;
		if (sig == SIGCONT) {
			rl->rl_deprep_terminal();
		} else {
			leave(s, false);
			interrupt_act(sig);
		}
		rl->rl_prep_terminal(1);
	}
	if (away) {
		fit(s, false);
		rl->rl_forced_update_display();
	}
}

static int readline_line(struct editor *ed, const char *prompt)
{
	struct state *s = ed->state;
	const struct optlib_readline *rl = s->rl;
	int r = 0;

	s->done = s->ended = s->nul = ed->typed = false;
	s->err = 0;
	*rl->rl_completion_append_character = ' ';
	fit(s, false);
	interrupt_hold(true);
	rl->rl_callback_handler_install(prompt, take_line);
	while (!s->done && !s->ended && !interrupt_pending()) {
		r = ed->ahead.from < ed->ahead.to ? 1 : interrupt_wait(ed->config.in_fd, -1);
		if (r == -EINTR)
			signalled(s);
		else if (r < 0)
			break;
		else
			rl->rl_callback_read_char();
	}
	if (s->done && !s->ended) {
		r = s->err ? s->err : 1;
	} else if (interrupt_pending() && !s->ended) {
		leave(s, true);
		out_text(ed->config.out_fd, "^C\n");
		r = -EINTR;
	} else {
		if (!s->done)
			leave(s, true);
		if (s->ended) {
			r = s->err;
			out_text(ed->config.out_fd, "\n");
		}
	}
	interrupt_hold(false);
	return r;
}

static void readline_remember(struct editor *ed, const char *line)
{
	const struct state *s = ed->state;

	s->rl->add_history(line);
}

const struct editor_kind editor_readline = {
	.open = readline_open,
	.line = readline_line,
	.remember = readline_remember,
	.close = readline_close,
};

#else

static int readline_open(struct editor *ed)
{
	(void)ed;
	return -ENOSYS;
}

const struct editor_kind editor_readline = { .open = readline_open };

#endif
