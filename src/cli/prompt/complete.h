/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * complete: the words that may be at a position in a line: commands first, then by the operand's kind, all from the
 * rows. Pure.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* complete_line - an editor_complete_fn; @ctx: the struct session whose names are offered. */
void complete_line(void *ctx, const char *line, size_t start, size_t end, void (*add)(void *add_ctx, const char *word),
		   void *add_ctx);

/*
 * complete_option - an editor_word_fn: is the word an option of its command?
 * complete_path - an editor_path_fn: does the row of the command say FILE there, or is it a target that needs a path?
 */
bool complete_option(void *ctx, const char *line, size_t start);
bool complete_path(void *ctx, const char *line, size_t start, size_t *from);
