/* SPDX-License-Identifier: GPL-2.0-or-later */
/* version: the version of this program, and how it was built: what the Makefile says. */
#pragma once

/* "1.0.0", built from a git checkout "1.0.0 (0123abc)": its commit, as git describe names it. */
extern const char version_text[];

/* The compiler, its flags but for folders of the build machine, and which libraries the program can open. */
extern const char version_build[];
