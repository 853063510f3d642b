/* SPDX-License-Identifier: GPL-2.0-or-later */
/* root_fixture: a folder that stands for a machine: tests put files and links of theirs into it. */
#pragma once

#include <stddef.h>
#include <stdint.h>

/*
 * root_make - an empty one; its path. root_drop - removes it and all in it. For cmocka: 0, as set-up and tear-down want
 * it.
 */
int root_make(void **state);
int root_drop(void **state);
const char *root_folder(void);

/*
 * root_put - a file with these bytes; root_text - with this text; root_link - a link to @to; folders are made as
 * needed.
 */
void root_put(const char *name, const void *bytes, size_t nbytes);
void root_text(const char *name, const char *text);
void root_link(const char *name, const char *to);

/* root_cells - a device tree's property: @n cells, big-endian. */
void root_cells(const char *name, size_t n, const uint32_t *cells);
#define ROOT_CELLS(name, ...) \
	root_cells(name, sizeof((const uint32_t[]){ __VA_ARGS__ }) / 4, (const uint32_t[]){ __VA_ARGS__ })
