/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * optlib: optional libraries, opened when they are first needed. They are opened by soname, so that only the rules of
 * the dynamic linker decide which file is used; a static build (OPTLIB_STATIC) can open nothing and links them. A
 * library is a struct of pointers, named as the library names its symbols. It never prints.
 */
#pragma once

#ifndef HAVE_READLINE
#define HAVE_READLINE 0
#endif
#ifndef HAVE_EXPAT
#define HAVE_EXPAT 0
#endif
#ifndef HAVE_ZLIB
#define HAVE_ZLIB 0
#endif

#define OPTLIB_MEMBER(symbol) __typeof__(symbol) *symbol;

#if HAVE_READLINE
#include <stdio.h>

#include <readline/readline.h>

#include <readline/history.h>

/* The functions and variables of readline 7 or later that the line editor uses: a pointer to each. */
#define OPTLIB_READLINE(ROW) \
	ROW(rl_library_version) \
	ROW(rl_readline_name) \
	ROW(rl_terminal_name) \
	ROW(rl_instream) \
	ROW(rl_outstream) \
	ROW(rl_catch_signals) \
	ROW(rl_catch_sigwinch) \
	ROW(rl_change_environment) \
	ROW(rl_getc_function) \
	ROW(rl_line_buffer) \
	ROW(rl_point) \
	ROW(rl_end) \
	ROW(rl_attempted_completion_function) \
	ROW(rl_attempted_completion_over) \
	ROW(rl_completion_append_character) \
	ROW(rl_completer_word_break_characters) \
	ROW(rl_completer_quote_characters) \
	ROW(rl_completion_word_break_hook) \
	ROW(rl_completion_display_matches_hook) \
	ROW(rl_completion_query_items) \
	ROW(rl_initialize) \
	ROW(rl_bind_keyseq) \
	ROW(rl_variable_bind) \
	ROW(rl_callback_handler_install) \
	ROW(rl_callback_handler_remove) \
	ROW(rl_callback_read_char) \
	ROW(rl_callback_sigcleanup) \
	ROW(rl_free_line_state) \
	ROW(rl_prep_terminal) \
	ROW(rl_deprep_terminal) \
	ROW(rl_resize_terminal) \
	ROW(rl_reset_screen_size) \
	ROW(rl_set_screen_size) \
	ROW(rl_get_screen_size) \
	ROW(rl_forced_update_display) \
	ROW(rl_redisplay) \
	ROW(rl_completion_matches) \
	ROW(rl_filename_completion_function) \
	ROW(rl_display_match_list) \
	ROW(add_history) \
	ROW(clear_history) \
	ROW(stifle_history)

struct optlib_readline {
	OPTLIB_READLINE(OPTLIB_MEMBER)
};
#else
struct optlib_readline;
#endif

#if HAVE_EXPAT
#include <expat.h>

/* The functions of expat 2 (libexpat.so.1) that the reader of register descriptions uses. */
#define OPTLIB_EXPAT(ROW) \
	ROW(XML_ParserCreate_MM) \
	ROW(XML_ParserFree) \
	ROW(XML_SetUserData) \
	ROW(XML_SetElementHandler) \
	ROW(XML_SetCharacterDataHandler) \
	ROW(XML_SetEntityDeclHandler) \
	ROW(XML_SetUnknownEncodingHandler) \
	ROW(XML_Parse) \
	ROW(XML_StopParser) \
	ROW(XML_GetErrorCode) \
	ROW(XML_ErrorString) \
	ROW(XML_GetCurrentLineNumber) \
	ROW(XML_GetCurrentColumnNumber) \
	ROW(XML_ExpatVersion)

/* the line and the column are deprecated since expat 2.9, but the libraries of boards are older */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
struct optlib_expat {
	OPTLIB_EXPAT(OPTLIB_MEMBER)
};
#pragma GCC diagnostic pop
#else
struct optlib_expat;
#endif

#if HAVE_ZLIB
#define ZLIB_CONST
#include <zlib.h>

/* The functions of zlib (libz.so.1) that unpack gzip. */
#define OPTLIB_ZLIB(ROW) \
	ROW(inflateInit2_) \
	ROW(inflate) \
	ROW(inflateEnd)

struct optlib_zlib {
	OPTLIB_ZLIB(OPTLIB_MEMBER)
};
#else
struct optlib_zlib;
#endif
#undef OPTLIB_MEMBER

/*
 * optlib_readline, optlib_expat, optlib_zlib - the library, opened by the first call and never closed (its exit
 * handlers and allocations stay valid). NULL if it isn't available: not built in, not installed, or too old.
 *
 * optlib_readline_why, optlib_expat_why, optlib_zlib_why - the reason for that, as a clause ("built without readline");
 * else NULL.
 */
const struct optlib_readline *optlib_readline(void);
const struct optlib_expat *optlib_expat(void);
const struct optlib_zlib *optlib_zlib(void);
const char *optlib_readline_why(void);
const char *optlib_expat_why(void);
const char *optlib_zlib_why(void);

/* optlib_readline_version, optlib_expat_version - its version ("8.2"), or NULL. They open it, as optlib_readline(). */
const char *optlib_readline_version(void);
const char *optlib_expat_version(void);
