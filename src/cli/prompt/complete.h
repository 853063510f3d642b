/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * complete: the words that may be at a position in a line: commands first, then by the operand's kind, all from the
 * rows. Pure.
 */
#pragma once

#include <stddef.h>

#include "editor.h"

/* complete_line - an editor_complete_fn; @ctx: the struct session whose names are offered. */
void complete_line(void *ctx, const char *line, size_t start, size_t end, void (*add)(void *add_ctx, const char *word),
		   void *add_ctx);

/*
 * complete_word - an editor_word_fn: an option of its command; a path where the row of the command says FILE, or a
 * target that needs one.
 */
enum editor_word complete_word(void *ctx, const char *line, size_t start, size_t *from);

/* complete_kind - the words of a kind of operand, "TARGET", whose words hang on no session. */
void complete_kind(const char *word, void (*add)(void *add_ctx, const char *word), void *add_ctx);
