/* SPDX-License-Identifier: GPL-2.0-or-later */
/* form: the forms of output besides text. To add one see sink.h. */
#pragma once

/* FORM(NAME, option, sink, help) for each: the option that chooses it, the sink that writes it, its line in --help. */
#if SMALL
#define FORMS(FORM) FORM(BARE, "bare", sink_text_bare, "print values only")
#else
#define FORMS(FORM) \
	FORM(JSON, "json", sink_json, "print JSON Lines"), FORM(BARE, "bare", sink_text_bare, "print values only")
#endif

#define FORM_FORMAT(NAME, option, sink, help) EMIT_##NAME
enum emit_format { EMIT_TEXT, FORMS(FORM_FORMAT) };
